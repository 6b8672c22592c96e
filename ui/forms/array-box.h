/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* An array, or members with names of their own: its heading, its entries as a table, as cards or as a list
 * with the chosen one's detail beside it, and a button that adds one. Where nothing can be added it says why
 * in words.
 *
 * Signals: "add" (char *name): NULL but for members; "open" (guint): an entry of the list was chosen. */
#pragma once

#include "forms/layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_ARRAY_BOX (yn_array_box_get_type ())
G_DECLARE_FINAL_TYPE (YnArrayBox, yn_array_box, YN, ARRAY_BOX, GtkBox)

/* @called: what is added here; its own label, or that of what it stands in, and then it is not @labelled
 * again. */
GtkWidget *yn_array_box_new (const YnFormItem *item, const char *called, gboolean labelled);
GtkWidget *yn_array_box_content (YnArrayBox *self); /* the box of the entries */

/* Labels and what can be done now. @open: the entry whose detail shows. */
void yn_array_box_follow (YnArrayBox *self, const YnFormItem *item, guint open);

/* NULL: nothing is wrong with the array as a whole. */
void yn_array_box_set_problem (YnArrayBox *self, const char *words);

void yn_array_box_focus (YnArrayBox *self); /* the button that adds */

G_END_DECLS
