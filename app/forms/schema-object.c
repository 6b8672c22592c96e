/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The words that look at objects. */

#include "forms/schema-parts.h"

static gboolean
is_object (const YnSchemaPlace *place)
{
  return yn_json_is (place->json, YN_JSON_OBJECT);
}

/* The member that has the name of the keyword's child @index, or NULL. */
static const YnJson *
member_for (const YnSchemaPlace *place, const YnSchemaKeyword *keyword, guint index)
{
  return yn_json_get_len (place->json, yn_json_name_at (keyword->value, index),
                          yn_json_name_length_at (keyword->value, index));
}

gboolean
yn_word_properties (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                    const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  gboolean valid = TRUE;
  guint at = 0, n_met = 0;
  guint64 met = 0;

  if (!is_object (place))
    return TRUE;
  for (guint i = 0; i < keyword->n_names; i++)
    {
      const YnSchemaName *name = &keyword->names[i];
      guint index = yn_json_walk_to (place->json, &at, name->text, name->length);

      if (index == G_MAXUINT)
        continue;
      n_met++;
      met |= i < YN_SCHEMA_MET ? G_GUINT64_CONSTANT (1) << i : 0;
      yn_schema_mark (marks, index);
      if (!yn_schema_run_child (run, keyword->nodes[name->index], place, index))
        valid = FALSE;
      if (!valid && run->problems == NULL)
        return FALSE;
    }
  run->named_by = node;
  run->named_in = place->json;
  run->all_named = n_met == yn_json_size (place->json);
  run->met = met;
  return valid;
}

static gboolean
name_matches (YnSchemaRun *run, const YnSchemaPlace *place, guint index, YnPattern *pattern)
{
  return yn_schema_matches (run, pattern, yn_json_name_at (place->json, index),
                            yn_json_name_length_at (place->json, index));
}

gboolean
yn_word_pattern_properties (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                            const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  gboolean valid = TRUE;

  for (guint i = 0; is_object (place) && i < yn_json_size (place->json); i++)
    for (guint j = 0; j < keyword->n_nodes; j++)
      {
        if (!name_matches (run, place, i, keyword->patterns[j]))
          continue;
        yn_schema_mark (marks, i);
        if (!yn_schema_run_child (run, keyword->nodes[j], place, i))
          valid = FALSE;
      }
  return valid;
}

static gboolean
matches_any (YnSchemaRun *run, const YnSchemaKeyword *patterns, const YnSchemaPlace *place, guint index)
{
  for (guint i = 0; patterns != NULL && i < patterns->n_nodes; i++)
    if (name_matches (run, place, index, patterns->patterns[i]))
      return TRUE;
  return FALSE;
}

gboolean
yn_word_additional_properties (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                               const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  const YnJson *named = keyword->beside[0] != NULL ? keyword->beside[0]->value : NULL;
  gboolean never = yn_json_is (keyword->value, YN_JSON_BOOLEAN) && !yn_json_boolean (keyword->value);
  gboolean valid = TRUE;
  guint at = 0;

  if (!is_object (place) || (run->named_by == node && run->named_in == place->json && run->all_named))
    return TRUE;
  for (guint rank = 0; rank < yn_json_size (place->json); rank++)
    {
      guint i = yn_json_sorted_at (place->json, rank);

      if (yn_json_walk_to (named, &at, yn_json_name_at (place->json, i), yn_json_name_length_at (place->json, i))
              != G_MAXUINT
          || matches_any (run, keyword->beside[1], place, i))
        continue;
      yn_schema_mark (marks, i);
      if (never)
        valid = yn_schema_fail (run, node, keyword, place, "additional-properties", yn_json_name_at (place->json, i),
                                NULL);
      else if (!yn_schema_run_child (run, keyword->nodes[0], place, i))
        valid = FALSE;
    }
  return valid;
}

gboolean
yn_word_property_names (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                        const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  gboolean valid = TRUE;

  for (guint i = 0; is_object (place) && i < yn_json_size (place->json); i++)
    {
      g_autoptr (YnJson) name = yn_json_new_string_len (yn_json_name_at (place->json, i),
                                                        yn_json_name_length_at (place->json, i));
      YnSchemaPlace alone = { .json = name };

      if (!yn_schema_run_quietly (run, keyword->nodes[0], &alone, NULL))
        valid = yn_schema_fail (run, node, keyword, place, "property-names", yn_json_name_at (place->json, i), NULL);
    }
  return valid;
}

static gboolean
holds (const YnSchemaPlace *place, const YnJson *name)
{
  return yn_json_get_len (place->json, yn_json_string (name), yn_json_string_length (name)) != NULL;
}

/* Each name that is missing is a problem of the place where it should stand. */
static gboolean
require (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
         const YnJson *names, const char *code, const char *because)
{
  gboolean valid = TRUE;

  for (guint i = 0; i < yn_json_size (names); i++)
    if (!holds (place, yn_json_at (names, i)))
      valid = yn_schema_fail (run, node, keyword, place, code, yn_json_string (yn_json_at (names, i)), because);
  return valid;
}

/* The properties beside it have looked most names up already. */
static gboolean
has_all (const YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnJson *object)
{
  guint rank = 0;

  if (keyword->asked != 0 && run->named_by == node && run->named_in == object)
    return (keyword->asked & ~run->met) == 0;
  for (guint i = 0; i < keyword->n_names; i++)
    if (yn_json_walk_to (object, &rank, keyword->names[i].text, keyword->names[i].length) == G_MAXUINT)
      return FALSE;
  return TRUE;
}

/* Only where one is missing the names are asked one by one, in the schema's own order: so they are reported. */
gboolean
yn_word_required (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                  const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  return !is_object (place) || has_all (run, node, keyword, place->json)
         || require (run, node, keyword, place, keyword->value, "required", NULL);
}

gboolean
yn_word_min_properties (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                        const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  if (!is_object (place) || yn_json_size (place->json) >= keyword->count)
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, "min-properties", NULL, NULL);
}

gboolean
yn_word_max_properties (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                        const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  if (!is_object (place) || yn_json_size (place->json) <= keyword->count)
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, "max-properties", NULL, NULL);
}

/* A child of the keyword that is a schema holds for the whole object; one that is an array names what must be there. */
static gboolean
depend (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
        YnSchemaMarks *marks)
{
  gboolean valid = TRUE;

  for (guint i = 0; is_object (place) && i < yn_json_size (keyword->value); i++)
    {
      const YnSchemaNode *schema = i < keyword->n_nodes ? keyword->nodes[i] : NULL;

      if (member_for (place, keyword, i) == NULL)
        continue;
      if (schema != NULL ? !yn_schema_run (run, schema, place, marks)
                         : !require (run, node, keyword, place, yn_json_at (keyword->value, i), "dependent-required",
                                    yn_json_name_at (keyword->value, i)))
        valid = FALSE;
    }
  return valid;
}

gboolean
yn_word_dependent_required (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                            const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  return depend (run, node, keyword, place, marks);
}

gboolean
yn_word_dependent_schemas (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                           const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  return depend (run, node, keyword, place, marks);
}

gboolean
yn_word_dependencies (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                      const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  return depend (run, node, keyword, place, marks);
}

gboolean
yn_word_unevaluated_properties (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                                const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  gboolean valid = TRUE;

  for (guint i = 0; is_object (place) && i < yn_json_size (place->json); i++)
    {
      YnSchemaPlace member = { place, yn_json_at (place->json, i), i };

      if (marks->seen[i])
        continue;
      yn_schema_mark (marks, i);
      if (!yn_schema_run_quietly (run, keyword->nodes[0], &member, NULL))
        valid = yn_schema_fail (run, node, keyword, &member, "unevaluated", NULL, NULL);
    }
  return valid;
}
