/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/standing.h"

#include <glib/gi18n-lib.h>

#include "base/hash.h"
#include "desk/differing.h"
#include "desk/filing.h"
#include "desk/private.h"
#include "desk/steps.h"
#include "desk/turn.h"
#include "forms/aside.h"
#include "forms/service.h"
#include "store/delivery.h"
#include "store/events.h"
#include "store/received.h"
#include "sync/news.h"

void
yn_standing_free (YnStanding *standing)
{
  g_free (standing->matter);
  g_free (standing->id);
  g_free (standing->service);
  g_free (standing->kind);
  g_free (standing->title);
  g_free (standing->status);
  g_free (standing->explain);
  g_free (standing->apart);
  g_free (standing->code);
  g_free (standing->later_copy);
  g_clear_pointer (&standing->about, yn_json_unref);
  g_clear_pointer (&standing->steps, g_ptr_array_unref);
  g_free (standing);
}

static char *
title_of (const char *service, YnLanguage language)
{
  g_autoptr (YnService) form = yn_service_find (service, NULL);

  return g_strdup (form == NULL ? service : yn_service_title (form, language));
}

/* What a draft still misses, as far as the person said so by putting it off. */
static char *
words_on_draft (const YnDraft *draft)
{
  g_autoptr (YnAside) aside = yn_aside_new (draft->aside);
  g_auto (GStrv) put_off = yn_aside_all_put_off (aside, draft->answers);
  guint n = g_strv_length (put_off);

  if (n == 0)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("%u answer is put off; it is needed before signing",
                                    "%u answers are put off; they are needed before signing", n),
                          n);
}

/* Whose turn it is, by name. New. */
static char *
words_on_paper (YnService *form, const YnDraft *draft, YnLanguage language)
{
  g_autoptr (YnSigner) signer = form == NULL ? NULL : yn_turn_signer (form, draft->paper, NULL);
  g_autofree char *who = signer == NULL ? NULL : yn_signer_words (signer, language);

  return who == NULL ? g_strdup (_("Printed, to be submitted")) : g_strdup_printf (_("To be signed by: %s"), who);
}

static YnStanding *
standing_of_draft (const YnDraft *draft, YnLanguage language)
{
  YnStanding *standing = g_new0 (YnStanding, 1);
  g_autoptr (YnService) form = yn_service_find (draft->service, NULL);

  standing->matter = g_strdup (draft->matter);
  standing->service = g_strdup (draft->service);
  standing->kind = g_strdup (form == NULL ? "" : yn_service_kind (form));
  standing->title = title_of (draft->service, language);
  standing->stage = draft->paper == NULL ? YN_STAGE_FILLING : YN_STAGE_TO_SIGN;
  standing->status =
      draft->paper == NULL ? g_strdup (_("Draft, being filled in")) : words_on_paper (form, draft, language);
  standing->explain = words_on_draft (draft);
  standing->changed = draft->saved;
  standing->about = draft->about == NULL ? NULL : yn_json_ref (draft->about);
  return standing;
}

/* What a kind of event makes of a filing. */
static YnStage
stage_after (const char *event, const char *kind)
{
  static const struct
  {
    const char *event;
    YnStage stage;
  } table[] = {
    { "accepted", YN_STAGE_ACCEPTED },   { "published", YN_STAGE_ACCEPTED }, { "not-published", YN_STAGE_ACCEPTED },
    { "supplement-asked", YN_STAGE_SUPPLEMENT }, { "refused", YN_STAGE_REFUSED },   { "decided", YN_STAGE_DONE },
    { "issued", YN_STAGE_DONE },         { "withdrawn", YN_STAGE_WITHDRAWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].event, event) == 0)
      return table[i].stage;
  return YN_STAGE_RECEIVED;
}

static void
apply_events (YnStanding *standing, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const YnEvent *event = g_ptr_array_index (events, i);

      if (strcmp (event->kind, "due") == 0)
        continue;
      standing->stage = stage_after (event->kind, standing->kind);
      standing->changed = event->at;
      g_free (standing->status);
      standing->status = yn_event_words (event);
      g_free (standing->explain);
      standing->explain = yn_event_detail (event);
      if (yn_json_get_string (event->about, "code") != NULL)
        {
          g_free (standing->code);
          standing->code = g_strdup (yn_json_get_string (event->about, "code"));
        }
    }
}

static void
apply_received (YnStanding *standing, const YnReceived *received)
{
  standing->changed = received->at;
  if (strcmp (received->kind, "refusal") == 0)
    {
      standing->stage = YN_STAGE_REFUSED;
      standing->status = g_strdup (_("Refused at the counter"));
      standing->explain = g_strdup (_("The platform's signed refusal says why and what to do. Nothing was accepted."));
    }
  else if (strcmp (standing->kind, "withdrawal") == 0)
    {
      standing->stage = YN_STAGE_DONE;
      standing->status = g_strdup (_("Withdrawal received"));
      standing->explain = g_strdup ("");
    }
  else
    {
      standing->stage = YN_STAGE_RECEIVED;
      standing->status = g_strdup (_("Received, not yet accepted"));
      standing->explain = g_strdup (_("The platform has your filing and signed a receipt for it. Acceptance follows."));
    }
}

static void
apply_waiting (YnStanding *standing, const YnDelivery *delivery, YnLanguage language)
{
  standing->stage = YN_STAGE_WAITING;
  standing->status = g_strdup (_("Kept here, on its way to the platform"));
  standing->next_try = delivery->next_try;
  if (delivery->problem == NULL)
    standing->explain = g_strdup (_("NOT submitted yet. It is sent by itself."));
  else
    {
      g_autoptr (YnExplanation) words = yn_problems_explain_code (delivery->problem, language);

      standing->explain =
          g_strdup_printf (_("NOT submitted yet: %s It stays kept and is sent by itself."), words->what);
    }
}

static YnStanding *
standing_of_filing (const YnLoan *loan, const YnFiling *filing, YnLanguage language, gboolean with_steps,
                    GError **error)
{
  g_autoptr (YnStanding) standing = g_new0 (YnStanding, 1);
  g_autoptr (GPtrArray) events = yn_events_of (loan->store, loan->enterprise->id, filing->id, error);
  g_autoptr (YnReceived) received = NULL;
  g_autoptr (GError) cause = NULL;

  if (events == NULL)
    return NULL;
  received = yn_received_get (loan->store, loan->enterprise->id, filing->id, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  standing->matter = g_strdup (filing->matter);
  standing->id = g_strdup (filing->id);
  standing->service = g_strdup (filing->service);
  standing->kind = g_strdup (filing->kind);
  standing->title = title_of (filing->service, language);
  standing->changed = filing->kept;
  standing->about = filing->about == NULL ? NULL : yn_json_ref (filing->about);
  if (received == NULL)
    {
      g_autoptr (YnDelivery) delivery = yn_delivery_get (loan->store, filing->id, error);

      if (delivery == NULL)
        return NULL;
      apply_waiting (standing, delivery, language);
    }
  else /* what happened to it counts from its signed receipt on: nothing else ends a wait (invariant 4) */
    {
      apply_received (standing, received);
      apply_events (standing, events);
    }
  standing->can_withdraw = (standing->stage == YN_STAGE_WAITING || standing->stage == YN_STAGE_RECEIVED
                            || standing->stage == YN_STAGE_SUPPLEMENT)
                           && strcmp (filing->kind, "withdrawal") != 0;
  standing->can_supplement = standing->stage == YN_STAGE_SUPPLEMENT;
  if (with_steps)
    {
      g_autoptr (YnCopy) copy = yn_copies_newest (loan->store, loan->enterprise->id, filing->id, &cause);

      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
      standing->later_copy = copy != NULL ? g_strdup (copy->id) : NULL;
      standing->steps = yn_steps_of (filing, received, events, standing->stage);
      if (copy != NULL)
        yn_steps_add_copy (standing->steps, copy);
    }
  return g_steal_pointer (&standing);
}

static int
compare_changed (gconstpointer a, gconstpointer b)
{
  const YnStanding *left = *(YnStanding *const *) a;
  const YnStanding *right = *(YnStanding *const *) b;

  return left->changed > right->changed ? -1 : left->changed < right->changed;
}

GPtrArray *
yn_desk_standings (YnDesk *desk, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GPtrArray) standings = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_standing_free);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) filings = NULL;
  g_auto (GStrv) apart = NULL;
  YnLanguage language = yn_desk_language (desk);

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  drafts = yn_drafts_list (loan.store, loan.enterprise->id, error);
  filings = drafts == NULL ? NULL : yn_filings_list (loan.store, loan.enterprise->id, error);
  if (filings == NULL)
    return NULL;
  apart = yn_differing_lines (drafts, language);
  for (guint i = 0; i < drafts->len; i++)
    {
      YnStanding *standing = standing_of_draft (g_ptr_array_index (drafts, i), language);

      standing->apart = g_strdup (apart[i]);
      g_ptr_array_add (standings, standing);
    }
  for (guint i = 0; i < filings->len; i++)
    {
      YnStanding *standing = standing_of_filing (&loan, g_ptr_array_index (filings, i), language, FALSE,
                                                 error);

      if (standing == NULL)
        return NULL;
      g_ptr_array_add (standings, standing);
    }
  g_ptr_array_sort (standings, compare_changed);
  return g_steal_pointer (&standings);
}

YnStanding *
yn_desk_standing_of (YnDesk *desk, const char *id, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  YnLanguage language = yn_desk_language (desk);

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  if (yn_sha256_is (id))
    {
      g_autoptr (YnFiling) filing = yn_filings_get (loan.store, loan.enterprise->id, id, error);

      return filing == NULL ? NULL : standing_of_filing (&loan, filing, language, TRUE, error);
    }
  else
    {
      g_autoptr (YnDraft) draft = yn_drafts_get (loan.store, loan.enterprise->id, id, error);

      return draft == NULL ? NULL : standing_of_draft (draft, language);
    }
}

/* Papers by hash */

static GBytes *
paper_about (const YnLoan *loan, const YnFiling *filing, const char *sha256, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnReceived) received = yn_received_get (loan->store, loan->enterprise->id, filing->id, &cause);
  g_autoptr (GPtrArray) events = NULL;

  if (cause == NULL)
    events = yn_events_of (loan->store, loan->enterprise->id, filing->id, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (received != NULL)
    {
      g_autofree char *hash = yn_sha256 (received->paper);

      if (strcmp (hash, sha256) == 0)
        return g_bytes_ref (received->paper);
    }
  for (guint i = 0; i < events->len; i++)
    {
      const YnEvent *event = g_ptr_array_index (events, i);
      g_autofree char *hash = event->paper == NULL ? NULL : yn_sha256 (event->paper);

      if (g_strcmp0 (hash, sha256) == 0)
        return g_bytes_ref (event->paper);
    }
  return NULL;
}

static GBytes *
later_copy (const YnLoan *loan, const char *sha256, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GBytes *paper = yn_copies_bytes (loan->store, loan->enterprise->id, sha256, &cause);

  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (paper == NULL)
    g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no paper %s here", sha256);
  return paper;
}

GBytes *
yn_desk_paper (YnDesk *desk, const char *sha256, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GPtrArray) filings = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  filings = yn_filings_list (loan.store, loan.enterprise->id, error);
  if (filings == NULL)
    return NULL;
  for (guint i = 0; i < filings->len; i++)
    {
      const YnFiling *filing = g_ptr_array_index (filings, i);
      g_autoptr (GError) cause = NULL;
      GBytes *paper;

      if (strcmp (filing->id, sha256) == 0)
        return yn_filings_bytes (loan.store, loan.enterprise->id, sha256, error);
      if (g_strcmp0 (filing->annex, sha256) == 0)
        return yn_filings_annex (loan.store, loan.enterprise->id, filing->id, error);
      paper = paper_about (&loan, filing, sha256, &cause);
      if (paper != NULL)
        return paper;
      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
    }
  return later_copy (&loan, sha256, error);
}

/* Delivery and news */

gboolean
yn_desk_send (YnDesk *desk, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GError) cause = NULL;
  YnRound round;
  gint64 next_try;
  gboolean done;

  if (!yn_desk_borrow (desk, &loan, error) || !yn_delivery_all_now (loan.store, error))
    return FALSE;
  round = yn_loan_round (desk, &loan);
  done = yn_courier_round (&round, loan.enterprise->id, &next_try, cancellable, &cause);
  if (g_error_matches (cause, YN_ERROR, YN_ERROR_ALREADY_RUNNING)) /* it looks at the next tries by itself */
    g_clear_error (&cause);
  yn_desk_date_undated (desk, &loan, cancellable);
  yn_desk_note_waiting (desk, &loan, cause);
  yn_desk_emit_changed (desk);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return done;
}

gboolean
yn_desk_refresh (YnDesk *desk, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  YnRound round;
  gboolean fresh = FALSE;
  gboolean record_fresh = FALSE;

  if (!yn_desk_borrow (desk, &loan, error))
    return FALSE;
  round = yn_loan_round (desk, &loan);
  if (!yn_news_fetch (&round, loan.enterprise->id, &fresh, cancellable, error)
      || !yn_news_fetch_record (&round, loan.enterprise->id, &record_fresh, cancellable, error))
    return FALSE;
  if (fresh || record_fresh)
    yn_desk_emit_changed (desk);
  return fresh || record_fresh;
}

/* The window's twins */

YN_DEFINE_WORK (standings_work, yn_desk_standings (call->desk, cancellable, error))
YN_DEFINE_FINISH (GPtrArray *, yn_desk_standings)

void
yn_desk_standings_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->rows, standings_work, (GDestroyNotify) g_ptr_array_unref,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (standing_of_work, yn_desk_standing_of (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (YnStanding *, yn_desk_standing_of)

void
yn_desk_standing_of_async (YnDesk *desk, const char *id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, id, NULL), desk->rows, standing_of_work, (GDestroyNotify) yn_standing_free,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (paper_work, yn_desk_paper (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (GBytes *, yn_desk_paper)

void
yn_desk_paper_async (YnDesk *desk, const char *sha256, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, sha256, NULL), desk->papers, paper_work, (GDestroyNotify) g_bytes_unref, cancellable,
               callback, user_data);
}

YN_DEFINE_WORK (send_work, yn_box_boolean (yn_desk_send (call->desk, cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_send)

void
yn_desk_send_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->wire, send_work, NULL, cancellable, callback, user_data);
}

YN_DEFINE_WORK (refresh_work, yn_box_boolean (yn_desk_refresh (call->desk, cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_refresh)

void
yn_desk_refresh_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->wire, refresh_work, NULL, cancellable, callback,
               user_data);
}
