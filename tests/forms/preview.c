/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Files as somebody writes them, whole and half: a form, or the line and column where they break, in words. */

#include "forms/preview.h"

#include <string.h>
#include "base/data.h"
#include "base/json-fault.h"

#define SCHEMA "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}"

static YnPreview *
preview_of (const char *schema, const char *uischema, const char *data, YnLanguage language)
{
  const char *given[] = { schema, uischema, data };
  GBytes *texts[YN_PREVIEW_N_FILES] = { NULL };
  YnPreview *preview;

  for (guint i = 0; i < YN_PREVIEW_N_FILES; i++)
    texts[i] = given[i] != NULL ? g_bytes_new_static (given[i], strlen (given[i])) : NULL;
  preview = yn_preview_new (texts, language);
  for (guint i = 0; i < YN_PREVIEW_N_FILES; i++)
    g_clear_pointer (&texts[i], g_bytes_unref);
  return preview;
}

static void
test_whole (void)
{
  g_autoptr (YnPreview) bare = preview_of (SCHEMA, NULL, NULL, YN_LANGUAGE_EN);
  g_autoptr (YnPreview) all = preview_of (SCHEMA, "{\"type\":\"Control\",\"scope\":\"#/properties/a\"}",
                                          "{\"a\":\"x\",\"b\":1}", YN_LANGUAGE_EN);

  g_assert_nonnull (bare->form);
  g_assert_null (bare->data);
  g_assert_nonnull (all->form);
  g_assert_cmpstr (yn_json_get_string (all->data, "a"), ==, "x");
  for (guint i = 0; i < YN_PREVIEW_N_FILES; i++)
    g_assert_cmpuint (all->remarks[i]->len, ==, 0);
}

static void
test_service_file (void)
{
  g_autoptr (GBytes) bytes = yn_data_bytes ("services/F04.json", NULL);
  GBytes *texts[YN_PREVIEW_N_FILES] = { bytes };
  g_autoptr (YnPreview) preview = yn_preview_new (texts, YN_LANGUAGE_ZH_CN);

  g_assert_nonnull (preview->form);
  g_assert_cmpstr (yn_preview_title (preview, YN_LANGUAGE_ZH_CN), ==, "餐饮与食品安全信用承诺");
  g_assert_cmpstr (yn_service_id (preview->form), ==, "F04");
}

/* A service file has its UI schema in it: the file behind it holds the answers. */
static void
test_service_answers (void)
{
  g_autoptr (GBytes) bytes = yn_data_bytes ("services/F04.json", NULL);
  g_autoptr (GBytes) answers = g_bytes_new_static ("{\"q\":1}", 7);
  g_autoptr (GBytes) broken = g_bytes_new_static ("{\"q\":", 5);
  GBytes *texts[YN_PREVIEW_N_FILES] = { bytes, answers };
  g_autoptr (YnPreview) preview = yn_preview_new (texts, YN_LANGUAGE_ZH_CN);
  g_autoptr (YnPreview) other = NULL;

  g_assert_nonnull (preview->form);
  g_assert_nonnull (yn_json_get (preview->data, "q"));
  texts[YN_PREVIEW_UISCHEMA] = broken;
  other = yn_preview_new (texts, YN_LANGUAGE_ZH_CN);
  g_assert_nonnull (other->form);
  g_assert_null (other->data);
  g_assert_cmpuint (other->remarks[YN_PREVIEW_UISCHEMA]->len, ==, 1);
}

/* What is named alone behind a schema and is no element of a UI schema are the answers. */
static void
test_answers_alone (void)
{
  g_autoptr (YnPreview) answers = preview_of (SCHEMA, "{\"a\":\"x\"}", NULL, YN_LANGUAGE_EN);
  g_autoptr (YnPreview) layout = preview_of (SCHEMA, "{\"type\":\"Contrl\"}", NULL, YN_LANGUAGE_EN);
  g_autoptr (YnPreview) half = preview_of (SCHEMA, "{\"type\":", "{\"a\":\"x\"}", YN_LANGUAGE_EN);

  g_assert_nonnull (answers->form);
  g_assert_cmpstr (yn_json_get_string (answers->data, "a"), ==, "x");
  for (guint i = 0; i < YN_PREVIEW_N_FILES; i++)
    g_assert_cmpuint (answers->remarks[i]->len, ==, 0);
  g_assert_null (layout->data);
  g_assert_null (half->form);
  g_assert_cmpuint (layout->remarks[YN_PREVIEW_UISCHEMA]->len, ==, 1);
}

/* Which file, where, which code, and a piece of the Chinese words. */
static void
test_broken (void)
{
  static const struct
  {
    const char *schema, *uischema, *data;
    YnPreviewFile file;
    guint line, column;
    const char *code, *words;
  } cases[] = {
    { "{\n  \"type\": \"object\",\n  \"properties\": {\n", NULL, NULL, YN_PREVIEW_SCHEMA, 4, 1, "json-no-name", "双引号" },
    { "{\n \"type\": \"obj", NULL, NULL, YN_PREVIEW_SCHEMA, 2, 14, "json-string-end", "引号" },
    { "{\"title\": \"店名\" \"type\": 1}", NULL, NULL, YN_PREVIEW_SCHEMA, 1, 16, "json-object-end", "逗号" },
    { "", NULL, NULL, YN_PREVIEW_SCHEMA, 1, 1, "json-early-end", "没有写完" },
    { "{\"a\":1,\n\"a\":2}", NULL, NULL, YN_PREVIEW_SCHEMA, 2, 5, "json-same-name", "两次" },
    { "{\"a\":\"\xff\"}", NULL, NULL, YN_PREVIEW_SCHEMA, 1, 7, "json-encoding", "UTF-8" },
    { "{\n\"type\": \"strng\"}", NULL, NULL, YN_PREVIEW_SCHEMA, 2, 9, "any-of", "" },
    { "{\n \"properties\": {\n  \"a\": {\"$ref\": \"#/$defs/b\"}}}", NULL, NULL, YN_PREVIEW_SCHEMA, 3, 17,
      "reference-nowhere", "$ref" },
    { "{\n \"properties\": {\n  \"a\": {\"pattern\": \"(\"}}}", NULL, NULL, YN_PREVIEW_SCHEMA, 3, 20, "format-regex",
      "" },
    { SCHEMA, "{\"type\":\"Control\",\n\"scope\":\"#/properties/b\"}", NULL, YN_PREVIEW_UISCHEMA, 2, 9, "scope-nowhere",
      "#/properties/b" },
    { SCHEMA, "{\"type\":\n \"Contrl\"}", NULL, YN_PREVIEW_UISCHEMA, 2, 2, "element-unknown", "Contrl" },
    { SCHEMA, "{\"type\":\"Label\",\"rule\":{\n\"effect\":\"SHOUT\"}}", NULL, YN_PREVIEW_UISCHEMA, 2, 10, "effect-unknown",
      "SHOUT" },
    { SCHEMA, "{\"type\":\"Label\",\n\"rule\":{\"effect\":\"SHOW\"}}", NULL, YN_PREVIEW_UISCHEMA, 2, 8, "rule-incomplete",
      "condition" },
    { SCHEMA, "{\"type\":", NULL, YN_PREVIEW_UISCHEMA, 1, 9, "json-early-end", "没有写完" },
    { SCHEMA, NULL, "{\"a\": tru}", YN_PREVIEW_DATA, 1, 7, "json-no-value", "值" },
    { SCHEMA, NULL, "[]", YN_PREVIEW_DATA, 0, 0, "answers-object", "对象" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnPreview) preview = preview_of (cases[i].schema, cases[i].uischema, cases[i].data,
                                                  YN_LANGUAGE_ZH_CN);
      GPtrArray *remarks = preview->remarks[cases[i].file];
      const YnRemark *remark;

      g_test_message ("case %u", i);
      g_assert_cmpuint (remarks->len, >, 0);
      remark = g_ptr_array_index (remarks, 0);
      g_test_message ("%s", remark->words);
      g_assert_cmpstr (remark->code, ==, cases[i].code);
      g_assert_cmpuint (remark->line, ==, cases[i].line);
      g_assert_cmpuint (remark->column, ==, cases[i].column);
      g_assert_nonnull (strstr (remark->words, cases[i].words));
      if (cases[i].file != YN_PREVIEW_DATA)
        g_assert_null (preview->form);
      else
        g_assert_nonnull (preview->form);
    }
}

static void
test_deep (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autoptr (YnPreview) preview = preview_of (brackets, NULL, NULL, YN_LANGUAGE_EN);
  const YnRemark *remark = g_ptr_array_index (preview->remarks[YN_PREVIEW_SCHEMA], 0);

  g_assert_null (preview->form);
  g_assert_cmpstr (remark->code, ==, "json-depth");
}

/* A service file says all that is wrong with its shape at once. */
static void
test_service_broken (void)
{
  g_autoptr (YnJson) json = yn_data_json ("services/F04.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (YnPreview) preview = NULL;
  guint places = 0;

  yn_json_put (&json, "/version", NULL);
  yn_json_put (&json, "/title/en", NULL);
  text = yn_json_print (json, YN_JSON_PRETTY);
  preview = preview_of (text, NULL, NULL, YN_LANGUAGE_ZH_CN);
  g_assert_null (preview->form);
  for (guint i = 0; i < preview->remarks[YN_PREVIEW_SCHEMA]->len; i++)
    {
      const YnRemark *remark = g_ptr_array_index (preview->remarks[YN_PREVIEW_SCHEMA], i);

      places += g_str_equal (remark->pointer, "/version") || g_str_equal (remark->pointer, "/title/en");
      g_assert_cmpuint (remark->line, >, 0);
    }
  g_assert_cmpuint (places, ==, 2);
}

static void
test_every_fault_has_words (void)
{
  for (guint fault = 0; fault < YN_N_JSON_FAULTS; fault++)
    {
      g_autoptr (GError) error = yn_json_fault_error (fault, 3, 7);
      guint line, column;
      const char *code = yn_json_fault_of (error, &line, &column);

      g_assert_nonnull (code);
      g_assert_true (yn_problems_know (code));
      g_assert_cmpuint (line, ==, 3);
      g_assert_cmpuint (column, ==, 7);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/preview/whole", test_whole);
  g_test_add_func ("/forms/preview/service-file", test_service_file);
  g_test_add_func ("/forms/preview/service-answers", test_service_answers);
  g_test_add_func ("/forms/preview/answers-alone", test_answers_alone);
  g_test_add_func ("/forms/preview/broken", test_broken);
  g_test_add_func ("/forms/preview/deep", test_deep);
  g_test_add_func ("/forms/preview/service-broken", test_service_broken);
  g_test_add_func ("/forms/preview/every-fault-has-words", test_every_fault_has_words);
  return g_test_run ();
}
