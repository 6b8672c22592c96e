/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The last page of a stepper: all answers as they read, under the headings of the steps, each step with a
 * button back to it; what has no answer yet is said, and so is what is hidden, kept and not sent. Signal: "open"
 * (guint): that step. */
#pragma once

#include "forms/answers.h"
#include "forms/layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_FORM_REVIEW (yn_form_review_get_type ())
G_DECLARE_FINAL_TYPE (YnFormReview, yn_form_review, YN, FORM_REVIEW, GtkBox)

GtkWidget *yn_form_review_new (void);
void yn_form_review_set (YnFormReview *self,
                         const YnFormItem *form,       /* the whole */
                         const YnFormItem *categories, /* whose steps are reviewed */
                         YnAnswers *answers,
                         YnLanguage language);

G_END_DECLS
