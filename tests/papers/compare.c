/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Invariant 9, and each way to break it. */

#include "papers/paper.h"

#include "base/error.h"
#include "papers/pdf.h"
#include "sheets.h"

#include <string.h>

static YnService *
service_of (const char *id)
{
  g_autoptr (GError) error = NULL;
  YnService *service = yn_service_find (id, &error);

  g_assert_no_error (error);
  return service;
}

static YnJson *
body_of (const YnService *service)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "papers", "answers", "R01.json", NULL);
  g_autoptr (YnJson) answers = yn_json_load (path, NULL);
  g_autoptr (YnJson) context = yn_json_parse ("{\"matter\":\"3f2c0000-0000-4000-8000-000000000001\","
                                              "\"platform\":{\"id\":\"00000000-1111-4000-8000-000000000000\","
                                              "\"name\":\"演练平台\",\"practice\":true},"
                                              "\"enterprise\":{\"name\":\"三亚样例海鲜餐饮有限公司\","
                                              "\"uscc\":\"91460200MA5TSAMPX1\"},\"day\":\"2026-11-23\"}",
                                              -1, NULL);

  g_assert_nonnull (answers);
  g_assert_nonnull (context);
  return yn_paper_compose (service, answers, context, NULL, NULL);
}

static GBytes *
printed (const YnService *service, const YnJson *body)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = yn_paper_print (service, body, &error);

  g_assert_no_error (error);
  return pdf;
}

static YnJson *
body_with (const YnJson *body, const char *pointer, const char *text)
{
  g_autoptr (YnJson) value = yn_json_new_string (text);

  return yn_json_with (body, pointer, value);
}

/* Another body inside the same pages. */
static GBytes *
with_body (GBytes *pdf, const YnJson *body)
{
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (opened, NULL);
  g_autoptr (GBytes) bytes = yn_json_print_bytes (body, YN_JSON_CANONICAL);
  guint id = yn_pdf_object_id (opened, "Root/AF/0/EF/F");

  g_assert_cmpuint (id, >, 0);
  yn_pdf_revision_set_stream (revision, id, "/Type /EmbeddedFile", bytes);
  return yn_pdf_revision_finish (revision, NULL, NULL);
}

static GBytes *
with_entry (GBytes *pdf, const char *path, const char *key, const char *syntax)
{
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (opened, NULL);
  g_autoptr (GError) error = NULL;

  yn_pdf_revision_put (revision, path, key, syntax, &error);
  g_assert_no_error (error);
  return yn_pdf_revision_finish (revision, NULL, NULL);
}

static GBytes *
with_attachment (GBytes *pdf, const char *name)
{
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (opened, NULL);
  g_autoptr (GBytes) data = g_bytes_new_static ("x", 1);

  g_assert_true (yn_pdf_revision_attach (revision, name, "text/plain", data, NULL));
  return yn_pdf_revision_finish (revision, NULL, NULL);
}

/* What signing adds, as far as compare can see it. */
static GBytes *
with_form (GBytes *pdf)
{
  return with_entry (pdf, "Root", "AcroForm", "<< /Fields [ ] /SigFlags 3 >>");
}

/* A white stripe down the first page. */
static GBytes *
with_paint (GBytes *pdf)
{
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (opened, NULL);
  guint content = yn_pdf_revision_reserve (revision);
  static const char stripe[] = "1 1 1 rg 240 0 120 842 re f";
  g_autoptr (GBytes) data = g_bytes_new_static (stripe, strlen (stripe));
  g_autofree char *contents =
      g_strdup_printf ("[ %u 0 R %u 0 R ]", yn_pdf_object_id (opened, "Root/Pages/Kids/0/Contents"), content);

  yn_pdf_revision_set_stream (revision, content, "", data);
  g_assert_true (yn_pdf_revision_put (revision, "Root/Pages/Kids/0", "Contents", contents, NULL));
  return yn_pdf_revision_finish (revision, NULL, NULL);
}

/* A line of text over the first page. */
static GBytes *
with_overprint (GBytes *pdf)
{
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (opened, NULL);
  g_autoptr (GBytes) sheet = sheets_new (1);
  double box[2];
  guint form = yn_pdf_revision_import_page (revision, sheet, box, NULL);
  guint content = yn_pdf_revision_reserve (revision);
  g_autoptr (GBytes) data = g_bytes_new_static ("/Over Do", 8);
  g_autofree char *resource = g_strdup_printf ("%u 0 R", form);
  g_autofree char *old = yn_pdf_unparse (opened, "Root/Pages/Kids/0");
  g_autofree char *contents =
      g_strdup_printf ("[ %u 0 R %u 0 R ]", yn_pdf_object_id (opened, "Root/Pages/Kids/0/Contents"), content);
  g_autofree char *x_object = g_strdup_printf ("<< /Over %u 0 R >>", form);

  g_assert_nonnull (old);
  yn_pdf_revision_set_stream (revision, content, "", data);
  g_assert_true (yn_pdf_revision_put (revision, "Root/Pages/Kids/0", "Contents", contents, NULL));
  g_assert_true (yn_pdf_revision_put (revision, "Root/Pages/Kids/0/Resources", "XObject", x_object, NULL));
  return yn_pdf_revision_finish (revision, NULL, NULL);
}

/* An empty place for a signature that shows a white stripe, or nothing. */
static GBytes *
with_place (GBytes *pdf, const char *entries, gboolean stripe)
{
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (opened, NULL);
  guint look = yn_pdf_revision_reserve (revision), field = yn_pdf_revision_reserve (revision);
  static const char paint[] = "1 1 1 rg 0 0 200 200 re f";
  g_autoptr (GBytes) data = g_bytes_new_static (paint, stripe ? strlen (paint) : 0);
  g_autofree char *widget = g_strdup_printf ("<< /Type /Annot /Subtype /Widget /FT /Sig /T (a) /AP << /N %u 0 R >> %s %s %s >>",
                                             look, strstr (entries, "/Rect") != NULL ? "" : "/Rect [ 100 500 300 700 ]",
                                             strstr (entries, "/F ") != NULL ? "" : "/F 4", entries);
  g_autofree char *list = g_strdup_printf ("[ %u 0 R ]", field);
  g_autofree char *form = g_strdup_printf ("<< /Fields %s /SigFlags 1 >>", list);

  yn_pdf_revision_set_stream (revision, look, "/Type /XObject /Subtype /Form /BBox [ 0 0 200 200 ]", data);
  yn_pdf_revision_set (revision, field, widget);
  g_assert_true (yn_pdf_revision_put (revision, "Root/Pages/Kids/0", "Annots", list, NULL));
  g_assert_true (yn_pdf_revision_put (revision, "Root", "AcroForm", form, NULL));
  return yn_pdf_revision_finish (revision, NULL, NULL);
}

/* All of it written anew, so that no revision tells what was there first. */
static GBytes *
rewritten_by_another (GBytes *pdf)
{
  GBytes *rewritten = sheets_through_qpdf (pdf, "--object-streams=generate", NULL);

  g_bytes_unref (pdf);
  return rewritten;
}

static void
assert_agrees (const char *what, GBytes *pdf, const YnService *service)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", what);
  yn_paper_compare (pdf, service, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_differs (const char *what, GBytes *pdf, const YnService *service)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", what);
  g_assert_false (yn_paper_compare (pdf, service, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS);
}

static void
test_agrees (void)
{
  g_autoptr (YnService) service = service_of ("R01");
  g_autoptr (YnJson) body = body_of (service);
  g_autoptr (GBytes) pdf = printed (service, body);
  g_autoptr (GBytes) once = with_form (pdf);
  g_autoptr (GBytes) twice = with_entry (once, "Root/AcroForm", "SigFlags", "1");
  g_autoptr (GBytes) rewritten = sheets_through_qpdf (pdf, "--object-streams=generate", NULL);

  assert_agrees ("as printed", pdf, service);
  assert_agrees ("with a form behind it", once, service);
  assert_agrees ("with two revisions behind it", twice, service);
  assert_agrees ("written by another program", rewritten, service);
}

/* What other programs write beside pages and answers, and nobody sees. */
static void
test_beside (void)
{
  g_autoptr (YnService) service = service_of ("R01");
  g_autoptr (YnJson) body = body_of (service);
  g_autoptr (GBytes) pdf = printed (service, body);
  g_autoptr (GBytes) linearized = sheets_through_qpdf (pdf, "--linearize", NULL);
  g_autoptr (GBytes) form = rewritten_by_another (with_form (pdf));
  g_autoptr (GBytes) place = rewritten_by_another (with_place (pdf, "", FALSE));
  g_autoptr (GBytes) layout = with_entry (pdf, "Root", "PageLayout", "/OneColumn");
  g_autoptr (GBytes) marked = rewritten_by_another (with_place (pdf, "", TRUE));
  g_autoptr (GError) error = NULL;

  assert_agrees ("linearized", linearized, service);
  assert_agrees ("a form without fields", form, service);
  assert_agrees ("an empty place for a signature", place, service);
  assert_agrees ("how pages are laid out", layout, service);
  g_assert_false (yn_paper_compare (marked, service, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_MARK_LEFT_OVER);
}

static void
test_differs (void)
{
  g_autoptr (YnService) service = service_of ("R01");
  g_autoptr (YnService) other_service = service_of ("F04");
  g_autoptr (YnJson) body = body_of (service);
  g_autoptr (YnJson) other = body_with (body, "/answers/remarks", "别的内容");
  g_autoptr (YnJson) other_day = body_with (body, "/day", "2026-11-24");
  g_autoptr (YnJson) other_version = body_with (body, "/service/version", "99");
  g_autoptr (GBytes) pdf = printed (service, body);
  g_autoptr (GBytes) signed_pdf = with_form (pdf);
  g_autoptr (GBytes) rewritten = sheets_through_qpdf (pdf, "--object-streams=disable", NULL);
  const struct
  {
    const char *what;
    GBytes *pdf;
  } cases[] = {
    { "other answers", with_body (pdf, other) },
    { "another day", with_body (pdf, other_day) },
    { "another version of the service", with_body (pdf, other_version) },
    { "other answers behind a signature", with_body (signed_pdf, other) },
    { "a second attachment", with_attachment (pdf, "b.txt") },
    { "a second attachment of the same name", with_attachment (pdf, "answers.json") },
    { "a second attachment behind a signature", with_attachment (signed_pdf, "b.txt") },
    { "an annotation",
      with_entry (pdf, "Root/Pages/Kids/0", "Annots",
                  "[ << /Type /Annot /Subtype /FreeText /Rect [ 0 0 100 100 ] /Contents (x) >> ]") },
    { "a script", with_entry (pdf, "Root", "OpenAction", "<< /S /JavaScript /JS (app.alert\\(1\\)) >>") },
    { "a name tree of scripts", with_entry (pdf, "Root/Names", "JavaScript", "<< /Names [ ] >>") },
    { "layers", with_entry (pdf, "Root", "OCProperties", "<< /OCGs [ ] /D << >> >>") },
    { "a line over a page", with_overprint (pdf) },
    { "a line over a page written by another program", with_overprint (rewritten) },
    { "paint over a line", with_paint (pdf) },
    { "paint over a line, written by another program", with_paint (rewritten) },
    { "paint behind a form", with_paint (signed_pdf) },
    { "a line behind a form", with_overprint (signed_pdf) },
    { "an annotation behind a form",
      with_entry (signed_pdf, "Root/Pages/Kids/0", "Annots",
                  "[ << /Type /Annot /Subtype /FreeText /Rect [ 0 0 100 100 ] /Contents (x) >> ]") },
    { "a page turned behind a form", with_entry (signed_pdf, "Root/Pages/Kids/0", "Rotate", "180") },
    { "all pages cropped behind a form", with_entry (signed_pdf, "Root/Pages", "CropBox", "[ 0 0 595 100 ]") },
    { "a mark over half a page", with_place (pdf, "/Rect [ 0 0 595 500 ]", TRUE) },
    { "a mark that shows itself in print", with_place (pdf, "/F 36", TRUE) },
    { "an empty place that shows itself in print, by another program", rewritten_by_another (with_place (pdf, "/F 36", TRUE)) },
    { "an empty place that does something", rewritten_by_another (with_place (pdf, "/A << /S /JavaScript /JS (1) >>", FALSE)) },
    { "a field to fill in",
      rewritten_by_another (with_entry (pdf, "Root", "AcroForm", "<< /Fields [ << /FT /Tx /T (a) >> ] >>")) },
    { "a form with a script of its own", rewritten_by_another (with_entry (pdf, "Root", "AcroForm", "<< /Fields [ ] /XFA (x) >>")) },
    { "the first page twice", sheets_through_qpdf (pdf, "--pages", ".", "1,1", "--", NULL) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_differs (cases[i].what, cases[i].pdf, service);
      g_bytes_unref (cases[i].pdf);
    }
  assert_differs ("another service", pdf, other_service);
}

static void
test_no_paper (void)
{
  g_autoptr (YnService) service = service_of ("R01");
  g_autoptr (GBytes) sheet = sheets_new (1);
  g_autoptr (GError) error = NULL;

  g_assert_false (yn_paper_compare (sheet, service, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_A_PAPER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/compare/agrees", test_agrees);
  g_test_add_func ("/papers/compare/beside", test_beside);
  g_test_add_func ("/papers/compare/differs", test_differs);
  g_test_add_func ("/papers/compare/no-paper", test_no_paper);
  return g_test_run ();
}
