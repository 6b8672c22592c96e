/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The other jobs without a window: a report, a repair, a supplement, taking back. */

#include "desk/filling.h"
#include "desk/recording.h"
#include "desk/verifying.h"
#include "road.h"

#define HOMESTAY "91460202698900018P"
#define TRAVEL "91460204MA5T000379"

/* A one-page PDF to attach: the draft's own paper serves. */
static char *
write_proof (Road *road, const char *matter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) form = yn_service_find ("R01", &error);
  g_autofree char *path = g_build_filename (road->folder, "缴款凭证.pdf", NULL);
  g_autoptr (YnDraft) draft = yn_desk_draft (road->desk, matter, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (draft->paper);
  yn_file_write (path, draft->paper, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static char *
proof (Road *road)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) purpose = yn_json_parse ("{\"purpose\": \"1\"}", -1, &error);
  g_autoptr (YnDraft) draft = yn_desk_begin (road->desk, "R01", purpose, NULL, NULL, &error);
  g_autoptr (YnReview) review = NULL;
  char *path;

  g_assert_no_error (error);
  review = yn_desk_review (road->desk, draft->matter, NULL, &error);
  g_assert_no_error (error);
  path = write_proof (road, draft->matter);
  yn_desk_discard (road->desk, draft->matter, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_report (void)
{
  Road road = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) purpose = yn_json_parse ("{\"purpose\": \"1\"}", -1, &error);
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) standing = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GBytes) paper = NULL;
  g_autoptr (YnVerdictView) verdict = NULL;
  g_autofree char *text = NULL;

  road_set_out (&road, 0);
  road_sit_down (&road, TRAVEL);
  draft = yn_desk_begin (road.desk, "R01", purpose, NULL, NULL, &error);
  g_assert_no_error (error);
  filing = road_keep (&road, draft->matter); /* the account is enough: no key */
  standing = road_await (&road, filing->id, YN_STAGE_DONE);
  reports = yn_desk_reports (road.desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reports->len, ==, 1);
  g_assert_cmpuint (strlen (((YnReport *) reports->pdata[0])->number), ==, 22);
  paper = yn_desk_paper (road.desk, ((YnReport *) reports->pdata[0])->sha256, NULL, &error);
  g_assert_no_error (error);
  verdict = yn_desk_verify (road.desk, paper, "report.pdf", YN_VERIFY_WITH_PAGES, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (verdict->verification->whole, ==, YN_VERDICT_YES);
  text = g_strjoinv ("\n", verdict->texts);
  for (guint i = 0; i < 10; i++)
    {
      static const char *const numerals[] = { "一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、", "十、" };

      g_assert_nonnull (strstr (text, numerals[i])); /* the ten chapters */
    }
  g_assert_nonnull (strstr (text, "演练"));
  road_clear (&road);
}

static YnDraft *
begin_repair (Road *road, const char *record)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = yn_clock_today (road->clock);
  g_autofree char *done_on = yn_day_add_days (today, -10);
  g_autofree char *text = g_strdup_printf ("{\"measures\": \"罚款已缴清，问题已整改。\", \"duties\": {\"doneOn\": \"%s\"}}", done_on);
  g_autoptr (YnJson) start = yn_json_parse (text, -1, &error);
  YnDraft *draft = yn_desk_begin_repair (road->desk, record, start, NULL, &error);

  g_assert_no_error (error);
  return draft;
}

static const YnRecordEntry *
first_penalty (const YnRecord *record)
{
  for (guint i = 0; i < record->entries->len; i++)
    if (strcmp (((YnRecordEntry *) record->entries->pdata[i])->kind, "penalty") == 0)
      return record->entries->pdata[i];
  g_assert_not_reached ();
}

static void
test_repair (void)
{
  Road road = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnRecord) before = NULL;
  g_autoptr (YnRecord) after = NULL;
  g_autoptr (YnJson) explained = NULL;
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnAttachment) attachment = NULL;
  g_autoptr (YnReview) incomplete = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) standing = NULL;
  g_autofree char *path = NULL;
  const YnRecordEntry *penalty;

  road_set_out (&road, 0);
  road_sit_down (&road, ROAD_FINED);
  before = yn_desk_record (road.desk, NULL, &error);
  g_assert_no_error (error);
  penalty = first_penalty (before);
  g_assert_cmpstr (yn_json_get_string (penalty->json, "state"), ==, "published");
  explained = yn_desk_explain_repair (road.desk, penalty->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yn_json_get_string (explained, "mayApplyNow"), ==, "yes");
  draft = begin_repair (&road, penalty->id);
  incomplete = yn_desk_review (road.desk, draft->matter, NULL, &error);
  g_assert_error (error, YN_ERROR, YN_ERROR_ANSWERS_INCOMPLETE); /* the proof is missing */
  g_clear_error (&error);
  path = proof (&road);
  attachment = yn_desk_attach (road.desk, draft->matter, "duty-proof", path, NULL, &error);
  g_assert_no_error (error);
  filing = road_keep (&road, draft->matter);
  standing = road_await (&road, filing->id, YN_STAGE_DONE);
  g_assert_cmpint (standing->steps->len, >=, 4); /* kept, received, accepted, decided */
  after = yn_desk_record (road.desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yn_json_get_string (first_penalty (after)->json, "state"), ==, "ended");
  road_clear (&road);
}

/* The homestay's reviewer asks for photographs once; the supplement carries the answers on, private ones too. */
static void
test_supplement (void)
{
  Road road = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) example = NULL;
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) asked = NULL;
  g_autoptr (YnDraft) again = NULL;
  g_autoptr (YnFiling) supplement = NULL;
  g_autoptr (YnStanding) accepted = NULL;

  road_set_out (&road, 0);
  road_sit_down (&road, HOMESTAY);
  example = road_example ("F02");
  draft = yn_desk_begin (road.desk, "F02", example, NULL, NULL, &error);
  g_assert_no_error (error);
  filing = road_keep (&road, draft->matter);
  asked = road_await (&road, filing->id, YN_STAGE_SUPPLEMENT);
  g_assert_true (asked->can_supplement);
  g_assert_cmpuint (strlen (asked->explain), >, 0);
  again = yn_desk_supplement (road.desk, filing->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (strchr (yn_json_string (yn_json_pointer (again->answers, "/enterprise/agent/phone")), '*'));
  supplement = road_keep (&road, again->matter);
  accepted = road_await (&road, supplement->id, YN_STAGE_ACCEPTED);
  road_clear (&road);
}

static void
test_withdrawal (void)
{
  Road road = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) example = NULL;
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) received = NULL;
  g_autoptr (YnKey) key = NULL;
  g_autoptr (YnFiling) withdrawal = NULL;
  g_autoptr (YnStanding) withdrawn = NULL;

  road_set_out (&road, -1); /* nobody accepts it meanwhile */
  road_sit_down (&road, ROAD_RESTAURANT);
  example = road_example ("F04");
  draft = yn_desk_begin (road.desk, "F04", example, NULL, NULL, &error);
  g_assert_no_error (error);
  filing = road_keep (&road, draft->matter);
  received = road_await (&road, filing->id, YN_STAGE_RECEIVED);
  g_assert_true (received->can_withdraw);
  key = road_key (&road);
  withdrawal = yn_desk_withdraw (road.desk, filing->id, key, NULL, &error);
  g_assert_no_error (error);
  withdrawn = road_await (&road, filing->id, YN_STAGE_WITHDRAWN);
  g_assert_false (withdrawn->can_withdraw);
  g_assert_null (yn_desk_withdraw (road.desk, filing->id, key, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LATE);
  road_clear (&road);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/report", test_report);
  g_test_add_func ("/journeys/repair", test_repair);
  g_test_add_func ("/journeys/supplement", test_supplement);
  g_test_add_func ("/journeys/withdrawal", test_withdrawal);
  return g_test_run ();
}
