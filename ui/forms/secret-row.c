/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/secret-row.h"

#include "widgets/tip.h"

struct _YnSecretRow
{
  YnFieldRow parent_instance;

  GtkEntry *entry;
  GtkToggleButton *reveal;
};

G_DEFINE_FINAL_TYPE (YnSecretRow, yn_secret_row, YN_TYPE_FIELD_ROW)

static void
changed_cb (YnSecretRow *self)
{
  yn_field_row_typed (YN_FIELD_ROW (self), gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
reveal_cb (YnSecretRow *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->reveal);

  gtk_entry_set_visibility (self->entry, shown);
  gtk_button_set_icon_name (GTK_BUTTON (self->reveal),
                            shown ? "view-conceal-symbolic" : "view-reveal-symbolic");
}

static void
yn_secret_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  GtkEditable *entry = GTK_EDITABLE (YN_SECRET_ROW (row)->entry);
  g_autofree char *text = yn_field_edit_text (field, value);

  if (g_strcmp0 (gtk_editable_get_text (entry), text) == 0)
    return;
  gtk_editable_set_text (entry, text);
  gtk_editable_set_position (entry, -1);
}

static void
yn_secret_row_constructed (GObject *object)
{
  YnSecretRow *self = YN_SECRET_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);
  const YnField *field = yn_field_row_field (row);
  GtkWidget *control = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *name = g_strdup_printf (yn_field_row_say (row, "Show: %s"), yn_field_row_label (row));

  G_OBJECT_CLASS (yn_secret_row_parent_class)->constructed (object);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_visibility (self->entry, FALSE);
  gtk_entry_set_input_purpose (self->entry, GTK_INPUT_PURPOSE_PASSWORD);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  if (field->placeholder != NULL)
    gtk_entry_set_placeholder_text (self->entry, field->placeholder);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  self->reveal = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_icon_name (GTK_BUTTON (self->reveal), "view-reveal-symbolic");
  yn_tip (GTK_WIDGET (self->reveal), yn_field_row_say (row, "Show what is typed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reveal), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (control, "linked");
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->reveal));
  yn_field_row_set_control (row, control, GTK_WIDGET (self->entry));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->reveal, "toggled", G_CALLBACK (reveal_cb), self);
}

static void
yn_secret_row_class_init (YnSecretRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_secret_row_constructed;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_secret_row_set_value;
  YN_FIELD_ROW_CLASS (klass)->typing = TRUE;
}

static void
yn_secret_row_init (YnSecretRow *self)
{
}
