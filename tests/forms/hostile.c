/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Forms that nobody could fill in: a few lines of definitions that refer to each other are a form of more places than there
 * are atoms in a drop of water. Each ends in a clear word, or is as large as a person can see, and all of them soon: who
 * goes through every place does not come back. */

#include "forms/answers.h"
#include "forms/layout.h"
#include "forms/places.h"
#include "forms/preview.h"
#include "forms/sample.h"
#include "forms/upgrade.h"

#include <string.h>
#include "base/error.h"

#define LEVELS 30
#define TODAY "2026-11-23"

/* {"$defs": {"d0": …, "d1": …}, "$ref": "#/$defs/d0"}: @level describes one level, in which each ^ is a reference to the
 * next, ^ alone included; @last ends them. */
static char *
chain (const char *level, const char *last)
{
  g_autoptr (GString) text = g_string_new ("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");

  for (guint i = 0; i < LEVELS; i++)
    {
      g_autofree char *next = g_strdup_printf ("{\"$ref\":\"#/$defs/d%u\"}", i + 1);
      g_autoptr (GString) one = g_string_new (level);

      g_string_replace (one, "^", next, 0);
      g_string_append_printf (text, "\"d%u\":%s,", i, one->str);
    }
  g_string_append_printf (text, "\"d%u\":%s}}", LEVELS, last);
  return g_strdup (text->str);
}

/* {"properties": {"p0": …, "p1": …}} */
static char *
flat (guint n, const char *member)
{
  GString *text = g_string_new ("{\"type\":\"object\",\"properties\":{");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\"p%u\":%s", i > 0 ? "," : "", i, member);
  g_string_append (text, "}}");
  return g_string_free (text, FALSE);
}

static YnService *
form_of (const char *schema, const char *uischema, GError **error)
{
  g_autoptr (YnJson) json = yn_json_parse (schema, -1, NULL);
  g_autoptr (YnJson) looks = uischema != NULL ? yn_json_parse (uischema, -1, NULL) : NULL;

  g_assert_nonnull (json);
  return yn_service_new_form (json, looks, error);
}

static void
assert_too_large (const char *schema, const char *uischema)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) form = form_of (schema, uischema, &error);

  g_assert_null (form);
  g_assert_error (error, YN_ERROR, YN_ERROR_FORM_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "20000"));
}

static void
test_endless (void)
{
  static const char *const levels[] = {
    "{\"type\":\"object\",\"properties\":{\"a\":^,\"b\":^}}",
    "{\"type\":\"object\",\"properties\":{\"a\":^,\"b\":^},\"required\":[\"a\",\"b\"]}",
    "{\"type\":\"object\",\"properties\":{\"a\":^},\"additionalProperties\":^}",
    "{\"type\":\"object\",\"properties\":{\"a\":^},\"if\":{\"required\":[\"x\"]},\"then\":{\"properties\":{\"b\":^}}}",
    "{\"type\":\"object\",\"oneOf\":[{\"properties\":{\"a\":^,\"b\":^}}]}",
    "{\"type\":\"array\",\"prefixItems\":[^,^]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *plain = chain (levels[i], "{\"type\":\"string\"}");
      g_autofree char *filled = chain (levels[i], "{\"type\":\"string\",\"default\":\"x\"}");

      g_test_message ("%s", levels[i]);
      assert_too_large (plain, NULL);
      assert_too_large (filled, NULL);
    }
}

/* What nobody sees is gone through, too: by defaults, by what is required. */
static void
test_endless_behind_one_question (void)
{
  g_autofree char *levels = chain ("{\"type\":\"object\",\"properties\":{\"a\":^,\"b\":^,\"name\":{\"type\":\"string\"}}}",
                                   "{\"default\":1}");

  assert_too_large (levels, "{\"type\":\"Control\",\"scope\":\"#/properties/name\"}");
}

static void
test_wide (void)
{
  g_autofree char *wide = flat (200 * 1000, "{}");
  g_autofree char *many = flat (YN_FORM_MAX_PLACES + 1, "{\"type\":\"string\"}");
  g_autoptr (GString) tuple = g_string_new ("{\"type\":\"array\",\"prefixItems\":[{}");

  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append (tuple, ",{}");
  g_string_append (tuple, "]}");
  assert_too_large (wide, NULL);
  assert_too_large (many, NULL);
  assert_too_large (tuple->str, NULL);
}

/* A schema of a hundred places, shown a thousand times. */
static void
test_shown_again_and_again (void)
{
  g_autofree char *hundred = flat (100, "{\"type\":\"string\"}");
  g_autofree char *schema = g_strdup_printf ("{\"properties\":{\"o\":%s}}", hundred);
  g_autoptr (GString) looks = g_string_new ("{\"type\":\"VerticalLayout\",\"elements\":[{\"type\":\"Label\"}");

  for (guint i = 0; i < 1000; i++)
    g_string_append (looks, ",{\"type\":\"Control\",\"scope\":\"#/properties/o\"}");
  g_string_append (looks, "]}");
  assert_too_large (schema, looks->str);
}

/* The window's preview says it in words, at the file. */
static void
test_preview (void)
{
  g_autofree char *schema = chain ("{\"type\":\"object\",\"properties\":{\"a\":^,\"b\":^}}", "{}");
  g_autoptr (GBytes) text = g_bytes_new_static (schema, strlen (schema));
  GBytes *texts[YN_PREVIEW_N_FILES] = { text };

  for (YnLanguage language = YN_LANGUAGE_ZH_CN; language <= YN_LANGUAGE_EN; language++)
    {
      g_autoptr (YnPreview) preview = yn_preview_new (texts, language);
      const YnRemark *remark;

      g_assert_null (preview->form);
      g_assert_cmpuint (preview->remarks[YN_PREVIEW_SCHEMA]->len, ==, 1);
      remark = g_ptr_array_index (preview->remarks[YN_PREVIEW_SCHEMA], 0);
      g_assert_cmpstr (remark->code, ==, "form-too-large");
      g_assert_nonnull (strstr (remark->words, language == YN_LANGUAGE_EN ? "larger than anybody" : "没有人能填完"));
    }
}

static guint
count_items (const YnFormItem *item)
{
  guint n = 1;

  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    n += count_items (g_ptr_array_index (item->items, i));
  return n;
}

static guint
count_values (const YnJson *json)
{
  gboolean holds = yn_json_is (json, YN_JSON_OBJECT) || yn_json_is (json, YN_JSON_ARRAY);
  guint n = 1;

  for (guint i = 0; holds && i < yn_json_size (json); i++)
    n += count_values (yn_json_at (json, i));
  return n;
}

/* A schema that speaks of itself is a fine form: once around, and on where there are answers. Whoever walks through it,
 * comes back with no more than that. */
static void
test_of_itself (void)
{
  static const char *const schemas[] = {
    "{\"type\":\"object\",\"required\":[\"a\",\"b\",\"c\",\"d\",\"e\"],\"properties\":{\"a\":{\"$ref\":\"#\"},\"b\":{\"$ref\":\"#\"},"
    "\"c\":{\"$ref\":\"#\"},\"d\":{\"$ref\":\"#\"},\"e\":{\"$ref\":\"#\"},\"name\":{\"type\":\"string\",\"default\":\"x\"}}}",
    "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}},\"b\":{\"type\":\"array\","
    "\"items\":{\"$ref\":\"#\"}},\"c\":{\"type\":\"array\",\"minItems\":1000000000,\"items\":{\"$ref\":\"#\"}},"
    "\"d\":{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}}}",
    "{\"type\":\"object\",\"additionalProperties\":{\"$ref\":\"#\"},\"properties\":{\"a\":{\"$ref\":\"#\"},\"b\":{\"$ref\":\"#\"}}}",
    "{\"$ref\":\"http://json-schema.org/draft-07/schema#\"}",
    "{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnService) service = form_of (schemas[i], NULL, &error);
      g_autoptr (YnAnswers) answers = NULL;
      g_autoptr (YnFormItem) form = NULL;
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (YnJson) sample = NULL, begun = NULL;
      g_auto (GStrv) places = NULL;

      g_test_message ("%s", schemas[i]);
      g_assert_no_error (error);
      answers = yn_answers_new (service, NULL);
      g_assert_cmpuint (count_values (yn_answers_json (answers)), <, 100);
      form = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN);
      g_assert_cmpuint (count_items (form), <, 1000);
      problems = yn_service_check (service, yn_answers_json (answers), NULL, TODAY, YN_LANGUAGE_ZH_CN);
      g_assert_cmpuint (problems->len, <, 100);
      places = yn_places (service);
      g_assert_cmpuint (g_strv_length (places), <, 1000);
      sample = yn_sample_answers (service, TODAY, YN_LANGUAGE_ZH_CN);
      g_assert_cmpuint (count_values (sample), <, 20 * 1000);
      begun = yn_upgrade_begun (service);
      g_assert_nonnull (begun);
    }
}

/* The limit is far beyond what anybody fills in. */
static void
test_large (void)
{
  g_autofree char *schema = flat (5000, "{\"type\":\"string\",\"default\":\"x\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = form_of (schema, NULL, &error);
  g_autoptr (YnAnswers) answers = NULL;
  g_autoptr (YnFormItem) form = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_no_error (error);
  answers = yn_answers_new (service, NULL);
  g_assert_cmpuint (yn_json_size (yn_answers_json (answers)), ==, 5000);
  form = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN);
  g_assert_cmpuint (form->items->len, ==, 5000);
  problems = yn_form_check (form, yn_answers_json (answers), NULL, TODAY);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Answers may bring more than anybody wrote: the first of them stand in the form, and it says that there are more. */
static void
test_entries (void)
{
  g_autofree char *hundred = flat (100, "{\"type\":\"string\"}");
  g_autofree char *schema = g_strdup_printf ("{\"properties\":{\"rows\":{\"type\":\"array\",\"items\":%s}}}", hundred);
  g_autoptr (GString) text = g_string_new ("{\"rows\":[{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = form_of (schema, NULL, &error);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnFormItem) form = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < 100 * 1000; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}");
  answers = yn_json_parse (text->str, -1, NULL);
  form = yn_form_lay_out (service, answers, YN_LANGUAGE_ZH_CN);
  g_assert_cmpuint (count_items (form), <=, 100 * 1000 + 1);
  problems = yn_form_check (form, answers, NULL, TODAY);
  g_assert_cmpuint (problems->len, ==, 1);
  words = yn_problem_words (g_ptr_array_index (problems, 0), YN_LANGUAGE_ZH_CN);
  g_assert_nonnull (strstr (words, "100000"));
  g_assert_true (yn_form_follow (form, service, answers, YN_LANGUAGE_ZH_CN));
}

/* The same where each entry is laid out by a detail that the control brings. */
static void
test_entries_with_detail (void)
{
  g_autoptr (GString) text = g_string_new ("{\"rows\":[{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service
      = form_of ("{\"properties\":{\"rows\":{\"type\":\"array\",\"items\":{\"properties\":{\"a\":{}}}}}}",
                 "{\"type\":\"Control\",\"scope\":\"#/properties/rows\",\"options\":{\"detail\":"
                 "{\"type\":\"Control\",\"scope\":\"#/properties/a\"}}}",
                 &error);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnFormItem) form = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < 200 * 1000; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}");
  answers = yn_json_parse (text->str, -1, NULL);
  form = yn_form_lay_out (service, answers, YN_LANGUAGE_ZH_CN);
  g_assert_cmpuint (count_items (form), <=, 100 * 1000 + 1);
}

/* Answers may lie deeper in each other than the form goes: it says that, and not that there are too many. */
static void
test_deep (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = form_of ("{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"},"
                                           "\"name\":{\"type\":\"string\"}}}", NULL, &error);
  g_autoptr (GString) text = g_string_new ("{}");
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnFormItem) form = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < 100; i++)
    {
      g_string_prepend (text, "{\"a\":");
      g_string_append (text, "}");
    }
  answers = yn_json_parse (text->str, -1, NULL);
  form = yn_form_lay_out (service, answers, YN_LANGUAGE_ZH_CN);
  problems = yn_form_check (form, answers, NULL, TODAY);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((const YnProblem *) g_ptr_array_index (problems, 0))->code, ==, "answers-too-deep");
  words = yn_problem_words (g_ptr_array_index (problems, 0), YN_LANGUAGE_ZH_CN);
  g_assert_nonnull (strstr (words, "32"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/hostile/endless", test_endless);
  g_test_add_func ("/forms/hostile/endless-behind-one-question", test_endless_behind_one_question);
  g_test_add_func ("/forms/hostile/wide", test_wide);
  g_test_add_func ("/forms/hostile/shown-again-and-again", test_shown_again_and_again);
  g_test_add_func ("/forms/hostile/preview", test_preview);
  g_test_add_func ("/forms/hostile/of-itself", test_of_itself);
  g_test_add_func ("/forms/hostile/large", test_large);
  g_test_add_func ("/forms/hostile/entries", test_entries);
  g_test_add_func ("/forms/hostile/entries-with-detail", test_entries_with_detail);
  g_test_add_func ("/forms/hostile/deep", test_deep);
  return g_test_run ();
}
