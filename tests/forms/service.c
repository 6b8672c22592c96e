/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/service.h"

#include <string.h>
#include "base/data.h"
#include "base/error.h"
#include "fixtures/picnic.h"
#include "forms/answers.h"
#include "forms/layout.h"

/* Every file that the program carries can be used. */
static void
test_carried (void)
{
  static const char *const folders[] = { "services", "papers" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_auto (GStrv) names = yn_data_list (folders[i]);

      g_assert_nonnull (names[0]);
      for (guint j = 0; names[j] != NULL; j++)
        {
          g_autofree char *id = g_strndup (names[j], strlen (names[j]) - 5);
          g_autoptr (GError) error = NULL;
          g_autoptr (YnService) service = NULL;
          g_autoptr (YnFormItem) form = NULL;
          g_autoptr (YnJson) nothing = yn_json_new_object ();

          if (g_str_equal (id, "common") || g_str_equal (id, "clauses"))
            continue;
          service = yn_service_find (id, &error);
          g_assert_no_error (error);
          g_assert_cmpstr (yn_service_id (service), ==, id);
          g_assert_cmpuint (strlen (yn_service_sha256 (service)), ==, 64);
          g_assert_cmpstr (yn_service_title (service, YN_LANGUAGE_EN), !=, "");
          form = yn_form_lay_out (service, nothing, YN_LANGUAGE_EN);
          g_assert_cmpuint (form->items->len, >, 0);
        }
    }
}

/* Walks all fields, for what must hold for each. */
static void
expect_labels (const YnFormItem *item, const char *id)
{
  if (item->kind == YN_FORM_ITEM_FIELD || item->kind == YN_FORM_ITEM_ARRAY)
    {
      g_test_message ("%s %s", id, item->pointer);
      g_assert_cmpstr (item->label, !=, "");
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    expect_labels (g_ptr_array_index (item->items, i), id);
  for (guint i = 0; item->columns != NULL && i < item->columns->len; i++)
    expect_labels (g_ptr_array_index (item->columns, i), id);
}

/* Signs of measure (mg/m³) are of every language; Chinese characters and punctuation are not. */
static gboolean
is_english (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) >= 0x2e80)
      return FALSE;
  return TRUE;
}

static void
expect_english (const YnFormItem *item, const char *id)
{
  g_test_message ("%s %s: %s", id, item->pointer != NULL ? item->pointer : "", item->label);
  g_assert_true (is_english (item->label));
  for (guint i = 0; item->field != NULL && item->field->choices != NULL && i < item->field->choices->len; i++)
    g_assert_true (is_english (((YnFieldChoice *) g_ptr_array_index (item->field->choices, i))->label));
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    expect_english (g_ptr_array_index (item->items, i), id);
  for (guint i = 0; item->columns != NULL && i < item->columns->len; i++)
    expect_english (g_ptr_array_index (item->columns, i), id);
}

static void
test_all (void)
{
  g_autoptr (GPtrArray) services = yn_services_all ();

  g_assert_cmpuint (services->len, >=, 6);
  for (guint i = 0; i < services->len; i++)
    {
      YnService *service = g_ptr_array_index (services, i);
      g_autoptr (YnAnswers) answers = yn_answers_new (service, NULL);
      g_autoptr (YnFormItem) zh = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN);
      g_autoptr (YnFormItem) en = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_EN);

      if (i > 0)
        g_assert_cmpstr (yn_service_id (g_ptr_array_index (services, i - 1)), <, yn_service_id (service));
      expect_labels (zh, yn_service_id (service));
      expect_english (en, yn_service_id (service));
    }
}

/* One change to a good file, and the file is refused with the place of the fault. */
static void
test_broken (void)
{
  static const struct
  {
    const char *what;
    const char *pointer;
    const char *value; /* NULL: removed */
    const char *says;
  } cases[] = {
    { "no id", "/id", NULL, "/id: required" },
    { "an id that leads elsewhere", "/id", "\"../F04\"", "/id: pattern" },
    { "an unknown kind", "/kind", "\"wish\"", "/kind: enum" },
    { "a title without English", "/title/en", NULL, "/title/en: required" },
    { "a member too much", "/colour", "\"red\"", "/colour: additional-properties" },
    { "a schema that is none", "/schema", "[]", "/schema: type" },
    { "a broken type", "/schema/properties/name/type", "\"text\"", "/schema/properties/name/type: the name of a type" },
    { "a broken pattern", "/schema/properties/name/pattern", "\"(\"", "/schema/properties/name/pattern: the pattern" },
    { "a broken limit", "/schema/properties/name/maxLength", "-1", "/schema/properties/name/maxLength" },
    { "a reference to nowhere", "/schema/properties/name/$ref", "\"#/$defs/no\"", "leads nowhere" },
    { "a reference to the network", "/schema/properties/name/$ref", "\"https://example.org/a.json\"", "not at hand" },
    { "an unknown dialect", "/schema/$schema", "\"https://example.org/dialect\"", "dialect" },
    { "a scope without a place", "/uischema/elements/0/scope", "\"#/properties/no\"", "#/properties/no" },
    { "a broken condition", "/uischema/elements/1/rule/condition/schema", "{\"type\":7}", "/type" },
    { "a condition without a place", "/uischema/elements/1/rule/condition/scope", "\"#/properties/no\"", "#/properties/no" },
  };
  g_autoptr (GBytes) bytes = picnic_text ();
  g_autoptr (YnJson) good = yn_json_parse_bytes (bytes, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) value = cases[i].value != NULL ? yn_json_parse (cases[i].value, -1, NULL) : NULL;
      g_autoptr (YnJson) bad = yn_json_with (good, cases[i].pointer, value);
      g_autoptr (GBytes) file = yn_json_print_bytes (bad, YN_JSON_COMPACT);
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_service_new (file, &error));
      g_test_message ("%s: %s", cases[i].what, error->message);
      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

/* Whoever edits the file is told where: the value itself, or what it is missing from. */
static void
test_where (void)
{
  static const struct
  {
    const char *what;
    const char *text;
    const char *begins;
  } cases[] = {
    { "a wrong value", "\"id\": 7", "line 2, column 9: /id: type" },
    { "a missing one", "\"id\": \"F\"", "line 1, column 1: /" },
    { "broken text", "\"id\": \"F\",,", "line 2, column 13" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\n  %s\n}\n", cases[i].text);
      g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_service_new (file, &error));
      g_test_message ("%s: %s", cases[i].what, error->message);
      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
      g_assert_true (g_str_has_prefix (error->message, cases[i].begins));
    }
}

static void
test_texts (void)
{
  static const struct
  {
    const char *pointer;
    const char *value;
    const char *zh;
    const char *en;
  } cases[] = {
    { "/name", "\"A&B <b>\"", "A&B <b>", "A&B <b>" },
    { "/day", "\"2026-11-03\"", "2026年11月3日", "3 November 2026" },
    { "/day", "\"tomorrow\"", "tomorrow", "tomorrow" },
    { "/start", "\"2026-11-23T10:00:00Z\"", "2026年11月23日 18:00", "23 November 2026, 18:00" },
    { "/fee", "123450", "1,234.50元", "1,234.50 yuan" },
    { "/guests", "30", "30人", "30 people" },
    { "/guests", "\"thirty\"", "thirty", "thirty" },
    { "/outside", "true", "是", "Yes" },
    { "/outside", "false", "否", "No" },
    { "/place", "\"park\"", "公园", "Park" },
    { "/place", "\"moon\"", "moon", "moon" },
    { "/food", "[\"rice\",\"tea\"]", "米饭、茶", "Rice, Tea" },
    { "/food", "[]", "", "" },
    { "/rows", "[{\"item\":\"毯子\",\"price\":100},{\"item\":\"伞\"}]", "物品毯子，价钱1.00元；物品伞",
      "Item 毯子, Price 1.00 yuan; Item 伞" },
    { "/rows/7/price", "5", "0.05元", "0.05 yuan" },
    { "/unknown", "12", "12", "12" },
    { "/name", "null", "", "" },
  };
  g_autoptr (YnService) service = picnic_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) value = yn_json_parse (cases[i].value, -1, NULL);
      g_autofree char *zh = yn_service_answer_text (service, cases[i].pointer, value, YN_LANGUAGE_ZH_CN);
      g_autofree char *en = yn_service_answer_text (service, cases[i].pointer, value, YN_LANGUAGE_EN);

      g_assert_cmpstr (zh, ==, cases[i].zh);
      g_assert_cmpstr (en, ==, cases[i].en);
    }
}

static void
test_labels (void)
{
  g_autoptr (YnService) service = picnic_new ();
  g_autofree char *zh = yn_service_label (service, "/rows/3/item", YN_LANGUAGE_ZH_CN);
  g_autofree char *en = yn_service_label (service, "/rows/3/item", YN_LANGUAGE_EN);
  g_autofree char *help = yn_service_help (service, "/name", YN_LANGUAGE_ZH_CN);
  g_autofree char *common = yn_service_label (service, "/enterprise/agent/phone", YN_LANGUAGE_EN);
  g_autofree char *none = yn_service_label (service, "/no/such", YN_LANGUAGE_EN);

  g_assert_cmpstr (zh, ==, "物品");
  g_assert_cmpstr (en, ==, "Item");
  g_assert_cmpstr (help, ==, "怎么称呼都行");
  g_assert_true (is_english (common) && *common != '\0');
  g_assert_cmpstr (none, ==, "");
}

static void
test_private (void)
{
  g_autoptr (YnService) service = picnic_new ();

  g_assert_true (yn_service_is_private (service, "/enterprise/agent/phone"));
  g_assert_true (yn_service_is_private (service, "/rows/12/price"));
  g_assert_true (yn_service_is_private (service, "/secret/deep/inside"));
  g_assert_false (yn_service_is_private (service, "/rows/12/item"));
  g_assert_false (yn_service_is_private (service, "/rows"));
  g_assert_false (yn_service_is_private (service, "/enterprise/agent/phoney"));
  g_assert_false (yn_service_is_private (service, ""));
}

static void
test_clauses (void)
{
  g_autoptr (YnService) service = picnic_new ();
  g_autoptr (YnJson) dry = yn_json_parse ("{\"name\":\"{/fee}\",\"outside\":false,\"fee\":100}", -1, NULL);
  g_autoptr (YnJson) wet = yn_json_parse ("{\"name\":\"三亚\",\"outside\":true}", -1, NULL);
  g_autoptr (YnJson) few = yn_service_clauses (service, dry, YN_LANGUAGE_ZH_CN);
  g_autoptr (YnJson) all = yn_service_clauses (service, wet, YN_LANGUAGE_EN);

  g_assert_cmpuint (yn_json_size (few), ==, 3);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (few, 0), "id"), ==, "C1");
  g_assert_cmpstr (yn_json_get_string (yn_json_at (few, 0), "version"), ==, "1");
  /* What a person typed is text, never a blank to be filled again. */
  g_assert_cmpstr (yn_json_get_string (yn_json_at (few, 2), "text"), ==, "{/fee}会把垃圾带走。");
  g_assert_cmpuint (yn_json_size (all), ==, 4);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (all, 3), "text"), ==, "We bring umbrellas.");
}

static void
test_promise (void)
{
  g_autoptr (YnService) service = picnic_new ();
  g_autoptr (YnJson) answers = yn_json_parse ("{\"day\":\"2026-11-23\"}", -1, NULL);
  g_autoptr (YnJson) promise = yn_service_promise (service, answers, YN_LANGUAGE_ZH_CN);

  g_assert_cmpuint (yn_json_size (yn_json_get (promise, "you")), ==, 1);
  g_assert_cmpstr (yn_json_get_string (promise, "until"), ==, "到2026年11月23日为止。");
  g_assert_nonnull (yn_json_get_string (promise, "takeBack"));
}

static void
test_validity (void)
{
  static const struct
  {
    const char *validity;
    const char *until;
  } cases[] = {
    { "{\"mode\":\"months\",\"value\":3}", "2027-02-28" },
    { "{\"mode\":\"fixed\",\"value\":\"2030-01-01\"}", "2030-01-01" },
    { "{\"mode\":\"event\",\"zh\":\"办结\",\"en\":\"done\"}", NULL },
  };
  g_autoptr (GBytes) bytes = picnic_text ();
  g_autoptr (YnJson) good = yn_json_parse_bytes (bytes, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) validity = yn_json_parse (cases[i].validity, -1, NULL);
      g_autoptr (YnJson) changed = yn_json_with (good, "/validity", validity);
      g_autoptr (GBytes) file = yn_json_print_bytes (changed, YN_JSON_COMPACT);
      g_autoptr (YnService) service = yn_service_new (file, NULL);
      g_autofree char *until = yn_service_valid_until (service, "2026-11-30");

      g_assert_cmpstr (until, ==, cases[i].until);
    }
}

static void
test_form_without_service (void)
{
  g_autoptr (YnJson) schema = yn_json_parse (
      "{\"type\":\"object\",\"title\":\"T\",\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"string\"},"
      "\"b\":{\"type\":\"object\",\"title\":\"B\",\"properties\":{\"c\":{\"type\":\"boolean\"}}}}}", -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_new_form (schema, NULL, &error);
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnFormItem) form = NULL;
  YnFormItem *group;

  g_assert_no_error (error);
  form = yn_form_lay_out (service, nothing, YN_LANGUAGE_ZH_CN);
  g_assert_cmpuint (form->items->len, ==, 2);
  g_assert_true (((YnFormItem *) g_ptr_array_index (form->items, 0))->required);
  group = g_ptr_array_index (form->items, 1);
  g_assert_cmpint (group->kind, ==, YN_FORM_ITEM_GROUP);
  g_assert_cmpstr (group->label, ==, "B");
  g_assert_cmpstr (((YnFormItem *) g_ptr_array_index (group->items, 0))->pointer, ==, "/b/c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/carried", test_carried);
  g_test_add_func ("/service/all", test_all);
  g_test_add_func ("/service/broken", test_broken);
  g_test_add_func ("/service/where", test_where);
  g_test_add_func ("/service/texts", test_texts);
  g_test_add_func ("/service/labels", test_labels);
  g_test_add_func ("/service/private", test_private);
  g_test_add_func ("/service/clauses", test_clauses);
  g_test_add_func ("/service/promise", test_promise);
  g_test_add_func ("/service/validity", test_validity);
  g_test_add_func ("/service/form-without-service", test_form_without_service);
  return g_test_run ();
}
