/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Every commitment of the catalogue goes the whole road: filled, printed, signed by each of its signers, kept, delivered,
 * received, accepted. And one that lacks its text does not leave the desk. */

#include "desk/files.h"
#include "desk/filling.h"
#include "desk/printing.h"
#include "desk/recording.h"
#include "fixtures/variant.h"
#include "road.h"

#define DAY "2026-11-23" /* on which the sample answers are true */
#define RESTAURANT_NAME "演练企业·海味小馆"

/* The sample answers of a service as this enterprise gives them: the account knows its own header, and where an answer
 * repeats the name or the code it is its own. */
static YnJson *
sample (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "answers", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = yn_json_load (path, &error);
  g_autoptr (YnJson) rest = NULL;
  g_autofree char *printed = NULL;
  g_autoptr (GString) text = NULL;

  g_assert_no_error (error);
  rest = yn_json_with (answers, "/enterprise", NULL);
  printed = yn_json_print (rest, YN_JSON_COMPACT);
  text = g_string_new (printed);
  if (yn_json_get (answers, "enterprise") != NULL)
    {
      g_string_replace (text, yn_json_string (yn_json_pointer (answers, "/enterprise/name")), RESTAURANT_NAME, 0);
      g_string_replace (text, yn_json_string (yn_json_pointer (answers, "/enterprise/uscc")), ROAD_RESTAURANT, 0);
    }
  return yn_json_parse (text->str, text->len, NULL);
}

static void
set_out (Road *road, const char *uscc)
{
  g_autofree char *today = NULL;

  road_set_out (road, 0);
  today = yn_clock_today (road->clock);
  yn_clock_move (road->clock, yn_day_between (today, DAY)); /* at the desk and at the platform */
  road_sit_down (road, uscc);
}

/* A page in the colours of nothing, as whatever kind of file the form takes first. */
static char *
enclosure (Road *road, const char *type)
{
  static const guint8 png[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
    0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, 'I', 'D', 'A', 'T', 0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xaf, 0xa4,
    0x71, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82
  };
  gboolean pdf = g_strcmp0 (type, "application/pdf") == 0;
  char *path = g_build_filename (road->folder, pdf ? "enclosed.pdf" : "enclosed.png", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (pdf || g_strcmp0 (type, "image/png") == 0 || g_strcmp0 (type, "image/jpeg") == 0);
  if (pdf)
    {
      g_autoptr (YnService) form = yn_service_find ("R01", NULL);
      g_autoptr (YnJson) answers = sample ("R01");
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (YnJson) context = yn_json_parse ("{\"day\":\"" DAY "\"}", -1, NULL);
      g_auto (YnPrinted) printed = { 0 };

      yn_print_both (form, answers, context, NULL, &printed, &error);
      g_assert_no_error (error);
      yn_file_write (path, printed.paper, &error);
    }
  else
    g_file_set_contents (path, (const char *) png, sizeof png, &error);
  g_assert_no_error (error);
  return path;
}

static void
enclose_what_is_required (Road *road, const YnService *service, const char *matter)
{
  const YnJson *slots = yn_json_get (yn_service_json (service), "attachments");

  for (guint i = 0; i < yn_json_size (slots); i++)
    {
      const YnJson *slot = yn_json_at (slots, i);
      g_autofree char *path = NULL;
      g_autoptr (YnAttachment) attachment = NULL;
      g_autoptr (GError) error = NULL;

      if (!yn_json_get_boolean (slot, "required", FALSE))
        continue;
      path = enclosure (road, yn_json_string (yn_json_at (yn_json_get (slot, "accept"), 0)));
      attachment = yn_desk_attach (road->desk, matter, yn_json_get_string (slot, "id"), path, NULL, &error);
      g_assert_no_error (error);
    }
}

/* A partner of the consortium signs at a desk of its own; here only its key is fetched from there. */
static YnKey *
partner_key (Road *road, const char *uscc)
{
  Road partner = { 0 };
  YnKey *key;

  road_visit (&partner, road, uscc);
  road_sit_down_at (&partner, road->practice, uscc);
  key = road_key (&partner);
  road_clear (&partner);
  return key;
}

static YnKey *
key_of (Road *road, const YnSigner *signer)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (road->desk);

  if (signer == NULL)
    return NULL;
  if (!g_str_equal (signer->uscc, status->uscc))
    return partner_key (road, signer->uscc);
  return road_key_of (road, signer->role);
}

/* Reviewed anew before each signature: each begins with the bytes before it. */
static YnFiling *
sign_by_all (Road *road, const char *matter)
{
  for (guint i = 0; i <= 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnReview) review = yn_desk_review (road->desk, matter, NULL, &error);
      g_autoptr (YnKey) key = NULL;
      YnFiling *filing;

      g_assert_no_error (error);
      key = key_of (road, review->signer);
      filing = yn_desk_sign_and_keep (road->desk, matter, review->digest, key, NULL, &error);
      g_assert_no_error (error);
      if (filing != NULL)
        return filing;
    }
  g_assert_not_reached ();
}

static void
test_all (void)
{
  Road road = { 0 };
  g_autoptr (GPtrArray) services = yn_services_all ();

  set_out (&road, ROAD_RESTAURANT);
  for (guint i = 0; i < services->len; i++)
    {
      const YnService *service = g_ptr_array_index (services, i);
      const char *id = yn_service_id (service);
      g_autoptr (YnProblem) incomplete = yn_service_incomplete (service);
      g_autoptr (YnJson) answers = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (YnDraft) draft = NULL;
      g_autoptr (YnFiling) filing = NULL;
      g_autoptr (YnStanding) standing = NULL;

      g_test_message ("%s", id);
      g_assert_null (incomplete);
      if (!g_str_equal (yn_service_kind (service), "commitment"))
        continue; /* reports, repairs and withdrawals: jobs.c */
      answers = sample (id);
      draft = yn_desk_begin (road.desk, id, answers, NULL, NULL, &error);
      g_assert_no_error (error);
      enclose_what_is_required (&road, service, draft->matter);
      filing = sign_by_all (&road, draft->matter);
      standing = road_await (&road, filing->id, YN_STAGE_ACCEPTED);
      g_assert_true (g_str_has_prefix (standing->code, "000000" "20261123"));
    }
  road_clear (&road);
}

/* The desk does not begin it, and does not print what was begun with an earlier file. */
static void
test_incomplete (void)
{
  Road road = { 0 };
  g_autoptr (GError) begun = NULL, reviewed = NULL, whole = NULL;
  g_autoptr (YnJson) answers = sample ("F04");
  g_autoptr (YnService) service = NULL;
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnReview) review = NULL;

  set_out (&road, ROAD_RESTAURANT);
  service = variant_new (road.folder, "F04", "F04-told", "/commitmentType", "\"1\"", NULL);
  g_assert_null (yn_desk_begin (road.desk, "F04-told", answers, NULL, NULL, &begun));
  g_assert_error (begun, YN_ERROR, YN_ERROR_SERVICE_INCOMPLETE);

  g_clear_pointer (&service, yn_service_unref);
  service = variant_new (road.folder, "F04", "F04-told", "/commitmentType", "\"1\"", "/notice", VARIANT_NOTICE,
                         "/clauses/-", "{\"id\":\"C7\"}", NULL);
  draft = yn_desk_begin (road.desk, "F04-told", answers, NULL, NULL, &whole);
  g_assert_no_error (whole);
  g_clear_pointer (&service, yn_service_unref);
  service = variant_new (road.folder, "F04", "F04-told", "/commitmentType", "\"1\"", NULL);
  review = yn_desk_review (road.desk, draft->matter, NULL, &reviewed);
  g_assert_null (review);
  g_assert_error (reviewed, YN_ERROR, YN_ERROR_SERVICE_INCOMPLETE);
  road_clear (&road);
}

/* An enterprise that was fined is told before it signs that it was not: first that nobody looked, then what stands there. */
static void
test_untrue (void)
{
  Road road = { 0 };
  g_autoptr (YnJson) answers = sample ("F04");
  g_autoptr (YnService) service = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnReview) before = NULL, after = NULL;
  g_autoptr (YnRecord) record = NULL;
  g_autofree char *words = NULL;

  set_out (&road, ROAD_FINED);
  service = variant_new (road.folder, "F04", "F04-clean", "/clauses/-", "{\"id\":\"C2\"}", NULL);
  draft = yn_desk_begin (road.desk, "F04-clean", answers, NULL, NULL, &error);
  g_assert_no_error (error);
  before = yn_desk_review (road.desk, draft->matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->untrue->len, ==, 1);
  g_assert_cmpstr (((const YnProblem *) g_ptr_array_index (before->untrue, 0))->code, ==, "not-compared");

  record = yn_desk_record (road.desk, NULL, &error);
  g_assert_no_error (error);
  after = yn_desk_review (road.desk, draft->matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->untrue->len, ==, 1);
  words = yn_problem_words (g_ptr_array_index (after->untrue, 0), YN_LANGUAGE_ZH_CN);
  g_assert_nonnull (strstr (words, "演练市监罚〔2026〕12号"));
  road_clear (&road);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/services/all", test_all);
  g_test_add_func ("/journeys/services/incomplete", test_incomplete);
  g_test_add_func ("/journeys/services/untrue", test_untrue);
  return g_test_run ();
}
