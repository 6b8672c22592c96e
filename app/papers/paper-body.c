/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The body of a paper: made from answers, and found again in a PDF. */

#include "papers/paper.h"

#include "base/codes.h"
#include "base/error.h"
#include "papers/pdf.h"

#include <string.h>

#define MAX_BODY (8 * 1024 * 1024)

typedef enum
{
  MASKED,       /* everything, private answers masked */
  PRIVATE_ONLY, /* private answers in full, nothing else */
} View;

static gboolean
holds_private (const YnService *service, const YnJson *value, const char *pointer)
{
  if (yn_service_is_private (service, pointer))
    return TRUE;
  for (guint i = 0; yn_json_is_container (value) && i < yn_json_size (value); i++)
    {
      g_autofree char *below = yn_json_pointer_below (value, pointer, i);

      if (holds_private (service, yn_json_at (value, i), below))
        return TRUE;
    }
  return FALSE;
}

/* Of a number even the first digit and the length would say too much: a price is known by them. */
char *
yn_paper_masked (const YnJson *value)
{
  return yn_json_is (value, YN_JSON_STRING) ? yn_mask_private (yn_json_string (value)) : g_strdup ("***");
}

static void
write_masked (YnJsonWriter *writer, const YnJson *value)
{
  g_autofree char *masked = yn_paper_masked (value);

  yn_json_writer_string (writer, masked);
}

/* @private: this value is private or part of one. */
static void
write_view (YnJsonWriter *writer,
            const YnService *service,
            const YnJson *value,
            const char *pointer,
            View view,
            gboolean private)
{
  private = private || yn_service_is_private (service, pointer);
  if (!yn_json_is_container (value))
    {
      if (view == MASKED && private)
        write_masked (writer, value);
      else
        yn_json_writer_value (writer, value);
      return;
    }
  if (yn_json_is (value, YN_JSON_OBJECT))
    yn_json_writer_begin_object (writer);
  else
    yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (value); i++)
    {
      const YnJson *child = yn_json_at (value, i);
      g_autofree char *below = yn_json_pointer_below (value, pointer, i);
      gboolean stays = view == MASKED || private || holds_private (service, child, below);

      /* the others of an array keep their places */
      if (yn_json_is (value, YN_JSON_OBJECT) && stays)
        yn_json_writer_name (writer, yn_json_name_at (value, i));
      if (stays)
        write_view (writer, service, child, below, view, private);
      else if (yn_json_is (value, YN_JSON_ARRAY))
        yn_json_writer_null (writer);
    }
  yn_json_writer_end (writer);
}

static YnJson *
view_of (const YnService *service, const YnJson *answers, View view)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (!yn_json_is (answers, YN_JSON_OBJECT))
    return yn_json_new_object ();
  write_view (writer, service, answers, "", view, FALSE);
  return yn_json_writer_finish (writer);
}

static void
write_or_null (YnJsonWriter *writer, const char *name, const YnJson *value)
{
  yn_json_writer_name (writer, name);
  if (value != NULL)
    yn_json_writer_value (writer, value);
  else
    yn_json_writer_null (writer);
}

static void
write_clauses (YnJsonWriter *writer, const YnService *service, const YnJson *answers)
{
  g_autoptr (YnJson) clauses = yn_service_clauses (service, answers, YN_LANGUAGE_ZH_CN);

  yn_json_writer_name (writer, "clauses");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (clauses); i++)
    {
      const YnJson *clause = yn_json_at (clauses, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "id", yn_json_get_string (clause, "id"));
      yn_json_writer_member_string (writer, "version", yn_json_get_string (clause, "version"));
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
write_service (YnJsonWriter *writer, const YnService *service)
{
  yn_json_writer_name (writer, "service");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", yn_service_id (service));
  yn_json_writer_member_string (writer, "version", yn_service_version (service));
  yn_json_writer_member_string (writer, "sha256", yn_service_sha256 (service));
  yn_json_writer_end (writer);
}

static YnJson *
make_body (const YnService *service,
           const YnJson *answers,
           const YnJson *context,
           const YnJson *attachments,
           gboolean is_annex)
{
  static const char *const copied[] = { "matter", "platform", "enterprise", "authority",
                                        "day",    "number",   "about" };
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_int (writer, "yinuo", 1);
  yn_json_writer_member_string (writer, "part", is_annex ? "annex" : "main");
  write_service (writer, service);
  yn_json_writer_member_string (writer, "kind", yn_service_kind (service));
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    write_or_null (writer, copied[i], yn_json_get (context, copied[i]));
  yn_json_writer_member_value (writer, "answers", answers);
  yn_json_writer_name (writer, "attachments");
  if (attachments != NULL && !is_annex)
    yn_json_writer_value (writer, attachments);
  else
    {
      yn_json_writer_begin_array (writer);
      yn_json_writer_end (writer);
    }
  write_or_null (writer, "annex", NULL);
  if (!is_annex)
    write_clauses (writer, service, answers);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

YnJson *
yn_paper_compose (const YnService *service,
                  const YnJson *visible_answers,
                  const YnJson *context,
                  const YnJson *attachments,
                  YnJson **annex_body)
{
  g_autoptr (YnJson) masked = view_of (service, visible_answers, MASKED);

  if (annex_body != NULL)
    {
      g_autoptr (YnJson) private = view_of (service, visible_answers, PRIVATE_ONLY);

      *annex_body = yn_json_size (private) > 0 ? make_body (service, private, context, NULL, TRUE) : NULL;
    }
  return make_body (service, masked, context, attachments, FALSE);
}

YnJson *
yn_paper_with_annex (const YnJson *body, const char *annex_sha256)
{
  g_autoptr (YnJson) value = yn_json_new_string (annex_sha256);

  return yn_json_with (body, "/annex", value);
}

static gboolean
is_body (const YnJson *body)
{
  const YnJson *service = yn_json_get (body, "service");

  return yn_json_get_int (body, "yinuo", 0) == 1 && yn_json_get_string (service, "id") != NULL
         && yn_json_get_string (service, "version") != NULL && yn_json_get_string (service, "sha256") != NULL
         && yn_json_get_string (body, "kind") != NULL
         && yn_json_is (yn_json_get (body, "answers"), YN_JSON_OBJECT);
}

YnJson *
yn_paper_body_in (YnPdf *pdf, GError **error)
{
  g_autoptr (GBytes) bytes = yn_pdf_attached (pdf, YN_PAPER_ANSWERS);
  g_autoptr (YnJson) body = NULL;

  if (bytes != NULL && g_bytes_get_size (bytes) <= MAX_BODY)
    body = yn_json_parse_bytes (bytes, NULL);
  if (body == NULL || !is_body (body))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NOT_A_PAPER, "the PDF carries no answers");
      return NULL;
    }
  return g_steal_pointer (&body);
}

YnJson *
yn_paper_body (GBytes *pdf, GError **error)
{
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, error);

  return opened != NULL ? yn_paper_body_in (opened, error) : NULL;
}

YnService *
yn_paper_service_of (const YnJson *body, GError **error)
{
  const YnJson *named = yn_json_get (body, "service");
  const char *id = yn_json_get_string (named, "id"), *version = yn_json_get_string (named, "version");
  g_autoptr (YnService) service = yn_service_find_as (id, yn_json_get_string (named, "sha256"), error);

  if (service == NULL || g_strcmp0 (version, yn_service_version (service)) == 0)
    return g_steal_pointer (&service);
  g_set_error (error, YN_ERROR, YN_ERROR_OTHER_VERSION, "version %s of %s is of another hash", version, id);
  return NULL;
}
