/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a schema says about one place of an instance, before there is an instance: for labels, kinds of fields and
 * what must be filled in. A place is described by all nodes that apply to it, its own first, then what they refer to;
 * the answer is one view in which the first to say something is right. */

#include "forms/schema-parts.h"

#include <string.h>

#define MAX_PLACES 50000
#define MAX_NESTING 32
#define MAX_DESCRIBED (2 * 1000 * 1000) /* nodes remembered of all places; … */
#define NODES_OF_POINTER 16             /* … a place itself takes as much room as so many */

/* Places that only a branch describes, whatever the branch depends on. */
static const YnSchemaNode *
in_branches (const YnSchemaNode *node, const char *token)
{
  static const char *const words[] = { "then", "else", "anyOf", "oneOf", "dependentSchemas" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const YnSchemaKeyword *keyword = yn_schema_keyword (node, words[i]);

      for (guint j = 0; keyword != NULL && j < keyword->n_nodes; j++)
        if (yn_schema_child (keyword->nodes[j], token) != NULL)
          return keyword->nodes[j];
    }
  return NULL;
}

/* The same place in one branch: what the branch says stands before the rest. */
static GPtrArray *
step_into_branch (GPtrArray *nodes, guint64 branch, YnSchemaRun *run, const YnJson *json)
{
  GPtrArray *next = g_ptr_array_new ();

  for (guint i = 0; i < nodes->len; i++)
    {
      const YnSchemaKeyword *branches = yn_schema_branching (g_ptr_array_index (nodes, i));

      if (branches != NULL && branch < branches->n_nodes)
        yn_schema_spread (next, branches->nodes[branch], run, json);
    }
  for (guint i = 0; i < nodes->len && next->len > 0; i++)
    g_ptr_array_add (next, g_ptr_array_index (nodes, i));
  return next;
}

static GPtrArray *
step (GPtrArray *nodes, const char *token, YnSchemaRun *run, const YnJson *json)
{
  GPtrArray *next;

  if (*token == YN_SCHEMA_BRANCH)
    return step_into_branch (nodes, g_ascii_strtoull (token + 1, NULL, 10), run, json);
  next = g_ptr_array_new ();
  for (guint i = 0; i < nodes->len; i++)
    {
      YnSchemaNode *child = yn_schema_child (g_ptr_array_index (nodes, i), token);

      if (child != NULL)
        yn_schema_spread (next, child, run, json);
    }
  for (guint i = 0; next->len == 0 && i < nodes->len; i++)
    {
      const YnSchemaNode *branch = in_branches (g_ptr_array_index (nodes, i), token);

      if (branch != NULL)
        yn_schema_spread (next, yn_schema_child (branch, token), run, json);
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

/* All nodes that describe the place, without an instance; under the lock. Found once: a large form asks for its places
 * over and over, and a schema may have a thousand nodes speak of each. Borrowed until the next call. */
static GPtrArray *
known (YnSchema *schema, const char *pointer)
{
  GPtrArray *nodes = g_hash_table_lookup (schema->described, pointer);
  const char *slash = strrchr (pointer, '/');

  if (nodes != NULL)
    return nodes;
  if (slash == NULL)
    {
      nodes = g_ptr_array_new ();
      if (*pointer == '\0')
        yn_schema_spread (nodes, schema->root, NULL, NULL);
    }
  else
    {
      g_autofree char *above = g_strndup (pointer, (gsize) (slash - pointer));
      g_autofree char *token = read_token (&slash);

      nodes = step (known (schema, above), token, NULL, NULL);
    }
  if (schema->n_described + nodes->len > MAX_DESCRIBED)
    {
      g_hash_table_remove_all (schema->described);
      schema->n_described = 0;
    }
  schema->n_described += NODES_OF_POINTER + nodes->len;
  g_hash_table_insert (schema->described, g_strdup (pointer), nodes);
  return nodes;
}

/* The same for whoever has no lock. New reference. */
static GPtrArray *
described (YnSchema *schema, const char *pointer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&schema->lock);

  return g_ptr_array_ref (known (schema, pointer));
}

/* With those of branches that hold for @instance; where it has nothing yet, for the empty object that will stand there.
 */
static GPtrArray *
describing (YnSchema *schema, const char *pointer, YnSchemaRun *run, const YnJson *instance)
{
  GPtrArray *nodes = g_ptr_array_new ();
  g_autoptr (YnJson) nothing = yn_json_new_object ();

  if (*pointer != '\0' && *pointer != '/')
    return nodes;
  yn_schema_spread (nodes, schema->root, run, instance);
  while (*pointer == '/' && nodes->len > 0)
    {
      const char *start = pointer;
      g_autofree char *token = read_token (&pointer);
      g_autofree char *one = g_strndup (start, pointer - start);
      GPtrArray *next;

      if (*token != YN_SCHEMA_BRANCH)
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

/* The view that @nodes make, made once. */
static const YnJson *
view_of (YnSchema *schema, GPtrArray *nodes)
{
  g_autofree char *key = NULL;
  YnJson *view;

  if (nodes->len == 0)
    return NULL;
  key = key_of (nodes);
  view = g_hash_table_lookup (schema->views, key);
  if (view == NULL)
    {
      view = join (nodes);
      g_hash_table_insert (schema->views, g_steal_pointer (&key), view);
    }
  return view;
}

const YnJson *
yn_schema_at (YnSchema *schema, const char *pointer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&schema->lock);
  g_autoptr (GPtrArray) nodes = NULL;
  gpointer view;

  if (g_hash_table_lookup_extended (schema->places, pointer, NULL, &view))
    return view;
  nodes = g_ptr_array_ref (known (schema, pointer));
  view = (gpointer) view_of (schema, nodes);
  if (g_hash_table_size (schema->places) >= MAX_PLACES)
    g_hash_table_remove_all (schema->places);
  g_hash_table_insert (schema->places, g_strdup (pointer), view);
  return view;
}

/* What a mere reference stands for, of @node and of what that refers to. */
static const YnSchemaNode *
meant_by (const YnSchemaNode *node)
{
  for (guint hops = 0; hops < MAX_NESTING; hops++)
    {
      const YnSchemaKeyword *reference = yn_schema_keyword (node, "$ref");
      const YnSchemaKeyword *all = yn_schema_keyword (node, "allOf");

      if (reference == NULL && (all == NULL || all->n_nodes != 1))
        break;
      node = (reference != NULL ? reference : all)->nodes[0];
    }
  return node;
}

/* The same words again, or for the third time the same thing by whatever words. */
static gboolean
comes_again (GPtrArray *above, const YnSchemaNode *node)
{
  const YnSchemaNode *meant = meant_by (node);
  guint times = 0;

  for (guint i = 0; i < above->len; i++)
    {
      if (g_ptr_array_index (above, i) == node)
        return TRUE;
      times += meant_by (g_ptr_array_index (above, i)) == meant;
    }
  return times > 1;
}

gboolean
yn_schema_recurs (YnSchema *schema, const char *pointer)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&schema->lock);
  g_autoptr (GPtrArray) above = g_ptr_array_new ();
  GPtrArray *nodes;

  for (const char *slash = strchr (pointer, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *prefix = g_strndup (pointer, (gsize) (slash - pointer));

      nodes = known (schema, prefix);
      if (nodes->len == 0)
        return FALSE;
      g_ptr_array_add (above, g_ptr_array_index (nodes, 0));
    }
  nodes = known (schema, pointer);
  return nodes->len > 0 && comes_again (above, g_ptr_array_index (nodes, 0));
}

/* FALSE: nothing is left to count with. */
static gboolean
count_members (YnSchema *schema, const char *pointer, guint depth, guint *left)
{
  const YnJson *members = yn_json_get (yn_schema_at (schema, pointer), "properties");
  guint n = yn_json_is (members, YN_JSON_OBJECT) ? yn_json_size (members) : 0;

  if (n > *left || (n > 0 && depth == 0))
    return FALSE;
  *left -= n;
  if (yn_schema_recurs (schema, pointer))
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (members, i));
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);

      if (!count_members (schema, place, depth - 1, left))
        return FALSE;
    }
  return TRUE;
}

gboolean
yn_schema_is_within (YnSchema *schema, guint most)
{
  return count_members (schema, "", MAX_NESTING, &most);
}

const YnJson *
yn_schema_now_at (YnSchema *schema, const YnJson *instance, const char *pointer)
{
  YnSchemaRun run = { .schema = schema };
  g_autoptr (GPtrArray) nodes = describing (schema, pointer, &run, instance);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&schema->lock);

  return view_of (schema, nodes);
}

const YnJson *
yn_schema_word_at (YnSchema *schema, const char *pointer, const char *word)
{
  g_autoptr (GPtrArray) nodes = described (schema, pointer);
  const YnJson *value = NULL;

  for (guint i = 0; value == NULL && i < nodes->len; i++)
    value = yn_json_get (((YnSchemaNode *) g_ptr_array_index (nodes, i))->json, word);
  return value;
}

gboolean
yn_schema_always_names (YnSchema *schema, const char *pointer, const char *name)
{
  g_autoptr (GPtrArray) nodes = described (schema, pointer);

  for (guint i = 0; i < nodes->len; i++)
    if (yn_schema_child (g_ptr_array_index (nodes, i), name) != NULL)
      return TRUE;
  return FALSE;
}

static void
add_members (GStrvBuilder *members, GHashTable *seen, const YnJson *properties)
{
  for (guint i = 0; i < yn_json_size (properties); i++)
    if (g_hash_table_add (seen, (gpointer) yn_json_name_at (properties, i)))
      g_strv_builder_add (members, yn_json_name_at (properties, i));
}

/* What @node adds if one of its conditions holds, behind the nodes that are there already. */
static void
spread_all_branches (GPtrArray *nodes, const YnSchemaNode *node)
{
  static const char *const words[] = { "then", "else", "dependentSchemas", "dependencies" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const YnSchemaKeyword *keyword = yn_schema_keyword (node, words[i]);

      for (guint j = 0; keyword != NULL && j < keyword->n_nodes; j++)
        if (keyword->nodes[j] != NULL)
          yn_schema_spread (nodes, keyword->nodes[j], NULL, NULL);
    }
}

char **
yn_schema_members (YnSchema *schema, const char *pointer)
{
  g_autoptr (GPtrArray) own = described (schema, pointer);
  g_autoptr (GPtrArray) nodes = g_ptr_array_copy (own, NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) members = g_strv_builder_new ();

  for (guint i = 0; i < nodes->len; i++)
    {
      const YnSchemaNode *node = g_ptr_array_index (nodes, i);

      add_members (members, seen, yn_json_get (node->json, "properties"));
    }
  for (guint i = 0; i < nodes->len; i++)
    {
      const YnSchemaNode *node = g_ptr_array_index (nodes, i);
      guint known = nodes->len;

      spread_all_branches (nodes, node);
      for (guint j = known; j < nodes->len; j++)
        add_members (members, seen, yn_json_get (((YnSchemaNode *) g_ptr_array_index (nodes, j))->json, "properties"));
    }
  return g_strv_builder_end (members);
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
  static const char *const words[] = { "dependentRequired", "dependencies" };

  if (lists (yn_json_get (node->json, "required"), name))
    return TRUE;
  for (guint w = 0; w < G_N_ELEMENTS (words); w++)
    {
      const YnJson *dependents = yn_json_get (node->json, words[w]);

      for (guint i = 0; i < yn_json_size (dependents); i++)
        if (yn_json_get (object, yn_json_name_at (dependents, i)) != NULL && lists (yn_json_at (dependents, i), name))
          return TRUE;
    }
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
