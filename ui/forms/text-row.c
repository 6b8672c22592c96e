/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/text-row.h"

#include "base/codes.h"

struct _YnTextRow
{
  YnFieldRow parent_instance;

  GtkEntry *entry;
  GtkLabel *capital; /* NULL: not for this field */
};

G_DEFINE_FINAL_TYPE (YnTextRow, yn_text_row, YN_TYPE_FIELD_ROW)

/* The amount in 大写, as it is typed. */
static void
show_capital (YnTextRow *self, const YnJson *value)
{
  gint64 fen;
  g_autofree char *words = yn_json_int64 (value, &fen) ? yn_money_capital (fen) : NULL;

  gtk_label_set_text (self->capital, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->capital), words != NULL);
}

static void
changed_cb (YnTextRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->capital != NULL)
    {
      g_autoptr (YnJson) value = yn_field_parse (yn_field_row_field (YN_FIELD_ROW (self)), text, NULL);

      show_capital (self, value);
    }
  yn_field_row_typed (YN_FIELD_ROW (self), text);
}

static void
yn_text_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  YnTextRow *self = YN_TEXT_ROW (row);
  g_autofree char *text = yn_field_edit_text (field, value);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) == 0)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), yn_field_row_has_focus (row) ? -1 : 0);
}

static void
yn_text_row_set_editable (YnFieldRow *row, gboolean editable)
{
  GtkEntry *entry = YN_TEXT_ROW (row)->entry;

  gtk_editable_set_editable (GTK_EDITABLE (entry), editable);
  if (editable)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "locked");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "locked");
}

static GtkInputPurpose
purpose_of (const YnField *field)
{
  if (g_strcmp0 (field->format, "cn-phone") == 0)
    return GTK_INPUT_PURPOSE_PHONE;
  if (g_strcmp0 (field->format, "email") == 0)
    return GTK_INPUT_PURPOSE_EMAIL;
  if (g_strcmp0 (field->format, "uri") == 0)
    return GTK_INPUT_PURPOSE_URL;
  if (field->kind == YN_FIELD_INTEGER)
    return GTK_INPUT_PURPOSE_DIGITS;
  if (field->kind == YN_FIELD_DECIMAL || field->kind == YN_FIELD_MONEY)
    return GTK_INPUT_PURPOSE_NUMBER;
  return GTK_INPUT_PURPOSE_FREE_FORM;
}

static gboolean
is_short (const YnField *field)
{
  return field->kind == YN_FIELD_INTEGER || field->kind == YN_FIELD_DECIMAL || field->kind == YN_FIELD_MONEY
         || field->kind == YN_FIELD_TIME;
}

/* At least: a column of a table may be narrow, but no number that is cut off may be taken for another one. */
static int
least_chars (const YnField *field)
{
  static const char *const codes[] = { "uscc", "resident-id", NULL };

  if (field->format != NULL && g_strv_contains (codes, field->format))
    return 18;
  return field->kind == YN_FIELD_MONEY || field->kind == YN_FIELD_DECIMAL ? 9 : 6;
}

static GtkEntry *
entry_new (YnFieldRow *row, const YnField *field)
{
  GtkEntry *entry = GTK_ENTRY (gtk_entry_new ());

  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE); /* the whole form's undo is the only one */
  gtk_entry_set_input_purpose (entry, purpose_of (field));
  if (field->placeholder != NULL || field->kind == YN_FIELD_TIME)
    gtk_entry_set_placeholder_text (entry,
                                    field->placeholder != NULL ? field->placeholder : yn_field_row_say (row, "hh:mm"));
  if (field->restricts && field->max_length > 0)
    gtk_entry_set_max_length (entry, (int) field->max_length);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), least_chars (field));
  if (is_short (field))
    {
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 18);
      gtk_widget_add_css_class (GTK_WIDGET (entry), "numeric");
    }
  return entry;
}

/* The entry alone where nothing stands beside or below it. */
static GtkWidget *
control_for (YnTextRow *self, const YnField *field)
{
  GtkWidget *control = GTK_WIDGET (self->entry);

  if (field->unit != NULL && *field->unit != '\0')
    {
      control = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->entry));
      gtk_box_append (GTK_BOX (control), gtk_label_new (field->unit));
    }
  if (is_short (field))
    gtk_widget_set_halign (control, GTK_ALIGN_START);
  else
    gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  if (field->capital)
    {
      GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

      self->capital =
          GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->capital), "capital");
      gtk_box_append (GTK_BOX (both), control);
      gtk_box_append (GTK_BOX (both), GTK_WIDGET (self->capital));
      control = both;
    }
  return control;
}

static void
yn_text_row_constructed (GObject *object)
{
  YnTextRow *self = YN_TEXT_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);
  const YnField *field = yn_field_row_field (row);

  G_OBJECT_CLASS (yn_text_row_parent_class)->constructed (object);
  self->entry = entry_new (row, field);
  yn_field_row_set_control (row, control_for (self, field), GTK_WIDGET (self->entry));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
}

static void
yn_text_row_class_init (YnTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_text_row_constructed;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_text_row_set_value;
  YN_FIELD_ROW_CLASS (klass)->set_editable = yn_text_row_set_editable;
  YN_FIELD_ROW_CLASS (klass)->typing = TRUE;
}

static void
yn_text_row_init (YnTextRow *self)
{
}
