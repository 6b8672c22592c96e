/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a subschema asks for, in few words: “船长”, “角色”为“船长”, 不小于 3. For the words of problems whose own schema
 * says nothing that a person could read. */

#include "forms/service-parts.h"

#include "forms/layout.h"

#define MAX_NESTING 5
#define MAX_PARTS 4

typedef struct
{
  const YnService *service;
  YnLanguage language;
  GPtrArray *parts;
} Brief;

static void
add (Brief *brief, char *text)
{
  g_ptr_array_add (brief->parts, text);
}

static char *
label_at (const Brief *brief, const char *pointer)
{
  g_autofree char *label = yn_service_label (brief->service, pointer, brief->language);

  return *label != '\0' ? g_steal_pointer (&label) : yn_form_name_of (pointer);
}

/* “a”或“b” */
static void
add_values (Brief *brief, const char *pointer, const YnJson *const *values, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MAX_PARTS); i++)
    {
      g_autofree char *value = yn_service_answer_text (brief->service, pointer, values[i], brief->language);
      const char *joint = i == 0 ? "" : brief->language == YN_LANGUAGE_EN ? " or " : "或";

      g_string_append_printf (text, "%s“%s”", joint, value);
    }
  if (n > MAX_PARTS)
    g_string_append (text, brief->language == YN_LANGUAGE_EN ? " …" : "……");
  add (brief, g_strdup (text->str));
}

static void
add_enum (Brief *brief, const char *pointer, const YnJson *list)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < yn_json_size (list); i++)
    g_ptr_array_add (values, (gpointer) yn_json_at (list, i));
  if (values->len > 0)
    add_values (brief, pointer, (const YnJson *const *) values->pdata, values->len);
}

static void
add_limits (Brief *brief, const char *pointer, const YnJson *schema)
{
  static const struct
  {
    const char *word, *before[2], *after[2];
    gboolean answer; /* as answers read there: with a unit, in yuan */
  } limits[] = {
    { "minimum", { "不小于 ", "at least " }, { "", "" }, TRUE },
    { "maximum", { "不大于 ", "at most " }, { "", "" }, TRUE },
    { "exclusiveMinimum", { "大于 ", "more than " }, { "", "" }, TRUE },
    { "exclusiveMaximum", { "小于 ", "less than " }, { "", "" }, TRUE },
    { "multipleOf", { "", "a multiple of " }, { " 的倍数", "" }, FALSE },
    { "minLength", { "至少 ", "at least " }, { " 个字", " characters" }, FALSE },
    { "maxLength", { "最多 ", "at most " }, { " 个字", " characters" }, FALSE },
    { "minItems", { "至少 ", "at least " }, { " 项", " entries" }, FALSE },
    { "maxItems", { "最多 ", "at most " }, { " 项", " entries" }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      const YnJson *limit = yn_json_get (schema, limits[i].word);
      g_autofree char *text = NULL;

      if (!yn_json_is (limit, YN_JSON_NUMBER))
        continue;
      text = limits[i].answer ? yn_service_answer_text (brief->service, pointer, limit, brief->language)
                              : g_strdup (yn_json_number (limit));
      add (brief, g_strconcat (limits[i].before[brief->language == YN_LANGUAGE_EN], text,
                               limits[i].after[brief->language == YN_LANGUAGE_EN], NULL));
    }
}

static char *brief_at (const Brief *around, const char *pointer, const YnJson *schema, guint depth);

static void
add_members (Brief *brief, const char *pointer, const YnJson *schema, guint depth)
{
  const YnJson *members = yn_json_get (schema, "properties");
  const YnJson *required = yn_json_get (schema, "required");
  gboolean english = brief->language == YN_LANGUAGE_EN;
  guint n = yn_json_size (members);

  for (guint i = 0; i < n + yn_json_size (required); i++)
    {
      const char *name = i < n ? yn_json_name_at (members, i) : yn_json_string (yn_json_at (required, i - n));
      g_autofree char *token = yn_json_pointer_escape (name != NULL ? name : "");
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);
      gboolean holder = i < n && yn_json_get (yn_json_at (members, i), "properties") != NULL;
      g_autofree char *label = label_at (brief, place);
      g_autofree char *asked = i < n && !holder ? brief_at (brief, place, yn_json_at (members, i), depth + 1) : NULL;

      if (holder && depth + 1 < MAX_NESTING)
        add_members (brief, place, yn_json_at (members, i), depth + 1);
      else if (asked != NULL)
        add (brief, g_strdup_printf (english ? "“%s” is %s" : "“%s”为%s", label, asked));
      else if (i >= n && yn_json_get (members, name != NULL ? name : "") == NULL)
        add (brief, g_strdup_printf (english ? "“%s” is filled in" : "填了“%s”", label));
    }
}

/* NULL: nothing that few words could say. New. */
static char *
brief_at (const Brief *around, const char *pointer, const YnJson *schema, guint depth)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  Brief brief = { around->service, around->language, parts };
  const YnJson *constant = yn_json_get (schema, "const");
  const char *pattern = yn_json_get_string (schema, "pattern");

  if (depth == MAX_NESTING || !yn_json_is (schema, YN_JSON_OBJECT))
    return NULL;
  if (constant != NULL)
    add_values (&brief, pointer, &constant, 1);
  add_enum (&brief, pointer, yn_json_get (schema, "enum"));
  add_limits (&brief, pointer, schema);
  if (pattern != NULL)
    add (&brief, g_strdup_printf (brief.language == YN_LANGUAGE_EN ? "like %s" : "合乎 %s", pattern));
  if (yn_json_get (schema, "contains") != NULL)
    {
      g_autofree char *item = g_strconcat (pointer, "/0", NULL);
      char *inner = brief_at (&brief, item, yn_json_get (schema, "contains"), depth + 1);

      if (inner != NULL)
        add (&brief, inner);
    }
  add_members (&brief, pointer, schema, depth);
  if (parts->len == 0 || parts->len > MAX_PARTS)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (brief.language == YN_LANGUAGE_EN ? ", " : "，", (char **) parts->pdata);
}

char *
yn_service_brief (const YnService *service, const char *pointer, const YnJson *schema, YnLanguage language)
{
  const Brief brief = { service, language, NULL };
  const char *said = yn_json_get_string (schema, "description");

  if (said == NULL)
    said = yn_json_get_string (schema, "title");
  return said != NULL ? g_strdup (said) : brief_at (&brief, pointer, schema, 0);
}
