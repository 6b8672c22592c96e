/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/uischema.h"

#include <string.h>
#include "base/error.h"
#include "forms/condition.h"
#include "forms/field.h"
#include "forms/tuple.h"

#define MAX_NESTING 32
#define MAX_ELEMENTS 100000

typedef struct
{
  YnSchema *schema;
  GHashTable *registry;
  GHashTable *rules;
  GString *pointer; /* of the element being read */
  guint elements;
  GError **error;
} Reading;

static gboolean read_element (Reading *reading, const YnJson *element, const char *base, guint depth);

G_GNUC_PRINTF (3, 4)
static gboolean
fail (Reading *reading, const char *member, const char *format, ...)
{
  va_list arguments;
  g_autofree char *what = NULL;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (reading->error, YN_ERROR, YN_ERROR_BAD_SERVICE, "%s%s: %s", reading->pointer->str, member, what);
  return FALSE;
}

/* Where the element's scope leads, or NULL and an error. */
static char *
read_scope (Reading *reading, const YnJson *element, const char *base)
{
  const char *scope = yn_json_get_string (element, "scope");
  g_autofree char *pointer = yn_scope_pointer (scope);
  g_autofree char *at = pointer != NULL ? g_strconcat (base, pointer, NULL) : NULL;

  if (scope == NULL)
    fail (reading, "", "a %s needs a \"scope\"", yn_json_get_string (element, "type"));
  else if (at == NULL || yn_schema_at (reading->schema, at) == NULL)
    fail (reading, "/scope", "the schema has no place \"%s\"", scope);
  else
    return g_steal_pointer (&at);
  return NULL;
}

static gboolean
read_elements (Reading *reading, const YnJson *element, const char *base, guint depth)
{
  const YnJson *elements = yn_json_get (element, "elements");
  gsize length = reading->pointer->len;

  if (!yn_json_is (elements, YN_JSON_ARRAY))
    return fail (reading, "", "a %s needs \"elements\"", yn_json_get_string (element, "type"));
  for (guint i = 0; i < yn_json_size (elements); i++)
    {
      g_string_append_printf (reading->pointer, "/elements/%u", i);
      if (!read_element (reading, yn_json_at (elements, i), base, depth))
        return FALSE;
      g_string_truncate (reading->pointer, length);
    }
  return TRUE;
}

/* The layout of an entry or an object, whose scopes begin there. */
static gboolean
read_detail (Reading *reading, const YnJson *element, const char *at, guint depth)
{
  const YnJson *detail = yn_json_get (yn_json_get (element, "options"), "detail");
  gsize length = reading->pointer->len;
  const YnJson *view = yn_schema_at (reading->schema, at);
  gboolean array = g_str_equal (yn_field_type (view), "array") && yn_tuple_size (view) == 0;
  g_autofree char *base = g_strconcat (at, array ? "/0" : "", NULL);

  if (!yn_json_is (detail, YN_JSON_OBJECT))
    return TRUE;
  g_string_append (reading->pointer, "/options/detail");
  if (!read_element (reading, detail, base, depth))
    return FALSE;
  g_string_truncate (reading->pointer, length);
  return TRUE;
}

static gboolean
read_control (Reading *reading, const YnJson *element, const char *base, guint depth)
{
  g_autofree char *at = read_scope (reading, element, base);

  return at != NULL && read_detail (reading, element, at, depth);
}

static gboolean
read_list (Reading *reading, const YnJson *element, const char *base, guint depth)
{
  g_autofree char *at = read_scope (reading, element, base);

  if (at == NULL)
    return FALSE;
  if (!g_str_equal (yn_field_type (yn_schema_at (reading->schema, at)), "array"))
    return fail (reading, "/scope", "a ListWithDetail shows an array");
  return read_detail (reading, element, at, depth);
}

static gboolean
read_categories (Reading *reading, const YnJson *element, const char *base, guint depth)
{
  const YnJson *elements = yn_json_get (element, "elements");

  for (guint i = 0; i < yn_json_size (elements); i++)
    {
      const char *type = yn_json_get_string (yn_json_at (elements, i), "type");
      g_autofree char *member = g_strdup_printf ("/elements/%u", i);

      if (g_strcmp0 (type, "Category") != 0 && g_strcmp0 (type, "Categorization") != 0)
        return fail (reading, member, "a Categorization holds Category and Categorization");
    }
  return read_elements (reading, element, base, depth);
}

static gboolean
read_label (Reading *reading, const YnJson *element, const char *base, guint depth)
{
  return TRUE;
}

static gboolean
read_rule (Reading *reading, const YnJson *element, const char *base)
{
  const YnJson *json = yn_json_get (element, "rule");
  YnConditionPlace place = { reading->schema, reading->registry, base };
  g_autofree char *pointer = json != NULL ? g_strconcat (reading->pointer->str, "/rule", NULL) : NULL;
  YnRule *rule = json != NULL ? yn_rule_new (json, &place, pointer, reading->error) : NULL;

  if (rule != NULL)
    g_hash_table_insert (reading->rules, (gpointer) element, rule);
  return json == NULL || rule != NULL;
}

static gboolean
read_element (Reading *reading, const YnJson *element, const char *base, guint depth)
{
  static const struct
  {
    const char *type;
    gboolean (*read) (Reading *reading, const YnJson *element, const char *base, guint depth);
  } types[] = {
    { "VerticalLayout", read_elements },   { "HorizontalLayout", read_elements },
    { "Group", read_elements },            { "Category", read_elements },
    { "Categorization", read_categories }, { "Control", read_control },
    { "ListWithDetail", read_list },       { "Label", read_label },
  };
  const char *type = yn_json_get_string (element, "type");

  if (depth == 0)
    return fail (reading, "", "elements are nested more than %d deep", MAX_NESTING);
  if (++reading->elements > MAX_ELEMENTS)
    return fail (reading, "", "there are more than %d elements", MAX_ELEMENTS);
  if (!yn_json_is (element, YN_JSON_OBJECT) || type == NULL)
    return fail (reading, "", "an element is an object with a \"type\"");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (type, types[i].type))
      return read_rule (reading, element, base) && types[i].read (reading, element, base, depth - 1);
  return fail (reading, "/type", "there is no element \"%s\"", type);
}

gboolean
yn_uischema_read (const YnJson *uischema, YnSchema *schema, GHashTable *registry, GHashTable *rules, GError **error)
{
  g_autoptr (GString) pointer = g_string_new ("/uischema");
  Reading reading = { schema, registry, rules, pointer, 0, error };

  return read_element (&reading, uischema, "", MAX_NESTING);
}

/* Made from the schema */

static void
write_control (YnJsonWriter *writer, const char *name)
{
  g_autofree char *token = name != NULL ? yn_json_pointer_escape (name) : NULL;
  g_autofree char *scope = token != NULL ? g_strconcat ("#/properties/", token, NULL) : g_strdup ("#");

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "type", "Control");
  yn_json_writer_member_string (writer, "scope", scope);
  yn_json_writer_end (writer);
}

static gboolean
has_branches (const YnJson *view)
{
  return yn_json_get (view, "oneOf") != NULL || yn_json_get (view, "anyOf") != NULL;
}

static gboolean
is_open (const YnJson *view)
{
  const YnJson *additional = yn_json_get (view, "additionalProperties");

  return yn_json_size (yn_json_get (view, "patternProperties")) > 0 || yn_json_is (additional, YN_JSON_OBJECT)
         || yn_json_boolean (additional);
}

YnJson *
yn_uischema_generate (YnSchema *schema)
{
  const YnJson *view = yn_schema_at (schema, "");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_auto (GStrv) members = yn_schema_members (schema, "");

  if (members[0] == NULL || has_branches (view) || is_open (view))
    {
      write_control (writer, NULL);
      return yn_json_writer_finish (writer);
    }
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "type", "VerticalLayout");
  yn_json_writer_name (writer, "elements");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; members[i] != NULL; i++)
    write_control (writer, members[i]);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}
