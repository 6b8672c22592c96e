/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "road.h"

#include "base/http.h"
#include "fixtures/folder.h"

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

  if (road->practice_keyring == NULL)
    road->practice_keyring = keyring_in (road, "practice-keyring");
  road->practice = yn_practice_start (&(YnPracticeOptions) { .folder = folder,
                                                             .keyring = road->practice_keyring,
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
  road->folder = test_folder_new ();
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

void
road_visit (Road *road, const Road *host, const char *name)
{
  g_autofree char *folder = g_build_filename (host->folder, name, NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  road_join (road, folder);
}

void
road_clear (Road *road)
{
  yn_desk_close (road->desk);
  while (g_main_context_iteration (NULL, FALSE)) /* "changed" on its way */
    ;
  g_assert_finalize_object (road->desk);
  if (road->practice != NULL)
    {
      yn_practice_stop (road->practice);
      test_folder_free (g_steal_pointer (&road->folder));
    }
  g_clear_pointer (&road->practice_keyring, yn_keyring_free);
  yn_clock_unref (road->clock);
  yn_secret_unref (road->password);
  g_free (road->folder);
}

void
road_sit_down (Road *road, const char *uscc)
{
  road_sit_down_at (road, road->practice, uscc);
}

void
road_sit_down_at (Road *road, YnPractice *practice, const char *uscc)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDeviceGrant) grant = NULL;
  g_autoptr (YnDeskStatus) status = NULL;

  yn_desk_connect (road->desk, yn_practice_url (practice), NULL, &error);
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

YnKey *
road_key (Road *road)
{
  return road_key_of (road, "enterprise-seal");
}

YnKey *
road_key_of (Road *road, const char *role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = yn_desk_keys (road->desk);
  g_autoptr (YnKeyFile) made = NULL;
  const YnKeyFile *file = NULL;
  YnKey *key;

  for (guint i = 0; i < keys->len && file == NULL; i++)
    if (g_str_equal (((const YnKeyFile *) g_ptr_array_index (keys, i))->role, role))
      file = g_ptr_array_index (keys, i);
  if (file == NULL)
    file = made = yn_desk_make_key (road->desk, role, NULL, road->password, NULL, &error);
  g_assert_no_error (error);
  key = yn_desk_open_key (road->desk, file->path, road->password, NULL, &error);
  g_assert_no_error (error);
  return key;
}

YnFiling *
road_keep (Road *road, const char *matter)
{
  YnFiling *filing = NULL;

  while (filing == NULL) /* signer after signer */
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnReview) review = yn_desk_review (road->desk, matter, NULL, &error);
      g_autoptr (YnKey) key = NULL;

      g_assert_no_error (error);
      key = review->signer == NULL ? NULL : road_key_of (road, review->signer->person ? review->signer->role : "enterprise-seal");
      filing = yn_desk_sign_and_keep (road->desk, matter, review->digest, key, NULL, &error);
      g_assert_no_error (error);
    }
  return filing;
}

YnStanding *
road_await (Road *road, const char *filing, YnStage stage)
{
  gint64 end = g_get_monotonic_time () + ROAD_PATIENCE;
  g_autoptr (YnStanding) standing = NULL;

  for (;;)
    {
      g_autoptr (GError) error = NULL;

      g_clear_pointer (&standing, yn_standing_free);
      yn_desk_send (road->desk, NULL, &error);
      g_assert_no_error (error);
      yn_desk_refresh (road->desk, NULL, &error);
      g_assert_no_error (error);
      standing = yn_desk_standing_of (road->desk, filing, NULL, &error);
      g_assert_no_error (error);
      if (standing->stage == stage || g_get_monotonic_time () > end)
        break;
      g_usleep (G_USEC_PER_SEC / 20);
    }
  for (guint i = 0; standing->stage != stage && i < standing->steps->len; i++)
    g_test_message ("%s: %s", ((const YnStep *) standing->steps->pdata[i])->title,
                    ((const YnStep *) standing->steps->pdata[i])->detail);
  g_assert_cmpstr (yn_stage_name (standing->stage), ==, yn_stage_name (stage));
  return g_steal_pointer (&standing);
}

void
road_control (Road *road, const char *path, const char *body)
{
  static const char *const headers[] = { "Yinuo-Practice: 1", NULL };
  g_autofree char *url = g_strconcat (yn_practice_url (road->practice), path, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (YnHttp) http = yn_http_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YnHttpAnswer) answer
      = yn_http_perform (http, &(YnHttpRequest) { .method = "POST", .url = url, .headers = headers, .body = bytes,
                                                  .content_type = "application/json" },
                         NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, <, 300);
}
