/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Kinds and looks of controls, limits as they are written, lists that nobody could scroll through. */

#include "forms/field.h"

#include <string.h>
#include "forms/answers.h"

static YnField *
field_of (const char *schema, const char *options)
{
  g_autoptr (YnJson) json = yn_json_parse (schema, -1, NULL);
  g_autoptr (YnJson) asked = options != NULL ? yn_json_parse (options, -1, NULL) : NULL;

  g_assert_nonnull (json);
  return yn_field_new (json, NULL, asked);
}

static void
test_limits (void)
{
  static const struct
  {
    const char *schema;
    const char *minimum;
    const char *maximum;
    const char *step;
  } cases[] = {
    { "{\"type\":\"integer\"}", NULL, NULL, "1" },
    { "{\"type\":\"integer\",\"minimum\":1,\"maximum\":5}", "1", "5", "1" },
    { "{\"type\":\"number\",\"minimum\":0.10,\"multipleOf\":0.01}", "0.10", NULL, "0.01" },
    { "{\"type\":\"number\",\"exclusiveMinimum\":0,\"exclusiveMaximum\":1e2}", "0", "1e2", NULL },
    { "{\"type\":\"integer\",\"format\":\"money\",\"minimum\":100}", "100", NULL, "1" },
    { "{\"type\":\"string\"}", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnField) field = field_of (cases[i].schema, NULL);

      g_test_message ("%s", cases[i].schema);
      g_assert_cmpstr (field->minimum, ==, cases[i].minimum);
      g_assert_cmpstr (field->maximum, ==, cases[i].maximum);
      g_assert_cmpstr (field->step, ==, cases[i].step);
    }
}

static void
test_options (void)
{
  g_autoptr (YnField) plain = field_of ("{\"type\":\"string\",\"maxLength\":8,\"minLength\":2}", NULL);
  g_autoptr (YnField) asked = field_of ("{\"type\":\"string\",\"maxLength\":8,\"default\":\"x\"}",
                                        "{\"restrict\":true,\"placeholder\":\"say\",\"suggestion\":[\"a\",\"b\"]}");
  g_autoptr (YnField) money = field_of ("{\"type\":\"integer\",\"format\":\"money\"}", NULL);

  g_assert_cmpuint (plain->max_length, ==, 8);
  g_assert_cmpuint (plain->min_length, ==, 2);
  g_assert_false (plain->restricts);
  g_assert_null (plain->placeholder);
  g_assert_null (plain->suggestions);
  g_assert_true (asked->restricts);
  g_assert_cmpstr (asked->placeholder, ==, "say");
  g_assert_cmpuint (asked->suggestions->len, ==, 2);
  g_assert_cmpint (asked->look, ==, YN_FIELD_LOOK_AUTOCOMPLETE);
  g_assert_cmpstr (yn_json_string (asked->default_value), ==, "x");
  g_assert_true (money->capital);
  g_assert_false (plain->capital);
}

/* A slider needs all three: without one of them a person would see a value that is none. */
static void
test_sliders (void)
{
  static const struct
  {
    const char *schema;
    gboolean slider;
  } cases[] = {
    { "{\"type\":\"integer\",\"minimum\":1,\"maximum\":5,\"default\":3}", TRUE },
    { "{\"type\":\"number\",\"minimum\":0,\"maximum\":1,\"default\":0.5}", TRUE },
    { "{\"type\":\"integer\",\"minimum\":1,\"maximum\":5}", FALSE },
    { "{\"type\":\"integer\",\"minimum\":1,\"default\":3}", FALSE },
    { "{\"type\":\"integer\",\"maximum\":5,\"default\":3}", FALSE },
    { "{\"type\":\"integer\",\"minimum\":1,\"maximum\":5,\"default\":\"3\"}", FALSE },
    { "{\"type\":\"string\",\"minimum\":1,\"maximum\":5,\"default\":3}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnField) field = field_of (cases[i].schema, "{\"slider\":true}");

      g_test_message ("%s", cases[i].schema);
      g_assert_cmpint (field->look == YN_FIELD_LOOK_SLIDER, ==, cases[i].slider);
    }
}

static void
test_typed (void)
{
  static const struct
  {
    const char *schema;
    const char *text;
    const char *value; /* NULL: nothing */
    gboolean said;
    const char *edit;
  } cases[] = {
    { "{\"type\":\"string\",\"format\":\"time\"}", "18:05", "\"18:05:00+08:00\"", FALSE, "18:05" },
    { "{\"type\":\"string\",\"format\":\"time\"}", "１８：０５", "\"18:05:00+08:00\"", TRUE, "18:05" },
    { "{\"type\":\"string\",\"format\":\"time\"}", "6点半", "\"6点半\"", FALSE, "6点半" },
    { "{\"type\":\"string\",\"format\":\"time\"}", "下午6点", "\"18:00:00+08:00\"", TRUE, "18:00" },
    { "{\"type\":\"string\",\"format\":\"time\"}", "18:05:09", "\"18:05:09+08:00\"", FALSE, "18:05:09" },
    { "{\"type\":\"string\",\"format\":\"time\"}", "18:05:00Z", "\"18:05:00Z\"", FALSE, "18:05:00Z" },
    { "{\"type\":\"string\",\"format\":\"time\"}", "25:00", "\"25:00\"", FALSE, "25:00" },
    { "{\"type\":\"string\",\"format\":\"time\"}", "", NULL, FALSE, "" },
    { "{\"type\":\"number\",\"x-unit\":\"㎡\"}", "12.50 ㎡", "12.50", TRUE, "12.50" },
    { "{\"type\":\"number\",\"x-unit\":\"㎡\"}", "１２．５", "12.5", TRUE, "12.5" },
    { "{\"type\":\"number\",\"x-unit\":\"%\"}", "85%", "85", TRUE, "85" },
    { "{\"type\":\"number\"}", ".5", "0.5", TRUE, "0.5" },
    { "{\"type\":\"number\"}", "壹佰", "\"壹佰\"", FALSE, "壹佰" },
    { "{\"type\":\"number\"}", "1.2.3", "\"1.2.3\"", FALSE, "1.2.3" },
    { "{\"type\":\"string\",\"format\":\"password\"}", " a　b ", "\" a　b \"", TRUE, " a　b " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnField) field = field_of (cases[i].schema, NULL);
      const char *said = "unset";
      g_autoptr (YnJson) value = yn_field_parse (field, cases[i].text, &said);
      g_autofree char *printed = value != NULL ? yn_json_print (value, YN_JSON_COMPACT) : NULL;
      g_autofree char *edit = yn_field_edit_text (field, value);

      g_test_message ("%s %s", cases[i].schema, cases[i].text);
      g_assert_cmpstr (printed, ==, cases[i].value);
      g_assert_cmpstr (edit, ==, cases[i].edit);
      if (field->kind != YN_FIELD_SECRET)
        g_assert_cmpint (said != NULL && g_str_has_prefix (said, "put-right"), ==, cases[i].said);
    }
}

/* What was done is said as it was: a line break in a number goes as a space does, in prose it becomes one. */
static void
test_said (void)
{
#define LICENCE "{\"type\":\"string\",\"format\":\"cn-licence-number\"}"
#define TEXT "{\"type\":\"string\"}"
  static const struct
  {
    const char *schema;
    const char *text;
    const char *value;
    const char *said;
  } cases[] = {
    { LICENCE, "JY1460200\n0001234", "\"JY14602000001234\"", "put-right-breaks" },
    { LICENCE, "JY1460200\r\n0001234\n", "\"JY14602000001234\"", "put-right-breaks" },
    { LICENCE, "JY 1460200　0001234", "\"JY14602000001234\"", "put-right-spaces" },
    { LICENCE, "ＪＹ１４６０２０００００１２３４", "\"JY14602000001234\"", "put-right-wide" },
    { LICENCE, "ＪＹ 1460200\n0001234", "\"JY14602000001234\"", "put-right" },
    { LICENCE, "琼建安许证字（2019）第０００123号", "\"琼建安许证字（2019）第000123号\"", "put-right" },
    { LICENCE, "琼建安许证字（2019）第000123号", "\"琼建安许证字（2019）第000123号\"", NULL },
    { "{\"type\":\"string\",\"format\":\"uscc\"}", "92460203\nMA5TQX8800", "\"92460203MA5TQX8800\"", "put-right-breaks" },
    { "{\"type\":\"string\",\"format\":\"cn-phone\"}", "138 0000 0000", "\"13800000000\"", "put-right-spaces" },
    { "{\"type\":\"integer\"}", "１２", "12", "put-right-wide" },
    { TEXT, "海味\n小馆", "\"海味 小馆\"", "put-right-joined" },
    { TEXT, " 海味小馆 ", "\"海味小馆\"", NULL },
    { "{\"type\":\"string\",\"format\":\"date\"}", "2026年11月3日", "\"2026-11-03\"", "put-right" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnField) field = field_of (cases[i].schema, NULL);
      const char *said = "unset";
      g_autoptr (YnJson) value = yn_field_parse (field, cases[i].text, &said);
      g_autofree char *printed = yn_json_print (value, YN_JSON_COMPACT);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (printed, ==, cases[i].value);
      g_assert_cmpstr (said, ==, cases[i].said);
      g_assert_true (said == NULL || yn_problems_know (said));
    }
#undef LICENCE
#undef TEXT
}

/* Every number of a licence in the catalogue is one: pasted from a scan, it comes in two lines. */
static void
test_licence_numbers (void)
{
  g_autoptr (YnService) service = yn_service_find ("F04", NULL);
  g_autoptr (YnAnswers) answers = yn_answers_new (service, NULL);
  const char *said = NULL;

  yn_answers_set_text (answers, "/licence/number", "JY1460200\n0001234", &said);
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/licence/number")), ==, "JY14602000001234");
  g_assert_cmpstr (said, ==, "put-right-breaks");
}

static YnField *
long_list (guint n)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) schema = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "enum");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *value = g_strdup_printf ("企业 No%06u", i);

      yn_json_writer_string (writer, value);
    }
  yn_json_writer_string (writer, "Hong Kong Shop");
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  schema = yn_json_writer_finish (writer);
  return yn_field_new (schema, NULL, NULL);
}

static void
test_long_list (void)
{
  static const struct
  {
    const char *text;
    guint total;
    const char *first;
  } cases[] = {
    { "", 100001, "企业 No000000" },
    { "099999", 1, "企业 No099999" },
    { "no0999", 100, "企业 No099900" },
    { "企业 NO099999", 1, "企业 No099999" },
    { "ｈｏｎｇ　ｋｏｎｇ", 1, "Hong Kong Shop" },
    { "shop", 1, "Hong Kong Shop" },
    { "none such", 0, NULL },
  };
  g_autoptr (YnField) field = long_list (100000);
  g_autoptr (YnJson) wanted = yn_json_new_string ("企业 No077777");
  g_autoptr (YnJson) other = yn_json_new_string ("企业");

  g_assert_cmpint (field->kind, ==, YN_FIELD_CHOICE);
  g_assert_cmpint (field->look, ==, YN_FIELD_LOOK_AUTOCOMPLETE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint total = 0;
      g_autoptr (GPtrArray) found = yn_field_filter (field, cases[i].text, 20, &total);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (total, ==, cases[i].total);
      g_assert_cmpuint (found->len, ==, MIN (cases[i].total, 20));
      g_assert_cmpstr (found->len > 0 ? ((YnFieldChoice *) g_ptr_array_index (found, 0))->label : NULL, ==, cases[i].first);
    }
  g_assert_cmpstr (yn_field_choice (field, wanted)->label, ==, "企业 No077777");
  g_assert_null (yn_field_choice (field, other));
}

/* What begins with it comes before what holds it. */
static void
test_order (void)
{
  g_autoptr (YnField) field = field_of ("{\"oneOf\":[{\"const\":1,\"title\":\"a pear\"},{\"const\":2,\"title\":\"Pear tree\"},"
                                        "{\"const\":3,\"title\":\"apple\"}]}",
                                        NULL);
  guint total;
  g_autoptr (GPtrArray) found = yn_field_filter (field, "pear", 1, &total);
  g_autoptr (YnJson) two = yn_json_parse ("2.0", -1, NULL);

  g_assert_cmpuint (total, ==, 2);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((YnFieldChoice *) g_ptr_array_index (found, 0))->label, ==, "Pear tree");
  g_assert_cmpstr (yn_field_choice (field, two)->label, ==, "Pear tree");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/limits", test_limits);
  g_test_add_func ("/field/options", test_options);
  g_test_add_func ("/field/sliders", test_sliders);
  g_test_add_func ("/field/typed", test_typed);
  g_test_add_func ("/field/said", test_said);
  g_test_add_func ("/field/licence-numbers", test_licence_numbers);
  g_test_add_func ("/field/long-list", test_long_list);
  g_test_add_func ("/field/order", test_order);
  return g_test_run ();
}
