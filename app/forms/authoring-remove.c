/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A question goes with all that only serves it. What a person wrote about it, a clause with its blank, stays and is
 * listed as a problem: only the person knows how it should read now. */

#include "forms/authoring-parts.h"

#include <string.h>
#include "forms/condition.h"
#include "forms/service.h"

#define MAX_NESTING 32

/* Whether @pointer is @place or lies in it; "*" stands for an entry. */
static gboolean
is_within (const char *pointer, const char *place)
{
  g_auto (GStrv) given = g_strsplit (pointer != NULL ? pointer : "", "/", -1);
  g_auto (GStrv) wanted = g_strsplit (place, "/", -1);
  guint i = 0;

  while (wanted[i] != NULL && given[i] != NULL
         && (g_str_equal (wanted[i], given[i]) || (g_str_equal (given[i], "*") && g_str_equal (wanted[i], "0"))))
    i++;
  return wanted[i] == NULL;
}

static gboolean
scope_is_within (const YnJson *element, const char *place)
{
  g_autofree char *pointer = yn_scope_pointer (yn_json_get_string (element, "scope"));

  return pointer != NULL && is_within (pointer, place);
}

static gboolean
condition_asks (const YnJson *condition, const char *place, guint nesting)
{
  const YnJson *parts = yn_json_get (condition, "conditions");

  if (condition == NULL || nesting == 0)
    return FALSE;
  for (guint i = 0; i < yn_json_size (parts); i++)
    if (condition_asks (yn_json_at (parts, i), place, nesting - 1))
      return TRUE;
  return scope_is_within (condition, place)
         || condition_asks (yn_json_get (condition, "condition"), place, nesting - 1);
}

/* --- the UI schema ---------------------------------------------------------------------------------------------- */

static gboolean stays (const YnJson *element, const char *place, guint nesting);

/* Mere layout stays as long as something in it does. */
static gboolean
layout_stays (const YnJson *elements, const char *place, guint nesting)
{
  for (guint i = 0; i < yn_json_size (elements); i++)
    if (stays (yn_json_at (elements, i), place, nesting - 1))
      return TRUE;
  return yn_json_size (elements) == 0;
}

static gboolean
stays (const YnJson *element, const char *place, guint nesting)
{
  const YnJson *elements = yn_json_get (element, "elements");

  if (nesting == 0)
    return TRUE;
  if (elements == NULL || yn_json_get (element, "scope") != NULL)
    return !scope_is_within (element, place);
  return yn_json_get (element, "label") != NULL || layout_stays (elements, place, nesting);
}

static void
write_element (YnJsonWriter *writer, const YnJson *element, const char *place, guint nesting)
{
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < yn_json_size (element); i++)
    {
      const YnJson *value = yn_json_at (element, i);
      const char *name = yn_json_name_at (element, i);

      if (g_str_equal (name, "rule") && condition_asks (yn_json_get (value, "condition"), place, MAX_NESTING))
        continue;
      yn_json_writer_name_of (writer, element, i);
      if (!g_str_equal (name, "elements") || nesting == 0)
        {
          yn_json_writer_value (writer, value);
          continue;
        }
      yn_json_writer_begin_array (writer);
      for (guint j = 0; j < yn_json_size (value); j++)
        if (stays (yn_json_at (value, j), place, nesting))
          write_element (writer, yn_json_at (value, j), place, nesting - 1);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
remove_from_form (YnAuthoring *authoring, const char *place)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) uischema = NULL;

  write_element (writer, yn_json_get (authoring->json, "uischema"), place, MAX_NESTING);
  uischema = yn_json_writer_finish (writer);
  yn_authoring_put (authoring, "/uischema", uischema, NULL);
}

/* --- the schema ------------------------------------------------------------------------------------------------- */

static gboolean
names_member (const YnJson *schema, const char *name)
{
  const YnJson *names = yn_json_get (schema, "required");

  for (guint i = 0; i < yn_json_size (names); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (names, i)), name) == 0)
      return TRUE;
  return yn_json_get (yn_json_get (schema, "properties"), name) != NULL;
}

/* @schema: pointer of an object's schema, or of a branch that adds to it. */
static void
forget_member (YnAuthoring *authoring, const char *schema, const char *name)
{
  g_autofree char *token = yn_json_pointer_escape (name);
  g_autofree char *property = g_strconcat (schema, "/properties/", token, NULL);
  g_autofree char *required = g_strconcat (schema, "/required", NULL);
  g_autofree char *dependent = g_strconcat (schema, "/dependentRequired", NULL);
  g_autofree char *own = g_strconcat (dependent, "/", token, NULL);

  yn_authoring_put (authoring, property, NULL, NULL);
  yn_authoring_drop_string (authoring, required, name, FALSE);
  yn_authoring_put (authoring, own, NULL, NULL);
  for (guint i = yn_json_size (yn_authoring_at (authoring, dependent)); i > 0; i--)
    {
      g_autofree char *other = yn_json_pointer_escape (yn_json_name_at (yn_authoring_at (authoring, dependent), i - 1));
      g_autofree char *list = g_strconcat (dependent, "/", other, NULL);

      yn_authoring_drop_string (authoring, list, name, TRUE);
    }
}

static void
remove_from_schema (YnAuthoring *authoring, const char *object, const char *name)
{
  static const char *const branches[] = { "then", "else" };
  g_autofree char *condition = g_strconcat (object, "/if", NULL);
  gboolean asked = names_member (yn_authoring_at (authoring, condition), name);

  forget_member (authoring, object, name);
  if (asked)
    yn_authoring_put (authoring, condition, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (branches); i++)
    {
      g_autofree char *branch = g_strconcat (object, "/", branches[i], NULL);

      if (asked)
        yn_authoring_put (authoring, branch, NULL, NULL);
      else
        forget_member (authoring, branch, name);
    }
}

/* --- what serves it --------------------------------------------------------------------------------------------- */

/* Entries of an array of strings, or of objects that name a place in one of @members. */
static void
drop_entries (YnAuthoring *authoring, const char *array, const char *const *members, const char *place)
{
  for (guint i = yn_json_size (yn_authoring_at (authoring, array)); i > 0; i--)
    {
      g_autofree char *entry = g_strdup_printf ("%s/%u", array, i - 1);
      const YnJson *value = yn_authoring_at (authoring, entry);
      gboolean names = is_within (yn_json_string (value), place);

      for (guint j = 0; members != NULL && members[j] != NULL; j++)
        {
          const YnJson *member = yn_json_get (value, members[j]);

          names |= is_within (yn_json_string (member), place);
          for (guint k = 0; k < yn_json_size (member); k++)
            names |= is_within (yn_json_string (yn_json_at (member, k)), place);
        }
      if (names)
        yn_authoring_put (authoring, entry, NULL, NULL);
    }
}

static void
drop_words (YnAuthoring *authoring, const char *key)
{
  const YnJson *words = yn_authoring_at (authoring, "/words/en");
  g_autofree char *prefix = g_strconcat (key, ".", NULL);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) left = NULL;

  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < yn_json_size (words); i++)
    if (!g_str_has_prefix (yn_json_name_at (words, i), prefix))
      {
        yn_json_writer_name_of (writer, words, i);
        yn_json_writer_value (writer, yn_json_at (words, i));
      }
  yn_json_writer_end (writer);
  left = yn_json_writer_finish (writer);
  yn_authoring_put (authoring, "/words/en", left, NULL);
}

static void
drop_service (YnAuthoring *authoring, const char *place)
{
  static const char *const compares[] = { "at", "to", NULL };
  static const char *const computes[] = { "at", "sum", "product", "count", "difference", NULL };
  const YnJson *begin = yn_authoring_at (authoring, "/begin");

  drop_entries (authoring, "/private", NULL, place);
  drop_entries (authoring, "/compare", compares, place);
  drop_entries (authoring, "/compute", computes, place);
  for (guint i = yn_json_size (begin); i > 0; i--)
    {
      g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (begin, i - 1));
      g_autofree char *pointer = g_strconcat ("/begin/", token, NULL);

      if (is_within (yn_json_name_at (begin, i - 1), place))
        yn_authoring_put (authoring, pointer, NULL, NULL);
      begin = yn_authoring_at (authoring, "/begin");
    }
}

/* What is asked with one answer to it is asked always from now on, and must be answered where it had to be. */
static void
free_dependents (YnAuthoring *authoring, const char *pointer)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);

  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);

      if (is_within (row->when, pointer) || (row->when != NULL && g_strcmp0 (row->pointer, pointer) == 0))
        yn_authoring_set_when (authoring, row, NULL, NULL);
    }
}

/* A question of the common header may be left out of the form, not out of the schema. */
static gboolean
remove_question (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  g_autofree char *above = g_path_get_dirname (row->pointer);
  g_autofree char *key = yn_service_key (row->pointer);
  g_auto (YnAuthoringPlace) object = { 0 };

  yn_authoring_find (authoring, g_str_equal (above, "/") ? "" : above, &object);
  yn_authoring_begin_step (authoring);
  free_dependents (authoring, row->pointer);
  remove_from_form (authoring, row->pointer);
  if (!row->fixed)
    {
      remove_from_schema (authoring, object.pointer, strrchr (row->pointer, '/') + 1);
      drop_service (authoring, row->pointer);
      drop_words (authoring, key);
    }
  yn_authoring_end_step (authoring);
  return TRUE;
}

/* The questions under it stand where it stood. */
static gboolean
remove_heading (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  const YnJson *element = yn_authoring_at (authoring, row->place);
  g_autoptr (YnJson) elements = yn_json_ref (yn_json_get (element, "elements"));
  g_autofree char *key = g_strdup (yn_json_get_string (element, "i18n"));
  guint index;
  g_autofree char *array = yn_authoring_parent (row->place, &index);

  yn_authoring_begin_step (authoring);
  yn_authoring_put (authoring, row->place, NULL, NULL);
  for (guint i = 0; i < yn_json_size (elements); i++)
    yn_authoring_insert (authoring, array, index + i, yn_json_at (elements, i));
  if (key != NULL)
    drop_words (authoring, key);
  yn_authoring_end_step (authoring);
  return TRUE;
}

gboolean
yn_authoring_can_remove_row (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  const YnJson *element = yn_authoring_at (authoring, row->place);

  if (row->pointer != NULL)
    return !row->fixed || !row->required;
  return g_strcmp0 (yn_json_get_string (element, "type"), "Category") != 0
         || yn_json_size (yn_json_get (element, "elements")) == 0;
}

gboolean
yn_authoring_remove_row (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  if (!yn_authoring_can_remove_row (authoring, row))
    return FALSE;
  return row->pointer != NULL ? remove_question (authoring, row) : remove_heading (authoring, row);
}
