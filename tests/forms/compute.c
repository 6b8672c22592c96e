/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Answers that follow from others, and answers held against others. */

#include "forms/compare.h"
#include "forms/compute.h"

#include <string.h>
#include "fixtures/picnic.h"

/* The picnic with a bill, and with @compute and @compare as its own. */
static YnService *
bill (const char *compute, const char *compare)
{
  static const char rows[] =
      "{\"type\":\"array\",\"title\":\"账单\",\"items\":{\"type\":\"object\",\"properties\":{"
      "\"price\":{\"$ref\":\"urn:yinuo:common#/$defs/money\",\"title\":\"单价\"},"
      "\"pieces\":{\"type\":\"number\",\"title\":\"数量\"},"
      "\"amount\":{\"$ref\":\"urn:yinuo:common#/$defs/money\",\"title\":\"金额\"},"
      "\"weight\":{\"type\":\"number\",\"title\":\"重量\"}}}}";
  g_autoptr (GBytes) text = picnic_text ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) file = yn_json_parse_bytes (text, &error);
  const struct
  {
    const char *pointer;
    const char *text;
  } parts[] = {
    { "/schema/properties/bill", rows },
    { "/schema/properties/total", "{\"$ref\":\"urn:yinuo:common#/$defs/money\",\"title\":\"合计\"}" },
    { "/schema/properties/load", "{\"type\":\"number\",\"title\":\"总重\"}" },
    { "/compute", compute },
    { "/compare", compare },
  };
  g_autoptr (GBytes) bytes = NULL;
  YnService *service;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (YnJson) value = yn_json_parse (parts[i].text, -1, &error);

      g_assert_no_error (error);
      yn_json_put (&file, parts[i].pointer, value);
    }
  bytes = yn_json_print_bytes (file, YN_JSON_COMPACT);
  service = yn_service_new (bytes, &error);
  g_assert_no_error (error);
  return service;
}

#define BILL                                                                                                          \
  "[{\"at\":\"/bill/*/amount\",\"product\":[\"/bill/*/price\",\"/bill/*/pieces\"]},"                                  \
  "{\"at\":\"/total\",\"sum\":[\"/bill/*/amount\",\"/fee\"]},"                                                        \
  "{\"at\":\"/load\",\"sum\":[\"/bill/*/weight\"]},"                                                                  \
  "{\"at\":\"/guests\",\"count\":\"/bill\"}]"

static void
test_answers (void)
{
  static const struct
  {
    const char *what;
    const char *compute;
    const char *given;
    const char *gives;
  } cases[] = {
    { "a bill", BILL,
      "{\"fee\":100,\"bill\":[{\"price\":1999,\"pieces\":3,\"weight\":0.1},{\"price\":5,\"pieces\":2,\"weight\":0.2}]}",
      "{\"fee\":100,\"bill\":[{\"price\":1999,\"pieces\":3,\"weight\":0.1,\"amount\":5997},"
      "{\"price\":5,\"pieces\":2,\"weight\":0.2,\"amount\":10}],\"total\":6107,\"load\":0.3,\"guests\":2}" },
    { "an empty one", BILL, "{}", "{\"total\":0,\"load\":0,\"guests\":0}" },
    { "halves of a fen go up", BILL, "{\"bill\":[{\"price\":1,\"pieces\":0.5}]}",
      "{\"bill\":[{\"price\":1,\"pieces\":0.5,\"amount\":1}],\"total\":1,\"load\":0,\"guests\":1}" },
    { "a side that is missing takes the answer away", BILL, "{\"bill\":[{\"price\":100,\"amount\":7}]}",
      "{\"bill\":[{\"price\":100}],\"total\":0,\"load\":0,\"guests\":1}" },
    { "what is no number counts for nothing", BILL, "{\"fee\":\"many\",\"bill\":[{\"price\":\"x\",\"pieces\":1},7]}",
      "{\"fee\":\"many\",\"bill\":[{\"price\":\"x\",\"pieces\":1},7],\"total\":0,\"load\":0,\"guests\":2}" },
    { "too large to be exact", BILL,
      "{\"bill\":[{\"price\":1e28,\"pieces\":1e28}]}",
      "{\"bill\":[{\"price\":1e28,\"pieces\":1e28}],\"total\":0,\"load\":0,\"guests\":1}" },
    { "a difference may be below nothing", "[{\"at\":\"/load\",\"difference\":[\"/guests\",\"/fee\"]}]",
      "{\"guests\":2,\"fee\":5}", "{\"guests\":2,\"fee\":5,\"load\":-3}" },
    { "nothing computed", "[]", "{\"total\":5}", "{\"total\":5}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnService) service = bill (cases[i].compute, "[]");
      g_autoptr (YnJson) given = yn_json_parse (cases[i].given, -1, NULL);
      g_autoptr (YnJson) right = yn_json_parse (cases[i].gives, -1, NULL);
      g_autoptr (YnJson) gives = yn_compute_answers (service, given);
      g_autoptr (YnJson) again = yn_compute_answers (service, gives);
      g_autofree char *text = yn_json_print (gives, YN_JSON_COMPACT);

      g_test_message ("%s: %s", cases[i].what, text);
      g_assert_true (yn_json_equal (gives, right));
      g_assert_true (again == gives);
    }
}

static void
test_places (void)
{
  g_autoptr (YnService) service = bill (BILL, "[]");

  g_assert_true (yn_compute_is_computed (service, "/total"));
  g_assert_true (yn_compute_is_computed (service, "/bill/12/amount"));
  g_assert_false (yn_compute_is_computed (service, "/bill/12/price"));
  g_assert_false (yn_compute_is_computed (service, "/bill/12"));
  g_assert_false (yn_compute_is_computed (service, "/bill/12/amount/x"));
  g_assert_false (yn_compute_is_computed (service, ""));
}

static char *
problem_at (const YnService *service, const char *answers, const char *pointer)
{
  g_autoptr (YnJson) json = yn_json_parse (answers, -1, NULL);
  g_autoptr (GPtrArray) problems = yn_service_check (service, json, NULL, "2026-11-23", YN_LANGUAGE_ZH_CN);
  const YnProblem *problem = yn_problems_at (problems, pointer);
  g_autofree char *words = problem != NULL ? yn_problem_words (problem, YN_LANGUAGE_ZH_CN) : NULL;

  return problem != NULL ? g_strdup_printf ("%s: %s", problem->code, words) : g_strdup ("");
}

/* Who files with a sum of their own is found out. */
static void
test_check (void)
{
  g_autoptr (YnService) service = bill (BILL, "[]");
  g_autofree char *wrong = problem_at (service, "{\"bill\":[{\"price\":100,\"pieces\":2,\"amount\":200}],\"total\":201}", "/total");
  g_autofree char *right = problem_at (service, "{\"bill\":[{\"price\":100,\"pieces\":2,\"amount\":200}],\"total\":200}", "/total");
  g_autofree char *row = problem_at (service, "{\"bill\":[{\"price\":100,\"pieces\":2,\"amount\":1}]}", "/bill/0/amount");
  g_autofree char *made_up = problem_at (service, "{\"bill\":[{\"price\":100,\"amount\":1}]}", "/bill/0/amount");

  g_assert_cmpstr (wrong, ==, "not-computed: “合计”由其他答案算出，应为2.00元。");
  g_assert_cmpstr (right, ==, "");
  g_assert_cmpstr (row, ==, "not-computed: “金额”由其他答案算出，应为2.00元。");
  g_assert_cmpstr (made_up, ==, "not-computed: “金额”由其他答案算出，应为—。");
}

static void
test_compare (void)
{
  static const struct
  {
    const char *rule;
    const char *value;
    const char *other;
    const char *code;
  } cases[] = {
    { "not-more-than", "2", "1.999", "more-than-other" },
    { "not-more-than", "2", "2.0", NULL },
    { "not-less-than", "1", "2", "less-than-other" },
    { "not-less-than", "2", "2.00", NULL },
    { "not-less-than", "1", "\"2\"", NULL },
    { "equal", "1", "1.0", NULL },
    { "equal", "\"a\"", "\"b\"", "unlike-other" },
    { "equal", "\"1\"", "1", "unlike-other" },
    { "different", "\"a\"", "\"a\"", "same-as-other" },
    { "different", "\"a\"", "\"b\"", NULL },
    { "not-before", "\"2026-11-22\"", "\"2026-11-23\"", "before-other" },
    { "not-after", "\"2026-11-24\"", "\"2026-11-23\"", "after-other" },
    { "not-after", "\"2026-11\"", "\"2026-11-23\"", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *compare = g_strdup_printf ("[{\"at\":\"/umbrella\",\"rule\":\"%s\",\"to\":\"/name\"}]", cases[i].rule);
      g_autoptr (YnService) service = bill ("[]", compare);
      g_autofree char *text = g_strdup_printf ("{\"umbrella\":%s,\"name\":%s}", cases[i].value, cases[i].other);
      g_autoptr (YnJson) answers = yn_json_parse (text, -1, NULL);
      g_autoptr (GPtrArray) problems = yn_problems_new ();

      yn_compare_check (service, answers, "2026-11-23", YN_LANGUAGE_EN, problems);
      g_test_message ("%s %s", cases[i].rule, text);
      g_assert_cmpuint (problems->len, ==, cases[i].code != NULL);
      if (cases[i].code != NULL)
        g_assert_cmpstr (((const YnProblem *) g_ptr_array_index (problems, 0))->code, ==, cases[i].code);
    }
}

static void
test_own_words (void)
{
  g_autoptr (YnService) service = bill ("[]",
      "[{\"at\":\"/guests\",\"rule\":\"not-more-than\",\"to\":\"/load\","
      "\"say\":{\"zh\":\"只坐得下{/load}人，不能来{/guests}。\",\"en\":\"There are seats for {/load}.\"}}]");
  g_autofree char *words = problem_at (service, "{\"guests\":3,\"load\":2}", "/guests");

  g_assert_cmpstr (words, ==, "more-than-other: 只坐得下2人，不能来3人。");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compute/answers", test_answers);
  g_test_add_func ("/compute/places", test_places);
  g_test_add_func ("/compute/check", test_check);
  g_test_add_func ("/compute/compare", test_compare);
  g_test_add_func ("/compute/own-words", test_own_words);
  return g_test_run ();
}
