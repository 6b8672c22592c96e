/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Objects as wholes, and streams: their dictionaries as text, their bytes raw or unpacked within bounds. */

#include "papers/pdf.h"

#include "base/hash.h"
#include "papers/pdf-private.h"
#include "papers/pdf-syntax.h"
#include "papers/pdf-xref.h"

#include <stdlib.h>

qpdf_oh
yn_pdf_handle_of (YnPdf *pdf, guint id, guint *generation)
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

static long long
stated_length (YnPdf *pdf, qpdf_oh stream)
{
  qpdf_oh dictionary = qpdf_oh_get_dict (pdf->qpdf, stream);
  qpdf_oh length = qpdf_oh_get_key (pdf->qpdf, dictionary, "/Length");
  long long stated = 0;

  qpdf_oh_get_value_as_longlong (pdf->qpdf, length, &stated);
  qpdf_oh_release (pdf->qpdf, length);
  qpdf_oh_release (pdf->qpdf, dictionary);
  return stated;
}

/* NULL: too large, or not readable. */
static GBytes *
raw_data (YnPdf *pdf, qpdf_oh stream)
{
  unsigned char *data = NULL;
  size_t length = 0;
  QPDF_ERROR_CODE code;

  if (stated_length (pdf, stream) > YN_PDF_MAX_STREAM)
    return NULL;
  code = qpdf_oh_get_stream_data (pdf->qpdf, stream, qpdf_dl_none, NULL, &data, &length);
  if ((code & QPDF_ERRORS) != 0)
    {
      free (data);
      return NULL;
    }
  return g_bytes_new_with_free_func (data, length, free, data);
}

/* Not decoded by the reader: it has no bound on what a few bytes may become. Plain and deflated streams are
 * what our papers and embedded files are made of. */
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
  qpdf_oh stream = yn_pdf_handle_at (pdf, path);

  if (qpdf_oh_is_stream (pdf->qpdf, stream))
    raw = raw_data (pdf, stream);
  qpdf_oh_release (pdf->qpdf, stream);
  yn_pdf_forget_trouble (pdf);
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

guint
yn_pdf_max_object_id (YnPdf *pdf)
{
  gint64 size = 0;
  qpdf_oh null, made;
  int id;

  if (pdf->max_id != 0)
    return pdf->max_id;
  if (pdf->xref != NULL)
    {
      pdf->max_id = CLAMP (yn_pdf_xref_highest (pdf->xref), 1, YN_PDF_MAX_OBJECTS);
      return pdf->max_id;
    }
  /* The reader tells its highest number only by making one more; it is never written. */
  null = qpdf_oh_new_null (pdf->qpdf);
  made = qpdf_make_indirect_object (pdf->qpdf, null);
  id = qpdf_oh_get_object_id (pdf->qpdf, made);
  qpdf_oh_release (pdf->qpdf, null);
  qpdf_oh_release (pdf->qpdf, made);
  yn_pdf_forget_trouble (pdf);
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
  object = yn_pdf_handle_of (pdf, id, &found);
  if (!qpdf_oh_is_null (pdf->qpdf, object))
    {
      text = yn_pdf_handle_text (pdf, object);
      if (qpdf_oh_is_stream (pdf->qpdf, object) && (*raw = raw_data (pdf, object)) == NULL)
        g_clear_pointer (&text, g_free);
    }
  qpdf_oh_release (pdf->qpdf, object);
  yn_pdf_forget_trouble (pdf);
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
      g_autofree char *text = yn_pdf_handle_text (pdf, object);

      if (generation > 0)
        g_string_append_printf (out, "\n%u:", generation);
      g_string_append (out, text);
      if (qpdf_oh_is_stream (pdf->qpdf, object))
        {
          g_autoptr (GBytes) raw = raw_data (pdf, object);
          g_autofree char *hash = raw != NULL ? yn_sha256 (raw) : g_strdup_printf ("of %p, not read", (void *) pdf);

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
  yn_pdf_forget_trouble (pdf);
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static guint
collect_reference (guint id, guint generation, gpointer references)
{
  g_array_append_val ((GArray *) references, id);
  return id;
}

static GArray *
references_in (const char *text)
{
  GArray *references = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *unused = yn_pdf_syntax_renumber (text, collect_reference, references);

  return references;
}

GArray *
yn_pdf_references_at (YnPdf *pdf, const char *path)
{
  g_autofree char *text = yn_pdf_unparse (pdf, path);

  return references_in (text != NULL ? text : "");
}

GArray *
yn_pdf_references (YnPdf *pdf, guint id)
{
  char path[16];
  g_autofree char *text = yn_pdf_peek (pdf, id);

  g_snprintf (path, sizeof path, "%u", id);
  return text != NULL ? references_in (text) : yn_pdf_references_at (pdf, path);
}

gboolean
yn_pdf_object_has_key (YnPdf *pdf, guint id, const char *key)
{
  g_autofree char *text = yn_pdf_peek (pdf, id);
  g_autofree char *path = NULL;
  g_autofree char *value = NULL;
  YnPdfSpan dictionary, entry;

  if (text != NULL)
    return yn_pdf_syntax_value (text, &dictionary) && yn_pdf_syntax_entry (dictionary, key, &entry, NULL);
  if (!yn_pdf_object_exists (pdf, id))
    return FALSE;
  path = g_strdup_printf ("%u/%s", id, key);
  value = yn_pdf_unparse (pdf, path);
  return value != NULL;
}

guint
yn_pdf_page_of_annotation (YnPdf *pdf, guint id)
{
  for (guint page = 0; page < yn_pdf_n_pages (pdf); page++)
    {
      const char *path_of_page = yn_pdf_page_path (pdf, page);
      g_autofree char *list = g_strconcat (path_of_page, "/Annots", NULL);
      gboolean annotated = yn_pdf_object_has_key (pdf, yn_pdf_object_id (pdf, path_of_page), "Annots");
      int n = annotated ? yn_pdf_count (pdf, list) : 0;

      for (int i = 0; i < n; i++)
        {
          g_autofree char *path = g_strdup_printf ("%s/%d", list, i);

          if (yn_pdf_object_id (pdf, path) == id)
            return page + 1;
        }
    }
  return 0;
}
