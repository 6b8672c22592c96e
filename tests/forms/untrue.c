/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* "No violations in three years" held against a record. */

#include "forms/untrue.h"

#include <string.h>
#include "fixtures/folder.h"
#include "fixtures/variant.h"

#define TODAY "2026-11-23"

static char *
lines_of (GPtrArray *problems)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (lines, "%s %s %s\n", problem->pointer, problem->code,
                              yn_json_get_string (problem->details, "entry"));
    }
  return g_string_free (lines, FALSE);
}

static void
test_record (void)
{
  static const struct
  {
    const char *what;
    const char *record; /* NULL: none at hand */
    const char *lines;
  } cases[] = {
    { "no record", NULL, "/clauses/C2 not-compared \n" },
    { "an empty one", "{}", "" },
    { "a clean one", "{\"penalties\":[],\"lists\":[],\"permits\":[{\"decidedOn\":\"2026-11-01\"}]}", "" },
    { "a fine of this year",
      "{\"penalties\":[{\"documentNumber\":\"演练罚〔2026〕12号\",\"act\":\"价格欺诈\",\"decisionDate\":\"2026-07-26\"}]}",
      "/clauses/C2 untrue 2026年7月26日，演练罚〔2026〕12号：价格欺诈\n" },
    { "the first day that counts",
      "{\"penalties\":[{\"documentNumber\":\"甲\",\"act\":\"乙\",\"decisionDate\":\"2023-11-23\"}]}",
      "/clauses/C2 untrue 2023年11月23日，甲：乙\n" },
    { "the day before it", "{\"penalties\":[{\"documentNumber\":\"甲\",\"act\":\"乙\",\"decisionDate\":\"2023-11-22\"}]}", "" },
    { "a repaired one is a violation all the same",
      "{\"penalties\":[{\"documentNumber\":\"甲\",\"decisionDate\":\"2026-01-02\",\"state\":\"ended\"}]}",
      "/clauses/C2 untrue 2026年1月2日，甲\n" },
    { "lists of both kinds",
      "{\"lists\":[{\"list\":\"严重失信主体名单\",\"reason\":\"丙\",\"enteredOn\":\"2025-05-05\"}],"
      "\"abnormal\":[{\"list\":\"经营异常名录\",\"reason\":\"丁\",\"enteredOn\":\"2026-06-06\"}]}",
      "/clauses/C2 untrue 2025年5月5日，严重失信主体名单：丙\n/clauses/C2 untrue 2026年6月6日，经营异常名录：丁\n" },
    { "nonsense speaks against nobody",
      "{\"penalties\":[{\"documentNumber\":\"甲\"},{\"decisionDate\":\"2026-01-02\"},"
      "{\"documentNumber\":\"甲\",\"decisionDate\":\"yesterday\"},7,null],\"lists\":\"x\"}",
      "" },
  };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnService) service = variant_new (folder, "F04", "F04-clean", "/clauses/-", "{\"id\":\"C2\"}", NULL);
  g_autoptr (YnJson) nothing = yn_json_new_object ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) record = cases[i].record != NULL ? yn_json_parse (cases[i].record, -1, NULL) : NULL;
      g_autoptr (GPtrArray) problems = yn_untrue_clauses (service, nothing, record, TODAY, YN_LANGUAGE_ZH_CN);
      g_autofree char *lines = lines_of (problems);

      g_test_message ("%s", cases[i].what);
      g_assert_true (cases[i].record == NULL || record != NULL);
      g_assert_cmpstr (lines, ==, cases[i].lines);
    }
}

static void
test_words (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnService) service = variant_new (folder, "F04", "F04-clean", "/clauses/-", "{\"id\":\"C2\"}", NULL);
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnJson) record = yn_json_parse ("{\"penalties\":[{\"documentNumber\":\"No 12\",\"act\":\"false prices\","
                                             "\"decisionDate\":\"2026-07-26\"}]}",
                                             -1, NULL);
  g_autoptr (GPtrArray) zh = yn_untrue_clauses (service, nothing, record, TODAY, YN_LANGUAGE_ZH_CN);
  g_autoptr (GPtrArray) en = yn_untrue_clauses (service, nothing, record, TODAY, YN_LANGUAGE_EN);
  g_autofree char *zh_words = yn_problem_words (g_ptr_array_index (zh, 0), YN_LANGUAGE_ZH_CN);
  g_autofree char *en_words = yn_problem_words (g_ptr_array_index (en, 0), YN_LANGUAGE_EN);

  g_assert_true (g_str_has_prefix (zh_words, "您的信用档案里有：2026年7月26日，No 12：false prices。"));
  g_assert_nonnull (strstr (zh_words, "近3年无违法违规记录"));
  g_assert_true (g_str_has_prefix (en_words, "Your record shows: 26 July 2026, No 12: false prices. Signing “"));
  g_assert_true (g_str_has_suffix (en_words, "would be untrue."));
}

/* Who does not say it is not asked. */
static void
test_others (void)
{
  g_autoptr (GPtrArray) services = yn_services_all ();
  g_autoptr (YnJson) nothing = yn_json_new_object ();

  for (guint i = 0; i < services->len; i++)
    {
      const YnService *service = g_ptr_array_index (services, i);
      g_autoptr (GPtrArray) problems = yn_untrue_clauses (service, nothing, NULL, TODAY, YN_LANGUAGE_ZH_CN);

      g_assert_cmpint (problems->len > 0, ==, g_str_equal (yn_service_id (service), "F20"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/untrue/record", test_record);
  g_test_add_func ("/untrue/words", test_words);
  g_test_add_func ("/untrue/others", test_others);
  return g_test_run ();
}
