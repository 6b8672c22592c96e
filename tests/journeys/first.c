/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The reading door: one enterprise, one form, one receipt, no window. Read it from the top and follow each call into its
 * header; that is the whole road. */

#include "desk/filing.h"
#include "desk/filling.h"
#include "desk/standing.h"
#include "desk/verifying.h"
#include "road.h"

/* Hop 1. */
static YnDraft *
fill_in (Road *road)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = road_example ("F04");
  YnDraft *draft = yn_desk_begin (road->desk, "F04", answers, NULL, NULL, &error);

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
  key_file = yn_desk_make_key (road->desk, "enterprise-seal", NULL, road->password, NULL, &error);
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
  verdict = yn_desk_verify (road->desk, receipt, "receipt.pdf", YN_VERIFY_PLAIN, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict->verification->whole, ==, YN_VERDICT_YES);
}

/* The reviewer accepts by itself; the code comes with acceptance, not with the receipt. */
static void
await_acceptance (Road *road, const char *filing)
{
  g_autoptr (YnStanding) standing = road_await (road, filing, YN_STAGE_ACCEPTED);

  g_assert_cmpuint (strlen (standing->code), ==, 20);
  g_assert_true (g_str_has_prefix (standing->code, "000000"));
  g_assert_false (standing->can_withdraw);
}

static void
test_the_road (void)
{
  Road road = { 0 };
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnFiling) filing = NULL;

  road_set_out (&road, 0);
  road_sit_down (&road, ROAD_RESTAURANT);
  draft = fill_in (&road);
  filing = review_sign_and_keep (&road, draft->matter);
  deliver (&road, filing->id);
  await_acceptance (&road, filing->id);
  road_clear (&road);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/first", test_the_road);
  return g_test_run ();
}
