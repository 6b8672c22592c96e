/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/pdf-xref.h"

#include "papers/pdf-xref-parts.h"

#include <string.h>

#define TAIL 1100 /* of a file: where its last startxref stands */
#define ROW 20
#define MAX_SECTIONS 50000
#define MAX_ENTRIES 16000000

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

char *
yn_pdf_xref_text (YnBytes *bytes, gsize offset)
{
  gsize size = yn_bytes_size (bytes);
  gsize length = offset < size ? MIN (size - offset, YN_BYTES_LOOK) : 0;
  const char *data = yn_bytes_look (bytes, offset, length);

  return data != NULL ? g_strndup (data, length) : NULL;
}

gboolean
yn_pdf_xref_number (YnPdfSpan dictionary, const char *key, guint64 max, guint64 *number)
{
  YnPdfSpan value;
  g_autofree char *text = NULL;

  if (!yn_pdf_syntax_entry (dictionary, key, &value, NULL))
    return FALSE;
  text = g_strndup (value.start, (gsize) (value.end - value.start));
  return g_ascii_string_to_unsigned (text, 10, 0, max, number, NULL);
}

gboolean
yn_pdf_xref_add (YnPdfXref *xref, guint64 id, gint64 generation, guint64 offset)
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
  return yn_pdf_xref_add (xref, id, used ? (gint64) generation : -1, offset);
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

/* The chain */

static gboolean
read_trailer (YnBytes *bytes, gsize at, YnPdfSpan *dictionary, char **text)
{
  *text = yn_pdf_xref_text (bytes, at + strlen ("trailer"));
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
      if (!yn_pdf_xref_read_stream (xref, bytes, at, &dictionary, &text))
        return FALSE;
    }
  else if (!read_table (xref, bytes, &at) || !read_trailer (bytes, at, &dictionary, &text)
           || (yn_pdf_syntax_entry (dictionary, "XRefStm", &hidden, NULL)
               && (!yn_pdf_xref_number (dictionary, "XRefStm", G_MAXSIZE, &stream)
                   || !yn_pdf_xref_read_stream (xref, bytes, (gsize) stream, &hidden, &hidden_text))))
    return FALSE;
  if (yn_pdf_xref_number (dictionary, "Size", YN_PDF_MAX_OBJECTS + 1, &size) && size > 0)
    xref->highest = MAX (xref->highest, (guint) size - 1);
  xref->hybrid = xref->hybrid || hidden_text != NULL;
  *previous = 0;
  return !yn_pdf_syntax_entry (dictionary, "Prev", &hidden, NULL)
         || (yn_pdf_xref_number (dictionary, "Prev", G_MAXSIZE, previous) && *previous > 0);
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
