/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-view-private.h"

#include <glib/gi18n.h>

static void add_items (YnFormView *self, GtkBox *box, GPtrArray *items, guint depth);

static GtkWidget *
words_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_field (YnFormView *self, GtkBox *box, const YnFormItem *item)
{
  YnFieldRow *row = yn_field_row_new (item);

  g_hash_table_insert (self->rows, g_strdup (item->pointer), row);
  g_signal_connect_object (row, "typed", G_CALLBACK (yn_form_view_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "chosen", G_CALLBACK (yn_form_view_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "left", G_CALLBACK (yn_form_view_left), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (GTK_WIDGET (row), TRUE);
  gtk_box_append (box, GTK_WIDGET (row));
}

static GtkWidget *
deed_new (YnFormView *self, const char *label, const char *icon, const char *pointer, GCallback deed)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "pointer", g_strdup (pointer), g_free);
  g_signal_connect_object (button, "clicked", deed, self, 0);
  return button;
}

static void
add_table (YnFormView *self, GtkBox *box, const YnFormItem *table)
{
  gtk_box_append (box, words_new (table->label, "field-label"));
  if (*table->help != '\0')
    gtk_box_append (box, words_new (table->help, "dim-label"));
  for (guint i = 0; i < table->items->len; i++)
    {
      const YnFormItem *row = g_ptr_array_index (table->items, i);
      GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
      g_autofree char *pointer = g_strdup_printf ("%s/%u", table->pointer, i);
      g_autofree char *remove = g_strdup_printf (_("Remove row %u"), i + 1);
      g_autofree char *heading = g_strdup_printf ("%s %u", table->label, i + 1);

      gtk_widget_add_css_class (card, "table-row");
      gtk_box_append (GTK_BOX (card), words_new (heading, "caption-heading"));
      add_items (self, GTK_BOX (card), row->items, 2);
      gtk_box_append (GTK_BOX (card), deed_new (self, remove, "user-trash-symbolic", pointer,
                                                G_CALLBACK (yn_form_view_remove_row)));
      gtk_box_append (box, card);
    }
  if (table->enabled)
    {
      g_autofree char *add = g_strdup_printf (_("Add: %s"), table->label);

      gtk_box_append (box, deed_new (self, add, "list-add-symbolic", table->pointer, G_CALLBACK (yn_form_view_add_row)));
    }
}

static void
add_group (YnFormView *self, GtkBox *box, const YnFormItem *group, guint depth)
{
  GtkWidget *card;

  if (depth > 0 && *group->label == '\0')
    {
      add_items (self, box, group->items, depth + 1);
      return;
    }
  if (*group->label != '\0')
    gtk_box_append (box, words_new (group->label, depth <= 1 ? "title-4" : "heading"));
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);
  if (depth <= 1)
    gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "form-group");
  add_items (self, GTK_BOX (card), group->items, depth + 1);
  gtk_box_append (box, card);
}

static void
add_row (YnFormView *self, GtkBox *box, const YnFormItem *item, guint depth)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
  add_items (self, GTK_BOX (line), item->items, depth + 1);
  gtk_box_append (box, line);
}

static void
add_items (YnFormView *self, GtkBox *box, GPtrArray *items, guint depth)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const YnFormItem *item = g_ptr_array_index (items, i);

      if (!item->visible)
        continue;
      switch (item->kind)
        {
        case YN_FORM_ITEM_GROUP:
          add_group (self, box, item, depth);
          break;
        case YN_FORM_ITEM_ROW:
          add_row (self, box, item, depth);
          break;
        case YN_FORM_ITEM_LABEL:
          gtk_box_append (box, words_new (item->label, NULL));
          break;
        case YN_FORM_ITEM_FIELD:
          add_field (self, box, item);
          break;
        case YN_FORM_ITEM_TABLE:
          add_table (self, box, item);
          break;
        default:
          break;
        }
    }
}

static void
add_slots (YnFormView *self)
{
  const YnJson *slots = yn_json_get (yn_service_json (yn_answers_service (self->answers)), "attachments");
  GtkWidget *card;

  if (yn_json_size (slots) == 0)
    return;
  gtk_box_append (GTK_BOX (self), words_new (_("Attachments"), "title-4"));
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "form-group");
  for (guint i = 0; i < yn_json_size (slots); i++)
    {
      GtkWidget *slot = yn_attachment_slot_new (yn_json_at (slots, i), self->language);

      g_signal_connect_object (slot, "attach", G_CALLBACK (yn_form_view_attach), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (slot, "detach", G_CALLBACK (yn_form_view_detach), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->slots, slot);
      gtk_box_append (GTK_BOX (card), slot);
    }
  gtk_box_append (GTK_BOX (self), card);
}

void
yn_form_view_draw (YnFormView *self, const YnFormItem *layout)
{
  g_autofree char *focused = NULL;
  GHashTableIter iter;
  gpointer row;
  GtkWidget *child;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (yn_field_row_has_focus (row))
      focused = g_strdup (yn_field_row_pointer (row));
  self->drawing = TRUE;
  g_hash_table_remove_all (self->rows);
  g_ptr_array_set_size (self->slots, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  add_items (self, GTK_BOX (self), layout->items, 1);
  add_slots (self);
  self->elsewhere = GTK_LABEL (words_new ("", "problem"));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->elsewhere));
  for (guint i = 0; i < self->slots->len; i++)
    yn_attachment_slot_set_files (g_ptr_array_index (self->slots, i), self->attachments);
  self->drawing = FALSE;
  if (focused != NULL && g_hash_table_contains (self->rows, focused))
    yn_field_row_focus (g_hash_table_lookup (self->rows, focused));
}
