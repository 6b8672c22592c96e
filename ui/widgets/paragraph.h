/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Words as they run: from the left, over as many lines as they need. Never markup. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A GtkLabel, floating. @style: a CSS class, or NULL. */
GtkWidget *yn_paragraph_new (const char *words, const char *style);

/* A hash or a code that is broken over two lines gets no hyphen: nobody could tell it from one of its own. */
void yn_paragraph_as_written (GtkLabel *label);

G_END_DECLS
