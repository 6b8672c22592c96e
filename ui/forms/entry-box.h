/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One entry of an array, or one member with a name of its own: a line of a table or a card, with buttons to
 * move it, to name it and to take it away. A greyed button says why.
 *
 * Signals: "remove"; "move" (int by); "rename" (char *name). */
#pragma once

#include "forms/layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_ENTRY_BOX (yn_entry_box_get_type ())
G_DECLARE_FINAL_TYPE (YnEntryBox, yn_entry_box, YN, ENTRY_BOX, GtkWidget)

/* @array: an ARRAY or MEMBERS. */
GtkWidget *yn_entry_box_new (const YnFormItem *array);

/* Where the entry's fields go: a YnColumns in a table, else a GtkBox. */
GtkWidget *yn_entry_box_content (YnEntryBox *self);

/* What it is called and what can be done with it now; it is the one at @at. */
void yn_entry_box_follow (YnEntryBox *self, const YnFormItem *array, const YnFormItem *entry, guint at);

typedef enum
{
  YN_ENTRY_UP,
  YN_ENTRY_DOWN,
  YN_ENTRY_REMOVE,
  YN_N_ENTRY_BUTTONS,
} YnEntryButton;

/* After a move the hand stays on the button it pressed, or on its neighbour where that can do nothing more.
 */
void yn_entry_box_focus (YnEntryBox *self, YnEntryButton button);

G_END_DECLS
