/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/count-box.h"

static GtkWidget *
count_new (const YnRecordRow *count)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  GtkWidget *value = gtk_label_new (count->value);
  GtkWidget *title = gtk_label_new (count->title);
  g_autofree char *name = g_strdup_printf ("%s: %s", count->title, count->value);

  gtk_widget_add_css_class (value, "count");
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (title, "caption");
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_justify (GTK_LABEL (title), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), title);
  return box;
}

void
yn_count_boxes_set (GtkFlowBox *box, GPtrArray *counts)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_flow_box_remove (box, child);
  for (guint i = 0; counts != NULL && i < counts->len; i++)
    {
      GtkWidget *count = count_new (g_ptr_array_index (counts, i));

      gtk_flow_box_append (box, count);
      gtk_widget_set_focusable (gtk_widget_get_parent (count), FALSE);
    }
}
