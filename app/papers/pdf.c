/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Reading. libqpdf parses, with recovery off: a file that must be repaired has no certain meaning, and offsets of a
 * repaired file are not those of its bytes. Everything the reader says is bounded here. */

#include "papers/pdf.h"

#include "base/error.h"
#include "base/hash.h"
#include "papers/pdf-private.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PATH_STEPS 128
#define MAX_PAGES 20000
#define MAX_PAGE_DEPTH 32
#define MAX_GENERATIONS 64

struct _YnPdf
{
  GBytes *bytes;
  qpdf_data qpdf;
  GPtrArray *pages;        /* of char *: paths */
  GHashTable *generations; /* id -> GArray of guint: those other than 0 that the bytes speak of */
  guint max_id;            /* 0: not counted yet */
};

/* Generations. An object other than of generation 0 has a header of its own in the bytes ("12 3 obj"): those found
 * by a plain scan are a superset of those that exist. */

static gboolean
digits_before (const char *start, const char **at, guint *number)
{
  const char *end = *at;
  const char *p = end;
  guint64 value = 0, place = 1;

  while (p > start && g_ascii_isdigit (p[-1]) && end - p < 9)
    {
      p--;
      value += place * (guint) (*p - '0');
      place *= 10;
    }
  *at = p;
  *number = (guint) value;
  return p < end;
}

static gboolean
space_before (const char *start, const char **at)
{
  const char *p = *at;

  while (p > start && (g_ascii_isspace (p[-1]) || p[-1] == '\0'))
    p--;
  if (p == *at)
    return FALSE;
  *at = p;
  return TRUE;
}

static void
remember_generation (YnPdf *pdf, guint id, guint generation)
{
  GArray *known = g_hash_table_lookup (pdf->generations, GUINT_TO_POINTER (id));

  if (known == NULL)
    {
      known = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (pdf->generations, GUINT_TO_POINTER (id), known);
    }
  for (guint i = 0; i < known->len; i++)
    if (g_array_index (known, guint, i) == generation)
      return;
  if (known->len < MAX_GENERATIONS)
    g_array_append_val (known, generation);
}

static void
find_generations (YnPdf *pdf)
{
  gsize size;
  const char *start = g_bytes_get_data (pdf->bytes, &size);
  const char *end = start + size;

  for (const char *at = start; (at = memmem (at, (gsize) (end - at), "obj", 3)) != NULL; at += 3)
    {
      const char *p = at;
      guint id, generation;

      if (space_before (start, &p) && digits_before (start, &p, &generation) && generation > 0 &&
          space_before (start, &p) && digits_before (start, &p, &id) && id > 0 && id <= YN_PDF_MAX_OBJECTS)
        remember_generation (pdf, id, generation);
    }
}

/* The caller releases the handle. */
static qpdf_oh
object_by_id (YnPdf *pdf, guint id, guint *generation)
{
  GArray *known = g_hash_table_lookup (pdf->generations, GUINT_TO_POINTER (id));
  qpdf_oh object = qpdf_get_object_by_id (pdf->qpdf, (int) id, 0);

  *generation = 0;
  for (guint i = 0; known != NULL && i < known->len && qpdf_oh_is_null (pdf->qpdf, object); i++)
    {
      *generation = g_array_index (known, guint, i);
      qpdf_oh_release (pdf->qpdf, object);
      object = qpdf_get_object_by_id (pdf->qpdf, (int) id, (int) *generation);
    }
  return object;
}

/* Opening */

static void
set_error_of (qpdf_data qpdf, GError **error)
{
  qpdf_error trouble = qpdf_has_error (qpdf) ? qpdf_get_error (qpdf) : NULL;

  if (trouble == NULL && qpdf_more_warnings (qpdf))
    trouble = qpdf_next_warning (qpdf);
  if (trouble != NULL && qpdf_get_error_code (qpdf, trouble) == qpdf_e_password)
    g_set_error (error, YN_ERROR, YN_ERROR_ENCRYPTED_PDF, "the PDF asks for a password");
  else
    g_set_error (error, YN_ERROR, YN_ERROR_BAD_PDF, "not readable as a PDF, near byte %llu",
                 trouble != NULL ? qpdf_get_error_file_position (qpdf, trouble) : 0ull);
}

static gboolean
add_pages (YnPdf *pdf, const char *path, GHashTable *seen, int depth)
{
  g_autofree char *kids = g_strconcat (path, "/Kids", NULL);
  guint id = yn_pdf_object_id (pdf, path);
  int n = yn_pdf_count (pdf, kids);

  if (depth > MAX_PAGE_DEPTH || pdf->pages->len >= MAX_PAGES)
    return FALSE;
  if (n < 0)
    {
      g_ptr_array_add (pdf->pages, g_strdup (path));
      return id != 0;
    }
  if (id == 0 || !g_hash_table_add (seen, GUINT_TO_POINTER (id)))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      g_autofree char *kid = g_strdup_printf ("%s/%d", kids, i);

      if (!add_pages (pdf, kid, seen, depth + 1))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_pages (YnPdf *pdf)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  return add_pages (pdf, "Root/Pages", seen, 0) && pdf->pages->len > 0;
}

static gboolean
read_file (YnPdf *pdf, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (pdf->bytes, &size);

  qpdf_silence_errors (pdf->qpdf);
  qpdf_set_suppress_warnings (pdf->qpdf, QPDF_TRUE);
  qpdf_set_attempt_recovery (pdf->qpdf, QPDF_FALSE);
  if (qpdf_read_memory (pdf->qpdf, "pdf", data, size, "") == QPDF_SUCCESS)
    return TRUE;
  set_error_of (pdf->qpdf, error);
  return FALSE;
}

YnPdf *
yn_pdf_open (GBytes *bytes, GError **error)
{
  g_autoptr (YnPdf) pdf = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > YN_PDF_MAX_BYTES)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "a PDF of %" G_GSIZE_FORMAT " bytes", size);
      return NULL;
    }
  if (size < 8 || memcmp (data, "%PDF-", 5) != 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_PDF, "does not begin with %%PDF-");
      return NULL;
    }
  if (!yn_pdf_unpacks_small (bytes))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "streams that unpack into too much");
      return NULL;
    }
  pdf = g_new0 (YnPdf, 1);
  pdf->bytes = g_bytes_ref (bytes);
  pdf->qpdf = qpdf_init ();
  pdf->pages = g_ptr_array_new_with_free_func (g_free);
  pdf->generations = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  if (!read_file (pdf, error))
    return NULL;
  find_generations (pdf);
  if (!find_pages (pdf))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_PDF, "no usable page tree");
      return NULL;
    }
  return g_steal_pointer (&pdf);
}

void
yn_pdf_free (YnPdf *pdf)
{
  if (pdf == NULL)
    return;
  if (pdf->qpdf != NULL)
    qpdf_cleanup (&pdf->qpdf);
  g_ptr_array_unref (pdf->pages);
  g_hash_table_unref (pdf->generations);
  g_bytes_unref (pdf->bytes);
  g_free (pdf);
}

GBytes *
yn_pdf_bytes (YnPdf *pdf)
{
  return pdf->bytes;
}

guint
yn_pdf_n_pages (YnPdf *pdf)
{
  return pdf->pages->len;
}

const char *
yn_pdf_page_path (YnPdf *pdf, guint index)
{
  return index < pdf->pages->len ? g_ptr_array_index (pdf->pages, index) : NULL;
}

gboolean
yn_pdf_is_encrypted (YnPdf *pdf)
{
  return qpdf_is_encrypted (pdf->qpdf) != QPDF_FALSE;
}

/* Paths. A handle is an index into a table that the reader keeps until it is released: walk() releases all but the
 * last one. */

static qpdf_oh
step_into (YnPdf *pdf, qpdf_oh from, const char *step)
{
  g_autofree char *key = NULL;
  guint64 index;

  if (qpdf_oh_is_array (pdf->qpdf, from))
    {
      if (!g_ascii_string_to_unsigned (step, 10, 0, G_MAXINT, &index, NULL) ||
          (int) index >= qpdf_oh_get_array_n_items (pdf->qpdf, from))
        return qpdf_oh_new_null (pdf->qpdf);
      return qpdf_oh_get_array_item (pdf->qpdf, from, (int) index);
    }
  key = g_strconcat ("/", step, NULL);
  if (qpdf_oh_is_stream (pdf->qpdf, from))
    {
      qpdf_oh dictionary = qpdf_oh_get_dict (pdf->qpdf, from);
      qpdf_oh found = qpdf_oh_get_key_if_dict (pdf->qpdf, dictionary, key);

      qpdf_oh_release (pdf->qpdf, dictionary);
      return found;
    }
  if (qpdf_oh_is_dictionary (pdf->qpdf, from))
    return qpdf_oh_get_key (pdf->qpdf, from, key);
  return qpdf_oh_new_null (pdf->qpdf);
}

/* The caller releases the handle. */
static qpdf_oh
walk (YnPdf *pdf, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", MAX_PATH_STEPS);
  guint64 id = 0;
  guint generation;
  gboolean by_number = steps[0] != NULL &&
                       g_ascii_string_to_unsigned (steps[0], 10, 1, YN_PDF_MAX_OBJECTS, &id, NULL);
  qpdf_oh at = by_number ? object_by_id (pdf, (guint) id, &generation) : qpdf_get_trailer (pdf->qpdf);

  for (guint i = by_number ? 1 : 0; steps[i] != NULL; i++)
    {
      qpdf_oh next = step_into (pdf, at, steps[i]);

      qpdf_oh_release (pdf->qpdf, at);
      at = next;
    }
  return at;
}

/* What the last call met in a broken file stays inside the reader otherwise. */
static void
forget_trouble (YnPdf *pdf)
{
  if (qpdf_has_error (pdf->qpdf))
    qpdf_get_error (pdf->qpdf);
  while (qpdf_more_warnings (pdf->qpdf))
    qpdf_next_warning (pdf->qpdf);
}

static char *
text_of (YnPdf *pdf, qpdf_oh object)
{
  char *text;

  if (qpdf_oh_is_stream (pdf->qpdf, object))
    {
      qpdf_oh dictionary = qpdf_oh_get_dict (pdf->qpdf, object);

      text = g_strdup (qpdf_oh_unparse_resolved (pdf->qpdf, dictionary));
      qpdf_oh_release (pdf->qpdf, dictionary);
    }
  else
    text = g_strdup (qpdf_oh_unparse_resolved (pdf->qpdf, object));
  return text;
}

char *
yn_pdf_unparse (YnPdf *pdf, const char *path)
{
  qpdf_oh object = walk (pdf, path);
  char *text = qpdf_oh_is_null (pdf->qpdf, object) ? NULL : text_of (pdf, object);

  qpdf_oh_release (pdf->qpdf, object);
  forget_trouble (pdf);
  return text;
}

char *
yn_pdf_string (YnPdf *pdf, const char *path)
{
  qpdf_oh object = walk (pdf, path);
  const char *value = NULL;
  size_t length = 0;
  char *text = NULL;

  if (qpdf_oh_is_string (pdf->qpdf, object) && qpdf_oh_get_value_as_utf8 (pdf->qpdf, object, &value, &length))
    text = g_utf8_make_valid (value, (gssize) length);
  qpdf_oh_release (pdf->qpdf, object);
  forget_trouble (pdf);
  return text;
}

char *
yn_pdf_name (YnPdf *pdf, const char *path)
{
  qpdf_oh object = walk (pdf, path);
  char *name = qpdf_oh_is_name (pdf->qpdf, object) ? g_strdup (qpdf_oh_get_name (pdf->qpdf, object)) : NULL;

  qpdf_oh_release (pdf->qpdf, object);
  forget_trouble (pdf);
  return name;
}

gboolean
yn_pdf_int (YnPdf *pdf, const char *path, gint64 *value)
{
  qpdf_oh object = walk (pdf, path);
  long long number = 0;
  gboolean is = qpdf_oh_is_integer (pdf->qpdf, object) &&
                qpdf_oh_get_value_as_longlong (pdf->qpdf, object, &number);

  qpdf_oh_release (pdf->qpdf, object);
  forget_trouble (pdf);
  if (is)
    *value = number;
  return is;
}

int
yn_pdf_count (YnPdf *pdf, const char *path)
{
  qpdf_oh object = walk (pdf, path);
  int n = qpdf_oh_is_array (pdf->qpdf, object) ? qpdf_oh_get_array_n_items (pdf->qpdf, object) : -1;

  qpdf_oh_release (pdf->qpdf, object);
  forget_trouble (pdf);
  return n;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
yn_pdf_keys (YnPdf *pdf, const char *path)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  qpdf_oh object = walk (pdf, path);
  gboolean is_dictionary;

  if (qpdf_oh_is_stream (pdf->qpdf, object))
    {
      qpdf_oh dictionary = qpdf_oh_get_dict (pdf->qpdf, object);

      qpdf_oh_release (pdf->qpdf, object);
      object = dictionary;
    }
  is_dictionary = qpdf_oh_is_dictionary (pdf->qpdf, object) != QPDF_FALSE;
  if (is_dictionary)
    for (qpdf_oh_begin_dict_key_iter (pdf->qpdf, object); qpdf_oh_dict_more_keys (pdf->qpdf);)
      g_ptr_array_add (keys, g_strdup (qpdf_oh_dict_next_key (pdf->qpdf)));
  qpdf_oh_release (pdf->qpdf, object);
  forget_trouble (pdf);
  if (!is_dictionary)
    return NULL;
  g_ptr_array_sort (keys, compare_names);
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

guint
yn_pdf_object_id (YnPdf *pdf, const char *path)
{
  qpdf_oh object = walk (pdf, path);
  guint id = qpdf_oh_is_indirect (pdf->qpdf, object) ? (guint) qpdf_oh_get_object_id (pdf->qpdf, object) : 0;

  qpdf_oh_release (pdf->qpdf, object);
  forget_trouble (pdf);
  return id;
}

/* Streams */

static GBytes *
raw_data (YnPdf *pdf, qpdf_oh stream)
{
  unsigned char *data = NULL;
  size_t length = 0;
  QPDF_ERROR_CODE code = qpdf_oh_get_stream_data (pdf->qpdf, stream, qpdf_dl_none, NULL, &data, &length);

  if ((code & QPDF_ERRORS) != 0)
    {
      free (data);
      return NULL;
    }
  return g_bytes_new_with_free_func (data, length, free, data);
}

/* Not decoded by the reader: it has no bound on what a few bytes may become. Plain and deflated streams are what our
 * papers and embedded files are made of. */
GBytes *
yn_pdf_stream (YnPdf *pdf, const char *path)
{
  g_autofree char *filter_path = g_strconcat (path, "/Filter", NULL);
  g_autofree char *first_path = g_strconcat (path, "/Filter/0", NULL);
  g_autofree char *parms_path = g_strconcat (path, "/DecodeParms", NULL);
  g_autofree char *parms = yn_pdf_unparse (pdf, parms_path);
  g_autofree char *filter = yn_pdf_name (pdf, filter_path);
  g_autoptr (GBytes) raw = NULL;
  int n_filters = yn_pdf_count (pdf, filter_path);
  qpdf_oh stream = walk (pdf, path);

  if (qpdf_oh_is_stream (pdf->qpdf, stream))
    raw = raw_data (pdf, stream);
  qpdf_oh_release (pdf->qpdf, stream);
  forget_trouble (pdf);
  if (filter == NULL && n_filters == 1)
    filter = yn_pdf_name (pdf, first_path);
  if (raw == NULL || n_filters > 1 || parms != NULL)
    return NULL;
  if (filter == NULL)
    return g_bytes_get_size (raw) <= YN_PDF_MAX_STREAM ? g_steal_pointer (&raw) : NULL;
  return g_str_equal (filter, "/FlateDecode") ? yn_pdf_inflate (raw) : NULL;
}

GBytes *
yn_pdf_page_content (YnPdf *pdf, const char *page_path)
{
  g_autofree char *path = g_strconcat (page_path, "/Contents", NULL);
  int n = yn_pdf_count (pdf, path);
  g_autoptr (GByteArray) all = g_byte_array_new ();

  if (n < 0)
    return yn_pdf_stream (pdf, path);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *part_path = g_strdup_printf ("%s/%d", path, i);
      g_autoptr (GBytes) part = yn_pdf_stream (pdf, part_path);

      if (part == NULL || all->len + g_bytes_get_size (part) > YN_PDF_MAX_STREAM)
        return NULL;
      g_byte_array_append (all, g_bytes_get_data (part, NULL), (guint) g_bytes_get_size (part));
      g_byte_array_append (all, (const guint8 *) "\n", 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/* Objects */

guint
yn_pdf_max_object_id (YnPdf *pdf)
{
  gint64 size = 0;
  qpdf_oh null, made;
  int id;

  if (pdf->max_id != 0)
    return pdf->max_id;
  /* The reader tells its highest number only by making one more; it is never written. */
  null = qpdf_oh_new_null (pdf->qpdf);
  made = qpdf_make_indirect_object (pdf->qpdf, null);
  id = qpdf_oh_get_object_id (pdf->qpdf, made);
  qpdf_oh_release (pdf->qpdf, null);
  qpdf_oh_release (pdf->qpdf, made);
  forget_trouble (pdf);
  if (yn_pdf_int (pdf, "Size", &size) && size > id)
    id = (int) MIN (size, YN_PDF_MAX_OBJECTS + 1);
  pdf->max_id = (guint) CLAMP (id - 1, 1, YN_PDF_MAX_OBJECTS);
  return pdf->max_id;
}

char *
yn_pdf_object_text (YnPdf *pdf, guint id, guint *generation, GBytes **raw)
{
  guint found;
  qpdf_oh object;
  char *text = NULL;

  *raw = NULL;
  if (id == 0 || id > YN_PDF_MAX_OBJECTS)
    return NULL;
  object = object_by_id (pdf, id, &found);
  if (!qpdf_oh_is_null (pdf->qpdf, object))
    {
      text = text_of (pdf, object);
      if (qpdf_oh_is_stream (pdf->qpdf, object) && (*raw = raw_data (pdf, object)) == NULL)
        g_clear_pointer (&text, g_free);
    }
  qpdf_oh_release (pdf->qpdf, object);
  forget_trouble (pdf);
  if (generation != NULL)
    *generation = found;
  return text;
}

static void
append_fingerprint (YnPdf *pdf, guint id, guint generation, GString *out)
{
  qpdf_oh object = qpdf_get_object_by_id (pdf->qpdf, (int) id, (int) generation);

  if (!qpdf_oh_is_null (pdf->qpdf, object))
    {
      g_autofree char *text = text_of (pdf, object);

      if (generation > 0)
        g_string_append_printf (out, "\n%u:", generation);
      g_string_append (out, text);
      if (qpdf_oh_is_stream (pdf->qpdf, object))
        {
          g_autoptr (GBytes) raw = raw_data (pdf, object);
          g_autofree char *hash = raw != NULL ? yn_sha256 (raw) : g_strdup ("unreadable");

          g_string_append_printf (out, "\nstream %s", hash);
        }
    }
  qpdf_oh_release (pdf->qpdf, object);
}

char *
yn_pdf_object_fingerprint (YnPdf *pdf, guint id)
{
  GArray *known = g_hash_table_lookup (pdf->generations, GUINT_TO_POINTER (id));
  g_autoptr (GString) out = g_string_new (NULL);

  if (id == 0 || id > YN_PDF_MAX_OBJECTS)
    return NULL;
  append_fingerprint (pdf, id, 0, out);
  for (guint i = 0; known != NULL && i < known->len; i++)
    append_fingerprint (pdf, id, g_array_index (known, guint, i), out);
  forget_trouble (pdf);
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* Revisions end where "startxref N %%EOF" stands. A linearized file has one more near its head, with N = 0 or a
 * place further on: it ends no revision. */

static const char *
line_end (const char *at, const char *end)
{
  if (at < end && *at == '\r')
    at++;
  if (at < end && *at == '\n')
    at++;
  return at;
}

GArray *
yn_pdf_revision_ends (GBytes *bytes)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize size;
  const char *start = g_bytes_get_data (bytes, &size);
  const char *end = start + size;

  for (const char *at = start; at != NULL && (at = memmem (at, (gsize) (end - at), "%%EOF", 5)) != NULL; at += 5)
    {
      const char *p = at;
      guint offset;
      gsize behind;

      if (!space_before (start, &p) || !digits_before (start, &p, &offset) || !space_before (start, &p) ||
          p - start < 9 || memcmp (p - 9, "startxref", 9) != 0 || offset == 0 || offset >= (gsize) (at - start))
        continue;
      behind = (gsize) (line_end (at + 5, end) - start);
      g_array_append_val (ends, behind);
    }
  return ends;
}
