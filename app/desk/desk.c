/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/desk.h"

#include "desk/private.h"
#include "store/delivery.h"
#include "store/filings.h"
#include "sync/news.h"

#define NEWS_EVERY (4 * G_USEC_PER_SEC)
#define NEWS_EVERY_REAL (60 * G_USEC_PER_SEC)
#define LOOK_EVERY G_USEC_PER_SEC

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnDesk, yn_desk, G_TYPE_OBJECT)

/* Places and loans */

YnPlace *
yn_place_ref (YnPlace *place)
{
  g_atomic_ref_count_inc (&place->references);
  return place;
}

void
yn_place_unref (YnPlace *place)
{
  if (!g_atomic_ref_count_dec (&place->references))
    return;
  g_clear_pointer (&place->idle, g_ptr_array_unref);
  g_clear_pointer (&place->origin, yn_store_close);
  g_clear_pointer (&place->platform, yn_platform_free);
  g_clear_pointer (&place->account, yn_account_free);
  g_clear_pointer (&place->discovery, yn_discovery_free);
  g_clear_pointer (&place->trust, yn_trust_free);
  g_mutex_clear (&place->lock);
  g_free (place);
}

YnStore *
yn_place_take_store (YnPlace *place, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&place->lock);

  if (place->idle->len > 0)
    return g_ptr_array_steal_index_fast (place->idle, place->idle->len - 1);
  return yn_store_open_again (place->origin, error);
}

void
yn_place_give_store (YnPlace *place, YnStore *store)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&place->lock);

  g_ptr_array_add (place->idle, store);
}

YnPlace *
yn_desk_dup_place (YnDesk *desk, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desk->lock);

  if (desk->place == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN, "no platform is connected");
      return NULL;
    }
  return yn_place_ref (desk->place);
}

gboolean
yn_desk_borrow (YnDesk *desk, YnLoan *loan, GError **error)
{
  loan->place = yn_desk_dup_place (desk, error);
  if (loan->place == NULL)
    return FALSE;
  g_mutex_lock (&desk->lock);
  if (desk->enterprise != NULL)
    loan->enterprise = yn_enterprise_copy (desk->enterprise);
  g_mutex_unlock (&desk->lock);
  if (loan->enterprise == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN, "nobody is signed in");
      return FALSE;
    }
  loan->store = yn_place_take_store (loan->place, error);
  return loan->store != NULL;
}

void
yn_loan_clear (YnLoan *loan)
{
  if (loan->store != NULL)
    yn_place_give_store (loan->place, g_steal_pointer (&loan->store));
  g_clear_pointer (&loan->enterprise, yn_enterprise_free);
  g_clear_pointer (&loan->place, yn_place_unref);
}

YnRound
yn_loan_round (YnDesk *desk, const YnLoan *loan)
{
  return (YnRound) {
    .store = loan->store,
    .platform = loan->place->platform,
    .trust = loan->place->trust,
    .clock = desk->clock,
  };
}

/* Saying that something changed */

static gboolean
emit_changed_in_context (gpointer data)
{
  YnDesk *desk = data;

  g_atomic_int_set (&desk->changed_queued, 0);
  g_signal_emit (desk, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

void
yn_desk_emit_changed (YnDesk *desk)
{
  g_autoptr (GSource) source = NULL;

  if (!g_atomic_int_compare_and_exchange (&desk->changed_queued, 0, 1))
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_changed_in_context, g_object_ref (desk), g_object_unref);
  g_source_attach (source, desk->context);
}

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

/* The courier's thread */

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

/* Status, language */

YnDeskStatus *
yn_desk_status (YnDesk *desk)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desk->lock);
  YnDeskStatus *status = g_new0 (YnDeskStatus, 1);

  if (desk->place != NULL)
    {
      status->connected = TRUE;
      status->practice = desk->place->discovery->practice;
      status->platform_name = g_strdup (desk->place->discovery->name);
      status->address = g_strdup (desk->place->discovery->address);
    }
  if (desk->enterprise != NULL)
    {
      status->signed_in = TRUE;
      status->enterprise_name = g_strdup (desk->enterprise->name);
      status->uscc = g_strdup (desk->enterprise->uscc);
    }
  status->online = desk->online;
  status->waiting = desk->waiting;
  status->problem = g_strdup (desk->problem);
  status->next_try = desk->next_try;
  return status;
}

void
yn_desk_status_free (YnDeskStatus *status)
{
  g_free (status->platform_name);
  g_free (status->address);
  g_free (status->enterprise_name);
  g_free (status->uscc);
  g_free (status->problem);
  g_free (status);
}

YnSettings *
yn_desk_settings (YnDesk *desk)
{
  return desk->settings;
}

YnClock *
yn_desk_clock (YnDesk *desk)
{
  return desk->clock;
}

YnLanguage
yn_desk_language (YnDesk *desk)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desk->lock);

  return desk->language;
}

void
yn_desk_set_language (YnDesk *desk, YnLanguage language)
{
  g_mutex_lock (&desk->lock);
  desk->language = language;
  g_mutex_unlock (&desk->lock);
  yn_desk_emit_changed (desk);
}

/* GObject */

YnDesk *
yn_desk_new (YnSettings *settings, YnKeyring *keyring, YnClock *clock)
{
  YnDesk *desk = g_object_new (YN_TYPE_DESK, NULL);

  desk->settings = settings;
  desk->keyring = keyring;
  desk->clock = yn_clock_ref (clock);
  desk->language = yn_settings_language (settings);
  return desk;
}

void
yn_desk_close (YnDesk *desk)
{
  GThread *courier;

  g_mutex_lock (&desk->lock);
  desk->closing = TRUE;
  courier = g_steal_pointer (&desk->courier);
  g_cond_signal (&desk->courier_wakes);
  g_mutex_unlock (&desk->lock);
  g_cancellable_cancel (desk->closing_cancels);
  if (courier != NULL)
    g_thread_join (courier);
  g_clear_pointer (&desk->wire, yn_worker_free);
  g_clear_pointer (&desk->account, yn_worker_free);
  g_clear_pointer (&desk->token, yn_worker_free);
  g_clear_pointer (&desk->papers, yn_worker_free);
  g_clear_pointer (&desk->rows, yn_worker_free);
  g_clear_pointer (&desk->place, yn_place_unref);
  g_clear_pointer (&desk->enterprise, yn_enterprise_free);
  g_clear_pointer (&desk->http, yn_http_free);
}

static void
yn_desk_finalize (GObject *object)
{
  YnDesk *desk = YN_DESK (object);

  yn_desk_close (desk);
  g_clear_pointer (&desk->prepared, g_hash_table_unref);
  g_clear_pointer (&desk->settings, yn_settings_free);
  g_clear_pointer (&desk->keyring, yn_keyring_free);
  g_clear_pointer (&desk->clock, yn_clock_unref);
  g_clear_pointer (&desk->context, g_main_context_unref);
  g_clear_pointer (&desk->problem, g_free);
  g_clear_object (&desk->closing_cancels);
  g_cond_clear (&desk->courier_wakes);
  g_mutex_clear (&desk->lock);
  G_OBJECT_CLASS (yn_desk_parent_class)->finalize (object);
}

static void
yn_desk_class_init (YnDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = yn_desk_finalize;

  signals[CHANGED] = g_signal_new ("changed", YN_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yn_desk_init (YnDesk *desk)
{
  g_mutex_init (&desk->lock);
  g_cond_init (&desk->courier_wakes);
  desk->context = g_main_context_ref_thread_default ();
  desk->closing_cancels = g_cancellable_new ();
  desk->http = yn_http_new ();
  desk->rows = yn_worker_new ("rows");
  desk->papers = yn_worker_new ("papers");
  desk->account = yn_worker_new ("account");
  desk->token = yn_worker_new ("token");
  desk->wire = yn_worker_new ("wire");
}
