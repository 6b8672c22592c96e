/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cases.h"

#include "signing/authority-answers.h"

static void
attach_answers (YnPdf *pdf, YnPdfRevision *revision)
{
  g_autoptr (GBytes) data = g_bytes_new_static ("{\"sum\":100}", 11);

  g_assert_true (yn_pdf_revision_attach (revision, "answers.json", "application/json", data, NULL));
}

static void
add_form (YnPdf *pdf, YnPdfRevision *revision)
{
  guint font =
      pen_add (revision, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  g_autofree char *entries =
      g_strdup_printf ("/Type /XObject /Subtype /Form /BBox [0 0 99 20] /Resources << /Font << "
                       "/Helv %u 0 R >> >>",
                       font);
  guint look = pen_add_stream (revision, entries, "/Tx BMC BT /Helv 12 Tf 2 5 Td (100) Tj ET EMC");
  guint on = pen_add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 20 20]", "2 2 16 16 re f");
  guint off = pen_add_stream (revision, "/Type /XObject /Subtype /Form /BBox [0 0 20 20]", "2 2 16 16 re S");
  g_autofree char *sum =
      g_strdup_printf ("<< /Type /Annot /Subtype /Widget /FT /Tx /T (sum) /V (100) /F 4 "
                       "/DA (/Helv 12 Tf 0 g) /Rect [60 300 159 320] /AP << /N %u 0 R >> >>",
                       look);
  g_autofree char *agree =
      g_strdup_printf ("<< /Type /Annot /Subtype /Widget /FT /Btn /T (agree) /V /Off /AS /Off /F 4 "
                       "/Rect [60 340 80 360] /AP << /N << /Yes %u 0 R /Off %u 0 R >> >> >>",
                       on, off);
  guint fields[] = {
    pen_add (revision, sum),
    pen_add (revision, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (note) /F 4 /DA (/Helv 12 Tf) /Rect [60 "
                       "260 300 280] >>"),
    pen_add (revision, agree),
  };
  g_autofree char *form =
      g_strdup_printf ("<< /Fields [ %u 0 R %u 0 R %u 0 R ] /DA (/Helv 12 Tf) /DR << /Font << /Helv %u 0 R "
                       ">> >> >>",
                       fields[0], fields[1], fields[2], font);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    pen_append (revision, PEN_FIRST, "Annots", fields[i]);
  pen_put_reference (revision, "Root", "AcroForm", pen_add (revision, form));
}

static void
take_back (TestScene *scene)
{
  YnRevoked revoked = { yn_key_certificate (scene->revoked)->serial, NOW - DAY / 2 };
  g_autoptr (GError) error = NULL;

  scene->list = yn_authority_revocation_list (test_authority (FALSE), &revoked, 1, NOW, &error);
  g_assert_no_error (error);
  g_assert_true (yn_trust_add_revocation_list (scene->trust, scene->list, &error));
}

TestScene *
test_scene_new (void)
{
  TestScene *scene = g_new0 (TestScene, 1);
  g_autoptr (GBytes) plain = test_paper (2);

  scene->signer = test_key (test_authority (FALSE), YN_KEY_RSA_2048, SAMPLE_USCC, NOW - DAY);
  scene->second = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  scene->revoked = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  scene->trust = test_trust (test_authority (FALSE));
  take_back (scene);
  scene->paper = pen_saved (plain, attach_answers);
  scene->signed_paper = test_sign (scene->paper, "enterprise-seal", scene->signer);
  scene->form = pen_saved (plain, add_form);
  return scene;
}

void
test_scene_free (TestScene *scene)
{
  g_bytes_unref (scene->list);
  g_bytes_unref (scene->paper);
  g_bytes_unref (scene->signed_paper);
  g_bytes_unref (scene->form);
  yn_trust_free (scene->trust);
  yn_key_unref (scene->signer);
  yn_key_unref (scene->second);
  yn_key_unref (scene->revoked);
  g_free (scene);
}
