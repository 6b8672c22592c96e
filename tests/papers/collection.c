/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The twenty fields of the national collection standard, of every commitment in the catalogue. */

#include "papers/collection.h"

#include <string.h>
#include "base/clock.h"
#include "fixtures/folder.h"
#include "fixtures/variant.h"
#include "made.h"

#define CODE "00000020261123000017"

/* Name, characters at most, whether the standard requires it: written down from the standard's table. */
static const struct
{
  const char *name;
  guint limit;
  gboolean required;
} table[] = {
  { "code", 20, TRUE },
  { "subjectName", 200, TRUE },
  { "subjectCategory", 1, TRUE },
  { "identify", 18, TRUE },
  { "commitmentTypeId", 1, TRUE },
  { "reason", 512, TRUE },
  { "content", 4000, TRUE },
  { "liabilityBreachCommitment", 4000, TRUE },
  { "commitmentDate", 10, TRUE },
  { "commitmentValidity", 10, FALSE },
  { "acceptanceUnit", 200, TRUE },
  { "acceptanceUnitIdentify", 18, TRUE },
  { "publicationType", 1, TRUE },
  { "remarks", 512, FALSE },
  { "fulfillmentStatus", 5, FALSE },
  { "unperformedCommitmentContent", 4000, FALSE },
  { "liabilityBreachCommitmentContent", 4000, FALSE },
  { "fulfillmentStatusDate", 10, FALSE },
  { "acceptanceConfirmUnit", 200, FALSE },
  { "acceptanceConfirmUnitIdentify", 18, FALSE },
};

static YnJson *
body_of (const YnService *service, const YnJson *answers)
{
  g_autoptr (YnJson) context = made_context (TRUE);
  g_autoptr (YnJson) uscc = yn_json_new_string ("11460200008230011U");
  g_autoptr (YnJson) with_uscc = yn_json_with (context, "/authority/uscc", uscc);

  return yn_paper_compose (service, answers, with_uscc, NULL, NULL);
}

static char *
lines_of (GPtrArray *problems)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (lines, "%s %s\n", problem->pointer, problem->code);
    }
  return g_string_free (lines, FALSE);
}

static void
expect_table (const YnJson *fields)
{
  g_assert_cmpuint (yn_json_size (fields), ==, G_N_ELEMENTS (table));
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *value = yn_json_string (yn_json_at (fields, i));

      g_assert_cmpstr (yn_json_name_at (fields, i), ==, table[i].name);
      g_assert_nonnull (yn_collection_title (table[i].name));
      if (table[i].required && value == NULL)
        g_error ("%s is empty", table[i].name);
      g_assert_true (value == NULL || g_utf8_strlen (value, -1) <= table[i].limit);
    }
}

static void
expect_code (const YnJson *fields, const char *name, const char *codes)
{
  g_assert_nonnull (strstr (codes, yn_json_get_string (fields, name)));
}

static void
test_every (void)
{
  g_autoptr (GPtrArray) services = yn_services_all ();
  guint tried = 0;

  for (guint i = 0; i < services->len; i++)
    {
      const YnService *service = g_ptr_array_index (services, i);
      g_autoptr (YnJson) answers = made_answers (yn_service_id (service));
      g_autoptr (YnJson) body = body_of (service, answers);
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (YnJson) fields = yn_collection_fields (service, body, CODE, NULL, &problems);
      g_autofree char *lines = lines_of (problems);
      const char *until = yn_json_get_string (fields, "commitmentValidity");

      g_test_message ("%s", yn_service_id (service));
      g_assert_cmpint (fields != NULL, ==, yn_json_get (yn_service_json (service), "commitmentType") != NULL);
      if (fields == NULL)
        continue;
      g_assert_cmpstr (lines, ==, "");
      expect_table (fields);
      expect_code (fields, "subjectCategory", "124");
      expect_code (fields, "commitmentTypeId", "0123456");
      expect_code (fields, "publicationType", "123");
      g_assert_cmpstr (yn_json_get_string (fields, "commitmentDate"), ==, "2026-11-23");
      g_assert_true (until != NULL ? yn_day_valid (until) : yn_json_get_string (fields, "remarks") != NULL);
      tried++;
    }
  g_assert_cmpuint (tried, >=, 4);
}

static void
test_before_acceptance (void)
{
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (YnJson) context = made_context (TRUE);
  g_autoptr (YnJson) body = yn_paper_compose (service, answers, context, NULL, NULL);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (YnJson) fields = yn_collection_fields (service, body, NULL, NULL, &problems);
  g_autofree char *lines = lines_of (problems);

  g_assert_cmpstr (lines, ==, "/code collection-missing\n/acceptanceUnitIdentify collection-missing\n");
  g_assert_true (yn_json_is (yn_json_get (fields, "code"), YN_JSON_NULL));
  g_assert_true (g_str_has_prefix (yn_json_get_string (fields, "content"), "1. 我单位对所提供资料的合法性、真实性、准确性和有效性负责。\n2. "));
  g_assert_cmpstr (yn_json_get_string (fields, "subjectName"), ==, "三亚样例海鲜餐饮有限公司");
  g_assert_cmpstr (yn_json_get_string (fields, "identify"), ==, "91460200MA5TSAMPX1");
  g_assert_cmpstr (yn_json_get_string (fields, "reason"), ==, "样例海鲜酒楼自愿就食品安全与诚信经营作出承诺");
  g_assert_cmpstr (yn_json_get_string (fields, "commitmentValidity"), ==, "2027-11-23");
  g_assert_cmpstr (yn_json_get_string (fields, "acceptanceUnit"), ==, "样例窗口");
}

/* How it was kept: what was not kept must be said, as soon as it is known that something was not. */
static void
test_kept (void)
{
  static const struct
  {
    const char *kept;
    const char *status;
    const char *lines;
  } cases[] = {
    { "{\"performance\":\"全部履行\",\"performedOn\":\"2027-11-24\"}", "全部履行", "" },
    { "{\"performance\":\"部分履行\",\"unperformed\":\"第4条\",\"pursued\":\"责令改正\"}", "部分履行", "" },
    { "{\"performance\":\"全部未履行\",\"unperformed\":\"全部\"}", "全部未履行",
      "/liabilityBreachCommitmentContent collection-missing\n" },
    { "{\"performance\":null}", NULL, "" },
  };
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (YnJson) body = body_of (service, answers);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) kept = made_json (cases[i].kept);
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (YnJson) fields = yn_collection_fields (service, body, CODE, kept, &problems);
      g_autofree char *lines = lines_of (problems);

      g_assert_cmpstr (yn_json_get_string (fields, "fulfillmentStatus"), ==, cases[i].status);
      g_assert_cmpstr (lines, ==, cases[i].lines);
    }
}

/* Longer than the standard takes: said in the field itself and beside it. */
static void
test_cut (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *promise = g_strnfill (3900, 'x');
  g_autofree char *clause = g_strdup_printf ("{\"id\":\"X-1\",\"version\":\"1\",\"zh\":\"%s\",\"en\":\"x\"}", promise);
  g_autoptr (YnService) service = variant_new (folder, "F04", "F04-long", "/clauses/-", clause, NULL);
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (YnJson) body = body_of (service, answers);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (YnJson) fields = yn_collection_fields (service, body, CODE, NULL, &problems);
  const char *content = yn_json_get_string (fields, "content");
  g_autofree char *lines = lines_of (problems);
  g_autofree char *words = yn_problem_words (g_ptr_array_index (problems, 0), YN_LANGUAGE_ZH_CN);

  g_assert_cmpstr (lines, ==, "/content collection-cut\n");
  g_assert_cmpint (g_utf8_strlen (content, -1), ==, 4000);
  g_assert_true (g_str_has_suffix (content, "……（余下内容见承诺书）"));
  g_assert_true (g_str_has_prefix (words, "归集字段“承诺内容”最多4000个字，承诺书里有4"));
}

/* Materials still to come are what is promised. */
static void
test_lacking (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnService) service
      = variant_new (folder, "F04", "F04-lacking", "/commitmentType", "\"2\"", "/schema/properties/lacking",
                     VARIANT_LACKING, "/lacking", "\"/lacking\"", "/lackingConsequence",
                     "{\"zh\":\"不予受理。\",\"en\":\"Not accepted.\"}", NULL);
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (YnJson) lacking = made_json ("[{\"material\":\"消防验收意见书\",\"by\":\"2026-12-31\"}]");
  g_autoptr (YnJson) with = yn_json_with (answers, "/lacking", lacking);
  g_autoptr (YnJson) body = body_of (service, with);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (YnJson) fields = yn_collection_fields (service, body, CODE, NULL, &problems);

  g_assert_cmpstr (yn_json_get_string (fields, "commitmentTypeId"), ==, "2");
  g_assert_true (g_str_has_suffix (yn_json_get_string (fields, "content"), "补交消防验收意见书，期限2026年12月31日"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/collection/every", test_every);
  g_test_add_func ("/papers/collection/before-acceptance", test_before_acceptance);
  g_test_add_func ("/papers/collection/kept", test_kept);
  g_test_add_func ("/papers/collection/cut", test_cut);
  g_test_add_func ("/papers/collection/lacking", test_lacking);
  return g_test_run ();
}
