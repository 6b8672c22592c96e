/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The thread in which the courier and the news keep working while a window is open, and what it knows of why something
 * waits. */
#include "desk/private.h"

#include "store/delivery.h"
#include "store/filings.h"
#include "sync/news.h"

#define NEWS_EVERY (4 * G_USEC_PER_SEC)
#define NEWS_EVERY_REAL (60 * G_USEC_PER_SEC)
#define LOOK_EVERY G_USEC_PER_SEC
#define AFTER_A_NO (10 * G_USEC_PER_SEC) /* what is no weather does not pass in a second */

void
yn_desk_call_courier (YnDesk *desk)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desk->lock);

  desk->courier_called = TRUE;
  g_cond_signal (&desk->courier_wakes);
}

/* The codes that stand for a platform that did not say a word. */
static gboolean
was_silence (const char *problem)
{
  static const char *const silences[] = { "offline", "timed-out", "no-answer", "tls", NULL };

  return g_strv_contains (silences, problem);
}

/* Whether the platform answered: silence means no, any answer of its own means yes. A round in which nothing was due
 * asked nobody: then the last trouble of what waits still tells. */
static gboolean
was_an_answer (const GError *error)
{
  return error == NULL || !was_silence (yn_error_nick_of (error));
}

void
yn_desk_note_waiting (YnDesk *desk, const YnLoan *loan, const GError *error)
{
  g_autoptr (GPtrArray) waiting = yn_filings_waiting (loan->store, loan->enterprise->id, NULL);
  g_autofree char *problem = NULL;
  gint64 next_try = 0;
  gboolean online;
  gboolean same;

  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    {
      const YnFiling *filing = g_ptr_array_index (waiting, i);
      g_autoptr (YnDelivery) delivery = yn_delivery_get (loan->store, filing->id, NULL);

      if (delivery == NULL)
        continue;
      if (problem == NULL)
        problem = g_strdup (delivery->problem);
      if (next_try == 0 || delivery->next_try < next_try)
        next_try = delivery->next_try;
    }
  online = was_an_answer (error) && !(error == NULL && problem != NULL && was_silence (problem));
  if (problem == NULL && error != NULL && waiting != NULL && waiting->len > 0)
    problem = g_strdup (yn_error_nick_of (error));
  g_mutex_lock (&desk->lock);
  same = desk->online == online && desk->waiting == (waiting != NULL ? waiting->len : 0)
         && g_strcmp0 (desk->problem, problem) == 0 && desk->next_try == next_try;
  desk->online = online;
  desk->waiting = waiting != NULL ? waiting->len : 0;
  desk->next_try = next_try;
  g_free (desk->problem);
  desk->problem = g_steal_pointer (&problem);
  g_mutex_unlock (&desk->lock);
  if (!same)
    yn_desk_emit_changed (desk);
}

typedef struct
{
  gint64 next_news;
  gint64 next_try;
  gint64 data_version;
} Rhythm;

/* What other chairs wrote is seen within a second. */
static void
look_for_changes (YnDesk *desk, const YnLoan *loan, Rhythm *rhythm)
{
  gint64 version = yn_store_data_version (loan->place->origin);

  if (rhythm->data_version != 0 && version != rhythm->data_version)
    {
      rhythm->next_try = 0;
      yn_desk_emit_changed (desk);
    }
  rhythm->data_version = version;
}

static void
work_a_round (YnDesk *desk, const YnLoan *loan, Rhythm *rhythm, gboolean called)
{
  YnRound round = yn_loan_round (desk, loan);
  g_autoptr (GError) error = NULL;
  gboolean fresh = FALSE;
  gboolean record_fresh = FALSE;

  if (called)
    yn_delivery_all_now (loan->store, NULL);
  if (!yn_courier_round (&round, loan->enterprise->id, &rhythm->next_try, desk->closing_cancels, &error)
      && g_error_matches (error, YN_ERROR, YN_ERROR_ALREADY_RUNNING))
    g_clear_error (&error);
  if (error == NULL && (called || g_get_monotonic_time () >= rhythm->next_news))
    {
      if (yn_news_fetch (&round, loan->enterprise->id, &fresh, desk->closing_cancels, &error))
        yn_news_fetch_record (&round, loan->enterprise->id, &record_fresh, desk->closing_cancels, &error);
      rhythm->next_news = g_get_monotonic_time ()
                          + (loan->place->discovery->practice ? NEWS_EVERY : NEWS_EVERY_REAL);
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  yn_desk_date_undated (desk, loan, desk->closing_cancels);
  if (error != NULL && !yn_error_is_weather (error))
    {
      rhythm->next_try = yn_clock_now (desk->clock) + AFTER_A_NO;
      rhythm->next_news = g_get_monotonic_time () + AFTER_A_NO;
    }
  yn_desk_note_waiting (desk, loan, error);
  if (fresh || record_fresh)
    yn_desk_emit_changed (desk);
}

static gboolean
round_is_due (YnDesk *desk, const Rhythm *rhythm)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desk->lock);

  return g_get_monotonic_time () >= rhythm->next_news
         || (desk->waiting > 0 && yn_clock_now (desk->clock) >= rhythm->next_try);
}

static gpointer
courier_thread (gpointer data)
{
  YnDesk *desk = data;
  Rhythm rhythm = { 0 };

  for (;;)
    {
      gboolean called;
      g_auto (YnLoan) loan = { 0 };

      g_mutex_lock (&desk->lock);
      if (!desk->closing && !desk->courier_called)
        g_cond_wait_until (&desk->courier_wakes, &desk->lock, g_get_monotonic_time () + LOOK_EVERY);
      called = desk->courier_called;
      desk->courier_called = FALSE;
      if (desk->closing)
        {
          g_mutex_unlock (&desk->lock);
          return NULL;
        }
      g_mutex_unlock (&desk->lock);
      if (!yn_desk_borrow (desk, &loan, NULL))
        {
          rhythm = (Rhythm) { 0 };
          continue;
        }
      look_for_changes (desk, &loan, &rhythm);
      if (called || round_is_due (desk, &rhythm))
        work_a_round (desk, &loan, &rhythm, called);
    }
}

void
yn_desk_start_courier (YnDesk *desk)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desk->lock);

  if (desk->courier == NULL && !desk->closing)
    desk->courier = g_thread_new ("courier", courier_thread, desk);
}
