/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Invariant 9: what the machine reads is what the person read. The body is printed again. Where the same font
 * and libraries printed both, the files are the same byte for byte, and nothing more is to be asked. Where they are not
 * (another program wrote the file again, other versions printed it), yinuo-pages reads both: text and order of every
 * page must be the same, every page must look the same, and the file may hold nothing but pages and answers: no
 * annotation, script, layer or second attachment, and no form but empty places for signatures. Those are left out of
 * the comparison, and then must show nothing of their own. What later revisions appended shows nothing new but the
 * marks of signatures.
 */

#include "papers/paper.h"

#include "base/error.h"
#include "papers/pdf-mark.h"
#include "papers/pdf.h"
#include "papers/reading.h"
#include "papers/shown-since.h"

#include <string.h>

#define IMAGE_SCALE 1.5
#define VISIBLE_DIFFERENCE 96 /* of 255: more than rounding makes */

static gboolean differs (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
differs (GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS, "%s", what);
  return FALSE;
}

static gboolean
has_form (GBytes *prefix)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (prefix, NULL);
  g_autofree char *form = pdf != NULL ? yn_pdf_unparse (pdf, "Root/AcroForm") : NULL;

  return form != NULL;
}

/* The paper as it stood before the first signature: the last revision before one with a form. */
static GBytes *
unsigned_part (GBytes *pdf)
{
  g_autoptr (GArray) ends = yn_pdf_revision_ends (pdf);

  for (guint i = 1; i < ends->len; i++)
    {
      g_autoptr (GBytes) prefix = g_bytes_new_from_bytes (pdf, 0, g_array_index (ends, gsize, i));

      if (has_form (prefix))
        return g_bytes_new_from_bytes (pdf, 0, g_array_index (ends, gsize, i - 1));
    }
  return g_bytes_ref (pdf);
}

static gboolean
only_keys (YnPdf *pdf, const char *path, const char *const *known)
{
  g_auto (GStrv) keys = yn_pdf_keys (pdf, path);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      return FALSE;
  return keys != NULL;
}

/* An empty place for a signature. One that shows itself only in print, or when it is touched, could hide what it covers
 * from whoever looks. */
static gboolean
is_empty_place (YnPdf *pdf, const char *path)
{
  static const char *const keys[] = { "/AP", "/DA", "/F",    "/FT", "/Ff",      "/Lock", "/M",    "/MK", "/NM",
                                      "/P",  "/SV", "/Rect", "/T",  "/Subtype", "/TU",   "/Type", NULL };
  g_autofree char *type_path = g_strconcat (path, "/FT", NULL);
  g_autofree char *type = yn_pdf_name (pdf, type_path);

  return g_strcmp0 (type, "/Sig") == 0 && yn_pdf_mark_is_steady (pdf, path) && only_keys (pdf, path, keys);
}

static gboolean
all_empty_places (YnPdf *pdf, const char *list)
{
  int n = yn_pdf_count (pdf, list);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d", list, i);

      if (!is_empty_place (pdf, path))
        return FALSE;
    }
  return n >= 0;
}

static gboolean
has_harmless_form (YnPdf *pdf)
{
  static const char *const keys[] = { "/DA", "/DR", "/Fields", "/SigFlags", "/Type", NULL };

  return !yn_pdf_has (pdf, "Root/AcroForm")
         || (only_keys (pdf, "Root/AcroForm", keys) && all_empty_places (pdf, "Root/AcroForm/Fields"));
}

static gboolean
has_harmless_annotations (YnPdf *pdf, guint page)
{
  g_autofree char *path = g_strconcat (yn_pdf_page_path (pdf, page), "/Annots", NULL);

  return !yn_pdf_has (pdf, path) || all_empty_places (pdf, path);
}

/* Nothing that shows, runs or hides beside the pages. */
static gboolean
holds_pages_only (GBytes *part, GError **error)
{
  static const char *const root_keys[] = {
    "/AF",       "/AcroForm",          "/Extensions", "/Lang",     "/MarkInfo", "/Metadata",       "/Names",
    "/Outlines", "/PageLabels",        "/PageLayout", "/PageMode", "/Pages",    "/StructTreeRoot", "/Type",
    "/Version",  "/ViewerPreferences", NULL
  };
  static const char *const page_keys[] = { "/AA", "/Trans", "/PieceInfo" };
  g_autoptr (YnPdf) pdf = yn_pdf_open (part, error);
  g_auto (GStrv) keys = pdf != NULL ? yn_pdf_keys (pdf, "Root") : NULL;
  g_auto (GStrv) names = pdf != NULL ? yn_pdf_keys (pdf, "Root/Names") : NULL;

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++)
    if (!g_strv_contains (root_keys, keys[i]))
      return differs (error, "the document carries %s", keys[i]);
  if (!has_harmless_form (pdf))
    return differs (error, "the document carries a form");
  if (names == NULL || g_strv_length (names) != 1 || yn_pdf_n_attached (pdf) != 1)
    return differs (error, "something else is attached");
  for (guint i = 0; i < yn_pdf_n_pages (pdf); i++)
    {
      if (!has_harmless_annotations (pdf, i))
        return differs (error, "page %u carries annotations", i + 1);
      for (guint k = 0; k < G_N_ELEMENTS (page_keys); k++)
        {
          g_autofree char *path = g_strconcat (yn_pdf_page_path (pdf, i), page_keys[k], NULL);
          g_autofree char *there = yn_pdf_unparse (pdf, path);

          if (there != NULL)
            return differs (error, "page %u carries %s", i + 1, page_keys[k]);
        }
    }
  return TRUE;
}

/* The same pages without the empty places on them. New. */
static GBytes *
bare (GBytes *part, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (part, error);
  g_autoptr (YnPdfRevision) revision = NULL; /* where there is something to take away: an encrypted file takes none */

  for (guint i = 0; pdf != NULL && i < yn_pdf_n_pages (pdf); i++)
    {
      g_autofree char *path = g_strconcat (yn_pdf_page_path (pdf, i), "/Annots", NULL);

      if (yn_pdf_count (pdf, path) <= 0)
        continue;
      if (revision == NULL)
        revision = yn_pdf_revision_new (pdf, error);
      if (revision == NULL || !yn_pdf_revision_put (revision, yn_pdf_page_path (pdf, i), "Annots", "[ ]", error))
        return NULL;
    }
  if (pdf == NULL)
    return NULL;
  return revision != NULL ? yn_pdf_revision_finish (revision, NULL, error) : g_bytes_ref (part);
}

static gboolean
same_texts (GBytes *shown, GBytes *printed, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) theirs = yn_reading_texts (shown, cancellable, error);
  g_auto (GStrv) ours = theirs != NULL ? yn_reading_texts (printed, cancellable, error) : NULL;

  if (ours == NULL)
    return FALSE;
  if (g_strv_length (theirs) != g_strv_length (ours))
    return differs (error, "%u pages are shown, the answers give %u", g_strv_length (theirs),
                    g_strv_length (ours));
  for (guint i = 0; ours[i] != NULL; i++)
    if (!g_str_equal (ours[i], theirs[i]))
      return differs (error, "page %u does not show what the answers say", i + 1);
  return TRUE;
}

static gboolean
looks_same (const YnPageImage *a, const YnPageImage *b)
{
  const guint8 *x = g_bytes_get_data (a->pixels, NULL);
  const guint8 *y = g_bytes_get_data (b->pixels, NULL);

  if (a->width != b->width || a->height != b->height || a->stride != b->stride)
    return FALSE;
  for (gsize i = 0; i < g_bytes_get_size (a->pixels); i++)
    if (ABS ((int) x[i] - (int) y[i]) > VISIBLE_DIFFERENCE)
      return FALSE;
  return TRUE;
}

/* What covers a text or is drawn beside it has no text of its own. */
static gboolean
same_looks (GBytes *shown, GBytes *printed, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) theirs = yn_reading_images (shown, IMAGE_SCALE, cancellable, error);
  g_autoptr (GPtrArray) ours =
      theirs != NULL ? yn_reading_images (printed, IMAGE_SCALE, cancellable, error) : NULL;

  if (ours == NULL)
    return FALSE;
  if (theirs->len != ours->len)
    return differs (error, "%u pages are shown, the answers give %u", theirs->len, ours->len);
  for (guint i = 0; i < ours->len; i++)
    if (!looks_same (g_ptr_array_index (theirs, i), g_ptr_array_index (ours, i)))
      return differs (error, "page %u does not look as the answers print it", i + 1);
  return TRUE;
}

static gboolean
shows_no_mark (GBytes *part, GBytes *printed, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (same_looks (part, printed, cancellable, &trouble))
    return TRUE;
  if (g_error_matches (trouble, YN_ERROR, YN_ERROR_PAPER_DIFFERS))
    g_set_error_literal (error, YN_ERROR, YN_ERROR_MARK_LEFT_OVER, "an empty place for a signature shows a mark");
  else
    g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}

static gboolean
one_body (GBytes *pdf, const YnJson *body, GError **error)
{
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, error);
  g_autoptr (YnJson) last = NULL;

  if (opened == NULL)
    return FALSE;
  if (yn_pdf_n_attached (opened) != 1)
    return differs (error, "something else is attached");
  last = yn_paper_body (pdf, error);
  if (last == NULL)
    return FALSE;
  return yn_json_equal (last, body) || differs (error, "the answers were changed after the first signature");
}

gboolean
yn_paper_compare (GBytes *pdf, const YnService *service, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) part = unsigned_part (pdf);
  g_autoptr (YnJson) body = yn_paper_body (part, error);
  g_autoptr (GBytes) printed = NULL;
  g_autoptr (GBytes) pages = NULL;
  g_autoptr (GError) trouble = NULL;

  if (body == NULL || !one_body (pdf, body, error))
    return FALSE;
  printed = yn_paper_print (service, body, &trouble);
  if (printed == NULL && g_error_matches (trouble, YN_ERROR, YN_ERROR_BAD_SERVICE))
    return differs (error, "the answers do not fit their service: %s", trouble->message);
  if (printed == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }
  if (g_bytes_get_size (part) < g_bytes_get_size (pdf) && !yn_pdf_shows_the_same (part, pdf, error))
    return FALSE;
  if (g_bytes_equal (part, printed))
    return TRUE;
  pages = holds_pages_only (part, error) ? bare (part, error) : NULL;
  return pages != NULL && same_texts (pages, printed, cancellable, error)
         && same_looks (pages, printed, cancellable, error)
         && (g_bytes_equal (pages, part) || shows_no_mark (part, printed, cancellable, error));
}

gboolean
yn_paper_differs (const GError *error)
{
  return g_error_matches (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS)
         || g_error_matches (error, YN_ERROR, YN_ERROR_MARK_LEFT_OVER);
}
