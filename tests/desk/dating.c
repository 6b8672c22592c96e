/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A timestamp got later for a filing that was signed while no authority answered. */
#include "desk/dating.h"

#include <string.h>

#include "desk/filling.h"
#include "desk/private.h"
#include "journeys/road.h"

static YnVerification *
verify (Road *road, GBytes *paper)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (yn_desk_borrow (road->desk, &loan, &error));
  return yn_verify (paper, loan.place->trust, yn_clock_now (road->clock));
}

static GBytes *
paper_of (Road *road, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  GBytes *paper = yn_desk_paper (road->desk, sha256, NULL, &error);

  g_assert_no_error (error);
  return paper;
}

/* The pauses of the authority and of the courier are over. */
static void
pass_time (Road *road)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *known = g_strdup_printf ("[{\"url\":\"%s/authority/tsa\"}]", yn_practice_url (road->practice));
  g_autoptr (YnJson) health = yn_json_parse (known, -1, NULL);

  g_assert_true (yn_desk_borrow (road->desk, &loan, &error));
  yn_timestamper_recall (loan.place->timestamper, health);
  g_assert_true (yn_sql_run (yn_store_sql (loan.store), &error, "UPDATE dating SET next_try=0", ""));
  g_assert_no_error (error);
}

static char *
copy_of (Road *road, const char *filing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnStanding) standing = yn_desk_standing_of (road->desk, filing, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (standing->later_copy);
}

static void
send_now (Road *road)
{
  g_autoptr (GError) error = NULL;

  yn_desk_send (road->desk, NULL, &error);
  g_assert_no_error (error);
}

/* Signed and kept while the authority gives nothing. */
static YnFiling *
keep_undated (Road *road)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = road_example ("F04");
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnSignOutcome) outcome = NULL;
  YnFiling *filing;

  road_set_out (road, -1);
  road_sit_down (road, ROAD_RESTAURANT);
  road_control (road, "/practice/weather", "{\"kind\":\"tsa-400\",\"times\":100}");
  draft = yn_desk_begin (road->desk, "F04", answers, NULL, NULL, &error);
  g_assert_no_error (error);
  filing = road_keep (road, draft->matter);
  outcome = yn_desk_take_outcome (road->desk);
  g_assert_cmpstr (yn_signature_level_name (outcome->level), ==, "B-B");
  g_assert_cmpstr (outcome->missing, ==, "timestamp-unreachable");
  return filing;
}

static void
clear_sky (Road *road)
{
  road_control (road, "/practice/weather", "{\"kind\":\"none\"}");
  pass_time (road);
}

/* The bytes and the id stay; the signature stays good, and is now proven to be of its time. */
static void
assert_dated (Road *road, const YnFiling *filing, GBytes *before, const char *copy)
{
  g_autoptr (GBytes) kept = paper_of (road, filing->id);
  g_autoptr (GBytes) later = paper_of (road, copy);
  g_autoptr (YnVerification) undated = verify (road, kept);
  g_autoptr (YnVerification) dated = verify (road, later);
  const YnSignatureVerdict *was = g_ptr_array_index (undated->signatures, 0);
  const YnSignatureVerdict *is = g_ptr_array_index (dated->signatures, 0);
  const YnSignatureVerdict *stamp = g_ptr_array_index (dated->signatures, dated->signatures->len - 1);

  g_assert_true (g_bytes_equal (kept, before));
  g_assert_cmpuint (g_bytes_get_size (later), >, g_bytes_get_size (kept));
  g_assert_cmpint (memcmp (g_bytes_get_data (later, NULL), g_bytes_get_data (kept, NULL), g_bytes_get_size (kept)), ==, 0);
  g_assert_cmpuint (dated->signatures->len, ==, undated->signatures->len + 1);
  g_assert_cmpint (was->intact, ==, YN_VERDICT_YES);
  g_assert_cmpstr (was->when_code, ==, "claimed");
  g_assert_cmpint (is->intact, ==, YN_VERDICT_YES);
  g_assert_cmpstr (is->when_code, ==, "timestamp-later");
  g_assert_true (stamp->is_timestamp);
  g_assert_cmpint (stamp->intact, ==, YN_VERDICT_YES);
  g_assert_cmpint (stamp->when, ==, YN_VERDICT_YES);
}

/* What the matter's page says of it. */
static void
assert_said (Road *road, const char *filing, gboolean awaits, YnSignatureLevel level, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDated) dated = yn_desk_dated (road->desk, filing, NULL, &error);
  const YnSignature *first;
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (dated->signatures->len, ==, n);
  first = g_ptr_array_index (dated->signatures, 0);
  words = yn_signature_level_words (first);
  g_assert_cmpint (dated->awaits, ==, awaits);
  g_assert_cmpint (dated->copy != NULL, ==, n > 1);
  g_assert_cmpint (first->level, ==, level);
  g_assert_cmpint (first->is_timestamp, ==, FALSE);
  if (level == YN_LEVEL_B_B)
    g_assert_cmpstr (words, ==, "B-B · no timestamp: the time is the signer's own word");
  else
    g_assert_true (g_str_has_prefix (words, "B-LT · timestamp of 20") && strstr (words, "given by") != NULL);
}

static void
test_by_itself (void)
{
  Road road = { NULL };
  g_autoptr (YnFiling) filing = keep_undated (&road);
  g_autoptr (GBytes) kept = paper_of (&road, filing->id);
  g_autoptr (YnStanding) standing = NULL;
  g_autofree char *early = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *again = NULL;

  pass_time (&road);
  send_now (&road); /* still nobody: it is delivered all the same */
  early = copy_of (&road, filing->id);
  g_assert_null (early);
  assert_said (&road, filing->id, TRUE, YN_LEVEL_B_B, 1);
  standing = road_await (&road, filing->id, YN_STAGE_RECEIVED);

  clear_sky (&road);
  send_now (&road);
  copy = copy_of (&road, filing->id);
  g_assert_nonnull (copy);
  assert_dated (&road, filing, kept, copy);
  assert_said (&road, filing->id, FALSE, YN_LEVEL_B_LT, 2);

  pass_time (&road);
  send_now (&road);
  again = copy_of (&road, filing->id);
  g_assert_cmpstr (again, ==, copy); /* once */
  road_clear (&road);
}

/* A pause lies between two tries. */
static void
test_pauses (void)
{
  Road road = { NULL };
  g_autoptr (YnFiling) filing = keep_undated (&road);
  g_autofree char *copy = NULL;
  g_autofree char *later = NULL;

  send_now (&road);
  road_control (&road, "/practice/weather", "{\"kind\":\"none\"}");
  send_now (&road);
  copy = copy_of (&road, filing->id);
  g_assert_null (copy);
  pass_time (&road);
  send_now (&road);
  later = copy_of (&road, filing->id);
  g_assert_nonnull (later);
  road_clear (&road);
}

static void
test_asked_for (void)
{
  Road road = { NULL };
  g_autoptr (YnFiling) filing = keep_undated (&road);
  g_autoptr (GBytes) kept = paper_of (&road, filing->id);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSignOutcome) failed = NULL;
  g_autoptr (YnSignOutcome) outcome = NULL;
  g_autoptr (YnCopy) copy = NULL;
  g_autoptr (YnStanding) standing = NULL;
  const YnStep *step;

  g_assert_null (yn_desk_date (road.desk, filing->id, &failed, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TIMESTAMP_UNREACHABLE);
  g_assert_cmpuint (failed->tries->len, >, 0);
  g_clear_error (&error);

  clear_sky (&road);
  copy = yn_desk_date (road.desk, filing->id, &outcome, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (outcome->authority);
  assert_dated (&road, filing, kept, copy->id);
  standing = yn_desk_standing_of (road.desk, filing->id, NULL, &error);
  g_assert_cmpuint (standing->steps->len, ==, 3); /* kept, the receipt to come, the copy */
  step = g_ptr_array_index (standing->steps, 2);
  g_assert_cmpstr (step->paper, ==, copy->id);
  g_assert_cmpstr (yn_stage_name (standing->stage), ==, "waiting");
  road_clear (&road);
}

/* Whoever has a timestamp is not given another by itself; and no paper that is not here is dated. */
static void
test_wants_none (void)
{
  Road road = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = road_example ("F04");
  g_autofree char *stranger = g_strnfill (64, 'a');
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autofree char *copy = NULL;

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  draft = yn_desk_begin (road.desk, "F04", answers, NULL, NULL, &error);
  filing = road_keep (&road, draft->matter);
  send_now (&road);
  copy = copy_of (&road, filing->id);
  g_assert_null (copy);
  assert_said (&road, filing->id, FALSE, YN_LEVEL_B_LT, 1);
  g_assert_null (yn_desk_dated (road.desk, stranger, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (yn_desk_date (road.desk, stranger, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  road_clear (&road);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/dating/by-itself", test_by_itself);
  g_test_add_func ("/desk/dating/pauses", test_pauses);
  g_test_add_func ("/desk/dating/asked-for", test_asked_for);
  g_test_add_func ("/desk/dating/wants-none", test_wants_none);
  return g_test_run ();
}
