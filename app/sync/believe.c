/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "sync/believe.h"

#include "base/error.h"
#include "papers/paper.h"

static gboolean
refuse (GError **error, YnError code, const char *why)
{
  g_set_error_literal (error, YN_ERROR, code, why);
  return FALSE;
}

static gboolean
platform_signed (GBytes *paper, YnTrust *trust, gint64 now, GError **error)
{
  g_autoptr (YnVerification) verification = yn_verify (paper, trust, now);
  GPtrArray *signatures = verification->signatures;
  const YnSignatureVerdict *last;

  if (signatures == NULL || signatures->len == 0)
    return refuse (error, YN_ERROR_UNSIGNED_RECEIPT, "no signature");
  for (guint i = 0; i < signatures->len; i++)
    if (((YnSignatureVerdict *) g_ptr_array_index (signatures, i))->intact != YN_VERDICT_YES)
      return refuse (error, YN_ERROR_UNSIGNED_RECEIPT, "a signature that does not fit the bytes");

  /* A chain to a trusted root is not enough: an enterprise's certificate has one too. */
  last = g_ptr_array_index (signatures, signatures->len - 1);
  if (last->who != YN_VERDICT_YES || g_strcmp0 (last->who_code, "pinned") != 0)
    return refuse (error, YN_ERROR_NOT_TRUSTED, "not the platform's seal");
  if (verification->whole != YN_VERDICT_YES || !last->covers_whole)
    return refuse (error, YN_ERROR_UNSIGNED_RECEIPT, "the seal does not cover all of it");
  return TRUE;
}

YnJson *
yn_believe (GBytes *paper,
            const char *filing,
            const char *platform,
            YnTrust *trust,
            gint64 now,
            GError **error)
{
  g_autoptr (YnJson) body = NULL;
  const char *by, *about;

  if (!platform_signed (paper, trust, now, error))
    return NULL;
  body = yn_paper_body (paper, error);
  if (body == NULL)
    return NULL;

  by = yn_json_get_string (yn_json_get (body, "platform"), "id");
  if (by == NULL || g_ascii_strcasecmp (by, platform) != 0)
    {
      refuse (error, YN_ERROR_OTHER_PLATFORM, "a paper of another platform");
      return NULL;
    }

  about = yn_json_get_string (yn_json_get (body, "about"), "id");
  if (g_strcmp0 (about, filing) != 0
      || g_strcmp0 (yn_json_get_string (yn_json_get (body, "about"), "relation"), "answers") != 0)
    {
      refuse (error, YN_ERROR_FOREIGN_RECEIPT, "a paper about another filing");
      return NULL;
    }
  return g_steal_pointer (&body);
}
