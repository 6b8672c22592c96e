/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Files whose author left fields to be signed, or said what may be signed. */

#include "material.h"

#include "base/error.h"
#include "papers/pdf.h"

#include <string.h>

static YnKey *key;
static YnTrust *trust;

static YnPdf *
opened (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  YnPdf *pdf = yn_pdf_open (bytes, &error);

  g_assert_no_error (error);
  return pdf;
}

/* A page with a form: @objects are numbered from 20 and stand as they are; "@PAGE@" in them is the page's number. */
static GBytes *
with_form (const char *fields, const char *const *objects)
{
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (YnPdf) pdf = opened (plain);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, NULL);
  g_autofree char *page = g_strdup_printf ("%u 0 R", yn_pdf_object_id (pdf, "Root/Pages/Kids/0"));
  g_autofree char *form = g_strdup_printf ("<< /Fields [ %s ] >>", fields);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  while (yn_pdf_revision_reserve (revision) < 19 + g_strv_length ((char **) objects))
    ;
  for (guint i = 0; objects[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (objects[i], "@PAGE@", -1);
      g_autofree char *syntax = g_strjoinv (page, parts);
      g_autofree char *reference = g_strdup_printf ("%u 0 R", 20 + i);

      yn_pdf_revision_set (revision, 20 + i, syntax);
      if (strstr (syntax, "/Widget") != NULL)
        g_assert_true (yn_pdf_revision_append (revision, "Root/Pages/Kids/0", "Annots", reference, NULL));
    }
  g_assert_true (yn_pdf_revision_put (revision, "Root", "AcroForm", form, NULL));
  bytes = yn_pdf_revision_finish (revision, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

#define WIDGET "/Type /Annot /Subtype /Widget /F 4 /P @PAGE@ /Rect [ 100 100 250 160 ] "

typedef struct
{
  const char *name;
  const char *fields;
  const char *objects[6];
  const char *role;
  const char *signed_field;  /* full name of the one that is signed */
  gboolean made;             /* a new one, none was filled */
} Case;

static const Case cases[] = {
  { "the only one", "20 0 R", { "<< " WIDGET "/FT /Sig /T (a) >>" }, "agent", "a", FALSE },
  { "the first", "20 0 R 21 0 R", { "<< " WIDGET "/FT /Sig /T (a) >>", "<< " WIDGET "/FT /Sig /T (b) >>" }, "agent", "a",
    FALSE },
  { "the one for the role", "20 0 R 21 0 R",
    { "<< " WIDGET "/FT /Sig /T (a) >>", "<< " WIDGET "/FT /Sig /T (agent) >>" }, "agent", "agent", FALSE },
  { "for the role, with a number", "20 0 R 21 0 R",
    { "<< " WIDGET "/FT /Sig /T (a) >>", "<< " WIDGET "/FT /Sig /T (enterprise-seal-1) >>" }, "enterprise-seal",
    "enterprise-seal-1", FALSE },
  { "a field and its widget", "20 0 R",
    { "<< /FT /Sig /T (a) /Kids [ 21 0 R ] >>", "<< " WIDGET "/Parent 20 0 R >>" }, "agent", "a", FALSE },
  { "below others, its type inherited", "20 0 R",
    { "<< /T (signers) /FT /Sig /Kids [ 21 0 R 22 0 R ] >>", "<< " WIDGET "/Parent 20 0 R /T (first) >>",
      "<< " WIDGET "/Parent 20 0 R /T (agent) >>" },
    "agent", "signers.agent", FALSE },
  { "not to be seen", "20 0 R", { "<< /Type /Annot /Subtype /Widget /F 2 /P @PAGE@ /Rect [ 0 0 0 0 ] /FT /Sig /T (a) >>" },
    "agent", "a", FALSE },
  { "a null value is none", "20 0 R", { "<< " WIDGET "/FT /Sig /T (a) /V null >>" }, "agent", "a", FALSE },
  { "other fields only", "20 0 R", { "<< " WIDGET "/FT /Tx /T (a) >>" }, "agent", "yn-agent-1", TRUE },
  { "a loop of fields", "20 0 R", { "<< /T (a) /FT /Tx /Kids [ 21 0 R ] >>", "<< /T (b) /Kids [ 20 0 R ] /Parent 20 0 R >>" },
    "agent", "yn-agent-1", TRUE },
  { "its own below itself", "20 0 R", { "<< /T (a) /FT /Sig /Kids [ 20 0 R ] >>" }, "agent", "a", FALSE },
  { "no list of fields", "/None", { "<< " WIDGET "/FT /Sig /T (a) >>" }, "agent", "yn-agent-1", TRUE },
};

static void
assert_accepted (GBytes *paper, guint signatures, const char *last)
{
  g_autoptr (YnVerification) verification = yn_verify (paper, trust, NOW);
  const YnSignatureVerdict *verdict;

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      verdict = g_ptr_array_index (verification->signatures, i);
      g_test_message ("%s: %s %s", verdict->field, verdict->intact_code,
                      verdict->intact_detail != NULL ? verdict->intact_detail : "");
    }
  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
  g_assert_cmpuint (verification->signatures->len, ==, signatures);
  verdict = g_ptr_array_index (verification->signatures, signatures - 1);
  if (last != NULL)
    g_assert_cmpstr (verdict->field, ==, last);
}

/* One signature into the field; then one more on top, and both hold. */
static void
test_filled (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) paper = with_form (cases[i].fields, cases[i].objects);
      g_autoptr (GBytes) once = NULL;
      g_autoptr (GBytes) twice = NULL;
      g_autoptr (YnPdf) pdf = NULL;
      int before, after;

      g_test_message ("%s", cases[i].name);
      pdf = opened (paper);
      before = yn_pdf_count (pdf, "Root/AcroForm/Fields");
      once = test_sign (paper, cases[i].role, key);
      assert_accepted (once, 1, cases[i].signed_field);
      g_clear_pointer (&pdf, yn_pdf_unref);
      pdf = opened (once);
      after = yn_pdf_count (pdf, "Root/AcroForm/Fields");
      g_assert_cmpint (after, ==, before + cases[i].made);
      twice = test_sign (once, "platform-seal", key);
      assert_accepted (twice, 2, NULL);
    }
}

/* The mark stands inside the author's box and keeps its shape. */
static void
test_mark_in_the_box (void)
{
  static const char *const objects[] = { "<< " WIDGET "/FT /Sig /T (a) >>", NULL };
  g_autoptr (GBytes) paper = with_form ("20 0 R", objects);
  g_autoptr (GBytes) once = test_sign (paper, "agent", key);
  g_autoptr (YnPdf) pdf = opened (once);
  g_autofree char *rect = yn_pdf_unparse (pdf, "20/Rect");
  g_autofree char *box = yn_pdf_unparse (pdf, "20/AP/N/BBox");
  g_autoptr (GBytes) content = yn_pdf_stream (pdf, "20/AP/N");
  g_autofree char *text = g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  g_assert_cmpstr (rect, ==, "[ 100 100 250 160 ]");
  g_assert_cmpstr (box, ==, "[ 0.00 0.00 150.00 60.00 ]");
  g_assert_cmpstr (words[1], ==, words[4]); /* as wide as high */
  g_assert_cmpfloat (g_ascii_strtod (words[1], NULL), >, 0.1);
}

/* What the author's /Lock says goes into the signature, and binds those who come later. */
static void
test_lock (void)
{
  static const struct
  {
    const char *lock, *action;
    const char *filled; /* by the second signer */
  } locks[] = {
    { "/Lock << /Type /SigFieldLock /Action /Include /Fields [ (b) ] >>", "/Include", "c" },
    { "/Lock << /Type /SigFieldLock /Action /Exclude /Fields [ (c) ] >>", "/Exclude", "c" },
    { "/Lock << /Type /SigFieldLock /Action /All >>", "/All", "yn-platform-seal-1" },
    { "/Lock 24 0 R", "/Include", "c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    {
      g_autofree char *first = g_strdup_printf ("<< " WIDGET "/FT /Sig /T (a) %s >>", locks[i].lock);
      const char *objects[] = { first, "<< " WIDGET "/FT /Sig /T (b) >>", "<< " WIDGET "/FT /Sig /T (c) >>", "null",
                                "<< /Type /SigFieldLock /Action /Include /Fields [ (b) ] >>", NULL };
      g_autoptr (GBytes) paper = with_form ("20 0 R 21 0 R 22 0 R", objects);
      g_autoptr (GBytes) once = test_sign (paper, "agent", key);
      g_autoptr (GBytes) twice = test_sign (once, "platform-seal", key);
      g_autoptr (YnPdf) pdf = opened (once);
      g_autofree char *method = yn_pdf_name (pdf, "20/V/Reference/0/TransformMethod");
      g_autofree char *action = yn_pdf_name (pdf, "20/V/Reference/0/TransformParams/Action");

      g_test_message ("%s", locks[i].lock);
      g_assert_cmpstr (method, ==, "/FieldMDP");
      g_assert_cmpstr (action, ==, locks[i].action);
      g_assert_cmpuint (yn_pdf_object_id (pdf, "20/V/Reference/0/Data"), ==, yn_pdf_object_id (pdf, "Root"));
      assert_accepted (twice, 2, locks[i].filled);
    }
}

/* A certification by somebody else, made by hand: a signature's dictionary with the permission, and no more. */
static GBytes *
certified (int level)
{
  g_autofree char *value =
      g_strdup_printf ("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Contents <00> "
                       "/ByteRange [ 0 10 20 10 ] /Reference [ << /Type /SigRef /TransformMethod /DocMDP "
                       "/TransformParams << /Type /TransformParams /V /1.2 /P %d >> >> ] >>",
                       level);
  const char *objects[] = { "<< " WIDGET "/FT /Sig /T (author) /V 21 0 R >>", value, NULL };

  return with_form ("20 0 R", objects);
}

static void
test_certified (void)
{
  for (int level = 1; level <= 3; level++)
    {
      g_autoptr (GBytes) paper = certified (level);
      YnSignOptions options = test_options ("agent", key);
      g_autofree char *digest = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) prepared = yn_sign_prepare (paper, &options, &digest, &error);

      if (level == 1)
        g_assert_error (error, YN_ERROR, YN_ERROR_SIGNING_FORBIDDEN);
      else
        g_assert_no_error (error);
      g_assert_cmpint (prepared != NULL, ==, level > 1);
    }
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  key = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  trust = test_trust (test_authority (FALSE));
  g_test_add_func ("/left-empty/filled", test_filled);
  g_test_add_func ("/left-empty/mark-in-the-box", test_mark_in_the_box);
  g_test_add_func ("/left-empty/lock", test_lock);
  g_test_add_func ("/left-empty/certified", test_certified);
  failed = g_test_run ();
  yn_key_unref (key);
  yn_trust_free (trust);
  test_material_free ();
  return failed;
}
