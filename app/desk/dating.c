/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/dating.h"

#include "desk/private.h"
#include "signing/dating.h"
#include "store/filings.h"

#define MOST_A_ROUND 64 /* looked at in one go: the courier has other things to do */

/* What a timestamp is put upon: the newest copy, which begins with the kept bytes, or those. */
static GBytes *
newest_bytes (const YnLoan *loan, const char *filing, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnCopy) copy = yn_copies_newest (loan->store, loan->enterprise->id, filing, &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  return copy != NULL ? yn_copies_bytes (loan->store, loan->enterprise->id, copy->id, error)
                      : yn_filings_bytes (loan->store, loan->enterprise->id, filing, error);
}

static YnCopy *
date (YnDesk *desk, const YnLoan *loan, const char *filing, GBytes *paper, YnSignOutcome **outcome,
      GCancellable *cancellable, GError **error)
{
  gint64 now = yn_clock_now (desk->clock);
  g_autoptr (GBytes) dated = yn_date_file (paper, loan->place->timestamper, now, outcome, cancellable, error);

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

  if (!yn_desk_borrow (desk, &loan, error) || (paper = newest_bytes (&loan, filing, error)) == NULL)
    return NULL;
  copy = date (desk, &loan, filing, paper, outcome, cancellable, error);
  if (copy != NULL)
    yn_desk_emit_changed (desk);
  return copy;
}

/* The courier's share. */

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
