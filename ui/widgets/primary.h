/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The primary deed of what is on the screen: the one button that is drawn as suggested. Ctrl+Return does it, from
 * wherever the keys are. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Ctrl+Return anywhere inside @widget; the bell where there is no such button, it is greyed, or there are several. */
void yn_primary_add_keys (GtkWidget *widget);

G_END_DECLS
