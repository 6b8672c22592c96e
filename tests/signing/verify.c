/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Attacks, one table row each. Every one starts from a signed paper that is accepted. */

#include "material.h"

#include "base/error.h"
#include "papers/pdf.h"

#include <string.h>

static YnKey *signer, *second;
static YnTrust *trust;
static GBytes *signed_paper; /* two pages, one signature */

static const YnSignatureVerdict *
signature (const YnVerification *verification, guint index)
{
  g_assert_cmpuint (index, <, verification->signatures->len);
  return g_ptr_array_index (verification->signatures, index);
}

static void
assert_accepted (GBytes *pdf)
{
  g_autoptr (YnVerification) verification = yn_verify (pdf, trust, NOW);

  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
}

/* The first signature's answer to "is it intact?", and the answer for the whole. */
static void
assert_intact (GBytes *pdf, YnVerdict intact, const char *code, YnVerdict whole)
{
  g_autoptr (YnVerification) verification = yn_verify (pdf, trust, NOW);
  const YnSignatureVerdict *first = signature (verification, 0);

  if (first->intact_detail != NULL)
    g_test_message ("%s", first->intact_detail);
  g_assert_cmpstr (first->intact_code, ==, code);
  g_assert_cmpint (first->intact, ==, intact);
  g_assert_cmpint (verification->whole, ==, whole);
}

/* Bytes */

static GBytes *
spliced (GBytes *bytes, gsize at, gsize removed, const char *text)
{
  GByteArray *result = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_byte_array_append (result, data, (guint) at);
  g_byte_array_append (result, (const guint8 *) text, (guint) strlen (text));
  g_byte_array_append (result, data + at + removed, (guint) (size - at - removed));
  return g_byte_array_free_to_bytes (result);
}

static gsize
find (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *at = memmem (data, size, text, strlen (text));

  g_assert_nonnull (at);
  return (gsize) (at - data);
}

/* @text over what stands @behind bytes after @mark; nothing moves. */
static GBytes *
overwritten (GBytes *bytes, const char *mark, gsize behind, const char *text)
{
  return spliced (bytes, find (bytes, mark) + behind, strlen (text), text);
}

static GBytes *
appended (GBytes *bytes, const char *text)
{
  return spliced (bytes, g_bytes_get_size (bytes), 0, text);
}

/* Incremental saving: what each attack appends. */

typedef void (*Change) (YnPdf *pdf, YnPdfRevision *revision);

static GBytes *
saved_again (GBytes *bytes, Change change)
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

static guint
object_at (YnPdf *pdf, const char *path)
{
  guint id = yn_pdf_object_id (pdf, path);

  g_assert_cmpuint (id, >, 0);
  return id;
}

static guint
add_object (YnPdfRevision *revision, const char *syntax)
{
  guint id = yn_pdf_revision_reserve (revision);

  yn_pdf_revision_set (revision, id, syntax);
  return id;
}

static void
put (YnPdfRevision *revision, const char *path, const char *key, const char *syntax)
{
  g_assert_true (yn_pdf_revision_put (revision, path, key, syntax, NULL));
}

static void
append (YnPdfRevision *revision, const char *path, const char *key, guint id)
{
  g_autofree char *reference = g_strdup_printf ("%u 0 R", id);

  g_assert_true (yn_pdf_revision_append (revision, path, key, reference, NULL));
}

static guint
add_stream (YnPdfRevision *revision, const char *entries)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("0 0 600 900 re f", 16);
  guint id = yn_pdf_revision_reserve (revision);

  yn_pdf_revision_set_stream (revision, id, entries, content);
  return id;
}

#define FIRST "Root/Pages/Kids/0"
#define LAST "Root/Pages/Kids/1"
#define WIDGET "Root/AcroForm/Fields/0"

static void
change_content (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("0 0 600 900 re f", 16);

  yn_pdf_revision_set_stream (revision, object_at (pdf, FIRST "/Contents"), "", content);
}

static void
change_content_reference (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *reference = g_strdup_printf ("%u 0 R", add_stream (revision, ""));

  put (revision, FIRST, "Contents", reference);
}

static void
add_annotation (YnPdf *pdf, YnPdfRevision *revision)
{
  append (revision, LAST, "Annots",
          add_object (revision, "<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (paid) >>"));
}

static void
add_annotation_to_other_page (YnPdf *pdf, YnPdfRevision *revision)
{
  append (revision, FIRST, "Annots",
          add_object (revision, "<< /Type /Annot /Subtype /Stamp /Rect [0 0 500 500] /Contents (void) >>"));
}

static void
change_appearance (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("0 0 200 60 re f", 15);

  yn_pdf_revision_set_stream (revision, object_at (pdf, WIDGET "/AP/N"),
                              "/Type /XObject /Subtype /Form /BBox [0 0 236 66]", content);
}

static void
move_mark (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, WIDGET, "Rect", "[0 0 595 842]");
}

static void
add_page (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *page = g_strdup_printf ("<< /Type /Page /Parent %u 0 R /MediaBox [0 0 595 842] >>",
                                           object_at (pdf, "Root/Pages"));

  append (revision, "Root/Pages", "Kids", add_object (revision, page));
  put (revision, "Root/Pages", "Count", "3");
}

static void
remove_page (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *kids = g_strdup_printf ("[ %u 0 R ]", object_at (pdf, LAST));

  put (revision, "Root/Pages", "Kids", kids);
  put (revision, "Root/Pages", "Count", "1");
}

static void
swap_pages (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *kids = g_strdup_printf ("[ %u 0 R %u 0 R ]", object_at (pdf, LAST), object_at (pdf, FIRST));

  put (revision, "Root/Pages", "Kids", kids);
}

static void
turn_page (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, FIRST, "Rotate", "180");
}

static void
crop_page (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, FIRST, "CropBox", "[0 0 10 10]");
}

static void
change_font (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, FIRST, "Resources", "<< /Font << >> >>");
}

static void
add_open_action (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, "Root", "OpenAction", "<< /S /JavaScript /JS (app.alert\\(1\\)) >>");
}

static void
add_page_action (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, FIRST, "AA", "<< /O << /S /URI /URI (http://example.invalid) >> >>");
}

static void
add_xfa (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *reference = g_strdup_printf ("%u 0 R", add_stream (revision, ""));

  put (revision, "Root/AcroForm", "XFA", reference);
}

static void
add_layers (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, "Root", "OCProperties", "<< /OCGs [] /D << >> >>");
}

static void
add_attachment (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) data = g_bytes_new_static ("{}", 2);

  g_assert_true (yn_pdf_revision_attach (revision, "answers.json", "application/json", data, NULL));
}

static void
replace_catalogue_member (YnPdf *pdf, YnPdfRevision *revision)
{
  guint pages = add_object (revision, "<< /Type /Pages /Kids [] /Count 0 >>");
  g_autofree char *reference = g_strdup_printf ("%u 0 R", pages);
  g_autofree char *page = g_strdup_printf ("<< /Type /Page /Parent %u 0 R /MediaBox [0 0 595 842] >>", pages);

  put (revision, "Root", "Pages", reference);
  append (revision, "Root/Pages", "Kids", add_object (revision, page));
}

static void
change_information (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, "Info", "Title", "(another title)");
}

static void
hide_mark (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, LAST, "Annots", "[]");
}

static void
drop_field (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, "Root/AcroForm", "Fields", "[]");
}

static void
empty_the_form (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, "Root", "AcroForm", NULL);
}

static void
free_object (YnPdf *pdf, YnPdfRevision *revision)
{
  yn_pdf_revision_set (revision, object_at (pdf, FIRST "/Contents"), "null");
}

static guint
add_widget (YnPdfRevision *revision, const char *further)
{
  guint look = add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 200 200]");
  g_autofree char *widget = g_strdup_printf (
      "<< /Type /Annot /Subtype /Widget /FT /Sig /T (more) /F 132 /Rect [50 600 250 800] /AP << /N %u 0 R >> %s >>",
      look, further);
  guint id = add_object (revision, widget);

  append (revision, FIRST, "Annots", id);
  append (revision, "Root/AcroForm", "Fields", id);
  return id;
}

static void
overlay_unsigned_widget (YnPdf *pdf, YnPdfRevision *revision)
{
  add_widget (revision, "");
}

/* The widget borrows the signature that is there. */
static void
overlay_borrowed_signature (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *further = g_strdup_printf ("/V %u 0 R", object_at (pdf, WIDGET "/V"));

  add_widget (revision, further);
}

static void
overlay_acting_widget (YnPdf *pdf, YnPdfRevision *revision)
{
  guint value = add_object (revision, "<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >>");
  g_autofree char *further = g_strdup_printf ("/V %u 0 R /A << /S /JavaScript /JS (1) >>", value);

  add_widget (revision, further);
}

static void
overlay_text_field (YnPdf *pdf, YnPdfRevision *revision)
{
  guint id = add_object (revision, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (y) /Rect [0 0 500 500] >>");

  append (revision, FIRST, "Annots", id);
  append (revision, "Root/AcroForm", "Fields", id);
}

static void
replace_signature_value (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, WIDGET "/V", "Reason", "(another reason)");
}

static void
replace_contents (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, WIDGET "/V", "Contents", "<00>");
}

static void
false_validation_data (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, "Root", "DSS", "<< /Certs [] /Font << >> >>");
}

static const struct
{
  const char *name;
  Change change;
  const char *code;
} saved[] = {
  { "page-content", change_content, "changed-after" },
  { "page-content-elsewhere", change_content_reference, "changed-after" },
  { "annotation", add_annotation, "changed-after" },
  { "annotation-on-another-page", add_annotation_to_other_page, "changed-after" },
  { "appearance", change_appearance, "changed-after" },
  { "mark-moved", move_mark, "structure-refused" },
  { "page-added", add_page, "changed-after" },
  { "page-removed", remove_page, "changed-after" },
  { "pages-swapped", swap_pages, "changed-after" },
  { "page-turned", turn_page, "changed-after" },
  { "page-cropped", crop_page, "changed-after" },
  { "font", change_font, "changed-after" },
  { "open-action", add_open_action, "changed-after" },
  { "page-action", add_page_action, "changed-after" },
  { "xfa", add_xfa, "changed-after" },
  { "layers", add_layers, "changed-after" },
  { "attachment", add_attachment, "changed-after" },
  { "catalogue", replace_catalogue_member, "changed-after" },
  { "information", change_information, "changed-after" },
  { "shadow-hide-mark", hide_mark, "changed-after" },
  { "shadow-drop-field", drop_field, "changed-after" },
  { "shadow-empty-form", empty_the_form, "changed-after" },
  { "shadow-free-object", free_object, "changed-after" },
  { "overlay-unsigned-widget", overlay_unsigned_widget, "changed-after" },
  { "overlay-borrowed-signature", overlay_borrowed_signature, "changed-after" },
  { "overlay-acting-widget", overlay_acting_widget, "changed-after" },
  { "overlay-text-field", overlay_text_field, "changed-after" },
  { "signature-value", replace_signature_value, "structure-refused" },
  { "signature-contents", replace_contents, "structure-refused" },
  { "false-validation-data", false_validation_data, "changed-after" },
};

static void
test_incremental_saving (gconstpointer index)
{
  g_autoptr (GBytes) attacked = saved_again (signed_paper, saved[GPOINTER_TO_SIZE (index)].change);

  assert_intact (attacked, YN_VERDICT_NO, saved[GPOINTER_TO_SIZE (index)].code, YN_VERDICT_NO);
}

/* The same between two signatures: neither the first nor the whole may pass. */
static void
test_attack_before_second_signature (gconstpointer index)
{
  g_autoptr (GBytes) attacked = saved_again (signed_paper, saved[GPOINTER_TO_SIZE (index)].change);
  g_autoptr (GBytes) signed_again = test_sign (attacked, "enterprise-seal", second);
  g_autoptr (YnVerification) verification = yn_verify (signed_again, trust, NOW);

  g_assert_cmpint (verification->whole, ==, YN_VERDICT_NO);
}

/* Universal forgery: signed bytes cannot change, so each of these is also a change; it must be refused for its form
 * where the digest would not be asked. */
static void
test_universal_forgery (void)
{
  static const struct
  {
    const char *mark;
    gsize behind;
    const char *text;
  } forged[] = {
    { "/ByteRange [0", 0, "/ByteRange null               %" },
    { "/ByteRange [0", 0, "/ByteRange [0 0 0 0]%" },
    { "/ByteRange [0", 0, "/ByteRange [0 10]%" },
    { "/ByteRange [0", 0, "/ByteRange []%" },
    { "/ByteRange [0", 0, "/ByteRange [0 -1 20 -1]%" },
    { "/ByteRange [0", 0, "/ByteRange [1" },
    { "/ByteRange [0", 0, "/ByteRange [0 9999999999 9999999999 9]%" },
    { "/ByteRange [0", 0, "/ByteRange (0 1 2 3)%" },
    { "/ByteRange [0", 0, "/ByteRangf" },
    { "/Contents <", 10, "<>" },
    { "/Contents <", 10, "null%" },
    { "/Contents <", 10, "()%" },
    { "/Contents <", 10, "<00" },
    { "/Contents <", 0, "/Contentt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      g_autoptr (GBytes) attacked = overwritten (signed_paper, forged[i].mark, forged[i].behind, forged[i].text);
      g_autoptr (YnVerification) verification = yn_verify (attacked, trust, NOW);

      g_test_message ("%u %s: %s", i, forged[i].text, verification->code);
      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
      if (verification->signatures->len > 0)
        {
          g_assert_cmpint (signature (verification, 0)->intact, ==, YN_VERDICT_NO);
          g_assert_cmpint (signature (verification, 0)->who, !=, YN_VERDICT_YES);
        }
    }
}

static void
test_empty_hole (void)
{
  YnSignOptions options = test_options ("enterprise-seal", signer);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) prepared = yn_sign_prepare (paper, &options, &digest, NULL);

  assert_intact (prepared, YN_VERDICT_NO, "structure-refused", YN_VERDICT_NO);
}

/* Wrapping: the second piece of the byte range moves back, and something of the attacker's stands in the gap. */
static void
test_signature_wrapping (void)
{
  gsize hole = find (signed_paper, "/Contents <") + 10, end = hole + 2 + 2 * 8192;
  gsize range = find (signed_paper, "/ByteRange [0");
  static const char *const wedges[] = { " ", " /Reason (x)", "\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "<00>" };

  for (guint i = 0; i < G_N_ELEMENTS (wedges); i++)
    {
      g_autoptr (GBytes) wedged = spliced (signed_paper, end, 0, wedges[i]);
      g_autofree char *numbers
          = g_strdup_printf ("/ByteRange [0 %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT " %10" G_GSIZE_FORMAT "]", hole,
                             end + strlen (wedges[i]), g_bytes_get_size (signed_paper) - end);
      g_autoptr (GBytes) attacked = spliced (wedged, range, strlen (numbers), numbers);
      g_autoptr (YnVerification) verification = yn_verify (attacked, trust, NOW);

      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
    }
}

static void
test_junk (void)
{
  static const char *const behind[] = { "x", "\n", " ", "%", "%%EOF\n", "\nstartxref\n0\n%%EOF\n", "\n%%EOF" };
  gsize size = g_bytes_get_size (signed_paper);
  g_autoptr (GBytes) leading = spliced (signed_paper, 0, 0, "\n");
  g_autoptr (GBytes) shorter = g_bytes_new_from_bytes (signed_paper, 0, size - 1);
  g_autoptr (YnVerification) verification = yn_verify (leading, trust, NOW);

  g_assert_cmpint (verification->whole, ==, YN_VERDICT_CANNOT_TELL);
  g_assert_cmpstr (verification->code, ==, "not-a-pdf");
  assert_intact (shorter, YN_VERDICT_NO, "structure-refused", YN_VERDICT_NO);
  for (guint i = 0; i < G_N_ELEMENTS (behind); i++)
    {
      g_autoptr (GBytes) longer = appended (signed_paper, behind[i]);
      g_autoptr (YnVerification) answer = yn_verify (longer, trust, NOW);

      g_assert_cmpint (answer->whole, !=, YN_VERDICT_YES);
    }
}

/* Many readers repair these and show what the attacker appended. */
static void
test_broken_cross_reference (void)
{
  g_autoptr (GBytes) attacked = saved_again (signed_paper, change_content);
  gsize size = g_bytes_get_size (attacked);
  g_autofree char *text = g_strndup ((const char *) g_bytes_get_data (attacked, NULL) + size - 40, 40);
  char *at = strstr (text, "startxref\n");
  static const char *const pointers[] = { "startxref\n1", "startxref\n9999999999", "startxref\n-", "startxxxx\n" };

  g_assert_nonnull (at);
  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++)
    {
      gsize offset = size - 40 + (gsize) (at - text);
      g_autoptr (GBytes) broken = spliced (attacked, offset, strlen (pointers[i]), pointers[i]);
      g_autoptr (YnVerification) verification = yn_verify (broken, trust, NOW);

      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
    }
}

/* A later signature, otherwise right, whose mark covers the page. */
static void
test_covering_mark (void)
{
  YnSignOptions options = test_options ("enterprise-seal", second);
  g_autofree char *digest = NULL;
  g_autofree char *changed_digest = NULL;
  g_autoptr (GBytes) prepared = yn_sign_prepare (signed_paper, &options, &digest, NULL);
  g_autoptr (GBytes) covering = overwritten (prepared, "/Rect [ 301.00 134.00 537.00 200.00 ]", 0,
                                             "/Rect [ 000.00 000.00 595.00 842.00 ]");
  g_autoptr (GBytes) finished = NULL;

  changed_digest = yn_sign_digest (covering, NULL);
  finished = yn_sign_finish (covering, changed_digest, second, NULL, NULL, NULL);
  assert_intact (finished, YN_VERDICT_NO, "changed-after", YN_VERDICT_NO);
}

/* What may follow */

static void
test_further_signatures (void)
{
  g_autoptr (GBytes) twice = test_sign (signed_paper, "enterprise-seal", second);
  g_autoptr (GBytes) thrice = test_sign (twice, "platform-seal", signer);
  g_autoptr (YnVerification) verification = yn_verify (thrice, trust, NOW);

  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
  g_assert_cmpstr (signature (verification, 0)->intact_code, ==, "intact-later-signatures");
  g_assert_cmpstr (signature (verification, 1)->intact_code, ==, "intact-later-signatures");
  g_assert_cmpstr (signature (verification, 2)->intact_code, ==, "intact-whole");
  g_assert_false (signature (verification, 0)->covers_whole);
  g_assert_true (signature (verification, 2)->covers_whole);
}

static void
add_validation_data (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *dss = g_strdup_printf ("<< /Type /DSS /Certs [ %u 0 R ] >>", add_stream (revision, ""));

  put (revision, "Root", "DSS", dss);
}

static void
test_validation_data (void)
{
  g_autoptr (GBytes) more = saved_again (signed_paper, add_validation_data);
  g_autoptr (GBytes) signed_again = test_sign (more, "enterprise-seal", second);

  assert_intact (more, YN_VERDICT_YES, "intact-validation-data", YN_VERDICT_YES);
  assert_intact (signed_again, YN_VERDICT_YES, "intact-later-signatures", YN_VERDICT_YES);
}

static void
add_empty_field (YnPdf *pdf, YnPdfRevision *revision)
{
  guint id = add_object (revision, "<< /Type /Annot /Subtype /Widget /FT /Sig /T (theirs) /Rect [60 300 200 360] >>");
  g_autofree char *form = g_strdup_printf ("<< /Fields [ %u 0 R ] >>", id);

  append (revision, FIRST, "Annots", id);
  put (revision, "Root", "AcroForm", form);
}

/* A field that waited for a signature, and got a look instead. */
static void
dress_empty_field (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *look
      = g_strdup_printf ("<< /N %u 0 R >>", add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"));

  put (revision, "Root/AcroForm/Fields/0", "AP", look);
}

static void
test_empty_field (void)
{
  g_autoptr (GBytes) plain = test_paper (2);
  g_autoptr (GBytes) paper = saved_again (plain, add_empty_field);
  g_autoptr (GBytes) once = test_sign (paper, "enterprise-seal", signer);
  g_autoptr (GBytes) attacked = saved_again (once, dress_empty_field);

  assert_accepted (once);
  assert_intact (attacked, YN_VERDICT_NO, "changed-after", YN_VERDICT_NO);
}

static void
add_text_field (YnPdf *pdf, YnPdfRevision *revision)
{
  guint id = add_object (revision, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (sum) /V (100) /Rect [60 300 99 320] >>");
  g_autofree char *form = g_strdup_printf ("<< /Fields [ %u 0 R ] >>", id);

  append (revision, FIRST, "Annots", id);
  put (revision, "Root", "AcroForm", form);
}

static void
replace_text (YnPdf *pdf, YnPdfRevision *revision)
{
  put (revision, "Root/AcroForm/Fields/0", "V", "(900)");
}

static void
test_shadow_replace (void)
{
  g_autoptr (GBytes) plain = test_paper (2);
  g_autoptr (GBytes) paper = saved_again (plain, add_text_field);
  g_autoptr (GBytes) once = test_sign (paper, "enterprise-seal", signer);
  g_autoptr (GBytes) attacked = saved_again (once, replace_text);

  assert_accepted (once);
  assert_intact (attacked, YN_VERDICT_NO, "changed-after", YN_VERDICT_NO);
}

/* A file made to deceive: one array is both the page's contents and a list that signatures or validation data may
 * grow. */
static void
share_array (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *content = g_strdup_printf ("[ %u 0 R ]", object_at (pdf, FIRST "/Contents"));
  g_autofree char *reference = g_strdup_printf ("%u 0 R", add_object (revision, content));
  g_autofree char *dss = g_strdup_printf ("<< /Certs %s >>", reference);

  put (revision, FIRST, "Contents", reference);
  put (revision, "Root", "DSS", dss);
}

static void
grow_shared_array (YnPdf *pdf, YnPdfRevision *revision)
{
  append (revision, "Root/DSS", "Certs", add_stream (revision, ""));
}

static void
test_shared_array (void)
{
  g_autoptr (GBytes) plain = test_paper (2);
  g_autoptr (GBytes) paper = saved_again (plain, share_array);
  g_autoptr (GBytes) once = test_sign (paper, "enterprise-seal", signer);
  g_autoptr (GBytes) attacked = saved_again (once, grow_shared_array);

  assert_accepted (once);
  assert_intact (attacked, YN_VERDICT_NO, "changed-after", YN_VERDICT_NO);
}

/* Who */

static void
assert_who (GBytes *pdf, YnTrust *whom, gint64 instant, YnVerdict who, const char *code)
{
  g_autoptr (YnVerification) verification = yn_verify (pdf, whom, instant);
  const YnSignatureVerdict *first = signature (verification, 0);

  g_assert_cmpstr (first->who_code, ==, code);
  g_assert_cmpint (first->who, ==, who);
  g_assert_cmpint (first->intact, ==, YN_VERDICT_YES);
  g_assert_cmpint (verification->whole, ==, who);
}

static void
test_unknown_issuer (void)
{
  g_autoptr (YnTrust) nobody = yn_trust_new ();

  assert_who (signed_paper, nobody, NOW, YN_VERDICT_CANNOT_TELL, "unknown-issuer");
}

static void
test_impostor (void)
{
  g_autoptr (YnAuthority) false_authority = test_make_authority ("Sample Authority", FALSE);
  g_autoptr (YnKey) impostor = test_key (false_authority, YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) forged = test_sign (paper, "enterprise-seal", impostor);

  assert_who (forged, trust, NOW, YN_VERDICT_CANNOT_TELL, "unknown-issuer");
}

static void
test_times (void)
{
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) late = test_sign_at (paper, "enterprise-seal", signer, NOW + 400 * DAY);
  g_autoptr (GBytes) early = test_sign_at (paper, "enterprise-seal", signer, NOW - 30 * DAY);
  g_autoptr (YnVerification) from_tomorrow = yn_verify (signed_paper, trust, NOW - DAY / 2);

  assert_who (late, trust, NOW + 400 * DAY, YN_VERDICT_NO, "expired");
  assert_who (early, trust, NOW, YN_VERDICT_NO, "not-yet");
  assert_who (signed_paper, trust, NOW + 400 * DAY, YN_VERDICT_CANNOT_TELL, "expired");
  assert_who (signed_paper, trust, NOW + 300 * DAY, YN_VERDICT_YES, "trusted");
  g_assert_cmpint (from_tomorrow->whole, ==, YN_VERDICT_NO);
  g_assert_cmpstr (from_tomorrow->code, ==, "future");
}

static void
test_claimed_time (void)
{
  g_autoptr (YnVerification) verification = yn_verify (signed_paper, trust, NOW + DAY);
  const YnSignatureVerdict *first = signature (verification, 0);

  g_assert_cmpint (first->claimed, ==, NOW);
  g_assert_cmpint (first->when, ==, YN_VERDICT_CANNOT_TELL);
  g_assert_cmpstr (first->when_code, ==, "claimed");
}

static void
test_pinned_seal (void)
{
  g_autoptr (YnKey) seal = yn_authority_make_seal (test_authority (FALSE), "Sample Platform", NULL, NOW - DAY, NULL, NULL);
  g_autoptr (GBytes) chain = yn_key_chain_pem (seal);
  g_autoptr (GBytes) words = g_bytes_new_static ("words", 5);
  g_autoptr (YnTrust) pinned = yn_trust_new ();
  g_autoptr (YnTrust) seals = yn_trust_new ();
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) receipt = test_sign (paper, "platform-seal", seal);

  yn_trust_pin (pinned, yn_key_certificate (seal)->fingerprint);
  assert_who (receipt, pinned, NOW, YN_VERDICT_YES, "pinned");
  assert_who (signed_paper, pinned, NOW, YN_VERDICT_CANNOT_TELL, "unknown-issuer");
  assert_who (receipt, pinned, NOW + 3000 * DAY, YN_VERDICT_CANNOT_TELL, "expired");
  g_assert_true (yn_trust_add_seals (seals, chain, NULL));
  assert_who (receipt, seals, NOW, YN_VERDICT_YES, "pinned");
  assert_who (signed_paper, seals, NOW, YN_VERDICT_YES, "trusted"); /* the root came along */
  g_assert_false (yn_trust_add_seals (seals, words, NULL));
}

/* Practice stays practice, trusted or not. */
static void
test_practice (void)
{
  g_autoptr (YnKey) key = test_key (test_authority (TRUE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  g_autoptr (YnTrust) practice_trust = test_trust (test_authority (TRUE));
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) practised = test_sign (paper, "enterprise-seal", key);
  YnTrust *whom[] = { trust, practice_trust };

  assert_who (practised, trust, NOW, YN_VERDICT_CANNOT_TELL, "unknown-issuer");
  assert_who (practised, practice_trust, NOW, YN_VERDICT_YES, "trusted");
  for (guint i = 0; i < G_N_ELEMENTS (whom); i++)
    {
      g_autoptr (YnVerification) verification = yn_verify (practised, whom[i], NOW);

      g_assert_cmpint (signature (verification, 0)->class, ==, YN_SIGNATURE_CLASS_PRACTICE);
      g_assert_true (signature (verification, 0)->certificate->practice);
    }
}

/* What cannot be looked at */

static void
test_not_signed (void)
{
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (YnVerification) verification = yn_verify (plain, trust, NOW);

  g_assert_cmpint (verification->whole, ==, YN_VERDICT_CANNOT_TELL);
  g_assert_cmpstr (verification->code, ==, "not-signed");
  g_assert_cmpuint (verification->signatures->len, ==, 0);
}

static void
test_not_a_pdf (void)
{
  static const char *const files[] = { "", "%PDF-", "%PDF-1.7\n%%EOF\n", "PK\003\004", "words" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (YnVerification) verification = yn_verify (bytes, trust, NOW);

      g_assert_cmpint (verification->whole, ==, YN_VERDICT_CANNOT_TELL);
      g_assert_cmpstr (verification->code, ==, "not-a-pdf");
    }
}

/* Fuzz */

#define CHANGES 500

static void
test_one_byte (void)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (signed_paper, &size);
  gsize hole = find (signed_paper, "/Contents <");

  assert_accepted (signed_paper);
  for (guint i = 0; i < CHANGES; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      /* every fifth lands in the signature itself, whose zeros would otherwise take most of the hits */
      gsize at = i % 5 == 0 ? hole + (gsize) g_test_rand_int_range (0, 4000)
                            : (gsize) g_test_rand_int_range (0, (gint32) size);
      guint8 byte = (guint8) g_test_rand_int_range (0, 256);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YnVerification) verification = NULL;

      copy[at] = byte != copy[at] ? byte : (guint8) (byte ^ 0xff);
      changed = g_bytes_new (copy, size);
      verification = yn_verify (changed, trust, NOW);
      if (verification->whole == YN_VERDICT_YES)
        g_error ("accepted with byte %" G_GSIZE_FORMAT " changed from %02x to %02x", at, data[at], copy[at]);
    }
  assert_accepted (signed_paper);
}

/* The same digit in the other case is the same signature, and yet a byte that somebody changed. All of them in the other
 * case is how others write. */
static void
test_case_of_digits (void)
{
  gsize size;
  const char *data = g_bytes_get_data (signed_paper, &size);
  gsize hole = find (signed_paper, "/Contents <") + strlen ("/Contents <");
  gsize end = hole + strspn (data + hole, "0123456789abcdefABCDEF");
  g_autofree char *capitals = g_ascii_strup (data + hole, end - hole);
  g_autoptr (GBytes) other = spliced (signed_paper, hole, end - hole, capitals);
  guint changed = 0;

  assert_accepted (other);
  for (gsize i = hole; i < end && changed < 20; i++)
    {
      char digit[] = { g_ascii_isupper (data[i]) ? g_ascii_tolower (data[i]) : g_ascii_toupper (data[i]), '\0' };
      g_autoptr (GBytes) touched = spliced (signed_paper, i, 1, digit);
      g_autoptr (YnVerification) verification = yn_verify (touched, trust, NOW);

      if (digit[0] == data[i])
        continue;
      changed++;
      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
    }
  g_assert_cmpuint (changed, ==, 20);
}

/* libcrypto reads a SET that does not say that it is constructed. */
static void
test_constructed_bits (void)
{
  gsize size, flipped = 0;
  const char *data = g_bytes_get_data (signed_paper, &size);
  gsize hole = find (signed_paper, "/Contents <") + strlen ("/Contents <");

  for (gsize i = hole; i < hole + 2 * 4000; i += 2)
    {
      gboolean set = memcmp (data + i, "31", 2) == 0, context = memcmp (data + i, "a0", 2) == 0;
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YnVerification) verification = NULL;

      if (!set && !context)
        continue;
      changed = spliced (signed_paper, i, 2, set ? "11" : "80");
      verification = yn_verify (changed, trust, NOW);
      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
      flipped++;
    }
  g_assert_cmpuint (flipped, >, 6);
}

static void
test_cut_short (void)
{
  gsize size = g_bytes_get_size (signed_paper);

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GBytes) part
          = g_bytes_new_from_bytes (signed_paper, 0, (gsize) g_test_rand_int_range (0, (gint32) size));
      g_autoptr (YnVerification) verification = yn_verify (part, trust, NOW);

      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
    }
}

/* The answer as JSON */

static char *
words_of (const char *code, const YnChange *change, gpointer prefix)
{
  return g_strconcat (prefix, code, NULL);
}

static void
assert_member (const YnJson *json, const char *pointer, const char *value)
{
  g_assert_cmpstr (yn_json_string (yn_json_pointer (json, pointer)), ==, value);
}

static void
test_json (void)
{
  g_autoptr (YnVerification) verification = yn_verify (signed_paper, trust, NOW);
  g_autoptr (YnJson) json = yn_verification_json (verification, words_of, "about ");
  g_autoptr (GBytes) words = g_bytes_new_static ("words", 5);
  g_autoptr (YnVerification) nothing = yn_verify (words, trust, NOW);
  g_autoptr (YnJson) empty = yn_verification_json (nothing, NULL, NULL);

  assert_member (json, "/whole", "yes");
  assert_member (json, "/code", "signed-and-intact");
  assert_member (json, "/words", "about signed-and-intact");
  assert_member (json, "/signatures/0/field", "yn-enterprise-seal-1");
  assert_member (json, "/signatures/0/intact/verdict", "yes");
  assert_member (json, "/signatures/0/who/name", SAMPLE_NAME);
  assert_member (json, "/signatures/0/who/uscc", SAMPLE_USCC);
  assert_member (json, "/signatures/0/who/issuer", "Sample Authority");
  assert_member (json, "/signatures/0/who/class/name", "software");
  assert_member (json, "/signatures/0/when/claimed", "2026-11-23T02:50:02Z");
  assert_member (empty, "/whole", "cannot-tell");
  g_assert_cmpuint (yn_json_size (yn_json_get (empty, "signatures")), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GBytes) paper = NULL;
  int failed;

  g_test_init (&argc, &argv, NULL);
  signer = test_key (test_authority (FALSE), YN_KEY_RSA_2048, SAMPLE_USCC, NOW - DAY);
  second = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  trust = test_trust (test_authority (FALSE));
  paper = test_paper (2);
  signed_paper = test_sign (paper, "enterprise-seal", signer);

  for (gsize i = 0; i < G_N_ELEMENTS (saved); i++)
    {
      g_autofree char *alone = g_strconcat ("/verify/saved/", saved[i].name, NULL);
      g_autofree char *between = g_strconcat ("/verify/between/", saved[i].name, NULL);

      g_test_add_data_func (alone, GSIZE_TO_POINTER (i), test_incremental_saving);
      g_test_add_data_func (between, GSIZE_TO_POINTER (i), test_attack_before_second_signature);
    }
  g_test_add_func ("/verify/universal-forgery", test_universal_forgery);
  g_test_add_func ("/verify/empty-hole", test_empty_hole);
  g_test_add_func ("/verify/wrapping", test_signature_wrapping);
  g_test_add_func ("/verify/junk", test_junk);
  g_test_add_func ("/verify/broken-cross-reference", test_broken_cross_reference);
  g_test_add_func ("/verify/covering-mark", test_covering_mark);
  g_test_add_func ("/verify/further-signatures", test_further_signatures);
  g_test_add_func ("/verify/validation-data", test_validation_data);
  g_test_add_func ("/verify/empty-field", test_empty_field);
  g_test_add_func ("/verify/shadow-replace", test_shadow_replace);
  g_test_add_func ("/verify/shared-array", test_shared_array);
  g_test_add_func ("/verify/unknown-issuer", test_unknown_issuer);
  g_test_add_func ("/verify/impostor", test_impostor);
  g_test_add_func ("/verify/times", test_times);
  g_test_add_func ("/verify/claimed-time", test_claimed_time);
  g_test_add_func ("/verify/pinned-seal", test_pinned_seal);
  g_test_add_func ("/verify/practice", test_practice);
  g_test_add_func ("/verify/not-signed", test_not_signed);
  g_test_add_func ("/verify/not-a-pdf", test_not_a_pdf);
  g_test_add_func ("/verify/one-byte", test_one_byte);
  g_test_add_func ("/verify/case-of-digits", test_case_of_digits);
  g_test_add_func ("/verify/constructed-bits", test_constructed_bits);
  g_test_add_func ("/verify/cut-short", test_cut_short);
  g_test_add_func ("/verify/json", test_json);
  failed = g_test_run ();
  g_bytes_unref (signed_paper);
  yn_trust_free (trust);
  yn_key_unref (signer);
  yn_key_unref (second);
  test_material_free ();
  return failed;
}
