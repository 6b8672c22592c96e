/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-drawing.h"

#include "forms/row-for.h"

#include <glib/gi18n.h>

static void add_items (const YnFormDrawing *self, GtkBox *box, GPtrArray *items, guint depth);

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
add_field (const YnFormDrawing *self, GtkBox *box, const YnFormItem *item)
{
  YnFieldRow *row = yn_row_for (item);

  g_hash_table_insert (self->rows, g_strdup (item->pointer), row);
  g_signal_connect_object (row, "typed", G_CALLBACK (self->deeds->typed), self->view, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "chosen", G_CALLBACK (self->deeds->chosen), self->view, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "left", G_CALLBACK (self->deeds->left), self->view, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (GTK_WIDGET (row), TRUE);
  gtk_box_append (box, GTK_WIDGET (row));
}

static GtkWidget *
deed_new (const YnFormDrawing *self, const char *label, const char *icon, const char *pointer, GCallback deed)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "pointer", g_strdup (pointer), g_free);
  g_signal_connect_object (button, "clicked", deed, self->view, 0);
  return button;
}

static void
add_table (const YnFormDrawing *self, GtkBox *box, const YnFormItem *table)
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
                                                G_CALLBACK (self->deeds->remove_row)));
      gtk_box_append (box, card);
    }
  if (table->enabled)
    {
      g_autofree char *add = g_strdup_printf (_("Add: %s"), table->label);

      gtk_box_append (box, deed_new (self, add, "list-add-symbolic", table->pointer, G_CALLBACK (self->deeds->add_row)));
    }
}

static void
add_group (const YnFormDrawing *self, GtkBox *box, const YnFormItem *group, guint depth)
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
add_row (const YnFormDrawing *self, GtkBox *box, const YnFormItem *item, guint depth)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
  add_items (self, GTK_BOX (line), item->items, depth + 1);
  gtk_box_append (box, line);
}

static void
add_items (const YnFormDrawing *self, GtkBox *box, GPtrArray *items, guint depth)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const YnFormItem *item = g_ptr_array_index (items, i);

      if (!item->visible)
        continue;
      switch (item->kind)
        {
        case YN_FORM_ITEM_GROUP:
        case YN_FORM_ITEM_CATEGORIES:
        case YN_FORM_ITEM_CATEGORY:
        case YN_FORM_ITEM_BRANCHES:
        case YN_FORM_ITEM_MEMBERS:
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
        case YN_FORM_ITEM_ARRAY:
          add_table (self, box, item);
          break;
        default:
          break;
        }
    }
}

static void
add_slots (const YnFormDrawing *self, const YnJson *slots)
{
  GtkWidget *card;

  if (yn_json_size (slots) == 0)
    return;
  gtk_box_append (self->view, words_new (_("Attachments"), "title-4"));
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "form-group");
  for (guint i = 0; i < yn_json_size (slots); i++)
    {
      GtkWidget *slot = yn_attachment_slot_new (yn_json_at (slots, i), self->language);

      g_signal_connect_object (slot, "attach", G_CALLBACK (self->deeds->attach), self->view, G_CONNECT_SWAPPED);
      g_signal_connect_object (slot, "detach", G_CALLBACK (self->deeds->detach), self->view, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->slots, slot);
      gtk_box_append (GTK_BOX (card), slot);
    }
  gtk_box_append (self->view, card);
}

void
yn_form_draw (const YnFormDrawing *drawing, const YnFormItem *layout, const YnJson *slots)
{
  add_items (drawing, drawing->view, layout->items, 1);
  add_slots (drawing, slots);
}
