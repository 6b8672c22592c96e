/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The tooltip of a widget that is being made. NULL: none. */
void yn_tip (GtkWidget *widget, const char *words);

G_END_DECLS
