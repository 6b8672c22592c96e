/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A signature finished at this desk: at which level, by whose timestamp. */

#include "desk/filing.h"
#include "desk/private.h"
#include "signing/sign.h"

static void
note_outcome (YnDesk *desk, YnSignOutcome *outcome)
{
  YnSignOutcome *before;

  g_mutex_lock (&desk->lock);
  before = desk->outcome;
  desk->outcome = outcome;
  g_mutex_unlock (&desk->lock);
  yn_sign_outcome_free (before);
}

YnSignOutcome *
yn_desk_take_outcome (YnDesk *desk)
{
  YnSignOutcome *outcome;

  g_mutex_lock (&desk->lock);
  outcome = g_steal_pointer (&desk->outcome);
  g_mutex_unlock (&desk->lock);
  return outcome;
}

/* Where nobody is there to be asked nothing is missed. */
GBytes *
yn_place_finish_signature (YnPlace *place, GBytes *prepared, const char *shown_digest, YnKey *key,
                           GCancellable *cancellable, YnSignOutcome **outcome, GError **error)
{
  gboolean asks = place != NULL && yn_timestamper_size (place->timestamper) > 0;
  YnSignFinish how = { .level = YN_LEVEL_B_LT, .cancellable = cancellable };

  if (asks)
    {
      how.timestamper = place->timestamper;
      how.gathering = place->gathering;
      how.trust = place->trust;
    }
  return yn_sign_finish (prepared, shown_digest, key, asks ? &how : NULL, outcome, error);
}

void
yn_desk_remember_authorities (YnDesk *desk, const YnPlace *place)
{
  if (place != NULL && yn_timestamper_size (place->timestamper) > 0)
    yn_stamping_remember (desk->settings, place->timestamper);
}

GBytes *
yn_desk_finish_signature (YnDesk *desk, GBytes *prepared, const char *shown_digest, YnKey *key,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, NULL);
  g_autoptr (YnSignOutcome) outcome = NULL;
  GBytes *paper = yn_place_finish_signature (place, prepared, shown_digest, key, cancellable, &outcome, error);

  yn_desk_remember_authorities (desk, place);
  if (paper != NULL)
    note_outcome (desk, g_steal_pointer (&outcome));
  return paper;
}
