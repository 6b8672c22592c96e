/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-view.h"

#include "desk/filling.h"
#include "forms/absent-list.h"
#include "forms/aside.h"
#include "forms/entry-box.h"
#include "forms/form-judging.h"
#include "forms/form-sheet.h"
#include "forms/form-slots.h"
#include "forms/problem-list.h"
#include "forms/reveal.h"

#include <glib/gi18n.h>
#include <string.h>

struct _YnFormView
{
  GtkBox parent_instance;

  YnProblemList *list;
  YnFormSheet *sheet;
  YnFormSlots *slots;
  YnAbsentList *absent;

  YnAnswers *answers;
  char *today;
  YnLanguage language;
  GPtrArray *attachments; /* of YnAttachment */

  GPtrArray *problems;
  GPtrArray *listed;      /* pointers: where the lines of the list go */
  guint checking;         /* the source that checks; 0: all is checked */
  gboolean judged;        /* all problems are shown from now on */
  gboolean listing;       /* the list of problems is to be made anew */
  gboolean slotless;      /* attachments are not asked for here */

  GtkRoot *window;        /* borrowed */
  YnFieldRow *visited;    /* has the focus, or had it last */
};

enum
{
  CHANGED,
  JUDGED,
  STANDS,
  ATTACH,
  DETACH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnFormView, yn_form_view, GTK_TYPE_BOX)

/* --- problems ------------------------------------------------------------------------------------------- */

static YnFormJudging
judging (YnFormView *self)
{
  return (YnFormJudging){ yn_form_sheet_root (self->sheet), yn_form_sheet_places (self->sheet),
                          self->language, self->judged };
}

static void
list_problem (YnFormView *self, GPtrArray *lines, const YnProblem *problem, gboolean has_place)
{
  if (has_place)
    g_ptr_array_add (self->listed, g_strdup (problem->pointer));
  g_ptr_array_add (lines, yn_problem_words (problem, self->language));
}

/* In the order of the form: its fields, its attachments, and what belongs to none of them. */
static void
list_problems (YnFormView *self, GPtrArray *elsewhere)
{
  YnFormJudging judges = judging (self);
  g_autoptr (GPtrArray) parts = yn_form_judged_parts (&judges);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (self->listed, 0);
  for (guint i = 0; self->judged && i < parts->len; i++)
    list_problem (self, lines, ((const YnFormPart *) g_ptr_array_index (parts, i))->problem, TRUE);
  for (guint i = 0; self->judged && i < elsewhere->len; i++)
    if (yn_form_slots_for (self->slots, g_ptr_array_index (elsewhere, i)) != NULL)
      list_problem (self, lines, g_ptr_array_index (elsewhere, i), TRUE);
  for (guint i = 0; self->judged && i < elsewhere->len; i++)
    if (yn_form_slots_for (self->slots, g_ptr_array_index (elsewhere, i)) == NULL)
      list_problem (self, lines, g_ptr_array_index (elsewhere, i), FALSE);
  yn_problem_list_set (self->list, lines, self->listed->len);
}

static void
show_absent (YnFormView *self)
{
  if (self->answers != NULL)
    yn_absent_list_set (self->absent, yn_form_sheet_layout (self->sheet), self->answers, self->language);
}

/* GTK looks anew for what lies under the pointer before the frame after one in which something moved: that
 * would be the next key's. */
static void
find_pointer (YnFormView *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock != NULL)
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_FLUSH_EVENTS);
}

static void
check (YnFormView *self)
{
  g_autoptr (YnJson) visible =
      yn_form_visible (yn_form_sheet_layout (self->sheet), yn_answers_json (self->answers));
  g_autoptr (YnJson) attachments = self->attachments != NULL ? yn_attachments_json (self->attachments) : NULL;
  g_autoptr (GPtrArray) before = self->problems;
  g_autoptr (GPtrArray) elsewhere = g_ptr_array_new ();
  YnFormJudging judges = judging (self);
  gboolean differs;

  g_clear_handle_id (&self->checking, g_source_remove);
  self->problems = yn_service_check (yn_answers_service (self->answers), visible, attachments, self->today,
                                     self->language);
  differs = yn_form_judge_parts (&judges, self->problems, elsewhere);
  if (self->judged)
    yn_form_slots_judge (self->slots, elsewhere, self->language);
  if (differs || self->listing || elsewhere->len > 0 || before == NULL || before->len != self->problems->len)
    list_problems (self, elsewhere);
  self->listing = FALSE;
  show_absent (self);
  find_pointer (self);
  g_signal_emit (self, signals[JUDGED], 0);
}

static gboolean
check_cb (gpointer view)
{
  YnFormView *self = YN_FORM_VIEW (view);

  self->checking = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

/* After the frame that shows the key: idle comes behind painting. */
static void
check_soon (YnFormView *self)
{
  if (self->checking == 0)
    self->checking = g_idle_add (check_cb, self);
}

guint
yn_form_view_problems (YnFormView *self)
{
  if (self->checking != 0)
    check (self);
  return self->problems != NULL ? self->problems->len : 0;
}

static void
drawn_cb (YnFormView *self, YnFormPart *part)
{
  YnFormJudging judges = judging (self);

  yn_form_judge_part (&judges, part);
}

static void
jump (YnFormView *self, const char *pointer)
{
  const YnProblem problem = { .pointer = (char *) pointer };
  YnFormPart *part = yn_form_part_find (yn_form_sheet_places (self->sheet), pointer);
  YnAttachmentSlot *slot = part == NULL ? yn_form_slots_for (self->slots, &problem) : NULL;

  if (part != NULL)
    yn_form_sheet_go_to (self->sheet, part);
  if (slot == NULL)
    return;
  yn_attachment_slot_focus (slot);
  yn_reveal (GTK_WIDGET (slot));
}

static void
jump_cb (YnFormView *self, guint which)
{
  if (which < self->listed->len)
    jump (self, g_ptr_array_index (self->listed, which));
}

gboolean
yn_form_view_go_to (YnFormView *self, const char *pointer)
{
  if (self->answers == NULL || yn_form_part_find (yn_form_sheet_places (self->sheet), pointer) == NULL)
    return FALSE;
  jump (self, pointer);
  return TRUE;
}

gboolean
yn_form_view_judge (YnFormView *self)
{
  self->listing = !self->judged;
  self->judged = TRUE;
  check (self);
  if (self->listed->len > 0)
    jump (self, g_ptr_array_index (self->listed, 0));
  return self->problems->len == 0;
}

/* --- what a person does --------------------------------------------------------------------------------- */

static void
changed (YnFormView *self)
{
  yn_form_sheet_refresh (self->sheet);
  check_soon (self);
  g_signal_emit (self, signals[CHANGED], 0);
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
  changed (self);
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

  if (!yn_answers_set_text (self->answers, pointer_of (row), text, &said))
    return;
  if (said != NULL)
    remark = yn_problems_explain_code (said, self->language);
  yn_field_row_set_remark (row, remark != NULL ? remark->what : NULL);
  changed (self);
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
  changed (self);
}

/* Both are saved as an answer is. */
static void
put_off_cb (gpointer view, gboolean off, YnFieldRow *row)
{
  YnFormView *self = YN_FORM_VIEW (view);

  yn_aside_put_off (yn_answers_aside (self->answers), yn_field_row_item (row)->pointer, off);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
looked_cb (gpointer view, YnFieldRow *row)
{
  YnFormView *self = YN_FORM_VIEW (view);

  yn_aside_looked (yn_answers_aside (self->answers), yn_field_row_item (row)->pointer);
  yn_field_row_focus (row);
  yn_form_sheet_show_aside (self->sheet, yn_form_part_of (GTK_WIDGET (row)), TRUE);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Now the answer may be judged, and is shown as it was understood. */
static void
left (YnFormView *self, YnFieldRow *row)
{
  YnFormPart *part = yn_form_part_of (GTK_WIDGET (row));
  YnFormJudging judges = judging (self);

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
  guint n = part->parts->len;

  if (!(name != NULL ? yn_answers_add_member (self->answers, part->item->pointer, name)
                     : yn_answers_insert (self->answers, part->item->pointer, n, NULL)))
    {
      gtk_widget_error_bell (array);
      return;
    }
  part->open = n;
  changed (self);
  if (part->parts->len > n)
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
          : !yn_answers_remove (self->answers, array->item->pointer, at))
    return;
  yn_form_part_remove (array, at);
  changed (self);
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
  guint at = yn_form_part_index (part);

  if (!yn_answers_move (self->answers, array->item->pointer, at, at + (guint) by))
    return;
  yn_form_part_move (array, at, at + (guint) by);
  if (at + (guint) by > 0)
    before = g_ptr_array_index (array->parts, at + (guint) by - 1);
  gtk_widget_insert_after (entry, gtk_widget_get_parent (entry), before != NULL ? before->widget : NULL);
  changed (self);
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
    changed (self);
  else
    gtk_widget_error_bell (entry);
}

static void
open_cb (gpointer view, guint which, GtkWidget *box)
{
  YnFormView *self = YN_FORM_VIEW (view);

  yn_form_sheet_open (self->sheet, yn_form_part_of (box), which);
}

static const YnFormDeeds deeds = { typed_cb, chosen_cb, put_off_cb, looked_cb, add_cb,
                                   open_cb,  remove_cb, move_cb,    rename_cb };

/* --- undo ----------------------------------------------------------------------------------------------- */

static gboolean
step (YnFormView *self, const char *pointer, gboolean (*go) (YnAnswers *answers))
{
  g_autofree char *place = g_strdup (pointer);
  YnFormPart *part;

  if (place == NULL || !go (self->answers))
    return FALSE;
  changed (self);
  part = yn_form_part_find (yn_form_sheet_places (self->sheet), place);
  if (part != NULL)
    {
      yn_form_sheet_show_value (self->sheet, part);
      yn_form_sheet_go_to (self->sheet, part);
    }
  return TRUE;
}

gboolean
yn_form_view_undo (YnFormView *self)
{
  return self->answers != NULL && step (self, yn_answers_undo_pointer (self->answers), yn_answers_undo);
}

gboolean
yn_form_view_redo (YnFormView *self)
{
  return self->answers != NULL && step (self, yn_answers_redo_pointer (self->answers), yn_answers_redo);
}

static gboolean
undo_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (!yn_form_view_undo (YN_FORM_VIEW (widget)))
    gtk_widget_error_bell (widget);
  return TRUE;
}

static gboolean
redo_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  if (!yn_form_view_redo (YN_FORM_VIEW (widget)))
    gtk_widget_error_bell (widget);
  return TRUE;
}

static void
add_shortcuts (YnFormView *self)
{
  static const struct
  {
    const char *trigger;
    GtkShortcutFunc func;
  } shortcuts[] = { { "<Control>z", undo_cb }, { "<Control><Shift>z", redo_cb }, { "<Control>y", redo_cb } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                          gtk_callback_action_new (shortcuts[i].func, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

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
    left (self, before);
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

/* --- what is shown -------------------------------------------------------------------------------------- */

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
      yn_form_slots_set_files (self->slots, self->attachments);
    }
  yn_form_sheet_set (self->sheet, answers, language);
  check_soon (self);
}

void
yn_form_view_leave_out_attachments (YnFormView *self)
{
  self->slotless = TRUE;
}

void
yn_form_view_set_attachments (YnFormView *self, GPtrArray *attachments)
{
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  self->attachments = g_ptr_array_ref (attachments);
  yn_form_slots_set_files (self->slots, attachments);
  if (self->answers != NULL)
    check_soon (self);
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

gboolean
yn_form_view_stands (YnFormView *self)
{
  return yn_form_sheet_stands (self->sheet);
}

static void
stands_cb (YnFormView *self)
{
  find_pointer (self);
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
}

static void
yn_form_view_init (YnFormView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->listed = g_ptr_array_new_with_free_func (g_free);
  self->list = g_object_new (YN_TYPE_PROBLEM_LIST, NULL);
  self->sheet = yn_form_sheet_new (&deeds, self);
  self->slots = g_object_new (YN_TYPE_FORM_SLOTS, NULL);
  self->absent = g_object_new (YN_TYPE_ABSENT_LIST, NULL);
  g_signal_connect_swapped (self->list, "jump", G_CALLBACK (jump_cb), self);
  g_signal_connect_swapped (self->sheet, "drawn", G_CALLBACK (drawn_cb), self);
  g_signal_connect_swapped (self->sheet, "stands", G_CALLBACK (stands_cb), self);
  g_signal_connect_swapped (self->absent, "opened", G_CALLBACK (show_absent), self);
  g_signal_connect_swapped (self->slots, "attach", G_CALLBACK (attach_cb), self);
  g_signal_connect_swapped (self->slots, "detach", G_CALLBACK (detach_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->sheet));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->slots));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->absent));
  add_shortcuts (self);
}
