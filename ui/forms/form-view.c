/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-view.h"
#include "forms/form-view-parts.h"

enum
{
  CHANGED,
  JUDGED,
  STANDS,
  ATTACH,
  DETACH,
  CODE_TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnFormView, yn_form_view, GTK_TYPE_BOX)

/* --- the focus ------------------------------------------------------------------------------------------ */

/* Of the window, not of each row: who looks into another window has not left the field. */
static void
focus_moved_cb (YnFormView *self)
{
  GtkWidget *at = gtk_root_get_focus (self->window);
  GtkWidget *row = at != NULL ? gtk_widget_get_ancestor (at, YN_TYPE_FIELD_ROW) : NULL;
  g_autoptr (YnFieldRow) before = NULL;

  if (row != NULL && !gtk_widget_is_ancestor (row, GTK_WIDGET (self)))
    row = NULL;
  if (self->visited == (YnFieldRow *) row)
    return;
  before = g_steal_pointer (&self->visited);
  self->visited = row != NULL ? g_object_ref (YN_FIELD_ROW (row)) : NULL;
  if (row != NULL)
    yn_form_sheet_show_aside (self->sheet, yn_form_part_of (row), TRUE);
  if (before != NULL && !yn_form_sheet_is_busy (self->sheet)
      && gtk_widget_is_ancestor (GTK_WIDGET (before), GTK_WIDGET (self->sheet)))
    yn_form_view_left (self, before);
}

static void
yn_form_view_root (GtkWidget *widget)
{
  YnFormView *self = YN_FORM_VIEW (widget);

  GTK_WIDGET_CLASS (yn_form_view_parent_class)->root (widget);
  self->window = gtk_widget_get_root (widget);
  /* The cursor stands still: one that fades has the window drawn sixty times a second, and each key waits for
   * the next time. */
  g_object_set (gtk_widget_get_settings (widget), "gtk-cursor-blink", FALSE, NULL);
  g_signal_connect_swapped (self->window, "notify::focus-widget", G_CALLBACK (focus_moved_cb), self);
}

static void
yn_form_view_unroot (GtkWidget *widget)
{
  YnFormView *self = YN_FORM_VIEW (widget);

  g_signal_handlers_disconnect_by_data (self->window, self);
  self->window = NULL;
  g_clear_object (&self->visited);
  GTK_WIDGET_CLASS (yn_form_view_parent_class)->unroot (widget);
}

void
yn_form_view_focus_first (YnFormView *self)
{
  if (self->answers != NULL)
    yn_form_sheet_focus_first (self->sheet);
}

void
yn_form_view_open_like (YnFormView *self, YnFormView *other)
{
  yn_form_sheet_open_like (self->sheet, other->sheet);
  yn_form_view_judge_like (self, other);
}

/* --- what is shown -------------------------------------------------------------------------------------- */

void
yn_form_view_show_slots (YnFormView *self)
{
  yn_form_slots_set_files (self->slots, self->attachments);
  yn_form_slots_follow_aside (self->slots, yn_answers_aside (self->answers), yn_answers_json (self->answers));
}

void
yn_form_view_set_answers (YnFormView *self, YnAnswers *answers, const char *today, YnLanguage language)
{
  YnAnswers *taken = yn_answers_ref (answers);

  g_clear_pointer (&self->answers, yn_answers_unref);
  self->answers = taken;
  g_free (self->today);
  self->today = g_strdup (today);
  self->language = language;
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_object (&self->visited);
  if (!self->slotless)
    {
      yn_form_slots_draw (self->slots,
                          yn_json_get (yn_service_json (yn_answers_service (answers)), "attachments"),
                          language);
      yn_form_view_show_slots (self);
    }
  yn_form_sheet_set (self->sheet, answers, language);
  yn_form_view_check_soon (self);
}

void
yn_form_view_leave_out_attachments (YnFormView *self)
{
  self->slotless = TRUE;
}

void
yn_form_view_leave_out_putting_off (YnFormView *self)
{
  yn_form_sheet_leave_out_putting_off (self->sheet);
}

void
yn_form_view_set_attachments (YnFormView *self, GPtrArray *attachments)
{
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  self->attachments = g_ptr_array_ref (attachments);
  if (self->answers == NULL)
    return;
  yn_form_view_show_slots (self);
  yn_form_view_check_soon (self);
}

void
yn_form_view_set_slot_busy (YnFormView *self, const char *slot, gboolean busy)
{
  YnAttachmentSlot *found = yn_form_slots_named (self->slots, slot);

  if (found != NULL)
    yn_attachment_slot_set_busy (found, busy);
}

void
yn_form_view_set_slot_problem (YnFormView *self, const char *slot, const char *words)
{
  YnAttachmentSlot *found = yn_form_slots_named (self->slots, slot);

  if (found != NULL)
    yn_attachment_slot_set_problem (found, words);
}

static void
stands_cb (YnFormView *self)
{
  yn_form_view_find_pointer (self);
  g_signal_emit (self, signals[STANDS], 0);
}

static void
attach_cb (YnFormView *self, const char *slot, GFile *file)
{
  g_signal_emit (self, signals[ATTACH], 0, slot, file);
}

static void
detach_cb (YnFormView *self, const char *id)
{
  g_signal_emit (self, signals[DETACH], 0, id);
}

static void
yn_form_view_dispose (GObject *object)
{
  YnFormView *self = YN_FORM_VIEW (object);

  g_clear_handle_id (&self->checking, g_source_remove);
  g_clear_object (&self->visited);
  G_OBJECT_CLASS (yn_form_view_parent_class)->dispose (object);
}

static void
yn_form_view_finalize (GObject *object)
{
  YnFormView *self = YN_FORM_VIEW (object);

  g_clear_pointer (&self->answers, yn_answers_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_ptr_array_unref (self->listed);
  g_free (self->today);
  G_OBJECT_CLASS (yn_form_view_parent_class)->finalize (object);
}

static void
yn_form_view_class_init (YnFormViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yn_form_view_dispose;
  object_class->finalize = yn_form_view_finalize;
  widget_class->root = yn_form_view_root;
  widget_class->unroot = yn_form_view_unroot;
  signals[CHANGED] =
      g_signal_new ("changed", YN_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[JUDGED] =
      g_signal_new ("judged", YN_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STANDS] =
      g_signal_new ("stands", YN_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ATTACH] = g_signal_new ("attach", YN_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_FILE);
  signals[DETACH] = g_signal_new ("detach", YN_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CODE_TYPED] = g_signal_new ("code-typed", YN_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
yn_form_view_init (YnFormView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->listed = g_ptr_array_new_with_free_func (g_free);
  self->list = g_object_new (YN_TYPE_PROBLEM_LIST, NULL);
  self->sheet = yn_form_sheet_new (&yn_form_view_deeds, self);
  self->slots = g_object_new (YN_TYPE_FORM_SLOTS, NULL);
  self->absent = g_object_new (YN_TYPE_ABSENT_LIST, NULL);
  g_signal_connect_swapped (self->list, "jump", G_CALLBACK (yn_form_view_jump_to_line), self);
  g_signal_connect_swapped (self->sheet, "drawn", G_CALLBACK (yn_form_view_judge_drawn), self);
  g_signal_connect_swapped (self->sheet, "stands", G_CALLBACK (stands_cb), self);
  g_signal_connect_swapped (self->absent, "opened", G_CALLBACK (yn_form_view_show_absent), self);
  g_signal_connect_swapped (self->slots, "attach", G_CALLBACK (attach_cb), self);
  g_signal_connect_swapped (self->slots, "detach", G_CALLBACK (detach_cb), self);
  g_signal_connect_swapped (self->slots, "put-off", G_CALLBACK (yn_form_view_put_slot_off), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->sheet));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->slots));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->absent));
  yn_form_view_add_shortcuts (self);
}
