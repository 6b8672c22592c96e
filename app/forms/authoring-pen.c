/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/authoring-parts.h"

#include <string.h>
#include "base/data.h"
#include "base/error.h"
#include "forms/service.h"

#define MAX_STEPS 500
#define EMPTY "authoring/empty.json"

/* --- beginning -------------------------------------------------------------------------------------------------- */

static YnAuthoring *
authoring_new (const YnJson *json)
{
  YnAuthoring *authoring = g_new0 (YnAuthoring, 1);

  authoring->json = yn_json_ref (json);
  authoring->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_json_unref);
  authoring->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_json_unref);
  return authoring;
}

void
yn_authoring_free (YnAuthoring *authoring)
{
  if (authoring == NULL)
    return;
  yn_json_unref (authoring->json);
  yn_json_unref (authoring->saved_json);
  g_clear_pointer (&authoring->saved, g_bytes_unref);
  g_ptr_array_unref (authoring->undo);
  g_ptr_array_unref (authoring->redo);
  g_free (authoring->typing);
  g_free (authoring);
}

YnAuthoring *
yn_authoring_open (GBytes *file, GError **error)
{
  g_autoptr (YnJson) json = yn_json_parse_bytes (file, error);
  YnAuthoring *authoring;

  if (json == NULL)
    return NULL;
  if (!yn_json_is (yn_json_get (json, "schema"), YN_JSON_OBJECT) || yn_json_get_string (json, "id") == NULL
      || yn_json_get_string (json, "kind") == NULL || !yn_json_is (yn_json_get (json, "uischema"), YN_JSON_OBJECT))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "no service: it lacks id, kind, schema or uischema");
      return NULL;
    }
  authoring = authoring_new (json);
  yn_authoring_saved (authoring, file);
  return authoring;
}

char *
yn_authoring_clause_prefix (const char *id)
{
  GString *prefix = g_string_new (NULL);

  for (; *id != '\0'; id++)
    if (g_ascii_isalnum (*id))
      g_string_append_c (prefix, g_ascii_toupper (*id));
  return g_string_free (prefix, FALSE);
}

/* The clauses of its own carry the service's id in theirs. */
static void
rename_clauses (YnJson **json, const char *old_id, const char *id)
{
  g_autofree char *old_prefix = yn_authoring_clause_prefix (old_id);
  g_autofree char *prefix = yn_authoring_clause_prefix (id);
  gsize length = strlen (old_prefix);

  for (guint i = 0; i < yn_json_size (yn_json_get (*json, "clauses")); i++)
    {
      const char *clause = yn_json_get_string (yn_json_at (yn_json_get (*json, "clauses"), i), "id");
      g_autofree char *pointer = g_strdup_printf ("/clauses/%u/id", i);
      g_autofree char *renamed = NULL;
      g_autoptr (YnJson) value = NULL;

      if (clause == NULL || strncmp (clause, old_prefix, length) != 0 || clause[length] != '-')
        continue;
      renamed = g_strconcat (prefix, clause + length, NULL);
      value = yn_json_new_string (renamed);
      yn_json_put (json, pointer, value);
    }
}

static void
put_string (YnJson **json, const char *pointer, const char *text)
{
  g_autoptr (YnJson) value = yn_json_new_string (text);

  yn_json_put (json, pointer, value);
}

YnAuthoring *
yn_authoring_like (const char *service, const char *id, GError **error)
{
  g_autoptr (YnService) model = yn_service_find (service, error);
  g_autoptr (YnJson) json = NULL;
  g_autoptr (YnJson) no = yn_json_new_boolean (FALSE);
  g_autofree char *remark = g_strdup_printf ("以 %s 为样本改写，全部文字尚未由主管部门核实", service);

  if (model == NULL)
    return NULL;
  json = yn_json_ref (yn_service_json (model));
  rename_clauses (&json, service, id);
  put_string (&json, "/id", id);
  put_string (&json, "/version", "1");
  yn_json_put (&json, "/verified", no);
  put_string (&json, yn_json_get (json, "unverified") != NULL ? "/unverified/-" : "/unverified/0", remark);
  return authoring_new (json);
}

YnAuthoring *
yn_authoring_empty (const char *id, GError **error)
{
  g_autoptr (YnJson) json = yn_data_json (EMPTY, error);

  if (json == NULL)
    return NULL;
  put_string (&json, "/id", id);
  return authoring_new (json);
}

const YnJson *
yn_authoring_json (YnAuthoring *authoring)
{
  return authoring->json;
}

const char *
yn_authoring_id (YnAuthoring *authoring)
{
  const char *id = yn_json_get_string (authoring->json, "id");

  return id != NULL ? id : "";
}

const YnJson *
yn_authoring_at (YnAuthoring *authoring, const char *pointer)
{
  return yn_json_pointer (authoring->json, pointer);
}

/* --- steps ------------------------------------------------------------------------------------------------------ */

static void
remember (YnAuthoring *authoring, const char *typing)
{
  if (authoring->held > 0 || (typing != NULL && g_strcmp0 (typing, authoring->typing) == 0))
    return;
  g_free (authoring->typing);
  authoring->typing = g_strdup (typing);
  g_ptr_array_add (authoring->undo, yn_json_ref (authoring->json));
  if (authoring->undo->len > MAX_STEPS)
    g_ptr_array_remove_index (authoring->undo, 0);
}

void
yn_authoring_pause (YnAuthoring *authoring)
{
  g_clear_pointer (&authoring->typing, g_free);
}

void
yn_authoring_begin_step (YnAuthoring *authoring)
{
  remember (authoring, NULL);
  authoring->held++;
}

void
yn_authoring_end_step (YnAuthoring *authoring)
{
  guint last = authoring->undo->len - 1;

  if (--authoring->held == 0 && g_ptr_array_index (authoring->undo, last) == authoring->json)
    g_ptr_array_remove_index (authoring->undo, last);
}

/* The order of members counts: it is the order of a table's columns. */
gboolean
yn_authoring_same (const YnJson *a, const YnJson *b)
{
  g_autofree char *one = yn_json_print (a, YN_JSON_COMPACT);
  g_autofree char *other = yn_json_print (b, YN_JSON_COMPACT);

  return strcmp (one, other) == 0;
}

gboolean
yn_authoring_put (YnAuthoring *authoring, const char *pointer, const YnJson *value, const char *typing)
{
  const YnJson *before = yn_authoring_at (authoring, pointer);

  if (before == NULL ? value == NULL : value != NULL && yn_authoring_same (before, value))
    return FALSE;
  remember (authoring, typing);
  g_ptr_array_set_size (authoring->redo, 0);
  yn_json_put (&authoring->json, pointer, value);
  return TRUE;
}

gboolean
yn_authoring_put_string (YnAuthoring *authoring, const char *pointer, const char *text, const char *typing)
{
  g_autoptr (YnJson) value = text != NULL ? yn_json_new_string (text) : NULL;

  return yn_authoring_put (authoring, pointer, value, typing);
}

gboolean
yn_authoring_put_boolean (YnAuthoring *authoring, const char *pointer, gboolean value)
{
  g_autoptr (YnJson) json = yn_json_new_boolean (value);

  return yn_authoring_put (authoring, pointer, json, NULL);
}

static gboolean
step (YnAuthoring *authoring, GPtrArray *from, GPtrArray *to)
{
  if (from->len == 0)
    return FALSE;
  g_ptr_array_add (to, authoring->json);
  authoring->json = g_ptr_array_steal_index (from, from->len - 1);
  g_clear_pointer (&authoring->typing, g_free);
  return TRUE;
}

gboolean
yn_authoring_undo (YnAuthoring *authoring)
{
  return step (authoring, authoring->undo, authoring->redo);
}

gboolean
yn_authoring_redo (YnAuthoring *authoring)
{
  return step (authoring, authoring->redo, authoring->undo);
}

gboolean
yn_authoring_can_undo (YnAuthoring *authoring)
{
  return authoring->undo->len > 0;
}

gboolean
yn_authoring_can_redo (YnAuthoring *authoring)
{
  return authoring->redo->len > 0;
}

/* --- arrays ----------------------------------------------------------------------------------------------------- */

gboolean
yn_authoring_insert (YnAuthoring *authoring, const char *pointer, guint index, const YnJson *value)
{
  const YnJson *array = yn_authoring_at (authoring, pointer);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) longer = NULL;
  guint size = yn_json_size (array);

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i <= size; i++)
    {
      if (i == MIN (index, size))
        yn_json_writer_value (writer, value);
      if (i < size)
        yn_json_writer_value (writer, yn_json_at (array, i));
    }
  yn_json_writer_end (writer);
  longer = yn_json_writer_finish (writer);
  return yn_authoring_put (authoring, pointer, longer, NULL);
}

gboolean
yn_authoring_swap (YnAuthoring *authoring, const char *pointer, guint a, guint b)
{
  const YnJson *array = yn_authoring_at (authoring, pointer);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) swapped = NULL;

  if (a >= yn_json_size (array) || b >= yn_json_size (array))
    return FALSE;
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (array); i++)
    yn_json_writer_value (writer, yn_json_at (array, i == a ? b : i == b ? a : i));
  yn_json_writer_end (writer);
  swapped = yn_json_writer_finish (writer);
  return yn_authoring_put (authoring, pointer, swapped, NULL);
}

gboolean
yn_authoring_drop_string (YnAuthoring *authoring, const char *pointer, const char *text, gboolean whole)
{
  const YnJson *array = yn_authoring_at (authoring, pointer);

  for (guint i = 0; i < yn_json_size (array); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (array, i)), text) == 0)
      {
        g_autofree char *entry = g_strdup_printf ("%s/%u", pointer, i);

        return yn_authoring_put (authoring, whole && yn_json_size (array) == 1 ? pointer : entry, NULL, NULL);
      }
  return FALSE;
}
