/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The file is read again before each change, so that window and command line keep each other's choices. */
#include "base/settings.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define GROUP "yinuo"
#define MAX_FILE_BYTES (1024 * 1024)

struct _YnSettings
{
  char *data_dir;
  char *file;
  GMutex mutex;
};

/* NULL without error: there is none yet. */
static GKeyFile *
load (YnSettings *settings, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) failed = NULL;
  GStatBuf status;

  if (g_stat (settings->file, &status) == 0 && status.st_size > MAX_FILE_BYTES)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_TOO_LARGE, "settings.ini is too large");
      return NULL;
    }
  if (g_key_file_load_from_file (keys, settings->file, G_KEY_FILE_KEEP_COMMENTS, &failed))
    return g_steal_pointer (&keys);
  if (!g_error_matches (failed, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* Never NULL. What cannot be read is set aside: the defaults are better than no program. */
static GKeyFile *
load_or_set_aside (YnSettings *settings)
{
  g_autoptr (GError) error = NULL;
  GKeyFile *keys = load (settings, &error);

  if (error != NULL)
    {
      g_autofree char *aside = g_strconcat (settings->file, ".broken", NULL);

      g_message ("settings.ini cannot be used and is set aside: %s", error->message);
      (void) g_rename (settings->file, aside);
    }
  return keys != NULL ? keys : g_key_file_new ();
}

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "cannot make a data folder: %s",
               g_strerror (errno));
  return FALSE;
}

YnSettings *
yn_settings_look (const char *data_dir)
{
  YnSettings *settings = g_new0 (YnSettings, 1);

  g_mutex_init (&settings->mutex);
  settings->data_dir = data_dir != NULL ? g_canonicalize_filename (data_dir, NULL)
                                        : g_build_filename (g_get_user_data_dir (), "yinuo", NULL);
  settings->file = yn_settings_path (settings, "settings.ini");
  return settings;
}

YnSettings *
yn_settings_open (const char *data_dir, GError **error)
{
  g_autoptr (YnSettings) settings = yn_settings_look (data_dir);
  g_autofree char *stores = NULL;
  g_autofree char *keys = NULL;

  stores = yn_settings_path (settings, "stores");
  keys = yn_settings_path (settings, "keys");
  if (!make_folder (settings->data_dir, error) || !make_folder (stores, error) || !make_folder (keys, error))
    return NULL;
  g_key_file_unref (load_or_set_aside (settings));
  return g_steal_pointer (&settings);
}

void
yn_settings_free (YnSettings *settings)
{
  if (settings == NULL)
    return;

  g_mutex_clear (&settings->mutex);
  g_free (settings->data_dir);
  g_free (settings->file);
  g_free (settings);
}

const char *
yn_settings_data_dir (YnSettings *settings)
{
  return settings->data_dir;
}

char *
yn_settings_path (YnSettings *settings, const char *relative)
{
  return g_build_filename (settings->data_dir, relative, NULL);
}

char *
yn_settings_get (YnSettings *settings, const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&settings->mutex);
  g_autoptr (GKeyFile) keys = load_or_set_aside (settings);

  return g_key_file_get_string (keys, GROUP, name, NULL);
}

void
yn_settings_set (YnSettings *settings, const char *name, const char *value)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&settings->mutex);
  g_autoptr (GKeyFile) keys = load_or_set_aside (settings);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (value != NULL)
    g_key_file_set_string (keys, GROUP, name, value);
  else
    g_key_file_remove_key (keys, GROUP, name, NULL);
  text = g_key_file_to_data (keys, &length, NULL);
  if (!g_file_set_contents_full (settings->file, text, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_message ("settings.ini cannot be written: %s", error->message);
}

static gboolean
is_address (const char *text)
{
  g_autoptr (GUri) uri =
      strpbrk (text, " \t\r\n") == NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0) && host != NULL
         && *host != '\0';
}

char *
yn_settings_platform (YnSettings *settings)
{
  g_autofree char *url = yn_settings_get (settings, "platform");

  return url != NULL && is_address (url) ? g_steal_pointer (&url) : NULL;
}

void
yn_settings_set_platform (YnSettings *settings, const char *url)
{
  yn_settings_set (settings, "platform", url);
}

YnLanguage
yn_settings_language (YnSettings *settings)
{
  g_autofree char *name = yn_settings_get (settings, "language");

  return yn_language_from_string (name);
}

void
yn_settings_set_language (YnSettings *settings, YnLanguage language)
{
  yn_settings_set (settings, "language", yn_language_name (language));
}
