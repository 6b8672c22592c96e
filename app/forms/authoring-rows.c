/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The form as rows: the UI schema walked in order, each control with what the schema and the words say of it. */

#include "forms/authoring-parts.h"

#include <stdlib.h>
#include <string.h>
#include "base/codes.h"
#include "forms/condition.h"
#include "forms/service.h"

#define MAX_NESTING 32

void
yn_authoring_row_free (YnAuthoringRow *row)
{
  g_free (row->place);
  g_free (row->pointer);
  for (guint i = 0; i < YN_AUTHORING_LANGUAGES; i++)
    {
      g_free (row->label[i]);
      g_free (row->help[i]);
      g_free (row->unit[i]);
    }
  g_free (row->minimum);
  g_free (row->maximum);
  g_free (row->choices);
  g_free (row->when);
  g_free (row->when_answer);
  g_free (row);
}

char *
yn_authoring_parent (const char *place, guint *index)
{
  const char *slash = strrchr (place, '/');

  *index = slash != NULL ? strtoul (slash + 1, NULL, 10) : 0;
  return g_strndup (place, slash != NULL ? slash - place : 0);
}

const char *
yn_authoring_limit_name (YnQuestionKind kind, gboolean maximum)
{
  switch (kind)
    {
    case YN_QUESTION_TEXT:
    case YN_QUESTION_LINES:
      return maximum ? "maxLength" : "minLength";
    case YN_QUESTION_INTEGER:
    case YN_QUESTION_DECIMAL:
    case YN_QUESTION_MONEY:
      return maximum ? "maximum" : "minimum";
    case YN_QUESTION_CHOICES:
    case YN_QUESTION_TABLE:
      return maximum ? "maxItems" : "minItems";
    case YN_QUESTION_DATE:
    case YN_QUESTION_DATE_TIME:
    case YN_QUESTION_TIME:
    case YN_QUESTION_YES_NO:
    case YN_QUESTION_CHOICE:
    case YN_QUESTION_USCC:
    case YN_QUESTION_RESIDENT_ID:
    case YN_QUESTION_PHONE:
    case YN_QUESTION_EMAIL:
    case YN_QUESTION_OTHER:
    case YN_N_QUESTIONS:
    default:
      return NULL;
    }
}

static char *
text_of (const YnJson *value)
{
  const char *text = yn_json_string (value);

  return g_strdup (text != NULL ? text : "");
}

static char *
limit_text (const YnAuthoringPlace *place, YnQuestionKind kind, gboolean maximum)
{
  const char *name = yn_authoring_limit_name (kind, maximum);
  const YnJson *value = name != NULL ? yn_authoring_member (place, name) : NULL;
  gint64 fen;

  if (kind == YN_QUESTION_MONEY && yn_json_int64 (value, &fen))
    {
      char *yuan = yn_money_format_yuan (fen);
      g_auto (GStrv) parts = g_strsplit (yuan, ",", -1);

      g_free (yuan);
      return g_strjoinv ("", parts);
    }
  return g_strdup (yn_json_number (value) != NULL ? yn_json_number (value) : "");
}

/* Where the values to choose from stand: the place's own, or its entries'. */
static const YnJson *
choices_at (const YnAuthoringPlace *place, YnQuestionKind kind, const YnJson **values)
{
  YnAuthoringPlace at = { place->node, place->root, NULL };

  if (kind == YN_QUESTION_CHOICES)
    at.node = yn_authoring_member (place, "items");
  *values = yn_authoring_member (&at, "enum");
  return *values == NULL ? yn_authoring_member (&at, "oneOf") : NULL;
}

static char *
choices_text (YnAuthoring *authoring, const YnAuthoringPlace *place, YnQuestionKind kind, const char *key)
{
  const YnJson *values;
  const YnJson *titled = choices_at (place, kind, &values);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < MAX (yn_json_size (values), yn_json_size (titled)); i++)
    {
      const YnJson *value = values != NULL ? yn_json_at (values, i) : yn_json_get (yn_json_at (titled, i), "const");
      g_autofree char *name = yn_json_is (value, YN_JSON_STRING) ? g_strdup (yn_json_string (value))
                                                                 : yn_json_print (value, YN_JSON_COMPACT);
      const char *title = yn_json_get_string (yn_json_at (titled, i), "title");
      const char *english = yn_authoring_word (authoring, key, name);

      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", title != NULL ? title : name);
      if (english != NULL)
        g_string_append_printf (lines, " = %s", english);
    }
  return g_string_free (lines, FALSE);
}

GPtrArray *
yn_authoring_values (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  GPtrArray *found = g_ptr_array_new ();
  g_auto (YnAuthoringPlace) place = { 0 };
  const YnJson *values, *titled;

  yn_authoring_find (authoring, row->pointer, &place);
  titled = choices_at (&place, row->kind, &values);
  for (guint i = 0; i < MAX (yn_json_size (values), yn_json_size (titled)); i++)
    g_ptr_array_add (found, (gpointer) (values != NULL ? yn_json_at (values, i)
                                                       : yn_json_get (yn_json_at (titled, i), "const")));
  return found;
}

static gboolean
is_required (YnAuthoring *authoring, const char *pointer)
{
  g_autofree char *above = g_path_get_dirname (pointer);
  const char *name = strrchr (pointer, '/') + 1;
  g_auto (YnAuthoringPlace) place = { 0 };
  const YnJson *names;

  yn_authoring_find (authoring, g_str_equal (above, "/") ? "" : above, &place);
  names = yn_authoring_member (&place, "required");
  for (guint i = 0; i < yn_json_size (names); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (names, i)), name) == 0)
      return TRUE;
  return FALSE;
}

/* By a pattern of "private": itself or what holds it, "*" for any entry. */
static gboolean
is_private (YnAuthoring *authoring, const char *pointer)
{
  const YnJson *patterns = yn_json_get (authoring->json, "private");
  g_auto (GStrv) given = g_strsplit (pointer, "/", -1);

  for (guint i = 0; i < yn_json_size (patterns); i++)
    {
      const char *pattern = yn_json_string (yn_json_at (patterns, i));
      g_auto (GStrv) wanted = g_strsplit (pattern != NULL ? pattern : "-", "/", -1);
      guint j = 0;

      while (wanted[j] != NULL && given[j] != NULL
             && (g_str_equal (wanted[j], "*") || g_str_equal (wanted[j], given[j])))
        j++;
      if (wanted[j] == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_rule (YnAuthoring *authoring, const char *place)
{
  g_autofree char *at = g_strdup (place);

  while (g_str_has_prefix (at, "/uischema"))
    {
      if (yn_json_get (yn_authoring_at (authoring, at), "rule") != NULL)
        return TRUE;
      *strrchr (at, '/') = '\0';
    }
  return FALSE;
}

static YnAuthoringRow *
question_row (YnAuthoring *authoring, const char *place, const YnJson *element, const char *pointer, guint depth)
{
  YnAuthoringRow *row = g_new0 (YnAuthoringRow, 1);
  g_auto (YnAuthoringPlace) at = { 0 };
  g_autofree char *key = yn_authoring_key (element, pointer);
  const char *own = yn_json_get_string (element, "label");
  const char *english = yn_authoring_word (authoring, key, "label");
  const char *english_help = yn_authoring_word (authoring, key, "description");
  const char *english_unit = yn_authoring_word (authoring, key, "unit");

  yn_authoring_find (authoring, pointer, &at);
  row->place = g_strdup (place);
  row->pointer = g_strdup (pointer);
  row->depth = depth;
  row->fixed = at.pointer == NULL;
  row->kind = at.node != NULL ? yn_authoring_kind (&at, element) : YN_QUESTION_OTHER;
  row->label[YN_LANGUAGE_ZH_CN] = own != NULL ? g_strdup (own) : text_of (yn_authoring_member (&at, "title"));
  row->label[YN_LANGUAGE_EN] = g_strdup (english != NULL ? english : "");
  row->help[YN_LANGUAGE_ZH_CN] = text_of (yn_authoring_member (&at, "description"));
  row->help[YN_LANGUAGE_EN] = g_strdup (english_help != NULL ? english_help : "");
  row->unit[YN_LANGUAGE_ZH_CN] = text_of (yn_authoring_member (&at, "x-unit"));
  row->unit[YN_LANGUAGE_EN] = g_strdup (english_unit != NULL ? english_unit : "");
  yn_authoring_read_when (authoring, row);
  row->required = is_required (authoring, pointer) || yn_authoring_demands (authoring, row);
  row->private = is_private (authoring, pointer);
  row->conditional = has_rule (authoring, place);
  row->minimum = limit_text (&at, row->kind, FALSE);
  row->maximum = limit_text (&at, row->kind, TRUE);
  row->choices = row->kind == YN_QUESTION_CHOICE || row->kind == YN_QUESTION_CHOICES
                     ? choices_text (authoring, &at, row->kind, key)
                     : g_strdup ("");
  return row;
}

static YnAuthoringRow *
heading_row (YnAuthoring *authoring, const char *place, const YnJson *element, guint depth)
{
  YnAuthoringRow *row = g_new0 (YnAuthoringRow, 1);
  const char *key = yn_json_get_string (element, "i18n");
  const char *english = key != NULL ? yn_authoring_word (authoring, key, "label") : NULL;

  row->place = g_strdup (place);
  row->depth = depth;
  row->label[YN_LANGUAGE_ZH_CN] = text_of (yn_json_get (element, "label"));
  row->label[YN_LANGUAGE_EN] = g_strdup (english != NULL ? english : "");
  for (guint i = 0; i < YN_AUTHORING_LANGUAGES; i++)
    {
      row->help[i] = g_strdup ("");
      row->unit[i] = g_strdup ("");
    }
  row->kind = YN_QUESTION_OTHER;
  row->minimum = g_strdup ("");
  row->maximum = g_strdup ("");
  row->choices = g_strdup ("");
  yn_authoring_read_when (authoring, row);
  row->conditional = has_rule (authoring, place);
  return row;
}

/* A table's columns are the members of its entries, in the schema's order. */
static void
add_columns (YnAuthoring *authoring, const YnAuthoringRow *table, GPtrArray *rows)
{
  g_autofree char *entry = g_strconcat (table->pointer, "/0", NULL);
  g_auto (YnAuthoringPlace) place = { 0 };
  const YnJson *members;

  yn_authoring_find (authoring, entry, &place);
  members = yn_authoring_member (&place, "properties");
  for (guint i = 0; i < yn_json_size (members); i++)
    {
      g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (members, i));
      g_autofree char *pointer = g_strconcat (entry, "/", token, NULL);
      g_autofree char *where = g_strconcat (place.pointer != NULL ? place.pointer : "", "/properties/", token, NULL);

      g_ptr_array_add (rows, question_row (authoring, where, NULL, pointer, table->depth + 1));
    }
}

static void
add_control (YnAuthoring *authoring, const char *place, const YnJson *element, guint depth, GPtrArray *rows)
{
  g_autofree char *pointer = yn_scope_pointer (yn_json_get_string (element, "scope"));
  YnAuthoringRow *row;

  if (pointer == NULL || *pointer == '\0')
    return;
  row = question_row (authoring, place, element, pointer, depth);
  g_ptr_array_add (rows, row);
  if (row->kind == YN_QUESTION_TABLE)
    add_columns (authoring, row, rows);
}

/* @only may lie there or below; a table's columns lie in the schema, and may be below any control. */
static gboolean
leads_to (const char *place, const char *only)
{
  gsize length = strlen (place);

  return only == NULL || !g_str_has_prefix (only, "/uischema")
         || (g_str_has_prefix (only, place) && (only[length] == '\0' || only[length] == '/'));
}

/* @only: nothing is needed but what holds that place; NULL: all. */
static void
add_rows (YnAuthoring *authoring, const char *place, guint depth, guint nesting, const char *only, GPtrArray *rows)
{
  const YnJson *element = yn_authoring_at (authoring, place);
  const YnJson *elements = yn_json_get (element, "elements");

  if (yn_json_get_string (element, "scope") != NULL)
    add_control (authoring, place, element, depth, rows);
  else if (yn_json_get_string (element, "label") != NULL && elements != NULL)
    g_ptr_array_add (rows, heading_row (authoring, place, element, depth++));
  for (guint i = 0; nesting > 0 && i < yn_json_size (elements); i++)
    {
      g_autofree char *below = g_strdup_printf ("%s/elements/%u", place, i);

      if (leads_to (below, only))
        add_rows (authoring, below, depth, nesting - 1, only, rows);
    }
}

GPtrArray *
yn_authoring_rows (YnAuthoring *authoring)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_authoring_row_free);

  add_rows (authoring, "/uischema", 0, MAX_NESTING, NULL, rows);
  return rows;
}

YnAuthoringRow *
yn_authoring_row_at (YnAuthoring *authoring, const char *place)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_authoring_row_free);

  add_rows (authoring, "/uischema", 0, MAX_NESTING, place, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((YnAuthoringRow *) g_ptr_array_index (rows, i))->place, place))
      return g_ptr_array_steal_index (rows, i);
  return NULL;
}
