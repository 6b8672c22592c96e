/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Reading. libqpdf parses, with recovery off: a file that must be repaired has no certain meaning, and
 * offsets of a repaired file are not those of its bytes. Everything the reader says is bounded here. */

#include "papers/pdf.h"

#include "base/error.h"
#include "papers/pdf-private.h"
#include "papers/pdf-xref.h"

#include <string.h>

#define MAX_PATH_STEPS 128
#define MAX_PAGES 20000
#define MAX_PAGE_DEPTH 32
#define MAX_GENERATIONS 64 /* of one object */

/* Opening */

static void
remember_generation (guint id, guint generation, gpointer user_data)
{
  YnPdf *pdf = user_data;
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
  int n = id == 0 || yn_pdf_object_has_key (pdf, id, "Kids") ? yn_pdf_count (pdf, kids) : -1;

  if (depth > MAX_PAGE_DEPTH || pdf->pages->len >= MAX_PAGES)
    return FALSE;
  if (n < 0)
    {
      g_ptr_array_add (pdf->pages, g_strdup (path));
      return id != 0 && depth > 0;
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

  return add_pages (pdf, "Root/Pages", seen, 0);
}

static gboolean
read_file (YnPdf *pdf, GError **error)
{
  GBytes *bytes = yn_bytes_in_memory (pdf->source);
  QPDF_ERROR_CODE code;

  qpdf_silence_errors (pdf->qpdf);
  qpdf_set_suppress_warnings (pdf->qpdf, QPDF_TRUE);
  qpdf_set_attempt_recovery (pdf->qpdf, QPDF_FALSE);
  if (bytes != NULL)
    code = qpdf_read_memory (pdf->qpdf, "pdf", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "");
  else
    code = qpdf_read (pdf->qpdf, yn_bytes_path (pdf->source), "");
  if (code != QPDF_SUCCESS)
    set_error_of (pdf->qpdf, error);
  return code == QPDF_SUCCESS;
}

static gboolean
is_acceptable (YnBytes *source, GError **error)
{
  gsize size = yn_bytes_size (source);
  const char *head = yn_bytes_look (source, 0, MIN (size, 8));

  if (size > YN_PDF_MAX_BYTES)
    g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "a PDF of %" G_GSIZE_FORMAT " bytes", size);
  else if (size < 8 || head == NULL || memcmp (head, "%PDF-", 5) != 0)
    g_set_error (error, YN_ERROR, YN_ERROR_BAD_PDF, "does not begin with %%PDF-");
  else
    return TRUE;
  return FALSE;
}

YnPdf *
yn_pdf_open_bytes (YnBytes *source, GError **error)
{
  g_autoptr (YnPdf) pdf = NULL;

  g_autoptr (YnPdfXref) xref = NULL;

  if (!is_acceptable (source, error))
    return NULL;
  xref = yn_pdf_xref_read (source);
  if (!yn_pdf_unpacks_small (source, xref))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "streams that unpack into too much");
      return NULL;
    }
  pdf = g_new0 (YnPdf, 1);
  g_atomic_ref_count_init (&pdf->references);
  pdf->source = yn_bytes_ref (source);
  pdf->xref = g_steal_pointer (&xref);
  pdf->qpdf = qpdf_init ();
  pdf->pages = g_ptr_array_new_with_free_func (g_free);
  pdf->generations = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  if (!read_file (pdf, error))
    return NULL;
  if (pdf->xref != NULL)
    yn_pdf_xref_generations (pdf->xref, remember_generation, pdf);
  else
    yn_pdf_scan_generations (source, remember_generation, pdf);
  if (!find_pages (pdf))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_PDF, "no usable page tree");
      return NULL;
    }
  if (pdf->pages->len == 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_PDF_WITHOUT_PAGES, "no page");
      return NULL;
    }
  return g_steal_pointer (&pdf);
}

YnPdf *
yn_pdf_open (GBytes *bytes, GError **error)
{
  g_autoptr (YnBytes) source = yn_bytes_new (bytes);

  return yn_pdf_open_bytes (source, error);
}

YnPdf *
yn_pdf_ref (YnPdf *pdf)
{
  g_atomic_ref_count_inc (&pdf->references);
  return pdf;
}

void
yn_pdf_unref (YnPdf *pdf)
{
  if (pdf == NULL || !g_atomic_ref_count_dec (&pdf->references))
    return;
  if (pdf->qpdf != NULL)
    qpdf_cleanup (&pdf->qpdf);
  g_ptr_array_unref (pdf->pages);
  g_hash_table_unref (pdf->generations);
  yn_pdf_xref_free (pdf->xref);
  g_clear_pointer (&pdf->spoken_of, g_hash_table_unref);
  g_clear_pointer (&pdf->looks, g_hash_table_unref);
  yn_pdf_unref (pdf->later);
  yn_bytes_unref (pdf->source);
  g_free (pdf);
}

YnBytes *
yn_pdf_bytes (YnPdf *pdf)
{
  return pdf->source;
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

gboolean
yn_pdf_is_linearized (YnPdf *pdf)
{
  return qpdf_is_linearized (pdf->qpdf) != QPDF_FALSE;
}

/* Paths */

static qpdf_oh
step_into (YnPdf *pdf, qpdf_oh from, const char *step)
{
  g_autofree char *key = NULL;
  guint64 index;
  enum qpdf_object_type_e type = qpdf_oh_get_type_code (pdf->qpdf, from);

  if (type == ot_array)
    {
      if (!g_ascii_string_to_unsigned (step, 10, 0, G_MAXINT, &index, NULL)
          || (int) index >= qpdf_oh_get_array_n_items (pdf->qpdf, from))
        return qpdf_oh_new_null (pdf->qpdf);
      return qpdf_oh_get_array_item (pdf->qpdf, from, (int) index);
    }
  key = g_strconcat ("/", step, NULL);
  if (type == ot_stream)
    {
      qpdf_oh dictionary = qpdf_oh_get_dict (pdf->qpdf, from);
      qpdf_oh found = qpdf_oh_get_key_if_dict (pdf->qpdf, dictionary, key);

      qpdf_oh_release (pdf->qpdf, dictionary);
      return found;
    }
  if (type == ot_dictionary)
    return qpdf_oh_get_key (pdf->qpdf, from, key);
  return qpdf_oh_new_null (pdf->qpdf);
}

qpdf_oh
yn_pdf_handle_at (YnPdf *pdf, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", MAX_PATH_STEPS);
  guint64 id = 0;
  guint generation;
  gboolean by_number =
      steps[0] != NULL && g_ascii_string_to_unsigned (steps[0], 10, 1, YN_PDF_MAX_OBJECTS, &id, NULL);
  qpdf_oh at = by_number ? yn_pdf_handle_of (pdf, (guint) id, &generation) : qpdf_get_trailer (pdf->qpdf);

  for (guint i = by_number ? 1 : 0; steps[i] != NULL; i++)
    {
      qpdf_oh next = step_into (pdf, at, steps[i]);

      qpdf_oh_release (pdf->qpdf, at);
      at = next;
    }
  return at;
}

void
yn_pdf_forget_trouble (YnPdf *pdf)
{
  if (qpdf_has_error (pdf->qpdf))
    {
      qpdf_get_error (pdf->qpdf);
      pdf->damaged = TRUE;
    }
  while (qpdf_more_warnings (pdf->qpdf))
    {
      qpdf_next_warning (pdf->qpdf);
      pdf->damaged = TRUE;
    }
}

gboolean
yn_pdf_is_damaged (YnPdf *pdf)
{
  return pdf->damaged;
}

char *
yn_pdf_handle_text (YnPdf *pdf, qpdf_oh object)
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
  qpdf_oh object = yn_pdf_handle_at (pdf, path);
  char *text = qpdf_oh_is_null (pdf->qpdf, object) ? NULL : yn_pdf_handle_text (pdf, object);

  qpdf_oh_release (pdf->qpdf, object);
  yn_pdf_forget_trouble (pdf);
  return text;
}

gboolean
yn_pdf_has (YnPdf *pdf, const char *path)
{
  qpdf_oh object = yn_pdf_handle_at (pdf, path);
  gboolean has = !qpdf_oh_is_null (pdf->qpdf, object);

  qpdf_oh_release (pdf->qpdf, object);
  yn_pdf_forget_trouble (pdf);
  return has;
}

char *
yn_pdf_string (YnPdf *pdf, const char *path)
{
  qpdf_oh object = yn_pdf_handle_at (pdf, path);
  const char *value = NULL;
  size_t length = 0;
  char *text = NULL;

  if (qpdf_oh_is_string (pdf->qpdf, object) && qpdf_oh_get_value_as_utf8 (pdf->qpdf, object, &value, &length))
    text = g_utf8_make_valid (value, (gssize) length);
  qpdf_oh_release (pdf->qpdf, object);
  yn_pdf_forget_trouble (pdf);
  return text;
}

char *
yn_pdf_name (YnPdf *pdf, const char *path)
{
  qpdf_oh object = yn_pdf_handle_at (pdf, path);
  char *name = qpdf_oh_is_name (pdf->qpdf, object) ? g_strdup (qpdf_oh_get_name (pdf->qpdf, object)) : NULL;

  qpdf_oh_release (pdf->qpdf, object);
  yn_pdf_forget_trouble (pdf);
  return name;
}

gboolean
yn_pdf_int (YnPdf *pdf, const char *path, gint64 *value)
{
  qpdf_oh object = yn_pdf_handle_at (pdf, path);
  long long number = 0;
  gboolean is =
      qpdf_oh_is_integer (pdf->qpdf, object) && qpdf_oh_get_value_as_longlong (pdf->qpdf, object, &number);

  qpdf_oh_release (pdf->qpdf, object);
  yn_pdf_forget_trouble (pdf);
  if (is)
    *value = number;
  return is;
}

int
yn_pdf_count (YnPdf *pdf, const char *path)
{
  qpdf_oh object = yn_pdf_handle_at (pdf, path);
  int n = qpdf_oh_is_array (pdf->qpdf, object) ? qpdf_oh_get_array_n_items (pdf->qpdf, object) : -1;

  qpdf_oh_release (pdf->qpdf, object);
  yn_pdf_forget_trouble (pdf);
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
  qpdf_oh object = yn_pdf_handle_at (pdf, path);
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
  yn_pdf_forget_trouble (pdf);
  if (!is_dictionary)
    return NULL;
  g_ptr_array_sort (keys, compare_names);
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}

guint
yn_pdf_object_id (YnPdf *pdf, const char *path)
{
  qpdf_oh object = yn_pdf_handle_at (pdf, path);
  guint id = qpdf_oh_is_indirect (pdf->qpdf, object) ? (guint) qpdf_oh_get_object_id (pdf->qpdf, object) : 0;

  qpdf_oh_release (pdf->qpdf, object);
  yn_pdf_forget_trouble (pdf);
  return id;
}
