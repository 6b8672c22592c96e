/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/outcome.h"

#include <glib/gi18n-lib.h>

#include "base/http-url.h"
#include "desk/timestamp-authorities.h"
#include "forms/problem.h"

gboolean
yn_timestamps_are_named (YnChair *chair, char **urls)
{
  for (; urls != NULL && *urls != NULL; urls++)
    {
      g_autoptr (GUri) uri = yn_http_url_parse (*urls);
      g_autofree char *what = NULL;

      if (uri != NULL)
        continue;
      what = g_strdup_printf (_("--timestamp takes an address that begins with http:// or https://, not “%s”."), *urls);
      yn_say_wrong_use (chair, what);
      return FALSE;
    }
  return TRUE;
}

static void
say_try (const YnTimestampTry *attempt)
{
  if (!g_str_equal (attempt->code, "answered"))
    yn_say_progress (_("Timestamp authority %s: %s"), attempt->authority, yn_timestamp_try_words (attempt->code));
}

void
yn_say_tries (const YnSignOutcome *outcome)
{
  for (guint i = 0; i < outcome->tries->len; i++)
    say_try (g_ptr_array_index (outcome->tries, i));
}

static void
say_timestamp (const YnSignOutcome *outcome)
{
  g_autofree char *when = outcome->timestamp >= 0 ? yn_clock_civil (outcome->timestamp) : NULL;

  yn_say_tries (outcome);
  if (when != NULL)
    yn_say_progress (_("Timestamp of %s, given by %s (%s)"), when, outcome->authority,
                     yn_signature_level_name (outcome->level));
}

void
yn_say_outcome (YnChair *chair, const YnSignOutcome *outcome)
{
  say_timestamp (outcome);
  if (outcome->missing != NULL)
    {
      g_autoptr (YnExplanation) words = yn_problems_explain_code (outcome->missing, chair->language);

      yn_say_progress (_("Signed as %s: %s %s"), yn_signature_level_name (outcome->level), words->what, words->means);
    }
}

void
yn_say_dated (YnChair *chair, const YnSignOutcome *outcome)
{
  say_timestamp (outcome);
  if (outcome->missing != NULL)
    {
      g_autoptr (YnExplanation) words = yn_problems_explain_code (outcome->missing, chair->language);

      yn_say_progress (_("The timestamp was added. %s"), words->what);
    }
}
