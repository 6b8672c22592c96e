/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-sheet.h"

#include "forms/array-box.h"
#include "forms/aside-lines.h"
#include "forms/categories-box.h"
#include "forms/changes.h"
#include "forms/form-review.h"
#include "forms/reveal.h"

#include <time.h>

/* Of drawing, between two frames. Of the processor's time: on a busy machine the clock on the wall would
 * allow no more than a row a frame. */
#define SLICE_US 8000
#define SCREENFUL 14  /* parts that are drawn before the first frame */

struct _YnFormSheet
{
  GtkBox parent_instance;

  YnFormDrawing drawing;
  YnAnswers *answers;
  YnLanguage language;

  YnFormItem *layout;
  YnFormPart *root;
  GHashTable *places; /* pointer -> YnFormPart */
  YnJson *shown;      /* the answers that the rows show */
  GQueue waiting;     /* of YnFormPart: to be drawn, in the order of the form */
  guint tick;         /* 0: nothing waits, or nobody looks */
  gboolean stands;    /* "stands" was said */
  gboolean no_waiting; /* putting off is not offered */
  guint busy;
};

enum
{
  DRAWN,
  STANDS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnFormSheet, yn_form_sheet, GTK_TYPE_BOX)

const YnFormItem *
yn_form_sheet_layout (YnFormSheet *self)
{
  return self->layout;
}

YnFormPart *
yn_form_sheet_root (YnFormSheet *self)
{
  return self->root;
}

GHashTable *
yn_form_sheet_places (YnFormSheet *self)
{
  return self->places;
}

void
yn_form_sheet_leave_out_putting_off (YnFormSheet *self)
{
  self->no_waiting = TRUE;
}

gboolean
yn_form_sheet_is_busy (YnFormSheet *self)
{
  return self->busy > 0;
}

/* --- values --------------------------------------------------------------------------------------------- */

void
yn_form_sheet_show_aside (YnFormSheet *self, YnFormPart *part, gboolean visited)
{
  YnFieldRow *row = yn_form_row (part);

  if (row != NULL)
    yn_aside_show (row, self->answers, visited && !self->no_waiting, self->language);
}

static void
show_value (YnFormSheet *self, YnFormPart *part, gboolean insist)
{
  YnFieldRow *row = yn_form_row (part);
  g_autoptr (YnJson) chosen = NULL;

  if (row == NULL)
    return;
  if (part->item->kind == YN_FORM_ITEM_BRANCHES && part->item->chosen >= 0)
    chosen = yn_json_new_int (part->item->chosen);
  yn_field_row_set_value (row, part->item->kind == YN_FORM_ITEM_BRANCHES
                                   ? chosen
                                   : yn_answers_get (self->answers, part->item->pointer),
                          insist);
  yn_form_sheet_show_aside (self, part, yn_field_row_has_focus (row));
}

void
yn_form_sheet_show_value (YnFormSheet *self, YnFormPart *part)
{
  show_value (self, part, TRUE);
}

/* Only where the answers differ from those shown. */
static void
show_changes (YnFormSheet *self)
{
  const YnJson *now = yn_answers_json (self->answers);
  g_autoptr (GHashTable) changes = yn_changes_between (self->shown, now);
  GHashTableIter iter;
  gpointer pointer;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &pointer, NULL))
    for (YnFormPart *part = g_hash_table_lookup (self->places, pointer); part != NULL; part = part->twin)
      show_value (self, part, FALSE);
  g_clear_pointer (&self->shown, yn_json_unref);
  self->shown = yn_json_ref (now);
}

/* --- drawing -------------------------------------------------------------------------------------------- */

static void
review_open_cb (YnFormSheet *self, guint which, GtkWidget *review)
{
  yn_form_sheet_open (self, g_object_get_data (G_OBJECT (review), "part"), which);
}

static void
add_review (YnFormSheet *self, YnFormPart *part)
{
  GtkWidget *review = yn_form_review_new ();

  g_object_set_data (G_OBJECT (review), "part", part);
  g_object_set_data (G_OBJECT (part->inner), "review", review);
  g_signal_connect_object (review, "open", G_CALLBACK (review_open_cb), self, G_CONNECT_SWAPPED);
  yn_categories_box_set_review (YN_CATEGORIES_BOX (part->inner), review);
}

static void
draw (YnFormSheet *self, YnFormPart *part)
{
  self->busy++;
  yn_form_draw (&self->drawing, part);
  if (part->item->kind == YN_FORM_ITEM_CATEGORIES && part->item->stepper)
    add_review (self, part);
  yn_form_follow_part (part, yn_form_part_index (part), TRUE);
  show_value (self, part, TRUE);
  yn_form_follow_boxes (part->above);
  self->busy--;
  g_signal_emit (self, signals[DRAWN], 0, part);
}

/* FALSE: nothing waits any more. */
static gboolean
draw_next (YnFormSheet *self)
{
  YnFormPart *part = g_queue_pop_head (&self->waiting);

  if (part != NULL)
    draw (self, part);
  return part != NULL;
}

static void
say_stands (YnFormSheet *self)
{
  if (self->stands)
    return;
  self->stands = TRUE;
  g_signal_emit (self, signals[STANDS], 0);
}

static gint64
processor_us (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return (gint64) used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static gboolean
slice_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  YnFormSheet *self = YN_FORM_SHEET (widget);
  gint64 end = processor_us () + SLICE_US;

  while (processor_us () < end)
    if (!draw_next (self))
      {
        self->tick = 0;
        say_stands (self);
        return G_SOURCE_REMOVE;
      }
  return G_SOURCE_CONTINUE;
}

static void
draw_rest (YnFormSheet *self)
{
  if (g_queue_is_empty (&self->waiting))
    say_stands (self);
  else if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), slice_cb, NULL, NULL);
}

/* Everything up to @part, so that it stands where it will stay. */
static void
draw_up_to (YnFormSheet *self, YnFormPart *part)
{
  while (part->widget == NULL && draw_next (self))
    ;
}

/* --- following ------------------------------------------------------------------------------------------ */

/* Brings what is drawn up to date; what shows and is not drawn yet is to wait. */
static void
follow (YnFormSheet *self, YnFormPart *part, guint at, gboolean reshaped)
{
  if (part->widget == NULL && part->item->visible)
    g_queue_push_tail (&self->waiting, part);
  else if (part->above != NULL)
    yn_form_follow_part (part, at, reshaped);
  if (!part->item->visible)
    return;
  for (guint i = 0; i < part->parts->len; i++)
    follow (self, g_ptr_array_index (part->parts, i), i, reshaped);
  yn_form_follow_boxes (part);
}

static void
follow_all (YnFormSheet *self, gboolean reshaped)
{
  self->busy++;
  g_queue_clear (&self->waiting);
  follow (self, self->root, 0, reshaped);
  self->busy--;
}

/* Entries, a branch or members came or went. */
static void
reshape (YnFormSheet *self)
{
  g_autoptr (YnFormItem) before = self->layout;

  self->busy++;
  self->layout = yn_form_lay_out_again (before, yn_answers_service (self->answers),
                                        yn_answers_json (self->answers), self->language);
  yn_form_part_take (self->root, self->layout, yn_form_part_fits);
  g_hash_table_remove_all (self->places);
  yn_form_part_index_places (self->root, self->places);
  follow_all (self, TRUE);
  self->busy--;
}

void
yn_form_sheet_refresh (YnFormSheet *self)
{
  if (yn_form_follow (self->layout, yn_answers_service (self->answers), yn_answers_json (self->answers),
                      self->language))
    follow_all (self, FALSE);
  else
    reshape (self);
  show_changes (self);
  for (guint i = 0; i < SCREENFUL && draw_next (self); i++)
    ;
  draw_rest (self);
}

gboolean
yn_form_sheet_choose (YnFormSheet *self, const char *pointer, guint branch)
{
  gboolean differs = yn_answers_choose (self->answers, pointer, branch);

  yn_form_choose (self->layout, pointer, branch);
  yn_aside_set_branch (yn_answers_aside (self->answers), pointer, branch);
  return differs;
}

/* --- going there ---------------------------------------------------------------------------------------- */

static gboolean
is_beyond (YnFormPart *part, guint which)
{
  return part->item->kind == YN_FORM_ITEM_CATEGORIES && which >= part->parts->len;
}

void
yn_form_sheet_open (YnFormSheet *self, YnFormPart *part, guint which)
{
  GtkWidget *review = g_object_get_data (G_OBJECT (part->inner), "review");

  part->open = which;
  if (review != NULL && is_beyond (part, which))
    yn_form_review_set (YN_FORM_REVIEW (review), self->layout, part->item, self->answers, self->language);
  follow_all (self, FALSE);
  draw_rest (self);
}

/* Opens every category and list that @part stands in. */
static void
open_way (YnFormSheet *self, YnFormPart *part)
{
  for (YnFormPart *at = part; at->above != NULL; at = at->above)
    if (yn_form_part_is_one_of (at) && at->above->open != yn_form_part_index (at))
      yn_form_sheet_open (self, at->above, yn_form_part_index (at));
}

static void
focus (YnFormPart *part)
{
  YnFieldRow *row = yn_form_row (part);

  if (row != NULL)
    yn_field_row_focus (row);
  else if (part->parts->len == 0 && part->inner != NULL && YN_IS_ARRAY_BOX (part->inner))
    yn_array_box_focus (YN_ARRAY_BOX (part->inner));
  else
    gtk_widget_child_focus (part->widget, GTK_DIR_TAB_FORWARD);
}

void
yn_form_sheet_go_to (YnFormSheet *self, YnFormPart *part)
{
  while (!part->item->visible && part->above != NULL)
    part = part->above;
  draw_up_to (self, part);
  open_way (self, part);
  draw_rest (self);
  if (part->above == NULL)
    return;
  focus (part);
  yn_reveal (part->widget);
}

typedef struct
{
  YnFormPart *first;
  YnFormPart *asked; /* by options.focus */
} First;

static gboolean
find_first (YnFormPart *part, gpointer data)
{
  First *first = data;
  const YnFormItem *item = part->item;

  if (item->kind != YN_FORM_ITEM_FIELD || !item->visible || !item->enabled)
    return FALSE;
  if (first->first == NULL)
    first->first = part;
  if (yn_json_boolean (yn_form_option (item, "focus")))
    first->asked = part;
  return first->asked != NULL;
}

void
yn_form_sheet_focus_first (YnFormSheet *self)
{
  First first = { NULL, NULL };

  yn_form_part_walk (self->root, find_first, &first);
  if (first.asked != NULL)
    yn_form_sheet_go_to (self, first.asked);
  else if (first.first != NULL)
    {
      draw_up_to (self, first.first);
      focus (first.first);
      draw_rest (self);
    }
}

/* --- a new form ----------------------------------------------------------------------------------------- */

static char *
focused_pointer (YnFormSheet *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *at = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (; at != NULL && at != GTK_WIDGET (self); at = gtk_widget_get_parent (at))
    if (YN_IS_FIELD_ROW (at))
      return g_strdup (yn_field_row_item (YN_FIELD_ROW (at))->pointer);
  return NULL;
}

static void
clear (YnFormSheet *self)
{
  g_queue_clear (&self->waiting);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->root, yn_form_part_free);
  g_clear_pointer (&self->layout, yn_form_item_free);
  g_clear_pointer (&self->shown, yn_json_unref);
  g_clear_pointer (&self->answers, yn_answers_unref);
}

void
yn_form_sheet_set (YnFormSheet *self, YnAnswers *answers, YnLanguage language)
{
  g_autofree char *focused = focused_pointer (self);
  YnAnswers *taken = yn_answers_ref (answers);
  YnFormPart *before;

  self->busy++;
  clear (self);
  self->answers = taken;
  self->language = language;
  self->stands = FALSE;
  self->layout = yn_answers_lay_out (answers, language);
  self->shown = yn_json_ref (yn_answers_json (answers));
  self->root = yn_form_part_new (self->layout, NULL);
  self->root->widget = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->root->content = self->root->widget;
  gtk_box_append (GTK_BOX (self), self->root->widget);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  yn_form_part_index_places (self->root, self->places);
  follow_all (self, TRUE);
  for (guint i = 0; i < SCREENFUL && draw_next (self); i++)
    ;
  before = focused != NULL ? yn_form_part_find (self->places, focused) : NULL;
  if (before != NULL)
    {
      draw_up_to (self, before);
      open_way (self, before);
      focus (before);
    }
  self->busy--;
  draw_rest (self);
}

static void
open_like (YnFormSheet *self, YnFormPart *part, const YnFormPart *other)
{
  if (part->item->kind == YN_FORM_ITEM_CATEGORIES && part->open != other->open)
    {
      draw_up_to (self, part);
      yn_form_sheet_open (self, part, other->open);
    }
  for (guint i = 0; i < MIN (part->parts->len, other->parts->len); i++)
    open_like (self, g_ptr_array_index (part->parts, i), g_ptr_array_index (other->parts, i));
}

void
yn_form_sheet_open_like (YnFormSheet *self, YnFormSheet *other)
{
  if (self->root != NULL && other->root != NULL)
    open_like (self, self->root, other->root);
}

YnFormSheet *
yn_form_sheet_new (const YnFormDeeds *deeds, gpointer owner)
{
  YnFormSheet *self = g_object_new (YN_TYPE_FORM_SHEET, "orientation", GTK_ORIENTATION_VERTICAL, NULL);

  self->drawing = (YnFormDrawing){ owner, deeds };
  return self;
}

static void
yn_form_sheet_dispose (GObject *object)
{
  YnFormSheet *self = YN_FORM_SHEET (object);

  self->busy++;
  clear (self);
  G_OBJECT_CLASS (yn_form_sheet_parent_class)->dispose (object);
}

static void
yn_form_sheet_class_init (YnFormSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yn_form_sheet_dispose;
  signals[DRAWN] = g_signal_new ("drawn", YN_TYPE_FORM_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[STANDS] =
      g_signal_new ("stands", YN_TYPE_FORM_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yn_form_sheet_init (YnFormSheet *self)
{
  g_queue_init (&self->waiting);
}
