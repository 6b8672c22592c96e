/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Every error that a person sees is made here: what happened, what it means for the filing, what to do. The words are
 * those of data/problems.json (forms/problem.h). */
#pragma once

#include "forms/problem.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* TRUE where there is nothing to say: no error, or the person (or a closing page) cancelled. */
gboolean yn_explain_nothing (const GError *error);

/* What happened, and what to do, in one paragraph. New. */
char *yn_explain_paragraph (const GError *error, YnLanguage language);

/* A calm dialog over the window of @near. */
void yn_explain_dialog (GtkWidget *near, const GError *error, YnLanguage language);

G_END_DECLS
