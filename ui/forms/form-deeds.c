/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a person does in a form: each deed goes into the answers, and what follows from it is shown. */

#include "forms/form-view-parts.h"
#include "forms/form-view.h"

#include "forms/array-box.h"
#include "forms/entry-box.h"

#include <string.h>

void
yn_form_view_changed (YnFormView *self)
{
  yn_form_sheet_refresh (self->sheet);
  yn_form_view_check_soon (self);
  g_signal_emit_by_name (self, "changed");
}

static gboolean
show_aside_cb (YnFormPart *part, gpointer view)
{
  YnFieldRow *row = yn_form_row (part);

  if (row != NULL)
    yn_form_sheet_show_aside (YN_FORM_VIEW (view)->sheet, part, yn_field_row_has_focus (row));
  return FALSE;
}

void
yn_form_view_refresh (YnFormView *self)
{
  yn_form_view_changed (self);
  yn_form_part_walk (yn_form_sheet_root (self->sheet), show_aside_cb, self);
}

static const char *
pointer_of (YnFieldRow *row)
{
  return yn_field_row_item (row)->pointer;
}

static void
typed_cb (gpointer view, const char *text, YnFieldRow *row)
{
  YnFormView *self = YN_FORM_VIEW (view);
  const char *said = NULL;
  g_autoptr (YnExplanation) remark = NULL;
  gboolean changed = yn_answers_set_text (self->answers, pointer_of (row), text, &said);

  /* "12.5" was put right, "12.50" is not: the answer is the same, what is said of it is not. */
  if (said != NULL)
    remark = yn_problems_explain_code (said, self->language);
  yn_field_row_set_remark (row, remark != NULL ? remark->what : NULL);
  if (changed)
    yn_form_view_changed (self);
  if (g_strcmp0 (yn_field_row_field (row)->format, "uscc") == 0)
    g_signal_emit_by_name (self, "code-typed", pointer_of (row), text);
}

void
yn_form_view_say (YnFormView *self, const char *pointer, const char *words)
{
  YnFormPart *part = yn_form_part_find (yn_form_sheet_places (self->sheet), pointer);
  YnFieldRow *row = part != NULL ? yn_form_row (part) : NULL;

  if (row == NULL)
    return;
  yn_form_sheet_show_value (self->sheet, part);
  yn_field_row_set_remark (row, words);
}

static void
chosen_cb (gpointer view, const YnJson *value, YnFieldRow *row)
{
  YnFormView *self = YN_FORM_VIEW (view);
  YnFormPart *part = yn_form_part_of (GTK_WIDGET (row));
  gint64 branch;

  part->touched = TRUE;
  if (part->item->kind == YN_FORM_ITEM_BRANCHES && yn_json_int64 (value, &branch))
    yn_form_sheet_choose (self->sheet, part->item->pointer, (guint) branch);
  else if (!yn_answers_set (self->answers, part->item->pointer, value))
    return;
  yn_form_view_changed (self);
}

/* Both are saved as an answer is. */
static void
put_off_cb (gpointer view, gboolean off, YnFieldRow *row)
{
  YnFormView *self = YN_FORM_VIEW (view);

  yn_aside_put_off (yn_answers_aside (self->answers), yn_field_row_item (row)->pointer, off);
  yn_form_view_check_soon (self);
  g_signal_emit_by_name (self, "changed");
}

void
yn_form_view_put_slot_off (YnFormView *self, const char *slot, gboolean off)
{
  g_autofree char *pointer = g_strconcat ("/attachments/", slot, NULL);

  yn_aside_put_off (yn_answers_aside (self->answers), pointer, off);
  yn_form_view_show_slots (self);
  yn_form_view_check_soon (self);
  g_signal_emit_by_name (self, "changed");
}

static void
looked_cb (gpointer view, YnFieldRow *row)
{
  YnFormView *self = YN_FORM_VIEW (view);

  yn_aside_looked (yn_answers_aside (self->answers), yn_field_row_item (row)->pointer);
  yn_field_row_focus (row);
  yn_form_sheet_show_aside (self->sheet, yn_form_part_of (GTK_WIDGET (row)), TRUE);
  g_signal_emit_by_name (self, "changed");
}

/* Now the answer may be judged, and is shown as it was understood. */
void
yn_form_view_left (YnFormView *self, YnFieldRow *row)
{
  YnFormPart *part = yn_form_part_of (GTK_WIDGET (row));
  YnFormJudging judges = yn_form_view_judging (self);

  yn_answers_settle (self->answers);
  part->touched = TRUE;
  yn_form_sheet_show_value (self->sheet, part);
  yn_form_sheet_show_aside (self->sheet, part, FALSE);
  if (self->checking == 0)
    yn_form_judge_part (&judges, part);
}

static void
add_cb (gpointer view, const char *name, GtkWidget *array)
{
  YnFormView *self = YN_FORM_VIEW (view);
  YnFormPart *part = yn_form_part_of (array);
  guint n = part->item->first + part->parts->len;

  if (!(name != NULL ? yn_answers_add_member (self->answers, part->item->pointer, name)
                     : yn_answers_insert (self->answers, part->item->pointer, n, NULL)))
    {
      gtk_widget_error_bell (array);
      return;
    }
  part->open = n - part->item->first;
  yn_form_view_changed (self);
  if (part->parts->len > part->open)
    yn_form_sheet_go_to (self->sheet, g_ptr_array_index (part->parts, part->parts->len - 1));
}

/* The hand stays where it was: at the entry that moved up into the place, or at the button that adds. */
static void
remove_cb (gpointer view, GtkWidget *entry)
{
  YnFormView *self = YN_FORM_VIEW (view);
  YnFormPart *part = yn_form_part_of (entry), *array = part->above;
  guint at = yn_form_part_index (part);

  if (array->item->kind == YN_FORM_ITEM_MEMBERS
          ? !yn_answers_set (self->answers, part->item->pointer, NULL)
          : !yn_answers_remove (self->answers, array->item->pointer, array->item->first + at))
    return;
  yn_form_part_remove (array, at);
  yn_form_view_changed (self);
  if (array->parts->len == 0)
    yn_form_sheet_go_to (self->sheet, array);
  else
    {
      YnFormPart *next = g_ptr_array_index (array->parts, MIN (at, array->parts->len - 1));

      if (next->widget != NULL && YN_IS_ENTRY_BOX (next->widget))
        yn_entry_box_focus (YN_ENTRY_BOX (next->widget), YN_ENTRY_REMOVE);
    }
}

static void
move_cb (gpointer view, int by, GtkWidget *entry)
{
  YnFormView *self = YN_FORM_VIEW (view);
  YnFormPart *part = yn_form_part_of (entry), *array = part->above;
  const YnFormPart *before = NULL;
  guint at = yn_form_part_index (part), first = array->item->first;

  if (!yn_answers_move (self->answers, array->item->pointer, first + at, first + at + (guint) by))
    return;
  yn_form_part_move (array, at, at + (guint) by);
  if (at + (guint) by > 0)
    before = g_ptr_array_index (array->parts, at + (guint) by - 1);
  gtk_widget_insert_after (entry, gtk_widget_get_parent (entry), before != NULL ? before->widget : NULL);
  yn_form_view_changed (self);
  yn_entry_box_focus (YN_ENTRY_BOX (entry), by < 0 ? YN_ENTRY_UP : YN_ENTRY_DOWN);
}

static void
rename_cb (gpointer view, const char *name, GtkWidget *entry)
{
  YnFormView *self = YN_FORM_VIEW (view);
  YnFormPart *part = yn_form_part_of (entry);
  const char *slash = strrchr (part->item->pointer, '/');
  g_autofree char *object = g_strndup (part->item->pointer, (gsize) (slash - part->item->pointer));
  g_autoptr (GString) old = g_string_new (slash + 1);

  g_string_replace (old, "~1", "/", 0);
  g_string_replace (old, "~0", "~", 0);
  if (yn_answers_rename_member (self->answers, object, old->str, name))
    yn_form_view_changed (self);
  else
    gtk_widget_error_bell (entry);
}

static void
open_cb (gpointer view, guint which, GtkWidget *box)
{
  YnFormView *self = YN_FORM_VIEW (view);

  yn_form_sheet_open (self->sheet, yn_form_part_of (box), which);
}

static void
unfold_cb (gpointer view, GtkWidget *group)
{
  YnFormView *self = YN_FORM_VIEW (view);
  g_autofree char *pointer = g_strdup (yn_form_part_of (group)->item->pointer);
  g_autoptr (YnJson) empty = yn_json_new_object ();
  YnFormPart *part;

  if (!yn_answers_set (self->answers, pointer, empty))
    {
      gtk_widget_error_bell (group);
      return;
    }
  yn_form_view_changed (self);
  part = yn_form_part_find (yn_form_sheet_places (self->sheet), pointer);
  if (part != NULL)
    yn_form_sheet_go_to (self->sheet, part);
}

const YnFormDeeds yn_form_view_deeds = { typed_cb, chosen_cb, put_off_cb, looked_cb, add_cb,
                                         open_cb,  remove_cb, move_cb,    rename_cb, unfold_cb };
