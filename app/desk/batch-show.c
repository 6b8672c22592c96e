/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is shown: the drafts printed, the letter that most of them share, and the table of the others. */
#include "desk/batch.h"

#include "base/hash.h"
#include "desk/batch-table.h"
#include "desk/differing.h"
#include "desk/looking.h"
#include "desk/reviewing.h"
#include "desk/turn.h"
#include "store/confirmations.h"
#include "store/records.h"

void
yn_batch_row_free (YnBatchRow *row)
{
  g_free (row->matter);
  g_free (row->number);
  g_strfreev (row->values);
  g_free (row);
}

static void
column_free (YnBatchColumn *column)
{
  g_free (column->pointer);
  g_free (column->label);
  g_free (column);
}

void
yn_batch_dropped_free (YnBatchDropped *dropped)
{
  g_free (dropped->matter);
  g_free (dropped->number);
  g_free (dropped->service);
  g_clear_pointer (&dropped->why, yn_explanation_free);
  g_strfreev (dropped->fields);
  g_clear_pointer (&dropped->form, yn_service_unref);
  g_clear_pointer (&dropped->shared, yn_json_unref);
  g_clear_pointer (&dropped->own, yn_json_unref);
  g_free (dropped);
}

void
yn_batch_free (YnBatch *batch)
{
  g_free (batch->service);
  g_free (batch->title);
  g_clear_pointer (&batch->form, yn_service_unref);
  g_clear_pointer (&batch->answers, yn_json_unref);
  g_clear_pointer (&batch->letter, yn_review_free);
  g_ptr_array_unref (batch->columns);
  g_ptr_array_unref (batch->rows);
  g_ptr_array_unref (batch->dropped);
  g_clear_pointer (&batch->document, yn_json_unref);
  g_free (batch->digest);
  g_free (batch);
}

static void
add_dropped (YnBatch *batch, const YnCandidates *job, YnCandidate *candidate)
{
  YnBatchDropped *dropped = g_new0 (YnBatchDropped, 1);

  dropped->matter = g_strdup (candidate->draft->matter);
  dropped->number = g_strdup_printf ("%.8s", candidate->draft->matter);
  dropped->service = g_strdup (candidate->draft->service);
  dropped->why = yn_problems_explain (candidate->error, yn_desk_language (job->desk));
  dropped->fields = g_new0 (char *, 1);
  if (candidate->odd)
    {
      dropped->form = yn_service_ref (candidate->form);
      dropped->shared = yn_json_ref ((YnJson *) job->shared);
      dropped->own = yn_json_ref (candidate->letter);
    }
  g_ptr_array_add (batch->dropped, dropped);
}

/* The draft of the first row, with the paper that the document names. */
static YnDraft *
letter_draft (const YnBatch *batch, const YnLoan *loan, GError **error)
{
  const YnBatchRow *first = g_ptr_array_index (batch->rows, 0);
  g_autoptr (YnDraft) draft = yn_drafts_get (loan->store, loan->enterprise->id, first->matter, error);
  g_autofree char *sha256 = draft != NULL && draft->paper != NULL ? yn_sha256 (draft->paper) : NULL;

  if (draft == NULL || g_strcmp0 (sha256, yn_json_get_string (batch->document, "letter")) == 0)
    return g_steal_pointer (&draft);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "another paper lies in the letter's draft");
  return NULL;
}

/* How it is signed belongs to what is confirmed: as the mark says it. */
static gboolean
name_signature (YnBatch *batch, const YnLoan *loan, YnService *form, const YnDraft *draft, const YnKeyKind *wanted,
                GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnSigner) signer = yn_turn_signer (form, draft->paper, &cause);
  g_autofree char *words = NULL;
  g_autoptr (YnJson) signature = NULL;
  YnKeyKind kind;

  if (signer == NULL && cause == NULL)
    g_set_error_literal (&cause, YN_ERROR, YN_ERROR_BATCH_TURN, "nobody is to sign it");
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (!yn_turn_kind (signer, loan->place->discovery->practice, wanted, &kind, error))
    return FALSE;
  words = yn_signature_class_words (kind.class, kind.issuer, YN_LANGUAGE_ZH_CN);
  signature = yn_json_new_string (words);
  yn_json_put (&batch->document, "/signature", signature);
  g_free (batch->digest);
  batch->digest = yn_confirmation_id (batch->document);
  return TRUE;
}

static gboolean
show_letter (YnBatch *batch, YnDesk *desk, const YnLoan *loan, const YnKeyKind *kind, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (YnService) form = yn_service_find (batch->service, error);
  g_autoptr (YnDraft) draft = form == NULL ? NULL : letter_draft (batch, loan, error);
  g_autoptr (GBytes) shown = NULL;
  YnReview *letter;

  if (draft == NULL || !name_signature (batch, loan, form, draft, kind, error))
    return FALSE;
  letter = yn_review_paper (desk, loan, form, draft, NULL, kind, batch->digest, batch->instant, &shown, cancellable,
                            error);
  if (letter == NULL)
    return FALSE;
  g_clear_pointer (&batch->letter, yn_review_free);
  batch->letter = letter;
  return TRUE;
}

static gboolean
fill (YnBatch *batch, YnCandidates *job, const YnLoan *loan, GPtrArray *left, GError **error)
{
  const YnCandidate *first = g_ptr_array_index (left, 0);
  g_autoptr (GPtrArray) answers = g_ptr_array_new ();
  g_auto (GStrv) pointers = NULL;

  for (guint i = 0; i < left->len; i++)
    g_ptr_array_add (answers, (YnJson *) yn_json_get (((YnCandidate *) g_ptr_array_index (left, i))->body, "answers"));
  pointers = yn_differing_pointers (answers);
  batch->service = g_strdup (yn_service_id (first->form));
  batch->form = yn_service_ref (first->form);
  batch->answers = yn_json_ref (first->draft->answers);
  yn_batch_add_columns (batch, pointers);
  for (guint i = 0; i < left->len; i++)
    yn_batch_add_row (batch, g_ptr_array_index (left, i));
  batch->document = yn_batch_write_document (batch, left, pointers);
  return show_letter (batch, job->desk, loan, NULL, job->cancellable, error);
}

static YnBatch *
make_batch (YnCandidates *job, const YnLoan *loan, GError **error)
{
  g_autoptr (YnBatch) batch = g_new0 (YnBatch, 1);
  g_autoptr (GPtrArray) left = NULL;

  batch->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  batch->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_batch_row_free);
  batch->dropped = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_batch_dropped_free);
  batch->instant = yn_clock_now (job->desk->clock);
  yn_candidates_print (job);
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return NULL;
  left = yn_candidates_left (job);
  if (left->len > 0 && !fill (batch, job, loan, left, error))
    return NULL;
  for (guint i = 0; i < job->candidates->len; i++)
    if (((YnCandidate *) g_ptr_array_index (job->candidates, i))->error != NULL)
      add_dropped (batch, job, g_ptr_array_index (job->candidates, i));
  yn_batch_reword (batch, yn_desk_language (job->desk));
  return g_steal_pointer (&batch);
}

/* Nobody is shown what was printed. */
static void
put_all_away (const YnCandidates *job)
{
  g_autoptr (GStrvBuilder) matters = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < job->candidates->len; i++)
    {
      const YnCandidate *candidate = g_ptr_array_index (job->candidates, i);

      if (candidate->stock.visible != NULL)
        g_strv_builder_add (matters, candidate->draft->matter);
    }
  all = g_strv_builder_end (matters);
  yn_desk_put_away (job->desk, (const char *const *) all, NULL);
}

YnBatch *
yn_desk_batch (YnDesk *desk, const char *service, const char *const *matters, const char *const *fields,
               YnProgress *progress, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GPtrArray) candidates = NULL;
  g_autofree char *today = yn_clock_today (desk->clock);
  g_autoptr (YnRecordCopy) copy = NULL;
  YnCandidates job = {
    .desk = desk, .fields = fields, .today = today, .progress = progress, .cancellable = cancellable
  };
  YnBatch *batch;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  candidates = yn_candidates_find (&loan, service, matters, error);
  if (candidates == NULL)
    return NULL;
  copy = yn_records_get (loan.store, loan.enterprise->id, NULL);
  job.candidates = candidates;
  job.record = copy != NULL ? copy->record : NULL;
  g_mutex_init (&job.writing);
  batch = make_batch (&job, &loan, error);
  if (batch == NULL)
    put_all_away (&job);
  g_mutex_clear (&job.writing);
  yn_desk_emit_changed (desk);
  return batch;
}

gboolean
yn_desk_batch_for (YnDesk *desk, YnBatch *batch, const YnKeyKind *kind, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };

  return batch->rows->len == 0
         || (yn_desk_borrow (desk, &loan, error) && show_letter (batch, desk, &loan, kind, cancellable, error));
}

static char **
printed_for (const YnBatch *batch)
{
  g_autoptr (GStrvBuilder) matters = g_strv_builder_new ();

  for (guint i = 0; i < batch->rows->len; i++)
    {
      const YnBatchRow *row = g_ptr_array_index (batch->rows, i);

      if (row->printed)
        g_strv_builder_add (matters, row->matter);
    }
  return g_strv_builder_end (matters);
}

gboolean
yn_desk_batch_put_away (YnDesk *desk, const YnBatch *batch, GError **error)
{
  g_auto (GStrv) matters = printed_for (batch);

  return yn_desk_put_away (desk, (const char *const *) matters, error);
}

void
yn_desk_batch_put_away_later (YnDesk *desk, const YnBatch *batch)
{
  g_auto (GStrv) matters = printed_for (batch);

  yn_desk_put_away_later (desk, (const char *const *) matters);
}

/* --- the window's twins ----------------------------------------------------------------------------------------------
 */

typedef struct
{
  YnDesk *desk;
  char *service;
  YnProgress *progress;
} BatchCall;

static void
batch_call_free (BatchCall *call)
{
  g_object_unref (call->desk);
  g_free (call->service);
  yn_progress_unref (call->progress);
  g_free (call);
}

static gpointer
batch_work (gpointer data, GCancellable *cancellable, GError **error)
{
  BatchCall *call = data;

  return yn_desk_batch (call->desk, call->service, NULL, NULL, call->progress, cancellable, error);
}

void
yn_desk_batch_async (YnDesk *desk, const char *service, YnProgress *progress, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  BatchCall *call = g_new0 (BatchCall, 1);

  call->desk = g_object_ref (desk);
  call->service = g_strdup (service);
  call->progress = yn_progress_ref (progress);
  yn_work_async (desk->papers, desk, batch_work, call, (GDestroyNotify) batch_call_free,
                 (GDestroyNotify) yn_batch_free, cancellable, callback, user_data);
}

YN_DEFINE_FINISH (YnBatch *, yn_desk_batch)

/* @batch stays its owner's. */
YN_DEFINE_WORK (batch_for_work,
                yn_box_boolean (yn_desk_batch_for (call->desk, call->object,
                                                   &(YnKeyKind) { (YnSignatureClass) call->number, call->text[0] },
                                                   cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_batch_for)

void
yn_desk_batch_for_async (YnDesk *desk, YnBatch *batch, const YnKeyKind *kind, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, kind->issuer, NULL);

  call->object = batch;
  call->number = kind->class;
  yn_call_run (call, desk->papers, batch_for_work, NULL, cancellable, callback, user_data);
}
