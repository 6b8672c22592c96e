/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* RFC 6901: finding a value by its pointer, and the copy in which one place differs. */

#include "base/json-tree.h"

#include <string.h>

static gboolean
unescape (char *token)
{
  char *to = token;

  for (const char *from = token; *from != '\0'; from++)
    {
      if (*from == '~' && from[1] != '0' && from[1] != '1')
        return FALSE;
      *to++ = *from != '~' ? *from : *++from == '0' ? '~' : '/';
    }
  *to = '\0';
  return TRUE;
}

/* The tokens of a pointer, unescaped; NULL where it is none. */
static char **
split (const char *pointer)
{
  g_autoptr (GStrvBuilder) tokens = g_strv_builder_new ();

  if (pointer == NULL || (*pointer != '\0' && *pointer != '/'))
    return NULL;
  while (*pointer == '/')
    {
      gsize length = strcspn (++pointer, "/");
      g_autofree char *token = g_strndup (pointer, length);

      if (!unescape (token))
        return NULL;
      g_strv_builder_add (tokens, token);
      pointer += length;
    }
  return g_strv_builder_end (tokens);
}

/* RFC 6901 §4: digits, no leading zero. */
static gboolean
read_index (const char *token, guint *index)
{
  guint64 value;

  if (!g_ascii_isdigit (*token) || (*token == '0' && token[1] != '\0')
      || !g_ascii_string_to_unsigned (token, 10, 0, G_MAXINT32, &value, NULL))
    return FALSE;
  *index = value;
  return TRUE;
}

static const YnJson *
step (const YnJson *json, const char *token)
{
  guint index;

  if (yn_json_is (json, YN_JSON_OBJECT))
    return yn_json_get (json, token);
  if (yn_json_is (json, YN_JSON_ARRAY) && read_index (token, &index))
    return yn_json_at (json, index);
  return NULL;
}

const YnJson *
yn_json_pointer (const YnJson *json, const char *pointer)
{
  g_auto (GStrv) tokens = split (pointer);

  if (tokens == NULL)
    return NULL;
  for (guint i = 0; json != NULL && tokens[i] != NULL; i++)
    json = step (json, tokens[i]);
  return json;
}

char *
yn_json_pointer_escape (const char *token)
{
  GString *escaped = g_string_new (token);

  g_string_replace (escaped, "~", "~0", 0);
  g_string_replace (escaped, "/", "~1", 0);
  return g_string_free (escaped, FALSE);
}

char *
yn_json_pointer_below (const YnJson *container, const char *pointer, guint index)
{
  g_autofree char *token = yn_json_is (container, YN_JSON_ARRAY)
                               ? g_strdup_printf ("%u", index)
                               : yn_json_pointer_escape (yn_json_name_at (container, index));

  return g_strconcat (pointer, "/", token, NULL);
}

static void write_with (YnJsonWriter *writer, const YnJson *json, char **tokens, const YnJson *value);

/* The item that the token names; one past the end where it appends. FALSE: it names none. */
static gboolean
find_place (const YnJson *array, const char *token, guint *place)
{
  if (g_str_equal (token, "-"))
    *place = yn_json_size (array);
  else if (read_index (token, place))
    *place = MIN (*place, yn_json_size (array));
  else
    return FALSE;
  return TRUE;
}

static void
write_array_with (YnJsonWriter *writer, const YnJson *json, char **tokens, const YnJson *value)
{
  guint size = yn_json_size (json);
  guint place;

  if (!find_place (json, tokens[0], &place))
    {
      yn_json_writer_value (writer, json);
      return;
    }
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < MAX (size, place + 1); i++)
    {
      if (i != place)
        yn_json_writer_value (writer, yn_json_at (json, i));
      else if (value != NULL || (tokens[1] != NULL && i < size))
        write_with (writer, yn_json_at (json, i), tokens + 1, value);
    }
  yn_json_writer_end (writer);
}

static void
write_object_with (YnJsonWriter *writer, const YnJson *json, char **tokens, const YnJson *value)
{
  const YnJson *old = yn_json_get (json, tokens[0]);

  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < yn_json_size (json); i++)
    {
      const YnJson *member = yn_json_at (json, i);

      if (member == old && value == NULL && tokens[1] == NULL)
        continue;
      yn_json_writer_name_of (writer, json, i);
      if (member == old)
        write_with (writer, member, tokens + 1, value);
      else
        yn_json_writer_value (writer, member);
    }
  if (old == NULL && value != NULL)
    {
      yn_json_writer_name (writer, tokens[0]);
      write_with (writer, NULL, tokens + 1, value);
    }
  yn_json_writer_end (writer);
}

static void
write_with (YnJsonWriter *writer, const YnJson *json, char **tokens, const YnJson *value)
{
  gboolean scalar = !yn_json_is (json, YN_JSON_ARRAY) && !yn_json_is (json, YN_JSON_OBJECT);

  if (tokens[0] == NULL)
    yn_json_writer_value (writer, value);
  else if (scalar && value == NULL)
    yn_json_writer_value (writer, json);
  else if (yn_json_is (json, YN_JSON_ARRAY)
           || (scalar && (g_str_equal (tokens[0], "0") || g_str_equal (tokens[0], "-"))))
    write_array_with (writer, json, tokens, value);
  else
    write_object_with (writer, json, tokens, value);
}

YnJson *
yn_json_with (const YnJson *json, const char *pointer, const YnJson *value)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_auto (GStrv) tokens = split (pointer);

  if (tokens == NULL || g_strv_length (tokens) > YN_JSON_MAX_DEPTH)
    return yn_json_ref (json);
  write_with (writer, json, tokens, value);
  return yn_json_writer_finish (writer);
}

void
yn_json_put (YnJson **json, const char *pointer, const YnJson *value)
{
  YnJson *before = *json;

  *json = yn_json_with (before, pointer, value);
  yn_json_unref (before);
}

YnJson *
yn_json_laid_over (const YnJson *under, const YnJson *over)
{
  g_autoptr (YnJson) result = yn_json_ref (under);

  for (guint i = 0; yn_json_is (over, YN_JSON_OBJECT) && i < yn_json_size (over); i++)
    {
      const YnJson *value = yn_json_at (over, i);
      const YnJson *below = yn_json_get (result, yn_json_name_at (over, i));
      gboolean both = yn_json_is (value, YN_JSON_OBJECT) && yn_json_is (below, YN_JSON_OBJECT);
      g_autofree char *pointer = yn_json_pointer_below (over, "", i);
      g_autoptr (YnJson) merged = both ? yn_json_laid_over (below, value) : yn_json_ref (value);

      yn_json_put (&result, pointer, merged);
    }
  return g_steal_pointer (&result);
}
