/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Incremental saving: a signed paper to which something was appended that changes what it shows or does. */

#include "cases.h"

GBytes *
test_make_saved (const TestScene *scene, const TestCase *row)
{
  return pen_saved (scene->signed_paper, row->change);
}

static void
change_content (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) content = g_bytes_new_static (PEN_COVER, strlen (PEN_COVER));

  yn_pdf_revision_set_stream (revision, pen_object (pdf, PEN_FIRST "/Contents"), "", content);
}

static void
change_content_reference (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put_reference (revision, PEN_FIRST, "Contents", pen_add_stream (revision, "", PEN_COVER));
}

static void
free_content (YnPdf *pdf, YnPdfRevision *revision)
{
  yn_pdf_revision_set (revision, pen_object (pdf, PEN_FIRST "/Contents"), "null");
}

static void
add_annotation (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_append (revision, PEN_LAST, "Annots",
              pen_add (revision,
                       "<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (paid) >>"));
}

static void
add_annotation_to_other_page (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_append (revision, PEN_FIRST, "Annots",
              pen_add (revision, "<< /Type /Annot /Subtype /Stamp /Rect [0 0 500 500] /Contents (void) >>"));
}

static void
add_direct_annotation (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *old = yn_pdf_unparse (pdf, PEN_FIRST "/Annots");
  g_autofree char *list = g_strdup_printf ("[ << /Type /Annot /Subtype /Stamp /Rect [0 0 500 500] >> %s",
                                           old != NULL ? old + 1 : "]");

  pen_put (revision, PEN_FIRST, "Annots", list);
}

static void
change_appearance (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("0 0 200 60 re f", 15);

  yn_pdf_revision_set_stream (revision, pen_object (pdf, PEN_WIDGET "/AP/N"),
                              "/Type /XObject /Subtype /Form /BBox [0 0 236 66]", content);
}

static void
exchange_appearance (YnPdf *pdf, YnPdfRevision *revision)
{
  guint look = pen_add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 236 66]", PEN_COVER);
  g_autofree char *looks = g_strdup_printf ("<< /N %u 0 R >>", look);

  pen_put (revision, PEN_WIDGET, "AP", looks);
}

static void
move_mark (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_WIDGET, "Rect", "[0 0 595 842]");
}

static void
hide_mark (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_LAST, "Annots", "[]");
}

static void
set_hidden_flag (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_WIDGET, "F", "2");
}

static void
add_page (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *page = g_strdup_printf ("<< /Type /Page /Parent %u 0 R /MediaBox [0 0 595 842] >>",
                                           pen_object (pdf, "Root/Pages"));

  pen_append (revision, "Root/Pages", "Kids", pen_add (revision, page));
  pen_put (revision, "Root/Pages", "Count", "3");
}

static void
remove_page (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *kids = g_strdup_printf ("[ %u 0 R ]", pen_object (pdf, PEN_LAST));

  pen_put (revision, "Root/Pages", "Kids", kids);
  pen_put (revision, "Root/Pages", "Count", "1");
}

static void
swap_pages (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *kids =
      g_strdup_printf ("[ %u 0 R %u 0 R ]", pen_object (pdf, PEN_LAST), pen_object (pdf, PEN_FIRST));

  pen_put (revision, "Root/Pages", "Kids", kids);
}

static void
replace_page (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *page = g_strdup_printf ("<< /Type /Page /Parent %u 0 R /MediaBox [0 0 595 842] >>",
                                           pen_object (pdf, "Root/Pages"));

  yn_pdf_revision_set (revision, pen_object (pdf, PEN_FIRST), page);
}

static void
turn_page (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_FIRST, "Rotate", "180");
}

static void
crop_page (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_FIRST, "CropBox", "[0 0 10 10]");
}

static void
drop_fonts (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_FIRST, "Resources", "<< /Font << >> >>");
}

/* Another font in the place of the one that the text is set in: other letters for the same codes. */
static void
swap_font (YnPdf *pdf, YnPdfRevision *revision)
{
  g_auto (GStrv) names = yn_pdf_keys (pdf, PEN_FIRST "/Resources/Font");
  g_autofree char *path = NULL;

  g_assert_nonnull (names);
  path = g_strconcat (PEN_FIRST "/Resources/Font", names[0], NULL);
  yn_pdf_revision_set (revision, pen_object (pdf, path),
                       "<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>");
}

/* The first font program of the file, wherever its font keeps it. */
static void
swap_font_program (YnPdf *pdf, YnPdfRevision *revision)
{
  static const char *const keys[] = { "FontFile", "FontFile2", "FontFile3" };
  g_autoptr (GBytes) program = g_bytes_new_static ("another font", 12);

  for (guint id = 1; id <= yn_pdf_max_object_id (pdf); id++)
    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
      {
        g_autofree char *path = g_strdup_printf ("%u/%s", id, keys[i]);
        guint found = yn_pdf_object_id (pdf, path);

        if (found != 0)
          {
            yn_pdf_revision_set_stream (revision, found, "", program);
            return;
          }
      }
  g_assert_not_reached ();
}

static void
add_open_action (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Root", "OpenAction", "<< /S /JavaScript /JS (app.alert\\(1\\)) >>");
}

static void
add_document_action (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Root", "AA", "<< /WP << /S /JavaScript /JS (1) >> >>");
}

static void
add_page_action (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_FIRST, "AA", "<< /O << /S /URI /URI (http://example.invalid) >> >>");
}

static void
add_named_script (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Root/Names", "JavaScript", "<< /Names [ (a) << /S /JavaScript /JS (1) >> ] >>");
}

static void
add_xfa (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put_reference (revision, "Root/AcroForm", "XFA", pen_add_stream (revision, "", "<xdp:xdp/>"));
}

static void
ask_for_appearances (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Root/AcroForm", "NeedAppearances", "true");
}

static void
add_layers (YnPdf *pdf, YnPdfRevision *revision)
{
  guint layer = pen_add (revision, "<< /Type /OCG /Name (hidden) >>");
  g_autofree char *layers = g_strdup_printf ("<< /OCGs [ %u 0 R ] /D << /OFF [ %u 0 R ] >> >>", layer, layer);

  pen_put (revision, "Root", "OCProperties", layers);
}

static void
add_attachment (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) data = g_bytes_new_static ("{}", 2);

  g_assert_true (yn_pdf_revision_attach (revision, "more.json", "application/json", data, NULL));
}

static void
swap_attachment (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) data = g_bytes_new_static ("{\"sum\":900}", 11);

  yn_pdf_revision_set_stream (revision, pen_object (pdf, "Root/Names/EmbeddedFiles/Names/1/EF/F"),
                              "/Type /EmbeddedFile", data);
}

static void
replace_page_tree (YnPdf *pdf, YnPdfRevision *revision)
{
  guint pages = pen_add (revision, "<< /Type /Pages /Kids [] /Count 0 >>");
  g_autofree char *page = g_strdup_printf ("<< /Type /Page /Parent %u 0 R /MediaBox [0 0 595 842] >>", pages);

  pen_put_reference (revision, "Root", "Pages", pages);
  pen_append (revision, "Root/Pages", "Kids", pen_add (revision, page));
}

static void
rewrite_catalogue (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *root =
      g_strdup_printf ("<< /Type /Catalog /Pages %u 0 R >>", pen_object (pdf, "Root/Pages"));

  yn_pdf_revision_set (revision, pen_object (pdf, "Root"), root);
}

static void
change_view (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Root", "PageMode", "/UseAttachments");
}

static void
change_title (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Info", "Title", "(another title)");
}

static void
drop_field (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Root/AcroForm", "Fields", "[]");
}

static void
drop_form (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Root", "AcroForm", NULL);
}

static void
rename_field (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_WIDGET, "T", "(platform)");
}

static void
change_reason (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_WIDGET "/V", "Reason", "(another reason)");
}

static void
change_contents (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_WIDGET "/V", "Contents", "<00>");
}

static void
drop_value (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, PEN_WIDGET, "V", NULL);
}

/* Widgets that sign nothing */

static guint
add_widget (YnPdfRevision *revision, const char *further)
{
  guint look = pen_add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 200 200]", PEN_COVER);
  g_autofree char *widget = g_strdup_printf ("<< /Type /Annot /Subtype /Widget /FT /Sig /T (more) /F 132 "
                                             "/Rect [50 600 250 800] /AP << /N %u 0 R >> %s >>",
                                             look, further);
  guint id = pen_add (revision, widget);

  pen_append (revision, PEN_FIRST, "Annots", id);
  pen_append (revision, "Root/AcroForm", "Fields", id);
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
  g_autofree char *further = g_strdup_printf ("/V %u 0 R", pen_object (pdf, PEN_WIDGET "/V"));

  add_widget (revision, further);
}

static void
overlay_acting_widget (YnPdf *pdf, YnPdfRevision *revision)
{
  guint value =
      pen_add (revision, "<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >>");
  g_autofree char *further = g_strdup_printf ("/V %u 0 R /A << /S /JavaScript /JS (1) >>", value);

  add_widget (revision, further);
}

/* A widget below the signed field: split fields have such. */
static void
overlay_kid_of_signed_field (YnPdf *pdf, YnPdfRevision *revision)
{
  guint look = pen_add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 200 200]", PEN_COVER);
  g_autofree char *widget = g_strdup_printf ("<< /Type /Annot /Subtype /Widget /F 132 /Rect [50 600 250 800] "
                                             "/AP << /N %u 0 R >> /Parent %u 0 R >>",
                                             look, pen_object (pdf, PEN_WIDGET));

  pen_append (revision, PEN_FIRST, "Annots", pen_add (revision, widget));
}

static void
overlay_text_field (YnPdf *pdf, YnPdfRevision *revision)
{
  guint id =
      pen_add (revision, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (y) /Rect [0 0 500 500] >>");

  pen_append (revision, PEN_FIRST, "Annots", id);
  pen_append (revision, "Root/AcroForm", "Fields", id);
}

/* Validation data that are none */

static void
false_validation_data (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Root", "DSS", "<< /Certs [] /Font << >> >>");
}

static void
validation_data_and_content (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *dss =
      g_strdup_printf ("<< /Type /DSS /Certs [ %u 0 R ] >>", pen_add_stream (revision, "", "x"));

  pen_put (revision, "Root", "DSS", dss);
  change_content (pdf, revision);
}

#define SAVED(name, change, first, listed)                                                                   \
  {                                                                                                          \
    "incremental-saving", name, test_make_saved, change, NULL, YN_VERDICT_NO, "changed", first, listed       \
  }
#define OVERLAY(name, change, listed)                                                                        \
  {                                                                                                          \
    "overlay", name, test_make_saved, change, NULL, YN_VERDICT_NO, "changed", "changed-after", listed        \
  }

static const TestCase rows[] = {
  SAVED ("page-content", change_content, "changed-after", "change-page-content"),
  SAVED ("page-content-elsewhere", change_content_reference, "changed-after", "change-page-content"),
  SAVED ("page-content-freed", free_content, "changed-after", "change-page-content"),
  SAVED ("annotation", add_annotation, "changed-after", "change-annotation-added"),
  SAVED ("annotation-on-another-page",
         add_annotation_to_other_page,
         "changed-after",
         "change-annotation-added"),
  SAVED ("annotation-direct", add_direct_annotation, "changed-after", "change-annotation-added"),
  SAVED ("appearance", change_appearance, "changed-after", "change-annotation"),
  SAVED ("appearance-exchanged", exchange_appearance, "structure-refused", NULL),
  SAVED ("mark-moved", move_mark, "structure-refused", NULL),
  SAVED ("mark-taken-off", hide_mark, "changed-after", "change-annotation-removed"),
  SAVED ("mark-hidden", set_hidden_flag, "structure-refused", NULL),
  SAVED ("page-added", add_page, "changed-after", "change-pages-added"),
  SAVED ("page-removed", remove_page, "changed-after", "change-pages-removed"),
  SAVED ("pages-swapped", swap_pages, "changed-after", "change-page"),
  SAVED ("page-replaced", replace_page, "changed-after", "change-page-content"),
  SAVED ("page-turned", turn_page, "changed-after", "change-page"),
  SAVED ("page-cropped", crop_page, "changed-after", "change-page"),
  SAVED ("fonts-dropped", drop_fonts, "changed-after", "change-page-resources"),
  SAVED ("font-swapped", swap_font, "changed-after", "change-page-resources"),
  SAVED ("font-program-swapped", swap_font_program, "changed-after", "change-page-resources"),
  SAVED ("open-action", add_open_action, "changed-after", "change-action"),
  SAVED ("document-action", add_document_action, "changed-after", "change-action"),
  SAVED ("page-action", add_page_action, "changed-after", "change-action"),
  SAVED ("named-script", add_named_script, "changed-after", NULL),
  SAVED ("xfa", add_xfa, "changed-after", "change-form"),
  SAVED ("appearances-asked-for", ask_for_appearances, "changed-after", "change-form"),
  SAVED ("hidden-layers", add_layers, "changed-after", "change-layers"),
  SAVED ("attachment", add_attachment, "changed-after", "change-attachment"),
  SAVED ("attachment-swapped", swap_attachment, "changed-after", "change-attachment"),
  SAVED ("page-tree", replace_page_tree, "changed-after", "change-pages"),
  SAVED ("catalogue", rewrite_catalogue, "changed-after", "change-form"),
  SAVED ("view", change_view, "changed-after", "change-catalogue"),
  SAVED ("title", change_title, "changed-after", "change-information"),
  SAVED ("field-dropped", drop_field, "changed-after", "change-field-removed"),
  SAVED ("form-dropped", drop_form, "changed-after", "change-form"),
  SAVED ("field-renamed", rename_field, "structure-refused", NULL),
  SAVED ("signature-value", change_reason, "structure-refused", NULL),
  SAVED ("signature-contents", change_contents, "structure-refused", NULL),
  SAVED ("validation-data-false", false_validation_data, "changed-after", "change-validation-data-false"),
  SAVED ("validation-data-and-content", validation_data_and_content, "changed-after", "change-page-content"),
  OVERLAY ("unsigned-widget", overlay_unsigned_widget, "change-annotation-added"),
  OVERLAY ("borrowed-signature", overlay_borrowed_signature, "change-annotation-added"),
  OVERLAY ("acting-widget", overlay_acting_widget, "change-annotation-added"),
  OVERLAY ("kid-of-signed-field", overlay_kid_of_signed_field, "change-annotation-added"),
  OVERLAY ("text-field", overlay_text_field, "change-annotation-added"),
  /* no signature is left, and an unsigned paper is never called false */
  { "incremental-saving", "signature-taken-out", test_make_saved, drop_value, NULL, YN_VERDICT_CANNOT_TELL,
    "not-signed", NULL, NULL },
};

TEST_CASES (saving, rows)
