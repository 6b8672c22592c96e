/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/suggest-row.h"

#include "forms/suggest-entry.h"

struct _YnSuggestRow
{
  YnFieldRow parent_instance;

  YnSuggestEntry *entry;
};

G_DEFINE_FINAL_TYPE (YnSuggestRow, yn_suggest_row, YN_TYPE_FIELD_ROW)

static void
picked_cb (YnSuggestRow *self, const YnFieldChoice *choice)
{
  g_autoptr (YnJson) value = yn_field_choice_answer (choice);

  yn_field_row_chosen (YN_FIELD_ROW (self), value);
}

static void
typed_cb (YnSuggestRow *self, const char *text)
{
  yn_field_row_typed (YN_FIELD_ROW (self), text);
}

static void
yn_suggest_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  const YnFieldChoice *choice = yn_field_choice (field, value);
  g_autofree char *text = choice == NULL ? yn_field_edit_text (field, value) : NULL;

  yn_suggest_entry_set_text (YN_SUGGEST_ROW (row)->entry, choice != NULL ? choice->label : text);
}

static void
yn_suggest_row_constructed (GObject *object)
{
  YnSuggestRow *self = YN_SUGGEST_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);

  G_OBJECT_CLASS (yn_suggest_row_parent_class)->constructed (object);
  self->entry =
      YN_SUGGEST_ENTRY (yn_suggest_entry_new (yn_field_row_item (row)->field, yn_field_row_item (row)->language));
  yn_field_row_set_control (row, GTK_WIDGET (self->entry), GTK_WIDGET (yn_suggest_entry_entry (self->entry)));
  g_signal_connect_swapped (self->entry, "picked", G_CALLBACK (picked_cb), self);
  g_signal_connect_swapped (self->entry, "typed", G_CALLBACK (typed_cb), self);
}

static void
yn_suggest_row_class_init (YnSuggestRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_suggest_row_constructed;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_suggest_row_set_value;
  YN_FIELD_ROW_CLASS (klass)->typing = TRUE;
}

static void
yn_suggest_row_init (YnSuggestRow *self)
{
}
