/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/pick-row.h"

#include "forms/suggest-entry.h"

struct _YnPickRow
{
  YnFieldRow parent_instance;

  GtkBox *chosen;
  YnSuggestEntry *entry;
  YnJson *value; /* an array, or NULL */
};

G_DEFINE_FINAL_TYPE (YnPickRow, yn_pick_row, YN_TYPE_FIELD_ROW)

/* The chosen ones without the one at @out, and with @in behind them; either may be none. */
static void
choose (YnPickRow *self, guint out, const YnJson *in)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) value = NULL;

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (self->value); i++)
    if (i != out)
      yn_json_writer_value (writer, yn_json_at (self->value, i));
  if (in != NULL)
    yn_json_writer_value (writer, in);
  yn_json_writer_end (writer);
  value = yn_json_writer_finish (writer);
  yn_field_row_chosen (YN_FIELD_ROW (self), yn_json_size (value) > 0 ? value : NULL);
}

static void
remove_cb (GtkButton *button, YnPickRow *self)
{
  choose (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at")), NULL);
  yn_field_row_focus (YN_FIELD_ROW (self));
}

static void
picked_cb (YnPickRow *self, const YnFieldChoice *choice)
{
  g_autoptr (YnJson) value = yn_field_choice_answer (choice);

  yn_suggest_entry_set_text (self->entry, "");
  for (guint i = 0; i < yn_json_size (self->value); i++)
    if (yn_json_equal (yn_json_at (self->value, i), value))
      return;
  choose (self, G_MAXUINT, value);
}

static GtkWidget *
chosen_new (YnPickRow *self, const char *label, guint at)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (label);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (yn_field_row_say (YN_FIELD_ROW (self), "Remove %s"), label);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, yn_field_row_say (YN_FIELD_ROW (self), "Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (remove), "at", GUINT_TO_POINTER (at));
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  gtk_widget_add_css_class (line, "attached");
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), remove);
  return line;
}

static void
yn_pick_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  YnPickRow *self = YN_PICK_ROW (row);
  GtkWidget *child;

  g_clear_pointer (&self->value, yn_json_unref);
  self->value = yn_json_is (value, YN_JSON_ARRAY) ? yn_json_ref (value) : NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chosen))) != NULL)
    gtk_box_remove (self->chosen, child);
  for (guint i = 0; i < yn_json_size (self->value); i++)
    {
      const YnFieldChoice *choice = yn_field_choice (field, yn_json_at (self->value, i));
      g_autofree char *text = choice == NULL ? yn_field_edit_text (field, yn_json_at (self->value, i)) : NULL;

      gtk_box_append (self->chosen, chosen_new (self, choice != NULL ? choice->label : text, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chosen), yn_json_size (self->value) > 0);
}

static void
yn_pick_row_constructed (GObject *object)
{
  YnPickRow *self = YN_PICK_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);
  GtkWidget *control = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  G_OBJECT_CLASS (yn_pick_row_parent_class)->constructed (object);
  self->chosen = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_widget_set_visible (GTK_WIDGET (self->chosen), FALSE);
  self->entry =
      YN_SUGGEST_ENTRY (yn_suggest_entry_new (yn_field_row_item (row)->field, yn_field_row_item (row)->language));
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->chosen));
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->entry));
  yn_field_row_set_control (row, control, GTK_WIDGET (yn_suggest_entry_entry (self->entry)));
  g_signal_connect_swapped (self->entry, "picked", G_CALLBACK (picked_cb), self);
}

static void
yn_pick_row_finalize (GObject *object)
{
  g_clear_pointer (&YN_PICK_ROW (object)->value, yn_json_unref);
  G_OBJECT_CLASS (yn_pick_row_parent_class)->finalize (object);
}

static void
yn_pick_row_class_init (YnPickRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_pick_row_constructed;
  G_OBJECT_CLASS (klass)->finalize = yn_pick_row_finalize;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_pick_row_set_value;
}

static void
yn_pick_row_init (YnPickRow *self)
{
}
