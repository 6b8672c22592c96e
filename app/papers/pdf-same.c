/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Two readings of one file: as it once ended, and as it ends now. Most objects stand where they stood and are not
 * spoken of again; they need not be read twice, nor, if they are large, at all.
 *
 * What an old object means depends on another one in two cases: a stream may name its length, and a stream may hold
 * objects. So nothing is concluded unless whatever is spoken of again was a dictionary or an array. */

#include "papers/pdf-private.h"

#include "papers/pdf.h"
#include "papers/pdf-xref.h"

static gboolean
exists_for_the_reader (YnPdf *pdf, guint id)
{
  guint generation;
  qpdf_oh object = yn_pdf_handle_of (pdf, id, &generation);
  gboolean exists = !qpdf_oh_is_null (pdf->qpdf, object);

  qpdf_oh_release (pdf->qpdf, object);
  yn_pdf_forget_trouble (pdf);
  return exists;
}

gboolean
yn_pdf_object_exists (YnPdf *pdf, guint id)
{
  g_autofree char *text = NULL;
  gsize offset;

  if (id == 0 || id > YN_PDF_MAX_OBJECTS)
    return FALSE;
  if (pdf->xref != NULL && yn_pdf_xref_place (pdf->xref, id, &offset) == YN_PDF_PLACE_NONE)
    return FALSE;
  if (yn_pdf_is_misplaced (pdf, id))
    {
      pdf->damaged = TRUE;
      return FALSE;
    }
  text = yn_pdf_peek (pdf, id);
  return text != NULL ? !g_str_equal (text, "null") : exists_for_the_reader (pdf, id);
}

/* Dictionaries, arrays, or nothing at all, in every generation. */
static gboolean
none_but_containers (YnPdf *pdf, guint id)
{
  GArray *known = g_hash_table_lookup (pdf->generations, GUINT_TO_POINTER (id));
  gboolean harmless = TRUE;

  for (guint i = 0; i <= (known != NULL ? known->len : 0) && harmless; i++)
    {
      int generation = i == 0 ? 0 : (int) g_array_index (known, guint, i - 1);
      qpdf_oh object = qpdf_get_object_by_id (pdf->qpdf, (int) id, generation);

      harmless = qpdf_oh_is_null (pdf->qpdf, object) || qpdf_oh_is_dictionary (pdf->qpdf, object)
                 || qpdf_oh_is_array (pdf->qpdf, object);
      qpdf_oh_release (pdf->qpdf, object);
    }
  yn_pdf_forget_trouble (pdf);
  return harmless;
}

static GHashTable *
spoken_of_in (YnPdf *pdf, YnPdf *later)
{
  g_autoptr (GHashTable) numbers = NULL;
  GHashTableIter iter;
  gpointer id;

  if (pdf->xref == NULL || later->xref == NULL || yn_pdf_is_encrypted (pdf) || yn_pdf_is_encrypted (later))
    return NULL;
  numbers = yn_pdf_xref_spoken_of_since (later->xref, pdf->xref);
  if (numbers == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, numbers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!none_but_containers (pdf, GPOINTER_TO_UINT (id)))
      return NULL;
  return g_steal_pointer (&numbers);
}

gboolean
yn_pdf_object_same (YnPdf *pdf, YnPdf *later, guint id)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (pdf == later)
    return TRUE;
  if (pdf->later != later)
    {
      g_clear_pointer (&pdf->spoken_of, g_hash_table_unref);
      pdf->spoken_of = spoken_of_in (pdf, later);
      yn_pdf_unref (pdf->later);
      pdf->later = yn_pdf_ref (later);
    }
  if (pdf->spoken_of != NULL && !g_hash_table_contains (pdf->spoken_of, GUINT_TO_POINTER (id)))
    return yn_pdf_object_exists (pdf, id) == yn_pdf_object_exists (later, id);
  before = yn_pdf_object_fingerprint (pdf, id);
  after = yn_pdf_object_fingerprint (later, id);
  return g_strcmp0 (before, after) == 0;
}
