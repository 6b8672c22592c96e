/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A PUT may come again after any crash on either side (invariant 2): first it is asked whether these bytes,
 * or this matter (invariant 3), have an answer already. Receipt, filing and what it does to others are one
 * transaction. */
#include "practice/counter.h"

#include "base/error.h"
#include "base/hash.h"
#include "papers/paper.h"
#include "practice/archive.h"
#include "practice/checks.h"
#include "practice/deeds.h"
#include "practice/timing.h"
#include "practice/writing.h"

#define UNKNOWN_TITLE "未知办理事项"

static gboolean
reply_paper (YnOffice *office,
             YnReply *reply,
             guint status,
             const char *uscc,
             const char *filing,
             const char *sha256,
             GError **error)
{
  g_autoptr (GBytes) pdf = yn_archive_find (office, uscc, sha256, error);

  if (pdf == NULL)
    return FALSE;
  yn_reply_header (reply, "Yinuo-Filing", filing);
  yn_reply_bytes (reply, status, "application/pdf", pdf);
  return TRUE;
}

/* The refusal that these bytes got before; NULL without error: none. */
static char *
refused_before (YnOffice *office, const char *uscc, const char *id, GError **error)
{
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (office->ledger->sql, error, "SELECT answer FROM refused WHERE uscc=? AND id=?", "ss",
                    uscc, id);

  return rows != NULL && yn_sql_next (rows, error) ? g_strdup (yn_sql_text (rows, 0)) : NULL;
}

/* Answers in @reply where there is an answer already. FALSE: trouble of ours. */
static gboolean
answer_again (YnOffice *office, const YnRequest *request, const char *matter, YnReply *reply, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YnIntake) intake = yn_intake_find (office, request->uscc, request->argument, &local);
  g_autofree char *refusal = NULL;

  if (intake == NULL && local == NULL)
    refusal = refused_before (office, request->uscc, request->argument, &local);
  if (intake == NULL && refusal == NULL && local == NULL)
    intake = yn_intake_of_matter (office, request->uscc, matter, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (intake != NULL)
    return reply_paper (office, reply, 200, request->uscc, intake->id, intake->answer, error);
  return refusal == NULL
         || reply_paper (office, reply, 422, request->uscc, request->argument, refusal, error);
}

static void
reply_missing (YnReply *reply, GPtrArray *missing)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) more = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "missing");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < missing->len; i++)
    yn_json_writer_string (writer, g_ptr_array_index (missing, i));
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  more = yn_json_writer_finish (writer);
  yn_reply_problem_with (reply, 424, "attachments-missing", NULL, more);
}

static char *
title_of (const YnJson *body)
{
  const char *id = yn_json_get_string (yn_json_get (body, "service"), "id");
  g_autoptr (YnService) service = id != NULL ? yn_service_find (id, NULL) : NULL;

  return g_strdup (service != NULL ? yn_service_title (service, YN_LANGUAGE_ZH_CN) : UNKNOWN_TITLE);
}

static gboolean
refuse (YnOffice *office, const YnHandedIn *handed_in, GPtrArray *reasons, YnReply *reply, GError **error)
{
  const YnWritingFor whom = { handed_in->uscc, yn_json_get_string (handed_in->body, "matter"), handed_in->id,
                              NULL };
  g_autofree char *title = title_of (handed_in->body);
  g_autoptr (YnJsonWriter) writer = yn_writing_answers (office, &whom, title, "refusedAt");
  g_autoptr (YnJson) said = yn_reasons_json (reasons);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (GBytes) refusal = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (YnSqlTransaction) transaction = NULL;

  yn_json_writer_member_value (writer, "reasons", said);
  yn_json_writer_end (writer);
  answers = yn_json_writer_finish (writer);
  refusal = yn_writing_make (office, "refusal", answers, &whom, error);
  if (refusal == NULL)
    return FALSE;

  transaction = yn_sql_begin (office->ledger->sql, error);
  if (transaction == NULL)
    return FALSE;
  sha256 = yn_archive_keep (office, handed_in->uscc, "refusal", refusal, error);
  return sha256 != NULL
         && yn_sql_run (office->ledger->sql, error, "INSERT INTO refused (id, uscc, answer) VALUES (?, ?, ?)",
                        "sss", handed_in->id, handed_in->uscc, sha256)
         && yn_sql_commit (&transaction, error)
         && reply_paper (office, reply, 422, handed_in->uscc, handed_in->id, sha256, error);
}

static YnJson *
receipt_answers (YnOffice *office, const YnWritingFor *whom, const char *kind, const char *title)
{
  g_autoptr (YnJsonWriter) writer = yn_writing_answers (office, whom, title, "receivedAt");
  g_autofree char *today = yn_office_today (office);
  g_auto (YnTiming) timing = { NULL, NULL, NULL, FALSE };

  yn_timing_of (kind,
                g_str_equal (kind, "withdrawal")    ? YN_STEP_NONE
                : g_str_equal (kind, "application") ? YN_STEP_ISSUING
                                                    : YN_STEP_ACCEPTING,
                today, &timing);
  yn_json_writer_member_string (writer, "number", whom->number);
  yn_json_writer_name (writer, "next");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "what", timing.zh);
  if (timing.by != NULL)
    yn_json_writer_member_string (writer, "by", timing.by);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static GBytes *
write_receipt (YnOffice *office, const YnIntake *intake, GError **error)
{
  g_autofree char *today = yn_office_today (office);
  g_autofree char *number = yn_writing_number (office, today, error);
  const YnWritingFor whom = { intake->uscc, intake->matter, intake->id, number };
  g_autofree char *title = yn_intake_title (intake);
  g_autoptr (YnJson) answers = NULL;

  if (number == NULL)
    return NULL;
  answers = receipt_answers (office, &whom, intake->kind, title);
  return yn_writing_make (office, "receipt", answers, &whom, error);
}

static gboolean
take (YnOffice *office, const YnHandedIn *handed_in, YnReply *reply, GError **error)
{
  g_autoptr (YnIntake) intake = yn_intake_new (handed_in->id, handed_in->uscc, handed_in->body);
  g_autofree char *kept = NULL;
  g_autoptr (GBytes) receipt = NULL;
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (office->ledger->sql, error);

  if (transaction == NULL)
    return FALSE;
  intake->received = yn_clock_now (office->clock);
  intake->since = g_get_real_time ();
  intake->state = g_strdup (g_str_equal (intake->kind, "withdrawal") ? "done" : "received");
  receipt = write_receipt (office, intake, error);
  if (receipt == NULL)
    return FALSE;
  intake->answer = yn_archive_keep (office, intake->uscc, "receipt", receipt, error);
  if (intake->answer == NULL)
    return FALSE;
  kept = yn_archive_keep (office, intake->uscc, "filing", handed_in->pdf, error);
  return kept != NULL && yn_intake_keep (office, intake, error) && yn_deeds_do (office, intake, error)
         && yn_sql_commit (&transaction, error)
         && reply_paper (office, reply, 201, intake->uscc, intake->id, intake->answer, error);
}

/* NULL: @reply says why this is no paper under this name. */
static YnJson *
read_paper (const YnRequest *request, YnReply *reply)
{
  g_autofree char *sha256 = yn_sha256 (request->body);
  g_autoptr (GError) local = NULL;
  g_autoptr (YnJson) body = NULL;
  const char *matter;

  if (!yn_request_is_type (request, "application/pdf"))
    yn_reply_problem (reply, 415, "wrong-type", "a filing is application/pdf");
  else if (!g_str_equal (sha256, request->argument))
    yn_reply_problem (reply, 400, "nonsense", "the body's SHA-256 is another than the path's");
  else if ((body = yn_paper_body (request->body, &local)) == NULL)
    yn_reply_problem (reply, 400, yn_error_nick_of (local), local->message);
  else if ((matter = yn_json_get_string (body, "matter")) == NULL || !g_uuid_string_is_valid (matter))
    yn_reply_problem (reply, 400, "not-a-paper", "the paper names no matter");
  else
    return g_steal_pointer (&body);
  return NULL;
}

gboolean
yn_counter_put (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (YnJson) body = read_paper (request, reply);
  const YnHandedIn handed_in = { request->argument, request->uscc, request->body, body };
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_reason_free);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  if (body == NULL)
    return TRUE;
  if (!answer_again (office, request, yn_json_get_string (body, "matter"), reply, error))
    return FALSE;
  if (reply->status != 0)
    return TRUE;
  if (!yn_checks_run (office, &handed_in, reasons, missing, error))
    return FALSE;
  if (missing->len > 0)
    {
      reply_missing (reply, missing);
      return TRUE;
    }
  return reasons->len > 0 ? refuse (office, &handed_in, reasons, reply, error)
                          : take (office, &handed_in, reply, error);
}

GBytes *
yn_counter_false_receipt (YnOffice *office, const YnRequest *request, gboolean sign, GError **error)
{
  static const char nobody[] = "0000000000000000000000000000000000000000000000000000000000000000";
  g_autofree char *matter = g_uuid_string_random ();
  const YnWritingFor whom = { request->uscc, matter, sign ? nobody : request->argument,
                              "00000000000000000000" };
  g_autoptr (YnJson) answers = receipt_answers (office, &whom, "commitment", UNKNOWN_TITLE);

  return sign ? yn_writing_make (office, "receipt", answers, &whom, error)
              : yn_writing_print (office, "receipt", answers, &whom, error);
}
