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

/* Before the widget that has the keys hears of it: a field of several lines takes every Return for a new line. */
void
yn_primary_add_keys (GtkWidget *widget)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (shortcuts, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                                                            gtk_callback_action_new (press_cb, NULL, NULL)));
  gtk_widget_add_controller (widget, shortcuts);
}
