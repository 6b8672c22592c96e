/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Platforms sat down at, shared by counting, and the loan of a store connection that a verb lives on. */
#include "desk/private.h"

#include "desk/looked-at.h"
#include "desk/place.h"

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
  g_clear_pointer (&place->looked_at, yn_looked_at_free);
  g_clear_pointer (&place->origin, yn_store_close);
  g_clear_pointer (&place->platform, yn_platform_free);
  g_clear_pointer (&place->account, yn_account_free);
  g_clear_pointer (&place->discovery, yn_discovery_free);
  g_clear_pointer (&place->trust, yn_trust_free);
  g_clear_pointer (&place->timestamper, yn_timestamper_free);
  g_clear_pointer (&place->gathering, yn_gathering_free);
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

YnTrust *
yn_desk_trust (YnDesk *desk)
{
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, NULL);

  return yn_place_trust_at (desk->settings, place != NULL ? place->discovery->address : NULL);
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
