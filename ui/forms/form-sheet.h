/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The controls of a form: laid out once, drawn in slices, and then kept up to date with the answers one
 * difference at a time. What a person does there goes to the deeds of its owner, who changes the answers and
 * calls back. */
#pragma once

#include "forms/answers.h"
#include "forms/form-drawing.h"

G_BEGIN_DECLS

#define YN_TYPE_FORM_SHEET (yn_form_sheet_get_type ())
G_DECLARE_FINAL_TYPE (YnFormSheet, yn_form_sheet, YN, FORM_SHEET, GtkBox)

/* Signals: "drawn" (YnFormPart *): it has a widget now; "stands": so has every part that shows. */

/* @deeds are static; @owner is their data. */
YnFormSheet *yn_form_sheet_new (const YnFormDeeds *deeds, gpointer owner);

/* A new form: the first screenful is drawn at once. The focus goes back to the place that had it. */
void yn_form_sheet_set (YnFormSheet *self, YnAnswers *answers, YnLanguage language);

/* The answers have changed. */
void yn_form_sheet_refresh (YnFormSheet *self);

/* Another branch of a oneOf or anyOf, before the refresh. TRUE where that changes the answers too. */
gboolean yn_form_sheet_choose (YnFormSheet *self, const char *pointer, guint branch);

const YnFormItem *yn_form_sheet_layout (YnFormSheet *self);
YnFormPart *yn_form_sheet_root (YnFormSheet *self);
GHashTable *yn_form_sheet_places (YnFormSheet *self); /* pointer -> part: for yn_form_part_find() */

/* Of a part that shows one thing at a time: that one, and what it must show now. */
void yn_form_sheet_open (YnFormSheet *self, YnFormPart *part, guint which);

/* What is known beside the answer there; @visited: the person is there. */
void yn_form_sheet_show_aside (YnFormSheet *self, YnFormPart *part, gboolean visited);

/* Shows the answer there even where a person is typing. */
void yn_form_sheet_show_value (YnFormSheet *self, YnFormPart *part);

/* Draws up to it, opens what it stands in, puts the cursor there. */
void yn_form_sheet_go_to (YnFormSheet *self, YnFormPart *part);
void yn_form_sheet_focus_first (YnFormSheet *self);

/* Widgets come and go: what the focus does now is nobody's doing. */
gboolean yn_form_sheet_is_busy (YnFormSheet *self);

/* Before the answers. */
void yn_form_sheet_leave_out_putting_off (YnFormSheet *self);

/* The same steps and tabs as in @other, which shows the same form. */
void yn_form_sheet_open_like (YnFormSheet *self, YnFormSheet *other);

G_END_DECLS
