/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Appending (ISO 32000-1 §7.5.6). A revision is kept as the text of the objects that change; a change to a
 * direct dictionary or array exchanges its span in the text of the nearest indirect object around it. Nothing
 * before the revision is touched, and the cross-reference is of the kind that the file's last one is. */

#include "papers/pdf.h"

#include "base/error.h"
#include "papers/pdf-private.h"
#include "papers/pdf-syntax.h"
#include "papers/pdf-xref.h"

#include <string.h>

#define TRAILER 0
#define MAX_REFERENCES 32

typedef struct
{
  guint generation;
  char *text;
  GBytes *data; /* of a stream: as it will stand in the file */
} Change;

struct _YnPdfRevision
{
  YnPdf *pdf;          /* borrowed */
  GHashTable *changes; /* id -> Change; TRAILER: the trailer's entries */
  guint next_id;
  gsize last_xref; /* where the file's last cross-reference stands */
  gboolean xref_stream;
};

/* A value inside the text of the object (or trailer) that holds it. */
typedef struct
{
  guint holder;
  guint generation;
  GBytes *data;
  char *text;
  YnPdfSpan span;
} Place;

static void
change_free (Change *change)
{
  g_free (change->text);
  g_clear_pointer (&change->data, g_bytes_unref);
  g_free (change);
}

static void
place_clear (Place *place)
{
  g_clear_pointer (&place->text, g_free);
  g_clear_pointer (&place->data, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_BAD_PDF, what);
  return FALSE;
}

static gboolean
find_last_xref (YnPdfRevision *revision)
{
  YnBytes *bytes = yn_pdf_bytes (revision->pdf);
  gsize start;
  const char *at = yn_pdf_xref_last (bytes, &revision->last_xref, &start) ? yn_bytes_look (bytes, start, 8) : NULL;

  if (at == NULL)
    return FALSE;
  revision->xref_stream = memcmp (at, "xref", 4) != 0;
  return !revision->xref_stream || g_ascii_isdigit (*at);
}

YnPdfRevision *
yn_pdf_revision_new (YnPdf *pdf, GError **error)
{
  g_autoptr (YnPdfRevision) revision = NULL;

  if (yn_pdf_is_encrypted (pdf))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_ENCRYPTED_PDF, "an encrypted PDF cannot be appended to");
      return NULL;
    }
  revision = g_new0 (YnPdfRevision, 1);
  revision->pdf = pdf;
  revision->changes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) change_free);
  revision->next_id = yn_pdf_max_object_id (pdf) + 1;
  if (!find_last_xref (revision) || revision->next_id > YN_PDF_MAX_OBJECTS - 65536)
    {
      fail (error, "no usable cross-reference at the end of the PDF");
      return NULL;
    }
  return g_steal_pointer (&revision);
}

void
yn_pdf_revision_free (YnPdfRevision *revision)
{
  if (revision == NULL)
    return;
  g_hash_table_unref (revision->changes);
  g_free (revision);
}

guint
yn_pdf_revision_reserve (YnPdfRevision *revision)
{
  return revision->next_id++;
}

static void
set_change (YnPdfRevision *revision, guint id, guint generation, const char *text, GBytes *data)
{
  Change *change = g_new0 (Change, 1);

  change->generation = generation;
  change->text = g_strdup (text);
  change->data = data != NULL ? g_bytes_ref (data) : NULL;
  g_hash_table_insert (revision->changes, GUINT_TO_POINTER (id), change);
}

/* The generation under which @id is known to the file; new objects have 0. */
static guint
generation_of (YnPdfRevision *revision, guint id)
{
  g_autoptr (GBytes) raw = NULL;
  g_autofree char *text = NULL;
  guint generation = 0;

  if (id <= yn_pdf_max_object_id (revision->pdf))
    text = yn_pdf_object_text (revision->pdf, id, &generation, &raw);
  return text != NULL ? generation : 0;
}

void
yn_pdf_revision_set (YnPdfRevision *revision, guint id, const char *syntax)
{
  set_change (revision, id, generation_of (revision, id), syntax, NULL);
}

void
yn_pdf_revision_set_stream (YnPdfRevision *revision, guint id, const char *dictionary_entries, GBytes *data)
{
  g_autoptr (GBytes) deflated = yn_pdf_deflate (data);
  g_autofree char *text = g_strdup_printf ("<< %s /Filter /FlateDecode >>", dictionary_entries);

  set_change (revision, id, generation_of (revision, id), text, deflated);
}

void
yn_pdf_revision_set_raw (YnPdfRevision *revision, guint id, const char *text, GBytes *raw)
{
  set_change (revision, id, 0, text, raw);
}

/* Finding a place */

static gboolean
enter_object (YnPdfRevision *revision, guint id, Place *place)
{
  const Change *change = g_hash_table_lookup (revision->changes, GUINT_TO_POINTER (id));

  place_clear (place);
  place->holder = id;
  place->generation = 0;
  if (change != NULL)
    {
      place->text = g_strdup (change->text);
      place->data = change->data != NULL ? g_bytes_ref (change->data) : NULL;
      place->generation = change->generation;
    }
  else if (id == TRAILER)
    place->text = yn_pdf_unparse (revision->pdf, "");
  else
    place->text = yn_pdf_object_text (revision->pdf, id, &place->generation, &place->data);
  return place->text != NULL && yn_pdf_syntax_value (place->text, &place->span);
}

static gboolean
follow (YnPdfRevision *revision, Place *place)
{
  guint id, generation;

  for (int i = 0; i < MAX_REFERENCES; i++)
    {
      if (!yn_pdf_syntax_reference (place->span, &id, &generation))
        return TRUE;
      if (id == TRAILER || !enter_object (revision, id, place))
        return FALSE;
    }
  return FALSE;
}

static gboolean
step_into (Place *place, const char *step)
{
  guint64 index;

  if (!yn_pdf_syntax_is_array (place->span))
    return yn_pdf_syntax_entry (place->span, step, &place->span, NULL);
  return g_ascii_string_to_unsigned (step, 10, 0, G_MAXINT, &index, NULL)
         && yn_pdf_syntax_item (place->span, (guint) index, &place->span);
}

/* The value at @path; a reference there is left to the caller. */
static gboolean
find_place (YnPdfRevision *revision, const char *path, Place *place)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  guint64 id = TRAILER;
  gboolean by_number =
      steps[0] != NULL && g_ascii_string_to_unsigned (steps[0], 10, 1, YN_PDF_MAX_OBJECTS, &id, NULL);

  if (!enter_object (revision, (guint) id, place))
    return FALSE;
  for (guint i = by_number ? 1 : 0; steps[i] != NULL; i++)
    if (!follow (revision, place) || !step_into (place, steps[i]))
      return FALSE;
  return TRUE;
}

static gboolean
find_dictionary (YnPdfRevision *revision, const char *path, Place *place, GError **error)
{
  if (!find_place (revision, path, place) || !follow (revision, place)
      || !yn_pdf_syntax_is_dictionary (place->span))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_PDF, "no dictionary at %s", path);
      return FALSE;
    }
  return TRUE;
}

static void
exchange (YnPdfRevision *revision, const Place *place, YnPdfSpan span, const char *with)
{
  g_autofree char *text = yn_pdf_syntax_exchange (place->text, span, with);

  set_change (revision, place->holder, place->generation, text, place->data);
}

static gboolean
span_is (YnPdfSpan span, const char *text)
{
  return (gsize) (span.end - span.start) == strlen (text) && memcmp (span.start, text, strlen (text)) == 0;
}

gboolean
yn_pdf_revision_put (YnPdfRevision *revision,
                     const char *path,
                     const char *key,
                     const char *syntax,
                     GError **error)
{
  g_auto (Place) place = { 0 };
  YnPdfSpan value, entry;
  g_autofree char *text = NULL;

  if (!find_dictionary (revision, path, &place, error))
    return FALSE;
  if (yn_pdf_syntax_entry (place.span, key, &value, &entry))
    {
      if (syntax != NULL && span_is (value, syntax)) /* nothing is written again that stays as it is */
        return TRUE;
      text = syntax != NULL ? g_strdup_printf ("/%s %s", key, syntax) : g_strdup ("");
    }
  else if (syntax == NULL)
    return TRUE;
  else
    {
      entry = (YnPdfSpan){ place.span.end - 2, place.span.end - 2 };
      text = g_strdup_printf (" /%s %s ", key, syntax);
    }
  exchange (revision, &place, entry, text);
  return TRUE;
}

gboolean
yn_pdf_revision_append (YnPdfRevision *revision,
                        const char *path,
                        const char *key,
                        const char *element,
                        GError **error)
{
  g_auto (Place) place = { 0 };
  YnPdfSpan value;
  g_autofree char *text = NULL;

  if (!find_dictionary (revision, path, &place, error))
    return FALSE;
  if (!yn_pdf_syntax_entry (place.span, key, &value, NULL))
    {
      text = g_strdup_printf ("[ %s ]", element);
      return yn_pdf_revision_put (revision, path, key, text, error);
    }
  place.span = value;
  if (!follow (revision, &place) || !yn_pdf_syntax_is_array (place.span))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_PDF, "no array at %s/%s", path, key);
      return FALSE;
    }
  text = g_strdup_printf (" %s ", element);
  exchange (revision, &place, (YnPdfSpan){ place.span.end - 1, place.span.end - 1 }, text);
  return TRUE;
}

char *
yn_pdf_revision_text (YnPdfRevision *revision, const char *path)
{
  g_auto (Place) place = { 0 };

  return find_place (revision, path, &place)
             ? g_strndup (place.span.start, (gsize) (place.span.end - place.span.start))
             : NULL;
}

/* Writing */

typedef struct
{
  guint id;
  guint generation;
  gsize offset;
} Written;

/* What is appended, and how many bytes stand before it. */
typedef struct
{
  GByteArray *bytes;
  gsize base;
} Tail;

static gsize
place_in (const Tail *tail)
{
  return tail->base + tail->bytes->len;
}

static int
by_id (gconstpointer a, gconstpointer b)
{
  guint x = GPOINTER_TO_UINT (a), y = GPOINTER_TO_UINT (b);

  return x < y ? -1 : x > y;
}

static void G_GNUC_PRINTF (2, 3) print (GByteArray *out, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_byte_array_append (out, (const guint8 *) text, (guint) strlen (text));
}

static gboolean
write_object (GByteArray *out, guint id, const Change *change)
{
  g_autofree char *text = NULL;
  YnPdfSpan dictionary, length;
  g_autofree char *size = NULL;

  print (out, "%u %u obj\n", id, change->generation);
  if (change->data == NULL)
    {
      print (out, "%s\nendobj\n", change->text);
      return TRUE;
    }
  if (!yn_pdf_syntax_value (change->text, &dictionary) || !yn_pdf_syntax_is_dictionary (dictionary))
    return FALSE;
  size = g_strdup_printf (" %" G_GSIZE_FORMAT " ", g_bytes_get_size (change->data));
  if (yn_pdf_syntax_entry (dictionary, "Length", &length, NULL))
    text = yn_pdf_syntax_exchange (change->text, length, size);
  else
    text =
        g_strdup_printf ("%.*s /Length%s>>", (int) (dictionary.end - 2 - change->text), change->text, size);
  print (out, "%s\nstream\n", text);
  g_byte_array_append (out, g_bytes_get_data (change->data, NULL), (guint) g_bytes_get_size (change->data));
  print (out, "\nendstream\nendobj\n");
  return TRUE;
}

/* Root, Info and ID go from trailer to trailer; the rest belongs to one cross-reference. */
static gboolean
append_trailer_entries (YnPdfRevision *revision, GString *out)
{
  static const char *const kept[] = { "Root", "Info", "ID" };
  g_auto (Place) trailer = { 0 };
  YnPdfSpan value;

  if (!enter_object (revision, TRAILER, &trailer)
      || !yn_pdf_syntax_entry (trailer.span, "Root", &value, NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (yn_pdf_syntax_entry (trailer.span, kept[i], &value, NULL))
      g_string_append_printf (out, " /%s %.*s", kept[i], (int) (value.end - value.start), value.start);
  g_string_append_printf (out, " /Prev %" G_GSIZE_FORMAT, revision->last_xref);
  return TRUE;
}

static guint
run_length (GArray *written, guint from)
{
  guint n = 1;

  while (from + n < written->len
         && g_array_index (written, Written, from + n).id == g_array_index (written, Written, from).id + n)
    n++;
  return n;
}

static void
write_table (const Tail *tail, GArray *written, guint size, const char *entries)
{
  GByteArray *out = tail->bytes;
  gsize at = place_in (tail);

  print (out, "xref\n");
  for (guint i = 0, n; i < written->len; i += n)
    {
      n = run_length (written, i);
      print (out, "%u %u\n", g_array_index (written, Written, i).id, n);
      for (guint j = i; j < i + n; j++)
        print (out, "%010" G_GSIZE_FORMAT " %05u n \n", g_array_index (written, Written, j).offset,
               g_array_index (written, Written, j).generation);
    }
  print (out, "trailer\n<< /Size %u%s >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", size, entries, at);
}

#define ROW_OFFSET 5 /* bytes: as much as the ten digits of a table's row say */

static void
append_row (GByteArray *rows, const Written *row)
{
  guint64 offset = GUINT64_TO_BE ((guint64) row->offset);
  guint16 generation = GUINT16_TO_BE ((guint16) row->generation);
  guint8 type = 1;

  g_byte_array_append (rows, &type, 1);
  g_byte_array_append (rows, (const guint8 *) &offset + sizeof offset - ROW_OFFSET, ROW_OFFSET);
  g_byte_array_append (rows, (const guint8 *) &generation, 2);
}

/* The stream lists itself: its number is the last one. */
static void
write_xref_stream (const Tail *tail, GArray *written, guint id, const char *entries)
{
  GByteArray *out = tail->bytes;
  Written self = { id, 0, place_in (tail) };
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  g_autoptr (GString) index = g_string_new (NULL);

  g_array_append_val (written, self);
  for (guint i = 0, n; i < written->len; i += n)
    {
      n = run_length (written, i);
      g_string_append_printf (index, "%u %u ", g_array_index (written, Written, i).id, n);
    }
  for (guint i = 0; i < written->len; i++)
    append_row (rows, &g_array_index (written, Written, i));
  print (out, "%u 0 obj\n<< /Type /XRef /Size %u /W [ 1 %d 2 ] /Index [ %s]%s /Length %u >>\nstream\n", id,
         id + 1, ROW_OFFSET, index->str, entries, rows->len);
  g_byte_array_append (out, rows->data, rows->len);
  print (out, "\nendstream\nendobj\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", self.offset);
}

static gboolean
write_objects (YnPdfRevision *revision, const Tail *tail, GArray *written, GHashTable *object_at)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (revision->changes), by_id);

  for (GList *l = ids; l != NULL; l = l->next)
    {
      guint id = GPOINTER_TO_UINT (l->data);
      const Change *change = g_hash_table_lookup (revision->changes, l->data);
      Written row = { id, change->generation, place_in (tail) };

      if (id == TRAILER)
        continue;
      if (!write_object (tail->bytes, id, change))
        return FALSE;
      g_array_append_val (written, row);
      if (object_at != NULL)
        g_hash_table_insert (object_at, l->data, GSIZE_TO_POINTER (row.offset));
    }
  return written->len > 0;
}

GBytes *
yn_pdf_revision_tail (YnPdfRevision *revision, GHashTable *object_at, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GArray) written = g_array_new (FALSE, FALSE, sizeof (Written));
  g_autoptr (GString) entries = g_string_new (NULL);
  YnBytes *source = yn_pdf_bytes (revision->pdf);
  Tail tail = { out, yn_bytes_size (source) };
  const char *last = yn_bytes_look (source, tail.base - 1, 1);

  if (last != NULL && *last != '\n')
    print (out, "\n");
  if (last == NULL || !append_trailer_entries (revision, entries)
      || !write_objects (revision, &tail, written, object_at))
    {
      fail (error, "nothing that could be appended");
      return NULL;
    }
  if (revision->xref_stream)
    write_xref_stream (&tail, written, yn_pdf_revision_reserve (revision), entries->str);
  else
    write_table (&tail, written, revision->next_id, entries->str);
  if (place_in (&tail) > YN_PDF_MAX_BYTES)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "the PDF would have %" G_GSIZE_FORMAT " bytes",
                   place_in (&tail));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

GBytes *
yn_pdf_revision_finish (YnPdfRevision *revision, GHashTable *object_at, GError **error)
{
  g_autoptr (GBytes) tail = yn_pdf_revision_tail (revision, object_at, error);
  YnBytes *source = yn_pdf_bytes (revision->pdf);
  g_autoptr (GBytes) old = tail != NULL ? yn_bytes_slice (source, 0, yn_bytes_size (source)) : NULL;
  gsize before, behind;
  char *whole;

  if (old == NULL)
    {
      if (tail != NULL)
        fail (error, "the file cannot be read any more");
      return NULL;
    }
  before = g_bytes_get_size (old);
  behind = g_bytes_get_size (tail);
  whole = g_malloc (before + behind);
  memcpy (whole, g_bytes_get_data (old, NULL), before);
  memcpy (whole + before, g_bytes_get_data (tail, NULL), behind);
  return g_bytes_new_take (whole, before + behind);
}

char *
yn_pdf_text_syntax (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree gunichar2 *units = NULL;
  glong n = 0;

  if (g_str_is_ascii (text))
    {
      g_string_append_c (out, '(');
      for (const char *p = text; *p != '\0'; p++)
        if (strchr ("()\\", *p) != NULL)
          g_string_append_printf (out, "\\%c", *p);
        else if (g_ascii_iscntrl (*p))
          g_string_append_printf (out, "\\%03o", (guint) (guchar) *p);
        else
          g_string_append_c (out, *p);
      g_string_append_c (out, ')');
      return g_string_free (g_steal_pointer (&out), FALSE);
    }
  units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);
  g_string_append (out, "<FEFF");
  for (glong i = 0; units != NULL && i < n; i++)
    g_string_append_printf (out, "%04X", units[i]);
  g_string_append_c (out, '>');
  return g_string_free (g_steal_pointer (&out), FALSE);
}
