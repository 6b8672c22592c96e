/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A visible widget that gets a tooltip asks the display server at once where the pointer is, and waits for the answer:
 * for every button of a form that is longer than drawing the button. A widget that stands nowhere yet need not ask. */
#include "widgets/tip.h"

void
yn_tip (GtkWidget *widget, const char *words)
{
  gboolean visible = gtk_widget_get_visible (widget);

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), words) == 0)
    return;
  if (gtk_widget_get_parent (widget) == NULL)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, words);
  gtk_widget_set_visible (widget, visible);
}
