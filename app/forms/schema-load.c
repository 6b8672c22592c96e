/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Finding the resources of a document: everything with an address of its own, and the anchors within. Only places
 * where a word of the dialect says that a schema lies are looked at, so an "$id" inside an example is just text. */

#include "forms/schema-parts.h"

#include <string.h>
#include "base/data.h"
#include "base/error.h"
#include "forms/schema-uri.h"

#define URI_2020_12 "https://json-schema.org/draft/2020-12/schema"
#define URI_DRAFT_07 "http://json-schema.org/draft-07/schema"
#define VOCABULARY "https://json-schema.org/draft/2020-12/vocab/"
#define META "https://json-schema.org/draft/2020-12/meta/"

static const struct
{
  const char *uri;
  const char *path;
} metaschemas[] = {
  { URI_2020_12, "contract/metaschemas/2020-12.json" },
  { META "core", "contract/metaschemas/2020-12-core.json" },
  { META "applicator", "contract/metaschemas/2020-12-applicator.json" },
  { META "unevaluated", "contract/metaschemas/2020-12-unevaluated.json" },
  { META "validation", "contract/metaschemas/2020-12-validation.json" },
  { META "meta-data", "contract/metaschemas/2020-12-meta-data.json" },
  { META "format-annotation", "contract/metaschemas/2020-12-format-annotation.json" },
  { META "format-assertion", "contract/metaschemas/2020-12-format-assertion.json" },
  { META "content", "contract/metaschemas/2020-12-content.json" },
  { URI_DRAFT_07, "contract/metaschemas/draft-07.json" },
};

static const struct
{
  const char *uri;
  guint bits;
} vocabularies[] = {
  { VOCABULARY "core", YN_VOCABULARY_CORE },
  { VOCABULARY "applicator", YN_VOCABULARY_APPLICATOR },
  { VOCABULARY "unevaluated", YN_VOCABULARY_UNEVALUATED },
  { VOCABULARY "validation", YN_VOCABULARY_VALIDATION },
  { VOCABULARY "meta-data", YN_VOCABULARY_OTHER },
  { VOCABULARY "content", YN_VOCABULARY_OTHER },
  { VOCABULARY "format-annotation", YN_VOCABULARY_FORMAT },
  { VOCABULARY "format-assertion", YN_VOCABULARY_FORMAT | YN_VOCABULARY_FORMAT_ASSERTION },
};

/* A place in a document that is still to be looked at. */
typedef struct
{
  const YnJson *json;
  YnSchemaResource *resource;
  char *pointer;
} Spot;

static void
clear_spot (gpointer spot)
{
  g_free (((Spot *) spot)->pointer);
}

static void
anchor_free (YnSchemaAnchor *anchor)
{
  g_free (anchor->pointer);
  g_free (anchor);
}

void
yn_schema_resource_free (YnSchemaResource *resource)
{
  g_free (resource->uri);
  g_free (resource->address);
  g_hash_table_unref (resource->anchors);
  g_hash_table_unref (resource->dynamics);
  g_free (resource);
}

/* A document by its address: from the registry, else a metaschema. The schema keeps it. */
static const YnJson *
find_document (YnSchema *schema, const char *uri)
{
  const YnJson *given = schema->registry != NULL ? g_hash_table_lookup (schema->registry, uri) : NULL;

  if (given != NULL)
    {
      g_ptr_array_add (schema->documents, yn_json_ref (given));
      return given;
    }
  for (guint i = 0; i < G_N_ELEMENTS (metaschemas); i++)
    if (g_str_equal (uri, metaschemas[i].uri))
      {
        YnJson *json = yn_data_json (metaschemas[i].path, NULL);

        if (json != NULL)
          g_ptr_array_add (schema->documents, json);
        return json;
      }
  return NULL;
}

/* What the metaschema of another dialect switches on. FALSE: it needs what we do not know. */
static gboolean
read_vocabularies (const YnJson *metaschema, guint *bits)
{
  const YnJson *uses = yn_json_get (metaschema, "$vocabulary");

  *bits = uses != NULL ? 0 : YN_VOCABULARY_ALL;
  for (guint i = 0; i < yn_json_size (uses); i++)
    {
      guint j = 0;

      while (j < G_N_ELEMENTS (vocabularies) && !g_str_equal (vocabularies[j].uri, yn_json_name_at (uses, i)))
        j++;
      if (j < G_N_ELEMENTS (vocabularies))
        *bits |= vocabularies[j].bits;
      else if (yn_json_boolean (yn_json_at (uses, i)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_dialect (YnSchema *schema, const char *named, YnDialect *dialect, guint *bits, GError **error)
{
  g_autofree char *uri = yn_uri_split (named, NULL);
  const YnJson *metaschema;

  *bits = YN_VOCABULARY_ALL;
  if (g_str_equal (uri, URI_DRAFT_07))
    *dialect = YN_DIALECT_DRAFT_07;
  else if (g_str_equal (uri, URI_2020_12))
    *dialect = YN_DIALECT_2020_12;
  else
    {
      metaschema = find_document (schema, uri);
      if (metaschema == NULL || !read_vocabularies (metaschema, bits))
        {
          g_set_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "the dialect %s is not known", uri);
          return FALSE;
        }
      *dialect = YN_DIALECT_2020_12;
    }
  return TRUE;
}

static void
register_resource (YnSchema *schema, YnSchemaResource *resource, const char *uri)
{
  if (!g_hash_table_contains (schema->by_uri, uri))
    g_hash_table_insert (schema->by_uri, g_strdup (uri), resource);
}

static YnSchemaResource *
add_resource (YnSchema *schema, const YnJson *root, const char *uri, const char *address, YnDialect dialect, guint bits)
{
  YnSchemaResource *resource = g_new0 (YnSchemaResource, 1);

  resource->uri = g_strdup (uri);
  resource->address = g_strdup (address);
  resource->root = root;
  resource->dialect = dialect;
  resource->vocabularies = bits;
  resource->anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) anchor_free);
  resource->dynamics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (schema->resources, resource);
  g_hash_table_insert (schema->by_root, (gpointer) root, resource);
  register_resource (schema, resource, uri);
  return resource;
}

static void
add_anchor (YnSchemaResource *resource, const char *name, const Spot *spot, gboolean dynamic)
{
  YnSchemaAnchor *anchor = g_new0 (YnSchemaAnchor, 1);

  anchor->json = spot->json;
  anchor->pointer = g_strdup (spot->pointer);
  anchor->dynamic = dynamic;
  g_hash_table_insert (resource->anchors, g_strdup (name), anchor);
}

/* In draft-07 nothing beside a "$ref" counts, not even an "$id". */
static const char *
id_of (const YnJson *json, YnDialect dialect)
{
  if (dialect == YN_DIALECT_DRAFT_07 && yn_json_get_string (json, "$ref") != NULL)
    return NULL;
  return yn_json_get_string (json, "$id");
}

static gboolean
enter_resource (YnSchema *schema, Spot *spot, const char *id, GError **error)
{
  YnSchemaResource *outer = spot->resource;
  YnDialect dialect = outer->dialect;
  guint bits = outer->vocabularies;
  const char *named = yn_json_get_string (spot->json, "$schema");
  g_autofree char *fragment = NULL;
  g_autofree char *address = yn_uri_split (id, &fragment);
  g_autofree char *uri = yn_uri_resolve (outer->uri, address);

  if (named != NULL && spot->json != outer->root && !read_dialect (schema, named, &dialect, &bits, error))
    return FALSE;
  if (*address == '\0')
    ; /* "#name": an anchor of draft-07 */
  else if (spot->json == outer->root)
    {
      g_free (outer->uri);
      outer->uri = g_strdup (uri);
      register_resource (schema, outer, uri);
    }
  else
    spot->resource = add_resource (schema, spot->json, uri, spot->pointer, dialect, bits);
  if (*fragment != '\0' && dialect == YN_DIALECT_DRAFT_07)
    add_anchor (spot->resource, fragment, spot, FALSE);
  return TRUE;
}

static void
push (GArray *spots, const Spot *parent, const YnJson *json, const char *pointer)
{
  Spot spot = { json, parent->resource, g_strdup (pointer) };

  g_array_append_val (spots, spot);
}

static void
push_children (GArray *spots, const Spot *parent, const YnJson *json, const char *pointer)
{
  for (guint i = 0; i < yn_json_size (json); i++)
    {
      const char *name = yn_json_name_at (json, i);
      g_autofree char *token = name != NULL ? yn_json_pointer_escape (name) : g_strdup_printf ("%u", i);
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);

      push (spots, parent, yn_json_at (json, i), place);
    }
}

static void
push_subschemas (GArray *spots, const Spot *spot)
{
  for (guint i = 0; i < yn_json_size (spot->json); i++)
    {
      const YnSchemaWord *word = yn_schema_word (yn_json_name_at (spot->json, i), spot->resource->dialect);
      const YnJson *value = yn_json_at (spot->json, i);
      g_autofree char *pointer = NULL;

      if (word == NULL || word->takes < YN_TAKES_SCHEMA)
        continue;
      pointer = g_strconcat (spot->pointer, "/", word->name, NULL);
      if (word->takes == YN_TAKES_SCHEMA
          || (word->takes == YN_TAKES_SCHEMA_OR_SCHEMAS && !yn_json_is (value, YN_JSON_ARRAY)))
        push (spots, spot, value, pointer);
      else
        push_children (spots, spot, value, pointer);
    }
}

static gboolean
look_at (YnSchema *schema, GArray *spots, Spot *spot, GError **error)
{
  const char *id, *name;

  if (!yn_json_is (spot->json, YN_JSON_OBJECT))
    return TRUE;
  id = id_of (spot->json, spot->resource->dialect);
  if (id != NULL && !enter_resource (schema, spot, id, error))
    return FALSE;
  if (spot->resource->dialect == YN_DIALECT_2020_12)
    {
      if ((name = yn_json_get_string (spot->json, "$anchor")) != NULL)
        add_anchor (spot->resource, name, spot, FALSE);
      if ((name = yn_json_get_string (spot->json, "$dynamicAnchor")) != NULL)
        add_anchor (spot->resource, name, spot, TRUE);
    }
  push_subschemas (spots, spot);
  return TRUE;
}

gboolean
yn_schema_load (YnSchema *schema, const YnJson *document, const char *uri, const char *address, GError **error)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  const char *named = yn_json_get_string (document, "$schema");
  YnDialect dialect = schema->dialect;
  guint bits = YN_VOCABULARY_ALL;
  Spot root = { .json = document };

  g_array_set_clear_func (spots, clear_spot);
  if (named != NULL && !read_dialect (schema, named, &dialect, &bits, error))
    return FALSE;
  root.resource = add_resource (schema, document, uri, address, dialect, bits);
  push (spots, &root, document, address);
  while (spots->len > 0)
    {
      Spot spot = g_array_index (spots, Spot, spots->len - 1);
      gboolean fine;

      spot.pointer = g_strdup (spot.pointer);
      g_array_set_size (spots, spots->len - 1);
      fine = look_at (schema, spots, &spot, error);
      g_free (spot.pointer);
      if (!fine)
        return FALSE;
    }
  return TRUE;
}

YnSchemaResource *
yn_schema_resource (YnSchema *schema, const char *uri, GError **error)
{
  YnSchemaResource *resource = g_hash_table_lookup (schema->by_uri, uri);
  g_autofree char *address = g_strconcat (uri, "#", NULL);
  const YnJson *document;

  if (resource != NULL)
    return resource;
  document = find_document (schema, uri);
  if (document == NULL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "a reference leads to %s, which is not at hand", uri);
      return NULL;
    }
  if (!yn_schema_load (schema, document, uri, address, error))
    return NULL;
  return g_hash_table_lookup (schema->by_uri, uri);
}
