/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/carried.h"

#include "base/error.h"
#include "papers/paper.h"

void
yn_carried_free (YnCarried *carried)
{
  if (carried == NULL)
    return;
  g_free (carried->code);
  g_free (carried->detail);
  g_free (carried->service);
  g_free (carried->version);
  g_free (carried);
}

static void
answer (YnCarried *carried, YnVerdict verdict, const char *code, const GError *why)
{
  carried->verdict = verdict;
  carried->code = g_strdup (code);
  carried->detail = why != NULL ? g_strdup (why->message) : NULL;
}

/* The service as the body names it: by id, version and hash. NULL: not known here. */
static YnService *
find_service (const YnJson *body)
{
  const YnJson *named = yn_json_get (body, "service");
  const char *id = yn_json_get_string (named, "id");
  g_autoptr (YnService) service = id != NULL ? yn_service_find (id, NULL) : NULL;

  if (service == NULL || g_strcmp0 (yn_json_get_string (named, "version"), yn_service_version (service)) != 0
      || g_strcmp0 (yn_json_get_string (named, "sha256"), yn_service_sha256 (service)) != 0)
    return NULL;
  return g_steal_pointer (&service);
}

YnCarried *
yn_carried_judge (GBytes *pdf, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) body = yn_paper_body (pdf, &error);
  g_autoptr (YnService) service = body != NULL ? find_service (body) : NULL;
  YnCarried *carried;

  if (body == NULL && !g_error_matches (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS))
    return NULL;
  carried = g_new0 (YnCarried, 1);
  carried->service = g_strdup (yn_json_get_string (yn_json_get (body, "service"), "id"));
  carried->version = g_strdup (yn_json_get_string (yn_json_get (body, "service"), "version"));
  if (body == NULL)
    answer (carried, YN_VERDICT_NO, "paper-differs", error);
  else if (service == NULL)
    answer (carried, YN_VERDICT_CANNOT_TELL, "form-unknown", NULL);
  else if (yn_paper_compare (pdf, service, cancellable, &error))
    answer (carried, YN_VERDICT_YES, "answers-agree", NULL);
  else if (g_error_matches (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS))
    answer (carried, YN_VERDICT_NO, "paper-differs", error);
  else
    answer (carried, YN_VERDICT_CANNOT_TELL, "pages-unread", error);
  return carried;
}

static void
conclude (YnVerification *verification, YnVerdict whole, const char *code)
{
  verification->whole = whole;
  g_free (verification->code);
  verification->code = g_strdup (code);
}

static gboolean
is_of_platform (const YnJson *body)
{
  const char *id = yn_json_get_string (yn_json_get (body, "service"), "id");
  g_autoptr (YnService) service = id != NULL ? yn_service_find (id, NULL) : NULL;
  static const char *const kinds[] = { "receipt",  "refusal", "acceptance", "supplement-notice",
                                       "decision", "report",  NULL };

  return service != NULL && g_strv_contains (kinds, yn_service_kind (service));
}

static const YnSignatureVerdict *
last_signature (const YnVerification *verification)
{
  for (guint i = verification->signatures->len; i-- > 0;)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (!verdict->is_timestamp)
        return verdict;
    }
  return NULL;
}

/* Invariant 6: even where one practises, a practice certificate counts under practice papers only. TRUE: there was one. */
static gboolean
distrust_practice (YnVerification *verification)
{
  gboolean any = FALSE;

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (verdict->certificate == NULL || !verdict->certificate->practice)
        continue;
      any = TRUE;
      if (verdict->who != YN_VERDICT_YES)
        continue;
      verdict->who = YN_VERDICT_CANNOT_TELL;
      g_free (verdict->who_code);
      verdict->who_code = g_strdup ("practice-signer");
    }
  return any;
}

void
yn_carried_conclude (GBytes *pdf, const YnCarried *carried, YnVerification *verification)
{
  g_autoptr (YnJson) body = carried != NULL ? yn_paper_body (pdf, NULL) : NULL;
  const YnSignatureVerdict *last = last_signature (verification);
  gboolean strayed = !yn_json_get_boolean (yn_json_get (body, "platform"), "practice", FALSE)
                     && distrust_practice (verification);

  if (verification->whole == YN_VERDICT_NO)
    return;
  if (carried != NULL && carried->verdict == YN_VERDICT_NO)
    conclude (verification, YN_VERDICT_NO, carried->code);
  if (verification->whole != YN_VERDICT_YES)
    return;
  if (carried != NULL && carried->verdict != YN_VERDICT_YES)
    conclude (verification, carried->verdict, carried->code);
  else if (is_of_platform (body) && g_strcmp0 (last->who_code, "pinned") != 0)
    conclude (verification, YN_VERDICT_CANNOT_TELL, "seal-unknown");
  else if (strayed)
    conclude (verification, YN_VERDICT_CANNOT_TELL, "practice-outside");
}

YnJson *
yn_carried_json (const YnCarried *carried, const char *words)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "verdict", yn_verdict_name (carried->verdict));
  yn_json_writer_member_string (writer, "code", carried->code);
  yn_json_writer_member_string (writer, "words", words);
  if (carried->service != NULL)
    yn_json_writer_member_string (writer, "service", carried->service);
  if (carried->version != NULL)
    yn_json_writer_member_string (writer, "version", carried->version);
  if (carried->detail != NULL)
    yn_json_writer_member_string (writer, "detail", carried->detail);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}
