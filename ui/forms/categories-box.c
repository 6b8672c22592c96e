/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/categories-box.h"

#include "widgets/why.h"

struct _YnCategoriesBox
{
  GtkBox parent_instance;

  GtkFlowBox *bar; /* more tabs than the window is wide go on below */
  GPtrArray *tabs; /* of GtkToggleButton, borrowed; the review's is the last of a stepper */
  GPtrArray *marks; /* of GtkLabel, borrowed, side by side with @tabs; none but in a stepper */
  GtkBox *content;
  GtkWidget *review;
  GtkWidget *back; /* NULL: no stepper */
  GtkWidget *next;
  guint open;
  guint n_pages;
  YnLanguage language;
  gboolean following;
};

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnCategoriesBox, yn_categories_box, GTK_TYPE_BOX)

GtkWidget *
yn_categories_box_content (YnCategoriesBox *self)
{
  return GTK_WIDGET (self->content);
}

/* --- the tabs ------------------------------------------------------------------------------------------- */

static void
open_page (YnCategoriesBox *self, guint page)
{
  if (!self->following && page != self->open)
    g_signal_emit (self, signals[OPEN], 0, page);
}

static void
toggled_cb (GtkToggleButton *tab, YnCategoriesBox *self)
{
  guint at;

  if (gtk_toggle_button_get_active (tab) && g_ptr_array_find (self->tabs, tab, &at))
    open_page (self, at);
}

/* A tab's words: its number in a stepper, its label, and how many problems are in it. */
static void
add_tab (YnCategoriesBox *self, const char *label)
{
  GtkWidget *tab = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB, NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  if (self->back != NULL)
    {
      GtkWidget *mark = gtk_label_new (NULL);

      gtk_widget_add_css_class (mark, "step-mark");
      gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (content), mark);
      g_ptr_array_add (self->marks, mark);
    }
  gtk_box_append (GTK_BOX (content), gtk_label_new (label));
  gtk_button_set_child (GTK_BUTTON (tab), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (self->tabs->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tab), g_ptr_array_index (self->tabs, 0));
  gtk_widget_add_css_class (tab, "form-tab");
  g_signal_connect_object (tab, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_flow_box_append (self->bar, tab);
  gtk_widget_set_focusable (gtk_widget_get_parent (tab), FALSE); /* the tab takes the focus, not its place */
  g_ptr_array_add (self->tabs, tab);
}

void
yn_categories_box_set_count (YnCategoriesBox *self, guint page, guint problems)
{
  GtkWidget *tab = page < self->tabs->len ? g_ptr_array_index (self->tabs, page) : NULL;
  GtkWidget *content = tab != NULL ? gtk_button_get_child (GTK_BUTTON (tab)) : NULL;
  GtkWidget *count = content != NULL ? g_object_get_data (G_OBJECT (content), "count") : NULL;
  g_autofree char *number = g_strdup_printf ("%u", problems);
  g_autofree char *words =
      g_strdup_printf (yn_language_texts (self->language, "%u answer needs a look", "%u answers need a look", problems),
                       problems);

  if (content == NULL || (count == NULL && problems == 0))
    return;
  if (count == NULL)
    {
      count = gtk_label_new (NULL);
      gtk_widget_add_css_class (count, "count-mark");
      gtk_box_append (GTK_BOX (content), count);
      g_object_set_data (G_OBJECT (content), "count", count);
    }
  gtk_label_set_text (GTK_LABEL (count), number);
  gtk_widget_set_visible (count, problems > 0);
  gtk_widget_set_tooltip_text (tab, problems > 0 ? words : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problems > 0 ? words : "", -1);
}

/* --- on and back ---------------------------------------------------------------------------------------- */

/* The page next to the open one that shows, @by forward or back; the open one where there is none. */
static guint
neighbour (YnCategoriesBox *self, int by)
{
  for (int i = (int) self->open + by; i >= 0 && i < (int) self->tabs->len; i += by)
    if (gtk_widget_get_visible (g_ptr_array_index (self->tabs, (guint) i)))
      return (guint) i;
  return self->open;
}

static void
back_cb (YnCategoriesBox *self)
{
  open_page (self, neighbour (self, -1));
}

static void
next_cb (YnCategoriesBox *self)
{
  open_page (self, neighbour (self, 1));
}

static void
make_walk (YnCategoriesBox *self)
{
  GtkWidget *walk = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_hexpand (self->next, TRUE);
  gtk_widget_set_halign (self->next, GTK_ALIGN_END);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (next_cb), self);
  gtk_box_append (GTK_BOX (walk), self->back);
  gtk_box_append (GTK_BOX (walk), self->next);
  gtk_box_append (GTK_BOX (self), walk);
}

void
yn_categories_box_set_review (YnCategoriesBox *self, GtkWidget *review)
{
  self->review = review;
  gtk_box_insert_child_after (GTK_BOX (self), review, GTK_WIDGET (self->content));
  add_tab (self, yn_language_text (self->language, "Review"));
}

/* A step that is not there has no number. */
static void
number_steps (YnCategoriesBox *self)
{
  guint place = 0;

  for (guint i = 0; i < self->marks->len; i++)
    {
      g_autofree char *number = NULL;

      if (!gtk_widget_get_visible (g_ptr_array_index (self->tabs, i)))
        continue;
      number = g_strdup_printf ("%u", ++place);
      gtk_label_set_text (g_ptr_array_index (self->marks, i), number);
    }
}

static void
show_tab (GtkWidget *tab, gboolean visible)
{
  gtk_widget_set_visible (tab, visible);
  gtk_widget_set_visible (gtk_widget_get_parent (tab), visible);
}

void
yn_categories_box_follow (YnCategoriesBox *self, const YnFormItem *item, guint open)
{
  self->following = TRUE;
  self->open = open;
  for (guint i = 0; i < item->items->len; i++)
    show_tab (g_ptr_array_index (self->tabs, i), ((const YnFormItem *) g_ptr_array_index (item->items, i))->visible);
  number_steps (self);
  if (open < self->tabs->len)
    gtk_toggle_button_set_active (g_ptr_array_index (self->tabs, open), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->content), open < self->n_pages);
  if (self->review != NULL)
    gtk_widget_set_visible (self->review, open >= self->n_pages);
  if (self->back != NULL)
    {
      yn_why_not (self->back,
                  neighbour (self, -1) == open ? yn_language_text (item->language, "This is the first step.") : NULL,
                  NULL);
      yn_why_not (self->next,
                  neighbour (self, 1) == open ? yn_language_text (item->language, "This is the last step.") : NULL,
                  NULL);
    }
  self->following = FALSE;
}

/* --- the object ----------------------------------------------------------------------------------------- */

GtkWidget *
yn_categories_box_new (const YnFormItem *item)
{
  YnCategoriesBox *self =
      g_object_new (YN_TYPE_CATEGORIES_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 14, NULL);

  self->language = item->language;
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->content));
  if (item->stepper)
    {
      self->back = gtk_button_new_with_label (yn_language_text (item->language, "Back"));
      self->next = gtk_button_new_with_label (yn_language_text (item->language, "Next step"));
      make_walk (self);
    }
  self->following = TRUE;
  for (guint i = 0; i < item->items->len; i++)
    add_tab (self, ((const YnFormItem *) g_ptr_array_index (item->items, i))->label);
  self->following = FALSE;
  self->n_pages = item->items->len;
  return GTK_WIDGET (self);
}

static void
yn_categories_box_finalize (GObject *object)
{
  g_ptr_array_unref (YN_CATEGORIES_BOX (object)->tabs);
  g_ptr_array_unref (YN_CATEGORIES_BOX (object)->marks);
  G_OBJECT_CLASS (yn_categories_box_parent_class)->finalize (object);
}

static void
yn_categories_box_class_init (YnCategoriesBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yn_categories_box_finalize;
  signals[OPEN] = g_signal_new ("open", YN_TYPE_CATEGORIES_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
yn_categories_box_init (YnCategoriesBox *self)
{
  self->tabs = g_ptr_array_new ();
  self->marks = g_ptr_array_new ();
  self->bar = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE, "column-spacing", 6, "row-spacing",
                            6, "max-children-per-line", 20, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB_LIST, NULL);
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
}
