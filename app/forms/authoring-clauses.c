/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/authoring-parts.h"

#include <stdlib.h>
#include <string.h>
#include "base/data.h"

#define COMMON "services/clauses.json"
#define TICK "/tick"
#define TICKS_KEY "group.ticks"
#define MAX_TICK_WORDS 60 /* characters of the clause in its tick's label */

static void
clause_free (YnAuthoringClause *clause)
{
  g_free (clause->id);
  g_free (clause->version);
  g_free (clause->when);
  for (guint i = 0; i < YN_AUTHORING_LANGUAGES; i++)
    g_free (clause->text[i]);
  g_free (clause);
}

/* A common clause is worded by the service's publicity, or one way. */
static const YnJson *
words_of_common (YnAuthoring *authoring, const YnJson *clause)
{
  g_autofree char *type =
      g_strdup_printf ("%d", (int) yn_json_get_int (yn_authoring_at (authoring, "/publicity"), "type", 1));
  const YnJson *worded = yn_json_get (clause, "byPublicity");

  return worded != NULL ? yn_json_get (worded, type) : clause;
}

static YnAuthoringClause *
clause_new (YnAuthoring *authoring, const YnJson *clause, const YnJson *commons)
{
  YnAuthoringClause *row = g_new0 (YnAuthoringClause, 1);
  const char *id = yn_json_get_string (clause, "id");
  const YnJson *resolved;
  const YnJson *words;

  row->common = yn_json_get (clause, "zh") == NULL;
  resolved = row->common && id != NULL ? yn_json_get (commons, id) : clause;
  words = row->common ? words_of_common (authoring, resolved) : clause;
  row->id = g_strdup (id != NULL ? id : "");
  row->version = g_strdup (yn_json_get_string (resolved, "version"));
  row->text[YN_LANGUAGE_ZH_CN] = g_strdup (yn_json_get_string (words, "zh"));
  row->text[YN_LANGUAGE_EN] = g_strdup (yn_json_get_string (words, "en"));
  if (yn_authoring_is_stand_in (row->text[YN_LANGUAGE_ZH_CN], row->text[YN_LANGUAGE_EN]))
    {
      g_free (row->text[YN_LANGUAGE_EN]);
      row->text[YN_LANGUAGE_EN] = g_strdup ("");
    }
  row->when = g_strdup (yn_json_get_string (clause, "when"));
  row->ticked = row->when != NULL && g_str_has_prefix (row->when, TICK) && strchr (row->when + 1, '/') == NULL;
  return row;
}

GPtrArray *
yn_authoring_clauses (YnAuthoring *authoring)
{
  const YnJson *clauses = yn_authoring_at (authoring, "/clauses");
  g_autoptr (YnJson) commons = yn_data_json (COMMON, NULL);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) clause_free);

  for (guint i = 0; i < yn_json_size (clauses); i++)
    g_ptr_array_add (rows, clause_new (authoring, yn_json_at (clauses, i), commons));
  return rows;
}

static char *
clause_place (YnAuthoring *authoring, guint index, gboolean own)
{
  g_autofree char *place = g_strdup_printf ("/clauses/%u", index);
  const YnJson *clause = yn_authoring_at (authoring, place);

  return clause != NULL && (!own || yn_json_get (clause, "zh") != NULL) ? g_steal_pointer (&place) : NULL;
}

gboolean
yn_authoring_set_clause (YnAuthoring *authoring, guint index, YnLanguage language, const char *text)
{
  g_autofree char *place = clause_place (authoring, index, TRUE);

  return place != NULL && yn_authoring_set_text (authoring, place, language, text);
}

gboolean
yn_authoring_set_clause_when (YnAuthoring *authoring, guint index, const char *pointer)
{
  g_autofree char *place = clause_place (authoring, index, TRUE);
  g_autofree char *when = place != NULL ? g_strconcat (place, "/when", NULL) : NULL;

  return when != NULL && yn_authoring_put_string (authoring, when, pointer, NULL);
}

/* --- ticks ------------------------------------------------------------------------------------------------------ */

/* The heading under which the ticks stand, made where there is none. */
static YnAuthoringRow *
ticks_heading (YnAuthoring *authoring)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  g_autofree char *place = NULL;
  YnAuthoringRow *heading;

  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);

      if (row->pointer == NULL
          && g_strcmp0 (yn_json_get_string (yn_authoring_at (authoring, row->place), "i18n"), TICKS_KEY) == 0)
        return g_ptr_array_steal_index (rows, i);
    }
  place = yn_authoring_add_heading (authoring, NULL);
  {
    g_autofree char *key = g_strconcat (place, "/i18n", NULL);

    yn_authoring_put_string (authoring, key, TICKS_KEY, NULL);
  }
  heading = yn_authoring_row_at (authoring, place);
  yn_authoring_set_label (authoring, heading, YN_LANGUAGE_ZH_CN, "可选的承诺");
  yn_authoring_set_label (authoring, heading, YN_LANGUAGE_EN, "Promises to choose");
  return heading;
}

/* The beginning of a clause, blanks as dots. */
static char *
tick_words (const char *text, const char *before)
{
  GString *words = g_string_new (before);
  guint count = 0;

  for (; text != NULL && *text != '\0' && count < MAX_TICK_WORDS; text = g_utf8_next_char (text), count++)
    {
      const char *end = g_str_has_prefix (text, "{/") ? strchr (text, '}') : NULL;

      g_string_append_unichar (words, end != NULL ? 0x2026 : g_utf8_get_char (text));
      text = end != NULL ? end : text;
    }
  if (text != NULL && *text != '\0')
    g_string_append (words, "…");
  return g_string_free (words, FALSE);
}

static void
add_tick (YnAuthoring *authoring, guint index)
{
  g_autoptr (GPtrArray) clauses = yn_authoring_clauses (authoring);
  const YnAuthoringClause *clause = g_ptr_array_index (clauses, index);
  g_autoptr (YnAuthoringRow) heading = ticks_heading (authoring);
  g_autofree char *zh = tick_words (clause->text[YN_LANGUAGE_ZH_CN], "作出承诺：");
  g_autofree char *en = tick_words (clause->text[YN_LANGUAGE_EN], "Promise: ");
  g_autofree char *array = g_strconcat (heading->place, "/elements", NULL);
  g_autofree char *name = NULL;
  g_autofree char *pointer = NULL;
  g_autofree char *control = NULL;
  g_autoptr (YnJson) schema = yn_json_parse ("{\"type\":\"boolean\",\"default\":false}", -1, NULL);
  g_autoptr (YnJson) title = yn_json_new_string (zh);
  g_autoptr (YnJson) element = NULL;
  guint number = 1;

  do
    {
      g_free (name);
      name = g_strdup_printf ("tick%u", number++);
    }
  while (yn_json_get (yn_authoring_at (authoring, "/schema/properties"), name) != NULL);
  pointer = g_strconcat ("/schema/properties/", name, NULL);
  control = g_strdup_printf ("{\"type\":\"Control\",\"scope\":\"#/properties/%s\"}", name);
  element = yn_json_parse (control, -1, NULL);
  yn_json_put (&schema, "/title", title);
  yn_authoring_put (authoring, pointer, schema, NULL);
  yn_authoring_insert (authoring, array, G_MAXUINT, element);
  if (*clause->text[YN_LANGUAGE_EN] != '\0')
    yn_authoring_set_word (authoring, name, "label", en);
  g_free (pointer);
  pointer = g_strconcat ("/", name, NULL);
  yn_authoring_set_clause_when (authoring, index, pointer);
}

static void
remove_tick (YnAuthoring *authoring, guint index, const char *when)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);

  yn_authoring_set_clause_when (authoring, index, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (row->pointer, when) == 0)
        {
          yn_authoring_remove_row (authoring, row);
          return;
        }
    }
}

gboolean
yn_authoring_set_clause_ticked (YnAuthoring *authoring, guint index, gboolean ticked)
{
  g_autoptr (GPtrArray) clauses = yn_authoring_clauses (authoring);
  const YnAuthoringClause *clause = index < clauses->len ? g_ptr_array_index (clauses, index) : NULL;

  if (clause == NULL || clause->common || clause->ticked == ticked)
    return FALSE;
  yn_authoring_begin_step (authoring);
  if (ticked)
    add_tick (authoring, index);
  else
    remove_tick (authoring, index, clause->when);
  yn_authoring_end_step (authoring);
  return TRUE;
}

/* --- coming and going ------------------------------------------------------------------------------------------- */

/* One more than the highest number behind the prefix. */
static char *
free_id (YnAuthoring *authoring)
{
  const YnJson *clauses = yn_authoring_at (authoring, "/clauses");
  g_autofree char *prefix = yn_authoring_clause_prefix (yn_authoring_id (authoring));
  gsize length = strlen (prefix);
  unsigned long highest = 0;

  for (guint i = 0; i < yn_json_size (clauses); i++)
    {
      const char *id = yn_json_get_string (yn_json_at (clauses, i), "id");

      if (id != NULL && strncmp (id, prefix, length) == 0 && id[length] == '-')
        highest = MAX (highest, strtoul (id + length + 1, NULL, 10));
    }
  return g_strdup_printf ("%s-%lu", prefix, highest + 1);
}

gboolean
yn_authoring_add_clause (YnAuthoring *authoring, const char *common)
{
  g_autofree char *id = common != NULL ? g_strdup (common) : free_id (authoring);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) clause = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", id);
  if (common == NULL)
    {
      yn_json_writer_member_string (writer, "version", "1");
      yn_json_writer_member_string (writer, "zh", "新的承诺条款。");
      yn_json_writer_member_string (writer, "en", "新的承诺条款。");
    }
  yn_json_writer_end (writer);
  clause = yn_json_writer_finish (writer);
  return yn_authoring_insert (authoring, "/clauses", G_MAXUINT, clause);
}

gboolean
yn_authoring_remove_clause (YnAuthoring *authoring, guint index)
{
  g_autofree char *place = clause_place (authoring, index, FALSE);

  if (place == NULL)
    return FALSE;
  yn_authoring_begin_step (authoring);
  yn_authoring_set_clause_ticked (authoring, index, FALSE);
  yn_authoring_put (authoring, place, NULL, NULL);
  yn_authoring_end_step (authoring);
  return TRUE;
}

gboolean
yn_authoring_move_clause (YnAuthoring *authoring, guint index, gboolean down)
{
  return (down || index > 0) && yn_authoring_swap (authoring, "/clauses", index, down ? index + 1 : index - 1);
}

char **
yn_authoring_common_clauses (YnAuthoring *authoring)
{
  const YnJson *clauses = yn_authoring_at (authoring, "/clauses");
  g_autoptr (YnJson) commons = yn_data_json (COMMON, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < yn_json_size (commons); i++)
    {
      const char *id = yn_json_name_at (commons, i);
      gboolean there = FALSE;

      for (guint j = 0; j < yn_json_size (clauses); j++)
        there |= g_strcmp0 (yn_json_get_string (yn_json_at (clauses, j), "id"), id) == 0;
      if (!there)
        g_ptr_array_add (ids, g_strdup (id));
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}
