/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/sitting.h"

#include "desk/looked-at.h"
#include "desk/place.h"
#include "desk/private.h"
#include "store/filings.h"

/* The name under which the settings remember whose desk it was: the id of an enterprise's row, which tells nothing. */
static char *
seat_name (const YnPlace *place)
{
  return g_strconcat ("enterprise-", place->discovery->identity, NULL);
}

static void
remember_seat (YnDesk *desk, const YnPlace *place, const YnEnterprise *enterprise)
{
  g_autofree char *name = seat_name (place);

  yn_settings_set (desk->settings, name, enterprise == NULL ? NULL : enterprise->id);
}

/* Consumes @enterprise; NULL: nobody sits here. */
static void
seat (YnDesk *desk, YnEnterprise *enterprise)
{
  g_mutex_lock (&desk->lock);
  g_clear_pointer (&desk->enterprise, yn_enterprise_free);
  desk->enterprise = enterprise;
  desk->waiting = 0;
  desk->next_try = 0;
  g_clear_pointer (&desk->problem, g_free);
  if (desk->prepared != NULL)
    g_hash_table_remove_all (desk->prepared);
  g_mutex_unlock (&desk->lock);
  yn_desk_emit_changed (desk);
}

/* Whoever sat here last, if the keyring still holds the account. */
static gboolean
sit_down_again (YnDesk *desk, YnPlace *place, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = seat_name (place);
  g_autofree char *last = yn_settings_get (desk->settings, name);
  g_autoptr (GPtrArray) enterprises = NULL;
  g_autoptr (GError) cause = NULL;

  if (last == NULL || !yn_account_signed_in (place->account, cancellable, &cause))
    {
      if (cause == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  enterprises = yn_store_enterprises (place->origin, error);
  if (enterprises == NULL)
    return FALSE;
  for (guint i = 0; i < enterprises->len; i++)
    {
      const YnEnterprise *enterprise = g_ptr_array_index (enterprises, i);

      if (strcmp (enterprise->id, last) == 0)
        seat (desk, yn_enterprise_copy (enterprise));
    }
  return TRUE;
}

static YnPlace *
place_new (YnDesk *desk, YnDiscovery *discovery, GCancellable *cancellable, GError **error)
{
  g_autofree char *stores = yn_settings_path (desk->settings, "stores");
  g_autofree char *account_lock = g_build_filename (stores, discovery->identity, "account.lock", NULL);
  g_autoptr (YnPlace) place = g_new0 (YnPlace, 1);

  g_atomic_ref_count_init (&place->references);
  g_mutex_init (&place->lock);
  place->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_store_close);
  place->discovery = discovery;
  place->origin = yn_store_open (stores, discovery->identity, desk->keyring, cancellable, error);
  if (place->origin == NULL || !yn_place_remember (desk->settings, discovery, error))
    return NULL;
  yn_looked_at_sweep (place->origin, yn_clock_now (desk->clock));
  place->looked_at = yn_looked_at_new (yn_store_folder (place->origin));
  place->trust = yn_place_trust (desk->settings, discovery->identity);
  place->timestamper = yn_stamping_timestamper (desk->settings, desk->http, desk->clock, discovery);
  place->gathering = yn_stamping_gathering (desk->http, desk->clock);
  place->account = yn_account_new (desk->http, desk->keyring, desk->clock, discovery, account_lock);
  place->platform = yn_platform_new (desk->http, discovery, place->account);
  return g_steal_pointer (&place);
}

/* The address answers, or did once. */
static YnDiscovery *
find_platform (YnDesk *desk, const char *address, gboolean *online, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnDiscovery) known = yn_place_recall (desk->settings, address);
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnDiscovery) found = yn_discover (desk->http, address, cancellable, &cause);

  *online = found != NULL;
  if (found == NULL && known != NULL && yn_error_is_weather (cause))
    return g_steal_pointer (&known);
  if (found == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (known != NULL && strcmp (known->identity, found->identity) != 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_OTHER_PLATFORM, "%s answers as %s, not as %s", address, found->identity,
                   known->identity);
      return NULL;
    }
  return g_steal_pointer (&found);
}

gboolean
yn_desk_connect (YnDesk *desk, const char *address, GCancellable *cancellable, GError **error)
{
  g_autofree char *chosen = address != NULL ? g_strdup (address) : yn_settings_platform (desk->settings);
  YnDiscovery *discovery;
  YnPlace *place;
  gboolean online;

  if (chosen == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no platform was chosen yet");
      return FALSE;
    }
  if (g_str_has_suffix (chosen, "/"))
    chosen[strlen (chosen) - 1] = '\0';
  discovery = find_platform (desk, chosen, &online, cancellable, error);
  if (discovery == NULL)
    return FALSE;
  place = place_new (desk, discovery, cancellable, error);
  if (place == NULL)
    return FALSE;
  seat (desk, NULL);
  g_mutex_lock (&desk->lock);
  g_clear_pointer (&desk->place, yn_place_unref);
  desk->place = yn_place_ref (place);
  desk->online = online;
  g_mutex_unlock (&desk->lock);
  if (!sit_down_again (desk, place, cancellable, error))
    {
      yn_place_unref (place);
      return FALSE;
    }
  yn_place_unref (place);
  yn_desk_call_courier (desk);
  yn_desk_emit_changed (desk);
  return TRUE;
}

char *
yn_desk_set_store_aside (YnDesk *desk, const char *address, GError **error)
{
  g_autoptr (YnDiscovery) known = yn_place_recall (desk->settings, address);
  g_autofree char *stores = yn_settings_path (desk->settings, "stores");

  if (known != NULL)
    return yn_store_set_aside (stores, known->identity, error);
  g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no store of %s is here", address);
  return NULL;
}

/* Samples */

void
yn_sample_free (YnSample *sample)
{
  g_free (sample->uscc);
  g_free (sample->name);
  g_free (sample->trade);
  g_free (sample->story);
  g_free (sample);
}

GPtrArray *
yn_desk_samples (YnDesk *desk, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, error);
  g_autoptr (YnJson) answer = NULL;
  YnLanguage language = yn_desk_language (desk);
  const YnJson *enterprises;
  GPtrArray *samples;

  if (place == NULL)
    return NULL;
  samples = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_sample_free);
  if (!place->discovery->practice)
    return samples;
  answer = yn_practice_enterprises (desk->http, place->discovery, cancellable, error);
  if (answer == NULL)
    {
      g_ptr_array_unref (samples);
      return NULL;
    }
  enterprises = yn_json_get (answer, "enterprises");
  for (guint i = 0; i < yn_json_size (enterprises); i++)
    {
      const YnJson *enterprise = yn_json_at (enterprises, i);
      YnSample *sample = g_new0 (YnSample, 1);

      sample->uscc = g_strdup (yn_json_get_string (enterprise, "uscc"));
      sample->name = g_strdup (yn_json_get_string (enterprise, "name"));
      sample->trade = g_strdup (yn_json_text (yn_json_get (enterprise, "trade"), language));
      sample->story = g_strdup (yn_json_text (yn_json_get (enterprise, "story"), language));
      if (sample->uscc != NULL && sample->name != NULL)
        g_ptr_array_add (samples, sample);
      else
        yn_sample_free (sample);
    }
  return samples;
}

/* Signing in and out */

YnDeviceGrant *
yn_desk_sign_in_begin (YnDesk *desk, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, error);

  return place == NULL ? NULL : yn_account_begin (place->account, cancellable, error);
}

gboolean
yn_desk_sign_in_wait (YnDesk *desk, YnDeviceGrant *grant, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, error);
  g_autoptr (YnJson) profile = NULL;
  YnStore *store;
  YnEnterprise *enterprise;

  if (place == NULL || !yn_account_wait (place->account, grant, cancellable, error))
    return FALSE;
  profile = yn_platform_me (place->platform, cancellable, error);
  if (profile == NULL)
    return FALSE;
  store = yn_place_take_store (place, error);
  if (store == NULL)
    return FALSE;
  enterprise = yn_store_enterprise (store, profile, error);
  yn_place_give_store (place, store);
  if (enterprise == NULL)
    return FALSE;
  remember_seat (desk, place, enterprise);
  seat (desk, enterprise);
  yn_desk_call_courier (desk);
  return TRUE;
}

gboolean
yn_desk_practice_approve (YnDesk *desk, const char *user_code, const char *uscc, gboolean approve,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, error);

  return place != NULL
         && yn_practice_approve (desk->http, place->discovery, user_code, uscc, approve, cancellable, error);
}

gboolean
yn_desk_sign_out (YnDesk *desk, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, error);

  if (place == NULL || !yn_account_sign_out (place->account, cancellable, error))
    return FALSE;
  remember_seat (desk, place, NULL);
  seat (desk, NULL);
  return TRUE;
}

/* The window's twins */

YN_DEFINE_WORK (connect_work,
                yn_box_boolean (yn_desk_connect (call->desk, call->text[0], cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_connect)

void
yn_desk_connect_async (YnDesk *desk, const char *address, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, address, NULL), desk->account, connect_work, NULL, cancellable, callback,
               user_data);
}

YN_DEFINE_WORK (samples_work, yn_desk_samples (call->desk, cancellable, error))
YN_DEFINE_FINISH (GPtrArray *, yn_desk_samples)

void
yn_desk_samples_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->wire, samples_work, (GDestroyNotify) g_ptr_array_unref,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (sign_in_begin_work, yn_desk_sign_in_begin (call->desk, cancellable, error))
YN_DEFINE_FINISH (YnDeviceGrant *, yn_desk_sign_in_begin)

void
yn_desk_sign_in_begin_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->wire, sign_in_begin_work, (GDestroyNotify) yn_device_grant_free,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (sign_in_wait_work,
                yn_box_boolean (yn_desk_sign_in_wait (call->desk, call->object, cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_sign_in_wait)

void
yn_desk_sign_in_wait_async (YnDesk *desk, YnDeviceGrant *grant, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, NULL, NULL);

  call->object = grant;
  yn_call_run (call, desk->account, sign_in_wait_work, NULL, cancellable, callback, user_data);
}

YN_DEFINE_WORK (practice_approve_work,
                yn_box_boolean (yn_desk_practice_approve (call->desk, call->text[0], call->text[1], call->flag,
                                                          cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_practice_approve)

void
yn_desk_practice_approve_async (YnDesk *desk, const char *user_code, const char *uscc, gboolean approve,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, user_code, uscc);

  call->flag = approve;
  yn_call_run (call, desk->wire, practice_approve_work, NULL, cancellable, callback, user_data);
}

YN_DEFINE_WORK (sign_out_work, yn_box_boolean (yn_desk_sign_out (call->desk, cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_sign_out)

void
yn_desk_sign_out_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->account, sign_out_work, NULL, cancellable, callback,
               user_data);
}
