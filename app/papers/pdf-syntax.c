/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/pdf-syntax.h"

#include <string.h>

#define MAX_DEPTH 512

static const char *skip_value (const char *at, int depth);

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
}

static gboolean
is_regular (char c)
{
  static const gboolean other[256] = {
    ['\0'] = TRUE, [' '] = TRUE, ['\n'] = TRUE, ['\r'] = TRUE, ['\t'] = TRUE, ['\f'] = TRUE, ['('] = TRUE,
    [')'] = TRUE,  ['<'] = TRUE, ['>'] = TRUE,  ['['] = TRUE,  [']'] = TRUE,  ['{'] = TRUE,  ['}'] = TRUE,
    ['/'] = TRUE,  ['%'] = TRUE,
  };

  return !other[(guchar) c];
}

static const char *
skip_space (const char *at)
{
  while (is_space (*at))
    at++;
  return at;
}

static const char *
skip_regular (const char *at)
{
  while (is_regular (*at))
    at++;
  return at;
}

static const char *
skip_string (const char *at)
{
  int open = 0;

  for (; *at != '\0'; at++)
    {
      if (*at == '\\' && at[1] != '\0')
        at++;
      else if (*at == '(')
        open++;
      else if (*at == ')' && --open == 0)
        return at + 1;
    }
  return NULL;
}

static const char *
skip_hex (const char *at)
{
  for (at++; g_ascii_isxdigit (*at) || is_space (*at); at++)
    ;
  return *at == '>' ? at + 1 : NULL;
}

static const char *
skip_array (const char *at, int depth)
{
  at = skip_space (at + 1);
  while (at != NULL && *at != ']')
    {
      at = skip_value (at, depth + 1);
      if (at != NULL)
        at = skip_space (at);
    }
  return at != NULL ? at + 1 : NULL;
}

static const char *
skip_dictionary (const char *at, int depth)
{
  at = skip_space (at + 2);
  while (at != NULL && *at == '/')
    {
      at = skip_value (skip_regular (at + 1), depth + 1);
      if (at != NULL)
        at = skip_space (at);
    }
  return at != NULL && g_str_has_prefix (at, ">>") ? at + 2 : NULL;
}

/* Digits only: what can be an object or a generation number. */
static const char *
read_number (const char *at, guint *number)
{
  guint64 value = 0;
  const char *start = at;

  for (; g_ascii_isdigit (*at) && value <= G_MAXINT; at++)
    value = value * 10 + (guint) (*at - '0');
  if (at == start || is_regular (*at) || value > G_MAXINT)
    return NULL;
  *number = (guint) value;
  return at;
}

static const char *
skip_reference (const char *at, guint *id, guint *generation)
{
  at = read_number (at, id);
  at = at != NULL && is_space (*at) ? read_number (skip_space (at), generation) : NULL;
  at = at != NULL && is_space (*at) ? skip_space (at) : NULL;
  return at != NULL && *at == 'R' && !is_regular (at[1]) ? at + 1 : NULL;
}

static const char *
skip_value (const char *at, int depth)
{
  guint id, generation;
  const char *end;

  if (depth > MAX_DEPTH)
    return NULL;
  at = skip_space (at);
  switch (*at)
    {
    case '(':
      return skip_string (at);
    case '[':
      return skip_array (at, depth);
    case '/':
      return skip_regular (at + 1);
    case '<':
      return at[1] == '<' ? skip_dictionary (at, depth) : skip_hex (at);
    default:
      end = skip_reference (at, &id, &generation);
      if (end == NULL)
        end = skip_regular (at);
      return end > at ? end : NULL;
    }
}

gboolean
yn_pdf_syntax_value (const char *at, YnPdfSpan *value)
{
  value->start = skip_space (at);
  value->end = skip_value (value->start, 0);
  return value->end != NULL;
}

gboolean
yn_pdf_syntax_is_dictionary (YnPdfSpan value)
{
  return value.end - value.start >= 4 && value.start[0] == '<' && value.start[1] == '<';
}

gboolean
yn_pdf_syntax_is_array (YnPdfSpan value)
{
  return value.end - value.start >= 2 && value.start[0] == '[';
}

gboolean
yn_pdf_syntax_reference (YnPdfSpan value, guint *id, guint *generation)
{
  return skip_reference (value.start, id, generation) == value.end;
}

gboolean
yn_pdf_syntax_entry (YnPdfSpan dictionary, const char *key, YnPdfSpan *value, YnPdfSpan *entry)
{
  gsize length = strlen (key);
  const char *at;

  if (!yn_pdf_syntax_is_dictionary (dictionary))
    return FALSE;
  at = skip_space (dictionary.start + 2);
  while (*at == '/' && at < dictionary.end)
    {
      const char *name = at + 1;
      const char *name_end = skip_regular (name);

      if (!yn_pdf_syntax_value (name_end, value))
        return FALSE;
      if ((gsize) (name_end - name) == length && memcmp (name, key, length) == 0)
        {
          if (entry != NULL)
            *entry = (YnPdfSpan){ at, value->end };
          return TRUE;
        }
      at = skip_space (value->end);
    }
  return FALSE;
}

gboolean
yn_pdf_syntax_item (YnPdfSpan array, guint index, YnPdfSpan *value)
{
  const char *at;

  if (!yn_pdf_syntax_is_array (array))
    return FALSE;
  at = skip_space (array.start + 1);
  for (guint i = 0; at < array.end && *at != ']'; i++)
    {
      if (!yn_pdf_syntax_value (at, value))
        return FALSE;
      if (i == index)
        return TRUE;
      at = skip_space (value->end);
    }
  return FALSE;
}

gboolean
yn_pdf_syntax_is_plain (YnPdfSpan dictionary)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  YnPdfSpan word;

  if (memchr (dictionary.start, '#', (gsize) (dictionary.end - dictionary.start)) != NULL
      || memchr (dictionary.start, '%', (gsize) (dictionary.end - dictionary.start)) != NULL)
    return FALSE;
  for (const char *at = dictionary.start + 2; yn_pdf_syntax_value (at, &word) && *word.start == '/'; at = word.end)
    if (!g_hash_table_add (keys, g_strndup (word.start, (gsize) (word.end - word.start)))
        || !yn_pdf_syntax_value (word.end, &word))
      return FALSE;
  return TRUE;
}

char *
yn_pdf_syntax_exchange (const char *text, YnPdfSpan span, const char *with)
{
  return g_strdup_printf ("%.*s%s%s", (int) (span.start - text), text, with, span.end);
}

/* Where the next token ends: unlike skip_value() this goes into arrays and dictionaries. */
static const char *
skip_token (const char *at)
{
  switch (*at)
    {
    case '(':
      return skip_string (at);
    case '<':
      return at[1] == '<' ? at + 2 : skip_hex (at);
    case '/':
      return skip_regular (at + 1);
    case '[':
    case ']':
    case '>':
      return at + 1;
    default:
      return is_regular (*at) ? skip_regular (at) : NULL;
    }
}

char *
yn_pdf_syntax_renumber (const char *text, YnPdfNumber number, gpointer user_data)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *at = text;

  while (*at != '\0')
    {
      guint id, generation;
      const char *end;

      if (is_space (*at))
        {
          g_string_append_c (out, *at++);
          continue;
        }
      end = skip_reference (at, &id, &generation);
      if (end != NULL)
        g_string_append_printf (out, "%u 0 R", number (id, generation, user_data));
      else if ((end = skip_token (at)) != NULL)
        g_string_append_len (out, at, end - at);
      else
        return NULL;
      at = end;
    }
  return g_strdup (out->str);
}
