/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "road.h"

#include <glib/gstdio.h>

static YnKeyring *
keyring_in (const Road *road, const char *name)
{
  g_autofree char *path = g_build_filename (road->folder, name, NULL);

  return yn_keyring_new_for_file (path, road->password);
}

void
road_start_practice (Road *road, int reviewer_seconds)
{
  g_autofree char *folder = g_build_filename (road->folder, "practice", NULL);
  g_autoptr (GError) error = NULL;

  road->practice = yn_practice_start (&(YnPracticeOptions) { .folder = folder,
                                                             .keyring = keyring_in (road, "practice-keyring"),
                                                             .clock = road->clock,
                                                             .reviewer_seconds = reviewer_seconds,
                                                             .device_interval = 1 },
                                      &error);
  g_assert_no_error (error);
}

static void
set_up_desk (Road *road)
{
  g_autofree char *data = g_build_filename (road->folder, "data", NULL);
  g_autoptr (GError) error = NULL;
  YnSettings *settings = yn_settings_open (data, &error);

  g_assert_no_error (error);
  road->desk = yn_desk_new (settings, keyring_in (road, "keyring"), road->clock);
}

void
road_set_out (Road *road, int reviewer_seconds)
{
  g_autoptr (GError) error = NULL;

  road->folder = g_dir_make_tmp ("yinuo-road-XXXXXX", &error);
  g_assert_no_error (error);
  road->password = yn_secret_new_string ("一个足够长的口令");
  road->clock = yn_clock_new ();
  road_start_practice (road, reviewer_seconds);
  set_up_desk (road);
}

void
road_join (Road *road, const char *folder)
{
  road->folder = g_strdup (folder);
  road->password = yn_secret_new_string ("一个足够长的口令");
  road->clock = yn_clock_new ();
  set_up_desk (road);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
road_clear (Road *road)
{
  yn_desk_close (road->desk);
  g_assert_finalize_object (road->desk);
  if (road->practice != NULL)
    {
      yn_practice_stop (road->practice);
      remove_tree (road->folder);
    }
  yn_clock_unref (road->clock);
  yn_secret_unref (road->password);
  g_free (road->folder);
}

void
road_sit_down (Road *road, const char *uscc)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDeviceGrant) grant = NULL;
  g_autoptr (YnDeskStatus) status = NULL;

  yn_desk_connect (road->desk, yn_practice_url (road->practice), NULL, &error);
  g_assert_no_error (error);
  grant = yn_desk_sign_in_begin (road->desk, NULL, &error);
  g_assert_no_error (error);
  yn_desk_practice_approve (road->desk, grant->user_code, uscc, TRUE, NULL, &error);
  g_assert_no_error (error);
  yn_desk_sign_in_wait (road->desk, grant, NULL, &error);
  g_assert_no_error (error);
  status = yn_desk_status (road->desk);
  g_assert_true (status->signed_in);
  g_assert_true (status->practice);
  g_assert_cmpstr (status->uscc, ==, uscc);
}

YnJson *
road_example (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", "examples", file, NULL);
  g_autoptr (GError) error = NULL;
  YnJson *answers = yn_json_load (path, &error);

  g_assert_no_error (error);
  return answers;
}
