/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/defaults.h"

#include "forms/field.h"

#define MAX_NESTING 16

static void
fill (YnSchema *schema, YnJson **answers, const char *pointer, guint depth)
{
  const YnJson *members = yn_json_get (yn_schema_at (schema, pointer), "properties");

  for (guint i = 0; depth < MAX_NESTING && i < yn_json_size (members); i++)
    {
      g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (members, i));
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);
      const YnJson *fallback = yn_json_get (yn_schema_at (schema, place), "default");

      if (fallback != NULL)
        yn_json_put (answers, place, fallback);
      else
        fill (schema, answers, place, depth + 1);
    }
}

YnJson *
yn_defaults_fill (YnSchema *schema, const YnJson *answers, const char *pointer)
{
  YnJson *filled = yn_json_ref (answers);

  fill (schema, &filled, pointer, 0);
  return filled;
}

YnJson *
yn_defaults_entry (YnSchema *schema, const char *pointer)
{
  const YnJson *view = yn_schema_at (schema, pointer);
  const YnJson *fallback = yn_json_get (view, "default");
  const char *type = yn_field_type (view);
  g_autoptr (YnJson) whole = NULL;
  g_autoptr (YnJson) empty = NULL;

  if (fallback != NULL)
    return yn_json_with (NULL, "", fallback);
  if (g_str_equal (type, "array"))
    return yn_json_parse ("[]", -1, NULL);
  if (!g_str_equal (type, "object"))
    return yn_json_new_string ("");
  empty = yn_json_new_object ();
  whole = yn_json_with (NULL, pointer, empty);
  fill (schema, &whole, pointer, 0);
  return yn_json_with (NULL, "", yn_json_pointer (whole, pointer));
}
