/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is plugged in, as the system lists it, and which link of the chain it is. */

#include "signing/token-devices.h"

#include "base/error.h"
#include "token-folder.h"

#include <glib/gstdio.h>
#include <string.h>

/* @facts: "idVendor=096e product=ePass" */
static void
plug_in (const char *folder, const char *device, const char *facts)
{
  g_autofree char *path = g_build_filename (folder, device, NULL);
  g_auto (GStrv) pairs = g_strsplit (facts, " ", -1);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *equals = strchr (pairs[i], '=');
      g_autofree char *name = g_strndup (pairs[i], (gsize) (equals - pairs[i]));
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *text = g_strconcat (equals + 1, "\n", NULL);

      g_assert_true (g_file_set_contents (file, text, -1, NULL));
    }
}

static GError *
error_called (const char *nick)
{
  int code = 0;

  while (strcmp (yn_error_nick (code), nick) != 0)
    code++;
  return g_error_new_literal (YN_ERROR, code, nick);
}

/* @found: "driver slot token!token-busy", what drivers told; what is behind a fault was not reached. */
static YnTokenSight *
sight_of (const char *found)
{
  static const char *const names[] = { "driver", "slot", "token", "login", "certificate", "pin" };
  YnTokenSight *sight = yn_token_sight_new ();
  g_auto (GStrv) links = g_strsplit (found, " ", -1);

  for (guint i = 0; links[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        g_auto (GStrv) parts = g_strsplit (links[i], "!", 2);

        if (g_strcmp0 (parts[0], names[j]) != 0)
          continue;
        if (parts[1] != NULL)
          yn_token_sight_fail (sight, names[j], "", error_called (parts[1]));
        else
          yn_token_sight_add (sight, -1, names[j], "", NULL);
      }
  return sight;
}

static void
test_seen (void)
{
  static const struct
  {
    const char *facts, *class; /* of its interface; NULL: it has none */
    gboolean seen, reader;
  } cases[] = {
    { "idVendor=046d product=Mouse", "03", FALSE, FALSE },
    { "idVendor=1d6b product=Hub", NULL, FALSE, FALSE },
    { "idVendor=096e manufacturer=Feitian product=ePass3000", "03", TRUE, FALSE },
    { "idVendor=096e", "0b", TRUE, TRUE },
    { "idVendor=163c product=Sample", "ff", TRUE, FALSE },
    { "idVendor=1677 product=Sample", "ff", TRUE, FALSE },
    { "idVendor=0001 product=SampleUKey", "03", TRUE, FALSE },
    { "idVendor=076b product=Reader", "0b", TRUE, TRUE },
    { "product=NoVendor-ukey", "0b", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      g_autofree char *class = g_strdup_printf ("bInterfaceClass=%s", cases[i].class);
      g_autoptr (GPtrArray) devices = NULL;

      plug_in (folder, "1-2", cases[i].facts);
      if (cases[i].class != NULL)
        plug_in (folder, "1-2:1.0", class);
      devices = yn_token_devices (folder);
      g_test_message ("%s", cases[i].facts);
      g_assert_cmpuint (devices->len, ==, cases[i].seen);
      if (cases[i].seen)
        g_assert_cmpint (((YnTokenDevice *) g_ptr_array_index (devices, 0))->is_reader, ==, cases[i].reader);
    }
}

static void
test_links (void)
{
  static const struct
  {
    const char *facts, *class; /* NULL: nothing is plugged in */
    const char *found;
    const char *chain;
  } cases[] = {
    { NULL, NULL, "", "reader!token-reader" },
    { "idVendor=096e", "03", "", "reader driver!token-no-driver slot- token- certificate- pin-" },
    { "idVendor=076b", "0b", "", "reader driver!token-driver slot- token- certificate- pin-" },
    { NULL, NULL, "driver slot token certificate pin", "driver slot token certificate pin" }, /* in software */
    { NULL, NULL, "driver slot token login pin", "driver slot token login pin" },
    /* whoever could not be asked says nothing of what is plugged in */
    { NULL, NULL, "driver!token-driver", "driver!token-driver slot- token- certificate- pin-" },
    { NULL, NULL, "driver!token-crashed", "driver!token-crashed slot- token- certificate- pin-" },
    { NULL, NULL, "driver slot token!token-busy", "driver slot token!token-busy certificate- pin-" },
    { NULL, NULL, "driver slot token!token-absent", "driver slot token!token-absent certificate- pin-" },
    { "idVendor=096e", "03", "driver slot token!token-absent",
      "reader driver!token-no-driver slot- token- certificate- pin-" },
    { "idVendor=096e", "03", "driver slot!token-slot", "reader driver!token-no-driver slot- token- certificate- pin-" },
    { "idVendor=096e", "03", "driver!token-driver", "reader driver!token-driver slot- token- certificate- pin-" },
    { "idVendor=096e", "03", "driver slot token!token-busy", "reader driver slot token!token-busy certificate- pin-" },
    { "idVendor=096e", "03", "driver slot token certificate pin", "reader driver slot token certificate pin" },
    { "idVendor=076b", "0b", "driver slot!token-slot", "reader driver slot!token-slot token- certificate- pin-" },
    { "idVendor=076b", "0b", "driver slot token!token-absent",
      "reader driver slot token!token-absent certificate- pin-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      g_autoptr (YnTokenSight) sight = sight_of (cases[i].found);
      g_autofree char *class = g_strdup_printf ("bInterfaceClass=%s", cases[i].class);
      g_autofree char *words = NULL;
      g_autoptr (GPtrArray) devices = NULL;

      if (cases[i].facts != NULL)
        {
          plug_in (folder, "1-2", cases[i].facts);
          plug_in (folder, "1-2:1.0", class);
        }
      devices = yn_token_devices (folder);
      yn_token_sight_add_devices (sight, devices);
      words = token_sight_words (sight);
      g_assert_cmpstr (words, ==, cases[i].chain);
    }
}

static void
test_no_list (void)
{
  g_autoptr (GPtrArray) devices = yn_token_devices ("/nonexistent");

  g_assert_cmpuint (devices->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token/devices/seen", test_seen);
  g_test_add_func ("/token/devices/links", test_links);
  g_test_add_func ("/token/devices/no-list", test_no_list);
  return g_test_run ();
}
