/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The words that look at arrays. */

#include "forms/schema-parts.h"

#include <stdlib.h>

static gboolean
is_array (const YnSchemaPlace *place)
{
  return yn_json_is (place->json, YN_JSON_ARRAY);
}

/* One schema for all items from @first on. */
static gboolean
run_from (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaPlace *place, YnSchemaMarks *marks, guint first)
{
  gboolean valid = TRUE;

  for (guint i = first; i < yn_json_size (place->json); i++)
    {
      yn_schema_mark (marks, i);
      if (!yn_schema_run_child (run, node, place, i))
        valid = FALSE;
      if (!valid && run->problems == NULL)
        return FALSE;
    }
  return valid;
}

/* Each item its own schema. */
static gboolean
run_each (YnSchemaRun *run, const YnSchemaKeyword *keyword, const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  gboolean valid = TRUE;

  for (guint i = 0; i < MIN (keyword->n_nodes, yn_json_size (place->json)); i++)
    {
      yn_schema_mark (marks, i);
      if (!yn_schema_run_child (run, keyword->nodes[i], place, i))
        valid = FALSE;
    }
  return valid;
}

gboolean
yn_word_prefix_items (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                      const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  return !is_array (place) || run_each (run, keyword, place, marks);
}

gboolean
yn_word_items (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
               YnSchemaMarks *marks)
{
  const YnSchemaKeyword *prefix = keyword->beside[0];

  if (!is_array (place))
    return TRUE;
  if (yn_json_is (keyword->value, YN_JSON_ARRAY))
    return run_each (run, keyword, place, marks);
  return run_from (run, keyword->nodes[0], place, marks, prefix != NULL ? prefix->n_nodes : 0);
}

gboolean
yn_word_additional_items (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                          const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  const YnSchemaKeyword *items = keyword->beside[0];

  if (!is_array (place) || items == NULL || !yn_json_is (items->value, YN_JSON_ARRAY))
    return TRUE;
  return run_from (run, keyword->nodes[0], place, marks, items->n_nodes);
}

gboolean
yn_word_contains (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                  const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  gint64 least = keyword->beside[0] != NULL ? keyword->beside[0]->count : 1;
  gint64 most = keyword->beside[1] != NULL ? keyword->beside[1]->count : G_MAXINT64;
  gint64 found = 0;

  if (!is_array (place))
    return TRUE;
  for (guint i = 0; i < yn_json_size (place->json); i++)
    {
      YnSchemaPlace item = { place, yn_json_at (place->json, i), i };

      if (yn_schema_run_quietly (run, keyword->nodes[0], &item, NULL))
        {
          yn_schema_mark (marks, i);
          found++;
        }
    }
  if (found < least)
    return yn_schema_fail (run, node, keyword, place, "contains", NULL, NULL);
  return found <= most || yn_schema_fail (run, node, keyword, place, "max-contains", NULL, NULL);
}

gboolean
yn_word_min_items (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                   const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  if (!is_array (place) || yn_json_size (place->json) >= keyword->count)
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, "min-items", NULL, NULL);
}

gboolean
yn_word_max_items (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                   const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  if (!is_array (place) || yn_json_size (place->json) <= keyword->count)
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, "max-items", NULL, NULL);
}

typedef struct
{
  guint hash;
  const YnJson *json;
} Hashed;

/* The hash spares most comparisons; where somebody made them collide, the values themselves are in order, so that it
 * stays a sorting and is never quadratic. */
static int
compare_hashed (const void *a, const void *b)
{
  const Hashed *x = a, *y = b;

  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;
  return yn_json_compare (x->json, y->json);
}

static gboolean
holds_twins (const YnJson *array)
{
  guint size = yn_json_size (array);
  g_autofree Hashed *sorted = g_new (Hashed, size + 1); /* an empty list has no twins, and qsort() wants an address */

  for (guint i = 0; i < size; i++)
    sorted[i] = (Hashed){ yn_json_hash (yn_json_at (array, i)), yn_json_at (array, i) };
  qsort (sorted, size, sizeof *sorted, compare_hashed);
  for (guint i = 1; i < size; i++)
    if (compare_hashed (&sorted[i - 1], &sorted[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
yn_word_unique_items (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                      const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  if (!is_array (place) || !yn_json_boolean (keyword->value) || !holds_twins (place->json))
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, "unique-items", NULL, NULL);
}

gboolean
yn_word_unevaluated_items (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                           const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  gboolean valid = TRUE;

  if (!is_array (place))
    return TRUE;
  for (guint i = 0; i < yn_json_size (place->json); i++)
    {
      YnSchemaPlace item = { place, yn_json_at (place->json, i), i };

      if (marks->seen[i])
        continue;
      yn_schema_mark (marks, i);
      if (!yn_schema_run_quietly (run, keyword->nodes[0], &item, NULL))
        valid = yn_schema_fail (run, node, keyword, &item, "unevaluated", NULL, NULL);
    }
  return valid;
}
