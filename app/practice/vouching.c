/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/vouching.h"

#include "signing/authority-answers.h"

#include <string.h>

#define MAX_QUESTION_BYTES (16 * 1024)
#define MAX_SERIAL 40 /* hex digits: RFC 5280, 4.1.2.2 */

/* "serial@2026-11-23T02:50:02Z serial@…" */
#define SETTING "revoked"

typedef struct
{
  GArray *list;  /* of YnRevoked */
  char **texts;  /* what it points into */
} Revoked;

static void
revoked_clear (Revoked *revoked)
{
  g_clear_pointer (&revoked->list, g_array_unref);
  g_strfreev (revoked->texts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Revoked, revoked_clear)

static gboolean
read_revoked (YnOffice *office, Revoked *revoked, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = yn_ledger_setting (office->ledger, SETTING, &local);

  revoked->list = g_array_new (FALSE, FALSE, sizeof (YnRevoked));
  revoked->texts = g_strsplit (text != NULL ? text : "", " ", -1);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (char **word = revoked->texts; *word != NULL; word++)
    {
      char *at = strchr (*word, '@');
      YnRevoked entry = { *word, at != NULL ? yn_clock_parse_instant (at + 1) : -1 };

      if (entry.instant < 0)
        continue;
      *at = '\0';
      g_array_append_val (revoked->list, entry);
    }
  return TRUE;
}

/* FALSE: @reply says why it is no question. */
static gboolean
is_question (const YnRequest *request, const char *type, YnReply *reply)
{
  if (yn_request_is_type (request, type) && g_bytes_get_size (request->body) <= MAX_QUESTION_BYTES)
    return TRUE;
  yn_reply_problem (reply, 415, "wrong-type", type);
  return FALSE;
}

gboolean
yn_vouching_stamp (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (GBytes) answer = NULL;

  if (!is_question (request, "application/timestamp-query", reply))
    return TRUE;
  answer = yn_timekeeper_answer (office->authority->timekeeper, request->body, yn_clock_now (office->clock), error);
  if (answer != NULL)
    yn_reply_bytes (reply, 200, "application/timestamp-reply", answer);
  return answer != NULL;
}

gboolean
yn_vouching_answer (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_auto (Revoked) revoked = { NULL };
  g_autoptr (GBytes) answer = NULL;

  if (!is_question (request, "application/ocsp-request", reply))
    return TRUE;
  if (!read_revoked (office, &revoked, error))
    return FALSE;
  answer = yn_authority_answer_ocsp (office->authority->root, request->body, (const YnRevoked *) revoked.list->data,
                                     revoked.list->len, yn_clock_now (office->clock), error);
  if (answer != NULL)
    yn_reply_bytes (reply, 200, "application/ocsp-response", answer);
  return answer != NULL;
}

static GBytes *
make_list (YnOffice *office, GError **error)
{
  g_auto (Revoked) revoked = { NULL };

  if (!read_revoked (office, &revoked, error))
    return NULL;
  return yn_authority_revocation_list (office->authority->root, (const YnRevoked *) revoked.list->data,
                                       revoked.list->len, yn_clock_now (office->clock), error);
}

gboolean
yn_vouching_list (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (GBytes) list = make_list (office, error);

  if (list != NULL)
    yn_reply_bytes (reply, 200, "application/pkix-crl", list);
  return list != NULL;
}

static gboolean
is_serial (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= MAX_SERIAL && strspn (text, "0123456789abcdefABCDEF") == length;
}

gboolean
yn_vouching_revoke (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (YnJson) json = yn_request_json (request);
  const char *serial = yn_json_get_string (json, "serial");
  g_autoptr (GError) local = NULL;
  g_autofree char *before = NULL;
  g_autofree char *now = yn_clock_format_instant (yn_clock_now (office->clock));
  g_autofree char *after = NULL;

  if (!is_serial (serial))
    {
      yn_reply_problem (reply, 400, "bad-json", "a serial number in hex is needed");
      return TRUE;
    }
  before = yn_ledger_setting (office->ledger, SETTING, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  after = g_strdup_printf ("%s%s%s@%s", before != NULL ? before : "", before != NULL ? " " : "", serial, now);
  if (!yn_ledger_set_setting (office->ledger, SETTING, after, error))
    return FALSE;
  yn_reply_empty (reply, 204);
  return TRUE;
}

YnTrust *
yn_vouching_trust (YnOffice *office, GError **error)
{
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (GBytes) list = make_list (office, error);

  yn_trust_practise (trust);
  if (list == NULL || !yn_trust_add_pem (trust, office->authority->root_pem, error)
      || !yn_trust_add_revocation_list (trust, list, error))
    return NULL;
  return g_steal_pointer (&trust);
}
