/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Signing what was confirmed. The rows come from the document whose digest the person saw, not from what lies about it.
 */

#include "desk/batch.h"

#include "base/hash.h"
#include "desk/turn.h"
#include "papers/pdf.h"
#include "signing/token.h"
#include "store/confirmations.h"

#define SLICE 16 /* papers that one thread takes at a time, and one transaction keeps */

typedef struct
{
  YnDesk *desk;
  const YnJson *rows;
  const char *confirmed;
  gint64 instant;
  YnService *form;
  YnKey *key;
  GPtrArray *results; /* of YnBatchResult; threads touch different ones */
  YnProgress *progress;
  GCancellable *cancellable;
  GMutex writing;     /* one transaction at a time: SQLite would only make the others wait */
} Job;

/* A paper that is signed and not kept yet. */
typedef struct
{
  YnBatchResult *result;
  YnDraft *draft;
  GBytes *paper;
} Signed;

void
yn_batch_result_free (YnBatchResult *result)
{
  g_free (result->matter);
  g_free (result->number);
  g_free (result->filing);
  g_free (result->next);
  g_clear_pointer (&result->why, yn_explanation_free);
  yn_sign_outcome_free (result->outcome);
  g_free (result);
}

static void
signed_clear (Signed *one)
{
  g_clear_pointer (&one->draft, yn_draft_free);
  g_clear_pointer (&one->paper, g_bytes_unref);
}

static void
say_why (const Job *job, YnBatchResult *result, const GError *error)
{
  g_clear_pointer (&result->why, yn_explanation_free);
  result->why = yn_problems_explain (error, yn_desk_language (job->desk));
}

/* Invariant 8: the paper that lies in the draft is the one that the confirmed table names. */
static gboolean
is_what_was_confirmed (const YnDraft *draft, const YnJson *row, GError **error)
{
  g_autofree char *sha256 = draft->paper != NULL ? yn_sha256 (draft->paper) : NULL;

  if (sha256 != NULL && g_strcmp0 (sha256, yn_json_get_string (row, "paper")) == 0)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "another paper lies in the draft");
  return FALSE;
}

/* Hop 3. */
static GBytes *
sign_paper (const Job *job, YnPlace *place, const char *matter, GBytes *paper, YnSignOutcome **outcome, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnSigner) signer = yn_turn_signer (job->form, paper, &cause);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = NULL;
  YnKeyKind own = yn_key_kind (job->key), kind;
  YnSignOptions options;

  if (cause == NULL && signer == NULL)
    g_set_error_literal (&cause, YN_ERROR, YN_ERROR_BATCH_TURN, "nobody is to sign it");
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (!yn_turn_key_fits (signer, job->key, yn_clock_now (job->desk->clock), error)
      || !yn_turn_kind (signer, place->discovery->practice, &own, &kind, error))
    return NULL;
  yn_turn_options (signer, place->discovery->practice, &kind, job->instant, &options);
  options.confirmed = job->confirmed;
  options.mark_matter = matter;
  prepared = yn_sign_prepare (paper, &options, &digest, error);
  return prepared == NULL
             ? NULL
             : yn_place_finish_signature (place, prepared, digest, job->key, job->cancellable, outcome, error);
}

static gboolean
sign_row (const Job *job, const YnLoan *loan, const YnJson *row, Signed *one, GError **error)
{
  g_autoptr (YnSigner) next = NULL;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;
  one->draft = yn_drafts_get (loan->store, loan->enterprise->id, one->result->matter, error);
  if (one->draft == NULL || !is_what_was_confirmed (one->draft, row, error))
    return FALSE;
  one->paper = sign_paper (job, loan->place, one->draft->matter, one->draft->paper, &one->result->outcome, error);
  if (one->paper == NULL)
    return FALSE;
  next = yn_turn_signer (job->form, one->paper, NULL);
  one->result->next = next == NULL ? NULL : g_strdup (next->role);
  return TRUE;
}

/* Hop 4, for those whom nobody else must sign. */
static void
keep_all (const Job *job, const YnLoan *loan, GArray *ready)
{
  g_autoptr (GArray) keepings = g_array_new (FALSE, TRUE, sizeof (YnKeeping));
  g_autoptr (GError) trouble = NULL;

  g_array_set_clear_func (keepings, (GDestroyNotify) yn_keeping_clear);
  for (guint i = 0; i < ready->len; i++)
    {
      const Signed *one = &g_array_index (ready, Signed, i);
      YnKeeping keeping = { .matter = one->draft->matter, .revision = one->draft->revision, .paper = one->paper };

      g_array_append_val (keepings, keeping);
    }
  yn_filings_keep_all (loan->store, loan->enterprise->id, keepings, yn_service_kind (job->form),
                       yn_service_title (job->form, YN_LANGUAGE_ZH_CN), yn_clock_now (job->desk->clock), &trouble);
  for (guint i = 0; i < ready->len; i++)
    {
      YnKeeping *keeping = &g_array_index (keepings, YnKeeping, i);
      YnBatchResult *result = g_array_index (ready, Signed, i).result;

      if (keeping->id != NULL)
        result->filing = g_steal_pointer (&keeping->id);
      else
        say_why (job, result, keeping->error != NULL ? keeping->error : trouble);
    }
}

/* Those that somebody else signs next stay in their drafts. */
static void
put_all (const Job *job, const YnLoan *loan, GArray *ready)
{
  g_autoptr (GArray) puttings = g_array_new (FALSE, TRUE, sizeof (YnPutting));
  g_autoptr (GError) trouble = NULL;

  for (guint i = 0; i < ready->len; i++)
    {
      const Signed *one = &g_array_index (ready, Signed, i);
      YnPutting putting = { .matter = one->draft->matter, .revision = one->draft->revision, .paper = one->paper };

      g_array_append_val (puttings, putting);
    }
  yn_drafts_put_papers (loan->store, loan->enterprise->id, puttings, yn_clock_now (job->desk->clock), &trouble);
  for (guint i = 0; i < ready->len; i++)
    {
      YnPutting *putting = &g_array_index (puttings, YnPutting, i);
      YnBatchResult *result = g_array_index (ready, Signed, i).result;

      if (putting->raised == 0)
        {
          g_clear_pointer (&result->next, g_free);
          say_why (job, result, putting->error != NULL ? putting->error : trouble);
        }
      g_clear_error (&putting->error);
    }
}

static void
sign_slice (guint index, gpointer data)
{
  Job *job = data;
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GArray) to_keep = g_array_new (FALSE, TRUE, sizeof (Signed));
  g_autoptr (GArray) to_put = g_array_new (FALSE, TRUE, sizeof (Signed));
  gboolean lent = yn_desk_borrow (job->desk, &loan, &trouble);

  if (job->cancellable != NULL) /* a token that blocks is left by it */
    g_cancellable_push_current (job->cancellable);
  g_array_set_clear_func (to_keep, (GDestroyNotify) signed_clear);
  g_array_set_clear_func (to_put, (GDestroyNotify) signed_clear);
  for (guint i = index * SLICE; i < MIN ((index + 1) * SLICE, job->results->len); i++)
    {
      Signed one = { .result = g_ptr_array_index (job->results, i) };
      g_autoptr (GError) error = NULL;

      if (lent && sign_row (job, &loan, yn_json_at (job->rows, i), &one, &error))
        g_array_append_val (one.result->next == NULL ? to_keep : to_put, one);
      else
        {
          say_why (job, one.result, lent ? error : trouble);
          signed_clear (&one);
        }
      yn_progress_add (job->progress, 1);
    }
  g_mutex_lock (&job->writing);
  if (to_keep->len > 0)
    keep_all (job, &loan, to_keep);
  if (to_put->len > 0)
    put_all (job, &loan, to_put);
  g_mutex_unlock (&job->writing);
  if (job->cancellable != NULL)
    g_cancellable_pop_current (job->cancellable);
}

static GPtrArray *
make_results (const YnJson *rows)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_batch_result_free);

  for (guint i = 0; i < yn_json_size (rows); i++)
    {
      YnBatchResult *result = g_new0 (YnBatchResult, 1);

      result->matter = g_strdup (yn_json_get_string (yn_json_at (rows, i), "matter"));
      result->number = g_strdup_printf ("%.8s", result->matter);
      g_ptr_array_add (results, result);
    }
  return results;
}

static gboolean
is_what_was_seen (const YnBatch *batch, YnKey *key, const char *confirmed, GError **error)
{
  YnKeyKind shown;
  g_autofree char *digest = batch->document != NULL ? yn_confirmation_id (batch->document) : NULL;

  if (digest != NULL && g_strcmp0 (digest, confirmed) == 0 && batch->letter != NULL)
    {
      shown = yn_review_kind (batch->letter);
      return yn_turn_shown_for (&shown, key, error);
    }
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "the table is not the one that was confirmed");
  return FALSE;
}

static void
tell_everybody (YnDesk *desk, const YnLoan *loan)
{
  yn_desk_note_waiting (desk, loan, NULL);
  yn_desk_call_courier (desk);
  yn_desk_emit_changed (desk);
}

GPtrArray *
yn_desk_batch_sign (YnDesk *desk, const YnBatch *batch, const char *confirmed, YnKey *key, YnProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  gint64 now = yn_clock_now (desk->clock);
  g_autoptr (YnService) form = NULL;
  g_autoptr (GPtrArray) results = NULL;
  const YnJson *rows = yn_json_get (batch->document, "rows");
  Job job;

  if (!is_what_was_seen (batch, key, confirmed, error) || !yn_desk_borrow (desk, &loan, error)
      || !yn_turn_key_fits (&(YnSigner) { .uscc = loan.enterprise->uscc }, key, now, error)) /* the name: paper by paper */
    return NULL;
  form = yn_service_find (batch->service, error);
  if (form == NULL
      || !yn_confirmations_keep (loan.store, loan.enterprise->id, batch->document, confirmed, now, error))
    return NULL;
  results = make_results (rows);
  job = (Job) { .desk = desk, .rows = rows, .confirmed = confirmed, .instant = batch->instant, .form = form, .key = key,
                .results = results, .progress = progress, .cancellable = cancellable };
  g_mutex_init (&job.writing);
  yn_progress_begin (progress, results->len);
  /* one after the other where each paper is asked about */
  yn_abreast ((results->len + SLICE - 1) / SLICE, yn_token_asks_each_time (key) ? 1 : 0, sign_slice, &job);
  g_mutex_clear (&job.writing);
  yn_desk_remember_authorities (desk, loan.place);
  tell_everybody (desk, &loan);
  return g_steal_pointer (&results);
}

YnJson *
yn_desk_confirmed (YnDesk *desk, const char *filing, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GBytes) paper = NULL;
  g_autoptr (YnPdf) pdf = NULL;
  g_autofree char *id = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  paper = yn_filings_bytes (loan.store, loan.enterprise->id, filing, error);
  pdf = paper == NULL ? NULL : yn_pdf_open (paper, error);
  id = pdf == NULL ? NULL : yn_pdf_string (pdf, "Root/AcroForm/Fields/0/V/YnConfirmed");
  return id == NULL ? NULL : yn_confirmations_get (loan.store, loan.enterprise->id, id, error);
}

/* --- the window's twin ----------------------------------------------------------------------------------------------
 */

typedef struct
{
  YnDesk *desk;
  const YnBatch *batch;
  YnKey *key;
  YnProgress *progress;
} SignCall;

static void
sign_call_free (SignCall *call)
{
  g_object_unref (call->desk);
  yn_key_unref (call->key);
  yn_progress_unref (call->progress);
  g_free (call);
}

static gpointer
sign_work (gpointer data, GCancellable *cancellable, GError **error)
{
  SignCall *call = data;

  return yn_desk_batch_sign (call->desk, call->batch, call->batch->digest, call->key, call->progress, cancellable,
                             error);
}

void
yn_desk_batch_sign_async (YnDesk *desk, YnBatch *batch, YnKey *key, YnProgress *progress, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  SignCall *call = g_new0 (SignCall, 1);

  call->desk = g_object_ref (desk);
  call->batch = batch;
  call->key = yn_key_ref (key);
  call->progress = yn_progress_ref (progress);
  yn_work_async (desk->token, desk, sign_work, call, (GDestroyNotify) sign_call_free,
                 (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

YN_DEFINE_FINISH (GPtrArray *, yn_desk_batch_sign)
