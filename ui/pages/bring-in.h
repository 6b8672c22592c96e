/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A menu of what can be brought into a form that is being filled in: a licence's code, a table, an earlier filing or a
 * template; and out of it, as a template. It also sees to it that a credit code that was typed fills what it implies.
 */
#pragma once

#include "desk/filling.h"
#include "forms/form-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_BRING_IN (yn_bring_in_get_type ())
G_DECLARE_FINAL_TYPE (YnBringIn, yn_bring_in, YN, BRING_IN, AdwBin)

/* Signals: "brought": answers changed, show them; "keep" (char *name): keep the answers as a template. */

void yn_bring_in_open (YnBringIn *self, YnDesk *desk, YnAnswers *answers);

/* Who sits down as nobody has no earlier filings, and nothing is kept for them. */
void yn_bring_in_as_guest (YnBringIn *self);

/* Once, for @form, which lives as long: a whole licence's text in the field of a code (a scanner types it) is read, and
 * that is said there. */
void yn_bring_in_watch (YnBringIn *self, YnFormView *form);

/* The person changed an answer: a credit code among them fills what follows from it. */
void yn_bring_in_follow (YnBringIn *self);

G_END_DECLS
