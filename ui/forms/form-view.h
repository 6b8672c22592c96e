/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A service's form: draws what forms/layout lays out, keeps the answers, says what is wrong at each field. It
 * knows no desk: whoever shows it saves the answers and carries files.
 *
 * A form of two thousand fields opens as fast as one of twenty: the first screenful is drawn at once, the
 * rest in slices between the frames that follow, until all of it stands. A key changes only what it changes;
 * what it makes wrong or right is found out after the key is on the screen. */
#pragma once

#include "forms/answers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_FORM_VIEW (yn_form_view_get_type ())
G_DECLARE_FINAL_TYPE (YnFormView, yn_form_view, YN, FORM_VIEW, GtkBox)

/* Signals: "changed": an answer changed; "judged": yn_form_view_problems() is known anew; "stands": all of
 * the form is drawn; "attach" (char *slot, GFile *); "detach" (char *id); "code-typed" (char *pointer, char *text): what
 * stands in the field of a credit code now, as it was typed. */

/* @answers is referenced. @today: the civil day, for dates. */
void yn_form_view_set_answers (YnFormView *self, YnAnswers *answers, const char *today, YnLanguage language);

/* Before the answers: no slots are drawn. */
void yn_form_view_leave_out_attachments (YnFormView *self);

/* Before the answers: where nothing is kept, nothing can wait. */
void yn_form_view_leave_out_putting_off (YnFormView *self);

/* @attachments: of YnAttachment, referenced. */
void yn_form_view_set_attachments (YnFormView *self, GPtrArray *attachments);
void yn_form_view_set_slot_busy (YnFormView *self, const char *slot, gboolean busy);
void yn_form_view_set_slot_problem (YnFormView *self, const char *slot, const char *words);

/* The cursor into the first field that can be filled in (or the one whose options.focus asks for it). */
void yn_form_view_focus_first (YnFormView *self);

/* Where one was in @other, which shows the same answers: the steps and tabs that are open, what was said of answers. */
void yn_form_view_open_like (YnFormView *self, YnFormView *other);

/* How many problems there are now, shown or not; what was put off is none. */
guint yn_form_view_problems (YnFormView *self);

/* Shows every problem, lists them at the top, and goes to the first one. TRUE: there is none. */
gboolean yn_form_view_judge (YnFormView *self);

/* How many there are in that list: 0 until it was asked for. */
guint yn_form_view_listed (YnFormView *self);

/* From where one is to the next place in it (@by 1), or the one before (-1), around its ends; or to the list itself. */
void yn_form_view_go_on (YnFormView *self, int by);
void yn_form_view_go_to_list (YnFormView *self);

/* Goes to the field at @pointer, whatever it stands in. FALSE: there is none. */
gboolean yn_form_view_go_to (YnFormView *self, const char *pointer);

/* The answers were changed by others (yn_answers_…): shows what differs, and says "changed". */
void yn_form_view_refresh (YnFormView *self);

/* Shows the answer at @pointer, even where somebody is typing, and @words below it until they type on. */
void yn_form_view_say (YnFormView *self, const char *pointer, const char *words);

/* Back, or on again, by one thing that the person did; the cursor goes where it was. Also Ctrl+Z,
 * Ctrl+Shift+Z. */
gboolean yn_form_view_undo (YnFormView *self);
gboolean yn_form_view_redo (YnFormView *self);

G_END_DECLS
