/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/beside.h"

#include <glib/gi18n.h>

/* From this width on there is room for both. */
#define ROOM_FOR_BOTH 860
#define MAIN_SHARE 0.5
#define MAIN_MOST 640

struct _YnBeside
{
  GtkWidget parent_instance;

  GtkWidget *main;
  GtkWidget *side;
  GtkWidget *switcher; /* where there is room for one only */
  GtkToggleButton *to_main;
  GtkToggleButton *to_side;
};

enum
{
  PROP_MAIN = 1,
  PROP_SIDE,
  PROP_MAIN_TITLE,
  PROP_SIDE_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YnBeside, yn_beside, GTK_TYPE_WIDGET)

static gboolean
has_side (YnBeside *self)
{
  return self->side != NULL && gtk_widget_get_visible (self->side);
}

static void
yn_beside_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  YnBeside *self = YN_BESIDE (widget);
  int switcher_min, switcher_nat, min, nat, side_min = 0, side_nat = 0;

  gtk_widget_measure (self->switcher, orientation, -1, &switcher_min, &switcher_nat, NULL, NULL);
  gtk_widget_measure (self->main, orientation, -1, &min, &nat, NULL, NULL);
  if (has_side (self))
    gtk_widget_measure (self->side, orientation, -1, &side_min, &side_nat, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (MAX (min, side_min), switcher_min);
      *natural = MAX (*minimum, nat);
    }
  else
    {
      *minimum = MAX (min, side_min) + switcher_min;
      *natural = MAX (nat, side_nat) + switcher_nat;
    }
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation at = { x, y, width, height };

  gtk_widget_set_child_visible (child, width > 0);
  if (width > 0)
    gtk_widget_size_allocate (child, &at, -1);
}

static void
yn_beside_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YnBeside *self = YN_BESIDE (widget);
  int bar, min, main_width;

  gtk_widget_measure (self->main, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  gtk_widget_measure (self->switcher, GTK_ORIENTATION_VERTICAL, width, NULL, &bar, NULL, NULL);
  if (!has_side (self))
    {
      place (self->switcher, 0, 0, 0, 0);
      place (self->main, 0, 0, width, height);
      return;
    }
  if (width < ROOM_FOR_BOTH)
    {
      gboolean side = gtk_toggle_button_get_active (self->to_side);

      place (self->switcher, 0, 0, width, bar);
      place (self->main, 0, bar, side ? 0 : width, MAX (height - bar, 0));
      place (self->side, 0, bar, side ? width : 0, MAX (height - bar, 0));
      return;
    }
  main_width = MAX (min, MIN ((int) (width * MAIN_SHARE), MAIN_MOST));
  place (self->switcher, 0, 0, 0, 0);
  place (self->main, 0, 0, main_width, height);
  place (self->side, main_width, 0, width - main_width, height);
}

static void
switched_cb (YnBeside *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_child (YnBeside *self, GtkWidget **place_of, GtkWidget *child)
{
  g_clear_pointer (place_of, gtk_widget_unparent);
  *place_of = child;
  if (child == NULL)
    return;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_signal_connect_object (child, "notify::visible", G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);
}

static void
yn_beside_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YnBeside *self = YN_BESIDE (object);

  if (id == PROP_MAIN)
    set_child (self, &self->main, g_value_get_object (value));
  else if (id == PROP_SIDE)
    set_child (self, &self->side, g_value_get_object (value));
  else if (id == PROP_MAIN_TITLE)
    gtk_button_set_label (GTK_BUTTON (self->to_main), g_value_get_string (value));
  else
    gtk_button_set_label (GTK_BUTTON (self->to_side), g_value_get_string (value));
}

static void
yn_beside_dispose (GObject *object)
{
  YnBeside *self = YN_BESIDE (object);

  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  g_clear_pointer (&self->switcher, gtk_widget_unparent);
  G_OBJECT_CLASS (yn_beside_parent_class)->dispose (object);
}

static void
yn_beside_class_init (YnBesideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yn_beside_dispose;
  object_class->set_property = yn_beside_set_property;
  widget_class->measure = yn_beside_measure;
  widget_class->size_allocate = yn_beside_size_allocate;
  properties[PROP_MAIN] = g_param_spec_object ("main", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDE] = g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAIN_TITLE] = g_param_spec_string ("main-title", NULL, NULL, NULL,
                                                     G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDE_TITLE] = g_param_spec_string ("side-title", NULL, NULL, NULL,
                                                     G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yn_beside_init (YnBeside *self)
{
  self->switcher = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->to_main = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_("Overview")));
  self->to_side = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_("Paper")));
  gtk_toggle_button_set_group (self->to_side, self->to_main);
  gtk_toggle_button_set_active (self->to_main, TRUE);
  gtk_widget_add_css_class (self->switcher, "linked");
  gtk_widget_set_halign (self->switcher, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->switcher, 10);
  gtk_box_append (GTK_BOX (self->switcher), GTK_WIDGET (self->to_main));
  gtk_box_append (GTK_BOX (self->switcher), GTK_WIDGET (self->to_side));
  gtk_widget_set_parent (self->switcher, GTK_WIDGET (self));
  g_signal_connect_swapped (self->to_side, "toggled", G_CALLBACK (switched_cb), self);
}
