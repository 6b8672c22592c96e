/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is wrong with answers and attachments, by a service's own rules. */

#include "forms/service.h"

#include <string.h>
#include "fixtures/picnic.h"
#include "forms/answers.h"

typedef struct
{
  const char *what;
  const char *pointer; /* of the change */
  const char *value;
  const char *at;      /* of the problem; NULL: none */
  const char *code;
  const char *words;   /* a part of the Chinese words, or NULL */
} Check;

static const char good_answers[] =
  "{\"enterprise\":{\"name\":\"三亚示例野餐有限公司\",\"uscc\":\"91460200MA5T00010P\",\"category\":\"1\","
  "\"legalRepresentative\":{\"name\":\"示例\",\"documentKind\":\"resident-id\",\"documentNumber\":\"460200198803150014\"},"
  "\"address\":\"示例路1号\",\"district\":\"460203\",\"agent\":{\"name\":\"样例\",\"phone\":\"13800138000\"}},"
  "\"name\":\"秋游\",\"day\":\"2026-11-23\",\"fee\":123450,\"guests\":3,\"place\":\"park\",\"outside\":true,"
  "\"food\":[\"rice\"]}";

static void
test_check (void)
{
  static const Check cases[] = {
    { "nothing wrong", "/name", "\"秋游\"", NULL },
    { "A&B <b> as a name", "/name", "\"A&B <b>\"", NULL },
    { "emoji", "/name", "\"野餐🧺👨‍👩‍👧\"", NULL },
    { "a field left empty", "/name", NULL, "/name", "required", "名称" },
    { "an object left out", "/enterprise/agent", NULL, "/enterprise/agent/name", "required", "经办人姓名" },
    { "a credit code with a wrong check digit", "/enterprise/uscc", "\"91310115MA1G4L1WXK\"", "/enterprise/uscc",
      "uscc-check-digit", "7" },
    { "a credit code with an S", "/enterprise/uscc", "\"91532300MA6SSECM1K\"", "/enterprise/uscc", "uscc-character" },
    { "a credit code of 17", "/enterprise/uscc", "\"91460200MA5T00010\"", "/enterprise/uscc", "uscc-length" },
    { "an old resident ID", "/enterprise/legalRepresentative/documentNumber", "\"460200880315001\"",
      "/enterprise/legalRepresentative/documentNumber", "resident-id-old" },
    { "a resident ID of tomorrow", "/enterprise/legalRepresentative/documentNumber", "\"460200202611240015\"",
      "/enterprise/legalRepresentative/documentNumber", "resident-id-date" },
    { "a phone with a comma", "/enterprise/agent/phone", "\"1,800138000\"", "/enterprise/agent/phone", "phone" },
    { "a text for a number", "/guests", "\"三个\"", "/guests", "type-integer", "人数" },
    { "half a guest", "/guests", "2.5", "/guests", "type-integer" },
    { "too many guests", "/guests", "1e400", "/guests", "maximum", "1000" },
    { "a text for money", "/fee", "\"很多\"", "/fee", "money" },
    { "no such day", "/day", "\"2026-02-30\"", "/day", "format-date" },
    { "no such place", "/place", "\"moon\"", "/place", "enum" },
    { "two alike", "/food", "[\"rice\",\"rice\"]", "/food", "unique-items" },
    { "none chosen", "/food", "[]", "/food", "min-items" },
  };
  g_autoptr (YnService) service = picnic_new ();
  g_autoptr (YnJson) good = yn_json_parse (good_answers, -1, NULL);
  g_autoptr (YnJson) papers = yn_json_parse ("[{\"id\":\"map\",\"name\":\"a.pdf\",\"type\":\"application/pdf\",\"size\":9}]",
                                             -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) value = cases[i].value != NULL ? yn_json_parse (cases[i].value, -1, NULL) : NULL;
      g_autoptr (YnJson) answers = yn_json_with (good, cases[i].pointer, value);
      g_autoptr (GPtrArray) problems = yn_service_check (service, answers, papers, "2026-11-23", YN_LANGUAGE_ZH_CN);
      const YnProblem *problem = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;
      g_autofree char *words = problem != NULL ? yn_problem_words (problem, YN_LANGUAGE_ZH_CN) : NULL;

      g_test_message ("%s: %s %s", cases[i].what, problem != NULL ? problem->pointer : "fine", words != NULL ? words : "");
      g_assert_cmpstr (problem != NULL ? problem->pointer : NULL, ==, cases[i].at);
      if (problem == NULL)
        continue;
      g_assert_cmpstr (problem->code, ==, cases[i].code);
      if (cases[i].words != NULL)
        g_assert_nonnull (strstr (words, cases[i].words));
    }
}

static void
test_long_text (void)
{
  g_autoptr (YnService) service = picnic_new ();
  g_autoptr (YnJson) good = yn_json_parse (good_answers, -1, NULL);
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  g_autoptr (YnAnswers) answers = yn_answers_new (service, good);
  g_autoptr (GPtrArray) problems = NULL;
  const YnProblem *problem;

  g_assert_true (yn_answers_set_text (answers, "/name", megabyte, NULL));
  g_assert_cmpuint (strlen (yn_json_string (yn_answers_get (answers, "/name"))), ==, 1024 * 1024);
  problems = yn_service_check (service, yn_answers_json (answers), NULL, "2026-11-23", YN_LANGUAGE_EN);
  problem = yn_problems_at (problems, "/name");
  g_assert_nonnull (problem);
  g_assert_cmpstr (problem->code, ==, "max-length");
}

static void
test_attachments (void)
{
  static const struct
  {
    const char *what;
    const char *attachments;
    const char *code;
    const char *at; /* NULL: "/attachments/map" */
  } cases[] = {
    { "none", "[]", "attachment-required" },
    { "one of another slot", "[{\"id\":\"other\"}]", "attachment-required" },
    { "one", "[{\"id\":\"map\",\"type\":\"image/png\",\"size\":1}]", NULL },
    { "of another type", "[{\"id\":\"map\",\"type\":\"text/plain\",\"size\":1}]", "attachment-type" },
    { "one that a former version asked for", "[{\"id\":\"map\"},{\"id\":\"plan\",\"name\":\"plan.pdf\"}]", "attachment-homeless",
      "/attachments/plan" },
    { "empty", "[{\"id\":\"map\",\"type\":\"image/png\",\"size\":0}]", "attachment-empty" },
    { "too large", "[{\"id\":\"map\",\"type\":\"image/png\",\"size\":1048577}]", "attachment-too-large" },
    { "too many", "[{\"id\":\"map\"},{\"id\":\"map\"},{\"id\":\"map\"}]", "attachment-too-many" },
  };
  g_autoptr (YnService) service = picnic_new ();
  g_autoptr (YnJson) good = yn_json_parse (good_answers, -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) attachments = yn_json_parse (cases[i].attachments, -1, NULL);
      g_autoptr (GPtrArray) problems = yn_service_check (service, good, attachments, NULL, YN_LANGUAGE_ZH_CN);
      const YnProblem *problem = yn_problems_at (problems, cases[i].at != NULL ? cases[i].at : "/attachments/map");

      g_test_message ("%s", cases[i].what);
      g_assert_cmpstr (problem != NULL ? problem->code : NULL, ==, cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service-check/check", test_check);
  g_test_add_func ("/service-check/long-text", test_long_text);
  g_test_add_func ("/service-check/attachments", test_attachments);
  return g_test_run ();
}
