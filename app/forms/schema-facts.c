/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a schema says of one object of an instance as the instance stands: which members must be there, and which only
 * a branch names that does not hold now. Worked out once an object, from that of the object above it, for a form asks
 * for thousands of members at each key. */

#include "forms/schema-parts.h"

struct _YnSchemaFacts
{
  YnSchema *schema;
  const YnJson *json;
  GPtrArray *nodes;
  GHashTable *required; /* names, borrowed; made at the first question */
  gboolean changing;
};

static gboolean
is_conditional (const YnSchemaNode *node)
{
  static const char *const words[] = { "if", "dependentRequired", "dependentSchemas", "dependencies" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (yn_schema_keyword (node, words[i]) != NULL)
      return TRUE;
  return yn_schema_branching (node) != NULL;
}

static YnSchemaFacts *
facts_new (YnSchema *schema, const YnJson *json, gboolean changing)
{
  YnSchemaFacts *facts = g_new0 (YnSchemaFacts, 1);

  facts->schema = schema;
  facts->json = json;
  facts->nodes = g_ptr_array_new ();
  facts->changing = changing;
  return facts;
}

static void
spread (YnSchemaFacts *facts, YnSchemaNode *node)
{
  YnSchemaRun run = { .schema = facts->schema };
  guint known = facts->nodes->len;

  yn_schema_spread (facts->nodes, node, &run, facts->json);
  for (guint i = known; i < facts->nodes->len && !facts->changing; i++)
    facts->changing = is_conditional (g_ptr_array_index (facts->nodes, i));
}

YnSchemaFacts *
yn_schema_facts_new (YnSchema *schema, const YnJson *instance)
{
  YnSchemaFacts *facts = facts_new (schema, instance, FALSE);

  spread (facts, schema->root);
  return facts;
}

YnSchemaFacts *
yn_schema_facts_below (const YnSchemaFacts *facts, const char *name)
{
  const YnJson *json = yn_json_is (facts->json, YN_JSON_ARRAY)
                           ? yn_json_at (facts->json, g_ascii_strtoull (name, NULL, 10))
                           : yn_json_get (facts->json, name);
  YnSchemaFacts *below = facts_new (facts->schema, json, facts->changing);

  for (guint i = 0; i < facts->nodes->len; i++)
    {
      YnSchemaNode *child = yn_schema_child (g_ptr_array_index (facts->nodes, i), name);

      if (child != NULL)
        spread (below, child);
    }
  return below;
}

void
yn_schema_facts_free (YnSchemaFacts *facts)
{
  if (facts == NULL)
    return;
  g_ptr_array_unref (facts->nodes);
  g_clear_pointer (&facts->required, g_hash_table_unref);
  g_free (facts);
}

YnSchemaFacts *
yn_schema_facts_at (YnSchema *schema, const YnJson *instance, const char *pointer)
{
  YnSchemaFacts *facts = yn_schema_facts_new (schema, instance);
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);

  for (guint i = 1; tokens[0] != NULL && tokens[i] != NULL; i++)
    {
      g_autoptr (GString) name = g_string_new (tokens[i]);
      YnSchemaFacts *below;

      g_string_replace (name, "~1", "/", 0);
      g_string_replace (name, "~0", "~", 0);
      below = yn_schema_facts_below (facts, name->str);
      yn_schema_facts_free (facts);
      facts = below;
    }
  return facts;
}

gboolean
yn_schema_facts_change (const YnSchemaFacts *facts)
{
  return facts->changing;
}

static void
add_names (GHashTable *required, const YnJson *names)
{
  for (guint i = 0; yn_json_is (names, YN_JSON_ARRAY) && i < yn_json_size (names); i++)
    if (yn_json_is (yn_json_at (names, i), YN_JSON_STRING))
      g_hash_table_add (required, (gpointer) yn_json_string (yn_json_at (names, i)));
}

static void
gather_required (YnSchemaFacts *facts)
{
  static const char *const words[] = { "dependentRequired", "dependencies" };

  facts->required = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const YnJson *schema = ((YnSchemaNode *) g_ptr_array_index (facts->nodes, i))->json;

      add_names (facts->required, yn_json_get (schema, "required"));
      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        {
          const YnJson *dependents = yn_json_get (schema, words[w]);

          for (guint j = 0; j < yn_json_size (dependents); j++)
            if (yn_json_get (facts->json, yn_json_name_at (dependents, j)) != NULL)
              add_names (facts->required, yn_json_at (dependents, j));
        }
    }
}

gboolean
yn_schema_facts_require (YnSchemaFacts *facts, const char *name)
{
  if (facts->required == NULL)
    gather_required (facts);
  return g_hash_table_contains (facts->required, name);
}

/* A branch of a oneOf that the instance is not against counts: what is asked there may be what decides. */
static gboolean
may_be_named (YnSchemaNode *node, const YnJson *json, const char *name)
{
  const YnSchemaKeyword *branches = yn_schema_branching (node);
  guint agreeing = 0;

  for (guint i = 0; branches != NULL && i < branches->n_nodes; i++)
    {
      g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

      yn_schema_spread (nodes, branches->nodes[i], NULL, NULL);
      for (guint j = 0; j < nodes->len; j++)
        if (yn_schema_child (g_ptr_array_index (nodes, j), name) != NULL
            && !yn_schema_is_against (branches->nodes[i], json, &agreeing))
          return TRUE;
    }
  return FALSE;
}

gboolean
yn_schema_facts_name (const YnSchemaFacts *facts, const char *name)
{
  for (guint i = 0; i < facts->nodes->len; i++)
    if (yn_schema_child (g_ptr_array_index (facts->nodes, i), name) != NULL)
      return TRUE;
  for (guint i = 0; i < facts->nodes->len; i++)
    if (may_be_named (g_ptr_array_index (facts->nodes, i), facts->json, name))
      return TRUE;
  return FALSE;
}

/* Conditions in words */

static gboolean
names (YnSchemaNode *node, const char *name)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  yn_schema_spread (nodes, node, NULL, NULL);
  for (guint i = 0; i < nodes->len; i++)
    if (yn_schema_child (g_ptr_array_index (nodes, i), name) != NULL)
      return TRUE;
  return FALSE;
}

const YnJson *
yn_schema_facts_condition (const YnSchemaFacts *facts, const char *name, gboolean *otherwise, const char **member)
{
  *member = NULL;
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      YnSchemaNode *node = g_ptr_array_index (facts->nodes, i);
      const YnSchemaKeyword *yes = yn_schema_keyword (node, "then"), *no = yn_schema_keyword (node, "else");
      const YnSchemaKeyword *dependents = yn_schema_keyword (node, "dependentSchemas");

      *otherwise = no != NULL && names (no->nodes[0], name);
      if (*otherwise || (yes != NULL && names (yes->nodes[0], name)))
        return yn_json_get (node->json, "if");
      for (guint j = 0; dependents != NULL && j < dependents->n_nodes; j++)
        if (names (dependents->nodes[j], name))
          {
            *member = yn_json_name_at (dependents->value, j);
            return NULL;
          }
    }
  return NULL;
}

/* Branches */

YnSchemaFacts *
yn_schema_facts_of_branch (const YnSchemaFacts *facts, guint branch)
{
  YnSchemaFacts *of = facts_new (facts->schema, facts->json, TRUE);

  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const YnSchemaKeyword *branches = yn_schema_branching (g_ptr_array_index (facts->nodes, i));

      if (branches != NULL && branch < branches->n_nodes)
        spread (of, branches->nodes[branch]);
    }
  for (guint i = 0; i < facts->nodes->len; i++)
    g_ptr_array_add (of->nodes, g_ptr_array_index (facts->nodes, i));
  return of;
}

/* How well a branch fits: below 0 where it cannot be; then by constants, by being valid, by members that it names. */
static int
fitness (YnSchema *schema, YnSchemaNode *branch, const YnJson *value)
{
  YnSchemaRun run = { .schema = schema };
  YnSchemaPlace place = { .json = value };
  guint agreeing = 0;
  int fit = 0;

  if (yn_schema_is_against (branch, value, &agreeing))
    return -1;
  for (guint i = 0; yn_json_is (value, YN_JSON_OBJECT) && i < yn_json_size (value); i++)
    fit += names (branch, yn_json_name_at (value, i));
  return fit + agreeing * 100000 + yn_schema_run (&run, branch, &place, NULL) * 1000;
}

static gboolean
is_empty (const YnJson *json)
{
  return yn_json_is_container (json) && yn_json_size (json) == 0;
}

static const YnSchemaKeyword *
branches_of (const YnSchemaFacts *facts)
{
  const YnSchemaKeyword *branches = NULL;

  for (guint i = 0; i < facts->nodes->len && branches == NULL; i++)
    branches = yn_schema_branching (g_ptr_array_index (facts->nodes, i));
  return branches;
}

/* -1: it can be none. @tied: another one fits no worse. */
static int
best_branch (const YnSchemaFacts *facts, const YnSchemaKeyword *branches, int preferred, gboolean *tied)
{
  int best = -1, most = -1;

  *tied = FALSE;
  for (guint i = 0; i < branches->n_nodes; i++)
    {
      int fit = fitness (facts->schema, branches->nodes[i], facts->json);

      if (fit < 0 || fit < most || (fit == most && i != (guint) preferred))
        {
          *tied = *tied || (fit >= 0 && fit == most);
          continue;
        }
      *tied = fit == most;
      best = i;
      most = fit;
    }
  return best;
}

/* Fitting alike, a branch is no better than another; and for an object in which nothing stands none is known. */
int
yn_schema_facts_branch (const YnSchemaFacts *facts, int preferred)
{
  const YnSchemaKeyword *branches = branches_of (facts);
  gboolean tied;
  int best;

  if (branches == NULL || facts->json == NULL)
    return branches != NULL && preferred < (int) branches->n_nodes ? preferred : -1;
  best = best_branch (facts, branches, preferred, &tied);
  if (best == preferred || !tied)
    return best;
  return is_empty (facts->json) ? -1 : best;
}

GPtrArray *
yn_schema_facts_problems (const YnSchemaFacts *facts, int preferred, const char *pointer, const char *today)
{
  GPtrArray *problems = yn_problems_new ();
  YnSchemaRun run = { .schema = facts->schema, .today = today, .problems = problems };
  YnSchemaPlace place = { .json = facts->json };
  const YnSchemaKeyword *branches = branches_of (facts);
  gboolean tied = TRUE;
  int best = branches != NULL ? best_branch (facts, branches, preferred, &tied) : -1;

  if (best >= 0 && (!tied || best == preferred))
    yn_schema_run (&run, branches->nodes[best], &place, NULL);
  for (guint i = 0; i < problems->len; i++)
    {
      YnProblem *problem = g_ptr_array_index (problems, i);
      char *whole = g_strconcat (pointer, problem->pointer, NULL);

      g_free (problem->pointer);
      problem->pointer = whole;
    }
  return problems;
}
