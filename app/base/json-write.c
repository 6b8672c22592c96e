/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/json-tree.h"

#include <string.h>

struct _YnJsonWriter
{
  YnJsonTree tree;
  gboolean named;
};

YnJsonWriter *
yn_json_writer_new (void)
{
  YnJsonWriter *writer = g_new0 (YnJsonWriter, 1);

  yn_json_tree_init (&writer->tree, 0);
  return writer;
}

void
yn_json_writer_free (YnJsonWriter *writer)
{
  if (writer == NULL)
    return;
  yn_json_tree_clear (&writer->tree);
  g_free (writer);
}

static void
expect_value (YnJsonWriter *writer)
{
  YnJsonKind inside = yn_json_tree_inside (&writer->tree);

  g_assert (writer->named == (inside == YN_JSON_OBJECT));
  g_assert (inside != YN_JSON_NULL || yn_json_tree_values (&writer->tree) == 0);
  writer->named = FALSE;
}

void
yn_json_writer_begin_object (YnJsonWriter *writer)
{
  expect_value (writer);
  yn_json_tree_open (&writer->tree, YN_JSON_OBJECT, 0, 0);
}

void
yn_json_writer_begin_array (YnJsonWriter *writer)
{
  expect_value (writer);
  yn_json_tree_open (&writer->tree, YN_JSON_ARRAY, 0, 0);
}

void
yn_json_writer_end (YnJsonWriter *writer)
{
  g_assert (yn_json_tree_depth (&writer->tree) > 0 && !writer->named);
  yn_json_tree_close (&writer->tree, NULL);
}

/* What is not UTF-8 cannot stand in a document, wherever it came from; NUL can. Answers where the text begins. */
static gsize
append_valid (GString *text, const char *value, gsize length)
{
  const char *end = value + length;
  gsize start = text->len;

  while (TRUE)
    {
      const char *stop = memchr (value, '\0', end - value);
      gsize run = (stop != NULL ? stop : end) - value;

      if (g_utf8_validate_len (value, run, NULL))
        g_string_append_len (text, value, run);
      else
        {
          g_autofree char *valid = g_utf8_make_valid (value, run);

          g_string_append (text, valid);
        }
      if (stop == NULL)
        return start;
      g_string_append_c (text, '\0');
      value = stop + 1;
    }
}

static void
write_name (YnJsonWriter *writer, const char *name, gsize length)
{
  g_assert (yn_json_tree_inside (&writer->tree) == YN_JSON_OBJECT && !writer->named);
  yn_json_tree_name_here (&writer->tree, append_valid (writer->tree.text, name, length));
  writer->named = TRUE;
}

void
yn_json_writer_name (YnJsonWriter *writer, const char *name)
{
  write_name (writer, name, strlen (name));
}

void
yn_json_writer_name_of (YnJsonWriter *writer, const YnJson *object, guint index)
{
  write_name (writer, yn_json_name_at (object, index), yn_json_name_length_at (object, index));
}

void
yn_json_writer_string_len (YnJsonWriter *writer, const char *value, gsize length)
{
  expect_value (writer);
  yn_json_tree_text_here (&writer->tree, YN_JSON_STRING, append_valid (writer->tree.text, value, length), 0, 0);
}

void
yn_json_writer_string (YnJsonWriter *writer, const char *value)
{
  if (value == NULL)
    yn_json_writer_null (writer);
  else
    yn_json_writer_string_len (writer, value, strlen (value));
}

void
yn_json_writer_int (YnJsonWriter *writer, gint64 value)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  yn_json_writer_number (writer, text);
}

void
yn_json_writer_number (YnJsonWriter *writer, const char *text)
{
  expect_value (writer);
  yn_json_tree_text_here (&writer->tree, YN_JSON_NUMBER, append_valid (writer->tree.text, text, strlen (text)), 0, 0);
}

void
yn_json_writer_boolean (YnJsonWriter *writer, gboolean value)
{
  expect_value (writer);
  yn_json_tree_scalar (&writer->tree, YN_JSON_BOOLEAN, value, 0, 0);
}

void
yn_json_writer_null (YnJsonWriter *writer)
{
  expect_value (writer);
  yn_json_tree_scalar (&writer->tree, YN_JSON_NULL, FALSE, 0, 0);
}

static void
write_children (YnJsonWriter *writer, const YnJson *value)
{
  gboolean object = value->kind == YN_JSON_OBJECT;

  for (guint i = 0; i < value->size; i++)
    {
      if (object)
        yn_json_writer_name_of (writer, value, i);
      yn_json_writer_value (writer, yn_json_at (value, i));
    }
  yn_json_writer_end (writer);
}

void
yn_json_writer_value (YnJsonWriter *writer, const YnJson *value)
{
  switch (yn_json_kind (value))
    {
    case YN_JSON_BOOLEAN:
      yn_json_writer_boolean (writer, yn_json_boolean (value));
      break;
    case YN_JSON_NUMBER:
      yn_json_writer_number (writer, yn_json_number (value));
      break;
    case YN_JSON_STRING:
      yn_json_writer_string_len (writer, yn_json_string (value), yn_json_string_length (value));
      break;
    case YN_JSON_ARRAY:
      yn_json_writer_begin_array (writer);
      write_children (writer, value);
      break;
    case YN_JSON_OBJECT:
      yn_json_writer_begin_object (writer);
      write_children (writer, value);
      break;
    case YN_JSON_NULL:
    default:
      yn_json_writer_null (writer);
      break;
    }
}

void
yn_json_writer_member_string (YnJsonWriter *writer, const char *name, const char *value)
{
  yn_json_writer_name (writer, name);
  yn_json_writer_string (writer, value);
}

void
yn_json_writer_member_int (YnJsonWriter *writer, const char *name, gint64 value)
{
  yn_json_writer_name (writer, name);
  yn_json_writer_int (writer, value);
}

void
yn_json_writer_member_boolean (YnJsonWriter *writer, const char *name, gboolean value)
{
  yn_json_writer_name (writer, name);
  yn_json_writer_boolean (writer, value);
}

void
yn_json_writer_member_value (YnJsonWriter *writer, const char *name, const YnJson *value)
{
  yn_json_writer_name (writer, name);
  yn_json_writer_value (writer, value);
}

YnJson *
yn_json_writer_finish (YnJsonWriter *writer)
{
  return yn_json_tree_finish (&writer->tree);
}

YnJson *
yn_json_new_string (const char *value)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_string (writer, value);
  return yn_json_writer_finish (writer);
}

YnJson *
yn_json_new_string_len (const char *value, gsize length)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_string_len (writer, value, length);
  return yn_json_writer_finish (writer);
}

YnJson *
yn_json_new_int (gint64 value)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_int (writer, value);
  return yn_json_writer_finish (writer);
}

YnJson *
yn_json_new_boolean (gboolean value)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_boolean (writer, value);
  return yn_json_writer_finish (writer);
}

YnJson *
yn_json_new_object (void)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}
