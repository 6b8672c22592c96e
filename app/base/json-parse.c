/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* RFC 8259, read strictly. The parser keeps its own stack, so depth costs no stack of ours; it stops at bounds that
 * no honest document reaches. */

#include "base/json-tree.h"

#include <string.h>
#include "base/error.h"
#include "base/json-fault.h"

/* A node takes 36 bytes, so that a document of 64 MiB of "0," does not become a gigabyte. */
#define MAX_VALUES (4 * 1024 * 1024)
/* Keeps exponents in an int, whatever is added to them. */
#define MAX_EXPONENT_DIGITS 9

typedef struct
{
  const char *at;
  const char *end;
  const char *line_start;
  guint line;
  YnJsonTree tree;
  GError *error;
} Parser;

static gboolean
fail_at (Parser *parser, guint line, guint column, YnJsonFault fault)
{
  if (parser->error == NULL)
    parser->error = yn_json_fault_error (fault, line, column);
  return FALSE;
}

static guint
column (const Parser *parser)
{
  return parser->at - parser->line_start + 1;
}

static gboolean
fail (Parser *parser, YnJsonFault fault)
{
  return fail_at (parser, parser->line, column (parser), fault);
}

static void
skip_space (Parser *parser)
{
  for (; parser->at < parser->end; parser->at++)
    {
      if (*parser->at == '\n')
        {
          parser->line++;
          parser->line_start = parser->at + 1;
        }
      else if (*parser->at != ' ' && *parser->at != '\t' && *parser->at != '\r')
        return;
    }
}

static char
peek (const Parser *parser)
{
  return parser->at < parser->end ? *parser->at : '\0';
}

static gboolean
read_hex (Parser *parser, gunichar *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, parser->at++)
    {
      if (!g_ascii_isxdigit (peek (parser)))
        return fail (parser, YN_JSON_FAULT_HEX);
      *unit = *unit << 4 | g_ascii_xdigit_value (*parser->at);
    }
  return TRUE;
}

static gboolean
read_unicode_escape (Parser *parser)
{
  gunichar unit, low;

  if (!read_hex (parser, &unit))
    return FALSE;
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (parser, YN_JSON_FAULT_LOW_SURROGATE);
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      if (parser->end - parser->at < 6 || parser->at[0] != '\\' || parser->at[1] != 'u')
        return fail (parser, YN_JSON_FAULT_HIGH_SURROGATE);
      parser->at += 2;
      if (!read_hex (parser, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return fail (parser, YN_JSON_FAULT_HIGH_SURROGATE);
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  /* g_string_append_unichar() writes nothing for U+0000. */
  if (unit == 0)
    g_string_append_c (parser->tree.text, '\0');
  else
    g_string_append_unichar (parser->tree.text, unit);
  return TRUE;
}

static gboolean
read_escape (Parser *parser)
{
  static const char escapes[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
  char letter = peek (parser);

  if (letter == 'u')
    {
      parser->at++;
      return read_unicode_escape (parser);
    }
  for (const char *pair = escapes; *pair != '\0'; pair += 2)
    if (letter == pair[0])
      {
        g_string_append_c (parser->tree.text, pair[1]);
        parser->at++;
        return TRUE;
      }
  return fail (parser, YN_JSON_FAULT_ESCAPE);
}

/* Leaves the text at the end of the tree's text. */
static gboolean
read_string (Parser *parser)
{
  parser->at++;
  while (parser->at < parser->end)
    {
      const char *run = parser->at;

      while (run < parser->end && *run != '"' && *run != '\\' && (guchar) *run >= 0x20)
        run++;
      g_string_append_len (parser->tree.text, parser->at, run - parser->at);
      parser->at = run;
      if (run == parser->end)
        break;
      if (*run == '"')
        {
          parser->at++;
          return TRUE;
        }
      if (*run != '\\')
        return fail (parser, YN_JSON_FAULT_CONTROL);
      parser->at++;
      if (!read_escape (parser))
        return FALSE;
    }
  return fail (parser, YN_JSON_FAULT_STRING_END);
}

static guint
skip_digits (Parser *parser)
{
  const char *start = parser->at;

  while (g_ascii_isdigit (peek (parser)))
    parser->at++;
  return parser->at - start;
}

static gboolean
skip_exponent (Parser *parser)
{
  parser->at++;
  if (peek (parser) == '+' || peek (parser) == '-')
    parser->at++;
  if (!g_ascii_isdigit (peek (parser)))
    return fail (parser, YN_JSON_FAULT_EXPONENT);
  while (peek (parser) == '0')
    parser->at++;
  if (skip_digits (parser) > MAX_EXPONENT_DIGITS)
    return fail (parser, YN_JSON_FAULT_EXPONENT_RANGE);
  return TRUE;
}

static gboolean
read_number (Parser *parser)
{
  const char *start = parser->at;
  guint start_column = column (parser);
  gsize text = parser->tree.text->len;

  if (peek (parser) == '-')
    parser->at++;
  if (peek (parser) == '0')
    parser->at++;
  else if (skip_digits (parser) == 0)
    return fail (parser, YN_JSON_FAULT_NUMBER);
  if (g_ascii_isdigit (peek (parser)))
    return fail (parser, YN_JSON_FAULT_LEADING_ZERO);
  if (peek (parser) == '.')
    {
      parser->at++;
      if (skip_digits (parser) == 0)
        return fail (parser, YN_JSON_FAULT_FRACTION);
    }
  if ((peek (parser) == 'e' || peek (parser) == 'E') && !skip_exponent (parser))
    return FALSE;
  g_string_append_len (parser->tree.text, start, parser->at - start);
  yn_json_tree_text_here (&parser->tree, YN_JSON_NUMBER, text, parser->line, start_column);
  return TRUE;
}

static gboolean
read_word (Parser *parser)
{
  static const struct
  {
    const char *word;
    YnJsonKind kind;
    gboolean truth;
  } words[] = {
    { "null", YN_JSON_NULL, FALSE },
    { "true", YN_JSON_BOOLEAN, TRUE },
    { "false", YN_JSON_BOOLEAN, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);

      if ((gsize) (parser->end - parser->at) < length || memcmp (parser->at, words[i].word, length) != 0)
        continue;
      yn_json_tree_scalar (&parser->tree, words[i].kind, words[i].truth, parser->line, column (parser));
      parser->at += length;
      return TRUE;
    }
  return fail (parser, parser->at == parser->end ? YN_JSON_FAULT_EARLY_END : YN_JSON_FAULT_NO_VALUE);
}

static gboolean
read_name (Parser *parser)
{
  gsize start = parser->tree.text->len;

  skip_space (parser);
  if (peek (parser) != '"')
    return fail (parser, YN_JSON_FAULT_NO_NAME);
  if (!read_string (parser))
    return FALSE;
  yn_json_tree_name_here (&parser->tree, start);
  skip_space (parser);
  if (peek (parser) != ':')
    return fail (parser, YN_JSON_FAULT_NO_COLON);
  parser->at++;
  return TRUE;
}

static gboolean
leave (Parser *parser)
{
  YnJson second;

  parser->at++;
  if (!yn_json_tree_close (&parser->tree, &second))
    return fail_at (parser, second.line, second.column, YN_JSON_FAULT_SAME_NAME);
  return TRUE;
}

/* Opens a container and stands before its first value; or, where it is empty, closes it and sets @whole. */
static gboolean
enter (Parser *parser, gboolean *whole)
{
  gboolean object = *parser->at == '{';

  if (yn_json_tree_depth (&parser->tree) == YN_JSON_MAX_DEPTH)
    return fail (parser, YN_JSON_FAULT_DEPTH);
  yn_json_tree_open (&parser->tree, object ? YN_JSON_OBJECT : YN_JSON_ARRAY, parser->line, column (parser));
  parser->at++;
  skip_space (parser);
  *whole = peek (parser) == (object ? '}' : ']');
  if (*whole)
    return leave (parser);
  return object ? read_name (parser) : TRUE;
}

/* Reads a scalar, or enters a container. */
static gboolean
begin_value (Parser *parser, gboolean *whole)
{
  char first;

  if (yn_json_tree_values (&parser->tree) >= MAX_VALUES)
    return fail (parser, YN_JSON_FAULT_VALUES);
  *whole = TRUE;
  skip_space (parser);
  first = peek (parser);
  if (first == '{' || first == '[')
    return enter (parser, whole);
  if (first == '"')
    {
      gsize start = parser->tree.text->len;
      guint line = parser->line, start_column = column (parser);

      if (!read_string (parser))
        return FALSE;
      yn_json_tree_text_here (&parser->tree, YN_JSON_STRING, start, line, start_column);
      return TRUE;
    }
  if (first == '-' || g_ascii_isdigit (first))
    return read_number (parser);
  return read_word (parser);
}

/* Behind a whole value: closes what ends here and stops before the next value, or at the end (@done). */
static gboolean
end_values (Parser *parser, gboolean *done)
{
  while (yn_json_tree_depth (&parser->tree) > 0)
    {
      gboolean object = yn_json_tree_inside (&parser->tree) == YN_JSON_OBJECT;

      skip_space (parser);
      if (peek (parser) == ',')
        {
          parser->at++;
          *done = FALSE;
          return object ? read_name (parser) : TRUE;
        }
      if (peek (parser) != (object ? '}' : ']'))
        return fail (parser, object ? YN_JSON_FAULT_OBJECT_END : YN_JSON_FAULT_ARRAY_END);
      if (!leave (parser))
        return FALSE;
    }
  *done = TRUE;
  return TRUE;
}

static gboolean
read_document (Parser *parser)
{
  gboolean done = FALSE;

  while (!done)
    {
      gboolean whole;

      if (!begin_value (parser, &whole))
        return FALSE;
      if (whole && !end_values (parser, &done))
        return FALSE;
    }
  skip_space (parser);
  return parser->at == parser->end || fail (parser, YN_JSON_FAULT_TRAILING);
}

static gboolean
check_bytes (Parser *parser)
{
  const char *valid;

  if (parser->end - parser->at > YN_JSON_MAX_BYTES)
    return fail (parser, YN_JSON_FAULT_LARGE);
  if (parser->end - parser->at >= 3 && memcmp (parser->at, "\xef\xbb\xbf", 3) == 0)
    return fail (parser, YN_JSON_FAULT_BYTE_ORDER_MARK);
  if (g_utf8_validate_len (parser->at, parser->end - parser->at, &valid))
    return TRUE;
  for (; parser->at < valid; parser->at++)
    if (*parser->at == '\n')
      {
        parser->line++;
        parser->line_start = parser->at + 1;
      }
  return fail (parser, *valid == '\0' ? YN_JSON_FAULT_NUL : YN_JSON_FAULT_ENCODING);
}

YnJson *
yn_json_parse (const char *text, gssize length, GError **error)
{
  Parser parser = { .line = 1 };
  YnJson *json = NULL;

  if (text == NULL)
    text = "", length = 0;
  parser.at = parser.line_start = text;
  parser.end = text + (length < 0 ? strlen (text) : (gsize) length);
  yn_json_tree_init (&parser.tree, (gsize) (parser.end - text) + 1);
  if (check_bytes (&parser) && read_document (&parser))
    json = yn_json_tree_finish (&parser.tree);
  else
    g_propagate_error (error, parser.error);
  yn_json_tree_clear (&parser.tree);
  return json;
}

YnJson *
yn_json_parse_bytes (GBytes *bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return yn_json_parse (text, length, error);
}

static int
code_of_file_error (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? YN_ERROR_NOT_FOUND : YN_ERROR_FILE_UNREADABLE;
}

/* A little more than is allowed, so that the parser says what is wrong. */
static GByteArray *
read_bounded (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (64 * 1024);
  gssize got = 1;

  if (stream == NULL)
    return NULL;
  while (got > 0 && bytes->len <= YN_JSON_MAX_BYTES)
    {
      got = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 64 * 1024, NULL, error);
      if (got > 0)
        g_byte_array_append (bytes, buffer, got);
    }
  return got < 0 ? NULL : g_steal_pointer (&bytes);
}

YnJson *
yn_json_load (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GByteArray) bytes = read_bounded (path, &reason);

  if (bytes == NULL)
    {
      g_set_error (error, YN_ERROR, code_of_file_error (reason), "%s", reason->message);
      return NULL;
    }
  return yn_json_parse ((const char *) bytes->data, bytes->len, error);
}
