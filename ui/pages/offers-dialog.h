/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a source offers for a form, question by question; the person ticks what to take. What would overwrite an answer
 * of the person's own is said and not ticked. */
#pragma once

#include "forms/offer.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_OFFERS_DIALOG (yn_offers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YnOffersDialog, yn_offers_dialog, YN, OFFERS_DIALOG, AdwWindow)

/* Signals: "taken": answers changed; "chosen" (guint): another of the choices: set its offers; "text" (char *):
 * something was scanned or pasted: set its offers; "drop": the chosen one is to go. */

YnOffersDialog *yn_offers_dialog_new (GtkWidget *near, YnAnswers *answers, YnLanguage language, const char *title);

/* @offers is referenced; NULL: still being fetched. @remark (may be NULL) stands below. */
void yn_offers_dialog_set_offers (YnOffersDialog *self, GPtrArray *offers, const char *remark);

/* A place to scan or paste into. */
void yn_offers_dialog_ask_text (YnOffersDialog *self);

/* Several to choose from: rows of a table, earlier filings. */
void yn_offers_dialog_set_choices (YnOffersDialog *self, const char *label, const char *const *choices);

/* Whether the chosen one may be deleted. */
void yn_offers_dialog_offer_to_drop (YnOffersDialog *self, gboolean offered);

G_END_DECLS
