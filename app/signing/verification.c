/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A verification as JSON: what `yinuoctl verify --json` prints, and what a window shows. */

#include "signing/verify.h"

#include "base/clock.h"

typedef struct
{
  YnJsonWriter *json;
  YnWordsOf words_of, remedy_of;
  gpointer user_data;
} Writing;

static void
write_words (const Writing *writing, const char *code, const char *said, const YnChange *change)
{
  g_autofree char *words = writing->words_of != NULL ? writing->words_of (said, change, writing->user_data) : NULL;

  yn_json_writer_member_string (writing->json, "code", code);
  if (words != NULL)
    yn_json_writer_member_string (writing->json, "words", words);
}

static void
write_remedy (const Writing *writing, YnVerdict verdict, const char *code)
{
  g_autofree char *remedy = NULL;

  if (verdict != YN_VERDICT_YES && writing->remedy_of != NULL)
    remedy = writing->remedy_of (code, NULL, writing->user_data);
  if (remedy != NULL && *remedy != '\0')
    yn_json_writer_member_string (writing->json, "do", remedy);
}

/* Opens the answer to one question; the caller adds to it and closes it. @said: whose words they are; mostly @code's.
 */
static void
begin_answer (const Writing *writing, const char *question, YnVerdict verdict, const char *code, const char *said)
{
  yn_json_writer_name (writing->json, question);
  yn_json_writer_begin_object (writing->json);
  yn_json_writer_member_string (writing->json, "verdict", yn_verdict_name (verdict));
  write_words (writing, code, said, NULL);
  write_remedy (writing, verdict, said);
}

static void
write_change (const Writing *writing, const YnChange *change)
{
  YnJsonWriter *json = writing->json;

  yn_json_writer_begin_object (json);
  write_words (writing, change->code, change->code, change);
  yn_json_writer_member_string (json, "allowed", yn_verdict_name (change->allowed));
  if (change->page > 0)
    yn_json_writer_member_int (json, "page", change->page);
  if (change->name != NULL)
    yn_json_writer_member_string (json, "name", change->name);
  if (change->before != NULL)
    yn_json_writer_member_string (json, "before", change->before);
  if (change->after != NULL)
    yn_json_writer_member_string (json, "after", change->after);
  yn_json_writer_end (json);
}

static void
write_mark (YnJsonWriter *json, const YnSignatureVerdict *verdict)
{
  yn_json_writer_member_int (json, "page", verdict->page);
  yn_json_writer_name (json, "mark");
  yn_json_writer_begin_array (json);
  for (guint i = 0; i < G_N_ELEMENTS (verdict->mark); i++)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      yn_json_writer_number (json, g_ascii_formatd (text, sizeof text, "%.4f", verdict->mark[i]));
    }
  yn_json_writer_end (json);
}

static void
write_revocation (const Writing *writing, const YnSignatureVerdict *verdict)
{
  YnJsonWriter *json = writing->json;

  yn_json_writer_member_string (json, "revocation", yn_revocation_state_name (verdict->revocation));
  if (verdict->asked > 0)
    {
      g_autofree char *asked = yn_clock_format_instant (verdict->asked);

      yn_json_writer_member_string (json, "revocationAsked", asked);
    }
  if (verdict->revoked > 0)
    {
      g_autofree char *revoked = yn_clock_format_instant (verdict->revoked);

      yn_json_writer_member_string (json, "revoked", revoked);
    }
  if (verdict->nobody_to_ask)
    {
      yn_json_writer_name (json, "revocationRemark");
      yn_json_writer_begin_object (json);
      write_words (writing, "revocation-nowhere", "revocation-nowhere", NULL);
      yn_json_writer_end (json);
    }
}

static void
write_certificate (YnJsonWriter *json, const YnCertificate *certificate)
{
  g_autofree char *from = yn_clock_format_instant (certificate->not_before);
  g_autofree char *until = yn_clock_format_instant (certificate->not_after);

  yn_json_writer_member_string (json, "name", certificate->subject_name);
  yn_json_writer_member_string (json, "organization", certificate->organization);
  yn_json_writer_member_string (json, "uscc", certificate->uscc);
  yn_json_writer_member_string (json, "issuer", certificate->issuer_name);
  yn_json_writer_member_string (json, "serial", certificate->serial);
  yn_json_writer_member_string (json, "fingerprint", certificate->fingerprint);
  yn_json_writer_member_string (json, "algorithm", certificate->algorithm);
  yn_json_writer_member_string (json, "validFrom", from);
  yn_json_writer_member_string (json, "validUntil", until);
}

/* Where no certificate can be read nothing is known of it; and of nobody's signature, a timestamp, there is none. */
static void
write_class (YnJsonWriter *json, const YnSignatureVerdict *verdict)
{
  const char *issuer = verdict->certificate->issuer_name;
  g_autofree char *zh = yn_signature_class_words (verdict->class, issuer, YN_LANGUAGE_ZH_CN);
  g_autofree char *en = yn_signature_class_words (verdict->class, issuer, YN_LANGUAGE_EN);

  yn_json_writer_name (json, "class");
  yn_json_writer_begin_object (json);
  yn_json_writer_member_string (json, "name", yn_signature_class_name (verdict->class));
  yn_json_writer_member_string (json, "zh", zh);
  yn_json_writer_member_string (json, "en", en);
  yn_json_writer_end (json);
}

static void
write_named (YnJsonWriter *json, const YnSignatureVerdict *verdict)
{
  yn_json_writer_name (json, "named");
  yn_json_writer_begin_object (json);
  yn_json_writer_member_string (json, "name", verdict->wanted_name);
  yn_json_writer_member_string (json, "uscc", verdict->wanted_uscc);
  yn_json_writer_member_string (json, "nameMatches", yn_match_name (verdict->name_match));
  yn_json_writer_member_string (json, "codeMatches", yn_match_name (verdict->code_match));
  yn_json_writer_end (json);
}

static void
write_signature (const Writing *writing, const YnSignatureVerdict *verdict)
{
  YnJsonWriter *json = writing->json;

  yn_json_writer_begin_object (json);
  yn_json_writer_member_string (json, "field", verdict->field);
  if (verdict->page > 0)
    write_mark (json, verdict);
  begin_answer (writing, "intact", verdict->intact, verdict->intact_code, verdict->intact_code);
  if (verdict->intact_detail != NULL)
    yn_json_writer_member_string (json, "detail", verdict->intact_detail);
  yn_json_writer_member_boolean (json, "coversWhole", verdict->covers_whole);
  yn_json_writer_name (json, "changes");
  yn_json_writer_begin_array (json);
  for (guint i = 0; i < verdict->changes->len; i++)
    write_change (writing, g_ptr_array_index (verdict->changes, i));
  yn_json_writer_end (json);
  yn_json_writer_end (json);
  begin_answer (writing, "who", verdict->who, verdict->who_code, yn_signature_verdict_who_said (verdict));
  if (verdict->certificate != NULL)
    write_certificate (json, verdict->certificate);
  if (verdict->certificate != NULL && (!verdict->is_timestamp || verdict->certificate->practice))
    write_class (json, verdict);
  if (verdict->compared)
    write_named (json, verdict);
  write_revocation (writing, verdict);
  yn_json_writer_end (json);
  begin_answer (writing, "when", verdict->when, verdict->when_code, verdict->when_code);
  if (verdict->claimed >= 0)
    {
      g_autofree char *claimed = yn_clock_format_instant (verdict->claimed);

      yn_json_writer_member_string (json, "claimed", claimed);
    }
  if (verdict->timestamp >= 0)
    {
      g_autofree char *timestamp = yn_clock_format_instant (verdict->timestamp);

      yn_json_writer_member_string (json, "timestamp", timestamp);
      yn_json_writer_member_string (json, "authority", verdict->authority);
    }
  yn_json_writer_end (json);
  yn_json_writer_end (json);
}

static gboolean
is_practice (const YnVerification *verification)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    if (((const YnSignatureVerdict *) g_ptr_array_index (verification->signatures, i))->class
        == YN_SIGNATURE_CLASS_PRACTICE)
      return TRUE;
  return FALSE;
}

YnJson *
yn_verification_json (const YnVerification *verification, YnWordsOf words_of, YnWordsOf remedy_of, gpointer user_data)
{
  g_autoptr (YnJsonWriter) json = yn_json_writer_new ();
  Writing writing = { json, words_of, remedy_of, user_data };

  yn_json_writer_begin_object (json);
  yn_json_writer_member_string (json, "whole", yn_verdict_name (verification->whole));
  yn_json_writer_member_boolean (json, "practice", is_practice (verification));
  write_words (&writing, verification->code, verification->code, NULL);
  write_remedy (&writing, verification->whole, verification->code);
  yn_json_writer_name (json, "signatures");
  yn_json_writer_begin_array (json);
  for (guint i = 0; i < verification->signatures->len; i++)
    write_signature (&writing, g_ptr_array_index (verification->signatures, i));
  yn_json_writer_end (json);
  yn_json_writer_end (json);
  return yn_json_writer_finish (json);
}
