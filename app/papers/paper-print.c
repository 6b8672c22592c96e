/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Hop 2: a body onto pages, and the body into the PDF that shows it. */

#include "papers/paper.h"

#include "base/error.h"
#include "base/hash.h"
#include "papers/pdf.h"
#include "papers/printing.h"

#include <string.h>

#define MARKS_HEIGHT 146.0 /* the band of the last page where signatures put their marks */

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "%s", what);
  return FALSE;
}

/* A NUL would hide what stands behind it. */
static gboolean
holds_nul (const YnJson *value)
{
  if (yn_json_is (value, YN_JSON_STRING))
    return strlen (yn_json_string (value)) != yn_json_string_length (value);
  if (yn_json_is_container (value))
    for (guint i = 0; i < yn_json_size (value); i++)
      if (holds_nul (yn_json_at (value, i))
          || (yn_json_is (value, YN_JSON_OBJECT)
              && strlen (yn_json_name_at (value, i)) != yn_json_name_length_at (value, i)))
        return TRUE;
  return FALSE;
}

static gboolean
clauses_agree (const YnService *service, const YnJson *body)
{
  g_autoptr (YnJson) clauses = yn_service_clauses (service, yn_json_get (body, "answers"), YN_LANGUAGE_ZH_CN);
  const YnJson *named = yn_json_get (body, "clauses");

  if (yn_json_size (clauses) != yn_json_size (named))
    return FALSE;
  for (guint i = 0; i < yn_json_size (clauses); i++)
    if (!yn_json_equal (yn_json_get (yn_json_at (clauses, i), "id"),
                        yn_json_get (yn_json_at (named, i), "id"))
        || !yn_json_equal (yn_json_get (yn_json_at (clauses, i), "version"),
                           yn_json_get (yn_json_at (named, i), "version")))
      return FALSE;
  return TRUE;
}

static gboolean
is_annex (const YnJson *body)
{
  return g_strcmp0 (yn_json_get_string (body, "part"), "annex") == 0;
}

static gboolean
check_body (const YnService *service, const YnJson *body, GError **error)
{
  const YnJson *named = yn_json_get (body, "service");

  if (g_strcmp0 (yn_json_get_string (named, "id"), yn_service_id (service)) != 0
      || g_strcmp0 (yn_json_get_string (named, "version"), yn_service_version (service)) != 0
      || g_strcmp0 (yn_json_get_string (named, "sha256"), yn_service_sha256 (service)) != 0
      || g_strcmp0 (yn_json_get_string (body, "kind"), yn_service_kind (service)) != 0)
    return refuse (error, "the body names another service, version or text of it");
  if (!is_annex (body) && !clauses_agree (service, body))
    return refuse (error, "the body names other clauses than its answers give");
  if (holds_nul (body))
    return refuse (error, "a NUL character in the answers");
  return TRUE;
}

static char *
title_of (const YnService *service, const YnJson *body)
{
  const char *title = yn_service_title (service, YN_LANGUAGE_ZH_CN);
  const char *book = g_str_has_suffix (title, "承诺") ? "书" : "";

  return g_strconcat (title, book, is_annex (body) ? "（不公开附页）" : "", NULL);
}

static YnLayout *
make_layout (const YnService *service, const YnJson *body, const char *title, GError **error)
{
  const char *matter = yn_json_get_string (body, "matter");
  g_autofree char *footer = g_strdup_printf ("%s 第%s版　事 %s", yn_service_id (service),
                                             yn_service_version (service), matter != NULL ? matter : "—");
  g_autofree char *subject = g_strdup_printf ("%s/%s", yn_service_id (service), yn_service_version (service));
  YnLayoutFrame frame = { title, subject, footer, yn_json_get_string (body, "day"),
                          yn_json_get_boolean (yn_json_get (body, "platform"), "practice", FALSE) };

  return yn_layout_new (&frame, error);
}

static GBytes *
print_pages (const YnService *service, const YnJson *body, GError **error)
{
  g_autofree char *title = title_of (service, body);
  g_autoptr (YnLayout) layout = make_layout (service, body, title, error);
  g_autoptr (YnFormItem) form = NULL;
  g_autoptr (GHashTable) printed = NULL;
  YnPrinting printing = { .service = service, .body = body, .answers = yn_json_get (body, "answers") };

  if (layout == NULL)
    return NULL;
  form = yn_form_lay_out (service, printing.answers, YN_LANGUAGE_ZH_CN);
  printed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  printing.layout = layout;
  printing.form = form;
  printing.printed = printed;
  yn_layout_title (layout, title);
  if (is_annex (body))
    yn_printing_annex (&printing);
  else if (yn_json_get (yn_service_json (service), "clauses") != NULL)
    yn_printing_letter (&printing);
  else
    yn_printing_notice (&printing);
  yn_layout_reserve (layout, MARKS_HEIGHT);
  return yn_layout_finish (layout, error);
}

/* Both halves alike, from the body: the same answers give the same file. */
static char *
id_syntax (GBytes *body)
{
  g_autofree char *hash = yn_sha256 (body);

  return g_strdup_printf ("[ <%.32s> <%.32s> ]", hash, hash);
}

static GBytes *
carry (GBytes *pages, const YnJson *body, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (pages, error);
  g_autoptr (YnPdfRevision) revision = pdf != NULL ? yn_pdf_revision_new (pdf, error) : NULL;
  g_autoptr (GBytes) bytes = yn_json_print_bytes (body, YN_JSON_CANONICAL);
  g_autofree char *id = id_syntax (bytes);

  if (revision == NULL || !yn_pdf_revision_attach (revision, YN_PAPER_ANSWERS, "application/json", bytes, error)
      || !yn_pdf_revision_put (revision, "Root", "Lang", "(zh-CN)", error)
      || !yn_pdf_revision_put (revision, "Root", "ViewerPreferences", "<< /DisplayDocTitle true >>", error)
      || !yn_pdf_revision_put (revision, "", "ID", id, error))
    return NULL;
  return yn_pdf_revision_finish (revision, NULL, error);
}

GBytes *
yn_paper_print (const YnService *service, const YnJson *body, GError **error)
{
  g_autoptr (GBytes) pages = NULL;

  if (!check_body (service, body, error))
    return NULL;
  pages = print_pages (service, body, error);
  return pages != NULL ? carry (pages, body, error) : NULL;
}
