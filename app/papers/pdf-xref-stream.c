/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Cross-references in a stream (ISO 32000-1 §7.5.8): rows of bytes, packed and predicted. */

#include "papers/pdf-xref-parts.h"

#include <string.h>

#define MAX_UNPACKED (192 * 1024 * 1024)

typedef struct
{
  guint64 widths[3];
  gsize width;
} Columns;

static gboolean
read_widths (YnPdfSpan dictionary, Columns *columns)
{
  YnPdfSpan array, item;

  columns->width = 0;
  if (!yn_pdf_syntax_entry (dictionary, "W", &array, NULL) || yn_pdf_syntax_item (array, 3, &item))
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = NULL;

      if (!yn_pdf_syntax_item (array, i, &item))
        return FALSE;
      text = g_strndup (item.start, (gsize) (item.end - item.start));
      if (!g_ascii_string_to_unsigned (text, 10, 0, 8, &columns->widths[i], NULL))
        return FALSE;
      columns->width += (gsize) columns->widths[i];
    }
  return columns->width > 0;
}

static guint8
paeth (guint8 left, guint8 above, guint8 corner)
{
  int estimate = left + above - corner;
  int a = ABS (estimate - left), b = ABS (estimate - above), c = ABS (estimate - corner);

  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/* PNG's filters (RFC 2083 §6), a byte in front of every row. NULL: no such rows. */
static GBytes *
unfilter (GBytes *filtered, gsize width)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (filtered, &size);
  gsize rows = size / (width + 1);
  guint8 *plain = g_malloc0 (MAX (rows * width, 1));

  for (gsize row = 0; row < rows; row++)
    {
      const guint8 *from = data + row * (width + 1) + 1;
      guint8 *to = plain + row * width;

      for (gsize i = 0; i < width; i++)
        {
          guint8 left = i > 0 ? to[i - 1] : 0, above = row > 0 ? to[(gssize) i - (gssize) width] : 0;
          guint8 corner = i > 0 && row > 0 ? to[(gssize) i - 1 - (gssize) width] : 0;
          const guint8 guesses[] = { 0, left, above, (guint8) ((left + above) / 2), paeth (left, above, corner) };

          if (from[-1] >= G_N_ELEMENTS (guesses))
            {
              g_free (plain);
              return NULL;
            }
          to[i] = (guint8) (from[i] + guesses[from[-1]]);
        }
    }
  return size % (width + 1) == 0 ? g_bytes_new_take (plain, rows * width) : (g_free (plain), NULL);
}

/* The value of @key, or the only item of an array there. */
static gboolean
single (YnPdfSpan dictionary, const char *key, YnPdfSpan *value)
{
  YnPdfSpan array, second;

  if (!yn_pdf_syntax_entry (dictionary, key, value, NULL))
    return FALSE;
  array = *value;
  return !yn_pdf_syntax_is_array (array)
         || (yn_pdf_syntax_item (array, 0, value) && !yn_pdf_syntax_item (array, 1, &second));
}

static gboolean
span_is (YnPdfSpan span, const char *text)
{
  return (gsize) (span.end - span.start) == strlen (text) && memcmp (span.start, text, strlen (text)) == 0;
}

/* What a predictor makes of the rows. NULL: nothing known here. */
static GBytes *
unpredict (GBytes *data, YnPdfSpan dictionary, gsize width)
{
  YnPdfSpan parameters;
  guint64 predictor = 1, columns = 1, other;

  if (!single (dictionary, "DecodeParms", &parameters))
    return g_bytes_ref (data);
  if (!yn_pdf_syntax_is_dictionary (parameters) || yn_pdf_xref_number (parameters, "Colors", G_MAXUINT, &other)
      || yn_pdf_xref_number (parameters, "BitsPerComponent", G_MAXUINT, &other))
    return NULL;
  yn_pdf_xref_number (parameters, "Predictor", 15, &predictor);
  yn_pdf_xref_number (parameters, "Columns", G_MAXUINT, &columns);
  if (predictor == 1)
    return g_bytes_ref (data);
  return predictor >= 10 && columns == width ? unfilter (data, width) : NULL;
}

static GBytes *
read_stream_data (YnPdfXref *xref, YnBytes *bytes, YnPdfSpan dictionary, gsize data_at, gsize width)
{
  YnPdfSpan filter;
  guint64 length;
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (GBytes) unpacked = NULL;

  if (!yn_pdf_xref_number (dictionary, "Length", YN_PDF_MAX_STREAM, &length)
      || (raw = yn_bytes_slice (bytes, data_at, data_at + (gsize) length)) == NULL)
    return NULL;
  if (!yn_pdf_syntax_entry (dictionary, "Filter", &filter, NULL))
    unpacked = g_steal_pointer (&raw);
  else if (single (dictionary, "Filter", &filter) && span_is (filter, "/FlateDecode"))
    unpacked = yn_pdf_inflate (raw);
  if (unpacked == NULL)
    return NULL;
  xref->unpacked += g_bytes_get_size (unpacked);
  return xref->unpacked <= MAX_UNPACKED ? unpredict (unpacked, dictionary, width) : NULL;
}

static guint64
field_of (const guint8 *row, gsize width)
{
  guint64 value = 0;

  for (gsize i = 0; i < width; i++)
    value = value << 8 | row[i];
  return value;
}

static gboolean
read_stream_rows (YnPdfXref *xref, const Columns *columns, const guint8 **row, const guint8 *end, guint64 first,
                  guint64 count)
{
  if (first > YN_PDF_MAX_OBJECTS || count > (guint64) (end - *row) / columns->width)
    return FALSE;
  for (guint64 i = 0; i < count; i++, *row += columns->width)
    {
      guint64 type = columns->widths[0] > 0 ? field_of (*row, columns->widths[0]) : 1;
      guint64 offset = field_of (*row + columns->widths[0], columns->widths[1]);
      guint64 generation = field_of (*row + columns->widths[0] + columns->widths[1], columns->widths[2]);

      if (type > 2 || (type == 1 && generation > 65535)
          || !yn_pdf_xref_add (xref, first + i, type == 1 ? (gint64) generation : -1, offset))
        return FALSE;
      if (type == 2 && offset > YN_PDF_MAX_OBJECTS)
        return FALSE;
      if (type == 2)
        g_hash_table_add (xref->containers, GUINT_TO_POINTER ((guint) offset));
    }
  return TRUE;
}

/* /Index: pairs of a first number and how many follow; all from 0 to /Size where there is none. */
static gboolean
read_stream_numbers (YnPdfXref *xref, YnPdfSpan dictionary, const Columns *columns, GBytes *rows)
{
  gsize size;
  const guint8 *row = g_bytes_get_data (rows, &size);
  const guint8 *end = row + size;
  YnPdfSpan index, item;
  guint64 number;

  if (!yn_pdf_syntax_entry (dictionary, "Index", &index, NULL))
    return yn_pdf_xref_number (dictionary, "Size", YN_PDF_MAX_OBJECTS, &number)
           && read_stream_rows (xref, columns, &row, end, 0, number);
  if (!yn_pdf_syntax_is_array (index))
    return FALSE;
  for (const char *at = index.start + 1;; at = item.end)
    {
      guint64 pair[2];

      for (guint i = 0; i < 2; i++, at = item.end)
        {
          g_autofree char *text = NULL;

          if (!yn_pdf_syntax_value (at, &item))
            return i == 0; /* the bracket that closes is no value */
          text = g_strndup (item.start, (gsize) (item.end - item.start));
          if (!g_ascii_string_to_unsigned (text, 10, 0, YN_PDF_MAX_OBJECTS, &pair[i], NULL))
            return FALSE;
        }
      if (!read_stream_rows (xref, columns, &row, end, pair[0], pair[1]))
        return FALSE;
    }
}

/* "12 0 obj << … >> stream": behind it. */
static gboolean
read_stream_head (const char *text, YnPdfSpan *dictionary, gsize *length)
{
  YnPdfSpan word;
  const char *at = text;

  for (guint i = 0; i < 3; i++, at = word.end)
    if (!yn_pdf_syntax_value (at, &word) || (i < 2 ? !g_ascii_isdigit (*word.start) : !span_is (word, "obj")))
      return FALSE;
  if (!yn_pdf_syntax_value (at, dictionary) || !yn_pdf_syntax_is_dictionary (*dictionary)
      || !yn_pdf_syntax_value (dictionary->end, &word) || !g_str_has_prefix (word.start, "stream"))
    return FALSE;
  at = word.start + strlen ("stream");
  if (at[0] == '\r' && at[1] == '\n')
    at += 2;
  else if (at[0] == '\n')
    at++;
  else
    return FALSE;
  *length = (gsize) (at - text);
  return TRUE;
}

gboolean
yn_pdf_xref_read_stream (YnPdfXref *xref, YnBytes *bytes, gsize at, YnPdfSpan *dictionary, char **text)
{
  Columns columns;
  YnPdfSpan type;
  g_autoptr (GBytes) rows = NULL;
  gsize head;

  *text = yn_pdf_xref_text (bytes, at);
  if (*text == NULL || !read_stream_head (*text, dictionary, &head) || !yn_pdf_syntax_is_plain (*dictionary)
      || !yn_pdf_syntax_entry (*dictionary, "Type", &type, NULL) || !span_is (type, "/XRef")
      || !read_widths (*dictionary, &columns))
    return FALSE;
  rows = read_stream_data (xref, bytes, *dictionary, at + head, columns.width);
  return rows != NULL && read_stream_numbers (xref, *dictionary, &columns, rows);
}
