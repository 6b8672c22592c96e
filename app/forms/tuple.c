/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/tuple.h"

#include <string.h>

static const YnJson *
positions_of (const YnJson *view)
{
  const YnJson *prefix = yn_json_get (view, "prefixItems");
  const YnJson *items = yn_json_get (view, "items");

  if (yn_json_size (prefix) > 0)
    return prefix;
  return yn_json_is (items, YN_JSON_ARRAY) && yn_json_size (items) > 0 ? items : NULL;
}

guint
yn_tuple_size (const YnJson *view)
{
  return yn_json_size (positions_of (view));
}

static const YnJson *
word_for_rest (const YnJson *view)
{
  return yn_json_get (view, yn_json_size (yn_json_get (view, "prefixItems")) > 0 ? "items" : "additionalItems");
}

const YnJson *
yn_tuple_rest (const YnJson *view)
{
  const YnJson *rest = word_for_rest (view);

  return yn_tuple_size (view) > 0 && yn_json_is (rest, YN_JSON_OBJECT) ? rest : NULL;
}

const char *
yn_tuple_rest_name (YnLanguage language)
{
  return language == YN_LANGUAGE_EN ? "More" : "其余";
}

gboolean
yn_tuple_ends (const YnJson *view)
{
  const YnJson *rest = word_for_rest (view);

  return yn_tuple_size (view) > 0 && yn_json_is (rest, YN_JSON_BOOLEAN) && !yn_json_boolean (rest);
}

/* The index that @token is, as RFC 6901 writes one. */
static gboolean
read_index (const char *token, guint *index)
{
  guint64 number;

  if (!g_ascii_isdigit (*token) || !g_ascii_string_to_unsigned (token, 10, 0, G_MAXUINT16, &number, NULL))
    return FALSE;
  *index = (guint) number;
  return TRUE;
}

/* @slash: where in @pointer the token begins that may be a position. The tuple's pointer, or NULL. New. */
static char *
tuple_before (YnSchema *schema, const char *pointer, const char *slash, guint *index)
{
  g_autofree char *above = g_strndup (pointer, (gsize) (slash - pointer));
  g_autofree char *token = g_strndup (slash + 1, strcspn (slash + 1, "/"));

  if (!read_index (token, index) || *index >= yn_tuple_size (yn_schema_at (schema, above)))
    return NULL;
  return g_steal_pointer (&above);
}

gboolean
yn_tuple_has (YnSchema *schema, const char *pointer)
{
  const char *slash = strrchr (pointer, '/');
  guint index;
  g_autofree char *tuple = slash != NULL ? tuple_before (schema, pointer, slash, &index) : NULL;

  return tuple != NULL;
}

char *
yn_tuple_around (YnSchema *schema, const char *pointer)
{
  for (const char *slash = pointer; slash != NULL && *slash == '/'; slash = strchr (slash + 1, '/'))
    {
      guint index;
      char *tuple = tuple_before (schema, pointer, slash, &index);

      if (tuple != NULL)
        return tuple;
    }
  return NULL;
}

/* The first @n of @array, null where it has not so many. */
static YnJson *
resized (const YnJson *array, guint n)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  gboolean is_array = yn_json_is (array, YN_JSON_ARRAY);

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < n; i++)
    if (is_array && i < yn_json_size (array))
      yn_json_writer_value (writer, yn_json_at (array, i));
    else
      yn_json_writer_null (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static void
resize (YnJson **answers, const char *pointer, guint n)
{
  g_autoptr (YnJson) array = resized (yn_json_pointer (*answers, pointer), n);

  yn_json_put (answers, pointer, array);
}

static guint
size_at (const YnJson *answers, const char *pointer)
{
  const YnJson *array = yn_json_pointer (answers, pointer);

  return yn_json_is (array, YN_JSON_ARRAY) ? yn_json_size (array) : 0;
}

/* How many are left without the unanswered ones at the end. */
static guint
answered (const YnJson *answers, const char *pointer)
{
  const YnJson *array = yn_json_pointer (answers, pointer);
  guint n = size_at (answers, pointer);

  while (n > 0 && yn_json_is (yn_json_at (array, n - 1), YN_JSON_NULL))
    n--;
  return n;
}

static void
trim (YnSchema *schema, YnJson **answers, const char *pointer)
{
  for (const char *slash = strrchr (pointer, '/'); slash != NULL;
       slash = slash > pointer ? g_strrstr_len (pointer, slash - pointer, "/") : NULL)
    {
      guint index;
      g_autofree char *tuple = tuple_before (schema, pointer, slash, &index);

      if (tuple != NULL && answered (*answers, tuple) < size_at (*answers, tuple))
        resize (answers, tuple, answered (*answers, tuple));
    }
}

YnJson *
yn_tuple_with (YnSchema *schema, const YnJson *answers, const char *pointer, const YnJson *value)
{
  g_autoptr (YnJson) whole = yn_json_ref (answers);
  g_autoptr (YnJson) nothing = yn_json_parse ("null", -1, NULL);

  for (const char *slash = pointer; slash != NULL && *slash == '/'; slash = strchr (slash + 1, '/'))
    {
      guint index;
      g_autofree char *tuple = tuple_before (schema, pointer, slash, &index);

      if (tuple != NULL && size_at (whole, tuple) <= index)
        resize (&whole, tuple, index + 1);
    }
  yn_json_put (&whole, pointer, value != NULL || !yn_tuple_has (schema, pointer) ? value : nothing);
  trim (schema, &whole, pointer);
  return g_steal_pointer (&whole);
}

YnJson *
yn_tuple_filled (YnSchema *schema, const YnJson *answers, const char *pointer)
{
  guint positions = yn_tuple_size (yn_schema_at (schema, pointer));

  return resized (yn_json_pointer (answers, pointer), MAX (positions, size_at (answers, pointer)));
}

/* --- problems --------------------------------------------------------------------------------------------------- */

static YnProblem *
missing (YnSchema *schema, const char *pointer, const char *schema_pointer)
{
  const char *title = yn_json_get_string (yn_schema_at (schema, pointer), "title");
  const char *slash = strrchr (pointer, '/');
  g_autofree char *above = g_strndup (pointer, (gsize) (slash - pointer));
  const char *around = yn_json_get_string (yn_schema_at (schema, above), "title");
  g_autofree char *numbered = g_strdup_printf ("%s %d", around != NULL ? around : "", atoi (slash + 1) + 1);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", title != NULL ? title : g_strstrip (numbered));
  yn_json_writer_end (writer);
  return yn_problem_new (pointer, schema_pointer, "required", yn_json_writer_finish (writer));
}

/* One for each position that is not there and must be; none: the array is short behind its positions. */
static GPtrArray *
missing_positions (YnSchema *schema, const YnJson *answers, const YnProblem *problem)
{
  GPtrArray *found = yn_problems_new ();
  const YnJson *view = yn_schema_at (schema, problem->pointer);
  guint least = (guint) CLAMP (yn_json_get_int (view, "minItems", 0), 0, yn_tuple_size (view));

  for (guint i = size_at (answers, problem->pointer); i < least; i++)
    {
      g_autofree char *position = g_strdup_printf ("%s/%u", problem->pointer, i);

      g_ptr_array_add (found, missing (schema, position, problem->schema_pointer));
    }
  return found;
}

static gboolean
waits (YnSchema *schema, const YnJson *answers, const YnProblem *problem)
{
  return yn_json_is (yn_json_pointer (answers, problem->pointer), YN_JSON_NULL)
         && yn_tuple_has (schema, problem->pointer);
}

static gboolean
is_said (GPtrArray *problems, guint before, const char *pointer)
{
  for (guint i = 0; i < before; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);

      if (g_str_equal (problem->code, "required") && g_str_equal (problem->pointer, pointer))
        return TRUE;
    }
  return FALSE;
}

void
yn_tuple_word_problems (YnSchema *schema, const YnJson *answers, GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);
      g_autoptr (GPtrArray) instead = NULL;

      if (waits (schema, answers, problem))
        {
          instead = yn_problems_new ();
          if (!is_said (problems, i, problem->pointer))
            g_ptr_array_add (instead, missing (schema, problem->pointer, problem->schema_pointer));
        }
      else if (g_str_equal (problem->code, "min-items"))
        instead = missing_positions (schema, answers, problem);
      if (instead == NULL || (instead->len == 0 && g_str_equal (problem->code, "min-items")))
        continue;
      g_ptr_array_remove_index (problems, i);
      for (guint j = 0; j < instead->len; j++)
        g_ptr_array_insert (problems, (int) (i + j), yn_problem_copy (g_ptr_array_index (instead, j)));
      i += instead->len;
      i--;
    }
}
