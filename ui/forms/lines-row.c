/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/lines-row.h"

struct _YnLinesRow
{
  YnFieldRow parent_instance;

  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (YnLinesRow, yn_lines_row, YN_TYPE_FIELD_ROW)

static char *
text_of (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
changed_cb (YnLinesRow *self)
{
  g_autofree char *text = text_of (gtk_text_view_get_buffer (self->view));

  yn_field_row_typed (YN_FIELD_ROW (self), text);
}

static void
yn_lines_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  YnLinesRow *self = YN_LINES_ROW (row);
  g_autofree char *text = yn_field_edit_text (field, value);
  g_autofree char *now = text_of (gtk_text_view_get_buffer (self->view));

  if (g_strcmp0 (now, text) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
}

static void
yn_lines_row_set_editable (YnFieldRow *row, gboolean editable)
{
  GtkWidget *scroller = gtk_widget_get_parent (GTK_WIDGET (YN_LINES_ROW (row)->view));

  gtk_text_view_set_editable (YN_LINES_ROW (row)->view, editable);
  if (editable)
    gtk_widget_remove_css_class (scroller, "locked");
  else
    gtk_widget_add_css_class (scroller, "locked");
}

static void
yn_lines_row_constructed (GObject *object)
{
  YnLinesRow *self = YN_LINES_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  G_OBJECT_CLASS (yn_lines_row_parent_class)->constructed (object);
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, 7); /* where an entry has its text */
  gtk_text_view_set_right_margin (self->view, 7);
  gtk_text_view_set_top_margin (self->view, 5);
  gtk_text_view_set_bottom_margin (self->view, 5);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->view), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 92);
  gtk_widget_add_css_class (scroller, "lines");
  yn_field_row_set_control (row, scroller, GTK_WIDGET (self->view));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
yn_lines_row_class_init (YnLinesRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_lines_row_constructed;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_lines_row_set_value;
  YN_FIELD_ROW_CLASS (klass)->set_editable = yn_lines_row_set_editable;
  YN_FIELD_ROW_CLASS (klass)->typing = TRUE;
}

static void
yn_lines_row_init (YnLinesRow *self)
{
}
