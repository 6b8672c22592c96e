/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/defaults.h"

#include "forms/field.h"

#define MAX_NESTING 16

/* NULL: no member has one. New. */
static YnJson *
members_of (YnSchema *schema, const char *pointer, guint depth)
{
  const YnJson *members = yn_json_get (yn_schema_at (schema, pointer), "properties");
  g_autoptr (YnJsonWriter) writer = NULL;

  for (guint i = 0; depth < MAX_NESTING && i < yn_json_size (members); i++)
    {
      g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (members, i));
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);
      const YnJson *fallback = yn_json_get (yn_schema_at (schema, place), "default");
      g_autoptr (YnJson) below = NULL;

      if (fallback == NULL && !yn_schema_recurs (schema, place))
        fallback = below = members_of (schema, place, depth + 1);
      if (fallback == NULL)
        continue;
      if (writer == NULL)
        {
          writer = yn_json_writer_new ();
          yn_json_writer_begin_object (writer);
        }
      yn_json_writer_name_of (writer, members, i);
      yn_json_writer_value (writer, fallback);
    }
  if (writer == NULL)
    return NULL;
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

YnJson *
yn_defaults_of (YnSchema *schema, const char *pointer)
{
  YnJson *members = members_of (schema, pointer, 0);

  return members != NULL ? members : yn_json_new_object ();
}

YnJson *
yn_defaults_entry (YnSchema *schema, const char *pointer)
{
  const YnJson *view = yn_schema_at (schema, pointer);
  const YnJson *fallback = yn_json_get (view, "default");
  const char *type = yn_field_type (view);

  if (fallback != NULL)
    return yn_json_with (NULL, "", fallback);
  if (g_str_equal (type, "array"))
    return yn_json_parse ("[]", -1, NULL);
  if (!g_str_equal (type, "object"))
    return yn_json_new_string ("");
  return yn_defaults_of (schema, pointer);
}

/* The one value that a place can have, or its default. */
static const YnJson *
given (const YnJson *view)
{
  const YnJson *constant = yn_json_get (view, "const");
  const YnJson *values = yn_json_get (view, "enum");

  if (constant != NULL)
    return constant;
  return yn_json_size (values) == 1 ? yn_json_at (values, 0) : yn_json_get (view, "default");
}

static gboolean
may_stay (const YnJson *view, const YnJson *value)
{
  const YnJson *constant = yn_json_get (view, "const");

  return constant == NULL || yn_json_equal (constant, value);
}

YnJson *
yn_defaults_branch (YnSchema *schema, const YnJson *value, const char *way)
{
  const YnJson *view = yn_schema_at (schema, way);
  const YnJson *members = yn_json_get (view, "properties");
  g_autoptr (YnJsonWriter) writer = NULL;

  if (!g_str_equal (yn_field_type (view), "object"))
    return given (view) != NULL ? yn_json_with (NULL, "", given (view)) : NULL;
  writer = yn_json_writer_new ();
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < yn_json_size (members); i++)
    {
      g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (members, i));
      g_autofree char *below = g_strconcat (way, "/", token, NULL);
      const YnJson *place = yn_schema_at (schema, below);
      const YnJson *old = yn_json_get (value, yn_json_name_at (members, i));
      const YnJson *now = old != NULL && may_stay (place, old) ? old : given (place);

      if (now == NULL)
        continue;
      yn_json_writer_name_of (writer, members, i);
      yn_json_writer_value (writer, now);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}
