/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/leaves.h"

#include <glib/gi18n.h>

struct _YnLeaves
{
  GtkBox *box;
  GtkAdjustment *adjustment;
  gulong handlers[2]; /* of it */
  void (*cannot_draw) (gpointer user_data);
  gpointer user_data;

  YnDesk *desk;
  YnPages *paper;
  GPtrArray *textures;       /* of GdkTexture, one a page; NULL: not drawn */
  GCancellable *cancellable; /* of what is being drawn of this paper */
  gboolean drawing;          /* a page is */
  guint looking;             /* source */
};

/* The page keeps its shape and stands in the middle of what it is given. */
static gboolean
place_mark_cb (GtkOverlay *overlay, GtkWidget *widget, GdkRectangle *place)
{
  const YnPaperMark *mark = g_object_get_data (G_OBJECT (widget), "mark");
  GtkWidget *picture = gtk_overlay_get_child (overlay);
  GdkPaintable *page = gtk_picture_get_paintable (GTK_PICTURE (picture));
  double width = gtk_widget_get_width (picture), height = gtk_widget_get_height (picture);
  double scale =
      MIN (width / gdk_paintable_get_intrinsic_width (page), height / gdk_paintable_get_intrinsic_height (page));
  double page_width = scale * gdk_paintable_get_intrinsic_width (page);
  double page_height = scale * gdk_paintable_get_intrinsic_height (page);

  if (mark == NULL)
    return FALSE;
  place->x = (int) ((width - page_width) / 2 + mark->left * page_width);
  place->y = (int) ((height - page_height) / 2 + mark->top * page_height);
  place->width = MAX ((int) ((mark->right - mark->left) * page_width), 1);
  place->height = MAX ((int) ((mark->bottom - mark->top) * page_height), 1);
  return TRUE;
}

static GdkPaintable *
blank (YnLeaves *self, guint index)
{
  int width, height;

  yn_pages_size (self->paper, index, &width, &height);
  return gdk_paintable_new_empty (width, height);
}

static void
add_page (YnLeaves *self, guint index, const char *text)
{
  g_autoptr (GdkPaintable) nothing = blank (self, index);
  GtkWidget *picture = gtk_picture_new_for_paintable (nothing);
  GtkWidget *overlay = gtk_overlay_new ();
  g_autofree char *name = g_strdup_printf (_("Page %u"), index + 1);

  g_ptr_array_add (self->textures, NULL);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), text != NULL ? text : name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (picture, "paper");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), picture);
  g_signal_connect (overlay, "get-child-position", G_CALLBACK (place_mark_cb), NULL);
  gtk_box_append (self->box, overlay);
}

/* Of hundreds of pages only those that are seen, or nearly, are drawn and kept: the others keep their place. How far a
 * page is from the middle of what is seen, in heights of that; larger than FAR: it is not near. */
#define FAR 2.0

static double
distance (YnLeaves *self, GtkWidget *page)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self->box), GTK_TYPE_VIEWPORT);
  double height = MAX (gtk_widget_get_height (viewport), 1);
  graphene_rect_t place;
  double top, bottom;

  if (!gtk_widget_compute_bounds (page, viewport, &place))
    return G_MAXDOUBLE;
  top = place.origin.y - height / 2;
  bottom = top + place.size.height;
  return top > 0 ? top / height : bottom < 0 ? -bottom / height : 0;
}

static void
show_texture (YnLeaves *self, GtkWidget *page, guint index)
{
  GtkPicture *picture = GTK_PICTURE (gtk_overlay_get_child (GTK_OVERLAY (page)));
  GdkTexture *texture = g_ptr_array_index (self->textures, index);
  g_autoptr (GdkPaintable) nothing = texture == NULL ? blank (self, index) : NULL;

  gtk_picture_set_paintable (picture, texture != NULL ? GDK_PAINTABLE (texture) : nothing);
}

static void
keep (YnLeaves *self, GtkWidget *page, guint index, const YnPageImage *image)
{
  g_clear_object (&g_ptr_array_index (self->textures, index));
  if (image != NULL)
    g_ptr_array_index (self->textures, index)
        = gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_DEFAULT, image->pixels, image->stride);
  show_texture (self, page, index);
}

static void draw (YnLeaves *self, guint index);

/* Drops what is far, and draws the nearest that is missing; when that stands, the next. */
static void
look_around (YnLeaves *self)
{
  GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  double nearest = FAR;
  guint next = G_MAXUINT;

  for (guint i = 0; page != NULL && i < self->textures->len; i++, page = gtk_widget_get_next_sibling (page))
    {
      double away = distance (self, page);
      gboolean drawn = g_ptr_array_index (self->textures, i) != NULL;

      if (drawn && away > FAR)
        keep (self, page, i, NULL);
      else if (!drawn && away <= FAR && yn_pages_drawn (self->paper, i) != NULL)
        keep (self, page, i, yn_pages_drawn (self->paper, i));
      else if (!drawn && away < nearest)
        {
          nearest = away;
          next = i;
        }
    }
  if (next != G_MAXUINT && !self->drawing)
    draw (self, next);
}

static gboolean
look_around_cb (gpointer leaves)
{
  YnLeaves *self = leaves;

  self->looking = 0;
  look_around (self);
  return G_SOURCE_REMOVE;
}

/* Once the pages have their places. */
static void
scrolled_cb (YnLeaves *self)
{
  if (self->looking == 0 && self->paper != NULL)
    self->looking = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, look_around_cb, self, NULL);
}

typedef struct
{
  YnLeaves *leaves; /* borrowed: cancelled before they go */
  GCancellable *cancellable;
  guint index;
} Drawing;

static void
drawing_free (Drawing *drawing)
{
  g_object_unref (drawing->cancellable);
  g_free (drawing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drawing, drawing_free)

static GtkWidget *
page_at (YnLeaves *self, guint index)
{
  GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->box));

  while (page != NULL && index-- > 0)
    page = gtk_widget_get_next_sibling (page);
  return page;
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Drawing) drawing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnPageImage) image = yn_desk_draw_page_finish (YN_DESK (source), result, &error);
  YnLeaves *self = drawing->leaves;

  if (g_cancellable_is_cancelled (drawing->cancellable)) /* another paper lies here since, or none */
    return;
  self->drawing = FALSE;
  if (image == NULL)
    {
      self->cannot_draw (self->user_data);
      return;
    }
  keep (self, page_at (self, drawing->index), drawing->index, image);
  scrolled_cb (self);
}

static void
draw (YnLeaves *self, guint index)
{
  Drawing *drawing = g_new (Drawing, 1);

  drawing->leaves = self;
  drawing->cancellable = g_object_ref (self->cancellable);
  drawing->index = index;
  self->drawing = TRUE;
  yn_desk_draw_page_async (self->desk, self->paper, index, 1, self->cancellable, drawn_cb, drawing);
}

/* --- a paper ---------------------------------------------------------------------------------------------------- */

static void
forget (YnLeaves *self)
{
  GtkWidget *child;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->looking, g_source_remove);
  self->drawing = FALSE;
  g_clear_object (&self->desk);
  g_clear_pointer (&self->paper, yn_pages_unref);
  for (guint i = 0; i < self->textures->len; i++)
    g_clear_object (&g_ptr_array_index (self->textures, i));
  g_ptr_array_set_size (self->textures, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

void
yn_leaves_set (YnLeaves *self, YnDesk *desk, YnPages *pages, char **texts)
{
  guint n_texts = texts != NULL ? g_strv_length (texts) : 0;

  forget (self);
  if (pages == NULL)
    return;
  self->desk = g_object_ref (desk);
  self->paper = yn_pages_ref (pages);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < yn_pages_count (pages); i++)
    add_page (self, i, i < n_texts ? texts[i] : NULL);
  scrolled_cb (self);
}

YnLeaves *
yn_leaves_new (GtkBox *box, GtkAdjustment *adjustment, void (*cannot_draw) (gpointer user_data), gpointer user_data)
{
  YnLeaves *self = g_new0 (YnLeaves, 1);

  self->box = g_object_ref (box);
  self->adjustment = g_object_ref (adjustment);
  self->cannot_draw = cannot_draw;
  self->user_data = user_data;
  self->textures = g_ptr_array_new ();
  self->handlers[0] = g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (scrolled_cb), self);
  self->handlers[1] = g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  return self;
}

void
yn_leaves_free (YnLeaves *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->handlers); i++)
    g_signal_handler_disconnect (self->adjustment, self->handlers[i]);
  forget (self);
  g_object_unref (self->box);
  g_object_unref (self->adjustment);
  g_ptr_array_unref (self->textures);
  g_free (self);
}
