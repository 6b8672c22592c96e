/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/workbench-pen.h"

#include "forms/reveal.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const YnPen *pen;
  YnPenText typed;
  YnPenFill fill;
  char *place;
  int which;
} Deed;

static Deed *
deed_new (const YnPen *pen, YnPenText typed, const char *place, int which)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->pen = pen;
  deed->typed = typed;
  deed->place = g_strdup (place);
  deed->which = which;
  return deed;
}

static void
deed_free (gpointer data, GClosure *closure)
{
  Deed *deed = data;

  g_free (deed->place);
  g_free (deed);
}

static void
connect (gpointer object, const char *signal, GCallback callback, Deed *deed)
{
  g_signal_connect_data (object, signal, callback, deed, deed_free, 0);
}

static void
typed_cb (GtkEditable *editable, Deed *deed)
{
  deed->typed (deed->pen, deed->place, deed->which, gtk_editable_get_text (editable));
}

static void
set_title (gpointer row, const char *title)
{
  g_object_set (row, "use-markup", FALSE, "title", title, NULL);
}

/* What has the keys is found again when the rows are made anew. 0: not asked for. */
static void
remember (GtkWidget *widget, int which)
{
  g_object_set_data (G_OBJECT (widget), "pen-which", GINT_TO_POINTER (which + 1));
}

GtkWidget *
yn_pen_entry (const YnPen *pen, const char *title, const char *text, YnPenText typed, const char *place, int which)
{
  GtkWidget *row = adw_entry_row_new ();

  set_title (row, title);
  gtk_editable_set_enable_undo (GTK_EDITABLE (row), FALSE); /* the whole work's undo is the only one */
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  remember (row, which);
  connect (row, "changed", G_CALLBACK (typed_cb), deed_new (pen, typed, place, which));
  return row;
}

static void
lines_cb (GtkTextBuffer *buffer, Deed *deed)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  deed->typed (deed->pen, deed->place, deed->which, text);
}

GtkWidget *
yn_pen_lines (const YnPen *pen, const char *title, const char *text, YnPenText typed, const char *place, int which)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *view = gtk_text_view_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_size_request (view, -1, 56);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text != NULL ? text : "", -1);
  remember (view, which);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  gtk_widget_add_css_class (box, "pen-lines");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", G_CALLBACK (lines_cb),
           deed_new (pen, typed, place, which));
  return row;
}

static void
switched_cb (GtkSwitch *toggle, GParamSpec *pspec, Deed *deed)
{
  deed->typed (deed->pen, deed->place, deed->which, gtk_switch_get_active (toggle) ? "1" : "");
}

GtkWidget *
yn_pen_switch (const YnPen *pen, const char *title, gboolean on, YnPenText typed, const char *place, int which)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  set_title (row, title);
  gtk_switch_set_active (GTK_SWITCH (toggle), on);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  remember (toggle, which);
  connect (toggle, "notify::active", G_CALLBACK (switched_cb), deed_new (pen, typed, place, which));
  return row;
}

static void
chosen_cb (AdwComboRow *row, GParamSpec *pspec, Deed *deed)
{
  g_autofree char *number = g_strdup_printf ("%u", adw_combo_row_get_selected (row));

  deed->typed (deed->pen, deed->place, deed->which, number);
}

GtkWidget *
yn_pen_list (const YnPen *pen, const char *title, const char *const *names, guint chosen, YnPenText typed,
             const char *place, int which)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  set_title (row, title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);
  remember (row, which);
  connect (row, "notify::selected", G_CALLBACK (chosen_cb), deed_new (pen, typed, place, which));
  return row;
}

static void
pressed_cb (GtkButton *button, Deed *deed)
{
  deed->typed (deed->pen, deed->place, deed->which, "");
}

GtkWidget *
yn_pen_button (const YnPen *pen, const char *icon, const char *words, YnPenText typed, const char *place, int which)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  remember (button, which);
  connect (button, "clicked", G_CALLBACK (pressed_cb), deed_new (pen, typed, place, which));
  return button;
}

static void
title_row (AdwExpanderRow *row, const char *title, const char *subtitle)
{
  set_title (row, title);
  adw_expander_row_set_subtitle (row, subtitle);
}

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, Deed *deed)
{
  if (!adw_expander_row_get_expanded (row) || deed->fill == NULL)
    return;
  deed->fill (deed->pen, row, deed->place);
  deed->fill = NULL; /* once */
}

AdwExpanderRow *
yn_pen_expander (const YnPen *pen, const char *title, const char *subtitle, YnPenFill fill, const char *place)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  Deed *deed = deed_new (pen, NULL, place, 0);

  deed->fill = fill;
  title_row (row, title, subtitle);
  g_object_set_data_full (G_OBJECT (row), "place", g_strdup (place), g_free);
  connect (row, "notify::expanded", G_CALLBACK (expanded_cb), deed);
  return row;
}

/* --- rows that are made anew ------------------------------------------------------------------------------------ */

struct _YnPenKept
{
  GHashTable *open;  /* keys */
  GHashTable *there; /* keys */
};

void
yn_pen_kept_free (YnPenKept *kept)
{
  g_hash_table_unref (kept->open);
  g_hash_table_unref (kept->there);
  g_free (kept);
}

YnPenKept *
yn_pen_empty (GtkListBox *list)
{
  YnPenKept *kept = g_new0 (YnPenKept, 1);
  GtkWidget *child;

  kept->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  kept->there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    {
      const char *key = g_object_get_data (G_OBJECT (child), "key");

      if (key != NULL)
        g_hash_table_add (kept->there, g_strdup (key));
      if (key != NULL && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (child)))
        g_hash_table_add (kept->open, g_strdup (key));
      gtk_list_box_remove (list, child);
    }
  return kept;
}

void
yn_pen_append (YnPenKept *kept, GtkListBox *list, AdwExpanderRow *row, const char *key)
{
  gboolean new = g_hash_table_size (kept->there) > 0 && !g_hash_table_contains (kept->there, key);

  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  if (new || g_hash_table_contains (kept->open, key))
    adw_expander_row_set_expanded (row, TRUE); /* before it is seen: nothing moves below the pointer */
  gtk_list_box_append (list, GTK_WIDGET (row));
}

static const char *
key_of (GtkWidget *row)
{
  const char *key = g_object_get_data (G_OBJECT (row), "key");

  return key != NULL ? key : "";
}

/* The row of @list that holds @widget. */
static GtkWidget *
row_around (GtkListBox *list, GtkWidget *widget)
{
  while (gtk_widget_get_parent (widget) != GTK_WIDGET (list))
    widget = gtk_widget_get_parent (widget);
  return widget;
}

char *
yn_pen_focus (GtkListBox *list)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  GtkWidget *at = root != NULL ? gtk_root_get_focus (root) : NULL;
  int which = 0;

  if (at == NULL || !gtk_widget_is_ancestor (at, GTK_WIDGET (list)))
    return NULL;
  for (GtkWidget *around = at; around != GTK_WIDGET (list) && which == 0; around = gtk_widget_get_parent (around))
    which = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (around), "pen-which"));
  return g_strdup_printf ("%d %s", which, key_of (row_around (list, at)));
}

static gboolean
focus_below (GtkWidget *widget, int which)
{
  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), "pen-which")) == which)
    return gtk_widget_grab_focus (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (focus_below (child, which))
      return TRUE;
  return FALSE;
}

/* Or, where that is grey or gone, to the first thing in the row that takes them. */
static void
focus_in_row (GtkWidget *row, int which)
{
  if (which == 0 || !focus_below (row, which))
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

void
yn_pen_set_focus (GtkListBox *list, const char *focus)
{
  const char *key = strchr (focus, ' ') + 1;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (key_of (row), key))
      {
        focus_in_row (row, atoi (focus));
        return;
      }
  gtk_widget_child_focus (GTK_WIDGET (list), GTK_DIR_TAB_FORWARD);
}

void
yn_pen_go_to (GtkListBox *list, const char *place)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "place"), place) == 0)
      {
        focus_in_row (row, YN_PEN_WORDS + 1);
        yn_reveal (row);
        return;
      }
}
