/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Rows that come and change places: the UI schema's elements, and the members of a table's entries. */

#include "forms/authoring-parts.h"

#include <stdlib.h>
#include <string.h>

/* --- elements --------------------------------------------------------------------------------------------------- */

static gboolean
is_type (const YnJson *element, const char *type)
{
  return g_strcmp0 (yn_json_get_string (element, "type"), type) == 0;
}

/* What stands as a heading among the rows. */
static gboolean
is_heading (const YnJson *element)
{
  return yn_json_get (element, "elements") != NULL && yn_json_get_string (element, "label") != NULL;
}

/* Holds categories alone. */
static gboolean
is_categorization (const YnJson *element)
{
  return is_type (element, "Categorization");
}

/* The element that holds @place. New; "" above the root. */
static char *
holder_of (const char *place, guint *index)
{
  g_autofree char *array = yn_authoring_parent (place, index);

  return g_str_has_suffix (array, "/elements") ? g_strndup (array, strlen (array) - strlen ("/elements"))
                                               : g_strdup ("");
}

/* Where @path leads once the entry at @removed is gone from its array. New. */
static char *
shifted (const char *path, const char *removed)
{
  guint index;
  g_autofree char *array = yn_authoring_parent (removed, &index);
  gsize length = strlen (array);
  char *rest;
  guint there;

  if (strncmp (path, array, length) != 0 || path[length] != '/')
    return g_strdup (path);
  there = strtoul (path + length + 1, &rest, 10);
  return there > index ? g_strdup_printf ("%s/%u%s", array, there - 1, rest) : g_strdup (path);
}

/* Mere layout that holds nothing any more goes too. New: where @path leads afterwards. */
static char *
take_out (YnAuthoring *authoring, const char *place, const char *path)
{
  guint index;
  g_autofree char *holder = holder_of (place, &index);
  const YnJson *element;
  g_autofree char *after = shifted (path, place);

  yn_authoring_put (authoring, place, NULL, NULL);
  element = yn_authoring_at (authoring, holder);
  if (yn_json_size (yn_json_get (element, "elements")) > 0 || is_heading (element) || g_str_equal (holder, "/uischema")
      || is_categorization (element))
    return g_steal_pointer (&after);
  return take_out (authoring, holder, after);
}

static gboolean
put_elsewhere (YnAuthoring *authoring, const char *place, const char *holder, guint index)
{
  g_autoptr (YnJson) element = yn_json_ref (yn_authoring_at (authoring, place));
  g_autofree char *target = g_strdup_printf ("%s/elements/%u", holder, index);
  g_autofree char *after = NULL;
  g_autofree char *array = NULL;
  guint at;

  yn_authoring_begin_step (authoring);
  after = take_out (authoring, place, target);
  array = yn_authoring_parent (after, &at);
  yn_authoring_insert (authoring, array, at, element);
  yn_authoring_end_step (authoring);
  return TRUE;
}

/* Into the heading beside it, or over what else stands there. */
static gboolean
move_beside (YnAuthoring *authoring, const char *place, const char *holder, guint index, guint beside)
{
  const YnJson *element = yn_authoring_at (authoring, place);
  g_autofree char *array = g_strconcat (holder, "/elements", NULL);
  g_autofree char *other = g_strdup_printf ("%s/%u", array, beside);
  const YnJson *there = yn_authoring_at (authoring, other);

  if (is_heading (there) && !is_heading (element))
    return put_elsewhere (authoring, place, other,
                          beside > index ? 0 : yn_json_size (yn_json_get (there, "elements")));
  return yn_authoring_swap (authoring, array, index, beside);
}

/* At the edge: out of what holds it, into the heading next door where there is one. New: what holds it then, and @to
 * where in it; NULL: nowhere. */
static char *
way_out (YnAuthoring *authoring, const char *place, const char *holder, gboolean down, guint *to)
{
  guint index, next;
  g_autofree char *above = holder_of (holder, &index);
  const YnJson *around = yn_authoring_at (authoring, above);
  g_autofree char *door = NULL;
  const YnJson *neighbour;

  if (*above == '\0')
    return NULL;
  next = down ? index + 1 : index - 1;
  door = g_strdup_printf ("%s/elements/%u", above, next);
  neighbour = down || index > 0 ? yn_authoring_at (authoring, door) : NULL;
  if (neighbour != NULL && is_heading (neighbour) && is_heading (yn_authoring_at (authoring, holder))
      && !is_heading (yn_authoring_at (authoring, place)))
    {
      *to = down ? 0 : yn_json_size (yn_json_get (neighbour, "elements"));
      return g_steal_pointer (&door);
    }
  if (is_categorization (around) || is_type (yn_authoring_at (authoring, place), "Category"))
    return NULL;
  *to = down ? index + 1 : index;
  return g_steal_pointer (&above);
}

static gboolean
move_out (YnAuthoring *authoring, const char *place, const char *holder, gboolean down)
{
  guint to;
  g_autofree char *door = way_out (authoring, place, holder, down, &to);

  return door != NULL && put_elsewhere (authoring, place, door, to);
}

/* --- columns ---------------------------------------------------------------------------------------------------- */

/* The members of the object at @pointer with the one called @name one up or down. */
static gboolean
move_member (YnAuthoring *authoring, const char *pointer, const char *name, gboolean down)
{
  const YnJson *object = yn_authoring_at (authoring, pointer);
  guint size = yn_json_size (object), at = 0, to;
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) moved = NULL;

  while (at < size && !g_str_equal (yn_json_name_at (object, at), name))
    at++;
  to = down ? at + 1 : at - 1;
  if (at >= size || to >= size)
    return FALSE;
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < size; i++)
    {
      guint from = i == at ? to : i == to ? at : i;

      yn_json_writer_name_of (writer, object, from);
      yn_json_writer_value (writer, yn_json_at (object, from));
    }
  yn_json_writer_end (writer);
  moved = yn_json_writer_finish (writer);
  return yn_authoring_put (authoring, pointer, moved, NULL);
}

static gboolean
move_element (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean down)
{
  guint index, size;
  g_autofree char *holder = NULL;

  holder = holder_of (row->place, &index);
  if (*holder == '\0')
    return FALSE;
  size = yn_json_size (yn_json_get (yn_authoring_at (authoring, holder), "elements"));
  if (down ? index + 1 < size : index > 0)
    return move_beside (authoring, row->place, holder, index, down ? index + 1 : index - 1);
  return move_out (authoring, row->place, holder, down);
}

static gboolean
can_move_member (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean down)
{
  guint index;
  g_autofree char *pointer = yn_authoring_parent (row->place, &index);
  const YnJson *members = yn_authoring_at (authoring, pointer);
  const char *edge = yn_json_name_at (members, down ? yn_json_size (members) - 1 : 0);

  return g_strcmp0 (edge, strrchr (row->place, '/') + 1) != 0;
}

gboolean
yn_authoring_can_move_row (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean down)
{
  guint index, to;
  g_autofree char *holder = NULL;
  g_autofree char *door = NULL;

  if (!g_str_has_prefix (row->place, "/uischema"))
    return can_move_member (authoring, row, down);
  holder = holder_of (row->place, &index);
  if (*holder == '\0')
    return FALSE;
  if (down ? index + 1 < yn_json_size (yn_json_get (yn_authoring_at (authoring, holder), "elements")) : index > 0)
    return TRUE;
  door = way_out (authoring, row->place, holder, down, &to);
  return door != NULL;
}

gboolean
yn_authoring_move_row (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean down)
{
  g_autoptr (GPtrArray) dues = NULL;
  gboolean moved;
  guint index;

  if (!g_str_has_prefix (row->place, "/uischema"))
    {
      g_autofree char *members = yn_authoring_parent (row->place, &index);

      return move_member (authoring, members, strrchr (row->place, '/') + 1, down);
    }
  dues = yn_authoring_due_under (authoring, row->place);
  yn_authoring_begin_step (authoring);
  moved = move_element (authoring, row, down);
  if (moved)
    yn_authoring_keep_due (authoring, dues);
  yn_authoring_end_step (authoring);
  return moved;
}

/* --- adding ----------------------------------------------------------------------------------------------------- */

/* "q1", "q2", …: the first that is no member of the object there. */
static char *
free_name (const YnJson *members)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("q%u", i);

      if (yn_json_get (members, name) == NULL)
        return g_steal_pointer (&name);
    }
}

static void
put_new_schema (YnAuthoring *authoring, const char *pointer)
{
  g_autoptr (YnJson) schema = yn_json_parse (
      "{\"type\":\"string\",\"minLength\":1,\"maxLength\":200,\"title\":\"新问题\"}", -1, NULL);

  yn_authoring_put (authoring, pointer, schema, NULL);
}

static char *
add_column (YnAuthoring *authoring, const char *members)
{
  g_autofree char *name = free_name (yn_authoring_at (authoring, members));
  char *place = g_strconcat (members, "/", name, NULL);

  put_new_schema (authoring, place);
  return place;
}

/* The last place where a question may stand: in the last heading, however deep. New. */
static char *
last_holder (YnAuthoring *authoring)
{
  char *holder = g_strdup ("/uischema");

  for (;;)
    {
      const YnJson *elements = yn_json_get (yn_authoring_at (authoring, holder), "elements");
      guint size = yn_json_size (elements);
      char *below;

      if (size == 0
          || (!is_heading (yn_json_at (elements, size - 1)) && !is_categorization (yn_json_at (elements, size - 1))))
        return holder;
      below = g_strdup_printf ("%s/elements/%u", holder, size - 1);
      g_free (holder);
      holder = below;
    }
}

/* Where a question behind @row goes: what holds it, and its index there. */
static char *
place_behind (YnAuthoring *authoring, const YnAuthoringRow *row, guint *index)
{
  g_autofree char *holder = NULL;

  if (row == NULL || row->pointer == NULL)
    {
      holder = row != NULL ? g_strdup (row->place) : last_holder (authoring);
      *index = yn_json_size (yn_json_get (yn_authoring_at (authoring, holder), "elements"));
      return g_steal_pointer (&holder);
    }
  holder = holder_of (row->place, index);
  while (is_type (yn_authoring_at (authoring, holder), "HorizontalLayout"))
    {
      char *above = holder_of (holder, index);

      g_free (holder);
      holder = above;
    }
  ++*index;
  return g_steal_pointer (&holder);
}

static YnJson *
control_new (const char *name)
{
  g_autofree char *scope = g_strconcat ("#/properties/", name, NULL);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "type", "Control");
  yn_json_writer_member_string (writer, "scope", scope);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

char *
yn_authoring_add_question (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  g_autofree char *name = free_name (yn_authoring_at (authoring, "/schema/properties"));
  g_autofree char *pointer = g_strconcat ("/schema/properties/", name, NULL);
  g_autoptr (YnJson) control = control_new (name);
  g_autofree char *holder = NULL;
  g_autofree char *array = NULL;
  guint index;

  if (row != NULL && row->kind == YN_QUESTION_TABLE && !row->fixed)
    {
      g_auto (YnAuthoringPlace) table = { 0 };
      g_autofree char *members = NULL;

      yn_authoring_find (authoring, row->pointer, &table);
      members = g_strconcat (table.pointer, "/items/properties", NULL);
      return add_column (authoring, members);
    }
  if (row != NULL && !g_str_has_prefix (row->place, "/uischema"))
    {
      g_autofree char *members = yn_authoring_parent (row->place, &index);

      return add_column (authoring, members);
    }
  holder = place_behind (authoring, row, &index);
  array = g_strconcat (holder, "/elements", NULL);
  yn_authoring_begin_step (authoring);
  put_new_schema (authoring, pointer);
  yn_authoring_insert (authoring, array, index, control);
  yn_authoring_end_step (authoring);
  return g_strdup_printf ("%s/%u", array, index);
}

/* "group.g1", …: the first without words. */
static char *
free_key (YnAuthoring *authoring)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *key = g_strdup_printf ("group.g%u", i);
      g_autofree char *quoted = g_strdup_printf ("\"i18n\":\"%s\"", key);
      g_autofree char *text = yn_json_print (yn_json_get (authoring->json, "uischema"), YN_JSON_COMPACT);

      if (strstr (text, quoted) == NULL && yn_authoring_word (authoring, key, "label") == NULL)
        return g_steal_pointer (&key);
    }
}

static YnJson *
heading_new (const char *type, const char *key)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "type", type);
  yn_json_writer_member_string (writer, "label", "新的一组");
  yn_json_writer_member_string (writer, "i18n", key);
  yn_json_writer_name (writer, "elements");
  yn_json_writer_begin_array (writer);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

char *
yn_authoring_add_heading (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  g_autofree char *key = free_key (authoring);
  g_autofree char *place = g_strdup (row != NULL && g_str_has_prefix (row->place, "/uischema") ? row->place : "");
  g_autofree char *holder = g_strdup ("/uischema");
  g_autofree char *array = NULL;
  g_autoptr (YnJson) heading = NULL;
  guint index = yn_json_size (yn_authoring_at (authoring, "/uischema/elements"));

  /* Behind the outermost group that the row stands in. */
  while (*place != '\0' && !g_str_equal (place, "/uischema"))
    {
      guint at;
      char *above = holder_of (place, &at);

      if (g_str_equal (above, "/uischema"))
        index = at + 1;
      g_free (place);
      place = above;
    }
  heading = heading_new (is_categorization (yn_authoring_at (authoring, holder)) ? "Category" : "Group", key);
  array = g_strconcat (holder, "/elements", NULL);
  yn_authoring_insert (authoring, array, index, heading);
  return g_strdup_printf ("%s/%u", array, index);
}
