/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A service under the pen: what is not touched stays as it was, what is changed reads as it should. */
#include "fixtures/authoring.h"

#include <string.h>
#include "base/data.h"
#include "forms/authoring-parts.h"
#include "forms/choices.h"
#include "forms/layout.h"

/* --- round trip ------------------------------------------------------------------------------------------------- */

/* Every row, text and clause is put back as it was shown. */
static void
touch_everything (YnAuthoring *authoring)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  g_autoptr (GPtrArray) texts = yn_authoring_texts (authoring);
  g_autoptr (GPtrArray) clauses = yn_authoring_clauses (authoring);

  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);

      if (row->fixed)
        continue;
      for (int language = 0; language < YN_AUTHORING_LANGUAGES; language++)
        {
          yn_authoring_set_label (authoring, row, language, row->label[language]);
          yn_authoring_set_help (authoring, row, language, row->help[language]);
          if (*row->unit[language] != '\0')
            yn_authoring_set_unit (authoring, row, language, row->unit[language]);
        }
      yn_authoring_set_kind (authoring, row, row->kind);
      yn_authoring_set_required (authoring, row, row->required);
      yn_authoring_set_private (authoring, row, row->private);
    }
  for (guint i = 0; i < texts->len; i++)
    {
      const YnAuthoringText *text = g_ptr_array_index (texts, i);

      yn_authoring_set_text (authoring, text->pointer, YN_LANGUAGE_ZH_CN, text->text[YN_LANGUAGE_ZH_CN]);
      if (*text->text[YN_LANGUAGE_EN] != '\0')
        yn_authoring_set_text (authoring, text->pointer, YN_LANGUAGE_EN, text->text[YN_LANGUAGE_EN]);
    }
  for (guint i = 0; i < clauses->len; i++)
    {
      const YnAuthoringClause *clause = g_ptr_array_index (clauses, i);

      if (clause->common)
        continue;
      yn_authoring_set_clause (authoring, i, YN_LANGUAGE_ZH_CN, clause->text[YN_LANGUAGE_ZH_CN]);
      yn_authoring_set_clause (authoring, i, YN_LANGUAGE_EN, clause->text[YN_LANGUAGE_EN]);
      yn_authoring_set_clause_when (authoring, i, clause->when);
    }
}

static void
test_round_trip (void)
{
  g_auto (GStrv) names = yn_data_list ("services");
  guint services = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("services/", names[i], NULL);
      g_autoptr (GBytes) bytes = yn_data_bytes (path, NULL);
      g_autoptr (GBytes) printed = NULL;
      g_autoptr (YnAuthoring) authoring = yn_authoring_open (bytes, NULL);
      g_autoptr (YnJson) before = yn_json_parse_bytes (bytes, NULL);
      g_autoptr (GPtrArray) problems = NULL;

      if (authoring == NULL) /* common.json, clauses.json */
        continue;
      services++;
      g_test_message ("%s", names[i]);
      touch_everything (authoring);
      g_assert_true (yn_json_equal (yn_authoring_json (authoring), before));
      g_assert_false (yn_authoring_is_changed (authoring));
      printed = yn_authoring_print (authoring);
      g_assert_true (g_bytes_equal (printed, bytes));
      problems = yn_authoring_tasks (authoring, YN_AUTHORING_PROBLEM, YN_LANGUAGE_ZH_CN);
      g_assert_cmpuint (problems->len, ==, 0);
    }
  g_assert_cmpuint (services, >=, 6);
}

/* A changed clause, and what no row can express beside it, in every service. */
static void
test_untouched (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (YnJson) before = yn_json_ref (yn_authoring_json (authoring));
  static const char *const kept[] = { "/schema/properties/licence", "/compare", "/publicity", "/attachments", "/signers",
                                      "/uischema", "/words", "/private" };

  yn_authoring_set_clause (authoring, 5, YN_LANGUAGE_ZH_CN, "严格执行食品进货查验制度。");
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_true (yn_json_equal (yn_json_pointer (before, kept[i]),
                                  yn_json_pointer (yn_authoring_json (authoring), kept[i])));
}

static void
test_open_bad (void)
{
  static const struct
  {
    const char *text;
    int code;
  } cases[] = {
    { "{", YN_ERROR_BAD_JSON },
    { "[]", YN_ERROR_BAD_SERVICE },
    { "{\"type\":\"object\"}", YN_ERROR_BAD_SERVICE },
    { "{\"id\":\"a\",\"kind\":\"commitment\",\"schema\":[],\"uischema\":{}}", YN_ERROR_BAD_SERVICE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_authoring_open (bytes, &error));
      g_assert_error (error, YN_ERROR, cases[i].code);
    }
}

/* --- what rows say ---------------------------------------------------------------------------------------------- */

static void
test_rows (void)
{
  static const struct
  {
    const char *pointer;
    YnQuestionKind kind;
    gboolean required, private, fixed, conditional;
    const char *minimum, *maximum;
    const char *english;
  } cases[] = {
    { "/enterprise/name", YN_QUESTION_TEXT, TRUE, FALSE, TRUE, FALSE, "1", "200", "Name of the enterprise" },
    { "/enterprise/uscc", YN_QUESTION_USCC, TRUE, FALSE, TRUE, FALSE, "", "", "Unified social credit code" },
    { "/enterprise/email", YN_QUESTION_EMAIL, FALSE, TRUE, TRUE, FALSE, "", "", NULL },
    { "/shop/name", YN_QUESTION_TEXT, TRUE, FALSE, FALSE, FALSE, "1", "100", "Name of the shop" },
    { "/licence/validUntil", YN_QUESTION_DATE, TRUE, FALSE, FALSE, TRUE, "", "", "Licence valid until" },
    { "/licence/items", YN_QUESTION_CHOICES, TRUE, FALSE, FALSE, FALSE, "1", "", "Licensed items" },
    { "/staff/people", YN_QUESTION_INTEGER, TRUE, FALSE, FALSE, FALSE, "1", "100000", "Number of staff" },
    { "/seafood/sold", YN_QUESTION_YES_NO, TRUE, FALSE, FALSE, FALSE, "", "", "Seafood is sold by weight" },
    { "/seafood/prices", YN_QUESTION_TABLE, FALSE, FALSE, FALSE, TRUE, "", "100", "Published prices" },
    { "/seafood/prices/0/price", YN_QUESTION_MONEY, TRUE, FALSE, FALSE, FALSE, "0.00", "1000000000000.00", "Price" },
  };
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const YnAuthoringRow *row = authoring_row_of (rows, cases[i].pointer);

      g_test_message ("%s", cases[i].pointer);
      g_assert_cmpint (row->kind, ==, cases[i].kind);
      g_assert_cmpint (row->required, ==, cases[i].required);
      g_assert_cmpint (row->private, ==, cases[i].private);
      g_assert_cmpint (row->fixed, ==, cases[i].fixed);
      g_assert_cmpint (row->conditional, ==, cases[i].conditional);
      g_assert_cmpstr (row->minimum, ==, cases[i].minimum);
      g_assert_cmpstr (row->maximum, ==, cases[i].maximum);
      if (cases[i].english != NULL)
        g_assert_cmpstr (row->label[YN_LANGUAGE_EN], ==, cases[i].english);
    }
  g_assert_true (g_str_has_prefix (authoring_row_of (rows, "/licence/kind")->choices,
                                   "食品经营许可证 = Food business licence\n备案凭证 = Filing certificate"));
  g_assert_nonnull (authoring_row_of (rows, "门店与许可"));
}

/* --- questions -------------------------------------------------------------------------------------------------- */

static void
test_edit_question (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  const YnAuthoringRow *shop = authoring_row_of (rows, "/shop/name");
  const YnAuthoringRow *fixed = authoring_row_of (rows, "/enterprise/name");
  g_autoptr (YnService) service = NULL;
  g_autofree char *zh = NULL;
  g_autofree char *en = NULL;

  g_assert_true (yn_authoring_set_label (authoring, shop, YN_LANGUAGE_ZH_CN, "招牌"));
  g_assert_true (yn_authoring_set_label (authoring, shop, YN_LANGUAGE_EN, "Sign"));
  g_assert_true (yn_authoring_set_required (authoring, shop, FALSE));
  g_assert_true (yn_authoring_set_private (authoring, shop, TRUE));
  g_assert_true (yn_authoring_set_limit (authoring, shop, TRUE, "３０"));
  g_assert_false (yn_authoring_set_limit (authoring, shop, TRUE, "many"));
  g_assert_false (yn_authoring_set_limit (authoring, shop, TRUE, "-1"));
  g_assert_false (yn_authoring_set_label (authoring, fixed, YN_LANGUAGE_ZH_CN, "别的"));
  g_assert_false (yn_authoring_set_required (authoring, fixed, FALSE));
  g_assert_false (yn_authoring_set_private (authoring, fixed, TRUE));
  service = authoring_compiled (authoring);
  zh = yn_service_label (service, "/shop/name", YN_LANGUAGE_ZH_CN);
  en = yn_service_label (service, "/shop/name", YN_LANGUAGE_EN);
  g_assert_cmpstr (zh, ==, "招牌");
  g_assert_cmpstr (en, ==, "Sign");
  g_assert_true (yn_service_is_private (service, "/shop/name"));
  g_assert_false (yn_schema_requires (yn_service_schema (service), NULL, "/shop/name"));
  g_assert_cmpint (yn_json_get_int (yn_schema_at (yn_service_schema (service), "/shop/name"), "maxLength", 0), ==, 30);
}

/* A limit beside a reference would count together with the reference's own. */
static void
test_limit_of_reference (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  const YnAuthoringRow *price = authoring_row_of (rows, "/seafood/prices/0/price");
  const YnJson *schema;

  g_assert_true (yn_authoring_set_limit (authoring, price, TRUE, "999.5"));
  schema = yn_json_pointer (yn_authoring_json (authoring),
                            "/schema/properties/seafood/properties/prices/items/properties/price");
  g_assert_cmpint (yn_json_get_int (schema, "maximum", 0), ==, 99950);
  g_assert_null (yn_json_get (schema, "$ref"));
  g_assert_cmpstr (yn_json_get_string (schema, "format"), ==, "money");
  g_assert_cmpstr (yn_json_get_string (schema, "title"), ==, "单价");
}

static void
test_kinds (void)
{
  for (int kind = 0; kind < YN_QUESTION_OTHER; kind++)
    {
      g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GPtrArray) after = NULL;
      g_autofree char *place = yn_authoring_add_question (authoring, NULL);
      g_autoptr (YnService) service = NULL;

      g_test_message ("%s", yn_question_kind_name (kind));
      rows = yn_authoring_rows (authoring);
      yn_authoring_set_kind (authoring, authoring_row_of (rows, "/q1"), kind);
      service = authoring_compiled (authoring);
      after = yn_authoring_rows (authoring);
      g_assert_cmpint (authoring_row_of (after, "/q1")->kind, ==, kind);
      g_assert_cmpstr (authoring_row_of (after, "/q1")->label[YN_LANGUAGE_ZH_CN], ==, "新问题");
      g_assert_cmpstr (yn_question_kind_words (kind, YN_LANGUAGE_ZH_CN), !=, "");
      g_assert_cmpstr (yn_question_kind_words (kind, YN_LANGUAGE_EN), !=, "");
    }
}

/* A choice keeps its value while its words or its place change; answers given before stay right. */
static void
test_choices (void)
{
  static const struct
  {
    const char *lines;
    const char *values; /* in order */
  } cases[] = {
    { "备案凭证 = Filing certificate\n食品经营许可证 = Licence", "filing licence" },
    { "食品经营许可证（正本）\n备案凭证", "licence filing" },
    { "食品经营许可证\n都没有\n备案凭证", "licence 2 filing" },
    { "\n  备案凭证 \n\n", "filing" },
    { "甲\n乙", "licence filing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
      g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
      g_autoptr (GString) values = g_string_new (NULL);
      const YnJson *choices;

      g_assert_true (yn_authoring_set_choices (authoring, authoring_row_of (rows, "/licence/kind"), cases[i].lines));
      choices = yn_json_pointer (yn_authoring_json (authoring), "/schema/properties/licence/properties/kind/oneOf");
      for (guint j = 0; j < yn_json_size (choices); j++)
        g_string_append_printf (values, "%s%s", j > 0 ? " " : "", yn_json_get_string (yn_json_at (choices, j), "const"));
      g_assert_cmpstr (values->str, ==, cases[i].values);
    }
}

/* Conditions */

static char *
printed_at (YnAuthoring *authoring, const char *pointer)
{
  return yn_json_print (yn_json_pointer (yn_authoring_json (authoring), pointer), YN_JSON_COMPACT);
}

/* Whether the form, with these answers, asks the question, and misses it. */
static void
expect_asked (YnAuthoring *authoring, const char *answers, const char *pointer, gboolean asked, gboolean missed)
{
  g_autoptr (YnService) service = authoring_compiled (authoring);
  g_autoptr (YnJson) json = yn_json_parse (answers, -1, NULL);
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, json, YN_LANGUAGE_ZH_CN);
  g_autoptr (YnJson) visible = yn_form_visible (form, json);
  g_autoptr (GPtrArray) problems = yn_service_check (service, visible, NULL, "2026-11-23", YN_LANGUAGE_ZH_CN);
  g_auto (GStrv) hidden = yn_form_hidden (service, json);
  const YnProblem *problem = yn_problems_at (problems, pointer);

  g_test_message ("%s with %s", pointer, answers);
  g_assert_cmpint (!g_strv_contains ((const char *const *) hidden, pointer), ==, asked);
  g_assert_cmpint (problem != NULL && g_str_equal (problem->code, "required"), ==, missed);
}

/* The rule is JSON Forms', what must be answered must be so only when it is asked, and one step takes all of it back. */
static void
test_when (void)
{
  static const struct
  {
    const char *pointer; /* a question that must be answered */
    const char *when;
    const char *answer;
    const char *rule;
    const char *yes;
    const char *no;
  } cases[] = {
    { "/shop/name", "/seafood/sold", "true",
      "{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/seafood/properties/sold\",\"schema\":{\"const\":true}}}",
      "{\"seafood\":{\"sold\":true},\"shop\":{}}", "{\"seafood\":{\"sold\":false},\"shop\":{}}" },
    { "/shop/name", "/licence/kind", "\"filing\"",
      "{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/licence/properties/kind\",\"schema\":{\"const\":\"filing\"}}}",
      "{\"licence\":{\"kind\":\"filing\"},\"shop\":{}}", "{\"licence\":{\"kind\":\"licence\"},\"shop\":{}}" },
    { "/shop/name", "/licence/items", "\"hot\"",
      "{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/licence/properties/items\","
      "\"schema\":{\"contains\":{\"const\":\"hot\"}}}}",
      "{\"licence\":{\"items\":[\"cold\",\"hot\"]},\"shop\":{}}", "{\"licence\":{\"items\":[\"cold\"]},\"shop\":{}}" },
    { "/licence/validUntil", "/seafood/sold", "false", /* had another condition, and its object's own if */
      "{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/seafood/properties/sold\",\"schema\":{\"const\":false}}}",
      "{\"licence\":{\"kind\":\"filing\"},\"seafood\":{\"sold\":false}}",
      "{\"licence\":{\"kind\":\"licence\"},\"seafood\":{\"sold\":true}}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
      g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
      const YnAuthoringRow *row = authoring_row_of (rows, cases[i].pointer);
      g_autofree char *before = printed_at (authoring, "");
      g_autofree char *place = g_strconcat (row->place, "/rule", NULL);
      g_autoptr (YnAuthoringRow) now = NULL;
      g_autoptr (YnAuthoringRow) after = NULL;
      g_autofree char *rule = NULL;
      g_autofree char *undone = NULL;

      g_assert_true (yn_authoring_set_when (authoring, row, cases[i].when, cases[i].answer));
      rule = printed_at (authoring, place);
      g_assert_cmpstr (rule, ==, cases[i].rule);
      now = yn_authoring_row_at (authoring, row->place);
      g_assert_cmpstr (now->when, ==, cases[i].when);
      g_assert_cmpstr (now->when_answer, ==, cases[i].answer);
      g_assert_true (now->required && now->conditional && !now->ruled);
      expect_asked (authoring, cases[i].yes, cases[i].pointer, TRUE, TRUE);
      expect_asked (authoring, cases[i].no, cases[i].pointer, FALSE, FALSE);
      g_assert_false (yn_authoring_set_when (authoring, now, cases[i].when, cases[i].answer));
      g_assert_true (yn_authoring_set_required (authoring, now, FALSE));
      expect_asked (authoring, cases[i].yes, cases[i].pointer, TRUE, FALSE);
      g_assert_true (yn_authoring_undo (authoring));
      g_assert_true (yn_authoring_set_when (authoring, now, NULL, NULL)); /* asked always again, and needed */
      expect_asked (authoring, cases[i].no, cases[i].pointer, TRUE, TRUE);
      g_assert_true (yn_authoring_undo (authoring));
      g_assert_true (yn_authoring_undo (authoring));
      undone = printed_at (authoring, "");
      g_assert_cmpstr (undone, ==, before);
    }
}

/* The file's own condition is taken away: asked always, and needed. */
static void
test_when_never (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  const YnAuthoringRow *row = authoring_row_of (rows, "/licence/validUntil");
  g_autoptr (YnAuthoringRow) now = NULL;

  g_assert_true (yn_authoring_set_when (authoring, row, NULL, NULL));
  now = yn_authoring_row_at (authoring, row->place);
  g_assert_true (now->when == NULL && now->required && !now->conditional);
  expect_asked (authoring, "{\"licence\":{\"kind\":\"filing\"}}", "/licence/validUntil", TRUE, TRUE);
}

/* What moves under a heading that is asked only sometimes must be answered only then, and moved out always. */
static void
test_when_moved (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  g_autofree char *before = printed_at (authoring, "/schema");
  g_autofree char *after = NULL;
  YnAuthoringRow *row = NULL;

  g_assert_true (yn_authoring_set_when (authoring, authoring_row_of (rows, "人员"), "/licence/kind", "\"filing\""));
  for (guint i = 0; i < 20; i++) /* from the group before it, downwards, until it stands there */
    {
      g_ptr_array_unref (rows);
      rows = yn_authoring_rows (authoring);
      row = authoring_row_of (rows, "/licence/items");
      if (row->conditional)
        break;
      g_assert_true (yn_authoring_move_row (authoring, row, TRUE));
    }
  g_assert_true (row->conditional && row->required);
  expect_asked (authoring, "{\"licence\":{\"kind\":\"licence\"}}", "/licence/items", FALSE, FALSE);
  expect_asked (authoring, "{\"licence\":{\"kind\":\"filing\"}}", "/licence/items", TRUE, TRUE);
  g_assert_true (yn_authoring_move_row (authoring, row, FALSE));
  expect_asked (authoring, "{\"licence\":{\"kind\":\"licence\"}}", "/licence/items", TRUE, TRUE);
  while (yn_authoring_undo (authoring))
    ;
  after = printed_at (authoring, "/schema");
  g_assert_cmpstr (after, ==, before);
}

/* A heading with all under it; what rows cannot say stays; what decides goes, and what it decided is asked always. */
static void
test_when_else (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  const YnAuthoringRow *heading = authoring_row_of (rows, "门店与许可");
  g_autoptr (GPtrArray) deciders = yn_authoring_deciders (authoring, heading);
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (YnJson) rule = yn_json_parse ("{\"effect\":\"DISABLE\",\"condition\":{\"scope\":"
                                           "\"#/properties/seafood/properties/sold\",\"schema\":{\"const\":true}}}",
                                           -1, NULL);
  g_autofree char *place = g_strconcat (authoring_row_of (rows, "/shop/address")->place, "/rule", NULL);
  g_autoptr (YnAuthoringRow) ruled = NULL;
  g_autoptr (YnAuthoringRow) name = NULL;
  g_autoptr (YnService) service = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < deciders->len; i++) /* none that stands under the heading itself */
    g_assert_false (g_str_has_prefix (((YnAuthoringRow *) g_ptr_array_index (deciders, i))->pointer, "/licence"));
  g_assert_true (yn_authoring_set_when (authoring, heading, "/seafood/sold", "true"));
  expect_asked (authoring, "{\"seafood\":{\"sold\":false}}", "/licence/number", FALSE, FALSE);
  expect_asked (authoring, "{\"seafood\":{\"sold\":true},\"licence\":{}}", "/licence/number", TRUE, TRUE);
  g_assert_true (yn_authoring_undo (authoring));

  answers = yn_authoring_answers (authoring, authoring_row_of (rows, "/licence/kind"), YN_LANGUAGE_EN);
  g_assert_cmpuint (answers->len, ==, 2);
  g_assert_cmpstr (((YnFieldChoice *) g_ptr_array_index (answers, 1))->value, ==, "\"filing\"");
  g_assert_cmpstr (((YnFieldChoice *) g_ptr_array_index (answers, 1))->label, ==, "Filing certificate");

  yn_authoring_put (authoring, place, rule, NULL);
  ruled = yn_authoring_row_at (authoring, authoring_row_of (rows, "/shop/address")->place);
  g_assert_true (ruled->ruled && ruled->when == NULL);
  g_assert_false (yn_authoring_set_when (authoring, ruled, "/seafood/sold", "true"));
  service = authoring_compiled (authoring);
  words = yn_form_rule_words (service, ruled->place, YN_LANGUAGE_ZH_CN);
  g_assert_cmpstr (words, ==, "“按重量销售海鲜”答“是”时不能填写。");

  g_assert_true (yn_authoring_set_when (authoring, authoring_row_of (rows, "/shop/name"), "/seafood/sold", "true"));
  g_assert_true (yn_authoring_remove_row (authoring, authoring_row_of (rows, "/seafood/sold")));
  name = yn_authoring_row_at (authoring, authoring_row_of (rows, "/shop/name")->place);
  g_assert_true (name->required && !name->conditional);
  expect_asked (authoring, "{\"shop\":{}}", "/shop/name", TRUE, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/authoring/round-trip", test_round_trip);
  g_test_add_func ("/forms/authoring/untouched", test_untouched);
  g_test_add_func ("/forms/authoring/open-bad", test_open_bad);
  g_test_add_func ("/forms/authoring/rows", test_rows);
  g_test_add_func ("/forms/authoring/edit-question", test_edit_question);
  g_test_add_func ("/forms/authoring/limit-of-reference", test_limit_of_reference);
  g_test_add_func ("/forms/authoring/kinds", test_kinds);
  g_test_add_func ("/forms/authoring/choices", test_choices);
  g_test_add_func ("/forms/authoring/when", test_when);
  g_test_add_func ("/forms/authoring/when-else", test_when_else);
  g_test_add_func ("/forms/authoring/when-never", test_when_never);
  g_test_add_func ("/forms/authoring/when-moved", test_when_moved);
  return g_test_run ();
}
