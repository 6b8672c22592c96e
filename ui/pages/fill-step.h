/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Filling in (填写): the form, saved a moment after the last key, and the way on to the review. */
#pragma once

#include "desk/filling.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_FILL_STEP (yn_fill_step_get_type ())
G_DECLARE_FINAL_TYPE (YnFillStep, yn_fill_step, YN, FILL_STEP, AdwBin)

/* Signals: "review": nothing is wrong and all is saved; "stale": another chair saved this draft; "discard". */

void yn_fill_step_open (YnFillStep *self, YnDesk *desk, const YnDraft *draft, GCancellable *cancellable,
                        GError **error);

/* Goes on with what the other one was filling in, in the language that is spoken now. */
void yn_fill_step_take_over (YnFillStep *self, YnFillStep *other, GCancellable *cancellable);

gboolean yn_fill_step_is_open (YnFillStep *self);

/* Writes down what has not been written yet, without waiting. */
void yn_fill_step_save_now (YnFillStep *self);

G_END_DECLS
