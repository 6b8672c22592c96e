/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/radio-row.h"

struct _YnRadioRow
{
  YnFieldRow parent_instance;

  GPtrArray *buttons; /* of GtkCheckButton, borrowed; in the order of the field's choices */
};

G_DEFINE_FINAL_TYPE (YnRadioRow, yn_radio_row, YN_TYPE_FIELD_ROW)

static void
toggled_cb (YnRadioRow *self, GtkCheckButton *button)
{
  YnFieldRow *row = YN_FIELD_ROW (self);
  const YnFieldChoice *choice;
  g_autoptr (YnJson) value = NULL;
  guint at;

  if (!gtk_check_button_get_active (button) || yn_field_row_is_showing (row)
      || !g_ptr_array_find (self->buttons, button, &at))
    return;
  choice = g_ptr_array_index (yn_field_row_field (row)->choices, at);
  value = yn_field_choice_answer (choice);
  yn_field_row_chosen (row, value);
}

static void
yn_radio_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  YnRadioRow *self = YN_RADIO_ROW (row);
  const YnFieldChoice *choice = yn_field_choice (field, value);
  guint chosen = G_MAXUINT;

  if (choice != NULL)
    g_ptr_array_find (field->choices, choice, &chosen);
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->buttons, i), i == chosen);
}

static void
yn_radio_row_constructed (GObject *object)
{
  YnRadioRow *self = YN_RADIO_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);
  const YnField *field = yn_field_row_field (row);
  GtkWidget *control = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);

  G_OBJECT_CLASS (yn_radio_row_parent_class)->constructed (object);
  for (guint i = 0; i < field->choices->len; i++)
    {
      const YnFieldChoice *choice = g_ptr_array_index (field->choices, i);
      GtkWidget *button = gtk_check_button_new ();
      GtkWidget *label = gtk_label_new (choice->label);
      g_autofree char *name =
          g_strdup_printf (yn_field_row_say (row, "%s: %s"), yn_field_row_label (row), choice->label);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), g_ptr_array_index (self->buttons, 0));
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (control), button);
      g_ptr_array_add (self->buttons, button);
    }
  yn_field_row_set_control (row, control, control);
}

static void
yn_radio_row_finalize (GObject *object)
{
  g_ptr_array_unref (YN_RADIO_ROW (object)->buttons);
  G_OBJECT_CLASS (yn_radio_row_parent_class)->finalize (object);
}

static void
yn_radio_row_class_init (YnRadioRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_radio_row_constructed;
  G_OBJECT_CLASS (klass)->finalize = yn_radio_row_finalize;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_radio_row_set_value;
}

static void
yn_radio_row_init (YnRadioRow *self)
{
  self->buttons = g_ptr_array_new ();
}
