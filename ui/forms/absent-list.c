/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/absent-list.h"

#include "forms/answer-text.h"

struct _YnAbsentList
{
  GtkWidget parent_instance;

  GtkExpander *expander;
  GtkBox *box;
};

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnAbsentList, yn_absent_list, GTK_TYPE_WIDGET)

/* The hidden ones as a person would name them: what has no label is told by what is in it. */
static void
collect (const YnFormItem *item, GPtrArray *absent)
{
  if (!item->visible && *item->label != '\0' && item->kind != YN_FORM_ITEM_LABEL)
    {
      g_ptr_array_add (absent, (gpointer) item);
      return;
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    collect (g_ptr_array_index (item->items, i), absent);
}

/* "label: answer" for each answer in @item. */
static void
collect_answers (const YnFormItem *item, YnAnswers *answers, YnLanguage language, GString *kept)
{
  if (item->kind == YN_FORM_ITEM_FIELD)
    {
      g_autofree char *text = yn_form_answer_text (item, answers, language);

      if (*text != '\0')
        g_string_append_printf (kept, "%s%s: %s", kept->len > 0 ? "; " : "", item->label, text);
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    collect_answers (g_ptr_array_index (item->items, i), answers, language, kept);
}

static void
add_words (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static void
add_absent (YnAbsentList *self, const YnFormItem *item, YnAnswers *answers, YnLanguage language)
{
  g_autoptr (GString) kept = g_string_new (NULL);

  add_words (self->box, item->label, "field-label");
  if (item->why != NULL)
    add_words (self->box, item->why, "dim-label");
  collect_answers (item, answers, language, kept);
  if (kept->len > 0)
    {
      g_autofree char *words = g_strdup_printf (yn_language_text (language, "Kept, and not sent: %s"), kept->str);

      add_words (self->box, words, "remark");
    }
}

void
yn_absent_list_set (YnAbsentList *self, const YnFormItem *layout, YnAnswers *answers, YnLanguage language)
{
  g_autoptr (GPtrArray) absent = g_ptr_array_new ();
  g_autofree char *words = NULL;
  GtkWidget *child;

  collect (layout, absent);
  words = g_strdup_printf (yn_language_texts (language, "Why is %u question not here?",
                                              "Why are %u questions not here?", absent->len),
                           absent->len);
  if (g_strcmp0 (words, gtk_expander_get_label (self->expander)) != 0)
    {
      gtk_expander_set_label (self->expander, words);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), absent->len > 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; gtk_expander_get_expanded (self->expander) && i < absent->len; i++)
    add_absent (self, g_ptr_array_index (absent, i), answers, language);
}

static void
expanded_cb (YnAbsentList *self)
{
  if (gtk_expander_get_expanded (self->expander))
    g_signal_emit (self, signals[OPENED], 0);
}

static void
yn_absent_list_dispose (GObject *object)
{
  YnAbsentList *self = YN_ABSENT_LIST (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (yn_absent_list_parent_class)->dispose (object);
}

static void
yn_absent_list_class_init (YnAbsentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yn_absent_list_dispose;
  signals[OPENED] =
      g_signal_new ("opened", YN_TYPE_ABSENT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
yn_absent_list_init (YnAbsentList *self)
{
  self->expander = GTK_EXPANDER (gtk_expander_new (NULL));
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "absent");
  gtk_expander_set_child (self->expander, GTK_WIDGET (self->box));
  gtk_widget_set_parent (GTK_WIDGET (self->expander), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (self->expander, "notify::expanded", G_CALLBACK (expanded_cb), self);
}
