/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-view.h"

#include "desk/filling.h"
#include "forms/form-drawing.h"

#include <string.h>

struct _YnFormView
{
  GtkBox parent_instance;

  YnAnswers *answers;
  char *today;
  YnLanguage language;
  GPtrArray *attachments; /* of YnAttachment */

  GHashTable *rows;    /* pointer -> YnFieldRow, borrowed */
  GPtrArray *slots;    /* of YnAttachmentSlot, borrowed */
  GHashTable *touched; /* pointers that the person has left once */
  char *shape;         /* of what is drawn: another shape is drawn anew */
  GtkLabel *elsewhere; /* problems that belong to no control */
  guint n_problems;
  gboolean judged;     /* all problems are shown from now on */
  gboolean slotless;   /* attachments are not asked for here */
  gboolean drawing;    /* widgets come and go: what they say now is nobody's doing */
};

enum
{
  CHANGED,
  ATTACH,
  DETACH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnFormView, yn_form_view, GTK_TYPE_BOX)

static void refresh (YnFormView *self);

/* --- problems --------------------------------------------------------------------------------------------------- */

/* The row that stands for @pointer: its own, or the nearest above it. */
static YnFieldRow *
row_for (YnFormView *self, const char *pointer)
{
  g_autofree char *at = g_strdup (pointer);

  while (*at != '\0')
    {
      YnFieldRow *row = g_hash_table_lookup (self->rows, at);
      char *slash = strrchr (at, '/');

      if (row != NULL)
        return row;
      *(slash != NULL ? slash : at) = '\0';
    }
  return NULL;
}

static YnAttachmentSlot *
slot_for (YnFormView *self, const YnProblem *problem)
{
  const char *last = strrchr (problem->pointer, '/');

  for (guint i = 0; i < self->slots->len; i++)
    {
      YnAttachmentSlot *slot = g_ptr_array_index (self->slots, i);

      if (last != NULL && g_str_has_prefix (problem->pointer, "/attachments")
          && g_strcmp0 (last + 1, yn_attachment_slot_id (slot)) == 0)
        return slot;
    }
  return NULL;
}

static void
clear_problems (YnFormView *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_object_set_data (row, "problem", NULL);
  for (guint i = 0; i < self->slots->len; i++)
    g_object_set_data (g_ptr_array_index (self->slots, i), "problem", NULL);
}

static GPtrArray *
check (YnFormView *self)
{
  g_autoptr (YnJson) visible = yn_answers_visible (self->answers);
  g_autoptr (YnJson) attachments = self->attachments != NULL ? yn_attachments_json (self->attachments) : NULL;

  return yn_service_check (yn_answers_service (self->answers), visible, attachments, self->today, self->language);
}

/* Gives each control the words of its first problem; what belongs to none stands at the end. */
static void
hand_out (YnFormView *self, GPtrArray *problems)
{
  g_autoptr (GString) elsewhere = g_string_new (NULL);

  clear_problems (self);
  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);
      YnFieldRow *row = row_for (self, problem->pointer);
      YnAttachmentSlot *slot = row == NULL ? slot_for (self, problem) : NULL;
      GObject *place = row != NULL ? G_OBJECT (row) : slot != NULL ? G_OBJECT (slot) : NULL;
      char *words = yn_problem_words (problem, self->language);

      if (place != NULL && g_object_get_data (place, "problem") == NULL)
        g_object_set_data_full (place, "problem", words, g_free);
      else if (place == NULL)
        {
          g_string_append_printf (elsewhere, "%s%s", elsewhere->len > 0 ? "\n" : "", words);
          g_free (words);
        }
      else
        g_free (words);
    }
  gtk_label_set_text (self->elsewhere, elsewhere->str);
  gtk_widget_set_visible (GTK_WIDGET (self->elsewhere), self->judged && elsewhere->len > 0);
}

static void
show_problems (YnFormView *self)
{
  g_autoptr (GPtrArray) problems = check (self);
  GHashTableIter iter;
  gpointer pointer, row;

  self->n_problems = problems->len;
  hand_out (self, problems);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &pointer, &row))
    yn_field_row_set_problem (row, self->judged || g_hash_table_contains (self->touched, pointer)
                                       ? g_object_get_data (row, "problem")
                                       : NULL);
  for (guint i = 0; i < self->slots->len; i++)
    {
      YnAttachmentSlot *slot = g_ptr_array_index (self->slots, i);

      yn_attachment_slot_set_problem (slot, self->judged ? g_object_get_data (G_OBJECT (slot), "problem") : NULL);
    }
}

guint
yn_form_view_problems (YnFormView *self)
{
  return self->n_problems;
}

/* The whole of @place comes into view, the words of its problem included; the focus alone brings only the control. */
static void
reveal (GtkWidget *place)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (place, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  if (scroller == NULL || !gtk_widget_compute_bounds (place, scroller, &bounds))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + bounds.origin.y
                                            - gtk_adjustment_get_page_size (adjustment) / 4);
}

/* Whether @one is met before @other by who reads the form: above it, or left of it in a line. */
static gboolean
stands_before (YnFormView *self, GtkWidget *one, GtkWidget *other)
{
  graphene_rect_t here, there;

  if (!gtk_widget_compute_bounds (one, GTK_WIDGET (self), &here)
      || !gtk_widget_compute_bounds (other, GTK_WIDGET (self), &there))
    return FALSE;
  return here.origin.y < there.origin.y || (here.origin.y == there.origin.y && here.origin.x < there.origin.x);
}

/* The problems come in the schema's order; a person looks for the first one on the page. NULL: none has a control. */
static GtkWidget *
first_place (YnFormView *self)
{
  g_autoptr (GPtrArray) problems = check (self);
  GtkWidget *first = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);
      YnFieldRow *row = row_for (self, problem->pointer);
      YnAttachmentSlot *slot = row == NULL ? slot_for (self, problem) : NULL;
      GtkWidget *place = row != NULL ? GTK_WIDGET (row) : slot != NULL ? GTK_WIDGET (slot) : NULL;

      if (place != NULL && (first == NULL || stands_before (self, place, first)))
        first = place;
    }
  return first;
}

/* Where the person should look: not before the words of all problems have found their place, or the view would scroll
 * to where the control was. */
static gboolean
focus_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer frames)
{
  GtkWidget *place;

  if (++*(guint *) frames < 3)
    return G_SOURCE_CONTINUE;
  place = first_place (YN_FORM_VIEW (widget));
  if (place == NULL)
    return G_SOURCE_REMOVE;
  if (YN_IS_FIELD_ROW (place))
    yn_field_row_focus (YN_FIELD_ROW (place));
  else
    yn_attachment_slot_focus (YN_ATTACHMENT_SLOT (place));
  reveal (place);
  return G_SOURCE_REMOVE;
}

gboolean
yn_form_view_judge (YnFormView *self)
{
  self->judged = TRUE;
  show_problems (self);
  if (self->n_problems > 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_cb, g_new0 (guint, 1), g_free);
  return self->n_problems == 0;
}

/* --- what a person does ----------------------------------------------------------------------------------------- */

static void
changed (YnFormView *self)
{
  refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
typed_cb (gpointer view, const char *text, YnFieldRow *row)
{
  YnFormView *self = YN_FORM_VIEW (view);
  const char *said = NULL;
  g_autoptr (YnExplanation) remark = NULL;

  if (!yn_answers_set_text (self->answers, yn_field_row_pointer (row), text, &said))
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

  g_hash_table_add (self->touched, g_strdup (yn_field_row_pointer (row)));
  if (yn_answers_set (self->answers, yn_field_row_pointer (row), value))
    changed (self);
}

/* Now the answer may be judged, and shown as it was understood. */
static void
left_cb (gpointer view, YnFieldRow *row)
{
  YnFormView *self = YN_FORM_VIEW (view);

  if (self->drawing)
    return;
  g_hash_table_add (self->touched, g_strdup (yn_field_row_pointer (row)));
  yn_field_row_set_value (row, yn_answers_get (self->answers, yn_field_row_pointer (row)));
  show_problems (self);
}

static void
add_row_cb (GtkButton *button, gpointer view)
{
  YnFormView *self = YN_FORM_VIEW (view);
  g_autofree char *end = g_strconcat (g_object_get_data (G_OBJECT (button), "pointer"), "/-", NULL);
  g_autoptr (YnJson) row = yn_json_new_object ();

  if (yn_answers_set (self->answers, end, row))
    changed (self);
}

static void
remove_row_cb (GtkButton *button, gpointer view)
{
  YnFormView *self = YN_FORM_VIEW (view);

  if (yn_answers_set (self->answers, g_object_get_data (G_OBJECT (button), "pointer"), NULL))
    changed (self);
}

static void
attach_cb (gpointer view, GFile *file, YnAttachmentSlot *slot)
{
  g_signal_emit (view, signals[ATTACH], 0, yn_attachment_slot_id (slot), file);
}

static void
detach_cb (gpointer view, const char *id)
{
  g_signal_emit (view, signals[DETACH], 0, id);
}

gboolean
yn_form_view_undo (YnFormView *self)
{
  if (!yn_answers_undo (self->answers))
    return FALSE;
  changed (self);
  return TRUE;
}

gboolean
yn_form_view_redo (YnFormView *self)
{
  if (!yn_answers_redo (self->answers))
    return FALSE;
  changed (self);
  return TRUE;
}

/* Draws @layout anew; the focus stays where it was. */
static void
draw (YnFormView *self, const YnFormItem *layout)
{
  static const YnFormDeeds deeds = { typed_cb, chosen_cb, left_cb, add_row_cb, remove_row_cb, attach_cb, detach_cb };
  const YnFormDrawing drawing = { GTK_BOX (self), self->language, &deeds, self->rows, self->slots };
  g_autofree char *focused = NULL;
  GHashTableIter iter;
  gpointer row;
  GtkWidget *child;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (yn_field_row_has_focus (row))
      focused = g_strdup (yn_field_row_pointer (row));
  self->drawing = TRUE;
  g_hash_table_remove_all (self->rows);
  g_ptr_array_set_size (self->slots, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  yn_form_draw (&drawing, layout,
                self->slotless ? NULL
                               : yn_json_get (yn_service_json (yn_answers_service (self->answers)), "attachments"));
  self->elsewhere = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->elsewhere, 0);
  gtk_label_set_wrap (self->elsewhere, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->elsewhere), "problem");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->elsewhere));
  for (guint i = 0; i < self->slots->len; i++)
    yn_attachment_slot_set_files (g_ptr_array_index (self->slots, i), self->attachments);
  self->drawing = FALSE;
  if (focused != NULL && g_hash_table_contains (self->rows, focused))
    {
      /* First its value: a field that has the focus is somebody's, and would stay empty. */
      yn_field_row_set_value (g_hash_table_lookup (self->rows, focused), yn_answers_get (self->answers, focused));
      yn_field_row_focus (g_hash_table_lookup (self->rows, focused));
    }
}

/* What makes two layouts need different widgets: kinds, places and visibility, in order. */
static void
describe (const YnFormItem *item, GString *shape)
{
  if (!item->visible)
    return;
  g_string_append_printf (shape, "%d%s(", item->kind, item->pointer != NULL ? item->pointer : "");
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    describe (g_ptr_array_index (item->items, i), shape);
  g_string_append_c (shape, ')');
}

/* Values, what is required and what is enabled: without new widgets. */
static void
update (YnFormView *self, const YnFormItem *item)
{
  YnFieldRow *row = item->kind == YN_FORM_ITEM_FIELD ? g_hash_table_lookup (self->rows, item->pointer) : NULL;

  if (row != NULL)
    {
      yn_field_row_set_value (row, yn_answers_get (self->answers, item->pointer));
      yn_field_row_set_required (row, item->required && item->enabled);
      gtk_widget_set_sensitive (GTK_WIDGET (row), item->enabled);
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    update (self, g_ptr_array_index (item->items, i));
}

static void
refresh (YnFormView *self)
{
  g_autoptr (YnFormItem) layout = yn_form_lay_out (yn_answers_service (self->answers), yn_answers_json (self->answers),
                                                   self->language);
  g_autoptr (GString) shape = g_string_new (NULL);

  describe (layout, shape);
  if (g_strcmp0 (shape->str, self->shape) != 0)
    {
      g_free (self->shape);
      self->shape = g_strdup (shape->str);
      draw (self, layout);
    }
  update (self, layout);
  show_problems (self);
}

void
yn_form_view_set_answers (YnFormView *self, YnAnswers *answers, const char *today, YnLanguage language)
{
  g_clear_pointer (&self->answers, yn_answers_unref);
  self->answers = yn_answers_ref (answers);
  g_free (self->today);
  self->today = g_strdup (today);
  self->language = language;
  g_clear_pointer (&self->shape, g_free);
  refresh (self);
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
  for (guint i = 0; i < self->slots->len; i++)
    yn_attachment_slot_set_files (g_ptr_array_index (self->slots, i), attachments);
  if (self->answers != NULL)
    show_problems (self);
}

static YnAttachmentSlot *
slot_named (YnFormView *self, const char *id)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (g_strcmp0 (yn_attachment_slot_id (g_ptr_array_index (self->slots, i)), id) == 0)
      return g_ptr_array_index (self->slots, i);
  return NULL;
}

void
yn_form_view_set_slot_busy (YnFormView *self, const char *slot, gboolean busy)
{
  YnAttachmentSlot *found = slot_named (self, slot);

  if (found != NULL)
    yn_attachment_slot_set_busy (found, busy);
}

void
yn_form_view_set_slot_problem (YnFormView *self, const char *slot, const char *words)
{
  YnAttachmentSlot *found = slot_named (self, slot);

  if (found != NULL)
    yn_attachment_slot_set_problem (found, words);
}

static void
yn_form_view_finalize (GObject *object)
{
  YnFormView *self = YN_FORM_VIEW (object);

  g_clear_pointer (&self->answers, yn_answers_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->touched);
  g_ptr_array_unref (self->slots);
  g_free (self->shape);
  g_free (self->today);
  G_OBJECT_CLASS (yn_form_view_parent_class)->finalize (object);
}

static void
yn_form_view_class_init (YnFormViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yn_form_view_finalize;
  signals[CHANGED] = g_signal_new ("changed", YN_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ATTACH] = g_signal_new ("attach", YN_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_FILE);
  signals[DETACH] = g_signal_new ("detach", YN_TYPE_FORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
yn_form_view_init (YnFormView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->slots = g_ptr_array_new ();
}
