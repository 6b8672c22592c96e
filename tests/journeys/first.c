/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The reading door: one enterprise, one form, one receipt, no window. Read it from the top and follow each call into its
 * header; that is the whole road. */

#include "desk/filing.h"
#include "desk/filling.h"
#include "desk/sitting.h"
#include "desk/standing.h"
#include "desk/verifying.h"
#include "practice/practice.h"

#define RESTAURANT "92460203MA5TQX8800"
#define PATIENCE (30 * G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  YnSecret *password;
  YnClock *clock;
  YnPractice *practice;
  YnDesk *desk;
} Road;

static YnKeyring *
keyring_in (const Road *road, const char *name)
{
  g_autofree char *path = g_build_filename (road->folder, name, NULL);

  return yn_keyring_new_for_file (path, road->password);
}

static void
set_out (Road *road, gconstpointer unused)
{
  g_autofree char *practice_folder = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  YnSettings *settings;

  road->folder = g_dir_make_tmp ("yinuo-first-XXXXXX", &error);
  g_assert_no_error (error);
  road->password = yn_secret_new_string ("一个足够长的口令");
  road->clock = yn_clock_new ();
  practice_folder = g_build_filename (road->folder, "practice", NULL);
  road->practice = yn_practice_start (&(YnPracticeOptions) { .folder = practice_folder,
                                                             .keyring = keyring_in (road, "practice-keyring"),
                                                             .clock = road->clock,
                                                             .reviewer_seconds = 0,
                                                             .device_interval = 1 },
                                      &error);
  g_assert_no_error (error);
  data = g_build_filename (road->folder, "data", NULL);
  settings = yn_settings_open (data, &error);
  g_assert_no_error (error);
  road->desk = yn_desk_new (settings, keyring_in (road, "keyring"), road->clock);
}

static void
go_home (Road *road, gconstpointer unused)
{
  yn_desk_close (road->desk);
  g_assert_finalize_object (road->desk);
  yn_practice_stop (road->practice);
  yn_clock_unref (road->clock);
  yn_secret_unref (road->password);
  g_free (road->folder);
}

/* The very device grant: a code is shown, a phone approves it, the desk learns whose desk it is. */
static void
sit_down (Road *road)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDeviceGrant) grant = NULL;
  g_autoptr (YnDeskStatus) status = NULL;

  yn_desk_connect (road->desk, yn_practice_url (road->practice), NULL, &error);
  g_assert_no_error (error);
  grant = yn_desk_sign_in_begin (road->desk, NULL, &error);
  g_assert_no_error (error);
  yn_desk_practice_approve (road->desk, grant->user_code, RESTAURANT, TRUE, NULL, &error);
  g_assert_no_error (error);
  yn_desk_sign_in_wait (road->desk, grant, NULL, &error);
  g_assert_no_error (error);
  status = yn_desk_status (road->desk);
  g_assert_true (status->signed_in);
  g_assert_true (status->practice);
  g_assert_cmpstr (status->uscc, ==, RESTAURANT);
}

/* Hop 1. */
static YnDraft *
fill_in (Road *road)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", "examples", "F04.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = yn_json_load (path, &error);
  YnDraft *draft;

  g_assert_no_error (error);
  draft = yn_desk_begin (road->desk, "F04", answers, NULL, NULL, &error);
  g_assert_no_error (error);
  return draft;
}

/* Hops 2, 3 and 4. */
static YnFiling *
review_sign_and_keep (Road *road, const char *matter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnReview) review = yn_desk_review (road->desk, matter, NULL, &error);
  g_autoptr (YnKeyFile) key_file = NULL;
  g_autoptr (YnKey) key = NULL;
  YnFiling *filing;

  g_assert_no_error (error);
  g_assert_cmpstr (review->signer_role, ==, "enterprise-seal");
  g_assert_nonnull (strstr (review->texts[0], "食品安全"));
  key_file = yn_desk_make_key (road->desk, road->password, NULL, &error);
  g_assert_no_error (error);
  key = yn_desk_open_key (road->desk, key_file->path, road->password, NULL, &error);
  g_assert_no_error (error);
  filing = yn_desk_sign_and_keep (road->desk, matter, review->digest, key, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (filing);
  return filing;
}

/* Hops 5 and 6. */
static void
deliver (Road *road, const char *filing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnStanding) standing = NULL;
  g_autoptr (GBytes) receipt = NULL;
  g_autoptr (YnVerdictView) verdict = NULL;
  gboolean everything;

  everything = yn_desk_send (road->desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (everything);
  standing = yn_desk_standing_of (road->desk, filing, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (standing->stage, ==, YN_STAGE_RECEIVED);
  receipt = yn_desk_paper (road->desk, ((const YnStep *) standing->steps->pdata[1])->paper, NULL, &error);
  g_assert_no_error (error);
  verdict = yn_desk_verify (road->desk, receipt, "receipt.pdf", NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict->verification->whole, ==, YN_VERDICT_YES);
}

/* The reviewer accepts by itself; the code comes with acceptance, not with the receipt. */
static void
await_acceptance (Road *road, const char *filing)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  g_autoptr (YnStanding) standing = NULL;

  do
    {
      g_autoptr (GError) error = NULL;

      g_clear_pointer (&standing, yn_standing_free);
      yn_desk_refresh (road->desk, NULL, &error);
      g_assert_no_error (error);
      standing = yn_desk_standing_of (road->desk, filing, NULL, &error);
      g_assert_no_error (error);
      g_usleep (G_USEC_PER_SEC / 20);
    }
  while (standing->stage == YN_STAGE_RECEIVED && g_get_monotonic_time () < end);
  g_assert_cmpint (standing->stage, ==, YN_STAGE_ACCEPTED);
  g_assert_cmpuint (strlen (standing->code), ==, 20);
  g_assert_true (g_str_has_prefix (standing->code, "000000"));
  g_assert_false (standing->can_withdraw);
}

static void
test_the_road (Road *road, gconstpointer unused)
{
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnFiling) filing = NULL;

  sit_down (road);
  draft = fill_in (road);
  filing = review_sign_and_keep (road, draft->matter);
  deliver (road, filing->id);
  await_acceptance (road, filing->id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/journeys/first", Road, NULL, set_out, test_the_road, go_home);
  return g_test_run ();
}
