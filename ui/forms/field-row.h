/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One field of a form: its label, its control, help, and what is wrong with the answer, in words beside the control. A
 * subclass for each kind of control; the form view knows only this class.
 *
 * A row does not know the answers: it shows a value (`set_value`) and says what a person did:
 *   "typed" (char *text)  text for yn_answers_set_text()
 *   "chosen" (YnJson *)   a value for yn_answers_set(); NULL removes it
 *   "left"                the person went elsewhere: now it may be judged */
#pragma once

#include "forms/layout.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_FIELD_ROW (yn_field_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (YnFieldRow, yn_field_row, YN, FIELD_ROW, GtkWidget)

struct _YnFieldRowClass
{
  GtkWidgetClass parent_class;

  void (*set_value) (YnFieldRow *self, const YnField *field, const YnJson *value);

  gboolean typing; /* people type here: the control is left alone while they do */
};

const char *yn_field_row_pointer (YnFieldRow *self);

/* Shows @value unless the person is typing here. */
void yn_field_row_set_value (YnFieldRow *self, const YnJson *value);
void yn_field_row_set_required (YnFieldRow *self, gboolean required);

/* NULL: nothing is wrong. The control becomes INVALID and described by the words. */
void yn_field_row_set_problem (YnFieldRow *self, const char *words);

/* A line that is no problem: how the typed text was put right. NULL hides it. */
void yn_field_row_set_remark (YnFieldRow *self, const char *words);

void yn_field_row_focus (YnFieldRow *self);
gboolean yn_field_row_has_focus (YnFieldRow *self);

/* For subclasses: the control, and the widget in it that takes the focus and carries the accessible states. */
void yn_field_row_set_control (YnFieldRow *self, GtkWidget *control, GtkWidget *focus);
const char *yn_field_row_label (YnFieldRow *self);
const YnField *yn_field_row_field (YnFieldRow *self);
void yn_field_row_typed (YnFieldRow *self, const char *text);
void yn_field_row_chosen (YnFieldRow *self, const YnJson *value);
gboolean yn_field_row_is_showing (YnFieldRow *self); /* set_value is at work: what the control says is no answer */

G_END_DECLS
