/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/choice-row.h"

#include <glib/gi18n.h>

struct _YnChoiceRow
{
  YnFieldRow parent_instance;

  GtkDropDown *list; /* its first line stands for: not chosen yet */
};

G_DEFINE_FINAL_TYPE (YnChoiceRow, yn_choice_row, YN_TYPE_FIELD_ROW)

static void
selected_cb (YnChoiceRow *self)
{
  YnFieldRow *row = YN_FIELD_ROW (self);
  const YnField *field = yn_field_row_field (row);
  guint at = gtk_drop_down_get_selected (self->list);
  const YnFieldChoice *choice;
  g_autoptr (YnJson) value = NULL;

  if (yn_field_row_is_showing (row))
    return;
  if (at == GTK_INVALID_LIST_POSITION || at == 0 || at > field->choices->len)
    {
      yn_field_row_chosen (row, NULL);
      return;
    }
  choice = g_ptr_array_index (field->choices, at - 1);
  value = yn_json_parse (choice->value, -1, NULL);
  yn_field_row_chosen (row, value);
}

static void
yn_choice_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  const YnFieldChoice *choice = yn_field_choice (field, value);
  guint at;

  at = choice != NULL && g_ptr_array_find (field->choices, choice, &at) ? at + 1 : 0;
  gtk_drop_down_set_selected (YN_CHOICE_ROW (row)->list, at);
}

static void
yn_choice_row_constructed (GObject *object)
{
  YnChoiceRow *self = YN_CHOICE_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);
  const YnField *field = yn_field_row_field (row);
  GtkStringList *labels = gtk_string_list_new (NULL);

  G_OBJECT_CLASS (yn_choice_row_parent_class)->constructed (object);
  gtk_string_list_append (labels, _("Please choose"));
  for (guint i = 0; i < field->choices->len; i++)
    gtk_string_list_append (labels, ((YnFieldChoice *) g_ptr_array_index (field->choices, i))->label);
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (labels), NULL));
  gtk_widget_set_halign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  yn_field_row_set_control (row, GTK_WIDGET (self->list), GTK_WIDGET (self->list));
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
}

static void
yn_choice_row_class_init (YnChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_choice_row_constructed;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_choice_row_set_value;
}

static void
yn_choice_row_init (YnChoiceRow *self)
{
}
