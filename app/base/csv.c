/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/csv.h"

#include <string.h>
#include "base/error.h"

typedef struct
{
  const char *at;
  const char *end;
  char separator;
  guint line;
  GError **error;
} Reader;

static gboolean
fail (const Reader *reader, const char *what)
{
  g_set_error (reader->error, YN_ERROR, YN_ERROR_BAD_TABLE, "line %u: %s", reader->line, what);
  return FALSE;
}

/* --- text ------------------------------------------------------------------------------------------------------- */

static gboolean
begins_with (GBytes *bytes, const char *mark, gsize length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= length && memcmp (data, mark, length) == 0;
}

static char *
converted (GBytes *bytes, gsize skip, const char *charset, gsize *length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_convert (data + skip, size - skip, "UTF-8", charset, NULL, length, NULL);
}

/* New, valid UTF-8 without NUL; NULL: no text that we know. */
static char *
text_of (GBytes *bytes, gsize *length)
{
  g_autofree char *text = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (begins_with (bytes, "\xff\xfe", 2))
    text = converted (bytes, 2, "UTF-16LE", length);
  else if (begins_with (bytes, "\xfe\xff", 2))
    text = converted (bytes, 2, "UTF-16BE", length);
  else if (begins_with (bytes, "\xef\xbb\xbf", 3))
    text = converted (bytes, 3, "UTF-8", length);
  else
    text = converted (bytes, 0, g_utf8_validate_len (data, size, NULL) ? "UTF-8" : "GB18030", length);
  return text != NULL && g_utf8_validate_len (text, *length, NULL) ? g_steal_pointer (&text) : NULL;
}

/* --- cells ------------------------------------------------------------------------------------------------------ */

static gboolean
at_line_end (const Reader *reader)
{
  return reader->at == reader->end || *reader->at == '\n' || *reader->at == '\r';
}

/* The one of the three that stands most often outside quotation marks in the first row. */
static char
separator_of (const char *at, const char *end)
{
  static const char candidates[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (candidates)] = { 0 };
  gboolean quoted = FALSE;
  guint most = 0;

  for (; at < end && (quoted || (*at != '\n' && *at != '\r')); at++)
    {
      quoted ^= *at == '"';
      for (guint i = 0; !quoted && i < G_N_ELEMENTS (candidates); i++)
        counts[i] += *at == candidates[i];
    }
  for (guint i = 1; i < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > counts[most])
      most = i;
  return candidates[most];
}

static void
skip_line_end (Reader *reader)
{
  if (reader->at == reader->end)
    return;
  if (*reader->at == '\r' && reader->at + 1 < reader->end && reader->at[1] == '\n')
    reader->at++;
  reader->at++;
  reader->line++;
}

/* Behind the opening mark; a mark written twice is one. */
static gboolean
read_quoted (Reader *reader, GString *cell)
{
  for (; reader->at < reader->end; reader->at++)
    {
      if (*reader->at == '"' && (reader->at + 1 == reader->end || reader->at[1] != '"'))
        {
          reader->at++;
          return at_line_end (reader) || *reader->at == reader->separator
                 || fail (reader, "something stands behind a closing quotation mark");
        }
      if (*reader->at == '"')
        reader->at++;
      else if (*reader->at == '\n' || (*reader->at == '\r' && (reader->at + 1 == reader->end || reader->at[1] != '\n')))
        reader->line++;
      g_string_append_c (cell, *reader->at);
    }
  return fail (reader, "a quotation mark without its other");
}

static gboolean
read_cell (Reader *reader, GString *cell)
{
  g_string_truncate (cell, 0);
  if (reader->at < reader->end && *reader->at == '"')
    {
      reader->at++;
      return read_quoted (reader, cell);
    }
  for (; !at_line_end (reader) && *reader->at != reader->separator; reader->at++)
    g_string_append_c (cell, *reader->at);
  return TRUE;
}

/* --- rows ------------------------------------------------------------------------------------------------------- */

static void
row_free (YnCsvRow *row)
{
  g_strfreev (row->cells);
  g_free (row);
}

static gboolean
has_content (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (*(const char *) g_ptr_array_index (cells, i) != '\0')
      return TRUE;
  return FALSE;
}

static gboolean
read_row (Reader *reader, GString *cell, GPtrArray *rows)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint line = reader->line;
  gboolean more = TRUE;
  YnCsvRow *row;

  while (more)
    {
      if (cells->len == YN_CSV_MAX_CELLS)
        return fail (reader, "a row of too many cells");
      if (!read_cell (reader, cell))
        return FALSE;
      g_ptr_array_add (cells, g_strdup (cell->str));
      more = !at_line_end (reader);
      reader->at += more;
    }
  skip_line_end (reader);
  if (!has_content (cells))
    return TRUE;
  row = g_new0 (YnCsvRow, 1);
  row->line = line;
  g_ptr_array_add (cells, NULL);
  row->cells = (char **) g_ptr_array_free (g_steal_pointer (&cells), FALSE);
  g_ptr_array_add (rows, row);
  return rows->len <= YN_CSV_MAX_ROWS || fail (reader, "too many rows");
}

GPtrArray *
yn_csv_read (GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autofree char *text = NULL;
  gsize length = 0;
  Reader reader = { .line = 1, .error = error };

  if (g_bytes_get_size (bytes) > YN_CSV_MAX_BYTES)
    {
      fail (&reader, "the table is too large");
      return NULL;
    }
  text = text_of (bytes, &length);
  if (text == NULL)
    {
      fail (&reader, "no text");
      return NULL;
    }
  reader.at = text;
  reader.end = text + length;
  reader.separator = separator_of (reader.at, reader.end);
  while (reader.at < reader.end)
    if (!read_row (&reader, cell, rows))
      return NULL;
  if (rows->len == 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_EMPTY, "the table has no row");
      return NULL;
    }
  return g_steal_pointer (&rows);
}

const char *
yn_csv_cell (const YnCsvRow *row, guint index)
{
  guint i = 0;

  while (i < index && row->cells[i] != NULL)
    i++;
  return row->cells[i] != NULL ? row->cells[i] : "";
}
