/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A service under the pen: versions, samples, what is still to do, and questions out of a table. */
#include "fixtures/authoring.h"
#include "fixtures/picnic.h"

#include <string.h>
#include "forms/sample.h"

/* --- undo, versions ---------------------------------------------------------------------------------------------- */

static void
test_typing_is_one_step (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  static const char *const typed[] = { "招", "招牌", "招牌名" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);

      yn_authoring_set_label (authoring, authoring_row_of (rows, "/shop/name"), YN_LANGUAGE_ZH_CN, typed[i]);
    }
  g_assert_true (yn_authoring_undo (authoring));
  g_assert_false (yn_authoring_can_undo (authoring));
  g_assert_true (yn_authoring_redo (authoring));
  g_assert_cmpstr (authoring_string_at (authoring, "/schema/properties/shop/properties/name/title"), ==, "招牌名");
}

/* Who pauses can take back what came after the pause alone. */
static void
test_pause_ends_a_step (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autofree char *before = g_strdup (authoring_string_at (authoring, "/title/en"));

  yn_authoring_set_text (authoring, "/title", YN_LANGUAGE_EN, "Cat");
  yn_authoring_set_text (authoring, "/title", YN_LANGUAGE_EN, "Catering");
  yn_authoring_pause (authoring);
  yn_authoring_set_text (authoring, "/title", YN_LANGUAGE_EN, "Catering, two");
  yn_authoring_set_text (authoring, "/title", YN_LANGUAGE_EN, "Catering, too");
  g_assert_true (yn_authoring_undo (authoring));
  g_assert_cmpstr (authoring_string_at (authoring, "/title/en"), ==, "Catering");
  g_assert_true (yn_authoring_undo (authoring));
  g_assert_cmpstr (authoring_string_at (authoring, "/title/en"), ==, before);
  g_assert_false (yn_authoring_can_undo (authoring));
}

static void
test_version (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (YnJson) json = NULL;

  yn_authoring_set_clause (authoring, 5, YN_LANGUAGE_ZH_CN, "严格执行进货查验。");
  g_assert_cmpstr (authoring_string_at (authoring, "/version"), ==, "1");
  first = yn_authoring_print (authoring);
  yn_authoring_saved (authoring, first);
  g_assert_false (yn_authoring_is_changed (authoring));
  g_assert_cmpstr (authoring_string_at (authoring, "/version"), ==, "2");
  g_assert_cmpstr (authoring_string_at (authoring, "/clauses/5/version"), ==, "2");
  g_assert_cmpstr (authoring_string_at (authoring, "/clauses/6/version"), ==, "1");
  yn_authoring_set_text (authoring, "/title", YN_LANGUAGE_EN, "Catering");
  second = yn_authoring_print (authoring);
  json = yn_json_parse_bytes (second, NULL);
  g_assert_cmpstr (yn_json_get_string (json, "version"), ==, "3");
  g_assert_cmpstr (yn_json_string (yn_json_pointer (json, "/clauses/5/version")), ==, "2");
}

static void
test_new (void)
{
  g_autoptr (YnAuthoring) like = yn_authoring_like ("F04", "X01", NULL);
  g_autoptr (YnAuthoring) empty = yn_authoring_empty ("Y-2", NULL);
  g_autoptr (YnService) one = authoring_compiled (like);
  g_autoptr (YnService) other = authoring_compiled (empty);
  g_autoptr (GPtrArray) problems = yn_authoring_tasks (empty, YN_AUTHORING_PROBLEM, YN_LANGUAGE_ZH_CN);

  g_assert_cmpstr (yn_service_id (one), ==, "X01");
  g_assert_cmpstr (yn_service_version (one), ==, "1");
  g_assert_cmpstr (authoring_string_at (like, "/clauses/5/id"), ==, "X01-1");
  g_assert_true (yn_authoring_is_changed (like));
  g_assert_cmpstr (yn_service_id (other), ==, "Y-2");
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_null (yn_authoring_like ("F99", "X01", NULL));
  g_assert_true (yn_authoring_set_id (like, "hotel-3"));
  g_assert_cmpstr (authoring_string_at (like, "/clauses/5/id"), ==, "HOTEL3-1");
}

/* A form with a question of every kind is filled so that nothing but the common header is left to put right. */
static void
test_sample (void)
{
  g_autoptr (YnAuthoring) authoring = yn_authoring_empty ("X01", NULL);
  g_autoptr (YnService) service = NULL;
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  for (int kind = 0; kind < YN_QUESTION_OTHER; kind++)
    {
      g_autofree char *place = yn_authoring_add_question (authoring, NULL);
      g_autoptr (YnAuthoringRow) row = yn_authoring_row_at (authoring, place);

      yn_authoring_set_required (authoring, row, TRUE);
      yn_authoring_set_kind (authoring, row, kind);
    }
  service = authoring_compiled (authoring);
  answers = yn_sample_answers (service, "2026-11-23", YN_LANGUAGE_ZH_CN);
  problems = yn_service_check (service, answers, NULL, "2026-11-23", YN_LANGUAGE_ZH_CN);
  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);

      g_test_message ("%s %s", problem->pointer, problem->code);
      g_assert_true (g_str_has_prefix (problem->pointer, "/enterprise/"));
    }
  g_assert_cmpstr (yn_json_string (yn_json_pointer (answers, "/q6")), ==, "2027-11-23");
}

/* --- what is still to do ---------------------------------------------------------------------------------------- */

static gboolean
has_task (GPtrArray *tasks, const char *code, const char *words)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      const YnRemark *remark = g_ptr_array_index (tasks, i);

      g_assert_cmpuint (remark->line, >, 0);
      if (g_str_equal (remark->code, code) && strstr (remark->words, words) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A question that a rule hides and the schema always wants: nobody could finish the form. */
static void
test_hideable (void)
{
  g_autoptr (GBytes) picnic = picnic_text ();
  g_autoptr (YnJson) json = yn_json_parse_bytes (picnic, NULL);
  g_autoptr (YnJson) rule = yn_json_parse ("{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/guests\","
                                           "\"schema\":{\"minimum\":2}}}", -1, NULL);
  g_autoptr (YnJson) uischema = yn_json_parse ("{\"type\":\"VerticalLayout\",\"elements\":["
                                               "{\"type\":\"Control\",\"scope\":\"#/properties/guests\"},"
                                               "{\"type\":\"Control\",\"scope\":\"#/properties/name\"}]}", -1, NULL);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (YnAuthoring) authoring = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  yn_json_put (&json, "/uischema", uischema);
  yn_json_put (&json, "/uischema/elements/1/rule", rule);
  text = yn_json_print_bytes (json, YN_JSON_PRETTY);
  authoring = yn_authoring_open (text, NULL);
  g_assert_nonnull (authoring);
  problems = yn_authoring_tasks (authoring, YN_AUTHORING_PROBLEM, YN_LANGUAGE_EN);
  g_assert_true (has_task (problems, "required-may-hide", "must be filled in, and this rule may hide it"));
}

static void
test_tasks (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  g_autofree char *place = yn_authoring_add_question (authoring, authoring_row_of (rows, "/shop/name"));
  g_autoptr (GPtrArray) untranslated = NULL;
  g_autoptr (GPtrArray) unverified = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  yn_authoring_set_limit (authoring, authoring_row_of (rows, "/staff/people"), FALSE, "200000");
  yn_authoring_set_label (authoring, authoring_row_of (rows, "/shop/address"), YN_LANGUAGE_ZH_CN, "");
  yn_authoring_set_choices (authoring, authoring_row_of (rows, "/licence/kind"), "");
  yn_authoring_set_clause (authoring, 5, YN_LANGUAGE_ZH_CN, "餐位{/seats}个。");
  yn_authoring_set_clause (authoring, 6, YN_LANGUAGE_ZH_CN, "");
  yn_authoring_set_text (authoring, "/title", YN_LANGUAGE_EN, "");
  problems = yn_authoring_tasks (authoring, YN_AUTHORING_PROBLEM, YN_LANGUAGE_ZH_CN);
  untranslated = yn_authoring_tasks (authoring, YN_AUTHORING_UNTRANSLATED, YN_LANGUAGE_ZH_CN);
  unverified = yn_authoring_tasks (authoring, YN_AUTHORING_UNVERIFIED, YN_LANGUAGE_ZH_CN);
  g_assert_true (has_task (problems, "authoring-limits", "“从业人员数”的下限大于上限"));
  g_assert_true (has_task (problems, "authoring-empty", "/shop/address"));
  g_assert_true (has_task (problems, "authoring-choices", "持有的证照"));
  g_assert_true (has_task (problems, "authoring-blank", "“第 6 条条款”里的空 /seats"));
  g_assert_true (has_task (problems, "authoring-empty", "第 7 条条款"));
  g_assert_true (has_task (untranslated, "authoring-no-english-question", "新问题"));
  g_assert_true (has_task (untranslated, "authoring-no-english", "名称"));
  g_assert_true (has_task (unverified, "authoring-unverified", "承诺有效期12个月"));
  g_assert_true (has_task (unverified, "authoring-unverified-clause", "C6"));
}

/* The line is that of the file as it would be saved. */
static void
test_task_line (void)
{
  g_autoptr (YnAuthoring) authoring = yn_authoring_empty ("X01", NULL);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_auto (GStrv) lines = NULL;
  const YnRemark *remark;

  yn_authoring_set_text (authoring, "/promise/until", YN_LANGUAGE_ZH_CN, "");
  text = yn_authoring_print (authoring);
  lines = g_strsplit (g_bytes_get_data (text, NULL), "\n", -1);
  tasks = yn_authoring_tasks (authoring, YN_AUTHORING_PROBLEM, YN_LANGUAGE_EN);
  remark = g_ptr_array_index (tasks, 0);
  g_assert_cmpstr (remark->code, ==, "authoring-empty");
  g_assert_nonnull (strstr (lines[remark->line - 1], "\"until\": {"));
}

/* --- tables ------------------------------------------------------------------------------------------------------ */

static void
test_table (void)
{
  static const char table[] = "问题,英文,类型,必填,公开,最小,最大,单位,单位英文,选项,说明,说明英文,分组,分组英文\r\n"
                              "餐位数,Seats,整数,是,,1,５００,个,seats,,,,规模,Size\r\n"
                              "\"营业时间,每天\",Hours,choice,是,是,,,,,全天=All day；白天=Daytime,\"按门口\n公示的\",As posted,,\r\n"
                              "负责人手机,Mobile,电话,否,否,,,,,,,,,\r\n"
                              "年营业额,Turnover,金额,,,0,1000000,,,,,,,\r\n"
                              "门店名称,Shop name,文字,是,,,50,,,,,,,\r\n";
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (YnJson) before = yn_json_ref (yn_authoring_json (authoring));
  g_autoptr (GBytes) csv = g_bytes_new_static (table, strlen (table));
  g_autoptr (GPtrArray) remarks = yn_remarks_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (YnService) service = NULL;

  g_assert_cmpint (yn_authoring_read_table (authoring, csv, YN_LANGUAGE_ZH_CN, remarks, NULL), ==, 5);
  g_assert_cmpuint (remarks->len, ==, 0);
  service = authoring_compiled (authoring);
  rows = yn_authoring_rows (authoring);
  g_assert_cmpstr (authoring_row_of (rows, "规模")->label[YN_LANGUAGE_EN], ==, "Size");
  g_assert_cmpstr (authoring_row_of (rows, "/q1")->label[YN_LANGUAGE_ZH_CN], ==, "餐位数");
  g_assert_cmpstr (authoring_row_of (rows, "/q1")->maximum, ==, "500");
  g_assert_cmpstr (authoring_row_of (rows, "/q1")->unit[YN_LANGUAGE_EN], ==, "seats");
  g_assert_true (authoring_row_of (rows, "/q1")->required);
  g_assert_cmpstr (authoring_row_of (rows, "/q2")->label[YN_LANGUAGE_ZH_CN], ==, "营业时间,每天");
  g_assert_cmpstr (authoring_row_of (rows, "/q2")->choices, ==, "全天 = All day\n白天 = Daytime");
  g_assert_cmpint (authoring_row_of (rows, "/q3")->kind, ==, YN_QUESTION_PHONE);
  g_assert_true (authoring_row_of (rows, "/q3")->private);
  g_assert_cmpstr (authoring_row_of (rows, "/q4")->maximum, ==, "1000000.00");
  g_assert_cmpstr (authoring_row_of (rows, "/shop/name")->maximum, ==, "50"); /* it was there already */
  g_assert_cmpstr (authoring_row_of (rows, "/shop/name")->label[YN_LANGUAGE_EN], ==, "Shop name");
  g_assert_true (yn_authoring_undo (authoring));
  g_assert_true (yn_json_equal (yn_authoring_json (authoring), before));
}

static void
test_table_bad (void)
{
  static const struct
  {
    const char *table;
    int taken;
    guint remarks;
    guint line;
    const char *words;
  } cases[] = {
    { "a,b\n1,2\n", 0, 1, 0, "“问题”一列" },
    { "问题,必塡\n甲,是", 1, 1, 0, "没有“必塡”这一列" },
    { "Question;Kind\nSeats;Integer\nX;wizard", 1, 1, 3, "类型“wizard”不认识" },
    { "question\tchoices\tkind\nX\t\tchoice", 0, 1, 2, "要写选项" },
    { "问题,必填\n甲,也许\n乙,是", 1, 1, 2, "“必填”一列应当写“是”或“否”，不是“也许”" },
    { "问题,最大\n甲,多", 0, 1, 2, "应当是数字" },
    { "问题,类型\n,文字", 0, 1, 2, "没有写问题" },
    { "问题\n\"甲\n", -1, 0, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
      g_autoptr (GBytes) csv = g_bytes_new_static (cases[i].table, strlen (cases[i].table));
      g_autoptr (GPtrArray) remarks = yn_remarks_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_cmpint (yn_authoring_read_table (authoring, csv, YN_LANGUAGE_ZH_CN, remarks, &error), ==, cases[i].taken);
      g_assert_cmpuint (remarks->len, ==, cases[i].remarks);
      g_assert_cmpint (yn_authoring_is_changed (authoring), ==, cases[i].taken > 0);
      if (cases[i].taken < 0)
        {
          g_assert_error (error, YN_ERROR, YN_ERROR_BAD_TABLE);
          continue;
        }
      g_assert_cmpuint (((YnRemark *) g_ptr_array_index (remarks, 0))->line, ==, cases[i].line);
      g_assert_nonnull (strstr (((YnRemark *) g_ptr_array_index (remarks, 0))->words, cases[i].words));
    }
}

/* Somebody chose another table: a form is made of what a form can hold, and that takes no longer than a person waits. */
static void
test_table_long (void)
{
  g_autoptr (YnAuthoring) authoring = yn_authoring_empty ("X01", NULL);
  g_autoptr (GString) text = g_string_new ("问题,类型,必填,分组\r\n");
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (GPtrArray) remarks = yn_remarks_new ();
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "问题%u,整数,是,第%u组\r\n", i, i / 20);
  csv = g_bytes_new (text->str, text->len);
  g_assert_cmpint (yn_authoring_read_table (authoring, csv, YN_LANGUAGE_ZH_CN, remarks, NULL), ==, 500);
  g_assert_cmpuint (remarks->len, ==, 1);
  g_assert_cmpuint (((YnRemark *) g_ptr_array_index (remarks, 0))->line, ==, 502);
  g_test_message ("%.2f s", (g_get_monotonic_time () - began) / 1e6);
  g_assert_true (yn_authoring_undo (authoring));
  g_assert_false (yn_authoring_can_undo (authoring));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/authoring/typing-is-one-step", test_typing_is_one_step);
  g_test_add_func ("/forms/authoring/pause-ends-a-step", test_pause_ends_a_step);
  g_test_add_func ("/forms/authoring/version", test_version);
  g_test_add_func ("/forms/authoring/new", test_new);
  g_test_add_func ("/forms/authoring/sample", test_sample);
  g_test_add_func ("/forms/authoring/tasks", test_tasks);
  g_test_add_func ("/forms/authoring/hideable", test_hideable);
  g_test_add_func ("/forms/authoring/task-line", test_task_line);
  g_test_add_func ("/forms/authoring/table", test_table);
  g_test_add_func ("/forms/authoring/table-bad", test_table_bad);
  g_test_add_func ("/forms/authoring/table-long", test_table_long);
  return g_test_run ();
}
