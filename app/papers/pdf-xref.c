/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/pdf-xref.h"

#include "papers/pdf-syntax.h"

#include <string.h>

#define TAIL 1100 /* of a file: where its last startxref stands */
#define ROW 20
#define MAX_SECTIONS 50000
#define MAX_ENTRIES 16000000
#define MAX_UNPACKED (192 * 1024 * 1024)

typedef struct
{
  gsize offset;
  guint first; /* of its entries; they end where the next one's begin */
} Section;

typedef struct
{
  guint id;
  gboolean plain; /* in use, generation 0, and stands at @offset */
  gsize offset;
} Entry;

struct _YnPdfXref
{
  GArray *sections;    /* of Section, newest first */
  GArray *entries;     /* of Entry, section after section */
  GArray *order;       /* of guint, which are entries: by number, newest first; NULL: not sorted yet */
  GHashTable *containers;
  gboolean hybrid;
  GArray *generations; /* of Generation */
  guint highest;
  gsize unpacked;
};

typedef struct
{
  guint id;
  guint generation;
} Generation;

void
yn_pdf_xref_free (YnPdfXref *xref)
{
  if (xref == NULL)
    return;
  g_array_unref (xref->sections);
  g_array_unref (xref->entries);
  g_clear_pointer (&xref->order, g_array_unref);
  g_array_unref (xref->generations);
  g_hash_table_unref (xref->containers);
  g_free (xref);
}

gboolean
yn_pdf_xref_last (YnBytes *bytes, gsize *offset, gsize *start)
{
  gsize size = yn_bytes_size (bytes);
  gboolean found = FALSE;
  const char *at;

  *offset = 0;
  for (gsize i = size > TAIL ? size - TAIL : 0; yn_bytes_find (bytes, i, size, "startxref", &i); i += 9)
    {
      gsize length = MIN (size - i - 9, 24);
      g_autofree char *number = g_strndup (yn_bytes_look (bytes, i + 9, length), length);

      *offset = (gsize) g_ascii_strtoull (number, NULL, 10);
      found = TRUE;
    }
  if (!found || *offset == 0)
    return FALSE;
  for (*start = *offset; (at = yn_bytes_look (bytes, *start, 1)) != NULL && g_ascii_isspace (*at);)
    ++*start;
  return at != NULL;
}

/* A piece of the file as text that ends. */
static char *
text_at (YnBytes *bytes, gsize offset)
{
  gsize size = yn_bytes_size (bytes);
  gsize length = offset < size ? MIN (size - offset, YN_BYTES_LOOK) : 0;
  const char *data = yn_bytes_look (bytes, offset, length);

  return data != NULL ? g_strndup (data, length) : NULL;
}

static gboolean
number_of (YnPdfSpan dictionary, const char *key, guint64 max, guint64 *number)
{
  YnPdfSpan value;
  g_autofree char *text = NULL;

  if (!yn_pdf_syntax_entry (dictionary, key, &value, NULL))
    return FALSE;
  text = g_strndup (value.start, (gsize) (value.end - value.start));
  return g_ascii_string_to_unsigned (text, 10, 0, max, number, NULL);
}

/* @generation -1: the object is not in use, or inside another one. */
static gboolean
add_entry (YnPdfXref *xref, guint64 id, gint64 generation, guint64 offset)
{
  Entry entry = { (guint) id, generation == 0 && offset > 0, (gsize) offset };

  if (id > YN_PDF_MAX_OBJECTS || xref->entries->len >= MAX_ENTRIES)
    return FALSE;
  g_array_append_val (xref->entries, entry);
  xref->highest = MAX (xref->highest, entry.id);
  if (generation > 0)
    {
      Generation known = { entry.id, (guint) generation };

      g_array_append_val (xref->generations, known);
    }
  return TRUE;
}

/* Tables */

static gboolean
digits (const char *at, guint n, guint64 *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (at[i]))
        return FALSE;
      *number = *number * 10 + (guint) (at[i] - '0');
    }
  return TRUE;
}

/* "0000000017 00000 n" and two characters that end a line. */
static gboolean
read_row (YnPdfXref *xref, const char *row, guint64 id)
{
  guint64 offset, generation;
  gboolean used = row[17] == 'n';

  if (!digits (row, 10, &offset) || row[10] != ' ' || !digits (row + 11, 5, &generation) || row[16] != ' '
      || (!used && row[17] != 'f') || strchr (" \r", row[18]) == NULL || strchr ("\r\n", row[19]) == NULL)
    return FALSE;
  return add_entry (xref, id, used ? (gint64) generation : -1, offset);
}

static gboolean
read_rows (YnPdfXref *xref, YnBytes *bytes, gsize *at, guint64 first, guint64 count)
{
  const gsize rows_at_once = YN_BYTES_LOOK / ROW;

  for (guint64 done = 0; done < count;)
    {
      gsize n = (gsize) MIN (count - done, rows_at_once);
      const char *rows = yn_bytes_look (bytes, *at, n * ROW);

      if (rows == NULL)
        return FALSE;
      for (gsize i = 0; i < n; i++)
        if (!read_row (xref, rows + i * ROW, first + done + i))
          return FALSE;
      *at += n * ROW;
      done += n;
    }
  return TRUE;
}

/* "12 3" and the end of its line. */
static gboolean
read_subsection_head (const char *line, guint64 *first, guint64 *count, gsize *length)
{
  char *rest;
  const char *at = line;

  if (!g_ascii_isdigit (*at))
    return FALSE;
  *first = g_ascii_strtoull (at, &rest, 10);
  if (*rest != ' ' || !g_ascii_isdigit (rest[1]))
    return FALSE;
  *count = g_ascii_strtoull (rest + 1, &rest, 10);
  while (*rest == ' ')
    rest++;
  if (*rest != '\r' && *rest != '\n')
    return FALSE;
  rest += rest[0] == '\r' && rest[1] == '\n' ? 2 : 1;
  *length = (gsize) (rest - line);
  return *first <= YN_PDF_MAX_OBJECTS && *count <= YN_PDF_MAX_OBJECTS;
}

static gsize
skip_space (YnBytes *bytes, gsize at)
{
  const char *data;

  while ((data = yn_bytes_look (bytes, at, 1)) != NULL && g_ascii_isspace (*data))
    at++;
  return at;
}

/* Behind the subsections, where "trailer" stands. */
static gboolean
read_table (YnPdfXref *xref, YnBytes *bytes, gsize *at)
{
  for (*at = skip_space (bytes, *at + 4);; *at = skip_space (bytes, *at))
    {
      gsize left = yn_bytes_size (bytes) - *at;
      g_autofree char *line = g_strndup (yn_bytes_look (bytes, *at, MIN (left, 40)), MIN (left, 40));
      guint64 first, count;
      gsize length;

      if (g_str_has_prefix (line, "trailer"))
        return TRUE;
      if (!read_subsection_head (line, &first, &count, &length))
        return FALSE;
      *at += length;
      if (!read_rows (xref, bytes, at, first, count))
        return FALSE;
    }
}

/* Streams */

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
  if (!yn_pdf_syntax_is_dictionary (parameters) || number_of (parameters, "Colors", G_MAXUINT, &other)
      || number_of (parameters, "BitsPerComponent", G_MAXUINT, &other))
    return NULL;
  number_of (parameters, "Predictor", 15, &predictor);
  number_of (parameters, "Columns", G_MAXUINT, &columns);
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

  if (!number_of (dictionary, "Length", YN_PDF_MAX_STREAM, &length)
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
          || !add_entry (xref, first + i, type == 1 ? (gint64) generation : -1, offset))
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
    return number_of (dictionary, "Size", YN_PDF_MAX_OBJECTS, &number)
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

static gboolean
read_stream (YnPdfXref *xref, YnBytes *bytes, gsize at, YnPdfSpan *dictionary, char **text)
{
  Columns columns;
  YnPdfSpan type;
  g_autoptr (GBytes) rows = NULL;
  gsize head;

  *text = text_at (bytes, at);
  if (*text == NULL || !read_stream_head (*text, dictionary, &head) || !yn_pdf_syntax_is_plain (*dictionary)
      || !yn_pdf_syntax_entry (*dictionary, "Type", &type, NULL) || !span_is (type, "/XRef")
      || !read_widths (*dictionary, &columns))
    return FALSE;
  rows = read_stream_data (xref, bytes, *dictionary, at + head, columns.width);
  return rows != NULL && read_stream_numbers (xref, *dictionary, &columns, rows);
}

/* The chain */

static gboolean
read_trailer (YnBytes *bytes, gsize at, YnPdfSpan *dictionary, char **text)
{
  *text = text_at (bytes, at + strlen ("trailer"));
  return *text != NULL && yn_pdf_syntax_value (*text, dictionary) && yn_pdf_syntax_is_dictionary (*dictionary)
         && yn_pdf_syntax_is_plain (*dictionary);
}

/* A table and, in a hybrid file, the stream that its trailer names; or a stream alone. */
static gboolean
read_section (YnPdfXref *xref, YnBytes *bytes, gsize at, guint64 *previous)
{
  const char *head = yn_bytes_look (bytes, at, 4);
  g_autofree char *text = NULL;
  g_autofree char *hidden_text = NULL;
  YnPdfSpan dictionary, hidden;
  guint64 size, stream;

  if (head == NULL)
    return FALSE;
  if (memcmp (head, "xref", 4) != 0)
    {
      if (!read_stream (xref, bytes, at, &dictionary, &text))
        return FALSE;
    }
  else if (!read_table (xref, bytes, &at) || !read_trailer (bytes, at, &dictionary, &text)
           || (yn_pdf_syntax_entry (dictionary, "XRefStm", &hidden, NULL)
               && (!number_of (dictionary, "XRefStm", G_MAXSIZE, &stream)
                   || !read_stream (xref, bytes, (gsize) stream, &hidden, &hidden_text))))
    return FALSE;
  if (number_of (dictionary, "Size", YN_PDF_MAX_OBJECTS + 1, &size) && size > 0)
    xref->highest = MAX (xref->highest, (guint) size - 1);
  xref->hybrid = xref->hybrid || hidden_text != NULL;
  *previous = 0;
  return !yn_pdf_syntax_entry (dictionary, "Prev", &hidden, NULL)
         || (number_of (dictionary, "Prev", G_MAXSIZE, previous) && *previous > 0);
}

static gboolean
read_chain (YnPdfXref *xref, YnBytes *bytes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gsize offset, start;
  guint64 previous;

  if (!yn_pdf_xref_last (bytes, &offset, &start))
    return FALSE;
  for (; offset != 0; offset = (gsize) previous)
    {
      Section section = { offset, xref->entries->len };

      if (!g_hash_table_add (seen, GSIZE_TO_POINTER (section.offset)) || xref->sections->len >= MAX_SECTIONS)
        return FALSE;
      g_array_append_val (xref->sections, section);
      if (!read_section (xref, bytes, skip_space (bytes, section.offset), &previous))
        return FALSE;
    }
  return TRUE;
}

YnPdfXref *
yn_pdf_xref_read (YnBytes *bytes)
{
  g_autoptr (YnPdfXref) xref = g_new0 (YnPdfXref, 1);

  xref->sections = g_array_new (FALSE, FALSE, sizeof (Section));
  xref->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  xref->generations = g_array_new (FALSE, FALSE, sizeof (Generation));
  xref->containers = g_hash_table_new (NULL, NULL);
  return read_chain (xref, bytes) ? g_steal_pointer (&xref) : NULL;
}

GHashTable *
yn_pdf_xref_containers (YnPdfXref *xref)
{
  return xref->containers;
}

guint
yn_pdf_xref_highest (YnPdfXref *xref)
{
  return xref->highest;
}

static int
by_number (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Entry *entries = user_data;
  guint i = *(const guint *) a, j = *(const guint *) b;

  if (entries[i].id != entries[j].id)
    return entries[i].id < entries[j].id ? -1 : 1;
  return i < j ? -1 : i > j;
}

static void
sort (YnPdfXref *xref)
{
  xref->order = g_array_sized_new (FALSE, FALSE, sizeof (guint), xref->entries->len);
  for (guint i = 0; i < xref->entries->len; i++)
    g_array_append_val (xref->order, i);
  g_array_sort_with_data (xref->order, by_number, xref->entries->data);
}

/* A number of which a generation other than 0 is in use may have two objects; in a hybrid file what is free in the
 * table may be in use in the stream. */
YnPdfPlace
yn_pdf_xref_place (YnPdfXref *xref, guint id, gsize *offset)
{
  guint low = 0, high = xref->entries->len;
  const Entry *entry;

  if (xref->order == NULL)
    sort (xref);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (xref->entries, Entry, g_array_index (xref->order, guint, middle)).id < id)
        low = middle + 1;
      else
        high = middle;
    }
  entry = low < xref->entries->len
              ? &g_array_index (xref->entries, Entry, g_array_index (xref->order, guint, low))
              : NULL;
  if (entry == NULL || entry->id != id)
    return YN_PDF_PLACE_NONE;
  if (!entry->plain || xref->hybrid || xref->generations->len > 0)
    return YN_PDF_PLACE_DOUBTFUL;
  *offset = entry->offset;
  return YN_PDF_PLACE_KNOWN;
}

void
yn_pdf_xref_generations (YnPdfXref *xref, YnPdfGenerationFound found, gpointer user_data)
{
  for (guint i = 0; i < xref->generations->len; i++)
    {
      const Generation *known = &g_array_index (xref->generations, Generation, i);

      found (known->id, known->generation, user_data);
    }
}

GHashTable *
yn_pdf_xref_spoken_of_since (YnPdfXref *later, YnPdfXref *before)
{
  guint newer = later->sections->len - MIN (before->sections->len, later->sections->len), end;
  GHashTable *numbers;

  if (later->sections->len < before->sections->len)
    return NULL;
  for (guint i = 0; i < before->sections->len; i++)
    if (g_array_index (later->sections, Section, newer + i).offset
        != g_array_index (before->sections, Section, i).offset)
      return NULL;
  numbers = g_hash_table_new (NULL, NULL);
  end = newer < later->sections->len ? g_array_index (later->sections, Section, newer).first : later->entries->len;
  for (guint i = 0; i < end; i++)
    g_hash_table_add (numbers, GUINT_TO_POINTER (g_array_index (later->entries, Entry, i).id));
  return numbers;
}
