/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is wrong with answers, as the form shows them: what must be answered and is hidden or locked. */

#include "forms/answers.h"
#include "forms/layout.h"

#define TODAY "2026-11-23"

#define BOAT \
  "{\"type\":\"object\",\"required\":[\"number\"],\"properties\":{" \
  "\"has\":{\"type\":\"boolean\",\"title\":\"有船\"},\"fleet\":{\"type\":\"boolean\",\"title\":\"有船队\"}," \
  "\"number\":{\"type\":\"string\",\"title\":\"船号\"}}}"
#define SHOW(scope) "\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"" scope "\",\"schema\":{\"const\":true}}}"
#define ENABLE(scope) "{\"effect\":\"ENABLE\",\"condition\":{\"scope\":\"" scope "\",\"schema\":{\"const\":true}}}"
#define CONTROL(scope) "{\"type\":\"Control\",\"scope\":\"" scope "\"}"
#define RULED(scope, rule) "{\"type\":\"Control\",\"scope\":\"" scope "\"," rule "}"
#define VERTICAL(elements) "{\"type\":\"VerticalLayout\",\"elements\":[" elements "]}"
#define SIMPLE VERTICAL (CONTROL ("#/properties/has") "," RULED ("#/properties/number", SHOW ("#/properties/has")))

/* The object goes with all that is in it, so that nothing of it is asked for; where a part of it stays, it is. */
#define OWNER \
  "{\"type\":\"object\",\"properties\":{\"has\":{\"type\":\"boolean\",\"title\":\"有\"},\"owner\":{\"type\":\"object\"," \
  "\"title\":\"船主\",\"required\":[\"name\"],\"properties\":{\"name\":{\"type\":\"string\",\"title\":\"姓名\"}," \
  "\"note\":{\"type\":\"string\",\"title\":\"说明\"}}}}}"

static YnService *
form_of (const char *schema, const char *uischema)
{
  g_autoptr (YnJson) schema_json = yn_json_parse (schema, -1, NULL);
  g_autoptr (YnJson) uischema_json = uischema != NULL ? yn_json_parse (uischema, -1, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  YnService *service;

  g_assert_nonnull (schema_json);
  service = yn_service_new_form (schema_json, uischema_json, &error);
  g_assert_no_error (error);
  return service;
}

static void
test_hidden (void)
{
  static const struct
  {
    const char *schema, *uischema, *answers;
    const char *code, *place, *zh, *en;
  } cases[] = {
    { BOAT, SIMPLE, "{\"has\":true}", "required", "/number", "请填写“船号”。", "Fill in “船号”." },
    { BOAT, SIMPLE, "{}", "required-hidden", "/has",
      "“船号”必须填写，现在却没有显示：“有船”答“是”时才需要填写。请改“有船”的回答；不该改的，请告诉制作表单的单位。",
      "“船号” must be filled in, but is not shown. Only asked when “有船” is answered “Yes”. Change the answer to “有船”;"
      " if that would not be right, tell whoever made the form." },
    { BOAT, VERTICAL ("{\"type\":\"Control\",\"scope\":\"#/properties/number\",\"label\":\"船舶登记号\"}"), "{}",
      "required", "/number", "请填写“船舶登记号”。", "Fill in “船舶登记号”." },
    /* kept, and not sent: the answer is there, and the form without it is not whole */
    { BOAT, SIMPLE, "{\"has\":false,\"number\":\"琼渔001\"}", "required-hidden", "/has", NULL, NULL },
    /* what decides is itself hidden: what decides that */
    { BOAT,
      VERTICAL (
          CONTROL ("#/properties/fleet") "," RULED ("#/properties/has",
                                                    SHOW ("#/properties/fleet")) "," RULED ("#/properties/number",
                                                                                            SHOW ("#/properties/has"))),
      "{}", "required-hidden", "/fleet", NULL, NULL },
    /* a group's rule; the condition is about the whole form */
    { BOAT,
      VERTICAL (CONTROL ("#/properties/has") ",{\"type\":\"Group\",\"elements\":[" CONTROL (
          "#/properties/number") "],"
                                 "\"rule\":{\"effect\":\"HIDE\",\"condition\":{\"scope\":\"#\",\"schema\":"
                                 "{\"not\":{\"required\":[\"has\"]}}}}}"),
      "{}", "required-hidden-for-good", "/number", NULL, NULL },
    { BOAT,
      VERTICAL (CONTROL ("#/properties/has") ",{\"type\":\"Group\",\"elements\":[" CONTROL (
          "#/properties/number") "],"
                                 "\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#\",\"schema\":"
                                 "{\"required\":[\"has\"],\"properties\":{\"has\":{\"const\":true}}}}}}"),
      "{}", "required-hidden", "/has", NULL, NULL },
    /* what decides stands nowhere in the form */
    { BOAT, VERTICAL (RULED ("#/properties/number", SHOW ("#/properties/has"))), "{}", "required-hidden-for-good",
      "/number", "“船号”必须填写，现在却没有显示：“有船”答“是”时才需要填写。这是表单本身的错误，请告诉制作表单的单位。",
      "“船号” must be filled in, but is not shown. Only asked when “有船” is answered “Yes”. The form itself is wrong;"
      " tell whoever made it." },
    /* each waits for the other: nobody can change either */
    { BOAT,
      VERTICAL (
          RULED ("#/properties/fleet",
                 SHOW ("#/properties/has")) "," RULED ("#/properties/has",
                                                       SHOW (
                                                           "#/properties/fleet")) "," RULED ("#/properties/number",
                                                                                             SHOW (
                                                                                                 "#/properties/has"))),
      "{}", "required-hidden-for-good", "/number", NULL, NULL },
    /* twice in the form, once hidden: it can be answered */
    { BOAT, VERTICAL (RULED ("#/properties/number", SHOW ("#/properties/has")) "," CONTROL ("#/properties/number")),
      "{}", "required", "/number", NULL, NULL },
    /* shown, and locked */
    { BOAT,
      VERTICAL (
          CONTROL ("#/properties/has") "," RULED ("#/properties/number", "\"rule\":" ENABLE ("#/properties/has"))),
      "{}", "required-disabled", "/has",
      "“船号”必须填写，现在却不能填写：“有船”答“是”时才能填写。请改“有船”的回答；不该改的，请告诉制作表单的单位。",
      "“船号” must be filled in, and cannot be now. Can only be filled in when “有船” is answered “Yes”. Change the answer"
      " to “有船”; if that would not be right, tell whoever made the form." },
    { BOAT,
      VERTICAL (
          CONTROL ("#/properties/has") "," RULED ("#/properties/number", "\"rule\":" ENABLE ("#/properties/has"))),
      "{\"has\":true}", "required", "/number", NULL, NULL },
    { BOAT, VERTICAL (RULED ("#/properties/number", "\"rule\":" ENABLE ("#/properties/has"))), "{}",
      "required-disabled-for-good", "/number",
      "“船号”必须填写，现在却不能填写：“有船”答“是”时才能填写。这是表单本身的错误，请告诉制作表单的单位。",
      "“船号” must be filled in, and cannot be now. Can only be filled in when “有船” is answered “Yes”. The form itself is"
      " wrong; tell whoever made it." },
    /* what decides is itself locked: what decides that; a group's lock is that of all in it */
    { BOAT,
      VERTICAL (CONTROL ("#/properties/fleet") "," RULED (
          "#/properties/has",
          "\"rule\":" ENABLE (
              "#/properties/fleet")) ",{\"type\":\"Group\",\"elements\":[" CONTROL ("#/properties/number") "],"
                                                                                                           "\"rule\":" ENABLE (
                                                                                                               "#/properties/has") "}"),
      "{}", "required-disabled", "/fleet", NULL, NULL },
    /* twice in the form, once locked: it can be answered */
    { BOAT,
      VERTICAL (
          RULED ("#/properties/number", "\"rule\":" ENABLE ("#/properties/has")) "," CONTROL ("#/properties/number")),
      "{}", "required", "/number", NULL, NULL },
    { OWNER,
      VERTICAL (CONTROL (
          "#/properties/has") "," RULED ("#/properties/owner/properties/name",
                                         SHOW ("#/properties/has")) "," CONTROL ("#/properties/owner/properties/note")),
      "{\"owner\":{\"note\":\"x\"}}", "required-hidden", "/has", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (YnLanguage language = YN_LANGUAGE_ZH_CN; language <= YN_LANGUAGE_EN; language++)
      {
        g_autoptr (YnService) service = form_of (cases[i].schema, cases[i].uischema);
        g_autoptr (YnJson) json = yn_json_parse (cases[i].answers, -1, NULL);
        g_autoptr (YnAnswers) answers = yn_answers_new (service, json);
        g_autoptr (GPtrArray) problems = yn_answers_check (answers, NULL, TODAY, language);
        const YnProblem *problem;
        g_autofree char *words = NULL;

        g_test_message ("%u", i);
        g_assert_cmpuint (problems->len, ==, 1);
        problem = g_ptr_array_index (problems, 0);
        g_assert_cmpstr (problem->code, ==, cases[i].code);
        g_assert_cmpstr (yn_problem_place (problem), ==, cases[i].place);
        words = yn_problem_words (problem, language);
        if (cases[i].zh != NULL)
          g_assert_cmpstr (words, ==, language == YN_LANGUAGE_EN ? cases[i].en : cases[i].zh);
      }
}

/* Money is a number of fen and read in yuan, whatever number it is. */
static void
test_fen (void)
{
  static const struct
  {
    const char *fen;
    const char *zh, *en, *edit;
  } cases[] = {
    { "100", "1.00元", "1.00 yuan", "1" },           { "123450", "1,234.50元", "1,234.50 yuan", "1234.50" },
    { "1e2", "1.00元", "1.00 yuan", "1" },           { "12.5", "0.125元", "0.125 yuan", "0.125" },
    { "-0.5", "-0.005元", "-0.005 yuan", "-0.005" },
  };
  g_autoptr (YnService) service =
      form_of ("{\"type\":\"object\",\"properties\":{\"fee\":{\"type\":\"integer\",\"format\":\"money\"}}}", NULL);
  g_autoptr (YnField) field = yn_form_field (service, NULL, "/fee");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) value = yn_json_parse (cases[i].fen, -1, NULL);
      g_autofree char *zh = yn_service_answer_text (service, "/fee", value, YN_LANGUAGE_ZH_CN);
      g_autofree char *en = yn_service_answer_text (service, "/fee", value, YN_LANGUAGE_EN);
      g_autofree char *edit = yn_field_edit_text (field, value);

      g_assert_cmpstr (zh, ==, cases[i].zh);
      g_assert_cmpstr (en, ==, cases[i].en);
      g_assert_cmpstr (edit, ==, cases[i].edit);
    }
}

/* The author is told before anybody fills it in. */
static void
test_hideable (void)
{
  static const struct
  {
    const char *schema, *uischema;
    const char *element; /* NULL: nothing is wrong with it */
    const char *zh;
  } cases[] = {
    { BOAT, SIMPLE, "/uischema/elements/1", "“船号”是必填的" },
    { BOAT, VERTICAL (CONTROL ("#/properties/has") "," CONTROL ("#/properties/number")), NULL, NULL },
    { BOAT, VERTICAL (RULED ("#/properties/has", SHOW ("#/properties/number"))), NULL, NULL },
    { BOAT, VERTICAL (RULED ("#/properties/number", "\"rule\":{\"effect\":\"DISABLE\",\"condition\":{\"scope\":"
                             "\"#/properties/has\",\"schema\":{\"const\":true}}}")),
      NULL, NULL },
    { BOAT, VERTICAL ("{\"type\":\"Group\",\"elements\":[" CONTROL ("#/properties/number") "]," SHOW ("#/properties/has") "}"),
      "/uischema/elements/0", "“船号”是必填的" },
    /* in a second place it always stands */
    { BOAT, VERTICAL (RULED ("#/properties/number", SHOW ("#/properties/has")) "," CONTROL ("#/properties/number")),
      NULL, NULL },
    /* hidden with all of its object, which may be missing */
    { OWNER, VERTICAL (CONTROL ("#/properties/has") "," RULED ("#/properties/owner", SHOW ("#/properties/has"))), NULL,
      NULL },
    { OWNER,
      VERTICAL (RULED ("#/properties/owner/properties/name", SHOW ("#/properties/has")) ","
                CONTROL ("#/properties/owner/properties/note")),
      "/uischema/elements/0", "“姓名”是必填的" },
    /* required only when it shows: as it should be */
    { "{\"type\":\"object\",\"properties\":{\"has\":{\"type\":\"boolean\"},\"number\":{\"type\":\"string\"}},"
      "\"if\":{\"required\":[\"has\"],\"properties\":{\"has\":{\"const\":true}}},\"then\":{\"required\":[\"number\"]}}",
      SIMPLE, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnService) service = form_of (cases[i].schema, cases[i].uischema);
      g_autoptr (GPtrArray) problems = yn_form_hideable (service, YN_LANGUAGE_ZH_CN);
      g_autofree char *words = NULL;

      g_test_message ("%u", i);
      g_assert_cmpuint (problems->len, ==, cases[i].element != NULL ? 1 : 0);
      if (cases[i].element == NULL)
        continue;
      g_assert_cmpstr (((YnProblem *) g_ptr_array_index (problems, 0))->pointer, ==, cases[i].element);
      words = yn_problem_words (g_ptr_array_index (problems, 0), YN_LANGUAGE_ZH_CN);
      g_assert_true (g_str_has_prefix (words, cases[i].zh));
    }
}

/* Words say what would be right. */
static void
test_words (void)
{
  static const struct
  {
    const char *schema, *answers, *zh, *en;
  } cases[] = {
    { "{\"properties\":{\"a\":{\"title\":\"船\",\"type\":\"string\",\"not\":{\"enum\":[\"x\",\"y\"]}}}}", "{\"a\":\"x\"}",
      "“船”的内容不能用在这里（不能是：“x”或“y”）。",
      "What stands in “船” cannot be used here (it must not be: “x” or “y”)." },
    { "{\"properties\":{\"a\":{\"title\":\"船\",\"type\":\"string\",\"not\":{}}}}", "{\"a\":\"x\"}",
      "“船”的内容不能用在这里。", "What stands in “船” cannot be used here." },
    { "{\"properties\":{\"a\":{\"title\":\"船员\",\"type\":\"array\",\"minContains\":2,\"contains\":{\"required\":[\"role\"],"
      "\"properties\":{\"role\":{\"const\":\"船长\"}}}}}}", "{\"a\":[{\"role\":\"船长\"}]}",
      "“船员”里至少要有 2 项符合要求（“Role”为“船长”）。",
      "“船员” needs at least 2 of the entries that are asked for (“Role” is “船长”)." },
    { "{\"properties\":{\"a\":{\"title\":\"船员\",\"type\":\"array\",\"maxContains\":1,\"contains\":{\"const\":\"船长\"}}}}",
      "{\"a\":[\"船长\",\"船长\"]}", "“船员”里这样的项最多 1 项（“船长”）。",
      "“船员” may have at most 1 of one kind (“船长”)." },
    { "{\"propertyNames\":{\"pattern\":\"^[a-z]+$\"}}", "{\"A\":1}",
      "“A”这个名称不能用在这里（应当：合乎 ^[a-z]+$）。", "The name “A” cannot be used here (it must be: like ^[a-z]+$)." },
    { "{\"properties\":{\"a\":{\"title\":\"船名\"},\"b\":{\"title\":\"船号\"}},\"dependentRequired\":{\"a\":[\"b\"]}}",
      "{\"a\":\"x\"}", "填了“船名”，就还要填写“船号”。", "Because “船名” is filled in, “船号” is needed too." },
    { "{\"properties\":{\"a\":{\"title\":\"船名\"},\"b\":{\"title\":\"船号\"}},\"dependentSchemas\":{\"a\":{\"required\":[\"b\"]}}}",
      "{\"a\":\"x\"}", "请填写“船号”（因为填了“船名”）。", "Fill in “船号” (because “船名” is filled in)." },
    { "{\"properties\":{\"a\":{\"title\":\"有船\",\"type\":\"boolean\"},\"b\":{\"title\":\"船号\"}},"
      "\"if\":{\"required\":[\"a\"],\"properties\":{\"a\":{\"const\":true}}},\"then\":{\"required\":[\"b\"]}}",
      "{\"a\":true}", "请填写“船号”（因为“有船”为“是”）。", "Fill in “船号” (because “有船” is “Yes”)." },
    { "{\"properties\":{\"o\":{\"properties\":{\"a\":{\"title\":\"经营类别\",\"type\":\"array\"}}},\"b\":{\"title\":\"船号\"}},"
      "\"if\":{\"required\":[\"o\"],\"properties\":{\"o\":{\"required\":[\"a\"],\"properties\":{\"a\":{\"contains\":{\"const\":\"鱼\"}}}}}},"
      "\"then\":{\"required\":[\"b\"]}}",
      "{\"o\":{\"a\":[\"鱼\"]}}", "请填写“船号”（因为“经营类别”为“鱼”）。", "Fill in “船号” (because “经营类别” is “鱼”)." },
    { "{\"properties\":{\"a\":{\"title\":\"船号\",\"oneOf\":[{\"title\":\"甲\",\"pattern\":\"^A\"},{\"minLength\":3}]}}}",
      "{\"a\":\"x\"}", "“船号”应当正好符合一种填法（甲；至少 3 个字）。",
      "“船号” must fit exactly one of the ways in which it can be filled in (甲; at least 3 characters)." },
    { "{\"properties\":{\"b\":{\"title\":\"船号\"}},\"required\":[\"b\"]}", "{}", "请填写“船号”。", "Fill in “船号”." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (YnLanguage language = YN_LANGUAGE_ZH_CN; language <= YN_LANGUAGE_EN; language++)
      {
        g_autoptr (YnService) service = form_of (cases[i].schema, NULL);
        g_autoptr (YnJson) json = yn_json_parse (cases[i].answers, -1, NULL);
        g_autoptr (GPtrArray) problems = yn_service_check (service, json, NULL, TODAY, language);
        g_autofree char *words = NULL;

        g_assert_cmpuint (problems->len, ==, 1);
        words = yn_problem_words (g_ptr_array_index (problems, 0), language);
        g_assert_cmpstr (words, ==, language == YN_LANGUAGE_EN ? cases[i].en : cases[i].zh);
      }
}

static void
test_services (void)
{
  g_autoptr (GPtrArray) services = yn_services_all ();

  g_assert_cmpuint (services->len, >=, 28);
  for (guint i = 0; i < services->len; i++)
    {
      g_autoptr (GPtrArray) problems = yn_form_hideable (g_ptr_array_index (services, i), YN_LANGUAGE_ZH_CN);

      for (guint j = 0; j < problems->len; j++)
        g_test_message ("%s %s", yn_service_id (g_ptr_array_index (services, i)),
                        ((YnProblem *) g_ptr_array_index (problems, j))->pointer);
      g_assert_cmpuint (problems->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/hidden", test_hidden);
  g_test_add_func ("/check/fen", test_fen);
  g_test_add_func ("/check/hideable", test_hideable);
  g_test_add_func ("/check/words", test_words);
  g_test_add_func ("/check/services", test_services);
  return g_test_run ();
}
