/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is wrong with the answers, as the form view shows it: at the fields, in the list at the top, and the ways there.
 */

#include "forms/form-view-parts.h"
#include "forms/form-view.h"

#include "desk/filling.h"
#include "forms/reveal.h"

YnFormJudging
yn_form_view_judging (YnFormView *self)
{
  return (YnFormJudging){ yn_form_sheet_root (self->sheet), yn_form_sheet_places (self->sheet),
                          self->language, self->judged };
}

static void
list_problem (YnFormView *self, GPtrArray *lines, const YnProblem *problem, gboolean leads)
{
  if (leads)
    g_ptr_array_add (self->listed, g_strdup (yn_problem_place (problem)));
  g_ptr_array_add (lines, yn_problem_words (problem, self->language));
}

/* A place that one can go to, beside those whose problem stands in the form. */
static gboolean
has_place (YnFormView *self, const YnProblem *problem)
{
  return yn_form_slots_for (self->slots, problem) != NULL
         || yn_form_part_find (yn_form_sheet_places (self->sheet), yn_problem_place (problem)) != NULL;
}

/* In the order of the form: its fields, its attachments, and what belongs to none of them. */
static void
list_problems (YnFormView *self, GPtrArray *elsewhere)
{
  YnFormJudging judges = yn_form_view_judging (self);
  g_autoptr (GPtrArray) parts = yn_form_judged_parts (&judges);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (self->listed, 0);
  for (guint i = 0; self->judged && i < parts->len; i++)
    list_problem (self, lines, ((const YnFormPart *) g_ptr_array_index (parts, i))->problem, TRUE);
  for (guint i = 0; self->judged && i < elsewhere->len; i++)
    if (has_place (self, g_ptr_array_index (elsewhere, i)))
      list_problem (self, lines, g_ptr_array_index (elsewhere, i), TRUE);
  for (guint i = 0; self->judged && i < elsewhere->len; i++)
    if (!has_place (self, g_ptr_array_index (elsewhere, i)))
      list_problem (self, lines, g_ptr_array_index (elsewhere, i), FALSE);
  yn_problem_list_set (self->list, lines, self->listed->len, self->language);
}

void
yn_form_view_show_absent (YnFormView *self)
{
  if (self->answers != NULL)
    yn_absent_list_set (self->absent, yn_form_sheet_layout (self->sheet), self->answers, self->language);
}

/* GTK looks anew for what lies under the pointer before the frame after one in which something moved: that
 * would be the next key's. */
void
yn_form_view_find_pointer (YnFormView *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock != NULL)
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_FLUSH_EVENTS);
}

/* What a person put off waits in a list of its own, and is nothing to put right now. */
static void
leave_out_put_off (YnFormView *self)
{
  YnAside *aside = yn_answers_aside (self->answers);
  const YnJson *answers = yn_answers_json (self->answers);

  for (guint i = self->problems->len; i > 0; i--)
    {
      const YnProblem *problem = g_ptr_array_index (self->problems, i - 1);
      gboolean missing = g_str_equal (problem->code, "attachment-required")
                         || !g_str_has_prefix (problem->pointer, "/attachments/");

      if (missing && yn_aside_is_put_off (aside, problem->pointer, answers))
        g_ptr_array_remove_index (self->problems, i - 1);
    }
}

static void
check (YnFormView *self)
{
  g_autoptr (YnJson) attachments = self->attachments != NULL ? yn_attachments_json (self->attachments) : NULL;
  g_autoptr (GPtrArray) before = self->problems;
  g_autoptr (GPtrArray) elsewhere = g_ptr_array_new ();
  YnFormJudging judges = yn_form_view_judging (self);
  gboolean differs;

  g_clear_handle_id (&self->checking, g_source_remove);
  self->problems = yn_form_check (yn_form_sheet_layout (self->sheet), yn_answers_json (self->answers), attachments,
                                  self->today);
  leave_out_put_off (self);
  differs = yn_form_judge_parts (&judges, self->problems, elsewhere);
  if (self->judged)
    yn_form_slots_judge (self->slots, elsewhere, self->language);
  if (differs || self->listing || elsewhere->len > 0 || before == NULL || before->len != self->problems->len)
    list_problems (self, elsewhere);
  self->listing = FALSE;
  yn_form_view_show_absent (self);
  yn_form_view_find_pointer (self);
  g_signal_emit_by_name (self, "judged");
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
void
yn_form_view_check_soon (YnFormView *self)
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

void
yn_form_view_judge_drawn (YnFormView *self, YnFormPart *part)
{
  YnFormJudging judges = yn_form_view_judging (self);

  yn_form_judge_part (&judges, part);
}

static gboolean
touch (YnFormPart *part, gpointer places)
{
  YnFormPart *twin = part->touched && part->item->pointer != NULL
                         ? g_hash_table_lookup (places, part->item->pointer)
                         : NULL;

  if (twin != NULL)
    twin->touched = TRUE;
  return FALSE;
}

/* What was shown as wrong there is shown here. */
void
yn_form_view_judge_like (YnFormView *self, YnFormView *other)
{
  if (self->answers == NULL || other->answers == NULL)
    return;
  self->judged = self->listing = other->judged;
  yn_form_part_walk (yn_form_sheet_root (other->sheet), touch, yn_form_sheet_places (self->sheet));
  yn_form_view_check_soon (self);
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

void
yn_form_view_jump_to_line (YnFormView *self, guint which)
{
  if (which >= self->listed->len)
    return;
  self->at = which;
  jump (self, g_ptr_array_index (self->listed, which));
}

guint
yn_form_view_listed (YnFormView *self)
{
  return self->judged ? yn_form_view_problems (self) : 0;
}

/* The line of the place that has the focus, or of the one that one went to last. */
static guint
line_here (YnFormView *self)
{
  const YnFormPart *here = self->visited != NULL ? yn_form_part_of (GTK_WIDGET (self->visited)) : NULL;

  for (guint i = 0; here != NULL && i < self->listed->len; i++)
    if (yn_form_part_find (yn_form_sheet_places (self->sheet), g_ptr_array_index (self->listed, i)) == here)
      return i;
  return MIN (self->at, self->listed->len - 1);
}

void
yn_form_view_go_on (YnFormView *self, int by)
{
  guint n = self->listed->len;

  if (n > 0)
    yn_form_view_jump_to_line (self, (line_here (self) + n + (guint) by) % n);
}

void
yn_form_view_go_to_list (YnFormView *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  yn_reveal (GTK_WIDGET (self->list));
}

gboolean
yn_form_view_go_to (YnFormView *self, const char *pointer)
{
  const YnProblem there = { .pointer = (char *) pointer };

  if (self->answers == NULL
      || (yn_form_part_find (yn_form_sheet_places (self->sheet), pointer) == NULL
          && yn_form_slots_for (self->slots, &there) == NULL))
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
  yn_form_view_jump_to_line (self, 0);
  return self->problems->len == 0;
}
