/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/choices-row.h"

struct _YnChoicesRow
{
  YnFieldRow parent_instance;

  GPtrArray *checks; /* of GtkCheckButton, borrowed; in the order of the field's choices */
};

G_DEFINE_FINAL_TYPE (YnChoicesRow, yn_choices_row, YN_TYPE_FIELD_ROW)

static void
toggled_cb (YnChoicesRow *self)
{
  YnFieldRow *row = YN_FIELD_ROW (self);
  const YnField *field = yn_field_row_field (row);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) value = NULL;

  if (yn_field_row_is_showing (row))
    return;
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      {
        const YnFieldChoice *choice = g_ptr_array_index (field->choices, i);
        g_autoptr (YnJson) chosen = yn_field_choice_answer (choice);

        if (chosen != NULL)
          yn_json_writer_value (writer, chosen);
      }
  yn_json_writer_end (writer);
  value = yn_json_writer_finish (writer);
  yn_field_row_chosen (row, yn_json_size (value) > 0 ? value : NULL);
}

static gboolean
holds (const YnJson *value, const YnJson *one)
{
  for (guint i = 0; i < yn_json_size (value); i++)
    if (yn_json_equal (yn_json_at (value, i), one))
      return TRUE;
  return FALSE;
}

static void
yn_choices_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  YnChoicesRow *self = YN_CHOICES_ROW (row);

  for (guint i = 0; i < self->checks->len; i++)
    {
      const YnFieldChoice *choice = g_ptr_array_index (field->choices, i);
      g_autoptr (YnJson) one = yn_field_choice_answer (choice);

      gtk_check_button_set_active (g_ptr_array_index (self->checks, i),
                                   yn_json_is (value, YN_JSON_ARRAY) && holds (value, one));
    }
}

static void
yn_choices_row_constructed (GObject *object)
{
  YnChoicesRow *self = YN_CHOICES_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);
  const YnField *field = yn_field_row_field (row);
  GtkWidget *control = g_object_new (GTK_TYPE_GRID, "column-homogeneous", TRUE, "column-spacing", 12,
                                     "row-spacing", 4, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  G_OBJECT_CLASS (yn_choices_row_parent_class)->constructed (object);
  for (guint i = 0; i < field->choices->len; i++)
    {
      const YnFieldChoice *choice = g_ptr_array_index (field->choices, i);
      GtkWidget *check = gtk_check_button_new ();
      GtkWidget *label = gtk_label_new (choice->label);
      g_autofree char *name =
          g_strdup_printf (yn_field_row_say (row, "%s: %s"), yn_field_row_label (row), choice->label);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_grid_attach (GTK_GRID (control), check, (int) i % 2, (int) i / 2, 1, 1);
      g_ptr_array_add (self->checks, check);
    }
  yn_field_row_set_control (row, control, control);
}

static void
yn_choices_row_finalize (GObject *object)
{
  g_ptr_array_unref (YN_CHOICES_ROW (object)->checks);
  G_OBJECT_CLASS (yn_choices_row_parent_class)->finalize (object);
}

static void
yn_choices_row_class_init (YnChoicesRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_choices_row_constructed;
  G_OBJECT_CLASS (klass)->finalize = yn_choices_row_finalize;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_choices_row_set_value;
}

static void
yn_choices_row_init (YnChoicesRow *self)
{
  self->checks = g_ptr_array_new ();
}
