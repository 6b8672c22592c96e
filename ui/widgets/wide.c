/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/wide.h"

struct _YnWide
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (YnWide, yn_wide, GTK_TYPE_WIDGET)

static int
bar_height (YnWide *self)
{
  GtkWidget *bar = gtk_scrolled_window_get_hscrollbar (GTK_SCROLLED_WINDOW (self->scroller));
  int height;

  gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height;
}

static void
yn_wide_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                 int *minimum_baseline, int *natural_baseline)
{
  YnWide *self = YN_WIDE (widget);
  int least, bar = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->child, orientation, -1, NULL, natural, NULL, NULL);
      *minimum = 0;
      return;
    }
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (for_size >= 0 && for_size < least)
    bar = bar_height (self);
  gtk_widget_measure (self->child, orientation, for_size < 0 ? -1 : MAX (for_size, least), minimum, natural, NULL,
                      NULL);
  *minimum += bar;
  *natural += bar;
}

static void
yn_wide_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (YN_WIDE (widget)->scroller, width, height, baseline, NULL);
}

static GtkSizeRequestMode
yn_wide_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

GtkWidget *
yn_wide_new (GtkWidget *child)
{
  YnWide *self = g_object_new (YN_TYPE_WIDE, NULL);

  self->child = child;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), child);
  return GTK_WIDGET (self);
}

static void
yn_wide_dispose (GObject *object)
{
  YnWide *self = YN_WIDE (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (yn_wide_parent_class)->dispose (object);
}

static void
yn_wide_class_init (YnWideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_wide_dispose;
  widget_class->measure = yn_wide_measure;
  widget_class->size_allocate = yn_wide_size_allocate;
  widget_class->get_request_mode = yn_wide_get_request_mode;
}

static void
yn_wide_init (YnWide *self)
{
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (self->scroller), FALSE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
