/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "rules/repair.h"

#include <string.h>
#include "base/error.h"

/* The readings of a case, one a line: "rule class from end now", "-" for nothing. The dates were counted by hand from
 * the months of each document. */
typedef struct
{
  const char *name;
  const char *record;
  const char *today;
  const char *readings;
  const char *now;
  const char *first_day;
} Case;

#define BODY "\"authority\":{\"name\":\"演练平台·食品与市场窗口\",\"uscc\":\"\"}"

static const Case cases[] = {
  /* R2026: the class is stated, the clock starts with the determination. */
  { "2026-general-before", "{\"decisionDate\":\"2026-05-11\",\"determinationDate\":\"2026-05-12\",\"class\":\"一般\",\"dutiesDone\":true," BODY "}",
    "2026-08-11", "R2026 一般 2026-08-12 2027-05-12 no\n", "no", "2026-08-12" },
  { "2026-general-first-day", "{\"decisionDate\":\"2026-05-11\",\"determinationDate\":\"2026-05-12\",\"class\":\"一般\",\"dutiesDone\":true," BODY "}",
    "2026-08-12", "R2026 一般 2026-08-12 2027-05-12 yes\n", "yes", "2026-08-12" },
  { "2026-serious", "{\"decisionDate\":\"2026-04-01\",\"class\":\"严重\",\"dutiesDone\":true," BODY "}",
    "2027-03-31", "R2026 严重 2027-04-01 2029-04-01 no\n", "no", "2027-04-01" },
  { "2026-minor-done", "{\"decisionDate\":\"2026-10-30\",\"class\":\"轻微\",\"dutiesDone\":true," BODY "}",
    "2026-11-23", "R2026 轻微 2026-10-30 2027-01-30 yes\n", "yes", "2026-10-30" },
  { "2026-minor-open", "{\"decisionDate\":\"2026-10-30\",\"class\":\"轻微\",\"dutiesDone\":false," BODY "}",
    "2026-11-23", "R2026 轻微 - 2027-01-30 no\n", "no", NULL },
  { "2026-duties-open", "{\"decisionDate\":\"2026-05-12\",\"class\":\"一般\",\"dutiesDone\":false," BODY "}",
    "2026-11-23", "R2026 一般 2026-08-12 2027-05-12 no\n", "no", "2026-08-12" },
  { "2026-ended", "{\"decisionDate\":\"2026-04-02\",\"class\":\"一般\",\"dutiesDone\":true," BODY "}",
    "2027-04-02", "R2026 一般 2026-07-02 2027-04-02 no\n", "no", "2026-07-02" },
  { "2026-last-day", "{\"decisionDate\":\"2026-04-02\",\"class\":\"一般\",\"dutiesDone\":true," BODY "}",
    "2027-04-01", "R2026 一般 2026-07-02 2027-04-02 yes\n", "yes", "2026-07-02" },

  /* No class: one reading for each, and they may disagree. */
  { "2026-no-class", "{\"decisionDate\":\"2026-06-15\",\"dutiesDone\":true," BODY "}", "2026-11-23",
    "R2026 轻微 2026-06-15 2026-09-15 no\nR2026 一般 2026-09-15 2027-06-15 yes\nR2026 严重 2027-06-15 2029-06-15 no\n",
    "differs", "2026-06-15" },
  { "2026-strange-class", "{\"decisionDate\":\"2026-06-15\",\"class\":\"特大\",\"dutiesDone\":true," BODY "}", "2026-11-23",
    "R2026 轻微 2026-06-15 2026-09-15 no\nR2026 一般 2026-09-15 2027-06-15 yes\nR2026 严重 2027-06-15 2029-06-15 no\n",
    "differs", "2026-06-15" },

  /* Ends of months and leap years. */
  { "month-end", "{\"decisionDate\":\"2026-11-30\",\"class\":\"一般\",\"dutiesDone\":true," BODY "}", "2027-02-28",
    "R2026 一般 2027-02-28 2027-11-30 yes\n", "yes", "2027-02-28" },
  { "month-end-leap", "{\"decisionDate\":\"2027-11-30\",\"class\":\"一般\",\"dutiesDone\":true," BODY "}", "2028-02-28",
    "R2026 一般 2028-02-29 2028-11-30 no\n", "no", "2028-02-29" },
  { "leap-day", "{\"decisionDate\":\"2028-02-29\",\"class\":\"严重\",\"dutiesDone\":true," BODY "}", "2029-02-28",
    "R2026 严重 2029-02-28 2031-02-28 yes\n", "yes", "2029-02-28" },
  { "short-month", "{\"decisionDate\":\"2026-08-31\",\"class\":\"轻微\",\"dutiesDone\":true," BODY "}", "2026-11-29",
    "R2026 轻微 2026-08-31 2026-11-30 yes\n", "yes", "2026-08-31" },

  /* Decided under an older rule and none named: the rule then and the rule today. */
  { "2023-then-and-now", "{\"decisionDate\":\"2025-12-10\",\"class\":\"一般\",\"dutiesDone\":true," BODY "}", "2026-11-23",
    "R2023 其他处罚 2026-03-10 2028-12-10 yes\nR2026 一般 2026-03-10 2026-12-10 yes\n", "yes", "2026-03-10" },
  { "2023-food", "{\"decisionDate\":\"2025-12-10\",\"class\":\"一般\",\"field\":\"食品\",\"dutiesDone\":true," BODY "}", "2026-11-23",
    "R2023 食品、药品、特种设备、安全生产、消防 2026-12-10 2028-12-10 no\nR2026 一般 2026-03-10 2026-12-10 yes\n",
    "differs", "2026-03-10" },
  { "2023-last-day-of-the-rule", "{\"decisionDate\":\"2026-03-31\",\"class\":\"严重\",\"dutiesDone\":true," BODY "}", "2026-11-23",
    "R2023 其他处罚 2026-06-30 2029-03-31 yes\nR2026 严重 2027-03-31 2029-03-31 no\n", "differs", "2026-06-30" },
  { "2026-first-day-of-the-rule", "{\"decisionDate\":\"2026-04-01\",\"class\":\"一般\",\"dutiesDone\":true," BODY "}", "2026-07-01",
    "R2026 一般 2026-07-01 2027-04-01 yes\n", "yes", "2026-07-01" },
  { "2019-then-and-now", "{\"decisionDate\":\"2023-04-30\",\"class\":\"严重\",\"dutiesDone\":true," BODY "}", "2026-04-29",
    "R2019 严重 2023-10-30 2026-04-30 yes\nR2026 严重 2024-04-30 2026-04-30 yes\n", "yes", "2023-10-30" },
  { "2019-minor-is-foreign", "{\"decisionDate\":\"2020-01-31\",\"class\":\"轻微\",\"dutiesDone\":true," BODY "}", "2020-04-30",
    "R2019 一般 2020-04-30 2021-01-31 yes\nR2019 严重 2020-07-31 2023-01-31 no\nR2019 特定严重 - 2023-01-31 no\n",
    "differs", "2020-04-30" },
  { "before-all-rules", "{\"decisionDate\":\"2018-01-10\",\"class\":\"一般\",\"dutiesDone\":true," BODY "}", "2026-11-23",
    "R2026 一般 2018-04-10 2019-01-10 no\n", "no", "2018-04-10" },

  /* The record names its rule. */
  { "named-2023-food", "{\"ruleId\":\"R2023\",\"decisionDate\":\"2025-11-23\",\"field\":\"消防\",\"dutiesDone\":true," BODY "}", "2026-11-23",
    "R2023 食品、药品、特种设备、安全生产、消防 2026-11-23 2028-11-23 yes\n", "yes", "2026-11-23" },
  { "named-2023-simple", "{\"ruleId\":\"R2023\",\"decisionDate\":\"2025-11-23\",\"simpleProcedure\":true,\"field\":\"食品\",\"dutiesDone\":true," BODY "}",
    "2026-11-23", "R2023 简易程序 - - no\n", "no", NULL },
  { "named-2023-warning", "{\"ruleId\":\"R2023\",\"decisionDate\":\"2025-11-23\",\"kinds\":[\"警告\",\"通报批评\"],\"dutiesDone\":true," BODY "}",
    "2026-11-23", "R2023 警告、通报批评 - - no\n", "no", NULL },
  { "named-2023-warning-and-fine", "{\"ruleId\":\"R2023\",\"decisionDate\":\"2025-11-23\",\"kinds\":[\"警告\",\"罚款\"],\"dutiesDone\":true," BODY "}",
    "2026-11-23", "R2023 其他处罚 2026-02-23 2028-11-23 yes\n", "yes", "2026-02-23" },
  { "named-2019-never", "{\"ruleId\":\"R2019\",\"decisionDate\":\"2023-03-01\",\"class\":\"特定严重\",\"dutiesDone\":true," BODY "}",
    "2025-11-23", "R2019 特定严重 - 2026-03-01 no\n", "no", NULL },
  { "named-market", "{\"ruleId\":\"SAMR2021\",\"decisionDate\":\"2026-05-31\",\"kinds\":[\"罚款\"],\"dutiesDone\":true," BODY "}",
    "2026-11-30", "SAMR2021 其他处罚 2026-11-30 2029-05-31 yes\n", "yes", "2026-11-30" },
  { "named-unknown", "{\"ruleId\":\"R2030\",\"decisionDate\":\"2026-05-31\",\"class\":\"一般\",\"dutiesDone\":true," BODY "}",
    "2026-11-23", "R2026 一般 2026-08-31 2027-05-31 yes\n", "yes", "2026-08-31" },

  /* What the record says of its state. */
  { "under-repair", "{\"decisionDate\":\"2026-05-12\",\"class\":\"一般\",\"dutiesDone\":true,\"state\":\"under-repair\"," BODY "}",
    "2026-11-23", "R2026 一般 2026-08-12 2027-05-12 yes\n", "no", "2026-08-12" },
  { "state-ended", "{\"decisionDate\":\"2026-05-12\",\"class\":\"一般\",\"dutiesDone\":true,\"state\":\"ended\"," BODY "}",
    "2026-11-23", "R2026 一般 2026-08-12 2027-05-12 yes\n", "no", "2026-08-12" },
};

static YnJson *
explain (const char *record, const char *today, YnLanguage language, GError **error)
{
  g_autoptr (GError) bad = NULL;
  g_autoptr (YnJson) json = yn_json_parse (record, -1, &bad);

  g_assert_no_error (bad);
  return yn_repair_explain (json, today, language, error);
}

static const char *
or_dash (const char *text)
{
  return text != NULL ? text : "-";
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answer = explain (test->record, test->today, YN_LANGUAGE_ZH_CN, &error);
  const YnJson *readings = yn_json_get (answer, "readings");
  g_autoptr (GString) lines = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < yn_json_size (readings); i++)
    {
      const YnJson *reading = yn_json_at (readings, i);

      g_string_append_printf (lines, "%s %s %s %s %s\n",
                              yn_json_get_string (reading, "rule"), yn_json_get_string (reading, "class"),
                              or_dash (yn_json_get_string (reading, "mayApplyFrom")),
                              or_dash (yn_json_get_string (reading, "automaticEnd")),
                              yn_json_get_boolean (reading, "mayApplyNow", FALSE) ? "yes" : "no");
    }
  g_assert_cmpstr (lines->str, ==, test->readings);
  g_assert_cmpstr (yn_json_get_string (answer, "mayApplyNow"), ==, test->now);
  g_assert_cmpstr (yn_json_get_string (answer, "firstDay"), ==, test->first_day);
}

/* Whatever the case, in both languages: the words that must never be said, the blanks that must all be filled, and a
 * doubt wherever a number is not verified. */
static void
test_words (gconstpointer data)
{
  const Case *test = data;

  for (int language = YN_LANGUAGE_ZH_CN; language <= YN_LANGUAGE_EN; language++)
    {
      g_autoptr (YnJson) answer = explain (test->record, test->today, language, NULL);
      g_autofree char *text = yn_json_print (answer, YN_JSON_COMPACT);
      const YnJson *readings = yn_json_get (answer, "readings");

      g_assert_null (strstr (text, "可修复"));
      g_assert_null (strstr (text, "can be repaired"));
      g_assert_null (strstr (text, "{day}"));
      g_assert_null (strstr (text, "\"\":"));
      for (guint i = 0; i < yn_json_size (readings); i++)
        {
          const YnJson *reading = yn_json_at (readings, i);
          const YnJson *months = yn_json_get (reading, "months");
          const char *confirm = yn_json_get_string (reading, "toBeConfirmedBy");
          const char *why = yn_json_get_string (reading, "why");
          gboolean sure = yn_json_get_boolean (yn_json_get (months, "min"), "verified", FALSE)
                          && yn_json_get_boolean (yn_json_get (months, "max"), "verified", FALSE);

          g_assert_nonnull (why);
          g_assert_cmpstr (yn_json_get_string (reading, "reads"), !=, "");
          if (yn_json_size (readings) > 1 || !sure)
            g_assert_nonnull (confirm);
          if (yn_json_is (months, YN_JSON_OBJECT) && !sure)
            g_assert_nonnull (strstr (why, language == YN_LANGUAGE_EN ? "to be confirmed by" : "待演练平台·食品与市场窗口确认"));
          if (yn_json_get_string (reading, "mayApplyFrom") == NULL && strcmp (test->now, "no") == 0
              && strstr (test->name, "minor-open") == NULL)
            g_assert_cmpstr (yn_json_get_string (reading, "notRepairable"), !=, NULL);
        }
    }
}

static void
assert_why (const char *record, const char *today, YnLanguage language, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answer = explain (record, today, language, &error);
  const char *why = yn_json_string (yn_json_pointer (answer, "/readings/0/why"));

  g_assert_no_error (error);
  if (strstr (why, wanted) == NULL)
    g_error ("“%s” is not in “%s”", wanted, why);
}

static void
test_sentences (void)
{
  const char *fallback = "{\"decisionDate\":\"2026-11-30\",\"class\":\"一般\",\"dutiesDone\":false," BODY "}";
  const char *market = "{\"ruleId\":\"SAMR2021\",\"decisionDate\":\"2026-05-31\",\"kinds\":[\"罚款\"]," BODY "}";
  const char *differs = "{\"decisionDate\":\"2026-11-30\",\"class\":\"一般\",\"publicityEnd\":\"2027-12-01\"," BODY "}";
  const char *over = "{\"decisionDate\":\"2026-04-02\",\"class\":\"一般\",\"dutiesDone\":false," BODY "}";

  assert_why (fallback, "2026-12-01", YN_LANGUAGE_ZH_CN, "最短公示期3个月，可自2027年2月28日起申请。");
  assert_why (fallback, "2026-12-01", YN_LANGUAGE_ZH_CN, "记录没有写明这一天，暂以处罚决定日期（2026年11月30日）计算。");
  assert_why (fallback, "2026-12-01", YN_LANGUAGE_ZH_CN, "记录写明义务还没有履行完毕，履行完毕之后才能申请。");
  assert_why (fallback, "2026-12-01", YN_LANGUAGE_EN, "Shortest publicity 3 months: you may apply from 28 February 2027.");
  assert_why (market, "2026-12-01", YN_LANGUAGE_ZH_CN, "最长公示期36个月，2029年5月31日自动停止公示（36个月这个数待演练平台·食品与市场窗口确认）。");
  assert_why (market, "2026-12-01", YN_LANGUAGE_ZH_CN, "记录没有写明义务是否履行完毕，须先履行完毕。");
  assert_why (differs, "2026-12-01", YN_LANGUAGE_ZH_CN, "记录写明的公示截止日期是2027年12月1日，与推算的不同");
  assert_why (over, "2027-05-01", YN_LANGUAGE_ZH_CN, "按行业主管部门的规定办理。");
}

static void
assert_materials (const char *record, const char *wanted)
{
  g_autoptr (YnJson) answer = explain (record, "2026-11-23", YN_LANGUAGE_EN, NULL);
  const YnJson *materials = yn_json_get (answer, "materials");
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (materials); i++)
    g_string_append_printf (ids, "%s/%s ", yn_json_get_string (yn_json_at (materials, i), "rule"),
                            yn_json_get_string (yn_json_at (materials, i), "id"));
  g_assert_cmpstr (ids->str, ==, wanted);
}

static void
test_materials (void)
{
  assert_materials ("{\"decisionDate\":\"2026-05-12\",\"class\":\"一般\"}", "R2026/duty-proof R2026/commitment ");
  assert_materials ("{\"decisionDate\":\"2025-05-12\",\"class\":\"一般\"}",
                    "R2026/duty-proof R2026/commitment R2023/application R2023/licence R2023/agent-id ");
  assert_materials ("{\"decisionDate\":\"2022-05-12\",\"class\":\"一般\",\"ruleId\":\"R2019\"}",
                    "R2019/commitment R2019/licence R2019/duty-proof ");
  assert_materials ("{\"decisionDate\":\"2022-05-12\",\"class\":\"严重\",\"ruleId\":\"R2019\"}",
                    "R2019/commitment R2019/licence R2019/duty-proof R2019/training R2019/report ");
  assert_materials ("{\"decisionDate\":\"2022-05-12\",\"class\":\"特定严重\",\"ruleId\":\"R2019\"}", "");
}

/* The timers run in working days over the holidays of 2026, and say where no table reaches. */
static void
test_timers (void)
{
  g_autoptr (YnJson) in_year = explain ("{\"decisionDate\":\"2026-05-12\",\"class\":\"一般\"}", "2026-09-30", YN_LANGUAGE_EN, NULL);
  g_autoptr (YnJson) past = explain ("{\"decisionDate\":\"2026-05-12\",\"class\":\"一般\"}", "2026-12-30", YN_LANGUAGE_EN, NULL);
  const YnJson *accept = yn_json_pointer (in_year, "/timers/0");
  const YnJson *result = yn_json_pointer (past, "/timers/1");

  g_assert_cmpint (yn_json_get_int (accept, "workingDays", 0), ==, 3);
  g_assert_cmpstr (yn_json_get_string (accept, "byIfAppliedToday"), ==, "2026-10-10");
  g_assert_true (yn_json_get_boolean (accept, "calendarCertain", FALSE));
  g_assert_cmpint (yn_json_get_int (result, "workingDays", 0), ==, 10);
  g_assert_cmpstr (yn_json_get_string (result, "byIfAppliedToday"), ==, "2027-01-13");
  g_assert_false (yn_json_get_boolean (result, "calendarCertain", TRUE));
}

static void
test_bad_records (void)
{
  static const char *records[] = {
    "{}", "[]", "null", "\"text\"", "{\"decisionDate\":\"2026-02-30\"}", "{\"decisionDate\":20260512}",
    "{\"decisionDate\":\"\"}", "{\"determinationDate\":\"2026-05-12\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnJson) answer = explain (records[i], "2026-11-23", YN_LANGUAGE_ZH_CN, &error);

      g_assert_null (answer);
      g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnJson) answer = explain ("{\"decisionDate\":\"2026-05-12\"}", i == 0 ? NULL : "today", YN_LANGUAGE_EN, &error);

      g_assert_null (answer);
      g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
    }
}

/* Wrong kinds and hostile text in the optional members change nothing but what they say. */
static void
test_odd_members (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answer = explain ("{\"decisionDate\":\"2026-05-12\",\"determinationDate\":7,\"class\":[\"一般\"],"
                                       "\"kinds\":\"罚款\",\"field\":{},\"dutiesDone\":\"yes\",\"ruleId\":null,"
                                       "\"publicityEnd\":\"soon\",\"state\":3,"
                                       "\"authority\":{\"name\":\"{day}{by}A&B <b>\"}}",
                                       "2026-11-23", YN_LANGUAGE_EN, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (yn_json_size (yn_json_get (answer, "readings")), ==, 3);
  g_assert_cmpstr (yn_json_string (yn_json_pointer (answer, "/body/name")), ==, "{day}{by}A&B <b>");
  g_assert_nonnull (strstr (yn_json_string (yn_json_pointer (answer, "/readings/0/toBeConfirmedBy")), "{day}{by}A&B <b>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *days = g_strconcat ("/rules/repair/days/", cases[i].name, NULL);
      g_autofree char *words = g_strconcat ("/rules/repair/words/", cases[i].name, NULL);

      g_test_add_data_func (days, &cases[i], test_case);
      g_test_add_data_func (words, &cases[i], test_words);
    }
  g_test_add_func ("/rules/repair/sentences", test_sentences);
  g_test_add_func ("/rules/repair/materials", test_materials);
  g_test_add_func ("/rules/repair/timers", test_timers);
  g_test_add_func ("/rules/repair/bad-records", test_bad_records);
  g_test_add_func ("/rules/repair/odd-members", test_odd_members);
  return g_test_run ();
}
