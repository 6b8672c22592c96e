/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/yes-no-row.h"

struct _YnYesNoRow
{
  YnFieldRow parent_instance;

  GtkToggleButton *yes;
  GtkToggleButton *no;
};

G_DEFINE_FINAL_TYPE (YnYesNoRow, yn_yes_no_row, YN_TYPE_FIELD_ROW)

static void
toggled_cb (YnYesNoRow *self, GtkToggleButton *button)
{
  g_autoptr (YnJson) value = NULL;

  if (!gtk_toggle_button_get_active (button) || yn_field_row_is_showing (YN_FIELD_ROW (self)))
    return;
  value = yn_json_new_boolean (button == self->yes);
  yn_field_row_chosen (YN_FIELD_ROW (self), value);
}

static void
yn_yes_no_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  YnYesNoRow *self = YN_YES_NO_ROW (row);
  gboolean answered = yn_json_is (value, YN_JSON_BOOLEAN);

  gtk_toggle_button_set_active (self->yes, answered && yn_json_boolean (value));
  gtk_toggle_button_set_active (self->no, answered && !yn_json_boolean (value));
}

static GtkToggleButton *
button_new (YnYesNoRow *self, const char *word)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (word);
  g_autofree char *name = g_strdup_printf (yn_field_row_say (YN_FIELD_ROW (self), "%s: %s"),
                                           yn_field_row_label (YN_FIELD_ROW (self)), word);

  gtk_widget_set_size_request (button, 84, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  return GTK_TOGGLE_BUTTON (button);
}

static void
yn_yes_no_row_constructed (GObject *object)
{
  YnYesNoRow *self = YN_YES_NO_ROW (object);
  GtkWidget *control = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  G_OBJECT_CLASS (yn_yes_no_row_parent_class)->constructed (object);
  self->yes = button_new (self, yn_field_row_say (YN_FIELD_ROW (self), "Yes"));
  self->no = button_new (self, yn_field_row_say (YN_FIELD_ROW (self), "No"));
  gtk_toggle_button_set_group (self->no, self->yes);
  gtk_widget_add_css_class (control, "linked");
  gtk_widget_set_halign (control, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->yes));
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->no));
  yn_field_row_set_control (YN_FIELD_ROW (self), control, control);
}

static void
yn_yes_no_row_class_init (YnYesNoRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_yes_no_row_constructed;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_yes_no_row_set_value;
}

static void
yn_yes_no_row_init (YnYesNoRow *self)
{
}
