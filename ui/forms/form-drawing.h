/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Draws what forms/layout laid out: cards for groups, a row for each field, tables, and the slots for attachments. What
 * a person does there is told to the view by the deeds that it hands over. */
#pragma once

#include "forms/attachment-slot.h"
#include "forms/field-row.h"

G_BEGIN_DECLS

/* Each is called with the view as its data, as a signal handler would be. */
typedef struct
{
  void (*typed) (gpointer view, const char *text, YnFieldRow *row);
  void (*chosen) (gpointer view, const YnJson *value, YnFieldRow *row);
  void (*left) (gpointer view, YnFieldRow *row);
  void (*add_row) (GtkButton *button, gpointer view);    /* data "pointer": of the table */
  void (*remove_row) (GtkButton *button, gpointer view); /* data "pointer": of the table's row */
  void (*attach) (gpointer view, GFile *file, YnAttachmentSlot *slot);
  void (*detach) (gpointer view, const char *id);
} YnFormDeeds;

typedef struct
{
  GtkBox *view;
  YnLanguage language;
  const YnFormDeeds *deeds;
  GHashTable *rows; /* gets: pointer -> YnFieldRow, borrowed */
  GPtrArray *slots; /* gets: YnAttachmentSlot, borrowed */
} YnFormDrawing;

/* Appends to the view. @slots: the service's attachments. */
void yn_form_draw (const YnFormDrawing *drawing, const YnFormItem *layout, const YnJson *slots);

G_END_DECLS
