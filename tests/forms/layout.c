/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Forms laid out: each file of forms/ is a table, {schema, uischema, cases: [{data, language, expect}]}, in which a form
 * stands as one line an item:
 *
 *   <two blanks for each item around it> kind [look] [pointer] ['label'] [*] [[choices]] [n..m] [ordered] [closed]
 *   [stepper] [= chosen] [hidden] [disabled] [read-only] [-- why] */

#include "forms/layout.h"

#include <string.h>
#include "base/error.h"
#include "fixtures/picnic.h"
#include "forms/answers.h"
#include "forms/condition.h"
#include "forms/uischema.h"

static void
append_choices (GString *line, GPtrArray *choices)
{
  g_string_append (line, " [");
  for (guint i = 0; i < choices->len; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? "|" : "", ((YnFieldChoice *) g_ptr_array_index (choices, i))->label);
  g_string_append (line, "]");
}

static const char *
kind_name (const YnFormItem *item)
{
  static const char *const items[] = { "group", "row", "label", NULL, "array", "categories", "category", "branches",
                                       "members" };
  static const char *const fields[] = { "text", "lines", "integer", "decimal", "money", "date", "date-time", "boolean",
                                        "choice", "choices", "time", "secret" };

  return item->kind == YN_FORM_ITEM_FIELD ? fields[item->field->kind] : items[item->kind];
}

static void
append_shape (GString *line, const YnFormItem *item)
{
  if (item->field != NULL && item->field->choices != NULL)
    append_choices (line, item->field->choices);
  if (item->field != NULL && item->field->suggestions != NULL)
    append_choices (line, item->field->suggestions);
  if (item->min_items > 0 || item->max_items > 0)
    g_string_append_printf (line, " %u..%u", item->min_items, item->max_items);
  if (item->ordered)
    g_string_append (line, " ordered");
  if (item->closed)
    g_string_append (line, " closed");
  if (item->stepper)
    g_string_append (line, " stepper");
  if (item->chosen >= 0)
    g_string_append_printf (line, " = %d", item->chosen);
}

static void
append_item (GString *text, const YnFormItem *item, int depth)
{
  static const char *const arrays[] = { " table", " cards", " with-detail" };
  static const char *const fields[] = { "", " drop-down", " radio", " autocomplete", " slider", " toggle", " check" };

  g_string_append_printf (text, "%*s%s%s", depth * 2, "", kind_name (item),
                          item->kind == YN_FORM_ITEM_ARRAY ? arrays[item->look]
                          : item->field != NULL            ? fields[item->field->look]
                                                           : "");
  if (item->pointer != NULL)
    g_string_append_printf (text, " %s", item->pointer);
  if (*item->label != '\0')
    g_string_append_printf (text, " '%s'", item->label);
  if (item->required)
    g_string_append (text, " *");
  append_shape (text, item);
  if (item->folded)
    g_string_append (text, " folded");
  g_string_append_printf (text, "%s%s%s", item->visible ? "" : " hidden", item->enabled ? "" : " disabled",
                          item->read_only ? " read-only" : "");
  if (item->why != NULL)
    g_string_append_printf (text, " -- %s", item->why);
  g_string_append_c (text, '\n');
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    append_item (text, g_ptr_array_index (item->items, i), depth + 1);
}

static char *
draw (const YnFormItem *form)
{
  GString *text = g_string_new (NULL);

  append_item (text, form, 0);
  return g_string_free (text, FALSE);
}

static char *
expected (const YnJson *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (lines); i++)
    g_string_append_printf (text, "%s\n", yn_json_string (yn_json_at (lines, i)));
  return g_string_free (text, FALSE);
}

static YnLanguage
language_of (const YnJson *json)
{
  return g_strcmp0 (yn_json_get_string (json, "language"), "zh_CN") == 0 ? YN_LANGUAGE_ZH_CN : YN_LANGUAGE_EN;
}

/* Line by line, so that the first that differs is seen. */
static void
expect_lines (const char *drawn, const char *wanted)
{
  g_auto (GStrv) drawn_lines = g_strsplit (drawn, "\n", -1);
  g_auto (GStrv) wanted_lines = g_strsplit (wanted, "\n", -1);

  for (guint i = 0; drawn_lines[i] != NULL && wanted_lines[i] != NULL; i++)
    g_assert_cmpstr (drawn_lines[i], ==, wanted_lines[i]);
  g_assert_cmpuint (g_strv_length (drawn_lines), ==, g_strv_length (wanted_lines));
}

/* A form that followed the answers here from those of another case is the form laid out here. */
static void
expect_following (YnService *service, const YnJson *cases, const YnJson *here, const char *drawn)
{
  for (guint i = 0; i < yn_json_size (cases); i++)
    {
      const YnJson *from = yn_json_at (cases, i);
      g_autoptr (YnFormItem) form = yn_form_lay_out (service, yn_json_get (from, "data"), language_of (here));
      g_autofree char *followed = NULL;

      if (!yn_form_follow (form, service, yn_json_get (here, "data"), language_of (here)))
        continue;
      followed = draw (form);
      expect_lines (followed, drawn);
    }
}

static void
test_table (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) table = yn_json_load (path, &error);
  const YnJson *cases = yn_json_get (table, "cases");
  g_autoptr (YnService) service = NULL;

  g_assert_no_error (error);
  service = yn_service_new_form (yn_json_get (table, "schema"), yn_json_get (table, "uischema"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yn_json_size (cases), >, 0);
  for (guint i = 0; i < yn_json_size (cases); i++)
    {
      const YnJson *here = yn_json_at (cases, i);
      g_autoptr (YnFormItem) form = yn_form_lay_out (service, yn_json_get (here, "data"), language_of (here));
      g_autofree char *drawn = draw (form);
      g_autofree char *wanted = expected (yn_json_get (here, "expect"));

      g_test_message ("case %u", i);
      expect_lines (drawn, wanted);
      expect_following (service, cases, here, drawn);
    }
}

/* What is wrong with a UI schema is said with its place. */
static void
test_faults (void)
{
  static const struct
  {
    const char *uischema;
    const char *pointer;
  } cases[] = {
    { "[]", "/uischema" },
    { "{}", "/uischema" },
    { "{\"type\":\"Labl\"}", "/uischema/type" },
    { "{\"type\":\"control\",\"scope\":\"#/properties/a\"}", "/uischema/type" },
    { "{\"type\":\"VerticalLayout\"}", "/uischema" },
    { "{\"type\":\"VerticalLayout\",\"elements\":{}}", "/uischema" },
    { "{\"type\":\"VerticalLayout\",\"elements\":[3]}", "/uischema/elements/0" },
    { "{\"type\":\"Control\"}", "/uischema" },
    { "{\"type\":\"Control\",\"scope\":3}", "/uischema" },
    { "{\"type\":\"Control\",\"scope\":\"/properties/a\"}", "/uischema/scope" },
    { "{\"type\":\"Control\",\"scope\":\"#/properties/z\"}", "/uischema/scope" },
    { "{\"type\":\"Control\",\"scope\":\"#/properties\"}", "/uischema/scope" },
    { "{\"type\":\"Control\",\"scope\":\"#/properties/list/items/properties/x\"}", "/uischema/scope" },
    { "{\"type\":\"Group\",\"elements\":[{\"type\":\"Label\"},{\"type\":\"Control\",\"scope\":\"#/properties/z\"}]}",
      "/uischema/elements/1/scope" },
    { "{\"type\":\"ListWithDetail\",\"scope\":\"#/properties/a\"}", "/uischema/scope" },
    { "{\"type\":\"Categorization\",\"elements\":[{\"type\":\"Label\"}]}", "/uischema/elements/0" },
    { "{\"type\":\"Label\",\"rule\":{}}", "/uischema/rule" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\"}}", "/uischema/rule" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOUT\",\"condition\":{}}}", "/uischema/rule/effect" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\",\"condition\":{}}}", "/uischema/rule/condition" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\",\"condition\":[]}}", "/uischema/rule/condition" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"type\":\"XOR\"}}}", "/uischema/rule/condition/type" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"type\":\"AND\"}}}", "/uischema/rule/condition" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"type\":\"NOT\",\"conditions\":[]}}}",
      "/uischema/rule/condition/conditions" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"type\":\"LEAF\",\"scope\":\"#/properties/a\"}}}",
      "/uischema/rule/condition" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/a\"}}}",
      "/uischema/rule/condition" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/z\",\"schema\":{}}}}",
      "/uischema/rule/condition/scope" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/a\",\"schema\":{\"type\":3}}}}",
      "/uischema/rule/condition/schema" },
    { "{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"type\":\"OR\",\"conditions\":[{\"type\":\"LEAF\"}]}}}",
      "/uischema/rule/condition/conditions/0" },
    { "{\"type\":\"Control\",\"scope\":\"#/properties/list\",\"options\":{\"detail\":{\"type\":\"Control\",\"scope\":\"#/properties/a\"}}}",
      "/uischema/options/detail/scope" },
  };
  g_autoptr (YnJson) schema = yn_json_parse ("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"list\":{\"type\":"
                                             "\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"x\":{}}}}}}",
                                             -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) uischema = yn_json_parse (cases[i].uischema, -1, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (YnService) service = NULL;
      g_autofree char *pointer = NULL;

      g_test_message ("%s", cases[i].uischema);
      g_assert_nonnull (uischema);
      service = yn_service_new_form (schema, uischema, &error);
      g_assert_null (service);
      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
      pointer = g_strndup (error->message, strcspn (error->message, ":"));
      g_assert_cmpstr (pointer, ==, cases[i].pointer);
      g_assert_cmpuint (strlen (error->message), >, strlen (pointer) + 10);
    }
}

static YnJson *
nested (const char *open, const char *core, const char *close, guint depth)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, core);
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return yn_json_parse (text->str, text->len, NULL);
}

/* Deep, long and circular: a clear end, soon. */
static void
test_bounds (void)
{
  g_autoptr (YnJson) schema = yn_json_parse ("{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/properties/b\"},"
                                             "\"b\":{\"$ref\":\"#/properties/a\"},\"c\":{\"$ref\":\"#\"}}}",
                                             -1, NULL);
  g_autoptr (YnJson) deep = nested ("{\"type\":\"Group\",\"elements\":[", "{\"type\":\"Label\"}", "]}", 200);
  g_autoptr (YnJson) conditions = nested ("{\"type\":\"NOT\",\"condition\":", "{}", "}", 400);
  g_autoptr (YnJson) rule = yn_json_parse ("{\"type\":\"Label\",\"rule\":{\"effect\":\"SHOW\"}}", -1, NULL);
  g_autoptr (YnJson) ruled = yn_json_with (rule, "/rule/condition", conditions);
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) round = NULL;
  g_autoptr (YnFormItem) form = NULL;

  g_assert_null (nested ("{\"type\":\"Group\",\"elements\":[", "", "]}", 10000));
  g_assert_null (yn_service_new_form (schema, deep, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
  g_assert_nonnull (strstr (error->message, "nested"));
  g_clear_error (&error);
  g_assert_null (yn_service_new_form (schema, ruled, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
  g_assert_nonnull (strstr (error->message, "nested"));
  g_clear_error (&error);
  round = yn_service_new_form (schema, NULL, &error);
  g_assert_no_error (error);
  form = yn_form_lay_out (round, nothing, YN_LANGUAGE_ZH_CN);
  g_assert_cmpuint (form->items->len, ==, 3);
}

/* A level of what describes itself is asked for when there is one. */
static void
test_folded (void)
{
  g_autoptr (YnJson) schema =
      yn_json_parse ("{\"title\":\"T\",\"properties\":{\"n\":{\"type\":\"string\"},\"up\":{\"$ref\":\"#\"}}}", -1,
                     NULL);
  g_autoptr (YnService) service = yn_service_new_form (schema, NULL, NULL);
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnJson) one = yn_json_parse ("{\"up\":{\"up\":{}}}", -1, NULL);
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, nothing, YN_LANGUAGE_EN);
  g_autoptr (YnFormItem) second = yn_form_lay_out (service, one, YN_LANGUAGE_EN);
  g_autofree char *drawn = draw (form);
  g_autofree char *drawn_again = draw (second);

  g_test_message ("%s", drawn);
  g_assert_nonnull (strstr (drawn, " folded\n"));
  g_assert_null (strstr (drawn, "/up/up/up"));
  g_assert_nonnull (strstr (drawn_again, "/up/up/up"));
  g_assert_false (yn_form_follow (form, service, one, YN_LANGUAGE_EN));
}

static void
test_generated (void)
{
  static const struct
  {
    const char *schema;
    const char *uischema;
  } cases[] = {
    { "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"b/c\":{\"type\":\"object\",\"properties\":{\"d\":{}}}}}",
      "{\"type\":\"VerticalLayout\",\"elements\":[{\"type\":\"Control\",\"scope\":\"#/properties/a\"},"
      "{\"type\":\"Control\",\"scope\":\"#/properties/b~1c\"}]}" },
    { "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}", "{\"type\":\"Control\",\"scope\":\"#\"}" },
    { "{\"type\":\"string\"}", "{\"type\":\"Control\",\"scope\":\"#\"}" },
    { "{\"properties\":{\"a\":{}},\"if\":{},\"then\":{\"properties\":{\"b\":{},\"a\":{}}}}",
      "{\"type\":\"VerticalLayout\",\"elements\":[{\"type\":\"Control\",\"scope\":\"#/properties/a\"},"
      "{\"type\":\"Control\",\"scope\":\"#/properties/b\"}]}" },
    { "{\"oneOf\":[{\"properties\":{\"a\":{}}},{\"properties\":{\"b\":{}}}]}", "{\"type\":\"Control\",\"scope\":\"#\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) json = yn_json_parse (cases[i].schema, -1, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (YnSchema) schema = yn_schema_compile (json, YN_DIALECT_2020_12, NULL, &error);
      g_autoptr (YnJson) made = NULL;
      g_autofree char *printed = NULL;
      g_autoptr (YnService) service = NULL;

      g_assert_no_error (error);
      made = yn_uischema_generate (schema);
      printed = yn_json_print (made, YN_JSON_COMPACT);
      g_assert_cmpstr (printed, ==, cases[i].uischema);
      service = yn_service_new_form (json, made, &error);
      g_assert_no_error (error);
    }
}

/* What a rule hides is kept and not sent, and told: groups by the answers in them, tables row by row, a secret never. A place
 * that shows elsewhere is none of them. */
static void
test_kept_back (void)
{
#define HIDDEN(scope) \
  "{\"type\":\"Control\",\"scope\":\"#/properties/" scope "\",\"rule\":{\"effect\":\"SHOW\",\"condition\":{\"scope\":\"#/properties/sea\"," \
  "\"schema\":{\"const\":true},\"failWhenUndefined\":true}}}"
  g_autoptr (YnJson) schema = yn_json_parse (
      "{\"properties\":{\"sea\":{\"type\":\"boolean\",\"title\":\"海鲜\"},\"scale\":{\"type\":\"object\",\"properties\":{"
      "\"number\":{\"type\":\"string\",\"title\":\"证书编号\"},\"pin\":{\"type\":\"string\",\"title\":\"口令\",\"format\":\"password\"},"
      "\"none\":{\"type\":\"string\",\"title\":\"没有填\"}}},\"twice\":{\"type\":\"string\",\"title\":\"两处\"},"
      "\"rows\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"fish\":{\"type\":\"string\",\"title\":\"品名\"}}}}}}",
      -1, NULL);
  g_autoptr (YnJson) uischema = yn_json_parse (
      "{\"type\":\"VerticalLayout\",\"elements\":[{\"type\":\"Control\",\"scope\":\"#/properties/sea\"}," HIDDEN ("scale") ","
      HIDDEN ("twice") ",{\"type\":\"Control\",\"scope\":\"#/properties/twice\"}," HIDDEN ("rows") "]}", -1, NULL);
  g_autoptr (YnJson) answers = yn_json_parse (
      "{\"sea\":false,\"scale\":{\"number\":\"HN-1\",\"pin\":\"1234\"},\"twice\":\"x\",\"rows\":[{\"fish\":\"东星斑\"},{\"fish\":\"和乐蟹\"}]}",
      -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_new_form (schema, uischema, &error);
  g_autoptr (YnFormItem) form = NULL;
  g_auto (GStrv) lines = NULL, shown = NULL;
  g_autofree char *all = NULL;
  g_autoptr (YnJson) yes = yn_json_new_boolean (TRUE);

  g_assert_no_error (error);
  form = yn_form_lay_out (service, answers, YN_LANGUAGE_ZH_CN);
  lines = yn_form_kept_back (form, service, answers, YN_LANGUAGE_ZH_CN);
  all = g_strjoinv ("|", lines);
  g_assert_cmpstr (all, ==, "证书编号：HN-1|口令：••••••|品名：东星斑|品名：和乐蟹");
  yn_json_put (&answers, "/sea", yes);
  yn_form_follow (form, service, answers, YN_LANGUAGE_ZH_CN);
  shown = yn_form_kept_back (form, service, answers, YN_LANGUAGE_ZH_CN);
  g_assert_null (shown[0]);
#undef HIDDEN
}

/* A list of a single value is a list: it keeps the title that stands beside it, and is no branch without one. */
static void
test_single_choice (void)
{
  g_autoptr (YnJson) schema = yn_json_parse ("{\"properties\":{\"kind\":{\"title\":\"查询类型\",\"readOnly\":true,"
                                             "\"oneOf\":[{\"const\":\"0\",\"title\":\"企业自查\"}]}}}", -1, NULL);
  g_autoptr (YnJson) uischema = yn_json_parse ("{\"type\":\"VerticalLayout\",\"elements\":["
                                               "{\"type\":\"Control\",\"scope\":\"#/properties/kind\"}]}", -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_new_form (schema, uischema, &error);
  g_autoptr (YnFormItem) form = NULL;
  const YnFormItem *kind;

  g_assert_no_error (error);
  form = yn_form_lay_out (service, NULL, YN_LANGUAGE_ZH_CN);
  kind = g_ptr_array_index (form->items, 0);
  g_assert_cmpstr (kind->label, ==, "查询类型");
  g_assert_true (kind->read_only);
}

/* Words of the file's own for what is wrong; and of several shapes the one that is being filled in is what is judged. */
static void
test_problems (void)
{
  static const struct
  {
    const char *answers;
    const char *pointer;
    const char *code;
    const char *zh;
    const char *en;
  } cases[] = {
    { "{\"guests\":2}", "/name", "required", "总得有个名字。", "It needs a name." },
    { "{\"guests\":0,\"name\":\"x\"}", "/guests", "minimum", "没有人怎么成？", "Nobody is coming?" },
    { "{\"guests\":1001,\"name\":\"x\"}", "/guests", "maximum", "没有人怎么成？", "Nobody is coming?" },
    { "{\"guests\":2,\"name\":\"x\",\"day\":\"tomorrow\"}", "/day", "format-date", "不对。", "Wrong." },
    { "{\"guests\":2,\"name\":\"x\",\"by\":{\"kind\":\"bus\"}}", "/by/seats", "required", NULL, NULL },
    { "{\"guests\":2,\"name\":\"x\",\"by\":{\"kind\":\"bus\",\"seats\":\"x\"}}", "/by/seats", "type-integer", NULL, NULL },
    { "{\"guests\":2,\"name\":\"x\",\"by\":{\"seats\":\"x\"}}", "/by/kind", "required", NULL, NULL },
    { "{\"guests\":2,\"name\":\"x\",\"by\":{}}", "/by", "one-of", NULL, NULL },
  };
  static const char *const changes[][2] = {
    { "/words/en/name.error.required", "\"It needs a name.\"" },
    { "/words/en/guests.error.custom", "\"Nobody is coming?\"" },
    { "/words/en/error.format", "\"Wrong.\"" },
    { "/words/zh", "{\"name.error.required\":\"总得有个名字。\",\"guests.error.custom\":\"没有人怎么成？\",\"error.format\":\"不对。\"}" },
    { "/schema/properties/by", "{\"title\":\"怎么去\",\"oneOf\":["
      "{\"type\":\"object\",\"properties\":{\"kind\":{\"const\":\"bus\"},\"seats\":{\"type\":\"integer\"}},\"required\":[\"kind\",\"seats\"]},"
      "{\"type\":\"object\",\"properties\":{\"kind\":{\"const\":\"foot\"}},\"required\":[\"kind\"]}]}" },
  };
  g_autoptr (GBytes) picnic = picnic_text ();
  g_autoptr (YnJson) json = yn_json_parse_bytes (picnic, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = NULL;
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (YnJson) value = yn_json_parse (changes[i][1], -1, NULL);

      g_assert_nonnull (value);
      yn_json_put (&json, changes[i][0], value);
    }
  bytes = yn_json_print_bytes (json, YN_JSON_PRETTY);
  service = yn_service_new (bytes, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (YnLanguage language = YN_LANGUAGE_ZH_CN; language <= YN_LANGUAGE_EN; language++)
      {
        g_autoptr (YnJson) answers = yn_json_parse (cases[i].answers, -1, NULL);
        g_autoptr (GPtrArray) problems = yn_service_check (service, answers, NULL, "2026-11-23", language);
        const YnProblem *problem = yn_problems_at (problems, cases[i].pointer);
        g_autofree char *words = NULL;

        g_test_message ("%s", cases[i].answers);
        g_assert_nonnull (problem);
        words = yn_problem_words (problem, language);
        if (cases[i].zh != NULL)
          g_assert_cmpstr (words, ==, language == YN_LANGUAGE_EN ? cases[i].en : cases[i].zh);
        else
          g_assert_cmpstr (problem->code, ==, cases[i].code);
      }
}

/* What has no title is named as its control is. */
static void
test_names (void)
{
  static const struct
  {
    const char *schema, *answers, *pointer, *zh, *en;
  } cases[] = {
    { "{\"properties\":{\"da\":{\"minLength\":3}}}", "{\"da\":\"x\"}", "/da", "“Da”", "“Da”" },
    { "{\"properties\":{\"l\":{\"title\":\"词\",\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}",
      "{\"l\":[\"a\",1]}", "/l/1", "“词 2”", "“词 2”" },
    { "{\"properties\":{\"row\":{\"type\":\"array\",\"items\":{\"type\":\"object\"}}}}", "{\"row\":[1]}", "/row/0",
      "“Row 1”", "“Row 1”" },
    { "{\"properties\":{\"crew\":{\"prefixItems\":[{\"type\":\"string\"},{\"type\":\"string\"}],"
      "\"items\":{\"type\":\"string\"}}}}", "{\"crew\":[\"a\",1,2]}", "/crew/1", "“Crew 2”", "“Crew 2”" },
    { "{\"properties\":{\"crew\":{\"prefixItems\":[{\"type\":\"string\"},{\"type\":\"string\"}],"
      "\"items\":{\"type\":\"string\"}}}}", "{\"crew\":[\"a\",\"b\",2]}", "/crew/2", "“其余 1”", "“More 1”" },
    { "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}", "[\"a\",1]", "/1", "“第 2 项”", "“Entry 2”" },
    { "{\"type\":\"array\",\"uniqueItems\":true}", "[1,1.0]", "", "“整个内容”", "“The whole”" },
    { "{\"properties\":{\"u\":{\"type\":\"array\",\"uniqueItems\":true}}}", "{\"u\":[\"a\",\"a\"]}", "/u", "“U”", "“U”" },
    { "{\"type\":\"object\",\"required\":[\"noSuch\"]}", "{}", "/noSuch", "“noSuch”", "“noSuch”" },
    { "{\"additionalProperties\":false}", "{\"no such\":1}", "/no such", "“no such”", "“no such”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (YnLanguage language = YN_LANGUAGE_ZH_CN; language <= YN_LANGUAGE_EN; language++)
      {
        g_autoptr (YnJson) schema = yn_json_parse (cases[i].schema, -1, NULL);
        g_autoptr (YnJson) answers = yn_json_parse (cases[i].answers, -1, NULL);
        g_autoptr (YnService) service = yn_service_new_form (schema, NULL, NULL);
        g_autoptr (GPtrArray) problems = yn_service_check (service, answers, NULL, "2026-11-23", language);
        const YnProblem *problem = yn_problems_at (problems, cases[i].pointer);
        g_autofree char *words = NULL;

        g_assert_nonnull (problem);
        words = yn_problem_words (problem, language);
        g_test_message ("%s", words);
        g_assert_nonnull (strstr (words, language == YN_LANGUAGE_EN ? cases[i].en : cases[i].zh));
      }
}

static void
test_scopes (void)
{
  static const struct
  {
    const char *scope;
    const char *pointer;
  } cases[] = {
    { "#", "" }, { "#/", "" }, { "#/properties/a", "/a" }, { "#/properties/a/properties/b", "/a/b" },
    { "#/properties/a~1b", "/a~1b" }, { "#/properties/properties", "/properties" }, { "#/anyOf/0/properties/a", "/a" },
    { "#/properties/a/then/properties/b", "/a/b" }, { "#/allOf/3/then/properties/b", "/b" }, { "#/properties/then", "/then" },
    { "", NULL }, { "/properties/a", NULL }, { "#/properties", NULL }, { "#/definitions/a", NULL }, { "#a", NULL },
    { "#/anyOf/x/properties/a", NULL }, { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *pointer = yn_scope_pointer (cases[i].scope);

      g_test_message ("%s", cases[i].scope);
      g_assert_cmpstr (pointer, ==, cases[i].pointer);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "forms", "forms", NULL);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strconcat ("/layout/", name, NULL);

      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
      g_test_add_data_func (test, g_ptr_array_index (paths, paths->len - 1), test_table);
    }
  g_test_add_func ("/layout/kept-back", test_kept_back);
  g_test_add_func ("/layout/faults", test_faults);
  g_test_add_func ("/layout/bounds", test_bounds);
  g_test_add_func ("/layout/folded", test_folded);
  g_test_add_func ("/layout/generated", test_generated);
  g_test_add_func ("/layout/single-choice", test_single_choice);
  g_test_add_func ("/layout/problems", test_problems);
  g_test_add_func ("/layout/names", test_names);
  g_test_add_func ("/layout/scopes", test_scopes);
  return g_test_run ();
}
