/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* json-glib takes comments, cuts strings at NUL, turns a large integer into another and falls over deep nesting. The
 * guard lets it see only what it can hold: strict JSON, shallow, without NUL, integers of 64 bits. */

#include "base/envelope.h"

#include <string.h>
#include "base/error.h"
#include "base/json.h"

static gboolean
fits_number (const YnJson *number)
{
  gint64 value;

  return strpbrk (yn_json_number (number), ".eE") != NULL || yn_json_int64 (number, &value);
}

static gboolean
holds_nul (const char *text, gsize length)
{
  return memchr (text, '\0', length) != NULL;
}

static gboolean
fits (const YnJson *json, guint depth)
{
  if (yn_json_is (json, YN_JSON_STRING))
    return !holds_nul (yn_json_string (json), yn_json_string_length (json));
  if (yn_json_is (json, YN_JSON_NUMBER))
    return fits_number (json);
  if (yn_json_is_container (json) && depth == YN_ENVELOPE_MAX_DEPTH)
    return FALSE;
  for (guint i = 0; i < yn_json_size (json); i++)
    {
      const char *name = yn_json_name_at (json, i);

      if (name != NULL && holds_nul (name, yn_json_name_length_at (json, i)))
        return FALSE;
      if (!fits (yn_json_at (json, i), depth + 1))
        return FALSE;
    }
  return TRUE;
}

static gboolean
guard (GBytes *bytes, GError **error)
{
  g_autoptr (YnJson) json = NULL;
  g_autoptr (GError) reason = NULL;

  if (g_bytes_get_size (bytes) > YN_ENVELOPE_MAX_BYTES)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, "an envelope past its bounds");
      return FALSE;
    }
  json = yn_json_parse_bytes (bytes, &reason);
  if (json == NULL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NONSENSE, "an envelope that is no JSON: %s", reason->message);
      return FALSE;
    }
  if (!yn_json_is (json, YN_JSON_OBJECT) || !fits (json, 0))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, "an envelope of another shape than the contract's");
      return FALSE;
    }
  return TRUE;
}

JsonObject *
yn_envelope_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) reason = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  JsonNode *root;

  if (!guard (bytes, error))
    return NULL;
  if (!json_parser_load_from_data (parser, text, length, &reason))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NONSENSE, "%s", reason->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, "an envelope that is no object");
      return NULL;
    }
  return json_node_dup_object (root);
}

static JsonNode *
member (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

const char *
yn_envelope_string (JsonObject *object, const char *name)
{
  JsonNode *node = member (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
yn_envelope_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = member (object, name, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

gboolean
yn_envelope_boolean (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = member (object, name, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

JsonArray *
yn_envelope_array (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
yn_envelope_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

char **
yn_envelope_strings (JsonObject *object, const char *name)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonArray *array = yn_envelope_array (object, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (strings, json_node_get_string (node));
    }
  return g_strv_builder_end (strings);
}

GBytes *
yn_envelope_print (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_alloc ();
  gsize length;
  char *text;

  json_node_init_object (root, object);
  text = json_to_string (root, FALSE);
  length = strlen (text);
  return g_bytes_new_take (text, length);
}
