/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Words as they run: from the left, over as many lines as they need. Never markup. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A GtkLabel, floating. @style: a CSS class, or NULL. */
GtkWidget *yn_paragraph_new (const char *words, const char *style);

G_END_DECLS
