/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Draws the parts of a form, one at a time, so that a large form can be drawn in slices: cards for groups, a
 * row for each field, arrays, categories. What a person does there is told to the view by the deeds that it
 * hands over. */
#pragma once

#include "forms/field-row.h"
#include "forms/form-part.h"

G_BEGIN_DECLS

/* Each is called with the view as its data, as a signal handler would be. The widget is the drawn one of a
 * part. */
typedef struct
{
  void (*typed) (gpointer view, const char *text, YnFieldRow *row);
  void (*chosen) (gpointer view, const YnJson *value, YnFieldRow *row);
  void (*put_off) (gpointer view, gboolean off, YnFieldRow *row);
  void (*looked) (gpointer view, YnFieldRow *row);
  void (*add) (gpointer view, const char *name, GtkWidget *array);
  void (*open) (gpointer view, guint which, GtkWidget *box);
  void (*remove) (gpointer view, GtkWidget *entry);
  void (*move) (gpointer view, int by, GtkWidget *entry);
  void (*rename) (gpointer view, const char *name, GtkWidget *entry);
  void (*unfold) (gpointer view, GtkWidget *group);
} YnFormDeeds;

typedef struct
{
  gpointer view;
  const YnFormDeeds *deeds;
} YnFormDrawing;

/* Makes @part's widget and puts it in its place. The part above it is drawn already; the whole form's own
 * widget and content are the view's. */
void yn_form_draw (const YnFormDrawing *drawing, YnFormPart *part);

/* Brings what is drawn up to date with the items, without a new widget. @reshaped: entries may stand
 * elsewhere now. */
void yn_form_follow_part (YnFormPart *part, guint at, gboolean reshaped);

/* Boxes of a few show while one of the few does. After the parts in @part were followed. */
void yn_form_follow_boxes (YnFormPart *part);

/* The row of a FIELD or of BRANCHES that is drawn; else NULL. */
YnFieldRow *yn_form_row (const YnFormPart *part);

/* The part that a drawn widget stands for. */
YnFormPart *yn_form_part_of (GtkWidget *widget);

/* Whether a part that is drawn can go on with an item of another layout. */
gboolean yn_form_part_fits (const YnFormPart *part, const YnFormItem *item);

G_END_DECLS
