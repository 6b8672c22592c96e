/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Back and on again, over the whole form: the entries have no undo of their own. */

#include "forms/form-view-parts.h"
#include "forms/form-view.h"

static gboolean
has_focus (YnFormView *self)
{
  GtkWidget *at = self->window != NULL ? gtk_root_get_focus (self->window) : NULL;

  return at != NULL && gtk_widget_get_mapped (at) && gtk_widget_is_ancestor (at, GTK_WIDGET (self));
}

/* The step may have taken away what had the focus, and the keys for the next one are heard in the form alone. */
static gboolean
step (YnFormView *self, const char *pointer, gboolean (*go) (YnAnswers *answers))
{
  g_autofree char *place = g_strdup (pointer);
  YnFormPart *part;

  if (place == NULL || !go (self->answers))
    return FALSE;
  yn_form_view_changed (self);
  part = yn_form_part_find (yn_form_sheet_places (self->sheet), place);
  if (part == NULL)
    part = g_hash_table_lookup (yn_form_sheet_places (self->sheet), "");
  if (part != NULL)
    {
      yn_form_sheet_show_value (self->sheet, part);
      yn_form_sheet_go_to (self->sheet, part);
    }
  if (!has_focus (self))
    yn_form_sheet_focus_first (self->sheet);
  if (!has_focus (self))
    gtk_widget_child_focus (GTK_WIDGET (self->sheet), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

gboolean
yn_form_view_undo (YnFormView *self)
{
  return self->answers != NULL && step (self, yn_answers_undo_pointer (self->answers), yn_answers_undo);
}

gboolean
yn_form_view_redo (YnFormView *self)
{
  return self->answers != NULL && step (self, yn_answers_redo_pointer (self->answers), yn_answers_redo);
}

static gboolean
undo_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (!yn_form_view_undo (YN_FORM_VIEW (widget)))
    gtk_widget_error_bell (widget);
  return TRUE;
}

static gboolean
redo_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (!yn_form_view_redo (YN_FORM_VIEW (widget)))
    gtk_widget_error_bell (widget);
  return TRUE;
}

void
yn_form_view_add_shortcuts (YnFormView *self)
{
  static const struct
  {
    const char *trigger;
    GtkShortcutFunc func;
  } shortcuts[] = { { "<Control>z", undo_cb }, { "<Control><Shift>z", redo_cb }, { "<Control>y", redo_cb } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                          gtk_callback_action_new (shortcuts[i].func, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
