/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Which nodes of a schema speak of a place: its own, what they refer to, and with an instance at hand the branches that
 * hold for it. */

#include "forms/schema-parts.h"

#include <string.h>
#include "forms/pattern.h"

#define MAX_NODES 1024

static YnSchemaNode *
child_by_name (const YnSchemaNode *node, const char *name, const char *token)
{
  const YnSchemaKeyword *keyword = yn_schema_keyword (node, name);
  const YnJson *member = keyword != NULL ? yn_json_get (keyword->value, token) : NULL;

  return member != NULL ? keyword->nodes[yn_json_index_of (keyword->value, member)] : NULL;
}

static YnSchemaNode *
child_by_index (const YnSchemaNode *node, guint64 index)
{
  const YnSchemaKeyword *prefix = yn_schema_keyword (node, "prefixItems");
  const YnSchemaKeyword *items = yn_schema_keyword (node, "items");

  if (prefix != NULL && index < prefix->n_nodes)
    return prefix->nodes[index];
  if (items == NULL)
    return NULL;
  if (yn_json_is (items->value, YN_JSON_ARRAY))
    return index < items->n_nodes ? items->nodes[index] : NULL;
  return items->nodes[0];
}

static YnSchemaNode *
child_by_pattern (const YnSchemaNode *node, const char *token)
{
  const YnSchemaKeyword *keyword = yn_schema_keyword (node, "patternProperties");

  for (guint i = 0; keyword != NULL && i < keyword->n_nodes; i++)
    if (yn_pattern_matches (keyword->patterns[i], token, strlen (token), NULL))
      return keyword->nodes[i];
  return NULL;
}

YnSchemaNode *
yn_schema_child (const YnSchemaNode *node, const char *token)
{
  YnSchemaNode *child = child_by_name (node, "properties", token);
  const YnSchemaKeyword *additional = yn_schema_keyword (node, "additionalProperties");
  guint64 index;

  if (child == NULL && g_ascii_isdigit (*token) && g_ascii_string_to_unsigned (token, 10, 0, G_MAXUINT32, &index, NULL))
    child = child_by_index (node, index);
  if (child == NULL)
    child = child_by_pattern (node, token);
  if (child == NULL && additional != NULL && !yn_json_is (additional->value, YN_JSON_BOOLEAN))
    child = additional->nodes[0];
  if (child == NULL && additional != NULL && yn_json_boolean (additional->value))
    child = additional->nodes[0];
  return child;
}

const YnSchemaKeyword *
yn_schema_branching (const YnSchemaNode *node)
{
  static const char *const words[] = { "oneOf", "anyOf" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const YnSchemaKeyword *keyword = yn_schema_keyword (node, words[i]);

      for (guint j = 0; keyword != NULL && j < keyword->n_nodes; j++)
        if (yn_json_get (keyword->nodes[j]->json, "const") == NULL)
          return keyword;
    }
  return NULL;
}

static gboolean
is_one_of (const YnJson *values, const YnJson *value)
{
  for (guint i = 0; i < yn_json_size (values); i++)
    if (yn_json_equal (yn_json_at (values, i), value))
      return TRUE;
  return FALSE;
}

/* Constants and lists tell branches apart. */
static gboolean
is_denied (const YnSchemaNode *node, const YnJson *value)
{
  const YnJson *constant = yn_json_get (node->json, "const");
  const YnJson *values = yn_json_get (node->json, "enum");

  return (constant != NULL && !yn_json_equal (constant, value)) || (values != NULL && !is_one_of (values, value));
}

static gboolean
is_of_other_type (const YnSchemaNode *node, const YnJson *value)
{
  const YnSchemaKeyword *type = yn_schema_keyword (node, "type");
  YnSchemaRun run = { 0 };
  YnSchemaPlace place = { .json = value };

  return type != NULL && !type->word->run (&run, node, type, &place, NULL);
}

/* The type of a member does not count: half a number typed is not yet another branch. */
gboolean
yn_schema_is_against (YnSchemaNode *branch, const YnJson *value, guint *agreeing)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  gboolean against = FALSE;

  yn_schema_spread (nodes, branch, NULL, NULL);
  for (guint i = 0; i < nodes->len && !against; i++)
    {
      const YnSchemaNode *node = g_ptr_array_index (nodes, i);
      const YnSchemaKeyword *members = yn_schema_keyword (node, "properties");

      against = value != NULL && (is_denied (node, value) || is_of_other_type (node, value));
      for (guint j = 0; members != NULL && j < members->n_nodes && !against; j++)
        {
          const YnJson *member = yn_json_get (value, yn_json_name_at (members->value, j));

          if (member == NULL)
            continue;
          against = is_denied (members->nodes[j], member);
          *agreeing += !against && yn_json_get (members->nodes[j]->json, "const") != NULL;
        }
    }
  return against;
}

/* The branches that @json can still be. Where it is but one it holds; others may. */
static void
spread_branches (GPtrArray *nodes, YnSchemaNode *node, YnSchemaRun *run, const YnJson *json)
{
  const YnSchemaKeyword *branches = yn_schema_branching (node);
  YnSchemaNode *last = NULL;
  guint left = 0, agreeing = 0;

  for (guint i = 0; branches != NULL && i < branches->n_nodes; i++)
    if (!yn_schema_is_against (branches->nodes[i], json, &agreeing))
      {
        last = branches->nodes[i];
        left++;
      }
  if (left == 1)
    yn_schema_spread (nodes, last, run, json);
}

static void
spread_dependent (GPtrArray *nodes, const YnSchemaKeyword *dependents, YnSchemaRun *run, const YnJson *json)
{
  for (guint i = 0; dependents != NULL && i < dependents->n_nodes; i++)
    if (dependents->nodes[i] != NULL && yn_json_get (json, yn_json_name_at (dependents->value, i)) != NULL)
      yn_schema_spread (nodes, dependents->nodes[i], run, json);
}

static void
spread_conditional (GPtrArray *nodes, YnSchemaNode *node, YnSchemaRun *run, const YnJson *json)
{
  const YnSchemaKeyword *condition = yn_schema_keyword (node, "if");
  const YnSchemaKeyword *branch = NULL;
  YnSchemaPlace place = { .json = json };

  if (condition != NULL)
    branch = yn_schema_keyword (node, yn_schema_run (run, condition->nodes[0], &place, NULL) ? "then" : "else");
  if (branch != NULL)
    yn_schema_spread (nodes, branch->nodes[0], run, json);
  spread_dependent (nodes, yn_schema_keyword (node, "dependentSchemas"), run, json);
  spread_dependent (nodes, yn_schema_keyword (node, "dependencies"), run, json);
  spread_branches (nodes, node, run, json);
}

static gboolean
holds (const GPtrArray *nodes, const YnSchemaNode *node)
{
  for (guint i = 0; i < nodes->len; i++)
    if (nodes->pdata[i] == node)
      return TRUE;
  return FALSE;
}

void
yn_schema_spread (GPtrArray *nodes, YnSchemaNode *node, YnSchemaRun *run, const YnJson *json)
{
  const YnSchemaKeyword *reference = yn_schema_keyword (node, "$ref");
  const YnSchemaKeyword *all = yn_schema_keyword (node, "allOf");

  if (nodes->len == MAX_NODES || holds (nodes, node))
    return;
  g_ptr_array_add (nodes, node);
  if (reference != NULL)
    yn_schema_spread (nodes, reference->nodes[0], run, json);
  for (guint i = 0; all != NULL && i < all->n_nodes; i++)
    yn_schema_spread (nodes, all->nodes[i], run, json);
  if (run != NULL)
    spread_conditional (nodes, node, run, json);
}
