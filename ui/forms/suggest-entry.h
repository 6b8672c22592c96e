/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* An entry that offers what fits the text so far in a list below it. The keyboard stays in the entry: Down
 * and Up go through the list, Return takes what is marked, Escape closes it; a click takes too. Of a hundred
 * thousand choices only the first fitting ones become rows, and how many more there are is said. */
#pragma once

#include "forms/field.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_SUGGEST_ENTRY (yn_suggest_entry_get_type ())
G_DECLARE_FINAL_TYPE (YnSuggestEntry, yn_suggest_entry, YN, SUGGEST_ENTRY, GtkWidget)

/* Signals: "typed" (char *text); "picked" (const YnFieldChoice *). @field is referenced. */
GtkWidget *yn_suggest_entry_new (YnField *field, YnLanguage language);

GtkEntry *yn_suggest_entry_entry (YnSuggestEntry *self);

/* Shows @text without a word or a list. */
void yn_suggest_entry_set_text (YnSuggestEntry *self, const char *text);

G_END_DECLS
