/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Children side by side, each as wide as its weight asks, so that lines of the same weights stand in columns. Where a
 * column would become narrower than @stack_below, all stand below each other instead: one thing for a wide window and a
 * narrow one. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_COLUMNS (yn_columns_get_type ())
G_DECLARE_FINAL_TYPE (YnColumns, yn_columns, YN, COLUMNS, GtkWidget)

/* @stack_below 0: never. */
GtkWidget *yn_columns_new (int spacing, int stack_below);

/* After @sibling, or first. @weight 0: only as wide as it needs to be. */
void yn_columns_insert (YnColumns *self, GtkWidget *child, GtkWidget *sibling, guint weight);

G_END_DECLS
