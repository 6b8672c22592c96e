/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A greyed control says why in words. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @why NULL: it can be pressed, and @does (may be NULL) is its tooltip. Else it is greyed, and its tooltip and its
 * accessible description are @why. */
void yn_why_not (GtkWidget *control, const char *why, const char *does);

G_END_DECLS
