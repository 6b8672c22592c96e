/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "explain.h"

#include "ask.h"

#include <gio/gio.h>

gboolean
yn_explain_nothing (const GError *error)
{
  return error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static char *
join (const char *first, const char *second, const char *between)
{
  if (*first == '\0' || *second == '\0')
    return g_strconcat (first, second, NULL);
  return g_strconcat (first, between, second, NULL);
}

char *
yn_explain_paragraph (const GError *error, YnLanguage language)
{
  g_autoptr (YnExplanation) explanation = yn_problems_explain (error, language);
  g_autofree char *start = join (explanation->what, explanation->means, language == YN_LANGUAGE_EN ? " " : "");

  return join (start, explanation->remedy, language == YN_LANGUAGE_EN ? " " : "");
}

void
yn_explain_dialog (GtkWidget *near, const GError *error, YnLanguage language)
{
  g_autoptr (YnExplanation) explanation = NULL;
  g_autofree char *body = NULL;

  if (yn_explain_nothing (error))
    return;
  explanation = yn_problems_explain (error, language);
  body = join (explanation->means, explanation->remedy, "\n\n");
  yn_ask_tell (near, explanation->what, body);
}
