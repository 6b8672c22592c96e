/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/batch-candidates.h"

#include "desk/letter.h"
#include "desk/looked-at.h"
#include "desk/turn.h"
#include "forms/untrue.h"
#include "papers/paper.h"

#include <string.h>

#define SLICE 8 /* papers that one thread takes at a time, and one transaction puts */

static void
candidate_free (YnCandidate *candidate)
{
  yn_draft_free (candidate->draft);
  g_clear_pointer (&candidate->form, yn_service_unref);
  yn_print_stock_clear (&candidate->stock);
  g_clear_pointer (&candidate->body, yn_json_unref);
  g_clear_pointer (&candidate->private, yn_json_unref);
  g_free (candidate->role);
  g_clear_pointer (&candidate->letter, yn_json_unref);
  g_clear_error (&candidate->error);
  g_free (candidate);
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
  const YnDraft *x = (*(YnCandidate *const *) a)->draft, *y = (*(YnCandidate *const *) b)->draft;

  return x->created != y->created ? (x->created < y->created ? -1 : 1) : strcmp (x->matter, y->matter);
}

GPtrArray *
yn_candidates_find (const YnLoan *loan, const char *service, const char *const *matters, GError **error)
{
  g_autoptr (GPtrArray) drafts = yn_drafts_list (loan->store, loan->enterprise->id, error);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) candidate_free);

  if (drafts == NULL)
    return NULL;
  g_ptr_array_set_free_func (drafts, NULL);
  for (guint i = 0; i < drafts->len; i++)
    {
      YnDraft *draft = g_ptr_array_index (drafts, i);
      YnCandidate *candidate;

      if (!is_wanted (draft, service, matters))
        {
          yn_draft_free (draft);
          continue;
        }
      candidate = g_new0 (YnCandidate, 1);
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
find_body (YnCandidates *job, const YnLoan *loan, YnCandidate *candidate, GError **error)
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
find_role (YnCandidate *candidate, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnSigner) signer =
      candidate->draft->paper != NULL
          ? yn_turn_signer (candidate->form, candidate->draft->paper, &cause)
          : yn_turn_signer_behind (candidate->form, candidate->body, (const char *const[]) { NULL });

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
find_letter (YnCandidates *job, const YnLoan *loan, YnCandidate *candidate, GError **error)
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
  YnCandidates *job = data;
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GError) cause = NULL;
  gboolean lent = yn_desk_borrow (job->desk, &loan, &cause);

  for (guint i = index * SLICE; i < MIN ((index + 1) * SLICE, job->candidates->len); i++)
    {
      YnCandidate *candidate = g_ptr_array_index (job->candidates, i);

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
      const YnCandidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->error == NULL)
        g_hash_table_insert (counts, candidate->letter,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, candidate->letter)) + 1));
    }
  for (guint i = 0; i < candidates->len; i++)
    {
      const YnCandidate *candidate = g_ptr_array_index (candidates, i);
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
drop_the_odd (GPtrArray *candidates, const YnJson *letter)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      YnCandidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->error != NULL || yn_json_equal (candidate->letter, letter))
        continue;
      candidate->odd = TRUE;
      candidate->error = g_error_new_literal (YN_ERROR,
                                              (int) yn_letter_difference (candidate->form, letter, candidate->letter,
                                                                          YN_LANGUAGE_ZH_CN, NULL),
                                              "it is of another letter");
    }
}

/* --- printing ------------------------------------------------------------------------------------------------------
 */

static gboolean
print_one (YnCandidates *job, YnCandidate *candidate, YnPrinted *printed)
{
  if (g_cancellable_set_error_if_cancelled (job->cancellable, &candidate->error))
    return FALSE;
  if (candidate->draft->paper != NULL) /* invariant 9; what is printed now is printed from the answers */
    {
      if (yn_draft_paper_is_of_today (candidate->form, candidate->draft, &candidate->error))
        yn_paper_compare (candidate->draft->paper, candidate->form, job->cancellable, &candidate->error);
      return FALSE;
    }
  return yn_print_kept (candidate->form, &candidate->stock, printed, &candidate->error);
}

static void
put_printed (YnCandidates *job, GPtrArray *candidates, GArray *puttings, const GError *trouble)
{
  for (guint i = 0; i < puttings->len; i++)
    {
      YnPutting *putting = &g_array_index (puttings, YnPutting, i);
      YnCandidate *candidate = g_ptr_array_index (candidates, i);

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
  YnCandidates *job = data;
  YnPrinted printed[SLICE] = { 0 };
  g_autoptr (GArray) puttings = g_array_new (FALSE, TRUE, sizeof (YnPutting));
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GError) trouble = NULL;
  const char *matters[SLICE + 1] = { NULL };

  for (guint i = index * SLICE; i < MIN ((index + 1) * SLICE, job->candidates->len); i++)
    {
      YnCandidate *candidate = g_ptr_array_index (job->candidates, i);

      if (candidate->error == NULL && print_one (job, candidate, &printed[put->len]))
        {
          YnPutting putting = { candidate->draft->matter, candidate->draft->revision, printed[put->len].paper,
                                printed[put->len].annex };

          matters[put->len] = candidate->draft->matter;
          g_array_append_val (puttings, putting);
          g_ptr_array_add (put, candidate);
        }
      yn_progress_add (job->progress, 1);
    }
  if (put->len > 0)
    {
      g_mutex_lock (&job->writing);
      if (yn_desk_borrow (job->desk, &loan, &trouble)
          && yn_looked_at_note (loan.place->looked_at, loan.enterprise->id, matters, &trouble))
        yn_drafts_put_papers (loan.store, loan.enterprise->id, puttings, yn_clock_now (job->desk->clock), &trouble);
      g_mutex_unlock (&job->writing);
      put_printed (job, put, puttings, trouble);
    }
  for (guint i = 0; i < SLICE; i++)
    yn_printed_clear (&printed[i]);
}

static guint
n_slices (GPtrArray *candidates)
{
  return (candidates->len + SLICE - 1) / SLICE;
}

void
yn_candidates_print (YnCandidates *job)
{
  yn_progress_begin (job->progress, job->candidates->len);
  yn_abreast (n_slices (job->candidates), 0, read_slice, job);
  job->shared = most_shared (job->candidates);
  if (job->shared != NULL)
    drop_the_odd (job->candidates, job->shared);
  yn_abreast (n_slices (job->candidates), 0, print_slice, job);
}

GPtrArray *
yn_candidates_left (const YnCandidates *job)
{
  GPtrArray *left = g_ptr_array_new ();

  for (guint i = 0; i < job->candidates->len; i++)
    if (((YnCandidate *) g_ptr_array_index (job->candidates, i))->error == NULL)
      g_ptr_array_add (left, g_ptr_array_index (job->candidates, i));
  return left;
}
