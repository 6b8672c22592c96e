/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Running a compiled schema. Two bounds hold whatever schema and instance meet: how deep nodes lie within each other
 * and how many are run in all; a schema that reaches one is stopped, and that is said.
 *
 * Marks of a node that fails mean nothing: whoever asks for marks drops them with the verdict. So nodes in place
 * (allOf, $ref) write into the marks of their parent, and only where a branch may fail without its parent failing
 * (anyOf, if …) it gets marks of its own. */

#include "forms/schema-parts.h"

#include <string.h>

#define MAX_DEPTH 3000
#define MAX_STEPS (2 * 1000 * 1000)
#define MAX_STEPS_A_VALUE 16 /* more for each value of the instance */
#define MAX_PROBLEMS 1000

static YnSchemaMarks *
marks_new (guint size)
{
  YnSchemaMarks *marks = g_new0 (YnSchemaMarks, 1);

  marks->seen = g_new0 (gboolean, size);
  marks->size = size;
  return marks;
}

YnSchemaMarks *
yn_schema_marks_new_like (const YnSchemaMarks *marks)
{
  return marks != NULL ? marks_new (marks->size) : NULL;
}

void
yn_schema_marks_free (YnSchemaMarks *marks)
{
  if (marks == NULL)
    return;
  g_free (marks->seen);
  g_free (marks);
}

void
yn_schema_mark (YnSchemaMarks *marks, guint index)
{
  if (marks != NULL && index < marks->size)
    marks->seen[index] = TRUE;
}

void
yn_schema_marks_add (YnSchemaMarks *marks, const YnSchemaMarks *more)
{
  for (guint i = 0; marks != NULL && more != NULL && i < MIN (marks->size, more->size); i++)
    marks->seen[i] = marks->seen[i] || more->seen[i];
}

static void
append_pointer (GString *pointer, const YnSchemaPlace *place)
{
  const char *name;

  if (place->parent == NULL)
    return;
  append_pointer (pointer, place->parent);
  name = yn_json_name_at (place->parent->json, place->index);
  if (name != NULL)
    {
      g_autofree char *token = yn_json_pointer_escape (name);

      g_string_append_printf (pointer, "/%s", token);
    }
  else
    g_string_append_printf (pointer, "/%" G_GINT64_FORMAT, place->index);
}

static char *
pointer_of (const YnSchemaPlace *place, const char *member)
{
  GString *pointer = g_string_new (NULL);

  append_pointer (pointer, place);
  if (member != NULL)
    {
      g_autofree char *token = yn_json_pointer_escape (member);

      g_string_append_printf (pointer, "/%s", token);
    }
  return g_string_free (pointer, FALSE);
}

/* The failing subschema's own title, else that of what describes the place, else the property's name. */
static const char *
title_of (YnSchemaRun *run, const YnSchemaNode *node, const char *pointer, gboolean member)
{
  const char *title = member ? NULL : yn_json_get_string (node->json, "title");
  const char *slash = strrchr (pointer, '/');

  if (title == NULL)
    title = yn_json_get_string (yn_schema_at (run->schema, pointer), "title");
  if (title == NULL)
    title = slash != NULL ? slash + 1 : "";
  return title;
}

static YnJson *
describe (const char *title, const YnSchemaKeyword *keyword, const char *expected)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", title);
  if (keyword != NULL
      && (yn_json_is (keyword->value, YN_JSON_NUMBER) || yn_json_is (keyword->value, YN_JSON_STRING)))
    yn_json_writer_member_value (writer, "limit", keyword->value);
  if (expected != NULL)
    yn_json_writer_member_string (writer, "expected", expected);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static YnProblem *
problem_at (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
            const char *code, const char *member, const char *expected)
{
  g_autofree char *pointer = pointer_of (place, member);
  g_autofree char *schema_pointer = keyword != NULL ? g_strconcat (node->pointer, "/", keyword->word->name, NULL) : NULL;

  return yn_problem_new (pointer, schema_pointer != NULL ? schema_pointer : node->pointer, code,
                         describe (title_of (run, node, pointer, member != NULL), keyword, expected));
}

gboolean
yn_schema_fail (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                const YnSchemaPlace *place, const char *code, const char *member, const char *expected)
{
  if (run->problems == NULL || run->unfinished) /* what was cut off says nothing */
    return FALSE;
  if (run->problems->len == MAX_PROBLEMS)
    {
      run->stopped = TRUE;
      return FALSE;
    }
  g_ptr_array_add (run->problems, problem_at (run, node, keyword, place, code, member, expected));
  return FALSE;
}

static gboolean
run_keywords (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  gboolean valid = TRUE;

  for (guint i = 0; i < node->n_running && !run->stopped; i++)
    {
      const YnSchemaKeyword *keyword = &node->keywords[i];

      if (keyword->word->last && !valid)
        break;
      if (!keyword->word->run (run, node, keyword, place, marks))
        valid = FALSE;
      if (run->unfinished && run->limit != NULL && *run->limit == NULL) /* the innermost comes back first */
        *run->limit = problem_at (run, node, keyword, place, "schema-limit", NULL, NULL);
      if (!valid && run->problems == NULL)
        return FALSE;
    }
  return valid && !run->stopped;
}

/* A schema that asks what has been evaluated counts for itself. */
static gboolean
run_marking (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  g_autoptr (YnSchemaMarks) own = marks_new (yn_json_size (place->json));
  gboolean valid = run_keywords (run, node, place, own);

  if (valid)
    yn_schema_marks_add (marks, own);
  return valid;
}

static guint64
count_values (const YnJson *json)
{
  gboolean holds = yn_json_is_container (json);
  guint64 count = 1;

  for (guint i = 0; holds && i < yn_json_size (json); i++)
    count += count_values (yn_json_at (json, i));
  return count;
}

/* What is large may take long; what is small and takes long is a trap. The values are counted only when it matters. */
static gboolean
is_too_long (YnSchemaRun *run)
{
  if (++run->steps <= MAX_STEPS + run->granted)
    return FALSE;
  if (run->granted > 0)
    return TRUE;
  run->granted = MAX_STEPS_A_VALUE * count_values (run->whole);
  return run->steps > MAX_STEPS + run->granted;
}

gboolean
yn_schema_run (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  YnSchemaScope scope = { run->scope, node->resource };
  gboolean valid;

  if (run->stopped)
    return FALSE;
  if (run->whole == NULL)
    run->whole = place->json;
  if (node->keywords == NULL)
    return yn_json_boolean (node->json) || yn_schema_fail (run, node, NULL, place, "false-schema", NULL, NULL);
  if (run->depth == MAX_DEPTH || is_too_long (run))
    {
      run->stopped = run->unfinished = TRUE;
      return FALSE;
    }

  if (scope.outer == NULL || scope.outer->resource != node->resource)
    run->scope = &scope;
  run->depth++;
  valid = node->unevaluated ? run_marking (run, node, place, marks) : run_keywords (run, node, place, marks);
  run->depth--;
  run->scope = scope.outer;
  return valid;
}

gboolean
yn_schema_run_quietly (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  GPtrArray *problems = g_steal_pointer (&run->problems);
  gboolean valid = yn_schema_run (run, node, place, marks);

  run->problems = problems;
  return valid;
}

gboolean
yn_schema_run_child (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaPlace *place, guint index)
{
  YnSchemaPlace child = { place, yn_json_at (place->json, index), index };

  return yn_schema_run (run, node, &child, NULL);
}

gboolean
yn_schema_matches (YnSchemaRun *run, const YnPattern *pattern, const char *text, gsize length)
{
  gboolean astray = FALSE;
  gboolean matches = yn_pattern_matches (pattern, text, length, &astray);

  if (astray)
    run->stopped = run->unfinished = TRUE;
  return matches;
}

gboolean
yn_schema_valid (YnSchema *schema, const YnJson *instance)
{
  YnSchemaRun run = { .schema = schema };
  YnSchemaPlace place = { .json = instance };

  return yn_schema_run (&run, schema->root, &place, NULL);
}

/* A problem beside its place in the instance, for putting them in order. */
typedef struct
{
  YnProblem *problem;
  guint *path; /* an index for each step; ends with G_MAXUINT */
} Ordered;

static guint *
path_of (const YnJson *instance, const char *pointer)
{
  g_autoptr (GArray) path = g_array_new (TRUE, FALSE, sizeof (guint));
  guint end = G_MAXUINT;

  while (*pointer == '/')
    {
      gsize length = 1 + strcspn (pointer + 1, "/");
      g_autofree char *step = g_strndup (pointer, length);
      const YnJson *child = yn_json_pointer (instance, step);
      guint index = yn_json_index_of (instance, child);

      g_array_append_val (path, index);
      instance = child;
      pointer += length;
    }
  g_array_append_val (path, end);
  return (guint *) g_array_free (g_steal_pointer (&path), FALSE);
}

/* What lies on the way to another stands before it. */
static int
compare_ordered (gconstpointer a, gconstpointer b)
{
  const guint *x = ((const Ordered *) a)->path, *y = ((const Ordered *) b)->path;

  while (*x == *y && *x != G_MAXUINT)
    x++, y++;
  if (*x == *y)
    return 0;
  if (*x == G_MAXUINT || *y == G_MAXUINT)
    return *x == G_MAXUINT ? -1 : 1;
  return *x < *y ? -1 : 1;
}

static void
clear_ordered (gpointer data)
{
  Ordered *ordered = data;

  yn_problem_free (ordered->problem);
  g_free (ordered->path);
}

static gboolean
is_known (GHashTable *seen, const YnProblem *problem)
{
  return !g_hash_table_add (seen, g_strconcat (problem->pointer, "\n", problem->code, NULL));
}

/* In the order of the instance, and what two ways of a schema found alike once. */
static GPtrArray *
put_in_order (GPtrArray *problems, const YnJson *instance)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Ordered));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *ordered = yn_problems_new ();

  g_array_set_clear_func (all, clear_ordered);
  for (guint i = 0; i < problems->len; i++)
    {
      YnProblem *problem = g_ptr_array_index (problems, i);
      Ordered entry = { problem, path_of (instance, problem->pointer) };

      g_array_append_val (all, entry);
    }
  g_ptr_array_set_free_func (problems, NULL);
  g_array_sort (all, compare_ordered);
  for (guint i = 0; i < all->len; i++)
    {
      Ordered *entry = &g_array_index (all, Ordered, i);

      if (!is_known (seen, entry->problem))
        g_ptr_array_add (ordered, g_steal_pointer (&entry->problem));
    }
  return ordered;
}

GPtrArray *
yn_schema_check (YnSchema *schema, const YnJson *instance, const char *today)
{
  g_autoptr (GPtrArray) problems = yn_problems_new ();
  g_autoptr (YnProblem) limit = NULL;
  YnSchemaRun run = { .schema = schema, .today = today, .problems = problems, .limit = &limit };
  YnSchemaPlace place = { .json = instance };

  yn_schema_run (&run, schema->root, &place, NULL);
  if (limit != NULL)
    g_ptr_array_add (problems, g_steal_pointer (&limit));
  return put_in_order (problems, instance);
}
