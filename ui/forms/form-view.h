/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A service's form: draws what forms/layout lays out, keeps the answers, says what is wrong at each field. It knows no
 * desk: whoever shows it saves the answers and carries files. */
#pragma once

#include "forms/answers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_FORM_VIEW (yn_form_view_get_type ())
G_DECLARE_FINAL_TYPE (YnFormView, yn_form_view, YN, FORM_VIEW, GtkBox)

/* Signals: "changed": an answer changed; "attach" (char *slot, GFile *); "detach" (char *id). */

/* @answers is referenced. @today: the civil day, for dates. */
void yn_form_view_set_answers (YnFormView *self, YnAnswers *answers, const char *today, YnLanguage language);

/* Before the answers: no slots are drawn. */
void yn_form_view_leave_out_attachments (YnFormView *self);

/* @attachments: of YnAttachment, referenced. */
void yn_form_view_set_attachments (YnFormView *self, GPtrArray *attachments);
void yn_form_view_set_slot_busy (YnFormView *self, const char *slot, gboolean busy);
void yn_form_view_set_slot_problem (YnFormView *self, const char *slot, const char *words);

/* How many problems there are now, shown or not. */
guint yn_form_view_problems (YnFormView *self);

/* Shows every problem and goes to the first one. TRUE: there is none. */
gboolean yn_form_view_judge (YnFormView *self);

gboolean yn_form_view_undo (YnFormView *self);
gboolean yn_form_view_redo (YnFormView *self);

G_END_DECLS
