/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/batch-dropped.h"

#include "widgets/paragraph.h"

#include <glib/gi18n.h>

static GtkWidget *
words_of (const YnBatchDropped *dropped, YnLanguage language)
{
  g_autofree char *fields = g_strjoinv (language == YN_LANGUAGE_EN ? ", " : "、", dropped->fields);
  g_autofree char *in = *fields != '\0' ? g_strdup_printf (_("Different in: %s"), fields) : NULL;
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *number = gtk_label_new (dropped->number);

  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_widget_add_css_class (number, "row-title");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (words), number);
  gtk_box_append (GTK_BOX (words), yn_paragraph_new (dropped->why->what, NULL));
  if (in != NULL)
    gtk_box_append (GTK_BOX (words), yn_paragraph_new (in, "dim-label"));
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

static GtkWidget *
button_to (const YnBatchDropped *dropped)
{
  g_autofree char *name = g_strdup_printf (_("Open %s"), dropped->number);
  GtkWidget *open = gtk_button_new_with_label (_("Open"));

  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "room.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "s", dropped->matter);
  return open;
}

GtkWidget *
yn_batch_dropped_new (const YnBatchDropped *dropped, YnLanguage language)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (row, "dropped");
  gtk_box_append (GTK_BOX (row), words_of (dropped, language));
  gtk_box_append (GTK_BOX (row), button_to (dropped));
  return row;
}
