/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/primary.h"

static void
collect (GtkWidget *widget, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action"))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, found);
}

/* The focus goes to it first, as by a click: what was being typed is taken when its field is left. */
static gboolean
press_cb (GtkWidget *within, GVariant *arguments, gpointer user_data)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (within, found);
  if (found->len == 1 && gtk_widget_grab_focus (g_ptr_array_index (found, 0)))
    gtk_widget_activate (g_ptr_array_index (found, 0));
  else
    gtk_widget_error_bell (within);
  return TRUE;
}

void
yn_primary_add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, press_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, press_cb, NULL);
}
