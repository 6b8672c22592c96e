/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/problem-list.h"

#define AT_FIRST 8

struct _YnProblemList
{
  GtkBox parent_instance;

  GtkLabel *heading;
  GtkBox *box;
  GtkWidget *more;
  GPtrArray *lines;
  guint n_places;
  guint shown; /* how many at most */
  YnLanguage language;
};

enum
{
  JUMP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnProblemList, yn_problem_list, GTK_TYPE_BOX)

static void
jump_cb (GtkButton *button, YnProblemList *self)
{
  g_signal_emit (self, signals[JUMP], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at")));
}

static GtkWidget *
words_new (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "hexpand", TRUE, NULL);
}

static GtkWidget *
line_new (YnProblemList *self, guint at)
{
  const char *text = g_ptr_array_index (self->lines, at);
  GtkWidget *content, *button;
  g_autofree char *name = g_strdup_printf (yn_language_text (self->language, "Go to: %s"), text);

  if (at >= self->n_places)
    return words_new (text);
  content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (content), words_new (text));
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("go-next-symbolic"));
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "problem-jump");
  g_object_set_data (G_OBJECT (button), "at", GUINT_TO_POINTER (at));
  g_signal_connect_object (button, "clicked", G_CALLBACK (jump_cb), self, 0);
  return button;
}

static void
fill (YnProblemList *self)
{
  guint n = MIN (self->lines->len, self->shown);
  g_autofree char *rest = g_strdup_printf (yn_language_text (self->language, "Show all %u"), self->lines->len);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->box, line_new (self, i));
  gtk_button_set_label (GTK_BUTTON (self->more), rest);
  gtk_widget_set_visible (self->more, n < self->lines->len);
}

static void
more_cb (YnProblemList *self)
{
  self->shown = G_MAXUINT;
  fill (self);
  gtk_widget_child_focus (GTK_WIDGET (self->box), GTK_DIR_TAB_FORWARD);
}

static gboolean
is_same (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (!g_str_equal (g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
      return FALSE;
  return TRUE;
}

void
yn_problem_list_set (YnProblemList *self, GPtrArray *lines, guint n_places, YnLanguage language)
{
  g_autofree char *words =
      g_strdup_printf (yn_language_texts (language, "%u thing to put right:", "%u things to put right:", lines->len),
                       lines->len);

  gtk_widget_set_visible (GTK_WIDGET (self), lines->len > 0);
  if (is_same (self->lines, lines) && self->n_places == n_places)
    {
      g_ptr_array_unref (lines);
      return;
    }
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = lines;
  self->n_places = n_places;
  self->language = language;
  gtk_label_set_text (self->heading, words);
  fill (self);
}

static void
yn_problem_list_finalize (GObject *object)
{
  g_clear_pointer (&YN_PROBLEM_LIST (object)->lines, g_ptr_array_unref);
  G_OBJECT_CLASS (yn_problem_list_parent_class)->finalize (object);
}

static void
yn_problem_list_class_init (YnProblemListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yn_problem_list_finalize;
  signals[JUMP] = g_signal_new ("jump", YN_TYPE_PROBLEM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
yn_problem_list_init (YnProblemList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "problem-list");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->shown = AT_FIRST;
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "problem");
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->more = gtk_button_new ();
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->more, "flat");
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->box));
  gtk_box_append (GTK_BOX (self), self->more);
}
