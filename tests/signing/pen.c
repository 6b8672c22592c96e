/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pen.h"

#include "signing/cms.h"
#include "signing/signer.h"

#include <string.h>

#define ROOM 8192

GBytes *
pen_spliced (GBytes *bytes, gsize at, gsize removed, const char *text)
{
  GByteArray *result = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpuint (at + removed, <=, size);
  g_byte_array_append (result, data, (guint)at);
  g_byte_array_append (result, (const guint8 *)text, (guint)strlen (text));
  g_byte_array_append (result, data + at + removed, (guint)(size - at - removed));
  return g_byte_array_free_to_bytes (result);
}

gsize
pen_find (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *at = memmem (data, size, text, strlen (text));

  g_assert_nonnull (at);
  return (gsize)(at - data);
}

GBytes *
pen_overwritten (GBytes *bytes, const char *mark, gsize behind, const char *text)
{
  return pen_spliced (bytes, pen_find (bytes, mark) + behind, strlen (text), text);
}

GBytes *
pen_appended (GBytes *bytes, const char *text)
{
  return pen_spliced (bytes, g_bytes_get_size (bytes), 0, text);
}

GBytes *
pen_saved (GBytes *bytes, PenChange change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnPdf) pdf = yn_pdf_open (bytes, &error);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, &error);
  GBytes *result;

  g_assert_no_error (error);
  change (pdf, revision);
  result = yn_pdf_revision_finish (revision, NULL, &error);
  g_assert_no_error (error);
  return result;
}

gsize
pen_last_table (GBytes *bytes)
{
  gsize size, at;
  const char *data = g_bytes_get_data (bytes, &size);

  for (at = size - 9; at > 0 && memcmp (data + at, "startxref", 9) != 0;)
    at--;
  return (gsize)g_ascii_strtoull (data + at + 9, NULL, 10);
}

GBytes *
pen_written (GBytes *bytes, const PenObject *objects, guint n, const char *trailer)
{
  g_autoptr (GString) text = g_string_new ("\n");
  g_autoptr (GString) table = g_string_new ("xref\n");
  g_autoptr (YnPdf) pdf = yn_pdf_open (bytes, NULL);
  gsize start = g_bytes_get_size (bytes);
  guint last = yn_pdf_max_object_id (pdf);

  for (guint i = 0; i < n; i++)
    {
      if (!objects[i].untold)
        g_string_append_printf (table, "%u 1\n%010" G_GSIZE_FORMAT " %05u n \n", objects[i].id,
                                start + text->len, objects[i].generation);
      g_string_append_printf (text, "%u %u obj\n%s\nendobj\n", objects[i].id, objects[i].generation,
                              objects[i].text);
    }
  for (guint i = 0; i < n; i++)
    last = objects[i].untold ? last : MAX (last, objects[i].id);
  g_string_append_printf (table, "trailer\n<< /Size %u /Info %u 0 R ", last + 1, pen_object (pdf, "Info"));
  if (trailer == NULL || strstr (trailer, "/Root") == NULL)
    g_string_append_printf (table, "/Root %u 0 R ", pen_object (pdf, "Root"));
  if (trailer == NULL || trailer[0] == '+')
    g_string_append_printf (table, "/Prev %" G_GSIZE_FORMAT " ", pen_last_table (bytes));
  g_string_append_printf (table, "%s >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          trailer == NULL     ? ""
                          : trailer[0] == '+' ? trailer + 1
                                              : trailer,
                          start + text->len);
  g_string_append (text, table->str);
  return pen_appended (bytes, text->str);
}

guint
pen_object (YnPdf *pdf, const char *path)
{
  guint id = yn_pdf_object_id (pdf, path);

  g_assert_cmpuint (id, >, 0);
  return id;
}

guint
pen_add (YnPdfRevision *revision, const char *syntax)
{
  guint id = yn_pdf_revision_reserve (revision);

  yn_pdf_revision_set (revision, id, syntax);
  return id;
}

guint
pen_add_stream (YnPdfRevision *revision, const char *entries, const char *content)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  guint id = yn_pdf_revision_reserve (revision);

  yn_pdf_revision_set_stream (revision, id, entries, bytes);
  return id;
}

void
pen_put (YnPdfRevision *revision, const char *path, const char *key, const char *syntax)
{
  g_assert_true (yn_pdf_revision_put (revision, path, key, syntax, NULL));
}

void
pen_put_reference (YnPdfRevision *revision, const char *path, const char *key, guint id)
{
  g_autofree char *reference = g_strdup_printf ("%u 0 R", id);

  pen_put (revision, path, key, reference);
}

void
pen_append (YnPdfRevision *revision, const char *path, const char *key, guint id)
{
  g_autofree char *reference = g_strdup_printf ("%u 0 R", id);

  g_assert_true (yn_pdf_revision_append (revision, path, key, reference, NULL));
}

/* Signatures by hand */

#define RANGE "/ByteRange [0 0000000000 0000000000 0000000000]"

static guint
add_value (YnPdfRevision *revision, const PenSignature *how)
{
  g_autofree char *zeros = g_strnfill (2 * ROOM, '0');
  g_autofree char *value =
      g_strdup_printf ("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter %s /M (D:20261123025002Z) %s " RANGE
                       " /Contents <%s> >>",
                       how->subfilter != NULL ? how->subfilter : "/ETSI.CAdES.detached",
                       how->value != NULL ? how->value : "", zeros);

  return pen_add (revision, value);
}

static void
add_field (YnPdf *pdf, YnPdfRevision *revision, const PenSignature *how, guint value)
{
  const char *name = how->name != NULL ? how->name : "theirs";
  const char *box = how->box != NULL ? how->box : "60 600 200 660";
  guint look =
      pen_add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 140 60]", "0 0 140 60 re S");
  guint widget = yn_pdf_revision_reserve (revision);
  guint field = how->split ? yn_pdf_revision_reserve (revision) : widget;
  g_autofree char *looks =
      g_strdup_printf ("/Type /Annot /Subtype /Widget /F 132 /P %u 0 R /Rect [%s] /AP << /N %u 0 R >>",
                       pen_object (pdf, PEN_FIRST), box, look);
  g_autofree char *held =
      g_strdup_printf ("/FT /Sig /T (%s) /V %u 0 R %s", name, value, how->field != NULL ? how->field : "");
  g_autofree char *merged = g_strdup_printf ("<< %s %s >>", looks, held);
  g_autofree char *alone = g_strdup_printf ("<< %s /Kids [ %u 0 R ] >>", held, widget);
  g_autofree char *kid = g_strdup_printf ("<< %s /Parent %u 0 R >>", looks, field);

  yn_pdf_revision_set (revision, widget, how->split ? kid : merged);
  if (how->split)
    yn_pdf_revision_set (revision, field, alone);
  pen_append (revision, PEN_FIRST, "Annots", widget);
  pen_append (revision, "Root/AcroForm", "Fields", field);
}

static GBytes *
with_hole (GBytes *bytes, const PenSignature *how)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnPdf) pdf = yn_pdf_open (bytes, &error);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, &error);
  g_autofree char *form = NULL;
  GBytes *result;

  g_assert_no_error (error);
  form = yn_pdf_unparse (pdf, "Root/AcroForm");
  if (form == NULL)
    pen_put (revision, "Root", "AcroForm", "<< /Fields [] /SigFlags 3 >>");
  add_field (pdf, revision, how, add_value (revision, how));
  if (how->also != NULL)
    how->also (pdf, revision);
  result = yn_pdf_revision_finish (revision, NULL, &error);
  g_assert_no_error (error);
  return result;
}

/* The last one: earlier signatures have holes of their own. */
static gsize
find_last (GBytes *bytes, const char *text)
{
  gsize size, at = pen_find (bytes, text);
  const char *data = g_bytes_get_data (bytes, &size), *next;

  while ((next = memmem (data + at + 1, size - at - 1, text, strlen (text))) != NULL)
    at = (gsize)(next - data);
  return at;
}

static void
digest (YnKey *key, const char *data, gsize hole, gsize behind, gsize size, guint8 *value, guint *length)
{
  g_autoptr (EVP_MD) type = EVP_MD_fetch (NULL, yn_key_digest (key), NULL);
  EVP_MD_CTX *context = EVP_MD_CTX_new ();

  EVP_DigestInit_ex2 (context, type, NULL);
  EVP_DigestUpdate (context, data, hole);
  EVP_DigestUpdate (context, data + behind, size - behind);
  EVP_DigestFinal_ex (context, value, length);
  EVP_MD_CTX_free (context);
}

GBytes *
pen_signed (GBytes *bytes, const PenSignature *how, YnKey *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) prepared = with_hole (bytes, how);
  gsize size, hole = find_last (prepared, "/Contents <000") + strlen ("/Contents "),
              behind = hole + 2 + 2 * ROOM;
  char *data = g_memdup2 (g_bytes_get_data (prepared, &size), g_bytes_get_size (prepared));
  g_autofree char *range =
      g_strdup_printf ("/ByteRange [0 %010" G_GSIZE_FORMAT " %010" G_GSIZE_FORMAT " %010" G_GSIZE_FORMAT "]",
                       hole, behind, size - behind);
  guint8 value[64];
  guint length = 0;
  g_autoptr (GBytes) cms = NULL;

  memcpy (data + find_last (prepared, RANGE), range, strlen (range));
  digest (key, data, hole, behind, size, value, &length);
  cms = yn_cms_sign (key, value, length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (cms), <=, ROOM);
  for (gsize i = 0; i < g_bytes_get_size (cms); i++)
    {
      char digits[3];

      g_snprintf (digits, sizeof digits, "%02x", ((const guint8 *)g_bytes_get_data (cms, NULL))[i]);
      memcpy (data + hole + 1 + 2 * i, digits, 2);
    }
  return g_bytes_new_take (data, size);
}
