/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/fact-list.h"

#include "widgets/paragraph.h"

#define LEAST_WIDTH 14   /* of a title, in characters */
#define USUAL_WIDTH 20
#define MOST_WIDTH 24

struct _YnFactList
{
  GtkBox parent_instance;

  GtkSizeGroup *titles;
};

G_DEFINE_FINAL_TYPE (YnFactList, yn_fact_list, GTK_TYPE_BOX)

static GtkWidget *
words_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  yn_paragraph_as_written (GTK_LABEL (label));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return label;
}

/* So much that no credit code is broken in two. */
static int
least_width (const char *title)
{
  int run = 0, longest = LEAST_WIDTH;

  for (const char *at = title; *at != '\0'; at++)
    {
      run = g_ascii_isalnum (*at) ? run + 1 : 0;
      longest = MAX (longest, run * 5 / 4); /* capitals and digits are wide */
    }
  return MIN (longest, MOST_WIDTH);
}

void
yn_fact_list_add (YnFactList *self, const char *title, const char *value)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "spacing", 18, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *what = words_new (title);
  GtkWidget *says = words_new (value);
  int least = least_width (title);
  g_autofree char *both = g_strdup_printf ("%s: %s", title, value);

  gtk_label_set_width_chars (GTK_LABEL (what), least);
  gtk_label_set_max_width_chars (GTK_LABEL (what), MAX (least, USUAL_WIDTH));
  gtk_widget_add_css_class (what, "dim-label");
  gtk_size_group_add_widget (self->titles, what);
  gtk_label_set_selectable (GTK_LABEL (says), TRUE);
  gtk_widget_set_hexpand (says, TRUE);
  gtk_widget_add_css_class (says, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (says), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
  gtk_widget_add_css_class (row, "fact");
  gtk_box_append (GTK_BOX (row), what);
  gtk_box_append (GTK_BOX (row), says);
  gtk_box_append (GTK_BOX (self), row);
}

void
yn_fact_list_clear (YnFactList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
}

static void
yn_fact_list_finalize (GObject *object)
{
  g_clear_object (&YN_FACT_LIST (object)->titles);
  G_OBJECT_CLASS (yn_fact_list_parent_class)->finalize (object);
}

static void
yn_fact_list_class_init (YnFactListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yn_fact_list_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST);
}

static void
yn_fact_list_init (YnFactList *self)
{
  self->titles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}
