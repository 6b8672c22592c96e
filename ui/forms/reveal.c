/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/reveal.h"

#define SETTLED 3 /* frames */

/* The page's own, not that of a table in it. */
static GtkScrolledWindow *
page_of (GtkWidget *place)
{
  GtkScrolledWindow *page = NULL;

  for (GtkWidget *at = place; at != NULL; at = gtk_widget_get_parent (at))
    if (GTK_IS_SCROLLED_WINDOW (at))
      page = GTK_SCROLLED_WINDOW (at);
  return page;
}

static void
scroll_to (GtkScrolledWindow *page, GtkWidget *place)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (page);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (place, GTK_WIDGET (page), &bounds))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + bounds.origin.y
                                              - gtk_adjustment_get_page_size (adjustment) / 4);
}

typedef struct
{
  GtkWidget *place;
  guint frames;
} Goal;

static void
goal_free (gpointer data)
{
  Goal *goal = data;

  g_object_unref (goal->place);
  g_free (goal);
}

static gboolean
frame_cb (GtkWidget *page, GdkFrameClock *clock, gpointer data)
{
  Goal *goal = data;

  if (g_object_get_data (G_OBJECT (page), "goal") != goal)
    return G_SOURCE_REMOVE;
  if (++goal->frames < SETTLED)
    return G_SOURCE_CONTINUE;
  g_object_set_data (G_OBJECT (page), "goal", NULL);
  if (gtk_widget_is_ancestor (goal->place, page))
    scroll_to (GTK_SCROLLED_WINDOW (page), goal->place);
  return G_SOURCE_REMOVE;
}

void
yn_reveal (GtkWidget *place)
{
  GtkScrolledWindow *page = page_of (place);
  Goal *goal;

  if (page == NULL)
    return;
  goal = g_new0 (Goal, 1);
  goal->place = g_object_ref (place);
  g_object_set_data (G_OBJECT (page), "goal", goal);
  gtk_widget_add_tick_callback (GTK_WIDGET (page), frame_cb, goal, goal_free);
}
