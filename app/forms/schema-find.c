/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a schema says about one place of an instance, before there is an instance: for labels, kinds of fields and
 * what must be filled in. A place is described by all nodes that apply to it, its own first, then what they refer to;
 * the answer is one view in which the first to say something is right. */

#include "forms/schema-parts.h"

#include <string.h>

#define MAX_NODES 256

/* Nodes behind @node in place: what "$ref" and "allOf" always add, and with an instance at hand the branches that
 * hold for it. */
static void spread (GPtrArray *nodes, YnSchemaNode *node, YnSchemaRun *run, const YnJson *json);

static void
spread_conditional (GPtrArray *nodes, YnSchemaNode *node, YnSchemaRun *run, const YnJson *json)
{
  const YnSchemaKeyword *condition = yn_schema_keyword (node, "if");
  const YnSchemaKeyword *dependents = yn_schema_keyword (node, "dependentSchemas");
  const YnSchemaKeyword *branch = NULL;
  YnSchemaPlace place = { .json = json };

  if (condition != NULL)
    branch = yn_schema_keyword (node, yn_schema_run (run, condition->nodes[0], &place, NULL) ? "then" : "else");
  if (branch != NULL)
    spread (nodes, branch->nodes[0], run, json);
  for (guint i = 0; dependents != NULL && i < dependents->n_nodes; i++)
    if (yn_json_get (json, yn_json_name_at (dependents->value, i)) != NULL)
      spread (nodes, dependents->nodes[i], run, json);
}

static void
spread (GPtrArray *nodes, YnSchemaNode *node, YnSchemaRun *run, const YnJson *json)
{
  const YnSchemaKeyword *reference = yn_schema_keyword (node, "$ref");
  const YnSchemaKeyword *all = yn_schema_keyword (node, "allOf");

  if (nodes->len == MAX_NODES || g_ptr_array_find (nodes, node, NULL))
    return;
  g_ptr_array_add (nodes, node);
  if (reference != NULL)
    spread (nodes, reference->nodes[0], run, json);
  for (guint i = 0; all != NULL && i < all->n_nodes; i++)
    spread (nodes, all->nodes[i], run, json);
  if (run != NULL)
    spread_conditional (nodes, node, run, json);
}

static YnSchemaNode *
child_by_name (const YnSchemaNode *node, const char *name, const char *token)
{
  const YnSchemaKeyword *keyword = yn_schema_keyword (node, name);

  for (guint i = 0; keyword != NULL && i < keyword->n_nodes; i++)
    if (g_str_equal (yn_json_name_at (keyword->value, i), token))
      return keyword->nodes[i];
  return NULL;
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
child_of (const YnSchemaNode *node, const char *token)
{
  YnSchemaNode *child = child_by_name (node, "properties", token);
  const YnSchemaKeyword *additional = yn_schema_keyword (node, "additionalProperties");
  guint64 index;

  if (child == NULL && g_ascii_string_to_unsigned (token, 10, 0, G_MAXUINT32, &index, NULL))
    child = child_by_index (node, index);
  if (child == NULL && additional != NULL && yn_json_is (additional->value, YN_JSON_OBJECT))
    child = additional->nodes[0];
  return child;
}

/* Places that only a branch describes, whatever the branch depends on. */
static const YnSchemaNode *
in_branches (const YnSchemaNode *node, const char *token)
{
  static const char *const words[] = { "then", "else", "anyOf", "oneOf", "dependentSchemas" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const YnSchemaKeyword *keyword = yn_schema_keyword (node, words[i]);

      for (guint j = 0; keyword != NULL && j < keyword->n_nodes; j++)
        if (child_of (keyword->nodes[j], token) != NULL)
          return keyword->nodes[j];
    }
  return NULL;
}

static GPtrArray *
step (GPtrArray *nodes, const char *token, YnSchemaRun *run, const YnJson *json)
{
  GPtrArray *next = g_ptr_array_new ();

  for (guint i = 0; i < nodes->len; i++)
    {
      YnSchemaNode *child = child_of (g_ptr_array_index (nodes, i), token);

      if (child != NULL)
        spread (next, child, run, json);
    }
  for (guint i = 0; next->len == 0 && i < nodes->len; i++)
    {
      const YnSchemaNode *branch = in_branches (g_ptr_array_index (nodes, i), token);

      if (branch != NULL)
        spread (next, child_of (branch, token), run, json);
    }
  return next;
}

static char *
read_token (const char **pointer)
{
  gsize length = strcspn (*pointer + 1, "/");
  g_autofree char *raw = g_strndup (*pointer + 1, length);
  GString *token = g_string_new (raw);

  *pointer += 1 + length;
  g_string_replace (token, "~1", "/", 0);
  g_string_replace (token, "~0", "~", 0);
  return g_string_free (token, FALSE);
}

/* All nodes that describe the place. With @run, those of branches that hold for @instance too; where it has nothing
 * yet, for the empty object that will stand there. */
static GPtrArray *
describing (YnSchema *schema, const char *pointer, YnSchemaRun *run, const YnJson *instance)
{
  GPtrArray *nodes = g_ptr_array_new ();
  g_autoptr (YnJson) nothing = yn_json_new_object ();

  if (*pointer != '\0' && *pointer != '/')
    return nodes;
  spread (nodes, schema->root, run, instance);
  while (*pointer == '/' && nodes->len > 0)
    {
      const char *start = pointer;
      g_autofree char *token = read_token (&pointer);
      g_autofree char *one = g_strndup (start, pointer - start);
      GPtrArray *next;

      instance = yn_json_pointer (instance, one);
      if (instance == NULL)
        instance = nothing;
      next = step (nodes, token, run, instance);
      g_ptr_array_unref (nodes);
      nodes = next;
    }
  return nodes;
}

static void
write_joined_names (YnJsonWriter *writer, GPtrArray *nodes, const char *word)
{
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < nodes->len; i++)
    {
      const YnJson *names = yn_json_get (((YnSchemaNode *) g_ptr_array_index (nodes, i))->json, word);

      for (guint j = 0; j < yn_json_size (names); j++)
        yn_json_writer_value (writer, yn_json_at (names, j));
    }
  yn_json_writer_end (writer);
}

static void
write_joined_members (YnJsonWriter *writer, GPtrArray *nodes, const char *word)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < nodes->len; i++)
    {
      const YnJson *members = yn_json_get (((YnSchemaNode *) g_ptr_array_index (nodes, i))->json, word);

      for (guint j = 0; j < yn_json_size (members); j++)
        if (g_hash_table_add (seen, (gpointer) yn_json_name_at (members, j)))
          {
            yn_json_writer_name_of (writer, members, j);
            yn_json_writer_value (writer, yn_json_at (members, j));
          }
    }
  yn_json_writer_end (writer);
}

static gboolean
is_about_place (const char *word)
{
  static const char *const others[] = { "$ref", "allOf", "$id", "$schema", "$anchor", "$dynamicAnchor", "$defs", NULL };

  return !g_strv_contains (others, word);
}

static YnJson *
join (GPtrArray *nodes)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < nodes->len; i++)
    {
      const YnJson *json = ((YnSchemaNode *) g_ptr_array_index (nodes, i))->json;

      for (guint j = 0; j < yn_json_size (json); j++)
        {
          const char *word = yn_json_name_at (json, j);

          if (!is_about_place (word) || !g_hash_table_add (seen, (gpointer) word))
            continue;
          yn_json_writer_name_of (writer, json, j);
          if (g_str_equal (word, "required"))
            write_joined_names (writer, nodes, word);
          else if (g_str_equal (word, "properties"))
            write_joined_members (writer, nodes, word);
          else
            yn_json_writer_value (writer, yn_json_at (json, j));
        }
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* Rows of one table are described by the same nodes, so there are as many views as the schema has places. */
static char *
key_of (GPtrArray *nodes)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < nodes->len; i++)
    g_string_append_printf (key, "%p ", g_ptr_array_index (nodes, i));
  return g_string_free (key, FALSE);
}

const YnJson *
yn_schema_at (YnSchema *schema, const char *pointer)
{
  g_autoptr (GPtrArray) nodes = describing (schema, pointer, NULL, NULL);
  g_autofree char *key = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  YnJson *view;

  if (nodes->len == 0)
    return NULL;
  key = key_of (nodes);
  locker = g_mutex_locker_new (&schema->lock);
  view = g_hash_table_lookup (schema->views, key);
  if (view == NULL)
    {
      view = join (nodes);
      g_hash_table_insert (schema->views, g_steal_pointer (&key), view);
    }
  return view;
}

static gboolean
lists (const YnJson *names, const char *name)
{
  for (guint i = 0; i < yn_json_size (names); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (names, i)), name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
requires (const YnSchemaNode *node, const YnJson *object, const char *name)
{
  const YnJson *dependents = yn_json_get (node->json, "dependentRequired");

  if (lists (yn_json_get (node->json, "required"), name))
    return TRUE;
  for (guint i = 0; i < yn_json_size (dependents); i++)
    if (yn_json_get (object, yn_json_name_at (dependents, i)) != NULL && lists (yn_json_at (dependents, i), name))
      return TRUE;
  return FALSE;
}

gboolean
yn_schema_requires (YnSchema *schema, const YnJson *instance, const char *pointer)
{
  const char *slash = strrchr (pointer, '/');
  g_autofree char *parent = slash != NULL ? g_strndup (pointer, slash - pointer) : NULL;
  YnSchemaRun run = { .schema = schema };
  g_autoptr (GPtrArray) nodes = NULL;
  g_autofree char *name = NULL;

  if (parent == NULL)
    return FALSE;
  nodes = describing (schema, parent, &run, instance);
  name = read_token (&slash);
  for (guint i = 0; i < nodes->len; i++)
    if (requires (g_ptr_array_index (nodes, i), yn_json_pointer (instance, parent), name))
      return TRUE;
  return FALSE;
}
