/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Making nodes: each subschema that can be reached is compiled once. The work list stands in for recursion, so a
 * deep or circular schema costs memory and no stack. */

#include "forms/schema-parts.h"

#include <stdlib.h>
#include <string.h>
#include "base/error.h"
#include "forms/schema-uri.h"

typedef struct
{
  YnSchema *schema;
  GQueue pending; /* YnSchemaNode */
  guint resources_seen;
  GError *error;
} Compiler;

static void
node_free (YnSchemaNode *node)
{
  for (guint i = 0; i < node->n_keywords; i++)
    {
      YnSchemaKeyword *keyword = &node->keywords[i];

      for (guint j = 0; keyword->patterns != NULL && keyword->patterns[j] != NULL; j++)
        yn_pattern_free (keyword->patterns[j]);
      g_free (keyword->patterns);
      g_free (keyword->names);
      g_free (keyword->nodes);
    }
  g_free (node->keywords);
  g_free (node->pointer);
  g_free (node);
}

const YnSchemaKeyword *
yn_schema_keyword (const YnSchemaNode *node, const char *name)
{
  for (guint i = 0; i < node->n_keywords; i++)
    if (g_str_equal (node->keywords[i].word->name, name))
      return &node->keywords[i];
  return NULL;
}

static gboolean
fail (Compiler *compiler, const YnSchemaNode *node, const char *name, const char *what)
{
  if (compiler->error == NULL)
    compiler->error = g_error_new (YN_ERROR, YN_ERROR_BAD_SERVICE, "%s/%s: %s", node->pointer, name, what);
  return FALSE;
}

static YnSchemaNode *
node_at (Compiler *compiler, const YnJson *json, const YnSchemaResource *resource, const char *pointer)
{
  YnSchemaNode *node = g_hash_table_lookup (compiler->schema->nodes, json);
  YnSchemaResource *own = g_hash_table_lookup (compiler->schema->by_root, json);

  if (node != NULL)
    return node;
  node = g_new0 (YnSchemaNode, 1);
  node->json = json;
  node->resource = own != NULL ? own : resource;
  node->pointer = g_strdup (pointer);
  g_hash_table_insert (compiler->schema->nodes, (gpointer) json, node);
  g_queue_push_tail (&compiler->pending, node);
  return node;
}

static gboolean
is_schema (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_OBJECT) || yn_json_is (json, YN_JSON_BOOLEAN);
}

static YnSchemaNode *
child_node (Compiler *compiler, const YnSchemaNode *node, const YnSchemaKeyword *keyword, guint index)
{
  const YnJson *json = yn_json_at (keyword->value, index);
  const char *name = yn_json_name_at (keyword->value, index);
  g_autofree char *token = name != NULL ? yn_json_pointer_escape (name) : g_strdup_printf ("%u", index);
  g_autofree char *pointer = g_strconcat (node->pointer, "/", keyword->word->name, "/", token, NULL);

  return node_at (compiler, json, node->resource, pointer);
}

static gboolean
compile_schema (Compiler *compiler, const YnSchemaNode *node, YnSchemaKeyword *keyword)
{
  g_autofree char *pointer = g_strconcat (node->pointer, "/", keyword->word->name, NULL);

  if (!is_schema (keyword->value))
    return fail (compiler, node, keyword->word->name, "a schema was expected");
  keyword->nodes = g_new (YnSchemaNode *, 1);
  keyword->nodes[0] = node_at (compiler, keyword->value, node->resource, pointer);
  keyword->n_nodes = 1;
  return TRUE;
}

static gboolean
is_names (const YnJson *json)
{
  for (guint i = 0; i < yn_json_size (json); i++)
    if (!yn_json_is (yn_json_at (json, i), YN_JSON_STRING))
      return FALSE;
  return yn_json_is (json, YN_JSON_ARRAY);
}

/* @names_too: arrays of names may stand where schemas do. */
static gboolean
compile_schemas (Compiler *compiler, const YnSchemaNode *node, YnSchemaKeyword *keyword, gboolean names_too)
{
  keyword->n_nodes = yn_json_size (keyword->value);
  keyword->nodes = g_new0 (YnSchemaNode *, keyword->n_nodes);
  for (guint i = 0; i < keyword->n_nodes; i++)
    {
      const YnJson *json = yn_json_at (keyword->value, i);

      if (is_schema (json))
        keyword->nodes[i] = child_node (compiler, node, keyword, i);
      else if (!names_too || !is_names (json))
        return fail (compiler, node, keyword->word->name, "schemas were expected");
    }
  return TRUE;
}

static YnPattern *
compile_pattern (Compiler *compiler, const YnSchemaNode *node, const char *name, const char *text, gsize length)
{
  g_autoptr (GError) reason = NULL;
  YnPattern *pattern = strlen (text) == length ? yn_pattern_new (text, &reason) : NULL;

  if (pattern == NULL)
    fail (compiler, node, name, reason != NULL ? reason->message : "a pattern with NUL");
  return pattern;
}

static gboolean
compile_patterns (Compiler *compiler, const YnSchemaNode *node, YnSchemaKeyword *keyword)
{
  guint size = yn_json_size (keyword->value);

  keyword->patterns = g_new0 (YnPattern *, size + 1);
  for (guint i = 0; i < size; i++)
    {
      keyword->patterns[i] = compile_pattern (compiler, node, keyword->word->name, yn_json_name_at (keyword->value, i),
                                              yn_json_name_length_at (keyword->value, i));
      if (keyword->patterns[i] == NULL)
        return FALSE;
    }
  return compile_schemas (compiler, node, keyword, FALSE);
}

/* The place at a pointer inside a resource. @resource moves along: what lies below another $id belongs to that. */
static const YnJson *
walk_pointer (YnSchema *schema, const YnSchemaResource **resource, const char *pointer)
{
  const YnJson *json = (*resource)->root;

  while (json != NULL && *pointer != '\0')
    {
      gsize length = 1 + strcspn (pointer + 1, "/");
      g_autofree char *step = g_strndup (pointer, length);
      const YnSchemaResource *own;

      json = yn_json_pointer (json, step);
      pointer += length;
      own = json != NULL ? g_hash_table_lookup (schema->by_root, json) : NULL;
      if (own != NULL)
        *resource = own;
    }
  return json;
}

static YnSchemaNode *
node_at_pointer (Compiler *compiler, const YnSchemaResource *resource, const char *pointer)
{
  g_autofree char *reported = g_strconcat (resource->address, pointer, NULL);
  const YnJson *json = walk_pointer (compiler->schema, &resource, pointer);

  return is_schema (json) ? node_at (compiler, json, resource, reported) : NULL;
}

/* @anchor gets the anchor that the reference names, or NULL. */
static YnSchemaNode *
resolve (Compiler *compiler, const YnSchemaNode *node, const char *reference, const YnSchemaAnchor **anchor)
{
  g_autofree char *uri = yn_uri_resolve (node->resource->uri, reference);
  g_autofree char *fragment = NULL;
  g_autofree char *address = yn_uri_split (uri, &fragment);
  YnSchemaResource *resource = g_str_equal (address, node->resource->uri)
                                   ? (YnSchemaResource *) node->resource
                                   : yn_schema_resource (compiler->schema, address, &compiler->error);

  *anchor = NULL;
  if (resource == NULL)
    return NULL;
  if (*fragment == '\0' || *fragment == '/')
    return node_at_pointer (compiler, resource, fragment);
  *anchor = g_hash_table_lookup (resource->anchors, fragment);
  return *anchor != NULL ? node_at (compiler, (*anchor)->json, resource, (*anchor)->pointer) : NULL;
}

static gboolean
compile_reference (Compiler *compiler, const YnSchemaNode *node, YnSchemaKeyword *keyword)
{
  const char *reference = yn_json_string (keyword->value);
  const YnSchemaAnchor *anchor;
  YnSchemaNode *target;

  if (reference == NULL)
    return fail (compiler, node, keyword->word->name, "a reference was expected");
  target = resolve (compiler, node, reference, &anchor);
  if (target == NULL)
    {
      if (compiler->error != NULL)
        g_prefix_error (&compiler->error, "%s/%s: ", node->pointer, keyword->word->name);
      return fail (compiler, node, keyword->word->name, "the reference leads nowhere");
    }
  keyword->nodes = g_new (YnSchemaNode *, 1);
  keyword->nodes[0] = target;
  keyword->n_nodes = 1;
  if (anchor != NULL && anchor->dynamic && g_str_equal (keyword->word->name, "$dynamicRef"))
    keyword->dynamic = yn_json_get_string (anchor->json, "$dynamicAnchor");
  return TRUE;
}

static gboolean
compile_count (Compiler *compiler, const YnSchemaNode *node, YnSchemaKeyword *keyword)
{
  const char *text = yn_json_number (keyword->value);

  if (text == NULL || !yn_json_number_is_whole (keyword->value))
    return fail (compiler, node, keyword->word->name, "a whole number was expected");
  if (!yn_json_int64 (keyword->value, &keyword->count))
    keyword->count = *text == '-' ? -1 : G_MAXINT64;
  return keyword->count >= 0 || fail (compiler, node, keyword->word->name, "a number not below 0 was expected");
}

static gboolean
is_type_name (const YnJson *json)
{
  static const char *const names[] = { "null", "boolean", "integer", "number", "string", "array", "object", NULL };

  return yn_json_string (json) != NULL && g_strv_contains (names, yn_json_string (json));
}

static gboolean
is_types (const YnJson *json)
{
  for (guint i = 0; i < yn_json_size (json); i++)
    if (!is_type_name (yn_json_at (json, i)))
      return FALSE;
  return yn_json_is (json, YN_JSON_ARRAY) || is_type_name (json);
}

static int
compare_names (const void *a, const void *b)
{
  const YnSchemaName *x = a, *y = b;
  int order = memcmp (x->text, y->text, MIN (x->length, y->length));

  return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

static void
sort_names (YnSchemaKeyword *keyword)
{
  guint kept = 0;

  qsort (keyword->names, keyword->n_names, sizeof *keyword->names, compare_names);
  for (guint i = 0; i < keyword->n_names; i++)
    if (kept == 0 || compare_names (&keyword->names[kept - 1], &keyword->names[i]) != 0)
      keyword->names[kept++] = keyword->names[i];
  keyword->n_names = kept;
}

/* Of an object its names; of an array the strings in it. */
static void
gather_names (YnSchemaKeyword *keyword)
{
  gboolean object = yn_json_is (keyword->value, YN_JSON_OBJECT);

  keyword->n_names = yn_json_size (keyword->value);
  keyword->names = g_new (YnSchemaName, keyword->n_names + 1);
  for (guint i = 0; i < keyword->n_names; i++)
    {
      const YnJson *child = yn_json_at (keyword->value, i);

      keyword->names[i] = object ? (YnSchemaName){ yn_json_name_at (keyword->value, i),
                                                   yn_json_name_length_at (keyword->value, i), i }
                                 : (YnSchemaName){ yn_json_string (child), yn_json_string_length (child), i };
    }
  sort_names (keyword);
}

static gboolean
compile_names (Compiler *compiler, const YnSchemaNode *node, YnSchemaKeyword *keyword)
{
  if (!is_names (keyword->value))
    return fail (compiler, node, keyword->word->name, "an array of names was expected");
  gather_names (keyword);
  return TRUE;
}

static void
allow_type (YnSchemaKeyword *keyword, const char *name)
{
  static const char *const kinds[] = { "null", "boolean", "number", "string", "array", "object" }; /* as YnJsonKind */

  keyword->whole = keyword->whole || g_str_equal (name, "integer");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (name, kinds[i]))
      keyword->count |= 1 << i;
}

static gboolean
compile_types (Compiler *compiler, const YnSchemaNode *node, YnSchemaKeyword *keyword)
{
  const char *only = yn_json_string (keyword->value);

  if (!is_types (keyword->value))
    return fail (compiler, node, keyword->word->name, "the name of a type was expected");
  if (only != NULL)
    allow_type (keyword, only);
  for (guint i = 0; i < yn_json_size (keyword->value); i++)
    allow_type (keyword, yn_json_string (yn_json_at (keyword->value, i)));
  return TRUE;
}

static gboolean
is_names_map (const YnJson *json)
{
  for (guint i = 0; i < yn_json_size (json); i++)
    if (!is_names (yn_json_at (json, i)))
      return FALSE;
  return yn_json_is (json, YN_JSON_OBJECT);
}

static gboolean
expect (Compiler *compiler, const YnSchemaNode *node, const YnSchemaKeyword *keyword, gboolean fits, const char *what)
{
  return fits || fail (compiler, node, keyword->word->name, what);
}

static gboolean
compile_keyword (Compiler *compiler, const YnSchemaNode *node, YnSchemaKeyword *keyword)
{
  const YnJson *value = keyword->value;

  switch (keyword->word->takes)
    {
    case YN_TAKES_NUMBER:
      return expect (compiler, node, keyword, yn_json_is (value, YN_JSON_NUMBER), "a number was expected");
    case YN_TAKES_DIVISOR:
      return expect (compiler, node, keyword, yn_json_number_is_divisor (value),
                     "a number above 0, of at most 18 digits, was expected");
    case YN_TAKES_COUNT:
      return compile_count (compiler, node, keyword);
    case YN_TAKES_STRING:
      if (keyword->word->vocabulary == YN_VOCABULARY_FORMAT)
        keyword->format = yn_format_find (yn_json_string (value));
      return expect (compiler, node, keyword, yn_json_is (value, YN_JSON_STRING), "a string was expected");
    case YN_TAKES_BOOLEAN:
      return expect (compiler, node, keyword, yn_json_is (value, YN_JSON_BOOLEAN), "true or false was expected");
    case YN_TAKES_ARRAY:
      return expect (compiler, node, keyword, yn_json_is (value, YN_JSON_ARRAY), "an array was expected");
    case YN_TAKES_NAMES:
      return compile_names (compiler, node, keyword);
    case YN_TAKES_NAMES_MAP:
      return expect (compiler, node, keyword, is_names_map (value), "an object of arrays of names was expected");
    case YN_TAKES_TYPES:
      return compile_types (compiler, node, keyword);
    case YN_TAKES_PATTERN:
      if (!expect (compiler, node, keyword, yn_json_is (value, YN_JSON_STRING), "a pattern was expected"))
        return FALSE;
      keyword->patterns = g_new0 (YnPattern *, 2);
      keyword->patterns[0] = compile_pattern (compiler, node, keyword->word->name, yn_json_string (value),
                                              yn_json_string_length (value));
      return keyword->patterns[0] != NULL;
    case YN_TAKES_REFERENCE:
      return compile_reference (compiler, node, keyword);
    case YN_TAKES_SCHEMA:
      return compile_schema (compiler, node, keyword);
    case YN_TAKES_SCHEMA_OR_SCHEMAS:
      return yn_json_is (value, YN_JSON_ARRAY) ? compile_schemas (compiler, node, keyword, FALSE)
                                               : compile_schema (compiler, node, keyword);
    case YN_TAKES_SCHEMAS:
      return expect (compiler, node, keyword, yn_json_is (value, YN_JSON_ARRAY), "an array of schemas was expected")
             && compile_schemas (compiler, node, keyword, FALSE);
    case YN_TAKES_SCHEMA_MAP:
    case YN_TAKES_DEPENDENCIES:
      if (yn_json_is (value, YN_JSON_OBJECT))
        gather_names (keyword);
      return expect (compiler, node, keyword, yn_json_is (value, YN_JSON_OBJECT), "an object of schemas was expected")
             && compile_schemas (compiler, node, keyword, keyword->word->takes == YN_TAKES_DEPENDENCIES);
    case YN_TAKES_PATTERN_MAP:
      return expect (compiler, node, keyword, yn_json_is (value, YN_JSON_OBJECT), "an object of schemas was expected")
             && compile_patterns (compiler, node, keyword);
    case YN_TAKES_ANYTHING:
    default:
      return TRUE;
    }
}

static gboolean
counts (const YnSchemaNode *node, const YnSchemaWord *word)
{
  return (node->resource->vocabularies & word->vocabulary) != 0;
}

static gboolean
compile_member (Compiler *compiler, YnSchemaNode *node, guint index)
{
  const YnSchemaWord *word = yn_schema_word (yn_json_name_at (node->json, index), node->resource->dialect);
  YnSchemaKeyword *keyword;

  if (word == NULL || !counts (node, word))
    return TRUE;
  keyword = &node->keywords[node->n_keywords++];
  keyword->word = word;
  keyword->value = yn_json_at (node->json, index);
  node->unevaluated = node->unevaluated || word->last;
  if (word->run != NULL)
    node->n_running = node->n_keywords;
  return compile_keyword (compiler, node, keyword);
}

/* Properties first, for what they met answers others; then what runs, then what asks for marks, then what other words
 * read. */
static guint
turn_of (const YnSchemaWord *word)
{
  if (word->run == NULL)
    return 3;
  return word->run == yn_word_properties ? 0 : word->last ? 2 : 1;
}

static gboolean
is_turn (const YnJson *schema, guint index, YnDialect dialect, guint turn)
{
  const YnSchemaWord *word = yn_schema_word (yn_json_name_at (schema, index), dialect);

  return word != NULL && turn_of (word) == turn;
}

static void
find_beside (YnSchemaNode *node)
{
  for (guint i = 0; i < node->n_keywords; i++)
    for (guint j = 0; j < G_N_ELEMENTS (node->keywords[i].beside); j++)
      if (node->keywords[i].word->reads[j] != NULL)
        node->keywords[i].beside[j] = yn_schema_keyword (node, node->keywords[i].word->reads[j]);
}

/* The bit of a name among the properties; 0: it is none of the first. */
static guint64
bit_of (const YnSchemaKeyword *properties, const YnSchemaName *name)
{
  for (guint i = 0; i < MIN (properties->n_names, YN_SCHEMA_MET); i++)
    if (compare_names (&properties->names[i], name) == 0)
      return G_GUINT64_CONSTANT (1) << i;
  return 0;
}

static void
find_asked (YnSchemaNode *node)
{
  YnSchemaKeyword *required = (YnSchemaKeyword *) yn_schema_keyword (node, "required");
  const YnSchemaKeyword *properties = yn_schema_keyword (node, "properties");

  for (guint i = 0; required != NULL && properties != NULL && i < required->n_names; i++)
    {
      guint64 bit = bit_of (properties, &required->names[i]);

      if (bit == 0)
        {
          required->asked = 0;
          return;
        }
      required->asked |= bit;
    }
}

static gboolean
compile_node (Compiler *compiler, YnSchemaNode *node)
{
  YnDialect dialect = node->resource->dialect;
  const YnJson *json = node->json;
  guint size = yn_json_size (json);

  if (yn_json_is (json, YN_JSON_BOOLEAN))
    return TRUE;
  node->keywords = g_new0 (YnSchemaKeyword, size + 1);
  if (dialect == YN_DIALECT_DRAFT_07 && yn_json_get_string (json, "$ref") != NULL)
    {
      for (guint i = 0; i < size; i++)
        if (g_str_equal (yn_json_name_at (json, i), "$ref"))
          return compile_member (compiler, node, i);
    }
  for (guint turn = 0; turn <= 3; turn++)
    for (guint i = 0; i < size; i++)
      if (is_turn (json, i, dialect, turn) && !compile_member (compiler, node, i))
        return FALSE;
  find_beside (node);
  find_asked (node);
  return TRUE;
}

/* Any of them may be what a $dynamicRef finds, so all are compiled. */
static void
compile_dynamics (Compiler *compiler)
{
  GPtrArray *resources = compiler->schema->resources;

  for (; compiler->resources_seen < resources->len; compiler->resources_seen++)
    {
      YnSchemaResource *resource = g_ptr_array_index (resources, compiler->resources_seen);
      GHashTableIter iter;
      gpointer name, value;

      g_hash_table_iter_init (&iter, resource->anchors);
      while (g_hash_table_iter_next (&iter, &name, &value))
        {
          const YnSchemaAnchor *anchor = value;

          if (anchor->dynamic && is_schema (anchor->json))
            g_hash_table_insert (resource->dynamics, g_strdup (name),
                                 node_at (compiler, anchor->json, resource, anchor->pointer));
        }
    }
}

static gboolean
compile_all (Compiler *compiler)
{
  do
    {
      YnSchemaNode *node;

      while ((node = g_queue_pop_head (&compiler->pending)) != NULL)
        if (!compile_node (compiler, node))
          return FALSE;
      compile_dynamics (compiler);
    }
  while (!g_queue_is_empty (&compiler->pending));
  return TRUE;
}

static YnSchema *
schema_new (YnDialect dialect, GHashTable *registry, YnSchemaOptions options)
{
  YnSchema *schema = g_new0 (YnSchema, 1);

  schema->options = options;
  schema->dialect = dialect;
  schema->registry = registry;
  schema->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_json_unref);
  schema->resources = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_schema_resource_free);
  schema->by_uri = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  schema->by_root = g_hash_table_new (NULL, NULL);
  schema->nodes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) node_free);
  schema->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  schema->described = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  schema->views = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yn_json_unref);
  g_mutex_init (&schema->lock);
  return schema;
}

YnSchema *
yn_schema_compile_full (const YnJson *document, YnDialect dialect, GHashTable *registry, YnSchemaOptions options,
                        GError **error)
{
  g_autoptr (YnSchema) schema = schema_new (dialect, registry, options);
  Compiler compiler = { .schema = schema };
  gboolean fine;

  if (!is_schema (document))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "a schema is an object, true or false");
      return NULL;
    }
  g_ptr_array_add (schema->documents, yn_json_ref (document));
  if (!yn_schema_load (schema, document, "", "", error))
    return NULL;
  g_queue_init (&compiler.pending);
  schema->root = node_at (&compiler, document, g_hash_table_lookup (schema->by_root, document), "");
  fine = compile_all (&compiler);
  g_queue_clear (&compiler.pending);
  schema->registry = NULL;
  if (!fine)
    {
      g_propagate_error (error, compiler.error);
      return NULL;
    }
  return g_steal_pointer (&schema);
}

YnSchema *
yn_schema_compile (const YnJson *document, YnDialect dialect, GHashTable *registry, GError **error)
{
  return yn_schema_compile_full (document, dialect, registry, YN_SCHEMA_DEFAULT, error);
}

void
yn_schema_free (YnSchema *schema)
{
  if (schema == NULL)
    return;
  g_hash_table_unref (schema->nodes);
  g_hash_table_unref (schema->places);
  g_hash_table_unref (schema->described);
  g_hash_table_unref (schema->views);
  g_hash_table_unref (schema->by_uri);
  g_hash_table_unref (schema->by_root);
  g_ptr_array_unref (schema->resources);
  g_ptr_array_unref (schema->documents);
  g_mutex_clear (&schema->lock);
  g_free (schema);
}
