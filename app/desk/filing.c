/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/filing.h"

#include "desk/filling.h"
#include "desk/looked-at.h"
#include "desk/looking.h"
#include "desk/printing.h"
#include "desk/private.h"
#include "desk/reviewing.h"
#include "desk/turn.h"
#include "papers/paper.h"
#include "signing/sign.h"
#include "store/events.h"

/* What a review shows, kept in memory until it is signed: the file with the hole (invariant 8). */
typedef struct
{
  GBytes *bytes;
  char *digest;
  YnSignatureClass class; /* what the page says of the key */
  char *issuer;           /* or NULL */
  YnSigner *signer;       /* for whom */
  gint64 revision;
} Prepared;

static void
prepared_free (Prepared *prepared)
{
  g_bytes_unref (prepared->bytes);
  g_free (prepared->digest);
  g_free (prepared->issuer);
  yn_signer_free (prepared->signer);
  g_free (prepared);
}

static void
remember_prepared (YnDesk *desk, const char *matter, GBytes *bytes, const YnReview *review)
{
  Prepared *prepared = g_new0 (Prepared, 1);

  prepared->bytes = g_bytes_ref (bytes);
  prepared->digest = g_strdup (review->digest);
  prepared->class = review->class;
  prepared->issuer = g_strdup (review->issuer);
  prepared->signer = yn_signer_copy (review->signer);
  prepared->revision = review->revision;
  g_mutex_lock (&desk->lock);
  if (desk->prepared == NULL)
    desk->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) prepared_free);
  g_hash_table_insert (desk->prepared, g_strdup (matter), prepared);
  g_mutex_unlock (&desk->lock);
}

/* The very bytes that were shown as @digest, and that say the truth of @key; or a refusal. @signer: for whom. */
static GBytes *
recall_prepared (YnDesk *desk, const char *matter, const char *digest, gint64 revision, YnKey *key, YnSigner **signer,
                 GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desk->lock);
  const Prepared *prepared = desk->prepared == NULL ? NULL : g_hash_table_lookup (desk->prepared, matter);

  if (prepared != NULL && prepared->revision == revision && g_strcmp0 (prepared->digest, digest) == 0)
    {
      *signer = yn_signer_copy (prepared->signer);
      return yn_turn_shown_for (&(YnKeyKind) { prepared->class, prepared->issuer }, key, error)
               ? g_bytes_ref (prepared->bytes)
               : NULL;
    }
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "the paper is not the one that was reviewed");
  return NULL;
}

void
yn_desk_forget_prepared (YnDesk *desk, const char *matter)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desk->lock);

  if (desk->prepared != NULL)
    g_hash_table_remove (desk->prepared, matter);
}

/* Prints the draft where it is not printed yet. What another version of this program may have printed is printed again
 * and compared before anybody signs it (invariant 9). */
static gboolean
ensure_paper (YnDesk *desk, const YnLoan *loan, YnService *form, YnDraft *draft, GCancellable *cancellable,
              GError **error)
{
  g_auto (YnPrinted) printed = { 0 };
  gint64 revision;

  if (draft->paper != NULL)
    return yn_draft_paper_is_of_today (form, draft, error) && yn_paper_compare (draft->paper, form, cancellable, error);
  if (!yn_draft_print (desk, loan, form, draft, &printed, error)
      || !yn_looked_at_note (loan->place->looked_at, loan->enterprise->id,
                             (const char *const[]){ draft->matter, NULL }, error))
    return FALSE;
  revision = yn_drafts_put_paper (loan->store, loan->enterprise->id, draft->matter, draft->revision, printed.paper,
                                  printed.annex, NULL, yn_clock_now (desk->clock), error);
  if (revision == 0)
    return FALSE;
  draft->revision = revision;
  draft->paper = g_steal_pointer (&printed.paper);
  draft->annex = g_steal_pointer (&printed.annex);
  return TRUE;
}

YnReview *
yn_desk_review_as (YnDesk *desk, const char *matter, const YnSigner *signer, const YnKeyKind *kind,
                   GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnService) form = NULL;
  g_autoptr (GBytes) shown = NULL;
  gboolean printed;
  YnReview *review;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  draft = yn_drafts_get (loan.store, loan.enterprise->id, matter, error);
  form = draft == NULL ? NULL : yn_service_find (draft->service, error);
  printed = draft != NULL && draft->paper == NULL;
  if (form == NULL || !yn_draft_may_print (form, draft, error)
      || !ensure_paper (desk, &loan, form, draft, cancellable, error))
    return NULL;
  review = yn_review_paper (desk, &loan, form, draft, signer, kind, NULL, yn_clock_now (desk->clock), &shown,
                            cancellable, error);
  if (review == NULL)
    {
      if (printed)
        yn_desk_put_away (desk, (const char *const[]){ matter, NULL }, NULL);
      return NULL;
    }
  review->printed = printed;
  if (review->digest != NULL)
    remember_prepared (desk, matter, shown, review);
  yn_desk_emit_changed (desk);
  return review;
}

YnReview *
yn_desk_review_for (YnDesk *desk, const char *matter, const YnKeyKind *kind, GCancellable *cancellable,
                    GError **error)
{
  return yn_desk_review_as (desk, matter, NULL, kind, cancellable, error);
}

YnReview *
yn_desk_review (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error)
{
  return yn_desk_review_for (desk, matter, NULL, cancellable, error);
}

/* Hop 3 over the prepared bytes; the draft then holds the signed paper. */
static gboolean
sign_draft (YnDesk *desk, const YnLoan *loan, YnDraft *draft, const YnSigner *signer, GBytes *prepared,
            const char *digest, YnKey *key, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) paper = NULL;
  gint64 revision;

  if (!yn_turn_key_fits (signer, key, yn_clock_now (desk->clock), error))
    return FALSE;
  paper = yn_desk_finish_signature (desk, prepared, digest, key, cancellable, error);
  if (paper == NULL)
    return FALSE;
  revision = yn_drafts_put_paper (loan->store, loan->enterprise->id, draft->matter, draft->revision, paper,
                                  draft->annex, digest, yn_clock_now (desk->clock), error);
  if (revision == 0)
    return FALSE;
  draft->revision = revision;
  g_bytes_unref (draft->paper);
  draft->paper = g_steal_pointer (&paper);
  yn_desk_note_signed (desk, loan, draft->matter, draft->paper);
  return TRUE;
}

/* Hop 4. The title is the service's: nothing of a tender or its partners stands in a list, a window or a file name. */
static YnFiling *
keep (YnDesk *desk, const YnLoan *loan, YnService *form, const YnDraft *draft, GError **error)
{
  YnFiling *filing = yn_filings_keep (loan->store, loan->enterprise->id, draft->matter, draft->revision,
                                      yn_service_kind (form), yn_service_title (form, YN_LANGUAGE_ZH_CN),
                                      yn_clock_now (desk->clock), error);

  if (filing == NULL)
    return NULL;
  yn_desk_forget_prepared (desk, draft->matter);
  yn_desk_note_waiting (desk, loan, NULL);
  yn_desk_call_courier (desk);
  yn_desk_emit_changed (desk);
  return filing;
}

YnFiling *
yn_desk_sign_and_keep (YnDesk *desk, const char *matter, const char *shown_digest, YnKey *key,
                       GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnService) form = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnSigner) signer = NULL; /* who is waited for */
  g_autoptr (YnSigner) own = NULL;    /* who signs now */

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  draft = yn_drafts_get (loan.store, loan.enterprise->id, matter, error);
  form = draft == NULL ? NULL : yn_service_find (draft->service, error);
  if (form == NULL)
    return NULL;
  if (draft->paper == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "the paper was never reviewed");
      return NULL;
    }
  signer = yn_turn_signer (form, draft->paper, &cause);
  if (signer != NULL && key == NULL)
    g_set_error_literal (&cause, YN_ERROR, YN_ERROR_NOT_SIGNED, "the service asks for a signature");
  if (cause == NULL && key != NULL && (signer != NULL || shown_digest != NULL))
    {
      g_autoptr (GBytes) prepared = recall_prepared (desk, matter, shown_digest, draft->revision, key, &own, &cause);

      if (prepared != NULL && sign_draft (desk, &loan, draft, own, prepared, shown_digest, key, cancellable, &cause))
        {
          g_clear_pointer (&signer, yn_signer_free);
          signer = yn_turn_signer (form, draft->paper, &cause);
        }
    }
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  return signer == NULL ? keep (desk, &loan, form, draft, error) : NULL;
}

/* Taking back */

static gboolean
still_open (const YnLoan *loan, const char *filing, GError **error)
{
  g_autoptr (GPtrArray) events = yn_events_of (loan->store, loan->enterprise->id, filing, error);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const char *kind = ((const YnEvent *) g_ptr_array_index (events, i))->kind;

      if (!g_str_equal (kind, "supplement-asked") && !g_str_equal (kind, "due"))
        {
          g_set_error (error, YN_ERROR, YN_ERROR_TOO_LATE, "it is %s already", kind);
          return FALSE;
        }
    }
  return events != NULL;
}

static YnJson *
about_withdrawn (const char *filing)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "relation", "withdraws");
  yn_json_writer_member_string (writer, "id", filing);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static YnJson *
withdrawal_answers (const YnFiling *filing, const char *title)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "filing", filing->id);
  yn_json_writer_member_string (writer, "title", title);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

YnFiling *
yn_desk_withdraw (YnDesk *desk, const char *filing, YnKey *key, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnFiling) target = NULL;
  g_autoptr (YnService) target_form = NULL;
  g_autoptr (YnJson) about = NULL;
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnReview) review = NULL;
  YnKeyKind kind;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  target = yn_filings_get (loan.store, loan.enterprise->id, filing, error);
  target_form = target == NULL ? NULL : yn_service_find (target->service, error);
  if (target_form == NULL || !still_open (&loan, filing, error))
    return NULL;
  about = about_withdrawn (filing);
  answers = withdrawal_answers (target, yn_service_title (target_form, YN_LANGUAGE_ZH_CN));
  draft = yn_desk_begin (desk, "W01", answers, about, cancellable, error);
  if (key != NULL)
    kind = yn_key_kind (key);
  review = draft == NULL ? NULL
                         : yn_desk_review_for (desk, draft->matter, key != NULL ? &kind : NULL, cancellable, error);
  if (review != NULL)
    {
      YnFiling *kept = yn_desk_sign_and_keep (desk, draft->matter, review->digest, key, cancellable, error);

      if (kept != NULL)
        return kept;
    }
  if (draft != NULL) /* what was not signed was never meant to lie among the drafts */
    yn_desk_discard (desk, draft->matter, NULL, NULL);
  return NULL;
}

/* The window's twins */

static gpointer
review_as_work (gpointer data, GCancellable *cancellable, GError **error)
{
  YnCall *call = data;
  const YnKeyKind kind = { (YnSignatureClass) call->number, call->text[1] };

  return yn_desk_review_as (call->desk, call->text[0], call->object, call->flag ? &kind : NULL, cancellable, error);
}

YN_DEFINE_FINISH (YnReview *, yn_desk_review_as)

void
yn_desk_review_as_async (YnDesk *desk, const char *matter, const YnSigner *signer, const YnKeyKind *kind,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, matter, kind != NULL ? kind->issuer : NULL);

  call->object = signer != NULL ? yn_signer_copy (signer) : NULL;
  call->object_free = (GDestroyNotify) yn_signer_free;
  call->flag = kind != NULL;
  call->number = kind != NULL ? kind->class : 0;
  yn_call_run (call, desk->papers, review_as_work, (GDestroyNotify) yn_review_free, cancellable, callback, user_data);
}

static YnCall *
call_with_key (YnDesk *desk, const char *first, const char *second, YnKey *key)
{
  YnCall *call = yn_call_new (desk, first, second);

  call->object = key == NULL ? NULL : yn_key_ref (key);
  call->object_free = (GDestroyNotify) yn_key_unref;
  return call;
}

YN_DEFINE_WORK (sign_and_keep_work,
                yn_desk_sign_and_keep (call->desk, call->text[0], call->text[1], call->object, cancellable,
                                       error))
YN_DEFINE_FINISH (YnFiling *, yn_desk_sign_and_keep)

void
yn_desk_sign_and_keep_async (YnDesk *desk, const char *matter, const char *shown_digest, YnKey *key,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (call_with_key (desk, matter, shown_digest, key), desk->token, sign_and_keep_work,
               (GDestroyNotify) yn_filing_free, cancellable, callback, user_data);
}

YN_DEFINE_WORK (withdraw_work, yn_desk_withdraw (call->desk, call->text[0], call->object, cancellable, error))
YN_DEFINE_FINISH (YnFiling *, yn_desk_withdraw)

void
yn_desk_withdraw_async (YnDesk *desk, const char *filing, YnKey *key, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (call_with_key (desk, filing, NULL, key), desk->token, withdraw_work, (GDestroyNotify) yn_filing_free,
               cancellable, callback, user_data);
}
