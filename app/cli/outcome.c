/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/outcome.h"

#include <glib/gi18n-lib.h>

#include "forms/problem.h"

static void
say_try (YnChair *chair, const YnTimestampTry *attempt)
{
  g_autoptr (YnExplanation) words = yn_problems_explain_code (attempt->code, chair->language);

  if (!g_str_equal (attempt->code, "answered"))
    yn_say_progress (_("Timestamp authority %s: %s"), attempt->authority, words->what);
}

void
yn_say_outcome (YnChair *chair, const YnSignOutcome *outcome)
{
  for (guint i = 0; i < outcome->tries->len; i++)
    say_try (chair, g_ptr_array_index (outcome->tries, i));
  if (outcome->timestamp >= 0)
    {
      g_autofree char *when = yn_clock_civil (outcome->timestamp);

      yn_say_progress (_("Timestamp of %s, given by %s (%s)"), when, outcome->authority,
                       yn_signature_level_name (outcome->level));
    }
  if (outcome->missing != NULL)
    {
      g_autoptr (YnExplanation) words = yn_problems_explain_code (outcome->missing, chair->language);

      yn_say_progress (_("Signed as %s: %s %s"), yn_signature_level_name (outcome->level), words->what, words->means);
    }
}
