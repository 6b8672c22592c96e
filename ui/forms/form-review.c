/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-review.h"

#include "forms/answer-text.h"

struct _YnFormReview
{
  GtkBox parent_instance;

  YnAnswers *answers; /* borrowed while it is filled */
  YnLanguage language;
};

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnFormReview, yn_form_review, GTK_TYPE_BOX)

static GtkWidget *
words_new (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "valign", GTK_ALIGN_START, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* @text: "" where there is no answer. */
static void
add_answer (GtkGrid *grid, int *line, const YnFormItem *item, const char *text)
{
  GtkWidget *label = words_new (item->label, "dim-label");
  GtkWidget *answer =
      *text != '\0' ? words_new (text, "numeric")
                    : words_new (item->required ? yn_language_text (item->language, "Nothing yet, and it is required")
                                                : yn_language_text (item->language, "Nothing yet"),
                                 item->required ? "problem" : "dim-label");

  gtk_widget_set_size_request (label, 120, -1);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_label_set_selectable (GTK_LABEL (answer), *text != '\0');
  gtk_widget_set_hexpand (answer, TRUE);
  gtk_grid_attach (grid, label, 0, *line, 1, 1);
  gtk_grid_attach (grid, answer, 1, *line, 1, 1);
  (*line)++;
}

/* A table without rows, one of several shapes of which none is chosen: asked for, and not answered. */
static gboolean
waits (const YnFormItem *item)
{
  return ((item->kind == YN_FORM_ITEM_ARRAY && item->first == 0) || item->kind == YN_FORM_ITEM_BRANCHES)
         && item->items->len == 0 && *item->label != '\0';
}

static void
add_items (YnFormReview *self, GtkGrid *grid, int *line, const YnFormItem *item)
{
  if (!item->visible)
    return;
  if (item->kind == YN_FORM_ITEM_FIELD)
    {
      g_autofree char *text = yn_form_answer_text (item, self->answers, self->language);

      add_answer (grid, line, item, text);
      return;
    }
  if (waits (item))
    {
      add_answer (grid, line, item, "");
      return;
    }
  if (*item->label != '\0' && item->items != NULL)
    gtk_grid_attach (grid, words_new (item->label, "caption-heading"), 0, (*line)++, 2, 1);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    {
      const YnFormItem *below = g_ptr_array_index (item->items, i);
      g_autofree char *numbered = g_strdup_printf ("%s %u", item->label, i + 1);

      if (item->kind == YN_FORM_ITEM_ARRAY && below->items != NULL && *below->label == '\0')
        gtk_grid_attach (grid, words_new (numbered, "caption-heading"), 0, (*line)++, 2, 1);
      add_items (self, grid, line, below);
    }
}

static void
change_cb (GtkButton *button, YnFormReview *self)
{
  g_signal_emit (self, signals[OPEN], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at")));
}

static void
add_step (YnFormReview *self, const YnFormItem *step, guint at)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *heading = words_new (step->label, "title-4");
  GtkWidget *change = gtk_button_new_with_label (yn_language_text (self->language, "Change"));
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *name = g_strdup_printf (yn_language_text (self->language, "Change: %s"), step->label);
  int line = 0;

  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_set_valign (heading, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (change, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (change), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (change), "at", GUINT_TO_POINTER (at));
  g_signal_connect_object (change, "clicked", G_CALLBACK (change_cb), self, 0);
  gtk_box_append (GTK_BOX (head), heading);
  gtk_box_append (GTK_BOX (head), change);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "form-group");
  for (guint i = 0; i < step->items->len; i++)
    add_items (self, GTK_GRID (grid), &line, g_ptr_array_index (step->items, i));
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), grid);
}

static void
add_kept_back (YnFormReview *self, const YnFormItem *form)
{
  const YnJson *answers = yn_answers_json (self->answers);
  g_auto (GStrv) lines = yn_form_kept_back (form, yn_answers_service (self->answers), answers, self->language);

  if (lines[0] != NULL)
    gtk_box_append (GTK_BOX (self),
                    words_new (yn_language_text (self->language, "Kept on this computer, not submitted"), "heading"));
  for (guint i = 0; lines[i] != NULL; i++)
    gtk_box_append (GTK_BOX (self), words_new (lines[i], "dim-label"));
}

void
yn_form_review_set (YnFormReview *self, const YnFormItem *form, const YnFormItem *categories,
                    YnAnswers *answers, YnLanguage language)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  self->answers = answers;
  self->language = language;
  for (guint i = 0; i < categories->items->len; i++)
    {
      const YnFormItem *step = g_ptr_array_index (categories->items, i);

      if (step->visible)
        add_step (self, step, i);
    }
  add_kept_back (self, form);
  self->answers = NULL;
}

GtkWidget *
yn_form_review_new (void)
{
  return g_object_new (YN_TYPE_FORM_REVIEW, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 10, NULL);
}

static void
yn_form_review_class_init (YnFormReviewClass *klass)
{
  signals[OPEN] = g_signal_new ("open", YN_TYPE_FORM_REVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
yn_form_review_init (YnFormReview *self)
{
}
