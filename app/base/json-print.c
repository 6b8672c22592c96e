/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/json-tree.h"

#include <string.h>

static void
print_string (GString *out, const char *text, gsize length)
{
  static const char escapes[] = "\"\"\\\\\bb\ff\nn\rr\tt";

  g_string_append_c (out, '"');
  for (gsize i = 0; i < length; i++)
    {
      guchar byte = text[i];
      const char *pair = byte != '\0' ? escapes : "";

      while (*pair != '\0' && *pair != (char) byte)
        pair += 2;
      if (*pair != '\0')
        g_string_append_printf (out, "\\%c", pair[1]);
      else if (byte < 0x20)
        g_string_append_printf (out, "\\u%04x", byte);
      else
        g_string_append_c (out, byte);
    }
  g_string_append_c (out, '"');
}

static void
print_break (GString *out, YnJsonStyle style, guint depth)
{
  if (style != YN_JSON_PRETTY)
    return;
  g_string_append_c (out, '\n');
  for (guint i = 0; i < depth; i++)
    g_string_append (out, "  ");
}

static void print_value (GString *out, const YnJson *json, YnJsonStyle style, guint depth);

static void
print_children (GString *out, const YnJson *json, YnJsonStyle style, guint depth)
{
  gboolean object = json->kind == YN_JSON_OBJECT;
  guint size = yn_json_size (json);
  const guint32 *order = object && style == YN_JSON_CANONICAL ? yn_json_order (json) : NULL;

  g_string_append_c (out, object ? '{' : '[');
  for (guint i = 0; i < size; i++)
    {
      guint index = order != NULL ? order[i] : i;

      if (i > 0)
        g_string_append_c (out, ',');
      print_break (out, style, depth + 1);
      if (object)
        {
          print_string (out, yn_json_name_at (json, index), yn_json_name_length_at (json, index));
          g_string_append (out, style == YN_JSON_PRETTY ? ": " : ":");
        }
      print_value (out, yn_json_at (json, index), style, depth + 1);
    }
  if (size > 0)
    print_break (out, style, depth);
  g_string_append_c (out, object ? '}' : ']');
}

static void
print_value (GString *out, const YnJson *json, YnJsonStyle style, guint depth)
{
  switch (yn_json_kind (json))
    {
    case YN_JSON_BOOLEAN:
      g_string_append (out, yn_json_boolean (json) ? "true" : "false");
      break;
    case YN_JSON_NUMBER:
      g_string_append (out, yn_json_number (json));
      break;
    case YN_JSON_STRING:
      print_string (out, yn_json_string (json), yn_json_string_length (json));
      break;
    case YN_JSON_ARRAY:
    case YN_JSON_OBJECT:
      print_children (out, json, style, depth);
      break;
    case YN_JSON_NULL:
    default:
      g_string_append (out, "null");
      break;
    }
}

static GString *
print (const YnJson *json, YnJsonStyle style)
{
  GString *out = g_string_new (NULL);

  print_value (out, json, style, 0);
  if (style == YN_JSON_PRETTY)
    g_string_append_c (out, '\n');
  return out;
}

char *
yn_json_print (const YnJson *json, YnJsonStyle style)
{
  return g_string_free (print (json, style), FALSE);
}

GBytes *
yn_json_print_bytes (const YnJson *json, YnJsonStyle style)
{
  return g_string_free_to_bytes (print (json, style));
}
