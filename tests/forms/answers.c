/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Typed text becoming answers, answers changing, and the form that a person meets meanwhile. */

#include "forms/answers.h"

#include <string.h>
#include "fixtures/picnic.h"
#include "forms/layout.h"

static YnAnswers *
answers_new (const char *start)
{
  g_autoptr (YnService) service = picnic_new ();
  g_autoptr (YnJson) json = start != NULL ? yn_json_parse (start, -1, NULL) : NULL;

  return yn_answers_new (service, json);
}

static void
expect (YnAnswers *answers, const char *printed)
{
  g_autofree char *now = yn_json_print (yn_answers_json (answers), YN_JSON_COMPACT);

  g_assert_cmpstr (now, ==, printed);
}

static void
test_typed (void)
{
  static const struct
  {
    const char *what;
    const char *pointer;
    const char *text;
    const char *value; /* NULL: nothing */
    gboolean said;
    const char *edit;
  } cases[] = {
    { "plain", "/name", "秋游", "\"秋游\"", FALSE, "秋游" },
    { "ends trimmed without a word", "/name", "  秋游 ", "\"秋游\"", FALSE, "秋游" },
    { "full-width digits", "/name", "秋游２０２６", "\"秋游2026\"", TRUE, "秋游2026" },
    { "a pasted line break", "/name", "秋\n游", "\"秋 游\"", TRUE, "秋 游" },
    { "control characters", "/name", "秋\001游", "\"秋游\"", TRUE, "秋游" },
    { "markup", "/name", "A&B <b>", "\"A&B <b>\"", FALSE, "A&B <b>" },
    { "white space alone", "/name", " \t ", NULL, FALSE, "" },
    { "nothing", "/name", "", NULL, FALSE, "" },
    { "a full-width number", "/guests", "１２", "12", TRUE, "12" },
    { "a number with zeros in front", "/guests", "007", "7", TRUE, "7" },
    { "a number with a comma", "/guests", "1,234", "1234", TRUE, "1234" },
    { "no number", "/guests", "三个", "\"三个\"", FALSE, "三个" },
    { "a number past all bounds", "/guests", "1e99999999999", "\"1e99999999999\"", FALSE, "1e99999999999" },
    { "half a number", "/guests", "-", "\"-\"", FALSE, "-" },
    { "yuan", "/fee", "1234.5", "123450", TRUE, "1234.50" },
    { "whole yuan", "/fee", "1234", "123400", FALSE, "1234" },
    { "yuan with sign and commas", "/fee", "￥1,234.50元", "123450", TRUE, "1234.50" },
    { "too many decimals", "/fee", "1.234", "\"1.234\"", FALSE, "1.234" },
    { "a day", "/day", "2026-11-23", "\"2026-11-23\"", FALSE, "2026-11-23" },
    { "a day in Chinese", "/day", "2026年11月3日", "\"2026-11-03\"", TRUE, "2026-11-03" },
    { "a day with points", "/day", "2026.11.3", "\"2026-11-03\"", TRUE, "2026-11-03" },
    { "a day in a row", "/day", "20261103", "\"2026-11-03\"", TRUE, "2026-11-03" },
    { "no day", "/day", "2026-02-30", "\"2026-02-30\"", FALSE, "2026-02-30" },
    { "a time in Chinese", "/start", "2026年11月3日 下午6点05分", "\"2026-11-03T18:05:00+08:00\"", TRUE, "2026-11-03 18:05" },
    { "a full-width colon", "/start", "2026-11-23 18：00", "\"2026-11-23T18:00:00+08:00\"", TRUE, "2026-11-23 18:00" },
    { "a number with its unit", "/guests", "12 人", "12", TRUE, "12" },
    { "a Chinese point", "/guests", "1。5", "1.5", TRUE, "1.5" },
    { "a time", "/start", "2026-11-23 18:00", "\"2026-11-23T18:00:00+08:00\"", FALSE, "2026-11-23 18:00" },
    { "no time", "/start", "2026-11-23 25:00", "\"2026-11-23 25:00\"", FALSE, "2026-11-23 25:00" },
    { "yes", "/outside", "是", "true", TRUE, "true" },
    { "perhaps", "/outside", "也许", "\"也许\"", FALSE, "也许" },
    { "a choice by value", "/place", "park", "\"park\"", FALSE, "park" },
    { "a choice by its label", "/place", "公园", "\"park\"", TRUE, "park" },
    { "no choice", "/place", "月亮", "\"月亮\"", FALSE, "月亮" },
    { "choices", "/food", "米饭、tea", "[\"rice\",\"tea\"]", TRUE, "rice,tea" },
    { "a credit code", "/enterprise/uscc", "91460200ma5t00010p", "\"91460200MA5T00010P\"", TRUE, "91460200MA5T00010P" },
    { "a phone", "/enterprise/agent/phone", "138-0013-8000", "\"13800138000\"", TRUE, "13800138000" },
    { "a place that nobody described", "/nowhere", "x", "\"x\"", FALSE, "x" },
    { "bytes that are no text", "/name", "\377", "\"\357\277\275\"", TRUE, "\357\277\275" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnAnswers) answers = answers_new ("{}");
      const char *said = "unset";
      const YnJson *value;
      g_autofree char *printed = NULL;
      g_autofree char *first = g_strconcat (cases[i].pointer, "/0", NULL);
      YnSchema *schema = yn_service_schema (yn_answers_service (answers));
      g_autoptr (YnField) field = yn_field_new (yn_schema_at (schema, cases[i].pointer), yn_schema_at (schema, first), NULL);
      g_autofree char *edit = NULL;

      g_test_message ("%s", cases[i].what);
      yn_answers_set_text (answers, cases[i].pointer, cases[i].text, &said);
      value = yn_answers_get (answers, cases[i].pointer);
      printed = value != NULL ? yn_json_print (value, YN_JSON_COMPACT) : NULL;
      edit = yn_field_edit_text (field, value);
      g_assert_cmpstr (printed, ==, cases[i].value);
      g_assert_cmpint (said != NULL && g_str_has_prefix (said, "put-right"), ==, cases[i].said);
      g_assert_cmpstr (edit, ==, cases[i].edit);
    }
}

static void
test_undo (void)
{
  g_autoptr (YnAnswers) answers = answers_new ("{\"name\":\"a\"}");
  g_autoptr (YnJson) b = yn_json_new_string ("b");
  g_autoptr (YnJson) c = yn_json_new_string ("c");
  g_autoptr (YnJson) empty = yn_json_new_string ("");

  g_assert_false (yn_answers_undo (answers));
  g_assert_true (yn_answers_set (answers, "/name", b));
  g_assert_false (yn_answers_set (answers, "/name", b));
  g_assert_true (yn_answers_set (answers, "/umbrella", c));
  g_assert_true (yn_answers_set (answers, "/name", empty));
  expect (answers, "{\"umbrella\":\"c\"}");
  g_assert_false (yn_answers_set (answers, "/name", NULL));
  g_assert_false (yn_answers_set (answers, "", b));
  g_assert_false (yn_answers_set (answers, "name", b));

  g_assert_true (yn_answers_undo (answers));
  expect (answers, "{\"umbrella\":\"c\",\"name\":\"b\"}");
  g_assert_true (yn_answers_undo (answers));
  g_assert_true (yn_answers_undo (answers));
  expect (answers, "{\"name\":\"a\"}");
  g_assert_false (yn_answers_undo (answers));
  g_assert_true (yn_answers_redo (answers));
  expect (answers, "{\"name\":\"b\"}");
  g_assert_true (yn_answers_set (answers, "/name", c));
  g_assert_false (yn_answers_redo (answers));
}

/* Changes that came together go together, and what came before them stays a step of its own. */
static void
test_joined (void)
{
  g_autoptr (YnAnswers) answers = answers_new ("{}");
  g_autoptr (YnJson) a = yn_json_new_string ("a");
  g_autoptr (YnJson) b = yn_json_new_string ("b");

  yn_answers_set (answers, "/name", a);
  yn_answers_join (answers, TRUE);
  yn_answers_set (answers, "/name", b);
  yn_answers_set (answers, "/umbrella", b);
  yn_answers_set (answers, "/umbrella", a);
  yn_answers_join (answers, FALSE);
  yn_answers_set (answers, "/umbrella", b);

  g_assert_true (yn_answers_undo (answers));
  expect (answers, "{\"name\":\"b\",\"umbrella\":\"a\"}");
  g_assert_cmpstr (yn_answers_undo_pointer (answers), ==, "/name");
  g_assert_true (yn_answers_undo (answers));
  expect (answers, "{\"name\":\"a\"}");
  g_assert_cmpstr (yn_answers_redo_pointer (answers), ==, "/name");
  g_assert_true (yn_answers_redo (answers));
  expect (answers, "{\"name\":\"b\",\"umbrella\":\"a\"}");
  g_assert_true (yn_answers_redo (answers));
  g_assert_false (yn_answers_redo (answers));
  expect (answers, "{\"name\":\"b\",\"umbrella\":\"b\"}");
  yn_answers_join (answers, TRUE); /* in which nothing comes */
  yn_answers_join (answers, FALSE);
  g_assert_true (yn_answers_undo (answers));
  expect (answers, "{\"name\":\"b\",\"umbrella\":\"a\"}");
}

/* Typing in one visit is one step; what was typed and taken back is none. */
static void
test_typing (void)
{
  g_autoptr (YnAnswers) answers = answers_new ("{\"name\":\"a\"}");

  g_assert_true (yn_answers_set_text (answers, "/name", "ab", NULL));
  g_assert_true (yn_answers_set_text (answers, "/name", "abc", NULL));
  g_assert_true (yn_answers_set_text (answers, "/umbrella", "x", NULL));
  g_assert_cmpstr (yn_answers_undo_pointer (answers), ==, "/umbrella");
  g_assert_null (yn_answers_redo_pointer (answers));
  yn_answers_undo (answers);
  g_assert_cmpstr (yn_answers_redo_pointer (answers), ==, "/umbrella");
  g_assert_cmpstr (yn_answers_undo_pointer (answers), ==, "/name");
  yn_answers_undo (answers);
  expect (answers, "{\"name\":\"a\"}");
  g_assert_null (yn_answers_undo_pointer (answers));
  g_assert_false (yn_answers_undo (answers));

  g_assert_true (yn_answers_set_text (answers, "/name", "ab", NULL));
  yn_answers_settle (answers);
  g_assert_true (yn_answers_set_text (answers, "/name", "abc", NULL));
  yn_answers_undo (answers);
  expect (answers, "{\"name\":\"ab\"}");
  g_assert_true (yn_answers_set_text (answers, "/name", "abd", NULL));
  g_assert_true (yn_answers_set_text (answers, "/name", "ab", NULL));
  yn_answers_undo (answers);
  expect (answers, "{\"name\":\"a\"}");
}

static YnAnswers *
answers_to (const char *schema, const char *start)
{
  g_autoptr (YnJson) json = yn_json_parse (schema, -1, NULL);
  g_autoptr (YnJson) given = yn_json_parse (start, -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_new_form (json, NULL, &error);

  g_assert_no_error (error);
  return yn_answers_new (service, given);
}

static void
test_entries (void)
{
  g_autoptr (YnAnswers) answers = answers_to (
      "{\"type\":\"object\",\"properties\":{\"l\":{\"type\":\"array\",\"minItems\":1,\"maxItems\":3,\"items\":{\"type\":\"object\","
      "\"properties\":{\"n\":{\"type\":\"integer\",\"default\":7},\"t\":{\"type\":\"string\"}}}},"
      "\"w\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}",
      "{}");
  g_autoptr (YnJson) given = yn_json_parse ("{\"t\":\"x\"}", -1, NULL);

  g_assert_false (yn_answers_insert (answers, "/l", 1, NULL));
  g_assert_true (yn_answers_insert (answers, "/l", 0, NULL));
  expect (answers, "{\"l\":[{\"n\":7}]}");
  g_assert_cmpstr (yn_answers_undo_pointer (answers), ==, "/l/0");
  g_assert_false (yn_answers_remove (answers, "/l", 0)); /* at least one */
  g_assert_true (yn_answers_insert (answers, "/l", 0, given));
  g_assert_true (yn_answers_insert (answers, "/l", 2, NULL));
  g_assert_false (yn_answers_insert (answers, "/l", 3, NULL)); /* at most three */
  expect (answers, "{\"l\":[{\"t\":\"x\"},{\"n\":7},{\"n\":7}]}");
  g_assert_true (yn_answers_move (answers, "/l", 0, 2));
  expect (answers, "{\"l\":[{\"n\":7},{\"n\":7},{\"t\":\"x\"}]}");
  g_assert_true (yn_answers_move (answers, "/l", 2, 1));
  expect (answers, "{\"l\":[{\"n\":7},{\"t\":\"x\"},{\"n\":7}]}");
  g_assert_false (yn_answers_move (answers, "/l", 1, 1));
  g_assert_false (yn_answers_move (answers, "/l", 0, 3));
  g_assert_true (yn_answers_remove (answers, "/l", 0));
  expect (answers, "{\"l\":[{\"t\":\"x\"},{\"n\":7}]}");
  g_assert_false (yn_answers_remove (answers, "/l", 2));
  while (yn_answers_undo (answers))
    ;
  expect (answers, "{}");

  /* A plain value stands until it is removed, empty or not. */
  g_assert_true (yn_answers_insert (answers, "/w", 0, NULL));
  expect (answers, "{\"w\":[\"\"]}");
  g_assert_true (yn_answers_set_text (answers, "/w/0", "a", NULL));
  g_assert_true (yn_answers_insert (answers, "/w", 1, NULL));
  g_assert_true (yn_answers_set_text (answers, "/w/0", "", NULL));
  expect (answers, "{\"w\":[\"\",\"\"]}");
  g_assert_true (yn_answers_remove (answers, "/w", 0));
  expect (answers, "{\"w\":[\"\"]}");
}

static void
test_members (void)
{
  g_autoptr (YnAnswers) answers = answers_to (
      "{\"type\":\"object\",\"properties\":{\"o\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},"
      "\"patternProperties\":{\"^n_\":{\"type\":\"integer\"}},\"additionalProperties\":false,\"maxProperties\":2}}}",
      "{}");

  g_assert_true (yn_answers_add_member (answers, "/o", "n_1"));
  expect (answers, "{\"o\":{\"n_1\":\"\"}}");
  g_assert_false (yn_answers_add_member (answers, "/o", "n_1"));
  g_assert_false (yn_answers_add_member (answers, "/o", "m_1"));
  g_assert_false (yn_answers_add_member (answers, "/o", ""));
  g_assert_true (yn_answers_set_text (answers, "/o/n_1", "5", NULL));
  g_assert_true (yn_answers_rename_member (answers, "/o", "n_1", "n_2"));
  expect (answers, "{\"o\":{\"n_2\":5}}");
  g_assert_false (yn_answers_rename_member (answers, "/o", "n_1", "n_3"));
  g_assert_false (yn_answers_rename_member (answers, "/o", "n_2", "other"));
  g_assert_true (yn_answers_add_member (answers, "/o", "n_3"));
  g_assert_false (yn_answers_add_member (answers, "/o", "n_4")); /* at most two */
  g_assert_true (yn_answers_set_text (answers, "/o/n_2", "", NULL));
  expect (answers, "{\"o\":{\"n_2\":\"\",\"n_3\":\"\"}}");
  g_assert_true (yn_answers_set (answers, "/o/n_2", NULL));
  expect (answers, "{\"o\":{\"n_3\":\"\"}}");
}

/* What both branches have stays; what one alone has comes back with it. */
static void
test_branches (void)
{
  g_autoptr (YnAnswers) answers = answers_to (
      "{\"type\":\"object\",\"properties\":{\"c\":{\"oneOf\":["
      "{\"type\":\"object\",\"properties\":{\"by\":{\"const\":\"post\"},\"street\":{\"type\":\"string\"},\"to\":{\"type\":\"string\"}}},"
      "{\"type\":\"object\",\"properties\":{\"by\":{\"const\":\"phone\"},\"number\":{\"type\":\"string\",\"default\":\"1\"},"
      "\"to\":{\"type\":\"string\"}}}]}}}",
      "{}");
  g_autoptr (YnJson) value = yn_json_new_string ("S");
  g_autoptr (YnJson) to = yn_json_new_string ("T");

  g_assert_false (yn_answers_choose (answers, "/c", 2));
  g_assert_true (yn_answers_choose (answers, "/c", 0));
  expect (answers, "{\"c\":{\"by\":\"post\"}}");
  g_assert_true (yn_answers_set (answers, "/c/street", value));
  g_assert_true (yn_answers_set (answers, "/c/to", to));
  g_assert_false (yn_answers_choose (answers, "/c", 0));
  g_assert_true (yn_answers_choose (answers, "/c", 1));
  expect (answers, "{\"c\":{\"by\":\"phone\",\"number\":\"1\",\"to\":\"T\"}}");
  g_assert_true (yn_answers_choose (answers, "/c", 0));
  expect (answers, "{\"c\":{\"by\":\"post\",\"street\":\"S\",\"to\":\"T\"}}");
  g_assert_true (yn_answers_undo (answers));
  g_assert_true (yn_answers_undo (answers));
  expect (answers, "{\"c\":{\"by\":\"post\",\"street\":\"S\",\"to\":\"T\"}}");
}

static const YnFormItem *
find_item (const YnFormItem *item, const char *pointer)
{
  if (g_strcmp0 (item->pointer, pointer) == 0)
    return item;
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    {
      const YnFormItem *found = find_item (g_ptr_array_index (item->items, i), pointer);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The whole form may be of several shapes, and answers that do not tell leave it to the person. */
static void
test_whole_branches (void)
{
  g_autoptr (YnAnswers) answers = answers_to ("{\"oneOf\":[{\"type\":\"object\",\"title\":\"A\",\"properties\":{\"a\":{\"type\":\"string\"}}},"
                                              "{\"type\":\"object\",\"title\":\"B\",\"properties\":{\"b\":{\"type\":\"string\"}}}]}",
                                              "{}");
  YnService *service = yn_answers_service (answers);
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_EN);
  g_autoptr (YnFormItem) chosen = NULL;
  g_autoptr (YnFormItem) filled = NULL;
  const YnFormItem *branches = g_ptr_array_index (form->items, 0);

  g_assert_cmpint (branches->kind, ==, YN_FORM_ITEM_BRANCHES);
  g_assert_cmpint (branches->chosen, ==, -1);
  yn_answers_choose (answers, "", 1);
  yn_form_choose (form, "", 1);
  g_assert_false (yn_form_follow (form, service, yn_answers_json (answers), YN_LANGUAGE_EN));
  chosen = yn_form_lay_out_again (form, service, yn_answers_json (answers), YN_LANGUAGE_EN);
  branches = g_ptr_array_index (chosen->items, 0);
  g_assert_cmpint (branches->chosen, ==, 1);
  g_assert_nonnull (find_item (chosen, "/b"));
  g_assert_null (find_item (chosen, "/a"));
  g_assert_true (yn_answers_set_text (answers, "/b", "x", NULL));
  g_assert_true (yn_form_follow (chosen, service, yn_answers_json (answers), YN_LANGUAGE_EN));
  filled = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_EN);
  g_assert_nonnull (find_item (filled, "/b"));
}

static void
expect_problems (const YnFormItem *form, YnAnswers *answers, const char *expected)
{
  g_autoptr (GPtrArray) problems = yn_form_check (form, yn_answers_json (answers), NULL, NULL);
  g_autoptr (GString) places = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (places, "%s%s %s", i > 0 ? ", " : "", problem->pointer, problem->code);
    }
  g_assert_cmpstr (places->str, ==, expected);
}

/* What is wrong is said at the fields that a person chose to fill in, while the answers fit another shape no better. */
static void
test_problems_in_chosen_branch (void)
{
  g_autoptr (YnAnswers) answers = answers_to (
      "{\"type\":\"object\",\"properties\":{\"c\":{\"oneOf\":["
      "{\"type\":\"object\",\"title\":\"A\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]},"
      "{\"type\":\"object\",\"title\":\"B\",\"properties\":{\"b\":{\"type\":\"string\"},\"n\":{\"type\":\"string\"}},"
      "\"required\":[\"b\",\"n\"]}]}}}",
      "{\"c\":{}}");
  YnService *service = yn_answers_service (answers);
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_EN);
  g_autoptr (YnFormItem) second = NULL, first = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  expect_problems (form, answers, "/c one-of");
  yn_form_choose (form, "/c", 1);
  second = yn_form_lay_out_again (form, service, yn_answers_json (answers), YN_LANGUAGE_EN);
  expect_problems (second, answers, "/c/b required, /c/n required");
  yn_form_choose (second, "/c", 0);
  first = yn_form_lay_out_again (second, service, yn_answers_json (answers), YN_LANGUAGE_EN);
  expect_problems (first, answers, "/c/a required");
  yn_aside_set_branch (yn_answers_aside (answers), "/c", 1);
  kept = yn_answers_check (answers, NULL, NULL, YN_LANGUAGE_EN); /* as the form is opened again another day */
  g_assert_cmpuint (kept->len, ==, 2);
  g_assert_true (yn_answers_set_text (answers, "/c/b", "x", NULL)); /* now the answers tell */
  expect_problems (first, answers, "/c/n required");
}

static void
gather_visible (GHashTable *pointers, const YnFormItem *item)
{
  if (!item->visible)
    return;
  if (item->pointer != NULL)
    g_hash_table_add (pointers, item->pointer);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    gather_visible (pointers, g_ptr_array_index (item->items, i));
}

static void
expect_none_hidden (const YnFormItem *item, const YnJson *payload, GHashTable *shown)
{
  if (!item->visible && item->pointer != NULL && !g_hash_table_contains (shown, item->pointer))
    g_assert_null (yn_json_pointer (payload, item->pointer));
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    expect_none_hidden (g_ptr_array_index (item->items, i), payload, shown);
}

static gboolean
is_placed (GHashTable *shown, const char *pointer)
{
  g_autofree char *at = g_strdup (pointer);
  char *slash;

  while ((slash = strrchr (at, '/')) != NULL)
    {
      if (g_hash_table_contains (shown, at))
        return TRUE;
      *slash = '\0';
    }
  return FALSE;
}

static void
gather_booleans (const YnFormItem *item, GPtrArray *booleans)
{
  if (item->field != NULL && item->field->kind == YN_FIELD_BOOLEAN)
    g_ptr_array_add (booleans, item->pointer);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    gather_booleans (g_ptr_array_index (item->items, i), booleans);
}

static void
flip (YnAnswers *answers, const char *pointer)
{
  g_autoptr (YnJson) value = yn_json_new_boolean (!yn_json_boolean (yn_answers_get (answers, pointer)));

  yn_answers_set (answers, pointer, value);
}

/* However questions come and go: nothing hidden is in the payload, a form that followed is the form anew, every problem has a
 * visible control, and nothing is lost. */
static void
test_toggling (void)
{
  g_autoptr (YnService) service = yn_service_find ("F04", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "fixtures", "answers", "F04.json", NULL);
  g_autoptr (YnJson) start = yn_json_load (path, NULL);
  g_autoptr (YnAnswers) answers = yn_answers_new (service, start);
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, start, YN_LANGUAGE_ZH_CN);
  g_autoptr (GPtrArray) booleans = g_ptr_array_new ();

  gather_booleans (form, booleans);
  g_assert_cmpuint (booleans->len, >, 1);
  for (guint round = 0; round < 1000; round++)
    {
      g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (YnJson) payload = NULL;
      g_autoptr (GPtrArray) problems = NULL;

      flip (answers, g_ptr_array_index (booleans, g_test_rand_int_range (0, booleans->len)));
      g_assert_true (yn_form_follow (form, service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN));
      gather_visible (shown, form);
      payload = yn_form_visible (form, yn_answers_json (answers));
      expect_none_hidden (form, payload, shown);
      if (round % 20 > 0)
        continue;
      problems = yn_service_check (service, payload, NULL, "2026-11-23", YN_LANGUAGE_ZH_CN);
      for (guint i = 0; i < problems->len; i++)
        {
          const YnProblem *problem = g_ptr_array_index (problems, i);

          if (!g_str_has_prefix (problem->pointer, "/attachments/") && !is_placed (shown, problem->pointer))
            g_error ("no control for %s (%s)", problem->pointer, problem->code);
        }
    }
  for (guint i = 0; i < booleans->len; i++)
    {
      const YnJson *value = yn_json_pointer (start, g_ptr_array_index (booleans, i));

      yn_answers_set (answers, g_ptr_array_index (booleans, i), value);
    }
  g_assert_true (yn_json_equal (yn_answers_json (answers), start));
}

static void
test_many_steps (void)
{
  g_autoptr (YnAnswers) answers = answers_new ("{}");
  guint undone = 0;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = g_strdup_printf ("n%u", i);

      g_assert_true (yn_answers_set_text (answers, "/name", text, NULL));
      yn_answers_settle (answers);
    }
  while (yn_answers_undo (answers))
    undone++;
  g_assert_cmpuint (undone, ==, 500);
  expect (answers, "{\"name\":\"n1499\"}");
}

static void
test_defaults (void)
{
  g_autoptr (YnAnswers) answers = answers_new (NULL);
  g_autoptr (YnAnswers) other = answers_new ("[]");
  g_autoptr (YnAnswers) given = answers_new ("{\"guests\":3}");

  expect (answers, "{\"enterprise\":{\"category\":\"1\",\"legalRepresentative\":{\"documentKind\":\"resident-id\"}},"
                   "\"guests\":2}");
  g_assert_true (yn_json_equal (yn_answers_json (answers), yn_answers_json (other)));
  expect (given, "{\"guests\":3}"); /* what is left out of it was left out */
}

/* Hidden answers are kept, not sent, and come back. */
static void
test_hidden (void)
{
  g_autoptr (YnAnswers) answers = answers_new ("{\"outside\":true,\"umbrella\":\"两把\"}");
  g_autoptr (YnJson) whole = yn_answers_visible (answers);
  g_autoptr (YnJson) no = yn_json_new_boolean (FALSE);
  g_autoptr (YnJson) dry = NULL;

  g_assert_cmpstr (yn_json_get_string (whole, "umbrella"), ==, "两把");
  yn_answers_set (answers, "/outside", no);
  dry = yn_answers_visible (answers);
  g_assert_null (yn_json_get (dry, "umbrella"));
  g_assert_cmpstr (yn_json_string (yn_answers_get (answers, "/umbrella")), ==, "两把");
}

/* An object that only held hidden answers is not sent empty: its required members would be asked for. */
static void
test_hidden_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_find ("F24", &error);
  g_autoptr (YnJson) given = yn_json_parse ("{\"certificate\":{\"kind\":\"premises\"},\"facts\":{\"premises\":"
                                            "{\"address\":\"样例路24号\",\"area\":20}}}", -1, NULL);
  g_autoptr (YnAnswers) answers = yn_answers_new (service, given);
  g_autoptr (YnJson) other = yn_json_new_string ("other");
  g_autoptr (YnJson) without = NULL;

  g_assert_no_error (error);
  yn_answers_set (answers, "/certificate/kind", other);
  without = yn_answers_visible (answers);
  g_assert_null (yn_json_pointer (without, "/facts"));
  g_assert_cmpstr (yn_json_string (yn_json_pointer (without, "/certificate/kind")), ==, "other");
  g_assert_nonnull (yn_answers_get (answers, "/facts/premises/address"));
}

static void
test_rules (void)
{
  static const struct
  {
    const char *answers;
    const char *pointer;
    gboolean visible;
    gboolean enabled;
    gboolean required;
  } cases[] = {
    { "{}", "/umbrella", FALSE, TRUE, FALSE },
    { "{\"outside\":true}", "/umbrella", TRUE, TRUE, FALSE },
    { "{\"outside\":\"true\"}", "/umbrella", FALSE, TRUE, FALSE },
    { "{}", "/name", TRUE, TRUE, TRUE },
    { "{}", "/place", TRUE, TRUE, FALSE },
    { "{\"outside\":true}", "/place", TRUE, TRUE, TRUE },
    { "{\"guests\":1}", "/fee", TRUE, FALSE, FALSE },
    { "{\"guests\":2}", "/fee", TRUE, TRUE, FALSE },
    { "{\"guests\":1}", "/rows", TRUE, TRUE, FALSE },
    { "{\"guests\":1,\"outside\":true}", "/rows", FALSE, TRUE, FALSE },
    { "{\"guests\":1,\"place\":\"park\"}", "/rows", FALSE, TRUE, FALSE },
    { "{\"guests\":2,\"place\":\"park\"}", "/rows", TRUE, TRUE, FALSE },
    { "{\"guests\":1,\"place\":\"park\",\"rows\":[{}]}", "/rows/0/item", FALSE, TRUE, TRUE },
  };
  g_autoptr (YnService) service = picnic_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) answers = yn_json_parse (cases[i].answers, -1, NULL);
      g_autoptr (YnFormItem) form = yn_form_lay_out (service, answers, YN_LANGUAGE_ZH_CN);
      const YnFormItem *item = find_item (form, cases[i].pointer);

      g_test_message ("%s %s", cases[i].answers, cases[i].pointer);
      g_assert_nonnull (item);
      g_assert_cmpint (item->visible, ==, cases[i].visible);
      g_assert_cmpint (item->enabled, ==, cases[i].enabled);
      g_assert_cmpint (item->required, ==, cases[i].required);
    }
}

static void
test_items (void)
{
  g_autoptr (YnService) service = picnic_new ();
  g_autoptr (YnJson) answers = yn_json_parse ("{\"rows\":[{\"item\":\"伞\"},{\"item\":\"茶\",\"price\":5}]}", -1, NULL);
  g_autoptr (YnFormItem) zh = yn_form_lay_out (service, answers, YN_LANGUAGE_ZH_CN);
  g_autoptr (YnFormItem) en = yn_form_lay_out (service, answers, YN_LANGUAGE_EN);
  const YnFormItem *group = g_ptr_array_index (en->items, 2);
  const YnFormItem *table = find_item (zh, "/rows");
  const YnFormItem *place = find_item (en, "/place");

  g_assert_cmpint (zh->kind, ==, YN_FORM_ITEM_GROUP);
  g_assert_cmpstr (zh->label, ==, "");
  g_assert_cmpstr (group->label, ==, "Other");
  g_assert_cmpint (((YnFormItem *) g_ptr_array_index (group->items, 0))->kind, ==, YN_FORM_ITEM_LABEL);
  g_assert_cmpstr (((YnFormItem *) g_ptr_array_index (group->items, 0))->label, ==, "As you like");
  g_assert_cmpint (((YnFormItem *) g_ptr_array_index (group->items, 1))->kind, ==, YN_FORM_ITEM_ROW);

  g_assert_cmpint (table->kind, ==, YN_FORM_ITEM_ARRAY);
  g_assert_cmpuint (table->items->len, ==, 2);
  g_assert_cmpuint (table->columns->len, ==, 2);
  g_assert_cmpstr (((YnFormItem *) g_ptr_array_index (table->columns, 1))->pointer, ==, "/price");
  g_assert_cmpstr (((YnFormItem *) g_ptr_array_index (table->columns, 1))->label, ==, "价钱");
  g_assert_cmpint (find_item (zh, "/rows/1/price")->field->kind, ==, YN_FIELD_MONEY);
  g_assert_true (find_item (zh, "/rows/1/price")->field->private);

  g_assert_cmpint (place->field->kind, ==, YN_FIELD_CHOICE);
  g_assert_cmpuint (place->field->choices->len, ==, 2);
  g_assert_cmpstr (((YnFieldChoice *) g_ptr_array_index (place->field->choices, 1))->value, ==, "\"beach\"");
  g_assert_cmpstr (((YnFieldChoice *) g_ptr_array_index (place->field->choices, 1))->label, ==, "Beach");
  g_assert_cmpint (find_item (en, "/food")->field->kind, ==, YN_FIELD_CHOICES);
  g_assert_cmpstr (((YnFieldChoice *) g_ptr_array_index (find_item (en, "/food")->field->choices, 0))->label, ==, "Rice");
  g_assert_cmpint (find_item (en, "/day")->field->kind, ==, YN_FIELD_DATE);
  g_assert_cmpint (find_item (en, "/outside")->field->kind, ==, YN_FIELD_BOOLEAN);
  g_assert_cmpint (find_item (en, "/guests")->field->kind, ==, YN_FIELD_INTEGER);
  g_assert_cmpstr (find_item (en, "/guests")->field->unit, ==, "people");
  g_assert_cmpstr (find_item (zh, "/name")->help, ==, "怎么称呼都行");
}

/* Answers of shapes that the form does not expect: laid out all the same. */
static void
test_strange_answers (void)
{
  static const char *const strange[] = { "[]", "3", "{\"rows\":3}", "{\"rows\":[1,[],null]}", "{\"enterprise\":\"x\"}",
                                         "{\"food\":{\"0\":1}}", "{\"guests\":[]}", "null" };
  g_autoptr (YnService) service = picnic_new ();

  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr (YnJson) answers = yn_json_parse (strange[i], -1, NULL);
      g_autoptr (YnFormItem) form = yn_form_lay_out (service, answers, YN_LANGUAGE_EN);
      g_autoptr (GPtrArray) problems = yn_service_check (service, answers, answers, NULL, YN_LANGUAGE_EN);
      g_auto (GStrv) hidden = yn_form_hidden (service, answers);

      g_test_message ("%s", strange[i]);
      g_assert_cmpuint (form->items->len, >, 0);
      g_assert_cmpuint (problems->len, >, 0);
      g_assert_nonnull (hidden);
    }
}

#define SPAN                                                                                                                \
  "{\"type\":\"object\",\"required\":[\"span\"],\"properties\":{\"span\":{\"type\":\"array\",\"title\":\"开放\",\"minItems\":2,"     \
  "\"prefixItems\":[{\"type\":\"string\",\"title\":\"自\"},{\"type\":\"string\",\"title\":\"至\"},{\"type\":\"integer\"}],"                \
  "\"items\":{\"type\":\"string\"}}}}"

/* A position stands where it stands; what is not answered yet is null while something behind it is answered. */
/* What stands in a list of anything stays what it is while it is edited. */
static void
test_untyped (void)
{
  g_autoptr (YnJson) schema = yn_json_parse ("{\"properties\":{\"any\":{\"uniqueItems\":true},\"n\":{\"minimum\":1}}}", -1, NULL);
  g_autoptr (YnService) service = yn_service_new_form (schema, NULL, NULL);
  g_autoptr (YnJson) start = yn_json_parse ("{\"any\":[1,\"1\"]}", -1, NULL);
  g_autoptr (YnAnswers) answers = yn_answers_new (service, start);
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, start, YN_LANGUAGE_ZH_CN);
  static const struct
  {
    const char *pointer, *text, *after;
  } cases[] = {
    { "/any/0", "12", "{\"any\":[12,\"1\"]}" },    { "/any/0", "", "{\"any\":[\"\",\"1\"]}" },
    { "/any/0", "1.5", "{\"any\":[1.5,\"1\"]}" },  { "/any/0", "1.5x", "{\"any\":[\"1.5x\",\"1\"]}" },
    { "/any/1", "12", "{\"any\":[\"1.5x\",\"12\"]}" }, { "/n", "3", "{\"any\":[\"1.5x\",\"12\"],\"n\":3}" },
  };

  g_assert_cmpint (((YnFormItem *) g_ptr_array_index (form->items, 0))->kind, ==, YN_FORM_ITEM_ARRAY);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *said;
      g_autofree char *printed = NULL;

      yn_answers_set_text (answers, cases[i].pointer, cases[i].text, &said);
      printed = yn_json_print (yn_answers_json (answers), YN_JSON_COMPACT);
      g_assert_cmpstr (printed, ==, cases[i].after);
    }
}

static void
test_tuple (void)
{
  g_autoptr (YnAnswers) answers = answers_to (SPAN, "{}");

  g_assert_true (yn_answers_set_text (answers, "/span/1", "九点", NULL));
  expect (answers, "{\"span\":[null,\"九点\"]}");
  g_assert_cmpstr (yn_answers_undo_pointer (answers), ==, "/span/1");
  g_assert_true (yn_answers_set_text (answers, "/span/0", "八", NULL));
  g_assert_true (yn_answers_set_text (answers, "/span/0", "八点", NULL));
  expect (answers, "{\"span\":[\"八点\",\"九点\"]}");
  g_assert_true (yn_answers_undo (answers)); /* what was typed into one position is a step of its own */
  expect (answers, "{\"span\":[null,\"九点\"]}");
  g_assert_true (yn_answers_redo (answers));
  g_assert_true (yn_answers_set_text (answers, "/span/1", "", NULL));
  expect (answers, "{\"span\":[\"八点\"]}");
  g_assert_true (yn_answers_set_text (answers, "/span/2", "3", NULL));
  expect (answers, "{\"span\":[\"八点\",null,3]}");
  g_assert_false (yn_answers_remove (answers, "/span", 1));
  g_assert_false (yn_answers_move (answers, "/span", 0, 2));
  g_assert_false (yn_answers_insert (answers, "/span", 1, NULL));
  g_assert_true (yn_answers_insert (answers, "/span", 3, NULL));
  expect (answers, "{\"span\":[\"八点\",null,3,\"\"]}");
  g_assert_true (yn_answers_remove (answers, "/span", 3));
  g_assert_true (yn_answers_set (answers, "/span/2", NULL));
  g_assert_true (yn_answers_set (answers, "/span/0", NULL));
  expect (answers, "{}");
  g_assert_true (yn_answers_insert (answers, "/span", 3, NULL)); /* before the positions are answered */
  expect (answers, "{\"span\":[null,null,null,\"\"]}");
  while (yn_answers_undo (answers))
    ;
  expect (answers, "{}");
}

/* A tuple in another, and the whole form a tuple. */
static void
test_tuples_within (void)
{
  g_autoptr (YnAnswers) answers = answers_to (
      "{\"type\":\"array\",\"prefixItems\":[{\"type\":\"string\"},{\"prefixItems\":[{\"type\":\"integer\"},"
      "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}]}]}",
      "[]");

  g_assert_true (yn_answers_set_text (answers, "/1/1/a", "x", NULL));
  expect (answers, "[null,[null,{\"a\":\"x\"}]]");
  g_assert_true (yn_answers_set_text (answers, "/1/0", "7", NULL));
  expect (answers, "[null,[7,{\"a\":\"x\"}]]");
  g_assert_true (yn_answers_set (answers, "/1", NULL));
  expect (answers, "[]");
}

static void
test_tuple_problems (void)
{
  static const struct
  {
    const char *answers;
    const char *problems; /* pointer, code; … */
    const char *words;    /* of the first */
  } cases[] = {
    { "{}", "/span/0 required; /span/1 required; ", "请填写“自”。" },
    { "{\"span\":[\"八点\"]}", "/span/1 required; ", "请填写“至”。" },
    { "{\"span\":[null,\"九点\"]}", "/span/0 required; ", "请填写“自”。" },
    { "{\"span\":[\"a\",\"b\",null,\"c\"]}", "/span/2 required; ", "请填写“开放 3”。" },
    { "{\"span\":[\"a\",\"b\",\"three\"]}", "/span/2 type-integer; ", NULL },
    { "{\"span\":[\"a\",\"b\"]}", "", NULL },
  };
  g_autoptr (YnJson) schema = yn_json_parse (SPAN, -1, NULL);
  g_autoptr (YnService) service = yn_service_new_form (schema, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) json = yn_json_parse (cases[i].answers, -1, NULL);
      g_autoptr (GPtrArray) problems = yn_service_check (service, json, NULL, "2026-11-23", YN_LANGUAGE_ZH_CN);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < problems->len; j++)
        {
          const YnProblem *problem = g_ptr_array_index (problems, j);

          g_string_append_printf (found, "%s %s; ", problem->pointer, problem->code);
        }
      g_test_message ("%s", cases[i].answers);
      g_assert_cmpstr (found->str, ==, cases[i].problems);
      if (cases[i].words != NULL)
        {
          g_autofree char *words = yn_problem_words (g_ptr_array_index (problems, 0), YN_LANGUAGE_ZH_CN);

          g_assert_cmpstr (words, ==, cases[i].words);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answers/typed", test_typed);
  g_test_add_func ("/answers/undo", test_undo);
  g_test_add_func ("/answers/joined", test_joined);
  g_test_add_func ("/answers/typing", test_typing);
  g_test_add_func ("/answers/entries", test_entries);
  g_test_add_func ("/answers/members", test_members);
  g_test_add_func ("/answers/branches", test_branches);
  g_test_add_func ("/answers/whole-branches", test_whole_branches);
  g_test_add_func ("/answers/problems-in-chosen-branch", test_problems_in_chosen_branch);
  g_test_add_func ("/answers/toggling", test_toggling);
  g_test_add_func ("/answers/many-steps", test_many_steps);
  g_test_add_func ("/answers/defaults", test_defaults);
  g_test_add_func ("/answers/hidden", test_hidden);
  g_test_add_func ("/answers/hidden-whole", test_hidden_whole);
  g_test_add_func ("/answers/rules", test_rules);
  g_test_add_func ("/answers/items", test_items);
  g_test_add_func ("/answers/strange", test_strange_answers);
  g_test_add_func ("/answers/untyped", test_untyped);
  g_test_add_func ("/answers/tuple", test_tuple);
  g_test_add_func ("/answers/tuples-within", test_tuples_within);
  g_test_add_func ("/answers/tuple-problems", test_tuple_problems);
  return g_test_run ();
}
