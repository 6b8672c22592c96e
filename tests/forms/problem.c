/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/problem.h"

#include <string.h>
#include <gio/gio.h>

static YnProblem *
problem_with (const char *code, const char *details)
{
  return yn_problem_new ("/a", "/properties/a/x", code, details != NULL ? yn_json_parse (details, -1, NULL) : NULL);
}

static void
test_words (void)
{
  static const struct
  {
    const char *code;
    const char *details;
    const char *zh;
    const char *en;
  } cases[] = {
    { "required", "{\"title\":\"名称\"}", "请填写“名称”。", "Fill in “名称”." },
    { "maximum", "{\"title\":\"人数\",\"limit\":10.50}", "“人数”不能大于 10.50。", "“人数” must not be more than 10.50." },
    { "required", "{\"title\":\"A&B <b> {limit} %s\"}", "请填写“A&B <b> {limit} %s”。", "Fill in “A&B <b> {limit} %s”." },
    { "required", NULL, "请填写。", "Fill in." },
    { "min-items", "{\"title\":\"名单\",\"limit\":1}", "“名单”至少要 1 项。", "“名单” needs at least 1 entry." },
    { "min-items", "{\"title\":\"名单\",\"limit\":11}", "“名单”至少要 11 项。", "“名单” needs at least 11 entries." },
    { "max-length", "{\"title\":\"S\",\"limit\":\"1\"}", "“S”最多 1 个字，请缩短。",
      "“S” may have at most 1 character; please shorten it." },
    { "false-schema", "{\"title\":\"S\"}", "“S”这里不能有内容，请清空。", "Nothing may stand in “S”; clear it." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnProblem) problem = problem_with (cases[i].code, cases[i].details);
      g_autofree char *zh = yn_problem_words (problem, YN_LANGUAGE_ZH_CN);
      g_autofree char *en = yn_problem_words (problem, YN_LANGUAGE_EN);

      g_assert_cmpstr (zh, ==, cases[i].zh);
      g_assert_cmpstr (en, ==, cases[i].en);
    }
}

/* A code that a newer platform sends and we do not know still gives words. */
static void
test_unknown (void)
{
  g_autoptr (YnProblem) problem = problem_with ("from-the-future", NULL);
  g_autofree char *words = yn_problem_words (problem, YN_LANGUAGE_EN);
  g_autoptr (YnExplanation) explanation = yn_problems_explain_code ("from-the-future", YN_LANGUAGE_ZH_CN);
  g_autoptr (YnExplanation) nothing = yn_problems_explain_code (NULL, YN_LANGUAGE_ZH_CN);

  g_assert_cmpstr (words, !=, "");
  g_assert_cmpstr (explanation->code, ==, "from-the-future");
  g_assert_cmpstr (explanation->what, !=, "");
  g_assert_cmpstr (nothing->code, ==, "failed");
}

static void
test_json (void)
{
  g_autoptr (YnProblem) problem = problem_with ("required", "{\"title\":\"名称\"}");
  g_autoptr (YnJson) json = yn_problem_json (problem, YN_LANGUAGE_ZH_CN);
  g_autoptr (YnProblem) back = yn_problem_from_json (json);

  g_assert_cmpstr (yn_json_get_string (json, "schemaPointer"), ==, "/properties/a/x");
  g_assert_cmpstr (yn_json_get_string (json, "words"), ==, "请填写“名称”。");
  g_assert_cmpstr (back->pointer, ==, "/a");
  g_assert_cmpstr (back->code, ==, "required");
}

static void
test_from_strange_json (void)
{
  static const char *const strange[] = { "null", "[]", "{}", "{\"code\":3}", "{\"code\":null,\"pointer\":\"/a\"}" };
  g_autoptr (YnJson) bare = yn_json_parse ("{\"code\":\"x\",\"pointer\":7,\"details\":[]}", -1, NULL);
  g_autoptr (YnProblem) problem = yn_problem_from_json (bare);

  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr (YnJson) json = yn_json_parse (strange[i], -1, NULL);

      g_assert_null (yn_problem_from_json (json));
    }
  g_assert_null (yn_problem_from_json (NULL));
  g_assert_cmpstr (problem->pointer, ==, "");
  g_assert_null (problem->details);
}

static void
test_explain (void)
{
  g_autoptr (GError) offline = g_error_new_literal (YN_ERROR, YN_ERROR_OFFLINE, "no route, never shown");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  g_autoptr (YnExplanation) zh = yn_problems_explain (offline, YN_LANGUAGE_ZH_CN);
  g_autoptr (YnExplanation) en = yn_problems_explain (offline, YN_LANGUAGE_EN);
  g_autoptr (YnExplanation) off = yn_problems_explain (cancelled, YN_LANGUAGE_EN);

  g_assert_cmpstr (zh->code, ==, "offline");
  g_assert_cmpstr (zh->what, !=, en->what);
  g_assert_cmpstr (en->remedy, !=, "");
  g_assert_null (strstr (en->what, "no route"));
  g_assert_cmpstr (off->code, ==, "cancelled");
}

/* Each says how it is written, by an example. */
static void
test_examples (void)
{
  static const char *const codes[][2] = {
    { "format-time", "09:30" },       { "format-duration", "P30D" },
    { "format-hostname", "www.example.com" }, { "format-ipv4", "192.0.2.1" },
    { "format-ipv6", "2001:db8::1" }, { "format-uri-reference", "../a.pdf" },
    { "format-uuid", "123e4567-" },   { "format-json-pointer", "/subject/name" },
    { "format-regex", "^[0-9]+$" },   { "pattern", "^[A-Z]{2}$" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    for (YnLanguage language = YN_LANGUAGE_ZH_CN; language <= YN_LANGUAGE_EN; language++)
      {
        g_autoptr (YnJson) details = yn_json_parse ("{\"title\":\"T\",\"limit\":\"^[A-Z]{2}$\"}", -1, NULL);
        g_autoptr (YnProblem) problem = yn_problem_new ("/t", "", codes[i][0], g_steal_pointer (&details));
        g_autofree char *words = yn_problem_words (problem, language);

        g_assert_nonnull (strstr (words, codes[i][1]));
      }
}

static void
test_said (void)
{
  static const struct
  {
    const char *said;
    YnError code;
  } cases[] = {
    { "{\"error\": {\"code\": \"keyring-absent\", \"detail\": \"no bus\"}}", YN_ERROR_KEYRING_ABSENT },
    { "{\"error\": {\"code\": \"from-the-future\"}}", YN_ERROR_FAILED },
    { "{\"error\": 7}", YN_ERROR_FAILED },
    { "Segmentation fault", YN_ERROR_FAILED },
    { "", YN_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = yn_problems_error_said (cases[i].said, strlen (cases[i].said));

      g_assert_error (error, YN_ERROR, (int) cases[i].code);
      g_assert_cmpstr (error->message, ==, i == 0 ? "no bus" : "it said nothing");
    }
}

static void
test_list (void)
{
  g_autoptr (GPtrArray) problems = yn_problems_new ();
  g_autoptr (YnProblem) original = problem_with ("required", "{\"title\":\"a\"}");

  g_ptr_array_add (problems, yn_problem_copy (original));
  g_assert_cmpstr (yn_problems_at (problems, "/a")->code, ==, "required");
  g_assert_null (yn_problems_at (problems, "/b"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problem/words", test_words);
  g_test_add_func ("/problem/unknown", test_unknown);
  g_test_add_func ("/problem/json", test_json);
  g_test_add_func ("/problem/strange-json", test_from_strange_json);
  g_test_add_func ("/problem/explain", test_explain);
  g_test_add_func ("/problem/examples", test_examples);
  g_test_add_func ("/problem/said", test_said);
  g_test_add_func ("/problem/list", test_list);
  return g_test_run ();
}
