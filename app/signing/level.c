/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/level.h"

static const char *const names[] = {
  [YN_LEVEL_B_B] = "B-B",
  [YN_LEVEL_B_T] = "B-T",
  [YN_LEVEL_B_LT] = "B-LT",
};

const char *
yn_signature_level_name (YnSignatureLevel level)
{
  return names[level];
}

gboolean
yn_signature_level_from_name (const char *name, YnSignatureLevel *level)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *level = i;
        return TRUE;
      }
  return FALSE;
}

YnSignOutcome *
yn_sign_outcome_new (void)
{
  YnSignOutcome *outcome = g_new0 (YnSignOutcome, 1);

  outcome->timestamp = -1;
  outcome->tries = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_timestamp_try_free);
  return outcome;
}

void
yn_sign_outcome_free (YnSignOutcome *outcome)
{
  if (outcome == NULL)
    return;
  g_free (outcome->authority);
  g_ptr_array_unref (outcome->tries);
  g_free (outcome->missing);
  g_free (outcome);
}
