/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/archive.h"

#include "base/hash.h"

#include <string.h>

char *
yn_archive_keep (YnOffice *office, const char *uscc, const char *kind, GBytes *pdf, GError **error)
{
  g_autofree char *sha256 = yn_sha256 (pdf);
  g_autoptr (GBytes) cipher = yn_ledger_hide (office->ledger, pdf, "paper/%s/%s", uscc, sha256);

  if (!yn_sql_run (office->ledger->sql, error,
                   "INSERT INTO paper (uscc, sha256, kind, cipher) VALUES (?, ?, ?, ?) ON CONFLICT DO "
                   "NOTHING",
                   "sssb", uscc, sha256, kind, cipher))
    return NULL;
  return g_steal_pointer (&sha256);
}

GBytes *
yn_archive_find (YnOffice *office, const char *uscc, const char *sha256, GError **error)
{
  g_autoptr (GBytes) cipher = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (office->ledger->sql, error, "SELECT cipher FROM paper WHERE uscc=? AND sha256=?", "ss",
                    uscc, sha256);

  if (rows == NULL || !yn_sql_next (rows, error))
    return NULL;
  cipher = yn_sql_blob (rows, 0);
  return yn_ledger_show (office->ledger, cipher, error, "paper/%s/%s", uscc, sha256);
}

gboolean
yn_archive_get (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  const char *wanted = yn_request_header (request, "if-none-match");
  g_autofree char *etag = g_strdup_printf ("\"%s\"", request->argument);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) pdf = yn_archive_find (office, request->uscc, request->argument, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (pdf == NULL)
    {
      yn_reply_problem (reply, 404, "not-found", NULL);
      return TRUE;
    }
  /* A part is cut out of this reply by the server (RFC 9110 §14). */
  yn_reply_header (reply, "ETag", etag);
  yn_reply_header (reply, "Accept-Ranges", "bytes");
  if (wanted != NULL && strstr (wanted, etag) != NULL)
    yn_reply_empty (reply, 304);
  else
    yn_reply_bytes (reply, 200, "application/pdf", pdf);
  return TRUE;
}
