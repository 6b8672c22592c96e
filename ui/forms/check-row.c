/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/check-row.h"

struct _YnCheckRow
{
  YnFieldRow parent_instance;

  GtkWidget *control; /* GtkSwitch or GtkCheckButton: both have "active" */
};

G_DEFINE_FINAL_TYPE (YnCheckRow, yn_check_row, YN_TYPE_FIELD_ROW)

static void
toggled_cb (YnCheckRow *self)
{
  gboolean active;
  g_autoptr (YnJson) value = NULL;

  if (yn_field_row_is_showing (YN_FIELD_ROW (self)))
    return;
  g_object_get (self->control, "active", &active, NULL);
  value = yn_json_new_boolean (active);
  yn_field_row_chosen (YN_FIELD_ROW (self), value);
}

static void
yn_check_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  g_object_set (YN_CHECK_ROW (row)->control, "active", yn_json_boolean (value), NULL);
}

static void
yn_check_row_constructed (GObject *object)
{
  YnCheckRow *self = YN_CHECK_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);

  G_OBJECT_CLASS (yn_check_row_parent_class)->constructed (object);
  self->control =
      yn_field_row_field (row)->look == YN_FIELD_LOOK_TOGGLE ? gtk_switch_new () : gtk_check_button_new ();
  gtk_widget_set_halign (self->control, GTK_ALIGN_START);
  yn_field_row_set_control (row, self->control, self->control);
  g_signal_connect_swapped (self->control, "notify::active", G_CALLBACK (toggled_cb), self);
}

static void
yn_check_row_class_init (YnCheckRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_check_row_constructed;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_check_row_set_value;
}

static void
yn_check_row_init (YnCheckRow *self)
{
}
