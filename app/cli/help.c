/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* GOption speaks the language of GLib's own catalogue, which a small machine does not have; so the help is ours. */
#include "cli/chair.h"

#include <glib/gi18n-lib.h>

#define COLUMN 34

static void
say_options (const GOptionEntry *entries)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    {
      const char *argument = entries->arg_description;
      g_autofree char *spelled =
          g_strdup_printf ("%s--%s%s%s", entries->short_name == 'o' ? "-o, " : entries->short_name == 'h' ? "-h, " : "",
                           entries->long_name, argument == NULL ? "" : "=", argument == NULL ? "" : argument);

      yn_say_line ("  %-*s %s", COLUMN, spelled, _(entries->description));
    }
}

void
yn_say_help (const YnChair *chair, const char *usage, const GOptionEntry *own, const GOptionEntry *common)
{
  g_autofree char *line = g_strdup_printf (_("Usage: %s %s"), g_get_prgname (), usage);

  yn_say_line ("%s", g_strchomp (line));
  yn_say_line ("%s", _(chair->does));
  if (own != NULL)
    yn_say_line ("\n%s", _("Options:"));
  say_options (own);
  yn_say_line ("\n%s", _("Options of every verb:"));
  say_options (common);
}

YnExit
yn_say_wrong_use (YnChair *chair, const char *what)
{
  g_autoptr (YnExplanation) words = yn_problems_explain_code (yn_error_nick (YN_ERROR_WRONG_USE), chair->language);

  yn_say_explanation (chair, words, what);
  if (!chair->json && chair->does != NULL)
    yn_say_progress (_("`%s --help` tells more."), g_get_prgname ());
  return YN_EXIT_WRONG_USE;
}
