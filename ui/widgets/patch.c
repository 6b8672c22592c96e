/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/patch.h"

struct _YnPatch
{
  GtkBox parent_instance;

  GtkAdjustment *scroll; /* of the page, while mapped; NULL: no page scrolls */
  GtkWidget *paper;      /* what scrolls, borrowed */
  gboolean painted;
};

G_DEFINE_FINAL_TYPE (YnPatch, yn_patch, GTK_TYPE_BOX)

/* Within a screen of what is seen: a turn of the wheel finds it painted. */
static gboolean
is_near (YnPatch *self)
{
  double top, page;
  graphene_rect_t bounds;

  if (self->scroll == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (self), self->paper, &bounds))
    return TRUE;
  top = gtk_adjustment_get_value (self->scroll);
  page = gtk_adjustment_get_page_size (self->scroll);
  return bounds.origin.y < top + 2 * page && bounds.origin.y + bounds.size.height > top - page;
}

static void
scrolled_cb (YnPatch *self)
{
  if (is_near (self) != self->painted)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
yn_patch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YnPatch *self = YN_PATCH (widget);

  self->painted = is_near (self);
  if (self->painted)
    GTK_WIDGET_CLASS (yn_patch_parent_class)->snapshot (widget, snapshot);
}

/* The outermost one: a table in a form scrolls only sideways. */
static GtkWidget *
page_of (GtkWidget *widget)
{
  GtkWidget *page = NULL;

  for (GtkWidget *at = widget; at != NULL; at = gtk_widget_get_parent (at))
    if (GTK_IS_SCROLLED_WINDOW (at))
      page = at;
  return page;
}

static void
yn_patch_map (GtkWidget *widget)
{
  YnPatch *self = YN_PATCH (widget);
  GtkWidget *page = page_of (widget);
  GtkWidget *view = page != NULL ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (page)) : NULL;

  if (view != NULL && GTK_IS_VIEWPORT (view))
    {
      self->paper = gtk_viewport_get_child (GTK_VIEWPORT (view));
      self->scroll = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (page)));
      g_signal_connect_object (self->scroll, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->scroll, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
    }
  GTK_WIDGET_CLASS (yn_patch_parent_class)->map (widget);
}

static void
yn_patch_unmap (GtkWidget *widget)
{
  YnPatch *self = YN_PATCH (widget);

  GTK_WIDGET_CLASS (yn_patch_parent_class)->unmap (widget);
  if (self->scroll != NULL)
    g_signal_handlers_disconnect_by_data (self->scroll, self);
  g_clear_object (&self->scroll);
  self->paper = NULL;
}

static void
yn_patch_dispose (GObject *object)
{
  g_clear_object (&YN_PATCH (object)->scroll);
  G_OBJECT_CLASS (yn_patch_parent_class)->dispose (object);
}

GtkWidget *
yn_patch_new (int spacing)
{
  return g_object_new (YN_TYPE_PATCH, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", spacing, NULL);
}

static void
yn_patch_class_init (YnPatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_patch_dispose;
  widget_class->snapshot = yn_patch_snapshot;
  widget_class->map = yn_patch_map;
  widget_class->unmap = yn_patch_unmap;
}

static void
yn_patch_init (YnPatch *self)
{
}
