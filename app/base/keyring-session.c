/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The session's keyring. libsecret answers a locked keyring like an empty one, so the search asks for the
 * items themselves, and when there is none the collection is asked whether it is locked. Secrets go in as
 * base64, for a keyring may keep them as text. */
#include "base/keyring.h"

#include "base/error.h"
#include "base/late.h"

#include <libsecret/secret.h>
#include <string.h>

#include "base/secret-late.h"

struct yn_late_secret yn_late_secret;

typedef struct
{
  SecretService *service; /* NULL: not asked yet, or it went away */
} Session;

static const SecretSchema schema = {
  "org.yinuo.Yinuo",
  SECRET_SCHEMA_NONE,
  {
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "platform", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static GHashTable *
attributes_of (const YnKeyringPlace *place)
{
  return secret_attributes_build (&schema, "kind", place->kind, "platform", place->platform, "name",
                                  place->name, NULL);
}

static gboolean
means_no_service (const GError *failed)
{
  static const int codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,
    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_NO_REPLY,
    G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_NO_SERVER,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_FAILED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
    G_DBUS_ERROR_TIMEOUT,
    G_DBUS_ERROR_TIMED_OUT,
  };

  if (failed->domain == G_IO_ERROR) /* no bus at all, or the line to it broke */
    return TRUE;
  for (gsize i = 0; failed->domain == G_DBUS_ERROR && i < G_N_ELEMENTS (codes); i++)
    if (failed->code == codes[i])
      return TRUE;
  return FALSE;
}

static gboolean
set_situation (Session *session, GError *failed, GError **error)
{
  g_autoptr (GError) taken = failed;
  YnError code = YN_ERROR_KEYRING_REFUSED;

  if (g_error_matches (taken, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&taken));
      return FALSE;
    }
  if (g_error_matches (taken, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    code = YN_ERROR_KEYRING_LOCKED;
  else if (means_no_service (taken))
    {
      code = YN_ERROR_KEYRING_ABSENT;
      g_clear_object (&session->service); /* the next call looks for a new one */
    }
  g_set_error (error, YN_ERROR, code, "keyring: %s", taken->message);
  return FALSE;
}

static gboolean
set_locked (GError **error)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_KEYRING_LOCKED, "the keyring is locked");
  return FALSE;
}

static gboolean
load (GError **error)
{
  static const char *const names[] = { YN_LATE_SECRET };
  static YnLate late = { "libsecret-1.so.0", names, (gpointer *) &yn_late_secret };
  g_autoptr (GError) failed = NULL;

  if (yn_late_load (&late, &failed))
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_KEYRING_ABSENT, "%s", failed->message);
  return FALSE;
}

static gboolean
connect (Session *session, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDBusConnection) bus = NULL;
  GError *failed = NULL;

  if (session->service != NULL)
    return TRUE;
  if (!load (error))
    return FALSE;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, &failed);
  if (bus == NULL)
    return set_situation (session, failed, error);
  /* A bus that goes away is no reason to die in the middle of saving. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  session->service =
      secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, cancellable, &failed);
  return session->service != NULL || set_situation (session, failed, error);
}

/* NULL without error: the session has no default collection yet. */
static SecretCollection *
default_collection (Session *session, GCancellable *cancellable, GError **error)
{
  GError *failed = NULL;
  SecretCollection *collection
      = secret_collection_for_alias_sync (session->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                          cancellable, &failed);

  if (failed != NULL)
    set_situation (session, failed, error);
  return collection;
}

static gboolean
default_is_locked (Session *session, gboolean *locked, GCancellable *cancellable, GError **error)
{
  GError *failed = NULL;
  g_autoptr (SecretCollection) collection = default_collection (session, cancellable, &failed);

  *locked = collection != NULL && secret_collection_get_locked (collection);
  if (failed != NULL)
    g_propagate_error (error, failed);
  return failed == NULL;
}

/* Asks the person, where a prompter is there. */
static gboolean
unlock (Session *session, GDBusProxy *what, GCancellable *cancellable, GError **error)
{
  g_autolist (GDBusProxy) objects = g_list_prepend (NULL, g_object_ref (what));
  g_autolist (GDBusProxy) unlocked = NULL;
  GError *failed = NULL;

  secret_service_unlock_sync (session->service, objects, cancellable, &unlocked, &failed);
  if (g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return set_situation (session, failed, error);
  if (failed != NULL && means_no_service (failed))
    {
      /* The keyring stands, but nobody who could ask for its password. */
      g_clear_error (&failed);
      return set_locked (error);
    }
  if (failed != NULL)
    return set_situation (session, failed, error);
  return unlocked != NULL || set_locked (error);
}

/* @value is taken. */
static YnSecret *
secret_of_value (SecretValue *value, GError **error)
{
  gsize length = 0, decoded = 0;
  const char *text = secret_value_get (value, &length);
  g_autofree guchar *plain = g_malloc (length / 4 * 3 + 3);
  int state = 0;
  guint save = 0;
  YnSecret *secret = NULL;

  decoded = g_base64_decode_step (text, length, plain, &state, &save);
  if (decoded > 0 || length == 0)
    secret = yn_secret_new (plain, decoded);
  else
    g_set_error_literal (error, YN_ERROR, YN_ERROR_KEYRING_REFUSED, "the keyring's item is not one of ours");
  yn_secret_wipe (plain, length / 4 * 3 + 3);
  secret_value_unref (value);
  return secret;
}

static SecretValue *
value_of_secret (YnSecret *secret)
{
  char *text = g_base64_encode (yn_secret_data (secret), yn_secret_length (secret));
  SecretValue *value = secret_value_new (text, -1, "text/plain");

  yn_secret_wipe (text, strlen (text));
  g_free (text);
  return value;
}

static YnSecret *
secret_of_item (Session *session, SecretItem *item, GCancellable *cancellable, GError **error)
{
  SecretValue *value;
  GError *failed = NULL;

  if (secret_item_get_locked (item) && !unlock (session, G_DBUS_PROXY (item), cancellable, error))
    return NULL;
  if (!secret_item_load_secret_sync (item, cancellable, &failed))
    {
      set_situation (session, failed, error);
      return NULL;
    }
  value = secret_item_get_secret (item);
  if (value == NULL)
    {
      set_locked (error);
      return NULL;
    }
  return secret_of_value (value, error);
}

static YnSecret *
session_lookup (gpointer self, const YnKeyringPlace *place, GCancellable *cancellable, GError **error)
{
  Session *session = self;
  g_autoptr (GHashTable) attributes = NULL;
  g_autolist (SecretItem) items = NULL;
  GError *failed = NULL;
  gboolean locked;

  if (!connect (session, cancellable, error))
    return NULL;
  attributes = attributes_of (place);
  items = secret_service_search_sync (session->service, &schema, attributes, SECRET_SEARCH_NONE, cancellable,
                                      &failed);
  if (failed != NULL)
    {
      set_situation (session, failed, error);
      return NULL;
    }
  if (items != NULL)
    return secret_of_item (session, items->data, cancellable, error);

  /* A locked collection may not show what it holds. */
  if (!default_is_locked (session, &locked, cancellable, error))
    return NULL;
  if (locked)
    set_locked (error);
  else
    g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "the keyring holds no such item");
  return NULL;
}

static gboolean
session_store (gpointer self, const YnKeyringPlace *place, const char *label, YnSecret *secret,
               GCancellable *cancellable, GError **error)
{
  Session *session = self;
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (SecretCollection) collection = NULL;
  SecretValue *value;
  GError *failed = NULL;
  gboolean stored;

  if (!connect (session, cancellable, error))
    return FALSE;
  collection = default_collection (session, cancellable, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return FALSE;
    }
  if (collection != NULL && secret_collection_get_locked (collection)
      && !unlock (session, G_DBUS_PROXY (collection), cancellable, error))
    return FALSE;

  attributes = attributes_of (place);
  value = value_of_secret (secret);
  stored = secret_service_store_sync (session->service, &schema, attributes, SECRET_COLLECTION_DEFAULT, label,
                                      value, cancellable, &failed);
  secret_value_unref (value);
  return stored || set_situation (session, failed, error);
}

static gboolean
session_clear (gpointer self, const YnKeyringPlace *place, GCancellable *cancellable, GError **error)
{
  Session *session = self;
  g_autoptr (GHashTable) attributes = NULL;
  GError *failed = NULL;
  gboolean locked;

  if (!connect (session, cancellable, error))
    return FALSE;
  attributes = attributes_of (place);
  if (secret_service_clear_sync (session->service, &schema, attributes, cancellable, &failed))
    return TRUE;
  if (failed != NULL)
    return set_situation (session, failed, error);
  /* FALSE alone is nothing deleted: because nothing is there, or because it cannot be seen. */
  return default_is_locked (session, &locked, cancellable, error) && (!locked || set_locked (error));
}

static void
session_free (gpointer self)
{
  Session *session = self;

  g_clear_object (&session->service);
  g_free (session);
}

YnKeyring *
yn_keyring_new (void)
{
  static const YnKeyringKind kind = { session_lookup, session_store, session_clear, session_free };

  return yn_keyring_new_of_kind (&kind, g_new0 (Session, 1));
}
