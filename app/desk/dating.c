/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/dating.h"

#include "desk/private.h"
#include "signing/dating.h"
#include "store/filings.h"

#define MOST_A_ROUND 64 /* looked at in one go: the courier has other things to do */

/* What a timestamp is put upon: the newest copy (@newest gets it), which begins with the kept bytes, or those. */
static GBytes *
newest_bytes (const YnLoan *loan, const char *filing, YnCopy **newest, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnCopy) copy = yn_copies_newest (loan->store, loan->enterprise->id, filing, &cause);
  GBytes *bytes;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  bytes = copy != NULL ? yn_copies_bytes (loan->store, loan->enterprise->id, copy->id, error)
                       : yn_filings_bytes (loan->store, loan->enterprise->id, filing, error);
  if (newest != NULL)
    *newest = g_steal_pointer (&copy);
  return bytes;
}

static YnCopy *
date (YnDesk *desk, const YnLoan *loan, const char *filing, GBytes *paper, YnSignOutcome **outcome,
      GCancellable *cancellable, GError **error)
{
  gint64 now = yn_clock_now (desk->clock);
  const YnSignFinish how = {
    .level = YN_LEVEL_B_LT,
    .timestamper = loan->place->timestamper,
    .gathering = loan->place->gathering,
    .trust = loan->place->trust,
    .cancellable = cancellable,
  };
  g_autoptr (GBytes) dated = yn_date_file (paper, &how, now, outcome, error);

  yn_stamping_remember (desk->settings, loan->place->timestamper);
  return dated != NULL ? yn_copies_keep (loan->store, loan->enterprise->id, filing, dated, now, error) : NULL;
}

YnCopy *
yn_desk_date (YnDesk *desk, const char *filing, YnSignOutcome **outcome, GCancellable *cancellable,
              GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GBytes) paper = NULL;
  YnCopy *copy;

  if (!yn_desk_borrow (desk, &loan, error) || (paper = newest_bytes (&loan, filing, NULL, error)) == NULL)
    return NULL;
  yn_timestamper_wake (loan.place->timestamper);
  copy = date (desk, &loan, filing, paper, outcome, cancellable, error);
  if (copy != NULL)
    yn_desk_emit_changed (desk);
  return copy;
}

/* --- how it stands -------------------------------------------------------------------------------------- */

void
yn_dated_free (YnDated *dated)
{
  if (dated == NULL)
    return;
  g_clear_pointer (&dated->signatures, g_ptr_array_unref);
  g_clear_pointer (&dated->copy, yn_copy_free);
  g_free (dated);
}

static gboolean
any_undated (GPtrArray *signatures)
{
  for (guint i = 0; i < signatures->len; i++)
    {
      const YnSignature *signature = g_ptr_array_index (signatures, i);

      if (!signature->is_timestamp && signature->timestamp < 0)
        return TRUE;
    }
  return FALSE;
}

YnDated *
yn_desk_dated (YnDesk *desk, const char *filing, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDated) dated = g_new0 (YnDated, 1);
  g_autoptr (GBytes) paper = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  paper = newest_bytes (&loan, filing, &dated->copy, error);
  if (paper == NULL)
    return NULL;
  dated->signatures = yn_signatures_of (paper, loan.place->trust, yn_clock_now (desk->clock));
  dated->awaits = dated->copy == NULL && any_undated (dated->signatures)
                  && yn_timestamper_size (loan.place->timestamper) > 0
                  && !yn_copies_settled (loan.store, loan.enterprise->id, filing);
  return g_steal_pointer (&dated);
}

/* --- the courier's share -------------------------------------------------------------------------------- */

static gboolean
wants_a_timestamp (YnDesk *desk, const YnLoan *loan, GBytes *paper)
{
  g_autoptr (YnVerification) verification = yn_verify (paper, loan->place->trust, yn_clock_now (desk->clock));

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (!verdict->is_timestamp && verdict->timestamp < 0)
        return TRUE;
    }
  return FALSE;
}

/* FALSE: the round is over, and what comes behind would fare no better. */
static gboolean
date_one (YnDesk *desk, const YnLoan *loan, const char *filing, gboolean *dated, GCancellable *cancellable)
{
  const char *enterprise = loan->enterprise->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) paper = yn_filings_bytes (loan->store, enterprise, filing, &error);
  g_autoptr (YnCopy) copy = NULL;

  if (paper != NULL && !wants_a_timestamp (desk, loan, paper))
    return yn_copies_settle (loan->store, enterprise, filing, NULL);
  if (paper != NULL)
    copy = date (desk, loan, filing, paper, NULL, cancellable, &error);
  if (copy != NULL)
    return *dated = TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  return yn_copies_put_off (loan->store, enterprise, filing, yn_clock_now (desk->clock), NULL)
         && !g_error_matches (error, YN_ERROR, YN_ERROR_TIMESTAMP_UNREACHABLE);
}

void
yn_desk_date_undated (YnDesk *desk, const YnLoan *loan, GCancellable *cancellable)
{
  g_autoptr (YnLock) lock = NULL;
  g_autoptr (GPtrArray) wanting = NULL;
  gboolean dated = FALSE;

  if (yn_timestamper_size (loan->place->timestamper) == 0)
    return;
  lock = yn_store_lock (loan->store, "dating", FALSE, cancellable, NULL); /* one copy each, whoever is at work */
  if (lock != NULL)
    wanting = yn_copies_wanting (loan->store, loan->enterprise->id, yn_clock_now (desk->clock), MOST_A_ROUND,
                                 NULL);
  for (guint i = 0; wanting != NULL && i < wanting->len; i++)
    if (!date_one (desk, loan, g_ptr_array_index (wanting, i), &dated, cancellable))
      break;
  if (dated)
    yn_desk_emit_changed (desk);
}

/* --- the window's twins --------------------------------------------------------------------------------- */

typedef struct
{
  YnCopy *copy; /* NULL: @error says why */
  YnSignOutcome *outcome;
  GError *error;
} Dating;

static void
dating_free (gpointer data)
{
  Dating *dating = data;

  g_clear_pointer (&dating->copy, yn_copy_free);
  g_clear_pointer (&dating->outcome, yn_sign_outcome_free);
  g_clear_error (&dating->error);
  g_free (dating);
}

/* Who was asked is told in failure too: so the answer is one in either case. */
static gpointer
date_work (gpointer data, GCancellable *cancellable, GError **error)
{
  YnCall *call = data;
  Dating *dating = g_new0 (Dating, 1);

  dating->copy = yn_desk_date (call->desk, call->text[0], &dating->outcome, cancellable, &dating->error);
  return dating;
}

void
yn_desk_date_async (YnDesk *desk, const char *filing, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  yn_call_run (yn_call_new (desk, filing, NULL), desk->wire, date_work, dating_free, cancellable, callback,
               user_data);
}

YnCopy *
yn_desk_date_finish (YnDesk *desk, GAsyncResult *result, YnSignOutcome **outcome, GError **error)
{
  Dating *dating = yn_work_finish (result, error);
  YnCopy *copy;

  if (dating == NULL)
    return NULL;
  copy = g_steal_pointer (&dating->copy);
  if (outcome != NULL)
    *outcome = g_steal_pointer (&dating->outcome);
  if (dating->error != NULL)
    g_propagate_error (error, g_steal_pointer (&dating->error));
  dating_free (dating);
  return copy;
}

YN_DEFINE_WORK (dated_work, yn_desk_dated (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (YnDated *, yn_desk_dated)

void
yn_desk_dated_async (YnDesk *desk, const char *filing, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  yn_call_run (yn_call_new (desk, filing, NULL), desk->papers, dated_work, (GDestroyNotify)yn_dated_free,
               cancellable, callback, user_data);
}
