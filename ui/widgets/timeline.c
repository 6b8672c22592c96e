/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/timeline.h"

#include "words.h"

#include <glib/gi18n.h>

struct _YnTimeline
{
  GtkBox parent_instance;

  char *shown; /* what stands here: the same again leaves the widgets, and the focus, alone */
};

G_DEFINE_FINAL_TYPE (YnTimeline, yn_timeline, GTK_TYPE_BOX)

static GtkWidget *
line (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
paper_button (const YnStep *step)
{
  g_autofree char *label = g_strdup_printf (_("Open: %s"), step->paper_title);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 4);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "room.paper");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", step->paper, step->paper_title);
  return button;
}

static GtkWidget *
step_new (const YnStep *step, gboolean last, YnLanguage language)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "spacing", 14, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *rail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *mark = gtk_label_new (step->done ? "✓" : "○");
  g_autofree char *moment = yn_words_moment (step->at, language);

  gtk_widget_add_css_class (mark, "time-mark");
  gtk_widget_add_css_class (box, step->done ? "done" : "to-come");
  gtk_box_append (GTK_BOX (rail), mark);
  if (!last)
    {
      GtkWidget *rule = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

      gtk_widget_set_vexpand (rule, TRUE);
      gtk_widget_set_halign (rule, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (rail), rule);
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_margin_bottom (words, 18);
  gtk_box_append (GTK_BOX (words), line (step->title, "heading"));
  if (*moment != '\0')
    gtk_box_append (GTK_BOX (words), line (moment, "numeric"));
  if (step->detail != NULL && *step->detail != '\0')
    gtk_box_append (GTK_BOX (words), line (step->detail, "dim-label"));
  if (step->paper != NULL)
    gtk_box_append (GTK_BOX (words), paper_button (step));
  gtk_box_append (GTK_BOX (box), rail);
  gtk_box_append (GTK_BOX (box), words);
  return box;
}

static char *
steps_shown (GPtrArray *steps)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const YnStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (shown, "%s\t%s\t%" G_GINT64_FORMAT "\t%d\t%s\n", step->title,
                              step->detail != NULL ? step->detail : "", step->at, step->done,
                              step->paper != NULL ? step->paper : "");
    }
  return g_string_free (shown, FALSE);
}

void
yn_timeline_set_steps (YnTimeline *self, GPtrArray *steps, YnLanguage language)
{
  g_autofree char *shown = steps_shown (steps);
  GtkWidget *child;

  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    gtk_box_append (GTK_BOX (self), step_new (g_ptr_array_index (steps, i), i + 1 == steps->len, language));
}

static void
yn_timeline_finalize (GObject *object)
{
  g_free (YN_TIMELINE (object)->shown);
  G_OBJECT_CLASS (yn_timeline_parent_class)->finalize (object);
}

static void
yn_timeline_class_init (YnTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yn_timeline_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "timeline");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST);
}

static void
yn_timeline_init (YnTimeline *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_vexpand (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How it stands"), -1);
}
