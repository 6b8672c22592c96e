/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a person should know when a draft is opened again, above its form: what a new version of the form changed, what
 * was put off, what is to be looked at once more. Nothing to say: nothing is there. */
#pragma once

#include "forms/answers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_FILL_NOTES (yn_fill_notes_get_type ())
G_DECLARE_FINAL_TYPE (YnFillNotes, yn_fill_notes, YN, FILL_NOTES, GtkBox)

/* Signals: "go" (char *pointer): the person wants to see that field; "seen": the aside changed, save it. */

/* @answers is referenced. Again after each change; cheap where nothing changed. */
void yn_fill_notes_set (YnFillNotes *self, YnAnswers *answers, YnLanguage language);

/* “先放着 2 项，签署前要补上”, why there is nothing to sign yet; NULL: nothing was put off. New. */
char *yn_fill_notes_put_off_words (YnAnswers *answers);

/* To the first that waits there. */
void yn_fill_notes_focus (YnFillNotes *self);

G_END_DECLS
