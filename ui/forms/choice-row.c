/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A button that says what is chosen, and a list that is made when it is opened. A GtkDropDown keeps its list and a line
 * for each entry from the beginning, which makes it six times as heavy as an entry, and a form may have hundreds. */

#include "forms/choice-row.h"

#define LIST_HEIGHT 360

struct _YnChoiceRow
{
  YnFieldRow parent_instance;

  GtkMenuButton *button;
  GtkLabel *words;
  GtkListBox *list; /* its first line stands for: not chosen yet. NULL until it was opened once */
  guint chosen;     /* the line; 0: none */
};

G_DEFINE_FINAL_TYPE (YnChoiceRow, yn_choice_row, YN_TYPE_FIELD_ROW)

static const char *
words_at (YnChoiceRow *self, guint at)
{
  GPtrArray *choices = yn_field_row_field (YN_FIELD_ROW (self))->choices;

  return at == 0 ? yn_field_row_say (YN_FIELD_ROW (self), "Please choose")
                 : ((YnFieldChoice *) g_ptr_array_index (choices, at - 1))->label;
}

static GtkWidget *
check_of (GtkListBoxRow *line)
{
  return gtk_widget_get_last_child (gtk_list_box_row_get_child (line));
}

static void
show_chosen (YnChoiceRow *self)
{
  GtkListBoxRow *line;

  gtk_label_set_text (self->words, words_at (self, self->chosen));
  for (int i = 0; self->list != NULL && (line = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      gboolean chosen = (guint) i == self->chosen;

      gtk_widget_set_opacity (check_of (line), chosen ? 1 : 0);
      gtk_accessible_update_state (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
    }
}

static void
activated_cb (YnChoiceRow *self, GtkListBoxRow *line)
{
  const YnField *field = yn_field_row_field (YN_FIELD_ROW (self));
  guint at = (guint) gtk_list_box_row_get_index (line);
  g_autoptr (YnJson) value = NULL;

  gtk_menu_button_popdown (self->button);
  if (at == self->chosen)
    return;
  self->chosen = at;
  show_chosen (self);
  if (at > 0)
    value = yn_field_choice_answer (g_ptr_array_index (field->choices, at - 1));
  yn_field_row_chosen (YN_FIELD_ROW (self), value);
}

static GtkWidget *
line_new (const char *words)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *check = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic", "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), check);
  return line;
}

/* The hand begins at what is chosen. */
static void
focus_chosen (YnChoiceRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) self->chosen)));
}

static GtkWidget *
list_new (YnChoiceRow *self)
{
  GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();
  guint n = yn_field_row_field (YN_FIELD_ROW (self))->choices->len;

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  for (guint i = 0; i <= n; i++)
    gtk_list_box_append (self->list, line_new (words_at (self, i)));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_add_css_class (popover, "menu");
  gtk_widget_add_css_class (popover, "choices");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_object (popover, "map", G_CALLBACK (focus_chosen), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return popover;
}

static void
opening_cb (GtkMenuButton *button, gpointer row)
{
  YnChoiceRow *self = YN_CHOICE_ROW (row);

  if (self->list == NULL)
    gtk_menu_button_set_popover (button, list_new (self));
  show_chosen (self);
}

static void
yn_choice_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  YnChoiceRow *self = YN_CHOICE_ROW (row);
  const YnFieldChoice *choice = yn_field_choice (field, value);
  guint at;

  self->chosen = choice != NULL && g_ptr_array_find (field->choices, choice, &at) ? at + 1 : 0;
  show_chosen (self);
}

static void
yn_choice_row_constructed (GObject *object)
{
  YnChoiceRow *self = YN_CHOICE_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);

  G_OBJECT_CLASS (yn_choice_row_parent_class)->constructed (object);
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_COMBO_BOX, "child",
                               self->words, "always-show-arrow", TRUE, "halign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "choice");
  gtk_menu_button_set_create_popup_func (self->button, opening_cb, self, NULL);
  yn_field_row_set_control (row, GTK_WIDGET (self->button), GTK_WIDGET (self->button));
  show_chosen (self);
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
