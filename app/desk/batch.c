/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/batch.h"

#include "base/hash.h"
#include "desk/letter.h"
#include "desk/printing.h"
#include "desk/reviewing.h"
#include "desk/turn.h"
#include "forms/untrue.h"
#include "papers/paper.h"
#include "store/confirmations.h"
#include "store/records.h"

#include <string.h>

#define SLICE 8 /* papers that one thread takes at a time, and one transaction puts */

/* A draft on its way into the batch, or out of it. */
typedef struct
{
  YnDraft *draft;
  YnService *form;
  YnPrintStock stock; /* of one that is not printed yet */
  YnJson *body;
  YnJson *private;
  char *role;
  YnJson *letter;
  GError *error;      /* why it drops out */
  char **fields;
} Candidate;

typedef struct
{
  YnDesk *desk;
  GPtrArray *candidates; /* of Candidate; threads touch different ones */
  const char *const *fields;
  char *today;
  YnJson *record;        /* of the enterprise, or NULL */
  YnProgress *progress;
  GCancellable *cancellable;
  GMutex writing;        /* one transaction at a time: SQLite would only make the others wait */
} Job;

static void
candidate_free (Candidate *candidate)
{
  yn_draft_free (candidate->draft);
  g_clear_pointer (&candidate->form, yn_service_unref);
  yn_print_stock_clear (&candidate->stock);
  g_clear_pointer (&candidate->body, yn_json_unref);
  g_clear_pointer (&candidate->private, yn_json_unref);
  g_free (candidate->role);
  g_clear_pointer (&candidate->letter, yn_json_unref);
  g_clear_error (&candidate->error);
  g_strfreev (candidate->fields);
  g_free (candidate);
}

static void
row_free (YnBatchRow *row)
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

static void
dropped_free (YnBatchDropped *dropped)
{
  g_free (dropped->matter);
  g_free (dropped->number);
  g_free (dropped->service);
  g_clear_pointer (&dropped->why, yn_explanation_free);
  g_strfreev (dropped->fields);
  g_free (dropped);
}

void
yn_batch_free (YnBatch *batch)
{
  g_free (batch->service);
  g_free (batch->title);
  g_clear_pointer (&batch->letter, yn_review_free);
  g_ptr_array_unref (batch->columns);
  g_ptr_array_unref (batch->rows);
  g_ptr_array_unref (batch->dropped);
  g_clear_pointer (&batch->document, yn_json_unref);
  g_free (batch->digest);
  g_free (batch);
}

/* --- which drafts ------------------------------------------------------------------------------------------------ */

static gboolean
is_wanted (const YnDraft *draft, const char *service, const char *const *matters)
{
  return (service == NULL || g_str_equal (draft->service, service))
         && (matters == NULL || g_strv_contains (matters, draft->matter));
}

static int
by_beginning (gconstpointer a, gconstpointer b)
{
  const YnDraft *x = (*(Candidate *const *) a)->draft, *y = (*(Candidate *const *) b)->draft;

  return x->created != y->created ? (x->created < y->created ? -1 : 1) : strcmp (x->matter, y->matter);
}

static GPtrArray *
find_drafts (const YnLoan *loan, const char *service, const char *const *matters, GError **error)
{
  g_autoptr (GPtrArray) drafts = yn_drafts_list (loan->store, loan->enterprise->id, error);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) candidate_free);

  if (drafts == NULL)
    return NULL;
  g_ptr_array_set_free_func (drafts, NULL);
  for (guint i = 0; i < drafts->len; i++)
    {
      YnDraft *draft = g_ptr_array_index (drafts, i);
      Candidate *candidate;

      if (!is_wanted (draft, service, matters))
        {
          yn_draft_free (draft);
          continue;
        }
      candidate = g_new0 (Candidate, 1);
      candidate->draft = draft;
      g_ptr_array_add (candidates, candidate);
    }
  g_ptr_array_sort (candidates, by_beginning);
  return g_steal_pointer (&candidates);
}

/* --- what each of them says --------------------------------------------------------------------------------------- */

static YnJson *
answers_of (const YnJson *body)
{
  const YnJson *answers = yn_json_get (body, "answers");

  return answers != NULL ? yn_json_ref (answers) : NULL;
}

/* From the answers, or from the paper that was printed from them before. */
static gboolean
find_body (Job *job, const YnLoan *loan, Candidate *candidate, GError **error)
{
  YnDraft *draft = candidate->draft;
  g_autoptr (YnJson) annex = NULL;

  if (draft->paper != NULL)
    {
      candidate->body = yn_paper_body (draft->paper, error);
      if (candidate->body != NULL && draft->annex != NULL)
        annex = yn_paper_body (draft->annex, error);
      if (candidate->body == NULL || (draft->annex != NULL && annex == NULL))
        return FALSE;
    }
  else
    {
      if (!yn_draft_stock (job->desk, loan, candidate->form, draft, &candidate->stock, error))
        return FALSE;
      candidate->body = yn_paper_compose (candidate->form, candidate->stock.visible, candidate->stock.context,
                                          candidate->stock.attachments, &annex);
    }
  candidate->private = answers_of (annex);
  return TRUE;
}

static gboolean
find_role (Candidate *candidate, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnSigner) signer = candidate->draft->paper != NULL
                                    ? yn_turn_signer (candidate->form, candidate->draft->paper, &cause)
                                    : yn_turn_signer_behind (candidate->form, candidate->body, (const char *const[]){ NULL });

  if (cause == NULL && signer == NULL)
    g_set_error_literal (&cause, YN_ERROR, YN_ERROR_BATCH_TURN, "nobody is to sign it");
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  candidate->role = g_strdup (signer->role);
  return TRUE;
}

static gboolean
find_letter (Job *job, const YnLoan *loan, Candidate *candidate, GError **error)
{
  YnLetterPaper paper = { 0 };
  g_autoptr (GPtrArray) untrue = NULL;

  candidate->form = yn_service_find (candidate->draft->service, error);
  if (candidate->form == NULL || !yn_draft_may_print (candidate->form, candidate->draft, error)
      || !find_body (job, loan, candidate, error) || !find_role (candidate, error))
    return FALSE;
  untrue = yn_untrue_clauses (candidate->form, candidate->draft->answers, job->record, job->today, YN_LANGUAGE_ZH_CN);
  paper = (YnLetterPaper) { candidate->form, candidate->body, candidate->private, candidate->role, untrue->len };
  candidate->letter = yn_letter_of (&paper, job->fields, job->today);
  return TRUE;
}

static void
read_slice (guint index, gpointer data)
{
  Job *job = data;
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GError) cause = NULL;
  gboolean lent = yn_desk_borrow (job->desk, &loan, &cause);

  for (guint i = index * SLICE; i < MIN ((index + 1) * SLICE, job->candidates->len); i++)
    {
      Candidate *candidate = g_ptr_array_index (job->candidates, i);

      if (!lent)
        candidate->error = g_error_copy (cause);
      else if (!g_cancellable_set_error_if_cancelled (job->cancellable, &candidate->error))
        find_letter (job, &loan, candidate, &candidate->error);
    }
}

/* --- the letter that most of them share --------------------------------------------------------------------------- */

static guint
hash_of (gconstpointer letter)
{
  return yn_json_hash (letter);
}

static gboolean
are_equal (gconstpointer a, gconstpointer b)
{
  return yn_json_equal (a, b);
}

/* Of two that as many share, the one whose first paper was begun first. */
static const YnJson *
most_shared (GPtrArray *candidates)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (hash_of, are_equal);
  const YnJson *most = NULL;
  guint best = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->error == NULL)
        g_hash_table_insert (counts, candidate->letter,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, candidate->letter)) + 1));
    }
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = g_ptr_array_index (candidates, i);
      guint n = candidate->error == NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (counts, candidate->letter)) : 0;

      if (n > best)
        {
          best = n;
          most = candidate->letter;
        }
    }
  return most;
}

static void
drop_the_odd (GPtrArray *candidates, const YnJson *letter, YnLanguage language)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->error != NULL || yn_json_equal (candidate->letter, letter))
        continue;
      candidate->error = g_error_new_literal (YN_ERROR,
                                              (int) yn_letter_difference (candidate->form, letter, candidate->letter,
                                                                          language, &candidate->fields),
                                              "it is of another letter");
    }
}

/* --- printing ------------------------------------------------------------------------------------------------------ */

static gboolean
print_one (Job *job, Candidate *candidate, YnPrinted *printed)
{
  if (g_cancellable_set_error_if_cancelled (job->cancellable, &candidate->error))
    return FALSE;
  if (candidate->draft->paper != NULL) /* invariant 9; what is printed now is printed from the answers */
    {
      yn_paper_compare (candidate->draft->paper, candidate->form, job->cancellable, &candidate->error);
      return FALSE;
    }
  return yn_print_both (candidate->form, candidate->stock.visible, candidate->stock.context,
                        candidate->stock.attachments, printed, &candidate->error);
}

static void
put_printed (Job *job, GPtrArray *candidates, GArray *puttings, const GError *trouble)
{
  for (guint i = 0; i < puttings->len; i++)
    {
      YnPutting *putting = &g_array_index (puttings, YnPutting, i);
      Candidate *candidate = g_ptr_array_index (candidates, i);

      if (putting->raised != 0)
        {
          candidate->draft->revision = putting->raised;
          candidate->draft->paper = g_bytes_ref (putting->paper);
        }
      else
        candidate->error = putting->error != NULL ? g_steal_pointer (&putting->error) : g_error_copy (trouble);
      g_clear_error (&putting->error);
    }
}

/* Prints side by side, writes one after the other. */
static void
print_slice (guint index, gpointer data)
{
  Job *job = data;
  YnPrinted printed[SLICE] = { 0 };
  g_autoptr (GArray) puttings = g_array_new (FALSE, TRUE, sizeof (YnPutting));
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GError) trouble = NULL;

  for (guint i = index * SLICE; i < MIN ((index + 1) * SLICE, job->candidates->len); i++)
    {
      Candidate *candidate = g_ptr_array_index (job->candidates, i);

      if (candidate->error == NULL && print_one (job, candidate, &printed[put->len]))
        {
          YnPutting putting = { candidate->draft->matter, candidate->draft->revision, printed[put->len].paper,
                                printed[put->len].annex };

          g_array_append_val (puttings, putting);
          g_ptr_array_add (put, candidate);
        }
      yn_progress_add (job->progress, 1);
    }
  if (put->len > 0)
    {
      g_mutex_lock (&job->writing);
      if (yn_desk_borrow (job->desk, &loan, &trouble))
        yn_drafts_put_papers (loan.store, loan.enterprise->id, puttings, yn_clock_now (job->desk->clock), &trouble);
      g_mutex_unlock (&job->writing);
      put_printed (job, put, puttings, trouble);
    }
  for (guint i = 0; i < SLICE; i++)
    yn_printed_clear (&printed[i]);
}

/* --- the document that is confirmed -------------------------------------------------------------------------------- */

static GPtrArray *
rows_left (GPtrArray *candidates)
{
  GPtrArray *left = g_ptr_array_new ();

  for (guint i = 0; i < candidates->len; i++)
    if (((Candidate *) g_ptr_array_index (candidates, i))->error == NULL)
      g_ptr_array_add (left, g_ptr_array_index (candidates, i));
  return left;
}

/* "Seafood prices 2 · Price": the questions above it are named where its own name is not enough. */
static char *
full_label (YnService *form, const char *pointer, YnLanguage language)
{
  g_auto (GStrv) tokens = g_strsplit (pointer + 1, "/", -1);
  g_autoptr (GString) at = g_string_new (NULL);
  GString *label = g_string_new (NULL);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      gboolean is_index = *tokens[i] != '\0' && strspn (tokens[i], "0123456789") == strlen (tokens[i]);
      g_autofree char *part = NULL;

      g_string_append_printf (at, "/%s", tokens[i]);
      part = is_index ? g_strdup_printf ("%d", atoi (tokens[i]) + 1) : yn_service_label (form, at->str, language);
      if (*part != '\0')
        g_string_append_printf (label, "%s%s", label->len == 0 ? "" : is_index ? " " : " · ", part);
    }
  return g_string_free (label, FALSE);
}

static char *
column_label (YnService *form, char **pointers, guint index, YnLanguage language)
{
  g_autofree char *label = yn_service_label (form, pointers[index], language);

  for (guint i = 0; pointers[i] != NULL; i++)
    {
      g_autofree char *other = i != index ? yn_service_label (form, pointers[i], language) : g_strdup ("");

      if (*label == '\0' || g_str_equal (other, label))
        return full_label (form, pointers[index], language);
    }
  return g_steal_pointer (&label);
}

static void
add_columns (YnBatch *batch, YnService *form, char **pointers, YnLanguage language)
{
  for (guint i = 0; pointers[i] != NULL; i++)
    {
      YnBatchColumn *column = g_new0 (YnBatchColumn, 1);

      column->pointer = g_strdup (pointers[i]);
      column->label = column_label (form, pointers, i, language);
      g_ptr_array_add (batch->columns, column);
    }
}

static void
add_row (YnBatch *batch, const Candidate *candidate)
{
  const YnJson *answers = yn_json_get (candidate->body, "answers");
  YnBatchRow *row = g_new0 (YnBatchRow, 1);

  row->matter = g_strdup (candidate->draft->matter);
  row->number = g_strdup (yn_json_get_string (candidate->body, "number"));
  row->values = g_new0 (char *, batch->columns->len + 1);
  for (guint i = 0; i < batch->columns->len; i++)
    {
      const char *pointer = ((const YnBatchColumn *) g_ptr_array_index (batch->columns, i))->pointer;

      row->values[i] = yn_service_answer_text (candidate->form, pointer, yn_json_pointer (answers, pointer),
                                               YN_LANGUAGE_ZH_CN);
    }
  g_ptr_array_add (batch->rows, row);
}

static void
write_columns (YnJsonWriter *writer, YnService *form, char **pointers)
{
  yn_json_writer_name (writer, "columns");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; pointers[i] != NULL; i++)
    {
      g_autofree char *label = column_label (form, pointers, i, YN_LANGUAGE_ZH_CN);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "pointer", pointers[i]);
      yn_json_writer_member_string (writer, "label", label);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
write_rows (YnJsonWriter *writer, const YnBatch *batch, GPtrArray *left)
{
  yn_json_writer_name (writer, "rows");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < left->len; i++)
    {
      const YnBatchRow *row = g_ptr_array_index (batch->rows, i);
      g_autofree char *sha256 = yn_sha256 (((const Candidate *) g_ptr_array_index (left, i))->draft->paper);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "matter", row->matter);
      yn_json_writer_member_string (writer, "paper", sha256);
      yn_json_writer_name (writer, "values");
      yn_json_writer_begin_array (writer);
      for (guint v = 0; row->values[v] != NULL; v++)
        yn_json_writer_string (writer, row->values[v]);
      yn_json_writer_end (writer);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static YnJson *
write_document (const YnBatch *batch, GPtrArray *left, char **pointers)
{
  const Candidate *first = g_ptr_array_index (left, 0);
  g_autofree char *sha256 = yn_sha256 (first->draft->paper);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_int (writer, "yinuo", 1);
  yn_json_writer_member_value (writer, "service", yn_json_get (first->body, "service"));
  yn_json_writer_member_string (writer, "role", first->role);
  yn_json_writer_member_string (writer, "letter", sha256);
  write_columns (writer, first->form, pointers);
  write_rows (writer, batch, left);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static void
add_dropped (YnBatch *batch, Candidate *candidate, YnLanguage language)
{
  YnBatchDropped *dropped = g_new0 (YnBatchDropped, 1);

  dropped->matter = g_strdup (candidate->draft->matter);
  dropped->number = g_strdup_printf ("%.8s", candidate->draft->matter);
  dropped->service = g_strdup (candidate->draft->service);
  dropped->why = yn_problems_explain (candidate->error, language);
  dropped->fields = candidate->fields != NULL ? g_steal_pointer (&candidate->fields) : g_new0 (char *, 1);
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
  letter = yn_review_paper (desk, loan, form, draft, kind, batch->digest, batch->instant, &shown, cancellable, error);
  if (letter == NULL)
    return FALSE;
  g_clear_pointer (&batch->letter, yn_review_free);
  batch->letter = letter;
  return TRUE;
}

static gboolean
fill (YnBatch *batch, Job *job, const YnLoan *loan, GPtrArray *left, GError **error)
{
  const Candidate *first = g_ptr_array_index (left, 0);
  YnLanguage language = yn_desk_language (job->desk);
  g_autoptr (GPtrArray) bodies = g_ptr_array_new ();
  g_auto (GStrv) pointers = NULL;

  for (guint i = 0; i < left->len; i++)
    g_ptr_array_add (bodies, ((Candidate *) g_ptr_array_index (left, i))->body);
  pointers = yn_letter_columns (bodies);
  batch->service = g_strdup (yn_service_id (first->form));
  batch->title = g_strdup (yn_service_title (first->form, language));
  add_columns (batch, first->form, pointers, language);
  for (guint i = 0; i < left->len; i++)
    add_row (batch, g_ptr_array_index (left, i));
  batch->document = write_document (batch, left, pointers);
  return show_letter (batch, job->desk, loan, NULL, job->cancellable, error);
}

static guint
n_slices (GPtrArray *candidates)
{
  return (candidates->len + SLICE - 1) / SLICE;
}

static YnBatch *
make_batch (Job *job, const YnLoan *loan, GError **error)
{
  g_autoptr (YnBatch) batch = g_new0 (YnBatch, 1);
  g_autoptr (GPtrArray) left = NULL;
  YnLanguage language = yn_desk_language (job->desk);
  const YnJson *letter;

  batch->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  batch->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  batch->dropped = g_ptr_array_new_with_free_func ((GDestroyNotify) dropped_free);
  batch->instant = yn_clock_now (job->desk->clock);
  yn_progress_begin (job->progress, job->candidates->len);
  yn_abreast (n_slices (job->candidates), 0, read_slice, job);
  letter = most_shared (job->candidates);
  if (letter != NULL)
    drop_the_odd (job->candidates, letter, language);
  yn_abreast (n_slices (job->candidates), 0, print_slice, job);
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return NULL;
  left = rows_left (job->candidates);
  if (left->len > 0 && !fill (batch, job, loan, left, error))
    return NULL;
  for (guint i = 0; i < job->candidates->len; i++)
    if (((Candidate *) g_ptr_array_index (job->candidates, i))->error != NULL)
      add_dropped (batch, g_ptr_array_index (job->candidates, i), language);
  return g_steal_pointer (&batch);
}

YnBatch *
yn_desk_batch (YnDesk *desk, const char *service, const char *const *matters, const char *const *fields,
               YnProgress *progress, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GPtrArray) candidates = NULL;
  g_autofree char *today = yn_clock_today (desk->clock);
  g_autoptr (YnRecordCopy) copy = NULL;
  Job job = { .desk = desk, .fields = fields, .today = today, .progress = progress, .cancellable = cancellable };
  YnBatch *batch;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  candidates = find_drafts (&loan, service, matters, error);
  if (candidates == NULL)
    return NULL;
  copy = yn_records_get (loan.store, loan.enterprise->id, NULL);
  job.candidates = candidates;
  job.record = copy != NULL ? copy->record : NULL;
  g_mutex_init (&job.writing);
  batch = make_batch (&job, &loan, error);
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

/* --- the window's twins ---------------------------------------------------------------------------------------------- */

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
