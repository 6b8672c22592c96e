/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The form view's own: what form-view.c (answers, problems) and form-drawing.c (widgets) share. */
#pragma once

#include "forms/attachment-slot.h"
#include "forms/field-row.h"
#include "forms/form-view.h"

G_BEGIN_DECLS

struct _YnFormView
{
  GtkBox parent_instance;

  YnAnswers *answers;
  char *today;
  YnLanguage language;
  GPtrArray *attachments; /* of YnAttachment */

  GHashTable *rows;    /* pointer -> YnFieldRow, borrowed */
  GPtrArray *slots;    /* of YnAttachmentSlot, borrowed */
  GHashTable *touched; /* pointers that the person has left once */
  char *shape;         /* of what is drawn: another shape is drawn anew */
  GtkLabel *elsewhere; /* problems that belong to no control */
  guint n_problems;
  gboolean judged;     /* all problems are shown from now on */
  gboolean drawing;    /* widgets come and go: what they say now is nobody's doing */
};

/* Draws @layout anew; the focus stays where it was. */
void yn_form_view_draw (YnFormView *self, const YnFormItem *layout);

/* What a person does, as the widgets say it. */
void yn_form_view_typed (YnFormView *self, const char *text, YnFieldRow *row);
void yn_form_view_chosen (YnFormView *self, const YnJson *value, YnFieldRow *row);
void yn_form_view_left (YnFormView *self, YnFieldRow *row);
void yn_form_view_add_row (GtkButton *button, YnFormView *self);
void yn_form_view_remove_row (GtkButton *button, YnFormView *self);
void yn_form_view_attach (YnFormView *self, GFile *file, YnAttachmentSlot *slot);
void yn_form_view_detach (YnFormView *self, const char *id);

G_END_DECLS
