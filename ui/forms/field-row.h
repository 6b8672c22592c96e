/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One field of a form: its label, its control, help, and what is wrong with the answer, in words beside the
 * control. A subclass for each kind of control; the form view knows only this class.
 *
 * A row is a label and a stock control; marks, help, words and the rest are made when there is something to
 * say, for a form may have two thousand of them. It does not know the answers: it shows a value (`set_value`)
 * and says what a person did: "typed" (char *text)  text for yn_answers_set_text() "chosen" (YnJson *)   a
 * value for yn_answers_set(); NULL removes it "put-off" (gboolean)  not now; or now after all "looked" the
 * answer that wanted a second look is still right */
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
  void (*set_editable) (YnFieldRow *self, gboolean editable); /* NULL: the control becomes insensitive */

  gboolean typing; /* people type here: the control is left alone while they do */
};

/* @item is borrowed until the next yn_field_row_set_item(): whoever lays the form out again hands out the new
 * items before the old ones go. */
const YnFormItem *yn_field_row_item (YnFieldRow *self);
void yn_field_row_set_item (YnFieldRow *self, const YnFormItem *item);

/* Shows what the item says now: required, enabled, and why not. */
void yn_field_row_follow (YnFieldRow *self);

/* Shows @value; where a person is typing only if @insist. */
void yn_field_row_set_value (YnFieldRow *self, const YnJson *value, gboolean insist);

/* NULL: nothing is wrong. The control becomes INVALID and described by the words. */
void yn_field_row_set_problem (YnFieldRow *self, const char *words);

/* A line that is no problem: how the typed text was put right. NULL hides it. */
void yn_field_row_set_remark (YnFieldRow *self, const char *words);

/* Where the value came from; NULL: the person typed it. */
void yn_field_row_set_origin (YnFieldRow *self, const char *words);

/* Why the answer wants a second look, with a button that says it is still right; NULL: it wants none. */
void yn_field_row_set_look (YnFieldRow *self, const char *words);

/* A required answer that one does not have at hand can wait. */
typedef enum
{
  YN_PUT_OFF_NO,  /* not offered */
  YN_PUT_OFF_CAN,
  YN_PUT_OFF_IS,
} YnPutOff;

void yn_field_row_set_put_off (YnFieldRow *self, YnPutOff state);

/* Labels that stand in one line are of one height, so that their controls are in one line too. */
void yn_field_row_align_head (YnFieldRow *self, GtkSizeGroup *heads);

/* In a table the column's heading stands for the label, and for the help where the heading has it (@helped); @name is
 * for who cannot see it. */
void yn_field_row_set_bare (YnFieldRow *self, const char *name, gboolean helped);

void yn_field_row_focus (YnFieldRow *self);
gboolean yn_field_row_has_focus (YnFieldRow *self);

/* For subclasses: the control, and the widget in it that takes the focus and carries the accessible states.
 */
void yn_field_row_set_control (YnFieldRow *self, GtkWidget *control, GtkWidget *focus);
const char *yn_field_row_say (YnFieldRow *self, const char *text) /* the words for it in the form's language, */
    G_GNUC_FORMAT (2);                                            /* whatever the window speaks */
const char *yn_field_row_label (YnFieldRow *self);
const YnField *yn_field_row_field (YnFieldRow *self);
void yn_field_row_typed (YnFieldRow *self, const char *text);
void yn_field_row_chosen (YnFieldRow *self, const YnJson *value);
gboolean
yn_field_row_is_showing (YnFieldRow *self); /* set_value is at work: what the control says is no answer */

G_END_DECLS
