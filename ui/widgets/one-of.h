/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A stack whose other pages are not there for a screen reader: GTK 4.8 leaves them in the accessible tree unless they
 * are invisible themselves. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void yn_one_of_show (GtkStack *stack, GtkWidget *page);
void yn_one_of_show_named (GtkStack *stack, const char *name);

G_END_DECLS
