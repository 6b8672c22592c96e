/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/step-bar.h"

#include <glib/gi18n.h>

struct _YnStepBar
{
  GtkWidget parent_instance;

  GtkWidget *steps[YN_N_STEPS];
  GtkLabel *marks[YN_N_STEPS];
  GtkWidget *lines[YN_N_STEPS]; /* before each step; none before the first */
  YnFilingStep done, current;
};

G_DEFINE_FINAL_TYPE (YnStepBar, yn_step_bar, GTK_TYPE_WIDGET)

static const char *const names[YN_N_STEPS] = {
  N_ ("Fill in"), N_ ("Review"), N_ ("Sign"), N_ ("Submit"), N_ ("Receipt"), N_ ("Acceptance"), N_ ("Handling"),
  N_ ("Result"),
};

static const char *
state_words (YnFilingStep step, YnFilingStep done, YnFilingStep current)
{
  if (step < done)
    return _("done");
  if (step == current)
    return _("now");
  return step < current ? _("not reached") : _("to come");
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
yn_step_bar_set_ended (YnStepBar *self, YnFilingStep done, YnFilingStep current)
{
  gboolean is_signed = gtk_widget_get_visible (self->steps[YN_STEP_SIGN]);
  guint last = is_signed ? YN_N_STEPS : YN_N_STEPS - 1;

  self->done = done;
  self->current = current;
  for (guint i = 0; i < YN_N_STEPS; i++)
    {
      guint place = is_signed || i < YN_STEP_SIGN ? i + 1 : i;
      g_autofree char *number = g_strdup_printf ("%u", place);
      g_autofree char *label = g_strdup_printf (_("Step %u of %u, %s: %s"), place, last, _(names[i]),
                                                state_words (i, done, current));

      gtk_label_set_text (self->marks[i], i < done ? "✓" : number);
      set_class (self->steps[i], "done", i < done);
      set_class (self->steps[i], "current", i == current);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->steps[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

void
yn_step_bar_set_current (YnStepBar *self, YnFilingStep current)
{
  yn_step_bar_set_ended (self, current, current);
}

void
yn_step_bar_set_signed (YnStepBar *self, gboolean is_signed)
{
  gtk_widget_set_visible (self->steps[YN_STEP_SIGN], is_signed);
  gtk_widget_set_visible (self->lines[YN_STEP_SIGN], is_signed);
  yn_step_bar_set_ended (self, self->done, self->current);
}

static GtkWidget *
step_new (YnStepBar *self, guint i)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4, "hexpand", TRUE,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *mark = gtk_label_new (NULL);
  GtkWidget *word = gtk_label_new (_(names[i]));

  gtk_widget_set_halign (mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (mark, "step-mark");
  gtk_widget_add_css_class (word, "step-word");
  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (box, "step");
  gtk_widget_add_css_class (box, i <= YN_STEP_RECEIPT ? "ours" : "theirs");
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), word);
  self->marks[i] = GTK_LABEL (mark);
  return box;
}

static void
yn_step_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yn_step_bar_parent_class)->dispose (object);
}

static void
yn_step_bar_class_init (YnStepBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_step_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "stepbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
yn_step_bar_init (YnStepBar *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  for (guint i = 0; i < YN_N_STEPS; i++)
    {
      if (i > 0)
        {
          GtkWidget *line = g_object_new (GTK_TYPE_SEPARATOR, "valign", GTK_ALIGN_START, "hexpand", TRUE, NULL);

          gtk_widget_add_css_class (line, i <= YN_STEP_RECEIPT ? "step-line" : "step-line-theirs");
          gtk_widget_set_parent (line, widget);
          self->lines[i] = line;
        }
      self->steps[i] = step_new (self, i);
      gtk_widget_set_parent (self->steps[i], widget);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Steps of this filing"), -1);
  yn_step_bar_set_current (self, YN_STEP_FILL);
}
