/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What honest programs do to a signed paper: no verifier may call it an attack. */

#include "cases.h"

#include <string.h>

static GBytes *
untouched (const TestScene *scene, const TestCase *row)
{
  return g_bytes_ref (scene->signed_paper);
}

static GBytes *
countersigned (const TestScene *scene, const TestCase *row)
{
  return test_sign (scene->signed_paper, "legal-representative", scene->second);
}

static GBytes *
signed_thrice (const TestScene *scene, const TestCase *row)
{
  g_autoptr (GBytes) twice = countersigned (scene, row);

  return test_sign (twice, "platform-seal", scene->signer);
}

/* By a program whose fields are split in field and widget. */
static GBytes *
countersigned_split (const TestScene *scene, const TestCase *row)
{
  PenSignature how = { .split = TRUE };

  return pen_signed (scene->signed_paper, &how, scene->second);
}

static void
write_down (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, "Info", "ModDate", "(D:20261123025002Z)");
}

static GBytes *
countersigned_with_date (const TestScene *scene, const TestCase *row)
{
  PenSignature how = { .also = write_down };

  return pen_signed (scene->signed_paper, &how, scene->second);
}

static void
add_validation_data (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *dss =
      g_strdup_printf ("<< /Type /DSS /Certs [ %u 0 R ] >>", pen_add_stream (revision, "", "certificate"));

  pen_put (revision, "Root", "DSS", dss);
}

static GBytes *
with_validation_data_between (const TestScene *scene, const TestCase *row)
{
  g_autoptr (GBytes) more = pen_saved (scene->signed_paper, add_validation_data);

  return test_sign (more, "legal-representative", scene->second);
}

/* Capital digits in the hole are how others write. */
static GBytes *
in_capitals (const TestScene *scene, const TestCase *row)
{
  gsize size, hole = pen_find (scene->signed_paper, "/Contents <") + strlen ("/Contents <");
  const char *data = g_bytes_get_data (scene->signed_paper, &size);
  gsize length = strspn (data + hole, "0123456789abcdefABCDEF");
  g_autofree char *capitals = g_ascii_strup (data + hole, (gssize)length);

  return pen_spliced (scene->signed_paper, hole, length, capitals);
}

/* Filling in */

#define SUM "Root/AcroForm/Fields/0"
#define NOTE "Root/AcroForm/Fields/1"
#define AGREE "Root/AcroForm/Fields/2"

static void
fill_with_look (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *entries =
      g_strdup_printf ("/Type /XObject /Subtype /Form /BBox [0 0 99 20] /Resources << /Font << "
                       "/Helv %u 0 R >> >>",
                       pen_object (pdf, "Root/AcroForm/DR/Font/Helv"));
  guint look = pen_add_stream (revision, entries,
                               "0.9 g 0 0 99 20 re f /Tx BMC q 1 1 97 18 re W n BT /Helv 12 Tf 0 g 2 5 Td "
                               "(250 yuan) Tj ET Q EMC");
  g_autofree char *looks = g_strdup_printf ("<< /N %u 0 R >>", look);

  pen_put (revision, SUM, "V", "(250 yuan)");
  pen_put (revision, SUM, "AP", looks);
}

/* The stream of its look is written anew under its old number. */
static void
fill_in_place (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("BT /Helv 12 Tf 2 5 Td (250) Tj ET", 33);
  g_autofree char *entries =
      g_strdup_printf ("/Type /XObject /Subtype /Form /BBox [0 0 99 20] /Resources << /Font << "
                       "/Helv %u 0 R >> >>",
                       pen_object (pdf, "Root/AcroForm/DR/Font/Helv"));

  pen_put (revision, SUM, "V", "(250)");
  yn_pdf_revision_set_stream (revision, pen_object (pdf, SUM "/AP/N"), entries, content);
}

static void
fill_without_look (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, NOTE, "V", "(seen)");
  pen_put (revision, "Root/AcroForm", "NeedAppearances", "true");
}

static void
tick (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_put (revision, AGREE, "V", "/Yes");
  pen_put (revision, AGREE, "AS", "/Yes");
}

static GBytes *
filled_and_countersigned (const TestScene *scene, const TestCase *row)
{
  g_autoptr (GBytes) filled = test_make_certified (scene, row);
  PenSignature how = { .name = "second", .box = "300 600 400 660" };

  return pen_signed (filled, &how, scene->second);
}

static GBytes *
certified_and_countersigned (const TestScene *scene, const TestCase *row)
{
  PenSignature first = { .value = row->text };
  g_autoptr (GBytes) certified = pen_signed (scene->form, &first, scene->signer);

  return test_sign (certified, "legal-representative", scene->second);
}

/* Annotating */

static void
add_remark (YnPdf *pdf, YnPdfRevision *revision)
{
  pen_append (revision, PEN_FIRST, "Annots",
              pen_add (revision,
                       "<< /Type /Annot /Subtype /Text /Rect [400 700 420 720] /Contents (seen) >>"));
}

static void
take_remark_away (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autofree char *old = yn_pdf_unparse (pdf, PEN_FIRST "/Annots");
  g_autofree char *reference = g_strdup_printf ("%u 0 R", pen_object (pdf, PEN_FIRST "/Annots/3"));
  g_auto (GStrv) parts = g_strsplit (old, reference, 2);
  g_autofree char *rest = g_strjoinv ("", parts);

  pen_put (revision, PEN_FIRST, "Annots", rest);
}

static void
add_remark_to_form (YnPdf *pdf, YnPdfRevision *revision)
{
  add_remark (pdf, revision);
}

static GBytes *
remark_taken_away (const TestScene *scene, const TestCase *row)
{
  PenSignature how = { .value = row->text };
  g_autoptr (GBytes) remarked = pen_saved (scene->form, add_remark_to_form);
  g_autoptr (GBytes) certified = pen_signed (remarked, &how, scene->signer);

  return pen_saved (certified, take_remark_away);
}

#define YES(name, make, change, text, first, listed)                                                         \
  {                                                                                                          \
    "rightful", name, make, change, text, YN_VERDICT_YES, "signed-and-intact", first, listed                 \
  }

static const TestCase rows[] = {
  YES ("untouched", untouched, NULL, NULL, "intact-whole", NULL),
  YES ("countersigned", countersigned, NULL, NULL, "intact-later-signatures", "change-signature-added"),
  YES ("signed-thrice", signed_thrice, NULL, NULL, "intact-later-signatures", "change-signature-added"),
  YES ("countersigned-split",
       countersigned_split,
       NULL,
       NULL,
       "intact-later-signatures",
       "change-signature-added"),
  YES ("countersigned-with-date",
       countersigned_with_date,
       NULL,
       NULL,
       "intact-later-signatures",
       "change-written-by"),
  YES ("validation-data",
       test_make_saved,
       add_validation_data,
       NULL,
       "intact-validation-data",
       "change-validation-data"),
  YES ("validation-data-between",
       with_validation_data_between,
       NULL,
       NULL,
       "intact-later-signatures",
       "change-validation-data"),
  YES ("capitals", in_capitals, NULL, NULL, "intact-whole", NULL),
  YES ("filled",
       test_make_certified,
       fill_with_look,
       PEN_CERTIFIES (2),
       "filled-as-allowed",
       "change-filled"),
  YES ("filled-in-place",
       test_make_certified,
       fill_in_place,
       PEN_CERTIFIES (2),
       "filled-as-allowed",
       "change-filled"),
  YES ("filled-without-look",
       test_make_certified,
       fill_without_look,
       PEN_CERTIFIES (2),
       "filled-as-allowed",
       "change-filled"),
  YES ("ticked", test_make_certified, tick, PEN_CERTIFIES (2), "filled-as-allowed", "change-filled"),
  YES ("filled-where-notes-are-allowed",
       test_make_certified,
       fill_with_look,
       PEN_CERTIFIES (3),
       "filled-as-allowed",
       "change-filled"),
  YES ("filled-as-is-usual",
       test_make_certified,
       tick,
       "/Reference [ << /TransformMethod /DocMDP /TransformParams << /Type /TransformParams >> >> ]",
       "filled-as-allowed",
       "change-filled"),
  YES ("filled-and-countersigned",
       filled_and_countersigned,
       fill_with_look,
       PEN_CERTIFIES (2),
       "filled-as-allowed",
       "change-filled"),
  YES ("certified-and-countersigned",
       certified_and_countersigned,
       NULL,
       PEN_CERTIFIES (2),
       "intact-later-signatures",
       "change-signature-added"),
  YES ("another-field-is-locked",
       test_make_certified,
       fill_with_look,
       "/Lock << /Type /SigFieldLock /Action /Include /Fields [(note)] /P 2 >>",
       "filled-as-allowed",
       "change-filled"),
  YES ("all-but-this-are-locked",
       test_make_certified,
       tick,
       "/Lock << /Type /SigFieldLock /Action /Exclude /Fields [(agree)] /P 2 >>",
       "filled-as-allowed",
       "change-filled"),
  YES ("annotated",
       test_make_certified,
       add_remark,
       PEN_CERTIFIES (3),
       "annotated-as-allowed",
       "change-note-added"),
  YES ("remark-taken-away",
       remark_taken_away,
       NULL,
       PEN_CERTIFIES (3),
       "annotated-as-allowed",
       "change-note-removed"),
};

TEST_CASES (rightful, rows)
