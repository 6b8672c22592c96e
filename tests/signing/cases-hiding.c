/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Shadow attacks: the paper is prepared before it is signed, so that a little later change shows something
 * else. And objects that hide: awaited, defined twice, under another generation, in an object stream, behind
 * a cross-reference that leaves things out. */

#include "cases.h"

#include <string.h>

/* A paper prepared by one change, signed, and then attacked by another. */
static GBytes *
shadow (const TestScene *scene, PenChange prepare, PenChange attack)
{
  g_autoptr (GBytes) prepared = pen_saved (scene->paper, prepare);
  g_autoptr (GBytes) once = test_sign (prepared, "enterprise-seal", scene->signer);
  g_autoptr (YnVerification) before = yn_verify (once, scene->trust, NOW);

  g_assert_cmpstr (before->code, ==, "signed-and-intact");
  return pen_saved (once, attack);
}

/* Hide: what lies over the true content is taken away. */
static void
lay_over (YnPdf *pdf, YnPdfRevision *revision)
{
  guint over = pen_add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 595 842]", PEN_COVER);
  g_autofree char *content = g_strdup_printf ("[ %u 0 R %u 0 R ]", pen_object (pdf, PEN_FIRST "/Contents"),
                                              pen_add_stream (revision, "", "/Over Do"));
  g_autofree char *objects = g_strdup_printf ("<< /Over %u 0 R >>", over);

  pen_put (revision, PEN_FIRST, "Contents", content);
  pen_put (revision, PEN_FIRST "/Resources", "XObject", objects);
}

static void
take_away (YnPdf *pdf, YnPdfRevision *revision)
{
  yn_pdf_revision_set (revision, pen_object (pdf, PEN_FIRST "/Resources/XObject/Over"), "null");
}

static GBytes *
shadow_hide (const TestScene *scene, const TestCase *row)
{
  return shadow (scene, lay_over, take_away);
}

/* Replace: the value, the look or the font of a field. */
static void
add_text_field (YnPdf *pdf, YnPdfRevision *revision)
{
  guint font = pen_add (revision, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  g_autofree char *resources = g_strdup_printf (
      "/Type /XObject /Subtype /Form /BBox [0 0 99 20] /Resources << /Font << /F %u 0 R >> >>", font);
  guint look = pen_add_stream (revision, resources, "BT /F 12 Tf (100) Tj ET");
  g_autofree char *field = g_strdup_printf ("<< /Type /Annot /Subtype /Widget /FT /Tx /T (sum) /V (100) /F 4 "
                                            "/Rect [60 300 159 320] /AP << /N %u 0 R >> >>",
                                            look);
  guint id = pen_add (revision, field);
  g_autofree char *form =
      g_strdup_printf ("<< /Fields [ %u 0 R ] /DR << /Font << /F %u 0 R >> >> >>", id, font);

  pen_append (revision, PEN_FIRST, "Annots", id);
  pen_put (revision, "Root", "AcroForm", form);
}

static void
replace_text (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Root/AcroForm/Fields/0", "V", "(900)");
}

static void
replace_look (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("BT /F 12 Tf (900) Tj ET", 23);

  yn_pdf_revision_set_stream (revision, pen_object (pdf, "Root/AcroForm/Fields/0/AP/N"),
                              "/Type /XObject /Subtype /Form /BBox [0 0 99 20]", content);
}

static void
replace_field_font (YnPdf *pdf, YnPdfRevision *revision)
{
  yn_pdf_revision_set (revision, pen_object (pdf, "Root/AcroForm/DR/Font/F"),
                       "<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>");
}

static GBytes *
shadow_replace (const TestScene *scene, const TestCase *row)
{
  return shadow (scene, add_text_field, row->change);
}

/* Hide and replace: a second catalogue lies in the signed part, and only a trailer is appended. */
static void
add_second_catalogue (YnPdf *pdf, YnPdfRevision *revision)
{
  guint pages = yn_pdf_revision_reserve (revision);
  g_autofree char *page = g_strdup_printf ("<< /Type /Page /Parent %u 0 R /MediaBox [0 0 595 842] /Resources "
                                           "<< >> /Contents %u 0 R >>",
                                           pages, pen_add_stream (revision, "", PEN_COVER));
  g_autofree char *tree =
      g_strdup_printf ("<< /Type /Pages /Kids [ %u 0 R ] /Count 1 >>", pen_add (revision, page));
  g_autofree char *root = g_strdup_printf ("<< /Type /Catalog /Pages %u 0 R /Other true >>", pages);

  yn_pdf_revision_set (revision, pages, tree);
  pen_add (revision, root);
}

static const PenObject nothing = { 905, 0, "null", FALSE };

static guint
find_object (GBytes *bytes, const char *part)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (bytes, NULL);

  for (guint id = 1; id <= yn_pdf_max_object_id (pdf); id++)
    {
      g_autofree char *text = yn_pdf_object_fingerprint (pdf, id);

      if (text != NULL && strstr (text, part) != NULL)
        return id;
    }
  g_assert_not_reached ();
}

static GBytes *
hide_and_replace (const TestScene *scene, const TestCase *row)
{
  g_autoptr (GBytes) prepared = pen_saved (scene->paper, add_second_catalogue);
  g_autoptr (GBytes) once = test_sign (prepared, "enterprise-seal", scene->signer);
  g_autofree char *trailer = g_strdup_printf ("+/Root %u 0 R", find_object (once, "/Other true"));

  return pen_written (once, &nothing, 1, trailer);
}

/* The page speaks of an object that is not there yet. */
static void
await_object (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *content = g_strdup_printf ("[ %u 0 R 900 0 R ]", pen_object (pdf, PEN_FIRST "/Contents"));

  pen_put (revision, PEN_FIRST, "Contents", content);
}

static GBytes *
bring_awaited (const TestScene *scene, const TestCase *row)
{
  static const PenObject object = { 900, 0, "<< /Length 25 >>\nstream\n" PEN_COVER "\nendstream", FALSE };
  g_autoptr (GBytes) prepared = pen_saved (scene->paper, await_object);
  g_autoptr (GBytes) once = test_sign (prepared, "enterprise-seal", scene->signer);

  return pen_written (once, &object, 1, NULL);
}

/* One array is both the page's contents and a list that validation data may grow. */
static void
share_array (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *content = g_strdup_printf ("[ %u 0 R ]", pen_object (pdf, PEN_FIRST "/Contents"));
  guint array = pen_add (revision, content);
  g_autofree char *dss = g_strdup_printf ("<< /Certs %u 0 R >>", array);

  pen_put_reference (revision, PEN_FIRST, "Contents", array);
  pen_put (revision, "Root", "DSS", dss);
}

static void
grow_shared_array (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_append (revision, "Root/DSS", "Certs", pen_add_stream (revision, "", PEN_COVER));
}

static GBytes *
share (const TestScene *scene, const TestCase *row)
{
  return shadow (scene, share_array, grow_shared_array);
}

static void
add_empty_field (YnPdf *pdf, YnPdfRevision *revision)
{
  guint id =
      pen_add (revision, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (theirs) /Rect [60 300 200 360] >>");
  g_autofree char *form = g_strdup_printf ("<< /Fields [ %u 0 R ] >>", id);

  pen_append (revision, PEN_FIRST, "Annots", id);
  pen_put (revision, "Root", "AcroForm", form);
}

/* The signature made by hand: ours would fill the field that waits. */
static GBytes *
dress_empty_field (const TestScene *scene, const TestCase *row)
{
  PenSignature how = { .name = "mine", .box = "60 500 200 560" };
  g_autoptr (GBytes) prepared = pen_saved (scene->paper, add_empty_field);
  g_autoptr (GBytes) once = pen_signed (prepared, &how, scene->signer);

  return pen_saved (once, row->change);
}

static void
give_look (YnPdf *pdf, YnPdfRevision *revision)
{
  guint look = pen_add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 9 9]", PEN_COVER);
  g_autofree char *looks = g_strdup_printf ("<< /N %u 0 R >>", look);

  pen_put (revision, "Root/AcroForm/Fields/0", "AP", looks);
}

static void
make_large (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Root/AcroForm/Fields/0", "Rect", "[0 0 595 842]");
}

/* Definitions that hide. Object 4 of the sample paper is on its first page. */

static guint
content_of (const TestScene *scene)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (scene->signed_paper, NULL);

  return pen_object (pdf, PEN_FIRST "/Contents");
}

#define STREAM "<< /Length 25 >>\nstream\n" PEN_COVER "\nendstream"

static GBytes *
define_untold (const TestScene *scene, const TestCase *row)
{
  PenObject objects[] = { { content_of (scene), 0, STREAM, TRUE }, { 901, 0, "<< /Type /DSS >>", FALSE } };

  return pen_written (scene->signed_paper, objects, 2, NULL);
}

static GBytes *
define_twice (const TestScene *scene, const TestCase *row)
{
  PenObject objects[] = { { 901, 0, "<< /Type /DSS >>", FALSE }, { 901, 0, STREAM, TRUE } };

  return pen_written (scene->signed_paper, objects, 2, NULL);
}

static GBytes *
define_again (const TestScene *scene, const TestCase *row)
{
  PenObject object = { content_of (scene), 0, STREAM, FALSE };

  return pen_written (scene->signed_paper, &object, 1, NULL);
}

static GBytes *
raise_generation (const TestScene *scene, const TestCase *row)
{
  PenObject object = { content_of (scene), 1, STREAM, FALSE };

  return pen_written (scene->signed_paper, &object, 1, NULL);
}

/* The cross-reference goes back to nowhere, to its own beginning, or past the signature. */
static GBytes *
lead_prev (const TestScene *scene, const TestCase *row)
{
  g_autofree char *past = g_strdup_printf ("/Prev %" G_GSIZE_FORMAT, pen_last_table (scene->paper));

  return pen_written (scene->signed_paper, &nothing, 1, g_str_equal (row->text, "past") ? past : row->text);
}

static GBytes *
encrypt (const TestScene *scene, const TestCase *row)
{
  g_autofree char *trailer = g_strdup_printf (
      "+/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%064d> /U <%064d> >>", 0, 0);

  return pen_written (scene->signed_paper, &nothing, 1, trailer);
}

/* The page once more, compressed into an object stream, and a cross-reference stream that says so. */
static GBytes *
redefine_in_object_stream (const TestScene *scene, const TestCase *row)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (scene->signed_paper, NULL);
  guint page = pen_object (pdf, PEN_FIRST), root = pen_object (pdf, "Root");
  g_autofree char *inner = g_strdup_printf ("%u 0 << /Type /Page /Parent %u 0 R /MediaBox [0 0 595 842] >>",
                                            page, pen_object (pdf, "Root/Pages"));
  gsize first = (gsize)(strchr (inner, '<') - inner), start = g_bytes_get_size (scene->signed_paper);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize object_at = start, table_at;
  guint8 rows[3 * 6];

  g_string_append_printf (text,
                          "900 0 obj\n<< /Type /ObjStm /N 1 /First %" G_GSIZE_FORMAT
                          " /Length %" G_GSIZE_FORMAT " >>\nstream\n%s\nendstream\nendobj\n",
                          first, strlen (inner), inner);
  table_at = start + text->len;
  memset (rows, 0, sizeof rows);
  rows[0] = 2, rows[3] = 900 >> 8, rows[4] = 900 & 0xff;
  for (guint i = 0; i < 2; i++)
    {
      gsize at = i == 0 ? object_at : table_at;

      rows[6 + 6 * i] = 1;
      for (guint b = 0; b < 4; b++)
        rows[6 + 6 * i + 1 + b] = (guint8)(at >> (24 - 8 * b));
    }
  g_string_append_printf (text,
                          "901 0 obj\n<< /Type /XRef /Size 902 /W [1 4 1] /Index [%u 1 900 2] /Root %u 0 R "
                          "/Info %u 0 R /Prev %" G_GSIZE_FORMAT
                          " /Filter /ASCIIHexDecode /Length 37 >>\nstream\n",
                          page, root, pen_object (pdf, "Info"), pen_last_table (scene->signed_paper));
  for (guint i = 0; i < sizeof rows; i++)
    g_string_append_printf (text, "%02x", rows[i]);
  g_string_append_printf (text, ">\nendstream\nendobj\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", table_at);
  return pen_appended (scene->signed_paper, text->str);
}

#define NO(family, name, make, change, listed)                                                               \
  {                                                                                                          \
    family, name, make, change, NULL, YN_VERDICT_NO, "changed", "changed-after", listed                      \
  }

static const TestCase rows[] = {
  NO ("shadow", "hide", shadow_hide, NULL, "change-page-resources"),
  NO ("shadow", "replace-value", shadow_replace, replace_text, "change-filled-forbidden"),
  NO ("shadow", "replace-look", shadow_replace, replace_look, "change-annotation"),
  NO ("shadow", "replace-font", shadow_replace, replace_field_font, "change-annotation"),
  NO ("shadow", "hide-and-replace", hide_and_replace, NULL, "change-catalogue"),
  NO ("shadow", "awaited-object", bring_awaited, NULL, "change-hidden-object"),
  NO ("shadow", "shared-array", share, NULL, "change-page-content"),
  NO ("overlay", "empty-field-dressed", dress_empty_field, give_look, "change-mark"),
  NO ("overlay", "empty-field-enlarged", dress_empty_field, make_large, "change-mark"),
  NO ("duplicate-objects", "untold", define_untold, NULL, "change-hidden-object"),
  NO ("duplicate-objects", "twice", define_twice, NULL, "change-hidden-object"),
  NO ("duplicate-objects", "again", define_again, NULL, "change-page-content"),
  NO ("duplicate-objects", "generation", raise_generation, NULL, "change-page-content"),
  NO ("duplicate-objects", "object-stream", redefine_in_object_stream, NULL, "change-page-content"),
  { "prev", "absent", lead_prev, NULL, "", YN_VERDICT_CANNOT_TELL, "pdf-damaged", NULL, NULL },
  { "prev", "zero", lead_prev, NULL, "/Prev 0", YN_VERDICT_CANNOT_TELL, "pdf-damaged", NULL, NULL },
  { "prev", "beyond", lead_prev, NULL, "/Prev 99999999", YN_VERDICT_CANNOT_TELL, "pdf-damaged", NULL, NULL },
  { "prev", "past-the-signature", lead_prev, NULL, "past", YN_VERDICT_CANNOT_TELL, "not-signed", NULL, NULL },
  { "encryption", "added", encrypt, NULL, NULL, YN_VERDICT_CANNOT_TELL, "pdf-encrypted", NULL, NULL },
};

TEST_CASES (hiding, rows)
