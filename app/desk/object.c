/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The desk itself: what is made in main and ends there. Its verbs are in the other files. */
#include "desk/private.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnDesk, yn_desk, G_TYPE_OBJECT)

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
  yn_sign_outcome_free (desk->outcome);
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
