/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/recording.h"

#include "base/hash.h"
#include "desk/filling.h"
#include "desk/private.h"
#include "papers/paper.h"
#include "rules/repair.h"
#include "store/events.h"
#include "store/filings.h"
#include "store/records.h"
#include "sync/news.h"

/* A copy this old is called stale: the news look every minute. */
#define FRESH_FOR (10 * 60 * G_USEC_PER_SEC)

/* Asks the platform first where the store has no copy yet. */
static YnRecordCopy *
copy_of_record (YnDesk *desk, const YnLoan *loan, GCancellable *cancellable, GError **error)
{
  YnRound round = yn_loan_round (desk, loan);
  g_autoptr (GError) cause = NULL;
  YnRecordCopy *copy = yn_records_get (loan->store, loan->enterprise->id, &cause);

  if (copy == NULL && cause == NULL && yn_news_fetch_record (&round, loan->enterprise->id, NULL, cancellable, &cause))
    copy = yn_records_get (loan->store, loan->enterprise->id, &cause);
  if (copy == NULL && cause == NULL)
    g_set_error_literal (&cause, YN_ERROR, YN_ERROR_NOT_FOUND, "the platform gave no record yet");
  if (copy == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return copy;
}

YnRecord *
yn_desk_record (YnDesk *desk, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnRecordCopy) copy = NULL;
  YnRecord *record;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  copy = copy_of_record (desk, &loan, cancellable, error);
  if (copy == NULL)
    return NULL;
  record = yn_record_from_json (copy->record, yn_desk_language (desk));
  record->stale = yn_clock_now (desk->clock) - copy->fetched > FRESH_FOR;
  return record;
}

YnJson *
yn_desk_explain_penalty (const YnJson *record, const char *today, YnLanguage language, GError **error)
{
  return yn_repair_explain (record, today, language, error);
}

/* The penalty of the record in store, borrowed from @copy. */
static const YnJson *
penalty_by_id (const YnRecordCopy *copy, const char *id, GError **error)
{
  const YnJson *penalties = yn_json_get (copy->record, "penalties");

  for (guint i = 0; i < yn_json_size (penalties); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (penalties, i), "id"), id) == 0)
      return yn_json_at (penalties, i);
  g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "the record has no penalty %s", id);
  return NULL;
}

YnJson *
yn_desk_explain_repair (YnDesk *desk, const char *record, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnRecordCopy) copy = NULL;
  g_autofree char *today = yn_clock_today (desk->clock);
  const YnJson *penalty;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  copy = copy_of_record (desk, &loan, cancellable, error);
  penalty = copy == NULL ? NULL : penalty_by_id (copy, record, error);
  return penalty == NULL ? NULL : yn_desk_explain_penalty (penalty, today, yn_desk_language (desk), error);
}

static YnJson *
repair_start (const YnJson *penalty, const YnJson *start)
{
  const char *by = yn_json_string (yn_json_pointer (penalty, "/authority/name"));
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "penalty");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "recordId", yn_json_get_string (penalty, "id"));
  yn_json_writer_member_string (writer, "documentNumber", yn_json_get_string (penalty, "documentNumber"));
  yn_json_writer_member_string (writer, "authority", by);
  yn_json_writer_member_string (writer, "decisionDate", yn_json_get_string (penalty, "decisionDate"));
  yn_json_writer_end (writer);
  for (guint i = 0; i < yn_json_size (start); i++)
    if (strcmp (yn_json_name_at (start, i), "penalty") != 0)
      yn_json_writer_member_value (writer, yn_json_name_at (start, i), yn_json_at (start, i));
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

YnDraft *
yn_desk_begin_repair (YnDesk *desk, const char *record, const YnJson *start, GCancellable *cancellable,
                      GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnRecordCopy) copy = NULL;
  const YnOrigin from_record = { YN_SOURCE_RECORD, NULL, NULL };
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (YnJson) answers = NULL;
  const YnJson *penalty;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  copy = copy_of_record (desk, &loan, cancellable, error);
  penalty = copy == NULL ? NULL : penalty_by_id (copy, record, error);
  if (penalty == NULL)
    return NULL;
  answers = repair_start (penalty, start);
  offers = yn_offers_new ();
  yn_offers_add (offers, "/penalty", yn_json_get (answers, "penalty"), &from_record);
  return yn_desk_begin_with (desk, "F22", offers, answers, NULL, cancellable, error);
}

/* Reports */

void
yn_report_free (YnReport *report)
{
  g_free (report->sha256);
  g_free (report->number);
  g_free (report->purpose);
  g_free (report->period);
  g_free (report->valid_until);
  g_free (report);
}

static char *
answer_as_read (YnService *form, const YnJson *answers, const char *pointer, YnLanguage language)
{
  const YnJson *value = yn_json_pointer (answers, pointer);

  return value == NULL ? g_strdup ("") : yn_service_answer_text (form, pointer, value, language);
}

/* What was asked stands in the application; what came, in the report's own body. */
static YnReport *
report_new (const YnLoan *loan, const YnFiling *filing, const YnEvent *event, YnLanguage language)
{
  g_autoptr (GBytes) application = yn_filings_bytes (loan->store, loan->enterprise->id, filing->id, NULL);
  g_autoptr (YnJson) asked = application == NULL ? NULL : yn_paper_body (application, NULL);
  g_autoptr (YnJson) came = yn_paper_body (event->paper, NULL);
  g_autoptr (YnService) form = yn_service_find (filing->service, NULL);
  const YnJson *answers = yn_json_get (asked, "answers");
  const char *number = yn_json_string (yn_json_pointer (came, "/answers/number"));
  const char *until = yn_json_string (yn_json_pointer (came, "/answers/validUntil"));
  YnReport *report = g_new0 (YnReport, 1);

  report->sha256 = yn_sha256 (event->paper);
  report->number = g_strdup (number == NULL ? "" : number);
  report->valid_until = g_strdup (until == NULL ? "" : until);
  report->issued = event->at;
  report->purpose = form == NULL ? g_strdup ("") : answer_as_read (form, answers, "/purpose", language);
  if (form == NULL)
    report->period = g_strdup ("");
  else
    {
      g_autofree char *from = answer_as_read (form, answers, "/period/from", language);
      g_autofree char *to = answer_as_read (form, answers, "/period/to", language);

      report->period = g_strdup_printf ("%s – %s", from, to);
    }
  return report;
}

static int
compare_issued (gconstpointer a, gconstpointer b)
{
  const YnReport *left = *(YnReport *const *) a;
  const YnReport *right = *(YnReport *const *) b;

  return left->issued > right->issued ? -1 : left->issued < right->issued;
}

GPtrArray *
yn_desk_reports (YnDesk *desk, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_report_free);
  g_autoptr (GPtrArray) filings = NULL;
  YnLanguage language = yn_desk_language (desk);

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  filings = yn_filings_list (loan.store, loan.enterprise->id, error);
  if (filings == NULL)
    return NULL;
  for (guint i = 0; i < filings->len; i++)
    {
      const YnFiling *filing = g_ptr_array_index (filings, i);
      g_autoptr (GPtrArray) events = NULL;

      if (strcmp (filing->kind, "application") != 0)
        continue;
      events = yn_events_of (loan.store, loan.enterprise->id, filing->id, error);
      if (events == NULL)
        return NULL;
      for (guint j = 0; j < events->len; j++)
        {
          const YnEvent *event = g_ptr_array_index (events, j);

          if (strcmp (event->kind, "issued") == 0 && event->paper != NULL)
            g_ptr_array_add (reports, report_new (&loan, filing, event, language));
        }
    }
  g_ptr_array_sort (reports, compare_issued);
  return g_steal_pointer (&reports);
}

/* The window's twins */

YN_DEFINE_WORK (record_work, yn_desk_record (call->desk, cancellable, error))
YN_DEFINE_FINISH (YnRecord *, yn_desk_record)

void
yn_desk_record_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->wire, record_work, (GDestroyNotify) yn_record_free, cancellable,
               callback, user_data);
}

YN_DEFINE_WORK (explain_repair_work, yn_desk_explain_repair (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (YnJson *, yn_desk_explain_repair)

void
yn_desk_explain_repair_async (YnDesk *desk, const char *record, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, record, NULL), desk->wire, explain_repair_work, (GDestroyNotify) yn_json_unref,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (reports_work, yn_desk_reports (call->desk, cancellable, error))
YN_DEFINE_FINISH (GPtrArray *, yn_desk_reports)

void
yn_desk_reports_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->papers, reports_work, (GDestroyNotify) g_ptr_array_unref,
               cancellable, callback, user_data);
}
