/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is said of one question. */

#include "forms/authoring-parts.h"

#include <string.h>
#include "base/codes.h"
#include "base/text.h"

/* Each kind: its name in tables, its words, the schema that makes it. */
static const struct
{
  const char *name;
  const char *words[YN_AUTHORING_LANGUAGES];
  const char *schema;
} kinds[YN_N_QUESTIONS] = {
  [YN_QUESTION_TEXT] = { "text", { "文字", "Text" }, "{\"type\":\"string\",\"minLength\":1,\"maxLength\":200}" },
  [YN_QUESTION_LINES] = { "lines", { "多行文字", "Several lines" },
                          "{\"type\":\"string\",\"minLength\":1,\"maxLength\":2000}" },
  [YN_QUESTION_INTEGER] = { "integer", { "整数", "Whole number" }, "{\"type\":\"integer\",\"minimum\":0}" },
  [YN_QUESTION_DECIMAL] = { "decimal", { "小数", "Number" }, "{\"type\":\"number\",\"minimum\":0}" },
  [YN_QUESTION_MONEY] = { "money", { "金额", "Amount of money" },
                          "{\"type\":\"integer\",\"format\":\"money\",\"minimum\":0,\"maximum\":100000000000000}" },
  [YN_QUESTION_DATE] = { "date", { "日期", "Day" }, "{\"type\":\"string\",\"format\":\"date\"}" },
  [YN_QUESTION_DATE_TIME] = { "date-time", { "日期和时刻", "Day and time" },
                              "{\"type\":\"string\",\"format\":\"date-time\"}" },
  [YN_QUESTION_TIME] = { "time", { "时刻", "Time" }, "{\"type\":\"string\",\"format\":\"time\"}" },
  [YN_QUESTION_YES_NO] = { "yes-no", { "是非题", "Yes or no" }, "{\"type\":\"boolean\"}" },
  [YN_QUESTION_CHOICE] = { "choice", { "单选", "One of several" },
                           "{\"type\":\"string\",\"oneOf\":[{\"const\":\"1\",\"title\":\"选项一\"},"
                           "{\"const\":\"2\",\"title\":\"选项二\"}]}" },
  [YN_QUESTION_CHOICES] = { "choices", { "多选", "Several of several" },
                            "{\"type\":\"array\",\"uniqueItems\":true,\"items\":{\"type\":\"string\",\"oneOf\":["
                            "{\"const\":\"1\",\"title\":\"选项一\"},{\"const\":\"2\",\"title\":\"选项二\"}]}}" },
  [YN_QUESTION_USCC] = { "uscc", { "统一社会信用代码", "Credit code" },
                         "{\"type\":\"string\",\"format\":\"uscc\",\"minLength\":18,\"maxLength\":18}" },
  [YN_QUESTION_RESIDENT_ID] = { "resident-id", { "居民身份证号", "Resident ID number" },
                                "{\"type\":\"string\",\"format\":\"resident-id\",\"maxLength\":18}" },
  [YN_QUESTION_PHONE] = { "phone", { "电话", "Phone" },
                          "{\"type\":\"string\",\"format\":\"cn-phone\",\"maxLength\":20}" },
  [YN_QUESTION_EMAIL] = { "email", { "电子邮箱", "E-mail" },
                          "{\"type\":\"string\",\"format\":\"email\",\"maxLength\":100}" },
  [YN_QUESTION_TABLE] = { "table", { "表格", "Table" },
                          "{\"type\":\"array\",\"maxItems\":100,\"items\":{\"type\":\"object\",\"properties\":{"
                          "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":200,\"title\":\"名称\"}}}}" },
  [YN_QUESTION_OTHER] = { "other", { "其他（原样保留）", "Other (kept as it is)" }, NULL },
};

const char *
yn_question_kind_name (YnQuestionKind kind)
{
  return kind < YN_N_QUESTIONS ? kinds[kind].name : NULL;
}

const char *
yn_question_kind_words (YnQuestionKind kind, YnLanguage language)
{
  return kind < YN_N_QUESTIONS ? kinds[kind].words[language] : "";
}

/* The place of a row that may be edited; FALSE: it is fixed, or a heading. */
static gboolean
find_own (YnAuthoring *authoring, const YnAuthoringRow *row, YnAuthoringPlace *place)
{
  if (row->pointer == NULL)
    return FALSE;
  yn_authoring_find (authoring, row->pointer, place);
  return place->node != NULL && place->pointer != NULL;
}

/* Columns have no element of the UI schema. */
static const YnJson *
element_of (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  return g_str_has_prefix (row->place, "/uischema") ? yn_authoring_at (authoring, row->place) : NULL;
}

static gboolean
put_member (YnAuthoring *authoring, const char *place, const char *name, const char *text)
{
  g_autofree char *pointer = g_strconcat (place, "/", name, NULL);

  return yn_authoring_put_string (authoring, pointer, text, pointer);
}

gboolean
yn_authoring_set_label (YnAuthoring *authoring, const YnAuthoringRow *row, YnLanguage language, const char *text)
{
  const YnJson *element = element_of (authoring, row);
  g_autofree char *key = yn_authoring_key (element, row->pointer);
  g_auto (YnAuthoringPlace) place = { 0 };

  if (row->fixed || (row->pointer != NULL && !find_own (authoring, row, &place)))
    return FALSE;
  if (language == YN_LANGUAGE_EN)
    return *key != '\0' && yn_authoring_set_word (authoring, key, "label", text);
  if (row->pointer == NULL || yn_json_get_string (element, "label") != NULL)
    return put_member (authoring, row->place, "label", text);
  return put_member (authoring, place.pointer, "title", text);
}

gboolean
yn_authoring_set_help (YnAuthoring *authoring, const YnAuthoringRow *row, YnLanguage language, const char *text)
{
  g_autofree char *key = yn_authoring_key (element_of (authoring, row), row->pointer);
  g_auto (YnAuthoringPlace) place = { 0 };

  if (!find_own (authoring, row, &place))
    return FALSE;
  if (language == YN_LANGUAGE_EN)
    return yn_authoring_set_word (authoring, key, "description", text);
  return put_member (authoring, place.pointer, "description", *text != '\0' ? text : NULL);
}

/* Several lines are asked for by the UI schema. */
static void
set_multi (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean multi)
{
  g_autofree char *options = g_strconcat (row->place, "/options", NULL);
  g_autofree char *pointer = g_strconcat (options, "/multi", NULL);

  if (element_of (authoring, row) == NULL)
    return;
  if (multi)
    yn_authoring_put_boolean (authoring, pointer, TRUE);
  else
    {
      yn_authoring_put (authoring, pointer, NULL, NULL);
      if (yn_authoring_at (authoring, options) != NULL && yn_json_size (yn_authoring_at (authoring, options)) == 0)
        yn_authoring_put (authoring, options, NULL, NULL);
    }
}

gboolean
yn_authoring_set_kind (YnAuthoring *authoring, const YnAuthoringRow *row, YnQuestionKind kind)
{
  g_auto (YnAuthoringPlace) place = { 0 };
  g_autoptr (YnJson) schema = NULL;
  static const char *const kept[] = { "title", "description" };

  if (kind == row->kind || kind >= YN_N_QUESTIONS || kinds[kind].schema == NULL || row->fixed
      || !find_own (authoring, row, &place))
    return FALSE;
  schema = yn_json_parse (kinds[kind].schema, -1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *pointer = g_strconcat ("/", kept[i], NULL);
      const YnJson *value = yn_authoring_member (&place, kept[i]);

      if (value != NULL)
        yn_json_put (&schema, pointer, value);
    }
  yn_authoring_begin_step (authoring);
  yn_authoring_put (authoring, place.pointer, schema, NULL);
  set_multi (authoring, row, kind == YN_QUESTION_LINES);
  yn_authoring_end_step (authoring);
  return TRUE;
}

gboolean
yn_authoring_set_required (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean required)
{
  g_autofree char *above = NULL;
  g_autofree char *list = NULL;
  g_auto (YnAuthoringPlace) place = { 0 };
  g_autoptr (YnJson) name = NULL;

  if (row->pointer == NULL || required == row->required)
    return FALSE;
  if (required ? yn_authoring_is_asked_sometimes (authoring, row) : yn_authoring_demands (authoring, row))
    return yn_authoring_set_demanded (authoring, row, required);
  above = g_path_get_dirname (row->pointer);
  yn_authoring_find (authoring, g_str_equal (above, "/") ? "" : above, &place);
  if (place.pointer == NULL || yn_json_get (place.node, "$ref") != NULL)
    return FALSE;
  list = g_strconcat (place.pointer, "/required", NULL);
  name = yn_json_new_string (strrchr (row->pointer, '/') + 1);
  if (!required)
    return yn_authoring_drop_string (authoring, list, yn_json_string (name), FALSE);
  return yn_authoring_insert (authoring, list, G_MAXUINT, name);
}

/* "/prices/0/name" -> "/prices/" "*" "/name". */
static char *
pattern_of (const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);

  for (guint i = 0; tokens[i] != NULL; i++)
    if (g_str_equal (tokens[i], "0"))
      {
        g_free (tokens[i]);
        tokens[i] = g_strdup ("*");
      }
  return g_strjoinv ("/", tokens);
}

gboolean
yn_authoring_set_private (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean private)
{
  g_autofree char *pattern = row->pointer != NULL ? pattern_of (row->pointer) : NULL;
  g_autoptr (YnJson) value = NULL;

  if (pattern == NULL || row->fixed || private == row->private)
    return FALSE;
  if (!private)
    return yn_authoring_drop_string (authoring, "/private", pattern, FALSE);
  value = yn_json_new_string (pattern);
  return yn_authoring_insert (authoring, "/private", G_MAXUINT, value);
}

/* Typed text as the number that the schema holds, or NULL. */
static YnJson *
limit_value (YnQuestionKind kind, const char *text)
{
  g_autofree char *compact = yn_text_compact (text);
  g_autoptr (YnJson) value = NULL;
  gint64 whole;

  if (kind == YN_QUESTION_MONEY)
    return yn_money_parse_yuan (compact, &whole) ? yn_json_new_int (whole) : NULL;
  value = yn_json_parse (compact, -1, NULL);
  if (!yn_json_is (value, YN_JSON_NUMBER))
    return NULL;
  if (kind != YN_QUESTION_INTEGER && kind != YN_QUESTION_DECIMAL && (!yn_json_int64 (value, &whole) || whole < 0))
    return NULL;
  return g_steal_pointer (&value);
}

gboolean
yn_authoring_set_limit (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean maximum, const char *text)
{
  const char *name = yn_authoring_limit_name (row->kind, maximum);
  g_auto (YnAuthoringPlace) place = { 0 };
  g_autoptr (YnJson) value = NULL;
  g_autoptr (YnJson) whole = NULL;
  g_autofree char *pointer = NULL;
  g_autofree char *typing = NULL;

  if (name == NULL || row->fixed || !find_own (authoring, row, &place))
    return FALSE;
  value = *text != '\0' ? limit_value (row->kind, text) : NULL;
  if (value == NULL && *text != '\0')
    return FALSE;
  /* A reference has limits of its own, and both would count. */
  whole = yn_authoring_inlined (&place);
  pointer = g_strconcat ("/", name, NULL);
  typing = g_strconcat (place.pointer, pointer, NULL);
  yn_json_put (&whole, pointer, value);
  return yn_authoring_put (authoring, place.pointer, whole, typing);
}

gboolean
yn_authoring_set_unit (YnAuthoring *authoring, const YnAuthoringRow *row, YnLanguage language, const char *text)
{
  g_autofree char *key = yn_authoring_key (element_of (authoring, row), row->pointer);
  g_auto (YnAuthoringPlace) place = { 0 };

  if (row->fixed || !find_own (authoring, row, &place))
    return FALSE;
  if (language == YN_LANGUAGE_EN)
    return yn_authoring_set_word (authoring, key, "unit", text);
  return put_member (authoring, place.pointer, "x-unit", *text != '\0' ? text : NULL);
}

/* --- choices ---------------------------------------------------------------------------------------------------- */

/* "热食 = Hot food": both sides without the white space around them. */
static void
split_choice (const char *line, char **zh, char **en)
{
  const char *equals = strchr (line, '=');
  const char *wide = strstr (line, "＝");
  gsize width = strlen ("=");

  if (equals == NULL || (wide != NULL && wide < equals))
    {
      equals = wide;
      width = strlen ("＝");
    }
  *zh = g_strstrip (equals != NULL ? g_strndup (line, equals - line) : g_strdup (line));
  *en = g_strstrip (g_strdup (equals != NULL ? equals + width : ""));
}

static gboolean
holds_value (const YnJson *titled, const char *value)
{
  for (guint i = 0; i < yn_json_size (titled); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (titled, i), "const"), value) == 0)
      return TRUE;
  return FALSE;
}

static char *
free_value (const YnJson *old, const YnJson *new)
{
  for (guint i = yn_json_size (new) + 1;; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);

      if (!holds_value (old, value) && !holds_value (new, value))
        return g_steal_pointer (&value);
    }
}

/* The value that a choice of these words has, or the one in its line whose words are gone; else a new one. */
static YnJson *
value_of (const YnJson *old, const YnJson *new, const char *zh, guint line, char *const *all)
{
  const YnJson *there = yn_json_at (old, line);
  const char *title = yn_json_get_string (there, "title");
  g_autofree char *value = NULL;

  for (guint i = 0; i < yn_json_size (old); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (old, i), "title"), zh) == 0)
      return yn_json_ref (yn_json_get (yn_json_at (old, i), "const"));
  if (title != NULL && !g_strv_contains ((const char *const *) all, title)
      && !holds_value (new, yn_json_get_string (there, "const")))
    return yn_json_ref (yn_json_get (there, "const"));
  value = free_value (old, new);
  return yn_json_new_string (value);
}

/* An enumeration as choices with titles. */
static YnJson *
titled_choices (const YnAuthoringPlace *place)
{
  const YnJson *values = yn_authoring_member (place, "enum");
  const YnJson *titled = yn_authoring_member (place, "oneOf");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (values == NULL)
    return titled != NULL ? yn_json_ref (titled) : NULL;
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (values); i++)
    {
      g_autofree char *name = yn_json_is (yn_json_at (values, i), YN_JSON_STRING)
                                  ? g_strdup (yn_json_string (yn_json_at (values, i)))
                                  : yn_json_print (yn_json_at (values, i), YN_JSON_COMPACT);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_value (writer, "const", yn_json_at (values, i));
      yn_json_writer_member_string (writer, "title", name);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static YnJson *
new_choice (const YnJson *value, const char *zh)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_value (writer, "const", value);
  yn_json_writer_member_string (writer, "title", zh);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* Lines without anything are none. */
static char **
lines_of (const char *text, GPtrArray *english)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) chinese = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *zh, *en;

      split_choice (lines[i], &zh, &en);
      if (*zh == '\0')
        {
          g_free (zh);
          g_free (en);
          continue;
        }
      g_ptr_array_add (chinese, zh);
      g_ptr_array_add (english, en);
    }
  g_ptr_array_add (chinese, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&chinese), FALSE);
}

/* @schema is what offers them; its "oneOf" becomes the lines. */
static void
put_choices (YnAuthoring *authoring, YnJson **schema, const YnJson *old, char *const *chinese, GPtrArray *english,
             const char *key)
{
  g_autoptr (YnJson) choices = yn_json_parse ("[]", -1, NULL);

  for (guint i = 0; chinese[i] != NULL; i++)
    {
      g_autoptr (YnJson) value = value_of (old, choices, chinese[i], i, chinese);
      g_autoptr (YnJson) choice = new_choice (value, chinese[i]);
      const char *name = yn_json_string (value);

      yn_json_put (&choices, "/-", choice);
      if (name != NULL)
        yn_authoring_set_word (authoring, key, name, g_ptr_array_index (english, i));
    }
  yn_json_put (schema, "/enum", NULL);
  yn_json_put (schema, "/oneOf", choices);
}

gboolean
yn_authoring_set_choices (YnAuthoring *authoring, const YnAuthoringRow *row, const char *text)
{
  gboolean several = row->kind == YN_QUESTION_CHOICES;
  g_autofree char *key = yn_authoring_key (element_of (authoring, row), row->pointer);
  g_auto (YnAuthoringPlace) place = { 0 };
  g_autoptr (GPtrArray) english = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) chinese = lines_of (text, english);
  g_autoptr (YnJson) whole = NULL;
  g_autoptr (YnJson) offering = NULL;
  g_autoptr (YnJson) old = NULL;
  YnAuthoringPlace at;
  gboolean changed;

  if ((row->kind != YN_QUESTION_CHOICE && !several) || row->fixed || !find_own (authoring, row, &place))
    return FALSE;
  at = (YnAuthoringPlace) { several ? yn_authoring_member (&place, "items") : place.node, place.root, NULL };
  whole = yn_authoring_inlined (&place);
  offering = yn_authoring_inlined (&at);
  old = titled_choices (&at);
  yn_authoring_begin_step (authoring);
  put_choices (authoring, &offering, old, chinese, english, key);
  if (several)
    yn_json_put (&whole, "/items", offering);
  yn_authoring_put (authoring, place.pointer, several ? whole : offering, NULL);
  changed = g_ptr_array_index (authoring->undo, authoring->undo->len - 1) != authoring->json;
  yn_authoring_end_step (authoring);
  return changed;
}
