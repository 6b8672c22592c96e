/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/enclosures.h"

#include "base/error.h"
#include "base/hash.h"
#include "papers/paper.h"
#include "papers/reading.h"
#include "practice/reason.h"
#include "practice/uploads.h"

#include <string.h>

static gboolean
need (YnOffice *office, const char *uscc, const char *sha256, GPtrArray *missing, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (yn_uploads_arrived (office, uscc, sha256, &local))
    return TRUE;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!g_ptr_array_find_with_equal_func (missing, sha256, g_str_equal, NULL))
    g_ptr_array_add (missing, g_strdup (sha256));
  return TRUE;
}

gboolean
yn_enclosures_missing (YnOffice *office,
                       const char *uscc,
                       const YnJson *body,
                       GPtrArray *missing,
                       GPtrArray *reasons,
                       GError **error)
{
  const YnJson *attachments = yn_json_get (body, "attachments");
  const YnJson *annex = yn_json_get (body, "annex");

  for (guint i = 0; i < yn_json_size (attachments); i++)
    {
      const char *sha256 = yn_json_get_string (yn_json_at (attachments, i), "sha256");

      if (sha256 == NULL || !yn_sha256_is (sha256))
        g_ptr_array_add (reasons, yn_reason_new ("not-a-paper", NULL));
      else if (!need (office, uscc, sha256, missing, error))
        return FALSE;
    }
  if (annex == NULL || yn_json_is (annex, YN_JSON_NULL))
    return TRUE;
  if (yn_json_string (annex) != NULL && yn_sha256_is (yn_json_string (annex)))
    return need (office, uscc, yn_json_string (annex), missing, error);
  g_ptr_array_add (reasons, yn_reason_new ("annex-differs", NULL));
  return TRUE;
}

/* Attachments. */

static const char *
against_attachment (const YnJson *attachment, GBytes *bytes)
{
  g_autoptr (GBytes) start = g_bytes_new_from_bytes (bytes, 0, MIN (g_bytes_get_size (bytes), 64));
  gint64 size = yn_json_get_int (attachment, "size", -1);

  if (size != (gint64) g_bytes_get_size (bytes)
      || g_strcmp0 (yn_reading_kind (start), yn_json_get_string (attachment, "type")) != 0)
    return "attachment-type";
  return NULL;
}

static gboolean
check_attachment (YnOffice *office,
                  const char *uscc,
                  const YnJson *attachment,
                  guint index,
                  GPtrArray *reasons,
                  GError **error)
{
  g_autoptr (GBytes) bytes =
      yn_uploads_bytes (office, uscc, yn_json_get_string (attachment, "sha256"), error);
  const char *code = bytes != NULL ? against_attachment (attachment, bytes) : NULL;
  const char *name = yn_json_get_string (attachment, "name");
  g_autofree char *pointer = g_strdup_printf ("/attachments/%u", index);
  g_autoptr (YnJsonWriter) writer = NULL;
  g_autoptr (YnProblem) problem = NULL;

  if (code == NULL)
    return bytes != NULL;
  writer = yn_json_writer_new ();
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", name != NULL ? name : "");
  yn_json_writer_end (writer);
  problem = yn_problem_new (pointer, NULL, code, yn_json_writer_finish (writer));
  g_ptr_array_add (reasons, yn_reason_of_problem (problem));
  return TRUE;
}

/* The annex. */

typedef struct
{
  const YnJson *full;
  YnJson *answers;
  gboolean differs;
} PuttingBack;

static void
put_back_one (PuttingBack *putting, const char *pointer, const YnJson *masked)
{
  const YnJson *value = yn_json_pointer (putting->full, pointer);
  gboolean whole = yn_json_is_container (value);
  g_autofree char *mask = whole || value == NULL ? NULL : yn_paper_masked (value);
  YnJson *with = NULL;

  if (value == NULL || (mask != NULL && g_strcmp0 (mask, yn_json_string (masked)) != 0))
    putting->differs = TRUE;
  if (value == NULL)
    return;
  with = yn_json_with (putting->answers, pointer, value);
  yn_json_unref (putting->answers);
  putting->answers = with;
}

/* @rest: what is still to be walked of a pointer with stars, each of which stands for every row. */
static void
put_back (PuttingBack *putting, const char *done, const char *rest)
{
  const char *star = strstr (rest, "/*");
  g_autofree char *head = star != NULL ? g_strndup (rest, star - rest) : g_strdup (rest);
  g_autofree char *pointer = g_strconcat (done, head, NULL);
  const YnJson *masked = yn_json_pointer (putting->answers, pointer);
  guint n = star != NULL ? yn_json_size (masked) : 0;

  if (masked == NULL)
    return;
  if (star == NULL)
    put_back_one (putting, pointer, masked);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *row = g_strdup_printf ("%s/%u", pointer, i);

      put_back (putting, row, star + strlen ("/*"));
    }
}

static gboolean
is_annex_of (const YnJson *annex, const YnJson *main)
{
  return g_strcmp0 (yn_json_get_string (annex, "part"), "annex") == 0
         && yn_json_equal (yn_json_get (annex, "matter"), yn_json_get (main, "matter"))
         && yn_json_equal (yn_json_get (annex, "service"), yn_json_get (main, "service"));
}

/* The annex's answers, new; NULL without error: it is none of this paper's. */
static YnJson *
open_annex (YnOffice *office, const char *uscc, const YnService *service, const YnJson *main, GError **error)
{
  g_autoptr (GBytes) annex = yn_uploads_bytes (office, uscc, yn_json_get_string (main, "annex"), error);
  g_autoptr (YnJson) body = annex != NULL ? yn_paper_body (annex, NULL) : NULL;
  g_autoptr (GError) local = NULL;

  if (!is_annex_of (body, main))
    return NULL;
  if (yn_paper_compare (annex, service, NULL, &local))
    return yn_json_ref (yn_json_get (body, "answers"));
  if (!yn_paper_differs (local))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

YnJson *
yn_enclosures_open (YnOffice *office,
                    const char *uscc,
                    const YnService *service,
                    const YnJson *body,
                    GPtrArray *reasons,
                    GError **error)
{
  const YnJson *attachments = yn_json_get (body, "attachments");
  const YnJson *private = yn_json_get (yn_service_json (service), "private");
  gboolean has_annex = yn_json_get_string (body, "annex") != NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (YnJson) annex = NULL;
  PuttingBack putting = { NULL, NULL, FALSE };

  for (guint i = 0; i < yn_json_size (attachments); i++)
    if (!check_attachment (office, uscc, yn_json_at (attachments, i), i, reasons, error))
      return NULL;
  if (has_annex)
    annex = open_annex (office, uscc, service, body, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  putting.full = annex;
  putting.answers = yn_json_ref (yn_json_get (body, "answers"));
  putting.differs = has_annex && annex == NULL;
  for (guint i = 0; i < yn_json_size (private); i++)
    put_back (&putting, "", yn_json_string (yn_json_at (private, i)));
  if (putting.differs)
    g_ptr_array_add (reasons, yn_reason_new ("annex-differs", NULL));
  return putting.answers;
}
