/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Each program under fixtures/keyring-session runs the tests of one state of the session's keyring. */
#include "base/error.h"
#include "base/keyring.h"
#include "fixtures/folder.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define PLATFORM "6f1c2b7e-0000-4000-8000-000000000001"
#define OTHER_PLATFORM "6f1c2b7e-0000-4000-8000-000000000002"

static void
store (YnKeyring *keyring, const char *platform, const char *name, const void *data, gsize length)
{
  g_autoptr (YnSecret) secret = yn_secret_new (data, length);
  g_autoptr (GError) error = NULL;

  yn_keyring_store (keyring, "tokens", platform, name, "一诺 test", secret, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_holds (YnKeyring *keyring, const char *platform, const char *name, const void *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSecret) found = yn_keyring_lookup (keyring, "tokens", platform, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (yn_secret_data (found), yn_secret_length (found), data, length);
}

static void
assert_lacks (YnKeyring *keyring, const char *platform, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_keyring_lookup (keyring, "tokens", platform, name, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
}

static void
clear (YnKeyring *keyring, const char *platform, const char *name)
{
  g_autoptr (GError) error = NULL;

  yn_keyring_clear (keyring, "tokens", platform, name, NULL, &error);
  g_assert_no_error (error);
}

/* What every keyring must do. */
static void
keep_and_give_back (YnKeyring *keyring)
{
  static const guint8 key[] = { 0, 255, 10, 0, 39, 128, 65, 0 };
  static const char json[] = "{\"refresh\":\"密码 \\u0000\"}";

  assert_lacks (keyring, PLATFORM, "a");
  clear (keyring, PLATFORM, "a");
  store (keyring, PLATFORM, "a", key, sizeof key);
  store (keyring, PLATFORM, "b", json, strlen (json));
  store (keyring, OTHER_PLATFORM, "a", "other", 5);
  store (keyring, PLATFORM, "empty", "", 0);
  assert_holds (keyring, PLATFORM, "a", key, sizeof key);
  assert_holds (keyring, PLATFORM, "b", json, strlen (json));
  assert_holds (keyring, OTHER_PLATFORM, "a", "other", 5);
  assert_holds (keyring, PLATFORM, "empty", "", 0);

  store (keyring, PLATFORM, "a", "replaced", 8);
  assert_holds (keyring, PLATFORM, "a", "replaced", 8);
  clear (keyring, PLATFORM, "a");
  clear (keyring, PLATFORM, "a");
  assert_lacks (keyring, PLATFORM, "a");
  assert_holds (keyring, PLATFORM, "b", json, strlen (json));
  assert_holds (keyring, OTHER_PLATFORM, "a", "other", 5);
}

static void
assert_every_call_says (YnKeyring *keyring, YnError code)
{
  g_autoptr (YnSecret) secret = yn_secret_new_string ("secret");
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_keyring_lookup (keyring, "store-key", PLATFORM, "1", NULL, &error));
  g_assert_error (error, YN_ERROR, (int) code);
  g_clear_error (&error);
  g_assert_false (yn_keyring_store (keyring, "store-key", PLATFORM, "1", "label", secret, NULL, &error));
  g_assert_error (error, YN_ERROR, (int) code);
  g_clear_error (&error);
  g_assert_false (yn_keyring_clear (keyring, "store-key", PLATFORM, "1", NULL, &error));
  g_assert_error (error, YN_ERROR, (int) code);
}

static void
unlocked (void)
{
  g_autoptr (YnKeyring) keyring = yn_keyring_new ();

  keep_and_give_back (keyring);
}

static void
unlocked_cancelled (void)
{
  g_autoptr (YnKeyring) keyring = yn_keyring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (yn_keyring_lookup (keyring, "tokens", PLATFORM, "a", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
call_secrets (const char *method, const char *collection)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariantBuilder) paths = g_variant_builder_new (G_VARIANT_TYPE ("ao"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;

  g_variant_builder_add (paths, "o", collection);
  answer =
      g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                   "org.freedesktop.Secret.Service", method, g_variant_new ("(ao)", paths),
                                   NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* What was there a moment ago is locked now, and is not taken for absent. */
static void
locked_meanwhile (void)
{
  g_autoptr (YnKeyring) keyring = yn_keyring_new ();

  store (keyring, PLATFORM, "later", "secret", 6);
  assert_holds (keyring, PLATFORM, "later", "secret", 6);
  call_secrets ("Lock", "/org/freedesktop/secrets/collection/login");
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (yn_keyring_lookup (keyring, "tokens", PLATFORM, "later", NULL, &error));
    g_assert_error (error, YN_ERROR, YN_ERROR_KEYRING_LOCKED);
  }
  assert_every_call_says (keyring, YN_ERROR_KEYRING_LOCKED);
}

/* The last test of its session. */
static void
crashed_meanwhile (void)
{
  g_autoptr (YnKeyring) keyring = yn_keyring_new ();
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  gboolean there = TRUE;

  {
    g_autoptr (GError) error = NULL;

    g_assert_null (yn_keyring_lookup (keyring, "tokens", PLATFORM, "nothing", NULL, &error));
    g_assert_error (error, YN_ERROR, YN_ERROR_KEYRING_LOCKED);
  }
  kill (atoi (g_getenv ("YINUO_TEST_KEYRING_PID")), SIGKILL);
  while (there) /* until the bus knows */
    {
      g_autoptr (GVariant) answer =
          g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "NameHasOwner",
                                       g_variant_new ("(s)", "org.freedesktop.secrets"),
                                       G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);

      g_variant_get (answer, "(b)", &there);
    }
  assert_every_call_says (keyring, YN_ERROR_KEYRING_ABSENT);
}

static void
locked (void)
{
  g_autoptr (YnKeyring) keyring = yn_keyring_new ();

  assert_every_call_says (keyring, YN_ERROR_KEYRING_LOCKED);
}

static void
none (void)
{
  g_autoptr (YnKeyring) keyring = yn_keyring_new ();

  assert_every_call_says (keyring, YN_ERROR_KEYRING_ABSENT);
}

static YnKeyring *
open_file (const char *path, const char *password)
{
  g_autoptr (YnSecret) secret = yn_secret_new_string (password);

  return yn_keyring_new_for_file (path, secret);
}

static void
file (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "keyring");
  g_autoptr (YnKeyring) keyring = open_file (path, "password");
  g_autoptr (YnKeyring) other = open_file (path, "password");

  assert_lacks (other, PLATFORM, "a");
  keep_and_give_back (keyring);
  assert_holds (other, OTHER_PLATFORM, "a", "other", 5);
  store (other, PLATFORM, "a", "from the other", 14);
  assert_holds (keyring, PLATFORM, "a", "from the other", 14);
}

static void
file_wrong_password (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "keyring");
  g_autoptr (YnKeyring) keyring = open_file (path, "password");
  g_autoptr (YnKeyring) wrong = open_file (path, "passwort");

  store (keyring, PLATFORM, "a", "secret", 6);
  assert_every_call_says (wrong, YN_ERROR_WRONG_PASSWORD);
  assert_holds (keyring, PLATFORM, "a", "secret", 6);
}

static void
file_damaged (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "keyring");
  g_autoptr (YnKeyring) keyring = open_file (path, "password");
  g_autofree char *content = NULL;
  gsize length;

  store (keyring, PLATFORM, "a", "secret", 6);
  g_file_get_contents (path, &content, &length, NULL);
  g_assert_null (memmem (content, length, "secret", 6));
  for (gsize keep = 0; keep < length; keep += 7)
    {
      g_autoptr (GError) error = NULL;

      g_file_set_contents (path, content, keep, NULL);
      g_assert_null (yn_keyring_lookup (keyring, "tokens", PLATFORM, "a", NULL, &error));
      g_assert_nonnull (error);
    }
  content[length - 1] ^= 1;
  g_file_set_contents (path, content, length, NULL);
  assert_every_call_says (keyring, YN_ERROR_STORE_DAMAGED);
}

int
main (int argc, char *argv[])
{
  const char *state = argc > 1 && argv[argc - 1][0] != '-' ? argv[--argc] : "file";

  g_test_init (&argc, &argv, NULL);
  if (g_str_equal (state, "unlocked"))
    {
      g_test_add_func ("/base/keyring/unlocked/keeps-and-gives-back", unlocked);
      g_test_add_func ("/base/keyring/unlocked/cancelled", unlocked_cancelled);
      g_test_add_func ("/base/keyring/unlocked/locked-meanwhile", locked_meanwhile);
      g_test_add_func ("/base/keyring/unlocked/crashed-meanwhile", crashed_meanwhile);
    }
  else if (g_str_equal (state, "locked"))
    g_test_add_func ("/base/keyring/locked", locked);
  else if (g_str_equal (state, "none"))
    g_test_add_func ("/base/keyring/none", none);
  else
    {
      g_test_add_func ("/base/keyring/file/keeps-and-gives-back", file);
      g_test_add_func ("/base/keyring/file/wrong-password", file_wrong_password);
      g_test_add_func ("/base/keyring/file/damaged", file_damaged);
    }
  return g_test_run ();
}
