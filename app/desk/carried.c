/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/carried.h"

#include "base/error.h"
#include "desk/named.h"
#include "desk/turn.h"
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
  g_strfreev (carried->missing);
  yn_json_unref (carried->body);
  g_clear_pointer (&carried->form, yn_service_unref);
  g_free (carried);
}

static void
answer (YnCarried *carried, YnVerdict verdict, const char *code, const GError *why)
{
  carried->verdict = verdict;
  carried->code = g_strdup (code);
  carried->detail = why != NULL ? g_strdup (why->message) : NULL;
}

/* "法定代表人（负责人） 演练乙": everybody whose signature the service asks for and does not find. */
static char **
missing_of (GBytes *pdf, const YnService *form, const YnJson *body, YnLanguage language)
{
  g_autoptr (GPtrArray) signers = yn_signers_of (form, body);
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  g_auto (GStrv) fields = yn_turn_fields (pdf, NULL);

  for (guint i = 0; fields != NULL && i < signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (signers, i);
      g_autofree char *words = yn_signer_words (signer, language);

      if (signer->required && !yn_turn_has_signed (signer, (const char *const *) fields))
        g_strv_builder_add (missing, words);
    }
  return g_strv_builder_end (missing);
}

YnCarried *
yn_carried_judge (GBytes *pdf, YnLanguage language, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) body = yn_paper_body (pdf, &error);
  YnService *service;
  YnCarried *carried;

  if (body == NULL && !g_error_matches (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS))
    return NULL;
  carried = g_new0 (YnCarried, 1);
  carried->body = body != NULL ? yn_json_ref (body) : NULL;
  carried->form = service = body != NULL ? yn_paper_service_of (body, NULL) : NULL;
  carried->service = g_strdup (yn_json_get_string (yn_json_get (body, "service"), "id"));
  carried->version = g_strdup (yn_json_get_string (yn_json_get (body, "service"), "version"));
  carried->practice = yn_json_get_boolean (yn_json_get (body, "platform"), "practice", FALSE);
  carried->missing = service != NULL ? missing_of (pdf, service, body, language) : NULL;
  if (body == NULL)
    answer (carried, YN_VERDICT_NO, "paper-differs", error);
  else if (service == NULL)
    answer (carried, YN_VERDICT_CANNOT_TELL, "form-unknown", NULL);
  else if (yn_paper_compare (pdf, service, cancellable, &error))
    answer (carried, YN_VERDICT_YES, "answers-agree", NULL);
  else if (g_error_matches (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS))
    answer (carried, YN_VERDICT_NO, "paper-differs", error);
  else if (g_error_matches (error, YN_ERROR, YN_ERROR_MARK_LEFT_OVER))
    answer (carried, YN_VERDICT_CANNOT_TELL, "mark-left-over", error);
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
is_of_platform (const YnService *service)
{
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

/* Invariant 6: even where one practises, a practice certificate counts under practice papers only. TRUE: there was one.
 */
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

/* Its answers say whose paper it is only where they are what the pages show, and a platform's papers name its
 * enterprise as whom they are about. */
static gboolean
another_signed (const YnCarried *carried, YnVerification *verification)
{
  return carried != NULL && carried->form != NULL && !is_of_platform (carried->form)
         && carried->verdict != YN_VERDICT_NO && yn_named_judge (carried->form, carried->body, verification);
}

static const char *
first_doubt_of_signer (const YnVerification *verification)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (!verdict->is_timestamp && verdict->who != YN_VERDICT_YES)
        return verdict->who_code;
    }
  return NULL;
}

void
yn_carried_conclude (const YnCarried *carried, YnVerification *verification)
{
  const YnSignatureVerdict *last = last_signature (verification);
  gboolean practice = carried != NULL && carried->practice;
  gboolean strayed = !practice && distrust_practice (verification);
  gboolean mismatch = another_signed (carried, verification);
  const char *doubt = first_doubt_of_signer (verification);

  if (verification->whole == YN_VERDICT_NO)
    return;
  if (carried != NULL && carried->verdict == YN_VERDICT_NO)
    conclude (verification, YN_VERDICT_NO, carried->code);
  else if (mismatch)
    conclude (verification, YN_VERDICT_NO, "signer-mismatch");
  else if (last == NULL && carried != NULL && g_strcmp0 (carried->code, "mark-left-over") == 0)
    conclude (verification, YN_VERDICT_CANNOT_TELL, carried->code);
  else if (practice && g_strcmp0 (verification->code, "practice-signer") == 0)
    conclude (verification, YN_VERDICT_CANNOT_TELL, "practice-paper");
  if (verification->whole != YN_VERDICT_YES)
    return;
  if (carried != NULL && carried->verdict != YN_VERDICT_YES)
    conclude (verification, carried->verdict, carried->code);
  else if (carried != NULL && is_of_platform (carried->form) && g_strcmp0 (last->who_code, "pinned") != 0)
    conclude (verification, YN_VERDICT_CANNOT_TELL, "seal-unknown");
  else if (strayed)
    conclude (verification, YN_VERDICT_CANNOT_TELL, "practice-outside");
  else if (g_strcmp0 (doubt, "signer-silent") == 0)
    conclude (verification, YN_VERDICT_CANNOT_TELL, doubt);
}

YnJson *
yn_carried_json (const YnCarried *carried, const char *words, const char *remedy)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "verdict", yn_verdict_name (carried->verdict));
  yn_json_writer_member_string (writer, "code", carried->code);
  yn_json_writer_member_string (writer, "words", words);
  if (carried->verdict != YN_VERDICT_YES && *remedy != '\0')
    yn_json_writer_member_string (writer, "do", remedy);
  if (carried->service != NULL)
    yn_json_writer_member_string (writer, "service", carried->service);
  if (carried->version != NULL)
    yn_json_writer_member_string (writer, "version", carried->version);
  if (carried->detail != NULL)
    yn_json_writer_member_string (writer, "detail", carried->detail);
  yn_json_writer_member_boolean (writer, "practice", carried->practice);
  yn_json_writer_name (writer, "missing");
  yn_json_writer_begin_array (writer);
  for (char **one = carried->missing; one != NULL && *one != NULL; one++)
    yn_json_writer_string (writer, *one);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}
