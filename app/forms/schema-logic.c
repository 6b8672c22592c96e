/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The words that put schemas together: references, allOf, anyOf, oneOf, not, if. */

#include "forms/schema-parts.h"

gboolean
yn_word_ref (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
             YnSchemaMarks *marks)
{
  return yn_schema_run (run, keyword->nodes[0], place, marks);
}

/* Of all resources entered on the way here the outermost that has the anchor gives the schema. */
static const YnSchemaNode *
find_dynamic (const YnSchemaScope *scope, const char *name, const YnSchemaNode *fallback)
{
  for (; scope != NULL; scope = scope->outer)
    {
      const YnSchemaNode *found = g_hash_table_lookup (scope->resource->dynamics, name);

      if (found != NULL)
        fallback = found;
    }
  return fallback;
}

gboolean
yn_word_dynamic_ref (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                     const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  const YnSchemaNode *target = keyword->nodes[0];

  if (keyword->dynamic != NULL)
    target = find_dynamic (run->scope, keyword->dynamic, target);
  return yn_schema_run (run, target, place, marks);
}

gboolean
yn_word_all_of (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
                YnSchemaMarks *marks)
{
  gboolean valid = TRUE;

  for (guint i = 0; i < keyword->n_nodes; i++)
    {
      if (!yn_schema_run (run, keyword->nodes[i], place, marks))
        valid = FALSE;
      if (!valid && run->problems == NULL)
        return FALSE;
    }
  return valid;
}

/* How many branches hold. Where nobody asks for marks, @enough ends the count. */
static guint
count_valid (YnSchemaRun *run, const YnSchemaKeyword *keyword, const YnSchemaPlace *place, YnSchemaMarks *marks,
             guint enough)
{
  guint count = 0;

  for (guint i = 0; i < keyword->n_nodes && (marks != NULL || count < enough); i++)
    {
      g_autoptr (YnSchemaMarks) own = yn_schema_marks_new_like (marks);

      if (!yn_schema_run_quietly (run, keyword->nodes[i], place, own))
        continue;
      yn_schema_marks_add (marks, own);
      count++;
    }
  return count;
}

/* A list of constants is an enumeration with titles, and a person chose none of it. */
static gboolean
is_choice (const YnSchemaKeyword *keyword)
{
  for (guint i = 0; i < keyword->n_nodes; i++)
    if (yn_json_get (keyword->nodes[i]->json, "const") == NULL)
      return FALSE;
  return keyword->n_nodes > 0;
}

gboolean
yn_word_any_of (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
                YnSchemaMarks *marks)
{
  if (count_valid (run, keyword, place, marks, 1) > 0)
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, is_choice (keyword) ? "enum" : "any-of", NULL, NULL);
}

gboolean
yn_word_one_of (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
                YnSchemaMarks *marks)
{
  if (count_valid (run, keyword, place, marks, 2) == 1)
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, is_choice (keyword) ? "enum" : "one-of", NULL, NULL);
}

gboolean
yn_word_not (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
             YnSchemaMarks *marks)
{
  return !yn_schema_run_quietly (run, keyword->nodes[0], place, NULL)
         || yn_schema_fail (run, node, keyword, place, "not", NULL, NULL);
}

gboolean
yn_word_if (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
            YnSchemaMarks *marks)
{
  g_autoptr (YnSchemaMarks) own = yn_schema_marks_new_like (marks);
  gboolean holds = yn_schema_run_quietly (run, keyword->nodes[0], place, own);
  const YnSchemaKeyword *branch = keyword->beside[holds ? 0 : 1];

  if (holds)
    yn_schema_marks_add (marks, own);
  return branch == NULL || yn_schema_run (run, branch->nodes[0], place, marks);
}
