/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A service under the pen: what is not touched stays as it was, what is changed reads as it should, and all of it can be
 * taken back. */

#include "forms/authoring.h"

#include <string.h>
#include "base/data.h"
#include "forms/sample.h"
#include "forms/service.h"

static YnAuthoring *
open_service (const char *id)
{
  g_autofree char *path = g_strdup_printf ("services/%s.json", id);
  g_autoptr (GBytes) bytes = yn_data_bytes (path, NULL);
  g_autoptr (GError) error = NULL;
  YnAuthoring *authoring = yn_authoring_open (bytes, &error);

  g_assert_no_error (error);
  return authoring;
}

/* The row that answers @pointer, borrowed from @rows; headings by their Chinese words. */
static YnAuthoringRow *
row_of (GPtrArray *rows, const char *pointer)
{
  for (guint i = 0; i < rows->len; i++)
    {
      YnAuthoringRow *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (row->pointer != NULL ? row->pointer : row->label[0], pointer) == 0)
        return row;
    }
  g_error ("no row %s", pointer);
}

static YnService *
compiled (YnAuthoring *authoring)
{
  g_autoptr (GBytes) bytes = yn_authoring_print (authoring);
  g_autoptr (GError) error = NULL;
  YnService *service = yn_service_new (bytes, &error);

  g_assert_no_error (error);
  return service;
}

static const char *
string_at (YnAuthoring *authoring, const char *pointer)
{
  return yn_json_string (yn_json_pointer (yn_authoring_json (authoring), pointer));
}

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
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
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
    { "/licence/validUntil", YN_QUESTION_DATE, FALSE, FALSE, FALSE, TRUE, "", "", "Licence valid until" },
    { "/licence/items", YN_QUESTION_CHOICES, TRUE, FALSE, FALSE, FALSE, "1", "", "Licensed items" },
    { "/staff/people", YN_QUESTION_INTEGER, TRUE, FALSE, FALSE, FALSE, "1", "100000", "Number of staff" },
    { "/seafood/sold", YN_QUESTION_YES_NO, TRUE, FALSE, FALSE, FALSE, "", "", "Seafood is sold by weight" },
    { "/seafood/prices", YN_QUESTION_TABLE, FALSE, FALSE, FALSE, TRUE, "", "100", "Published prices" },
    { "/seafood/prices/0/price", YN_QUESTION_MONEY, TRUE, FALSE, FALSE, FALSE, "0.00", "1000000000000.00", "Price" },
  };
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const YnAuthoringRow *row = row_of (rows, cases[i].pointer);

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
  g_assert_true (g_str_has_prefix (row_of (rows, "/licence/kind")->choices,
                                   "食品经营许可证 = Food business licence\n备案凭证 = Filing certificate"));
  g_assert_nonnull (row_of (rows, "门店与许可"));
}

/* --- questions -------------------------------------------------------------------------------------------------- */

static void
test_edit_question (void)
{
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  const YnAuthoringRow *shop = row_of (rows, "/shop/name");
  const YnAuthoringRow *fixed = row_of (rows, "/enterprise/name");
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
  service = compiled (authoring);
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
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  const YnAuthoringRow *price = row_of (rows, "/seafood/prices/0/price");
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
      g_autoptr (YnAuthoring) authoring = open_service ("F04");
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GPtrArray) after = NULL;
      g_autofree char *place = yn_authoring_add_question (authoring, NULL);
      g_autoptr (YnService) service = NULL;

      g_test_message ("%s", yn_question_kind_name (kind));
      rows = yn_authoring_rows (authoring);
      yn_authoring_set_kind (authoring, row_of (rows, "/q1"), kind);
      service = compiled (authoring);
      after = yn_authoring_rows (authoring);
      g_assert_cmpint (row_of (after, "/q1")->kind, ==, kind);
      g_assert_cmpstr (row_of (after, "/q1")->label[YN_LANGUAGE_ZH_CN], ==, "新问题");
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
      g_autoptr (YnAuthoring) authoring = open_service ("F04");
      g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
      g_autoptr (GString) values = g_string_new (NULL);
      const YnJson *choices;

      g_assert_true (yn_authoring_set_choices (authoring, row_of (rows, "/licence/kind"), cases[i].lines));
      choices = yn_json_pointer (yn_authoring_json (authoring), "/schema/properties/licence/properties/kind/oneOf");
      for (guint j = 0; j < yn_json_size (choices); j++)
        g_string_append_printf (values, "%s%s", j > 0 ? " " : "", yn_json_get_string (yn_json_at (choices, j), "const"));
      g_assert_cmpstr (values->str, ==, cases[i].values);
    }
}

/* --- places ----------------------------------------------------------------------------------------------------- */

/* The order of the rows from "门店与许可" on: the last token of each pointer, headings in brackets. */
static char *
order (YnAuthoring *authoring)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  GString *text = g_string_new (NULL);
  gboolean begun = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);

      begun |= row->pointer == NULL && g_str_equal (row->label[0], "门店与许可");
      if (begun && row->pointer == NULL)
        g_string_append_printf (text, "[%s]", row->label[0]);
      else if (begun)
        g_string_append_printf (text, " %s", strrchr (row->pointer, '/') + 1);
      if (begun && g_str_has_suffix (text->str, "certificate"))
        break;
    }
  return g_string_free (text, FALSE);
}

static void
test_move (void)
{
  static const struct
  {
    const char *pointer;
    gboolean down;
    const char *order;
  } cases[] = {
    { "/shop/address", FALSE, "[门店与许可] address name kind number validUntil format items[人员] role name certificate" },
    { "/licence/items", TRUE, "[门店与许可] name address kind number validUntil format[人员] items role name certificate" },
    { "/licence/number", TRUE, "[门店与许可] name address kind validUntil number format items[人员] role name certificate" },
    { "/licence/validUntil", TRUE,
      "[门店与许可] name address kind number validUntil format items[人员] role name certificate" },
    { "/licence/format", FALSE,
      "[门店与许可] name address kind format number validUntil items[人员] role name certificate" },
    { "/manager/role", FALSE, "[门店与许可] name address kind number validUntil format items[人员] role name certificate" },
    { "人员", FALSE, "[门店与许可] name address kind number validUntil format items" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnAuthoring) authoring = open_service ("F04");
      g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
      g_autofree char *after = NULL;
      g_autoptr (YnService) service = NULL;
      g_autofree char *before = order (authoring);

      g_assert_true (yn_authoring_move_row (authoring, row_of (rows, cases[i].pointer), cases[i].down));
      after = order (authoring);
      g_test_message ("%s", cases[i].pointer);
      g_assert_true (g_str_has_prefix (after, cases[i].order));
      service = compiled (authoring);
      g_assert_true (yn_authoring_undo (authoring));
      g_free (after);
      after = order (authoring);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_move_columns (void)
{
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  const YnJson *members;

  g_assert_false (yn_authoring_move_row (authoring, row_of (rows, "/seafood/prices/0/name"), FALSE));
  g_assert_true (yn_authoring_move_row (authoring, row_of (rows, "/seafood/prices/0/name"), TRUE));
  members = yn_json_pointer (yn_authoring_json (authoring), "/schema/properties/seafood/properties/prices/items/properties");
  g_assert_cmpstr (yn_json_name_at (members, 0), ==, "price");
  g_assert_true (yn_authoring_is_changed (authoring));
}

static void
test_add (void)
{
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  g_autofree char *behind = yn_authoring_add_question (authoring, row_of (rows, "/shop/name"));
  g_autofree char *column = yn_authoring_add_question (authoring, row_of (rows, "/seafood/prices"));
  g_autofree char *heading = yn_authoring_add_heading (authoring, row_of (rows, "/shop/name"));
  g_autofree char *after = order (authoring);
  g_autoptr (YnService) service = compiled (authoring);

  g_assert_true (g_str_has_prefix (after, "[门店与许可] name q1 address kind"));
  g_assert_nonnull (strstr (after, " items[新的一组][人员]"));
  g_assert_true (g_str_has_suffix (column, "/prices/items/properties/q1"));
  g_assert_nonnull (yn_schema_at (yn_service_schema (service), "/seafood/prices/0/q1"));
  for (guint i = 0; i < 3; i++)
    g_assert_true (yn_authoring_undo (authoring));
  g_assert_false (yn_authoring_undo (authoring));
  g_assert_false (yn_authoring_is_changed (authoring));
}

/* With it goes what only serves it; what a person wrote about it stays and is a problem. */
static void
test_remove (void)
{
  static const struct
  {
    const char *pointer;
    const char *gone[4];
    const char *left[2];
    guint problems;
  } cases[] = {
    { "/licence/kind",
      { "/schema/properties/licence/properties/kind", "/schema/properties/licence/if", "/words/en/licence.kind.label",
        "/words/en/licence.kind.filing" },
      { "/words/en/licence.number.label", "/schema/properties/licence/properties/number" }, 0 },
    { "/staff/people", { "/schema/properties/staff/properties/people", "/compare/4" }, { "/compare/3" }, 2 },
    { "/seafood/checkScale", { "/schema/properties/seafood/then/required/2" }, { "/schema/properties/seafood/then/required/1" }, 1 },
    { "/measures/wasteCollector", { "/schema/properties/measures/dependentRequired/wasteContractUntil" }, { NULL }, 0 },
    { "/enterprise/email", { NULL }, { "/private/2" }, 0 },
    { "门店与许可", { "/words/en/group.shop.label" }, { "/schema/properties/shop/properties/name" }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnAuthoring) authoring = open_service ("F04");
      g_autoptr (YnJson) before = yn_json_ref (yn_authoring_json (authoring));
      g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
      g_autoptr (GPtrArray) problems = NULL;

      g_test_message ("%s", cases[i].pointer);
      g_assert_true (yn_authoring_remove_row (authoring, row_of (rows, cases[i].pointer)));
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].gone) && cases[i].gone[j] != NULL; j++)
        {
          g_assert_nonnull (yn_json_pointer (before, cases[i].gone[j]));
          g_assert_null (yn_json_pointer (yn_authoring_json (authoring), cases[i].gone[j]));
        }
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].left) && cases[i].left[j] != NULL; j++)
        g_assert_nonnull (yn_json_pointer (yn_authoring_json (authoring), cases[i].left[j]));
      problems = yn_authoring_tasks (authoring, YN_AUTHORING_PROBLEM, YN_LANGUAGE_ZH_CN);
      for (guint j = 0; j < problems->len; j++)
        g_test_message ("%s", ((YnRemark *) g_ptr_array_index (problems, j))->words);
      g_assert_cmpuint (problems->len, ==, cases[i].problems);
      g_assert_true (yn_authoring_undo (authoring));
      g_assert_true (yn_json_equal (yn_authoring_json (authoring), before));
      g_assert_false (yn_authoring_can_undo (authoring));
    }
}

static void
test_remove_fixed (void)
{
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);

  g_assert_false (yn_authoring_remove_row (authoring, row_of (rows, "/enterprise/name")));
  g_assert_false (yn_authoring_is_changed (authoring));
}

/* --- clauses ---------------------------------------------------------------------------------------------------- */

static void
test_clauses (void)
{
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (GPtrArray) clauses = yn_authoring_clauses (authoring);
  guint last = clauses->len;
  const YnAuthoringClause *first = g_ptr_array_index (clauses, 0);
  g_autoptr (GPtrArray) longer = NULL;
  const YnAuthoringClause *added;
  g_autoptr (YnService) service = NULL;

  g_assert_true (first->common);
  g_assert_cmpstr (first->id, ==, "C1");
  g_assert_false (yn_authoring_set_clause (authoring, 0, YN_LANGUAGE_ZH_CN, "别的"));
  g_assert_true (yn_authoring_add_clause (authoring, NULL));
  g_assert_true (yn_authoring_set_clause (authoring, last, YN_LANGUAGE_ZH_CN, "不向未成年人售酒。"));
  longer = yn_authoring_clauses (authoring);
  added = g_ptr_array_index (longer, last);
  g_assert_cmpstr (added->id, ==, "F04-10");
  g_assert_cmpstr (added->text[YN_LANGUAGE_EN], ==, ""); /* the Chinese words stand in */
  g_assert_true (yn_authoring_set_clause (authoring, last, YN_LANGUAGE_EN, "No alcohol is sold to minors."));
  g_assert_true (yn_authoring_set_clause_when (authoring, last, "/measures/openKitchen"));
  g_assert_true (yn_authoring_move_clause (authoring, last, FALSE));
  service = compiled (authoring);
  g_assert_cmpstr (string_at (authoring, "/clauses/13/zh"), ==, "不向未成年人售酒。");
  g_assert_cmpstr (string_at (authoring, "/clauses/13/when"), ==, "/measures/openKitchen");
  g_assert_true (yn_authoring_remove_clause (authoring, 13));
  g_assert_false (yn_authoring_remove_clause (authoring, 99));
}

static void
test_tick (void)
{
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (YnJson) before = yn_json_ref (yn_authoring_json (authoring));
  g_autoptr (YnService) service = NULL;
  g_autoptr (YnJson) none = yn_json_parse ("{}", -1, NULL);
  g_autoptr (YnJson) ticked = yn_json_parse ("{\"tick1\":true}", -1, NULL);
  g_autoptr (YnJson) without = NULL;
  g_autoptr (YnJson) with = NULL;
  g_autofree char *label = NULL;

  g_assert_true (yn_authoring_set_clause_ticked (authoring, 5, TRUE));
  g_assert_false (yn_authoring_set_clause_ticked (authoring, 5, TRUE));
  service = compiled (authoring);
  without = yn_service_clauses (service, none, YN_LANGUAGE_ZH_CN);
  with = yn_service_clauses (service, ticked, YN_LANGUAGE_ZH_CN);
  g_assert_cmpuint (yn_json_size (with), ==, yn_json_size (without) + 1);
  label = yn_service_label (service, "/tick1", YN_LANGUAGE_ZH_CN);
  g_assert_true (g_str_has_prefix (label, "作出承诺：严格执行食品进货查验制度"));
  g_assert_true (yn_authoring_undo (authoring));
  g_assert_true (yn_json_equal (yn_authoring_json (authoring), before));
}

/* --- undo, versions ---------------------------------------------------------------------------------------------- */

static void
test_typing_is_one_step (void)
{
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  static const char *const typed[] = { "招", "招牌", "招牌名" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);

      yn_authoring_set_label (authoring, row_of (rows, "/shop/name"), YN_LANGUAGE_ZH_CN, typed[i]);
    }
  g_assert_true (yn_authoring_undo (authoring));
  g_assert_false (yn_authoring_can_undo (authoring));
  g_assert_true (yn_authoring_redo (authoring));
  g_assert_cmpstr (string_at (authoring, "/schema/properties/shop/properties/name/title"), ==, "招牌名");
}

static void
test_version (void)
{
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (YnJson) json = NULL;

  yn_authoring_set_clause (authoring, 5, YN_LANGUAGE_ZH_CN, "严格执行进货查验。");
  g_assert_cmpstr (string_at (authoring, "/version"), ==, "1");
  first = yn_authoring_print (authoring);
  yn_authoring_saved (authoring, first);
  g_assert_false (yn_authoring_is_changed (authoring));
  g_assert_cmpstr (string_at (authoring, "/version"), ==, "2");
  g_assert_cmpstr (string_at (authoring, "/clauses/5/version"), ==, "2");
  g_assert_cmpstr (string_at (authoring, "/clauses/6/version"), ==, "1");
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
  g_autoptr (YnService) one = compiled (like);
  g_autoptr (YnService) other = compiled (empty);
  g_autoptr (GPtrArray) problems = yn_authoring_tasks (empty, YN_AUTHORING_PROBLEM, YN_LANGUAGE_ZH_CN);

  g_assert_cmpstr (yn_service_id (one), ==, "X01");
  g_assert_cmpstr (yn_service_version (one), ==, "1");
  g_assert_cmpstr (string_at (like, "/clauses/5/id"), ==, "X01-1");
  g_assert_true (yn_authoring_is_changed (like));
  g_assert_cmpstr (yn_service_id (other), ==, "Y-2");
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_null (yn_authoring_like ("F99", "X01", NULL));
  g_assert_true (yn_authoring_set_id (like, "hotel-3"));
  g_assert_cmpstr (string_at (like, "/clauses/5/id"), ==, "HOTEL3-1");
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
  service = compiled (authoring);
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

static void
test_tasks (void)
{
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  g_autofree char *place = yn_authoring_add_question (authoring, row_of (rows, "/shop/name"));
  g_autoptr (GPtrArray) untranslated = NULL;
  g_autoptr (GPtrArray) unverified = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  yn_authoring_set_limit (authoring, row_of (rows, "/staff/people"), FALSE, "200000");
  yn_authoring_set_label (authoring, row_of (rows, "/shop/address"), YN_LANGUAGE_ZH_CN, "");
  yn_authoring_set_choices (authoring, row_of (rows, "/licence/kind"), "");
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
  g_autoptr (YnAuthoring) authoring = open_service ("F04");
  g_autoptr (YnJson) before = yn_json_ref (yn_authoring_json (authoring));
  g_autoptr (GBytes) csv = g_bytes_new_static (table, strlen (table));
  g_autoptr (GPtrArray) remarks = yn_remarks_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (YnService) service = NULL;

  g_assert_cmpint (yn_authoring_read_table (authoring, csv, YN_LANGUAGE_ZH_CN, remarks, NULL), ==, 5);
  g_assert_cmpuint (remarks->len, ==, 0);
  service = compiled (authoring);
  rows = yn_authoring_rows (authoring);
  g_assert_cmpstr (row_of (rows, "规模")->label[YN_LANGUAGE_EN], ==, "Size");
  g_assert_cmpstr (row_of (rows, "/q1")->label[YN_LANGUAGE_ZH_CN], ==, "餐位数");
  g_assert_cmpstr (row_of (rows, "/q1")->maximum, ==, "500");
  g_assert_cmpstr (row_of (rows, "/q1")->unit[YN_LANGUAGE_EN], ==, "seats");
  g_assert_true (row_of (rows, "/q1")->required);
  g_assert_cmpstr (row_of (rows, "/q2")->label[YN_LANGUAGE_ZH_CN], ==, "营业时间,每天");
  g_assert_cmpstr (row_of (rows, "/q2")->choices, ==, "全天 = All day\n白天 = Daytime");
  g_assert_cmpint (row_of (rows, "/q3")->kind, ==, YN_QUESTION_PHONE);
  g_assert_true (row_of (rows, "/q3")->private);
  g_assert_cmpstr (row_of (rows, "/q4")->maximum, ==, "1000000.00");
  g_assert_cmpstr (row_of (rows, "/shop/name")->maximum, ==, "50"); /* it was there already */
  g_assert_cmpstr (row_of (rows, "/shop/name")->label[YN_LANGUAGE_EN], ==, "Shop name");
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
    { "a,b\n1,2\n", 0, 1, 1, "“问题”一列" },
    { "Question;Kind\nSeats;Integer\nX;wizard", 1, 1, 3, "类型“wizard”不认识" },
    { "question\tchoices\tkind\nX\t\tchoice", 0, 1, 2, "要写选项" },
    { "问题,必填\n甲,也许\n乙,是", 1, 1, 2, "“必填”一列应当写“是”或“否”，不是“也许”" },
    { "问题,最大\n甲,多", 0, 1, 2, "应当是数字" },
    { "问题,类型\n,文字", 0, 1, 2, "没有写问题" },
    { "问题\n\"甲\n", -1, 0, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnAuthoring) authoring = open_service ("F04");
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
  g_test_add_func ("/forms/authoring/move", test_move);
  g_test_add_func ("/forms/authoring/move-columns", test_move_columns);
  g_test_add_func ("/forms/authoring/add", test_add);
  g_test_add_func ("/forms/authoring/remove", test_remove);
  g_test_add_func ("/forms/authoring/remove-fixed", test_remove_fixed);
  g_test_add_func ("/forms/authoring/clauses", test_clauses);
  g_test_add_func ("/forms/authoring/tick", test_tick);
  g_test_add_func ("/forms/authoring/typing-is-one-step", test_typing_is_one_step);
  g_test_add_func ("/forms/authoring/version", test_version);
  g_test_add_func ("/forms/authoring/new", test_new);
  g_test_add_func ("/forms/authoring/sample", test_sample);
  g_test_add_func ("/forms/authoring/tasks", test_tasks);
  g_test_add_func ("/forms/authoring/task-line", test_task_line);
  g_test_add_func ("/forms/authoring/table", test_table);
  g_test_add_func ("/forms/authoring/table-bad", test_table_bad);
  return g_test_run ();
}
