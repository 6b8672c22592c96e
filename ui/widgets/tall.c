/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/tall.h"

struct _YnTall
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (YnTall, yn_tall, GTK_TYPE_LAYOUT_MANAGER)

static void
yn_tall_measure (GtkLayoutManager *layout, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                 int *natural, int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *scroller = gtk_widget_get_first_child (widget);
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));
  int max = gtk_scrolled_window_get_max_content_height (GTK_SCROLLED_WINDOW (scroller));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (scroller, orientation, -1, minimum, natural, NULL, NULL);
      return;
    }
  gtk_widget_measure (gtk_viewport_get_child (GTK_VIEWPORT (viewport)), orientation, for_size, minimum, natural, NULL,
                      NULL);
  if (max >= 0)
    {
      *minimum = MIN (*minimum, max);
      *natural = MIN (*natural, max);
    }
}

static void
yn_tall_allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static GtkSizeRequestMode
yn_tall_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
yn_tall_class_init (YnTallClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = yn_tall_measure;
  layout_class->allocate = yn_tall_allocate;
  layout_class->get_request_mode = yn_tall_get_request_mode;
}

static void
yn_tall_init (YnTall *self)
{
}
