/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The steps of a filing in a row that stays visible: what the person does (fill, review, sign, submit, receipt), and
 * as large, what the authority does (acceptance, handling, result). State by word, number, shape, and then colour. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  YN_STEP_FILL,
  YN_STEP_REVIEW,
  YN_STEP_SIGN,
  YN_STEP_SUBMIT,
  YN_STEP_RECEIPT,
  YN_STEP_ACCEPTANCE,
  YN_STEP_HANDLING,
  YN_STEP_RESULT,
  YN_N_STEPS,
} YnFilingStep;

#define YN_TYPE_STEP_BAR (yn_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (YnStepBar, yn_step_bar, YN, STEP_BAR, GtkWidget)

/* Everything before @current is done; YN_N_STEPS: all of it. */
void yn_step_bar_set_current (YnStepBar *self, YnFilingStep current);

/* Whether anything is signed: a request that nobody signs has no such step, and the others are counted without it. */
void yn_step_bar_set_signed (YnStepBar *self, gboolean is_signed);

/* The road ended early: only what is before @done was done, and @current is where it stands. */
void yn_step_bar_set_ended (YnStepBar *self, YnFilingStep done, YnFilingStep current);

G_END_DECLS
