/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "printed.h"

#include "desk/loose.h"
#include "papers/paper.h"
#include "papers/pdf.h"

static const YnDiscovery real = { .identity = "3f2c0000-0000-4000-8000-000000000009", .name = "样例平台" };
static const YnDiscovery practice = { .name = "演练平台", .practice = TRUE };

static GBytes *
printed_with (YnService *form, const YnDiscovery *platform, YnClock *now)
{
  g_autofree char *file = g_strconcat (yn_service_id (form), ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "answers", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = yn_json_load (path, &error);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GBytes) annex = NULL;
  GBytes *paper;

  g_assert_no_error (error);
  paper = yn_loose_print (form, answers, platform, now, YN_LANGUAGE_ZH_CN, &annex, &problems, &error);
  g_assert_no_error (error);
  return paper;
}

static GBytes *
printed_for (const char *service, const YnDiscovery *platform, YnClock *now)
{
  g_autoptr (YnService) form = yn_service_find (service, NULL);

  return printed_with (form, platform, now);
}

GBytes *
test_printed (YnClock *now)
{
  return printed_for ("R01", &real, now);
}

GBytes *
test_printed_in_practice (YnClock *now)
{
  return printed_for ("R01", &practice, now);
}

GBytes *
test_printed_of (const char *service, YnClock *now)
{
  return printed_for (service, &real, now);
}

GBytes *
test_printed_with (YnService *form, YnClock *now)
{
  return printed_with (form, &real, now);
}

GBytes *
test_carrying (GBytes *paper, const char *pointer, const char *text)
{
  g_autoptr (YnJson) body = yn_paper_body (paper, NULL);
  g_autoptr (YnJson) value = yn_json_new_string (text);
  g_autoptr (YnPdf) pdf = yn_pdf_open (paper, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, NULL);
  g_autoptr (GBytes) bytes = NULL;

  yn_json_put (&body, pointer, value);
  bytes = yn_json_print_bytes (body, YN_JSON_CANONICAL);
  yn_pdf_revision_set_stream (revision, yn_pdf_object_id (pdf, "Root/AF/0/EF/F"), "/Type /EmbeddedFile", bytes);
  return yn_pdf_revision_finish (revision, NULL, NULL);
}
