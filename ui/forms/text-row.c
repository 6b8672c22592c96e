/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/text-row.h"

struct _YnTextRow
{
  YnFieldRow parent_instance;

  GtkEntry *entry;
};

G_DEFINE_FINAL_TYPE (YnTextRow, yn_text_row, YN_TYPE_FIELD_ROW)

static void
changed_cb (YnTextRow *self)
{
  yn_field_row_typed (YN_FIELD_ROW (self), gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
yn_text_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  YnTextRow *self = YN_TEXT_ROW (row);
  g_autofree char *text = yn_field_edit_text (field, value);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static GtkInputPurpose
purpose_of (const YnField *field)
{
  if (g_strcmp0 (field->format, "cn-phone") == 0)
    return GTK_INPUT_PURPOSE_PHONE;
  if (g_strcmp0 (field->format, "email") == 0)
    return GTK_INPUT_PURPOSE_EMAIL;
  if (g_strcmp0 (field->format, "uri") == 0)
    return GTK_INPUT_PURPOSE_URL;
  if (field->kind == YN_FIELD_INTEGER)
    return GTK_INPUT_PURPOSE_DIGITS;
  if (field->kind == YN_FIELD_DECIMAL || field->kind == YN_FIELD_MONEY)
    return GTK_INPUT_PURPOSE_NUMBER;
  return GTK_INPUT_PURPOSE_FREE_FORM;
}

static gboolean
is_number (const YnField *field)
{
  return field->kind == YN_FIELD_INTEGER || field->kind == YN_FIELD_DECIMAL || field->kind == YN_FIELD_MONEY;
}

static void
yn_text_row_constructed (GObject *object)
{
  YnTextRow *self = YN_TEXT_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);
  const YnField *field = yn_field_row_field (row);
  GtkWidget *control = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  G_OBJECT_CLASS (yn_text_row_parent_class)->constructed (object);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_input_purpose (self->entry, purpose_of (field));
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), !field->read_only);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  if (is_number (field))
    {
      gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 16);
      gtk_widget_set_hexpand (GTK_WIDGET (self->entry), FALSE);
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
    }
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->entry));
  if (field->unit != NULL && *field->unit != '\0')
    gtk_box_append (GTK_BOX (control), gtk_label_new (field->unit));
  yn_field_row_set_control (row, control, GTK_WIDGET (self->entry));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
}

static void
yn_text_row_class_init (YnTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_text_row_constructed;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_text_row_set_value;
  YN_FIELD_ROW_CLASS (klass)->typing = TRUE;
}

static void
yn_text_row_init (YnTextRow *self)
{
}
