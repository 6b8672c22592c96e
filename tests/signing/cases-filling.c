/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a certification or a lock allows, and what hides behind that permission. */

#include "cases.h"

#include <string.h>

/* @row's text: entries of the signature or of its field, by their first key. */
GBytes *
test_make_certified (const TestScene *scene, const TestCase *row)
{
  gboolean lock = g_str_has_prefix (row->text, "/Lock");
  PenSignature how = { .value = lock ? NULL : row->text, .field = lock ? row->text : NULL };
  g_autoptr (GBytes) certified = pen_signed (scene->form, &how, scene->signer);
  g_autoptr (YnVerification) before = yn_verify (certified, scene->trust, NOW);

  g_assert_cmpstr (before->code, ==, "signed-and-intact");
  return pen_saved (certified, row->change);
}

#define SUM "Root/AcroForm/Fields/0"
#define NOTE "Root/AcroForm/Fields/1"
#define AGREE "Root/AcroForm/Fields/2"

/* A look as programs write it. */
static void
show (YnPdf *pdf, YnPdfRevision *revision, const char *field, const char *content)
{
  g_autofree char *entries =
      g_strdup_printf ("/Type /XObject /Subtype /Form /BBox [0 0 99 20] /Resources << /Font << "
                       "/Helv %u 0 R >> >>",
                       pen_object (pdf, "Root/AcroForm/DR/Font/Helv"));
  g_autofree char *looks = g_strdup_printf ("<< /N %u 0 R >>", pen_add_stream (revision, entries, content));

  pen_put (revision, field, "AP", looks);
}

static void
fill_sum (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, SUM, "V", "(900)");
  show (pdf, revision, SUM, "/Tx BMC q BT /Helv 12 Tf 0 g 2 5 Td (900) Tj ET Q EMC");
}

static void
hold_one_show_another (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, SUM, "V", "(200)");
  show (pdf, revision, SUM, "/Tx BMC q BT /Helv 12 Tf 0 g 2 5 Td (900) Tj ET Q EMC");
}

static void
show_another (YnPdf *pdf, YnPdfRevision *revision)
{
  show (pdf, revision, SUM, "/Tx BMC q BT /Helv 12 Tf 0 g 2 5 Td (900) Tj ET Q EMC");
}

static void
hold_another (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, SUM, "V", "(900)"); /* and goes on showing 100 */
}

static void
draw_a_picture (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, SUM, "V", "(100)");
  show (pdf, revision, SUM, "q 99 0 0 20 0 0 cm /Image Do Q");
}

static void
draw_lines (YnPdf *pdf, YnPdfRevision *revision)
{
  show (pdf, revision, SUM, "BT /Helv 12 Tf (100) Tj ET 5 5 m 20 15 l 30 5 l S");
}

static void
paint_over_letters (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, SUM, "V", "(9001)");
  show (pdf, revision, SUM, "BT /Helv 12 Tf (9001) Tj ET 1 g 20 0 9 20 re f");
}

static void
turn_letters (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, SUM, "V", "(900)");
  show (pdf, revision, SUM, "BT /Helv 12 Tf -1 0 0 -1 50 10 Tm (900) Tj ET");
}

static void
move_letters (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, SUM, "V", "(109)");
  show (pdf, revision, SUM, "BT /Helv 12 Tf 60 5 Td (10) Tj -30 0 Td (9) Tj ET");
}

static void
bring_a_font (YnPdf *pdf, YnPdfRevision *revision)
{
  guint font =
      pen_add (revision,
               "<< /Type /Font /Subtype /Type1 /BaseFont /Own /Encoding << /Differences [49 /nine] >> >>");
  g_autofree char *entries =
      g_strdup_printf ("/Type /XObject /Subtype /Form /BBox [0 0 99 20] /Resources << /Font << "
                       "/Own %u 0 R >> >>",
                       font);
  g_autofree char *looks =
      g_strdup_printf ("<< /N %u 0 R >>", pen_add_stream (revision, entries, "BT /Own 12 Tf (200) Tj ET"));

  pen_put (revision, SUM, "V", "(200)");
  pen_put (revision, SUM, "AP", looks);
}

static void
move_field (YnPdf *pdf, YnPdfRevision *revision)
{
  fill_sum (pdf, revision);
  pen_put (revision, SUM, "Rect", "[60 60 500 800]");
}

static void
add_field_action (YnPdf *pdf, YnPdfRevision *revision)
{
  fill_sum (pdf, revision);
  pen_put (revision, SUM, "AA", "<< /K << /S /JavaScript /JS (1) >> >>");
}

static void
give_default (YnPdf *pdf, YnPdfRevision *revision)
{
  fill_sum (pdf, revision);
  pen_put (revision, SUM, "DV", "(0)");
}

static void
exchange_button (YnPdf *pdf, YnPdfRevision *revision)
{
  guint look = pen_add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 20 20]", PEN_COVER);
  g_autofree char *looks = g_strdup_printf ("<< /N << /Yes %u 0 R >> >>", look);

  pen_put (revision, AGREE, "V", "/Yes");
  pen_put (revision, AGREE, "AP", looks);
}

static void
change_page_too (YnPdf *pdf, YnPdfRevision *revision)
{
  fill_sum (pdf, revision);
  pen_put_reference (revision, PEN_LAST, "Contents", pen_add_stream (revision, "", PEN_COVER));
}

static void
add_text_field (YnPdf *pdf, YnPdfRevision *revision)
{
  guint id =
      pen_add (revision, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (y) /Rect [60 400 99 420] >>");

  pen_append (revision, PEN_FIRST, "Annots", id);
  pen_append (revision, "Root/AcroForm", "Fields", id);
}

static void
fill_note (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, NOTE, "V", "(seen)");
}

static void
add_remark (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_append (revision, PEN_FIRST, "Annots",
              pen_add (revision,
                       "<< /Type /Annot /Subtype /Text /Rect [400 700 420 720] /Contents (seen) >>"));
}

static void
add_stamp_over_page (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_append (revision, PEN_FIRST, "Annots",
              pen_add (revision, "<< /Type /Annot /Subtype /Stamp /Rect [0 0 595 842] /Contents (void) >>"));
}

static void
add_acting_note (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_append (revision, PEN_FIRST, "Annots",
              pen_add (revision, "<< /Type /Annot /Subtype /Text /Rect [400 700 420 720] /A << /S "
                                 "/JavaScript /JS (1) >> >>"));
}

static void
add_link (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_append (revision, PEN_FIRST, "Annots",
              pen_add (revision, "<< /Type /Annot /Subtype /Link /Rect [60 700 99 720] /A << /S /URI /URI "
                                 "(http://a.invalid) >> >>"));
}

static void
cover_page (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put_reference (revision, PEN_FIRST, "Contents", pen_add_stream (revision, "", PEN_COVER));
}

/* The second signature takes more liberty than the first one gave. */
static GBytes *
widen (const TestScene *scene, const TestCase *row)
{
  PenSignature wide = { .name = "second", .value = PEN_CERTIFIES (3), .box = "300 600 400 660" };
  PenSignature narrow = { .value = row->text };
  g_autoptr (GBytes) once = pen_signed (scene->form, &narrow, scene->signer);
  g_autoptr (GBytes) twice = pen_signed (once, &wide, scene->second);

  return pen_saved (twice, row->change);
}

/* A further signature, of which the permission says no. */
static GBytes *
sign_further (const TestScene *scene, const TestCase *row)
{
  PenSignature first = { .value = row->text },
               further = { .name = "second", .box = "300 600 400 660", .also = row->change };
  g_autoptr (GBytes) once = pen_signed (scene->form, &first, scene->signer);

  return pen_signed (once, &further, scene->second);
}

static GBytes *
sign_large (const TestScene *scene, const TestCase *row)
{
  PenSignature first = { .name = "first" }, large = { .name = "second", .box = row->text };
  g_autoptr (GBytes) once = pen_signed (scene->paper, &first, scene->signer);

  return pen_signed (once, &large, scene->second);
}

#define NO(family, name, make, change, text, listed)                                                         \
  {                                                                                                          \
    family, name, make, change, text, YN_VERDICT_NO, "changed", "changed-after", listed                      \
  }
#define P(n, name, change, listed)                                                                           \
  NO ("certified-" #n, name, test_make_certified, change, PEN_CERTIFIES (n), listed)
#define LOCK(name, text, change, listed) NO ("locked", name, test_make_certified, change, text, listed)

static const TestCase rows[] = {
  P (1, "filled", fill_sum, "change-filled-forbidden"),
  P (1, "annotated", add_remark, "change-annotation-added"),
  P (1, "content", cover_page, "change-page-content"),
  NO ("certified-1", "signed", sign_further, NULL, PEN_CERTIFIES (1), "change-signature-forbidden"),
  P (2, "holds-one-shows-another", hold_one_show_another, "change-filled-false"),
  P (2, "shows-another", show_another, "change-filled-false"),
  P (2, "holds-another", hold_another, "change-filled-false"),
  P (2, "picture", draw_a_picture, "change-filled-false"),
  P (2, "lines", draw_lines, "change-filled-false"),
  P (2, "painted-over", paint_over_letters, "change-filled-false"),
  P (2, "field-moved", move_field, NULL),
  P (2, "field-acts", add_field_action, NULL),
  P (2, "default-value", give_default, NULL),
  P (2, "button-look", exchange_button, NULL),
  P (2, "page-changed-too", change_page_too, "change-page-content"),
  P (2, "field-added", add_text_field, "change-annotation-added"),
  P (2, "annotated", add_remark, "change-annotation-added"),
  P (2, "content", cover_page, "change-page-content"),
  P (3, "stamp-over-page", add_stamp_over_page, "change-annotation-added"),
  P (3, "note-acts", add_acting_note, "change-annotation-added"),
  P (3, "link", add_link, "change-annotation-added"),
  P (3, "content", cover_page, "change-page-content"),
  P (3, "field-moved", move_field, NULL),
  P (9, "filled", fill_sum, "change-filled-forbidden"), /* a permission that nobody knows is none */
  NO ("certified-1", "widened", widen, add_remark, PEN_CERTIFIES (1), NULL),
  NO ("certified-2", "widened", widen, add_remark, PEN_CERTIFIES (2), "change-annotation-added"),
  NO ("uncertified", "filled", test_make_certified, fill_sum, "", "change-filled-forbidden"),
  NO ("uncertified", "filled-and-signed", sign_further, fill_sum, "", "change-filled-forbidden"),
  NO ("uncertified", "widened", widen, add_remark, "", "change-annotation-added"),
  LOCK ("all", "/Lock << /Type /SigFieldLock /Action /All /P 2 >>", fill_sum, "change-filled-forbidden"),
  LOCK ("this",
        "/Lock << /Type /SigFieldLock /Action /Include /Fields [(sum)] /P 2 >>",
        fill_sum,
        "change-filled-forbidden"),
  LOCK ("all-but-another",
        "/Lock << /Type /SigFieldLock /Action /Exclude /Fields [(note)] /P 2 >>",
        fill_sum,
        "change-filled-forbidden"),
  LOCK ("unknown",
        "/Lock << /Type /SigFieldLock /Action /Other /P 2 >>",
        fill_note,
        "change-filled-forbidden"),
  NO ("locked",
      "by-reference",
      test_make_certified,
      fill_sum,
      "/Reference [ << /TransformMethod /DocMDP /TransformParams << /P 2 >> >> << /TransformMethod /FieldMDP "
      "/TransformParams << /Action /Include /Fields [(sum)] >> >> ]",
      "change-filled-forbidden"),
  NO ("later-mark", "covers-page", sign_large, NULL, "0 0 595 842", "change-mark-large"),
  NO ("later-mark", "upside-down", sign_large, NULL, "595 842 0 0", "change-mark-large"),
  NO ("later-mark", "half-page", sign_large, NULL, "0 421 595 842", "change-mark-large"),
  { "certified-2", "letters-turned", test_make_certified, turn_letters, PEN_CERTIFIES (2),
    YN_VERDICT_CANNOT_TELL, "filled-unreadable", "filled-unreadable", "change-filled-unreadable" },
  { "certified-2", "letters-moved", test_make_certified, move_letters, PEN_CERTIFIES (2),
    YN_VERDICT_CANNOT_TELL, "filled-unreadable", "filled-unreadable", "change-filled-unreadable" },
  { "certified-2", "font-brought", test_make_certified, bring_a_font, PEN_CERTIFIES (2),
    YN_VERDICT_CANNOT_TELL, "filled-unreadable", "filled-unreadable", "change-filled-unreadable" },
};

TEST_CASES (filling, rows)
