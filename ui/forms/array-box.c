/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/array-box.h"

#include "widgets/columns.h"
#include "widgets/wide.h"
#include "widgets/why.h"

#include <adwaita.h>

#define BUTTONS_WIDTH 102 /* of the three at a table's end: the heading leaves them room */
#define BUTTON_WIDTH 34

struct _YnArrayBox
{
  GtkBox parent_instance;

  GtkWidget *head;     /* of the label and the mark */
  GtkLabel *label;
  GtkWidget *mark;     /* that it is required */
  GtkLabel *help;
  GtkWidget *columns;  /* a table's headings, or NULL */
  GtkListBox *list;    /* of the entries' labels, or NULL */
  GtkBox *content;
  GtkLabel *problem;
  GtkWidget *add;
  GtkEntry *name;      /* of a new member, or NULL */
  GtkLabel *why;
  gboolean unlabelled; /* what it stands in is called the same */
  gboolean following;
};

enum
{
  ADD,
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnArrayBox, yn_array_box, GTK_TYPE_BOX)

GtkWidget *
yn_array_box_content (YnArrayBox *self)
{
  return GTK_WIDGET (self->content);
}

static GtkLabel *
words_new (YnArrayBox *self, const char *style)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

static void
make_head (YnArrayBox *self, YnLanguage language)
{
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                         PANGO_WRAP_WORD_CHAR, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "field-label");
  self->mark = gtk_label_new (yn_language_text (language, "required"));
  gtk_widget_set_valign (self->mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->mark, "tag");
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self->head), self->mark);
  gtk_box_append (GTK_BOX (self), self->head);
}

static gboolean
marks_required (const YnFormItem *item)
{
  return item->required && item->enabled && !item->read_only
         && !yn_json_boolean (yn_form_option (item, "hideRequiredAsterisk"));
}

static void
say (GtkLabel *label, const char *words)
{
  gboolean something = words != NULL && *words != '\0';

  if (something && g_strcmp0 (gtk_label_get_text (label), words) != 0)
    gtk_label_set_text (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), something);
}

void
yn_array_box_set_problem (YnArrayBox *self, const char *words)
{
  say (self->problem, words);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_STATE_INVALID,
                               words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                    -1);
}

void
yn_array_box_focus (YnArrayBox *self)
{
  if (self->name != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->name));
  else
    gtk_widget_grab_focus (self->add);
}

/* --- the list of labels --------------------------------------------------------------------------------- */

static void
row_selected_cb (YnArrayBox *self, GtkListBoxRow *row)
{
  if (!self->following && row != NULL)
    g_signal_emit (self, signals[OPEN], 0, (guint) gtk_list_box_row_get_index (row));
}

static GtkWidget *
list_row_new (void)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "margin-start", 12,
                    "margin-end", 12, "margin-top", 10, "margin-bottom", 10, NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  return row;
}

static void
follow_list (YnArrayBox *self, const YnFormItem *item, guint open)
{
  GtkListBoxRow *row;

  for (guint i = 0; i < item->items->len; i++)
    {
      const YnFormItem *entry = g_ptr_array_index (item->items, i);
      g_autofree char *numbered = g_strdup_printf ("%s %u", item->label, i + 1);
      const char *label = *entry->label != '\0' ? entry->label : numbered;

      if (gtk_list_box_get_row_at_index (self->list, (int) i) == NULL)
        gtk_list_box_append (self->list, list_row_new ());
      row = gtk_list_box_get_row_at_index (self->list, (int) i);
      gtk_label_set_text (GTK_LABEL (gtk_list_box_row_get_child (row)), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) item->items->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) open));
  gtk_widget_set_visible (GTK_WIDGET (self->list), item->items->len > 0);
}

/* --- adding --------------------------------------------------------------------------------------------- */

static void
add_cb (YnArrayBox *self)
{
  g_autofree char *name =
      self->name != NULL ? g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))) : NULL;

  if (name != NULL && *name == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
      return;
    }
  if (self->name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  g_signal_emit (self, signals[ADD], 0, name);
}

static char *
why_full (const YnFormItem *item)
{
  if (!item->enabled || item->read_only)
    return g_strdup (item->why != NULL ? item->why : yn_language_text (item->language, "This cannot be changed here."));
  if (item->closed)
    return g_strdup (yn_language_text (item->language, "Nothing more may stand here."));
  if (item->max_items > 0 && item->items->len >= item->max_items)
    return g_strdup_printf (yn_language_texts (item->language, "No more than %u can stand here.",
                                               "No more than %u can stand here.", item->max_items),
                            item->max_items);
  return NULL;
}

static void
make_foot (YnArrayBox *self, const YnFormItem *item, const char *called)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *content = adw_button_content_new ();
  g_autofree char *add = g_strdup_printf (yn_language_text (item->language, "Add: %s"), called);

  if (item->kind == YN_FORM_ITEM_MEMBERS)
    {
      g_autofree char *name = g_strdup_printf (yn_language_text (item->language, "%s: name of a new one"), called);

      self->name = GTK_ENTRY (gtk_entry_new ());
      gtk_editable_set_enable_undo (GTK_EDITABLE (self->name), FALSE);
      gtk_entry_set_placeholder_text (self->name, yn_language_text (item->language, "Name"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect_swapped (self->name, "activate", G_CALLBACK (add_cb), self);
      gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->name));
    }
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content),
                                *called != '\0' ? add : yn_language_text (item->language, "Add"));
  self->add = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->add), content);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (foot), self->add);
  gtk_box_append (GTK_BOX (self), foot);
}

/* --- tables --------------------------------------------------------------------------------------------- */

/* A column's label, and below it what helps to fill it: once, not in every line. */
static GtkWidget *
heading_new (const YnFormItem *column)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", column->label, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (label, "field-label");
  gtk_box_append (GTK_BOX (heading), label);
  if (*column->help != '\0')
    {
      GtkWidget *help = g_object_new (GTK_TYPE_LABEL, "label", column->help, "xalign", 0.0, "wrap", TRUE,
                                      "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

      gtk_widget_add_css_class (help, "dim-label");
      gtk_widget_add_css_class (help, "field-help");
      gtk_box_append (GTK_BOX (heading), help);
    }
  return heading;
}

static GtkWidget *
headings_new (const YnFormItem *item)
{
  GtkWidget *line = yn_columns_new (10, 0);
  GtkWidget *columns = yn_columns_new (10, 0);
  GtkWidget *room = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *last = NULL;

  for (guint i = 0; item->columns != NULL && i < item->columns->len; i++)
    {
      const YnFormItem *column = g_ptr_array_index (item->columns, i);
      GtkWidget *heading = heading_new (column);

      yn_columns_insert (YN_COLUMNS (columns), heading, last, 1);
      last = heading;
    }
  gtk_widget_set_size_request (room, item->ordered ? BUTTONS_WIDTH : BUTTON_WIDTH, -1);
  yn_columns_insert (YN_COLUMNS (line), columns, NULL, 1);
  yn_columns_insert (YN_COLUMNS (line), room, columns, 0);
  return line;
}

/* A table too wide for the window scrolls by itself; the form never does. */
static void
make_table (YnArrayBox *self, const YnFormItem *item)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  if (item->columns != NULL && item->columns->len > 1)
    {
      self->columns = headings_new (item);
      gtk_box_append (GTK_BOX (column), self->columns);
    }
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->content));
  gtk_widget_set_margin_bottom (column, 6); /* room above the bar */
  gtk_box_append (GTK_BOX (self), yn_wide_new (column));
}

static void
make_list (YnArrayBox *self)
{
  GtkWidget *both = yn_columns_new (14, 150);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  yn_columns_insert (YN_COLUMNS (both), GTK_WIDGET (self->list), NULL, 2);
  yn_columns_insert (YN_COLUMNS (both), GTK_WIDGET (self->content), GTK_WIDGET (self->list), 4);
  gtk_box_append (GTK_BOX (self), both);
}

void
yn_array_box_follow (YnArrayBox *self, const YnFormItem *item, guint open)
{
  g_autofree char *full = why_full (item);

  self->following = TRUE;
  say (self->label, self->unlabelled ? NULL : item->label);
  gtk_widget_set_visible (self->mark, marks_required (item));
  gtk_widget_set_visible (self->head, gtk_widget_get_visible (GTK_WIDGET (self->label)) || marks_required (item));
  say (self->help, item->help);
  if (self->columns != NULL)
    gtk_widget_set_visible (self->columns, item->items->len > 0);
  if (self->list != NULL)
    follow_list (self, item, open);
  gtk_widget_set_visible (GTK_WIDGET (self->content), item->items->len > 0);
  yn_why_not (self->add, full, NULL);
  if (self->name != NULL)
    yn_why_not (GTK_WIDGET (self->name), full, NULL);
  say (self->why, full);
  self->following = FALSE;
}

GtkWidget *
yn_array_box_new (const YnFormItem *item, const char *called, gboolean labelled)
{
  YnArrayBox *self =
      g_object_new (YN_TYPE_ARRAY_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8, NULL);

  self->unlabelled = !labelled;
  make_head (self, item->language);
  self->help = words_new (self, "dim-label");
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  if (item->kind == YN_FORM_ITEM_ARRAY && item->look == YN_FORM_LOOK_TABLE)
    make_table (self, item);
  else if (item->kind == YN_FORM_ITEM_ARRAY && item->look == YN_FORM_LOOK_WITH_DETAIL)
    make_list (self);
  else
    gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->content));
  self->problem = words_new (self, "problem");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  make_foot (self, item, called);
  self->why = words_new (self, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->why), "field-help");
  return GTK_WIDGET (self);
}

static void
yn_array_box_class_init (YnArrayBoxClass *klass)
{
  signals[ADD] = g_signal_new ("add", YN_TYPE_ARRAY_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               1, G_TYPE_STRING);
  signals[OPEN] = g_signal_new ("open", YN_TYPE_ARRAY_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
yn_array_box_init (YnArrayBox *self)
{
}
