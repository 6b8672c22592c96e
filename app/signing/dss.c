/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/dss.h"

#include "base/hash.h"

#include <string.h>

#define MAX_ENTRIES 256
#define MAX_TAIL (64 * 1024 * 1024)
#define SUM_DIGITS 64
#define SUM_START YN_DSS_SUM " <"

static const char *const keys[] = { "/Certs", "/OCSPs", "/CRLs" };

YnDss *
yn_dss_new (void)
{
  YnDss *dss = g_new0 (YnDss, 1);

  dss->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  dss->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  dss->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return dss;
}

void
yn_dss_free (YnDss *dss)
{
  if (dss == NULL)
    return;
  g_ptr_array_unref (dss->certificates);
  g_ptr_array_unref (dss->answers);
  g_ptr_array_unref (dss->lists);
  g_free (dss);
}

/* In the order of @keys. */
static GPtrArray *
entries (const YnDss *dss, guint kind)
{
  GPtrArray *const all[] = { dss->certificates, dss->answers, dss->lists };

  return all[kind];
}

static gboolean
holds (GPtrArray *list, GBytes *der)
{
  for (guint i = 0; i < list->len; i++)
    if (g_bytes_equal (g_ptr_array_index (list, i), der))
      return TRUE;
  return FALSE;
}

void
yn_dss_add (GPtrArray *list, GBytes *der)
{
  if (!holds (list, der))
    g_ptr_array_add (list, g_bytes_ref (der));
}

void
yn_dss_add_certificate (YnDss *dss, X509 *certificate)
{
  g_autoptr (GBytes) der = yn_crypto_certificate_der (certificate);

  yn_dss_add (dss->certificates, der);
}

YnDss *
yn_dss_read (YnPdf *pdf)
{
  g_auto (GStrv) dictionary = yn_pdf_keys (pdf, "Root/DSS");
  YnDss *dss;

  if (dictionary == NULL)
    return NULL;
  dss = yn_dss_new ();
  for (guint kind = 0; kind < G_N_ELEMENTS (keys); kind++)
    {
      g_autofree char *array = g_strconcat ("Root/DSS", keys[kind], NULL);
      int count = MIN (yn_pdf_count (pdf, array), MAX_ENTRIES);

      for (int i = 0; i < count; i++)
        {
          g_autofree char *path = g_strdup_printf ("%s/%d", array, i);
          g_autoptr (GBytes) der = yn_pdf_stream (pdf, path);

          if (der != NULL)
            yn_dss_add (entries (dss, kind), der);
        }
    }
  return dss;
}

void
yn_dss_tell (const YnDss *dss, YnRevocation *revocation)
{
  for (guint i = 0; i < dss->answers->len; i++)
    yn_revocation_add_answer (revocation, g_ptr_array_index (dss->answers, i));
  for (guint i = 0; i < dss->lists->len; i++)
    yn_revocation_add_list (revocation, g_ptr_array_index (dss->lists, i));
}

/* "12 0 R 13 0 R": what @pdf has in this array, and what is new. */
static void
append_references (YnPdf *pdf, YnPdfRevision *revision, guint kind, GPtrArray *list, GPtrArray *had, GString *out)
{
  g_autofree char *array = g_strconcat ("Root/DSS", keys[kind], NULL);
  int count = MAX (yn_pdf_count (pdf, array), 0);

  for (int i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d", array, i);
      guint id = yn_pdf_object_id (pdf, path);

      if (id != 0)
        g_string_append_printf (out, " %u 0 R", id);
    }
  for (guint i = 0; i < list->len; i++)
    {
      GBytes *der = g_ptr_array_index (list, i);
      guint id;

      if (had != NULL && holds (had, der))
        continue;
      id = yn_pdf_revision_reserve (revision);
      yn_pdf_revision_set_stream (revision, id, "", der);
      g_string_append_printf (out, " %u 0 R", id);
    }
}

/* The digits in @tail; NULL: there are none. */
static char *
find_sum (char *tail, gsize size)
{
  char *at = memmem (tail, size, SUM_START, strlen (SUM_START));

  if (at == NULL || (gsize) (tail + size - at) < strlen (SUM_START) + SUM_DIGITS)
    return NULL;
  return at + strlen (SUM_START);
}

static GBytes *
with_sum (GBytes *tail)
{
  gsize size;
  char *data = g_bytes_unref_to_data (tail, &size);
  g_autofree char *sum = yn_sha256_data (data, size);
  char *place = find_sum (data, size);

  if (place != NULL)
    memcpy (place, sum, SUM_DIGITS);
  return g_bytes_new_take (data, size);
}

gboolean
yn_dss_tail_damaged (YnPdf *pdf, gsize end)
{
  g_autofree char *stated = yn_pdf_unparse (pdf, "Root/DSS" YN_DSS_SUM);
  gsize whole = yn_bytes_size (yn_pdf_bytes (pdf)), size;
  g_autoptr (GBytes) tail = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *digits = NULL;
  g_autofree char *sum = NULL;
  char *place;

  if (stated == NULL)
    return FALSE;
  if (end > whole || whole - end > MAX_TAIL || (tail = yn_bytes_slice (yn_pdf_bytes (pdf), end, whole)) == NULL)
    return TRUE;
  copy = g_memdup2 (g_bytes_get_data (tail, &size), g_bytes_get_size (tail));
  place = find_sum (copy, size);
  if (place == NULL)
    return TRUE;
  digits = g_strndup (place, SUM_DIGITS);
  memset (place, '0', SUM_DIGITS);
  sum = yn_sha256_data (copy, size);
  return !g_str_equal (digits, sum);
}

GBytes *
yn_dss_tail (YnPdf *pdf, const YnDss *dss, GError **error)
{
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, error);
  g_autoptr (YnDss) had = yn_dss_read (pdf);
  g_autoptr (GString) dictionary = g_string_new ("<< /Type /DSS");
  g_autofree char *related = yn_pdf_unparse (pdf, "Root/DSS/VRI");
  g_autofree char *reference = NULL;
  GBytes *tail;
  guint id;

  if (revision == NULL)
    return NULL;
  for (guint kind = 0; kind < G_N_ELEMENTS (keys); kind++)
    {
      g_autoptr (GString) references = g_string_new (NULL);

      append_references (pdf, revision, kind, entries (dss, kind), had != NULL ? entries (had, kind) : NULL,
                         references);
      if (references->len > 0)
        g_string_append_printf (dictionary, " %s [%s ]", keys[kind], references->str);
    }
  if (related != NULL)
    g_string_append_printf (dictionary, " /VRI %s", related);
  g_string_append_printf (dictionary, " " SUM_START "%0*d> >>", SUM_DIGITS, 0);
  id = yn_pdf_revision_reserve (revision);
  yn_pdf_revision_set (revision, id, dictionary->str);
  reference = g_strdup_printf ("%u 0 R", id);
  if (!yn_pdf_revision_put (revision, "Root", "DSS", reference, error))
    return NULL;
  tail = yn_pdf_revision_tail (revision, NULL, error);
  return tail != NULL ? with_sum (tail) : NULL;
}
