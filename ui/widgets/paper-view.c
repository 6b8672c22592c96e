/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/paper-view.h"

#include "desk/verifying.h"
#include "widgets/one-of.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

#define MAX_FONT_NAME 40 /* characters: it is a stranger's word */

#define PAGE_WIDTH 880

/* Percent of what fits; what is larger is scrolled to both sides. */
static const int sizes[] = { 100, 125, 150, 200, 300 };

struct _YnPaperView
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  AdwClamp *clamp;
  GtkBox *pages;
  GtkWidget *sizes;
  GtkWidget *smaller;
  GtkWidget *larger;
  GtkBox *texts;
  GtkToggleButton *pages_button;
  GtkToggleButton *text_button;
  GtkLabel *no_pages;
  GtkLabel *fonts_note;

  guint size;       /* of the pages: index of sizes[] */
  GPtrArray *textures; /* of GdkTexture, one a page */
  guint drawing;       /* source */
  GPtrArray *marks; /* of GtkWidget, borrowed from the pages they lie on */
};

enum
{
  MARK_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnPaperView, yn_paper_view, GTK_TYPE_WIDGET)

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

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

static void
add_image (YnPaperView *self, const YnPageImage *image, guint number, const char *text)
{
  GdkTexture *texture = gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_DEFAULT, image->pixels,
                                                image->stride);
  g_autoptr (GdkPaintable) nothing = gdk_paintable_new_empty (image->width, image->height);
  GtkWidget *picture = gtk_picture_new_for_paintable (nothing);
  GtkWidget *overlay = gtk_overlay_new ();
  g_autofree char *name = g_strdup_printf (_("Page %u"), number);

  g_ptr_array_add (self->textures, texture);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), text != NULL ? text : name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (picture, "paper");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), picture);
  g_signal_connect (overlay, "get-child-position", G_CALLBACK (place_mark_cb), NULL);
  gtk_box_append (self->pages, overlay);
}

/* Of a hundred pages only those that are seen, or nearly, are drawn: the others keep their place. */
static gboolean
is_near (YnPaperView *self, GtkWidget *page)
{
  GtkWidget *viewport = gtk_widget_get_parent (GTK_WIDGET (self->clamp));
  float height = (float) gtk_widget_get_height (viewport);
  graphene_rect_t place;

  return gtk_widget_compute_bounds (page, viewport, &place) && place.origin.y < 2 * height
         && place.origin.y + place.size.height > -height;
}

static void
draw_seen (YnPaperView *self)
{
  GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages));

  for (guint i = 0; page != NULL && i < self->textures->len; i++, page = gtk_widget_get_next_sibling (page))
    {
      GtkPicture *picture = GTK_PICTURE (gtk_overlay_get_child (GTK_OVERLAY (page)));
      GdkTexture *texture = g_ptr_array_index (self->textures, i);
      gboolean near = is_near (self, page);

      if (near == (gtk_picture_get_paintable (picture) == GDK_PAINTABLE (texture)))
        continue;
      if (near)
        gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
      else
        {
          g_autoptr (GdkPaintable) nothing
              = gdk_paintable_new_empty (gdk_texture_get_width (texture), gdk_texture_get_height (texture));

          gtk_picture_set_paintable (picture, nothing);
        }
    }
}

static gboolean
draw_seen_cb (gpointer view)
{
  YN_PAPER_VIEW (view)->drawing = 0;
  draw_seen (YN_PAPER_VIEW (view));
  return G_SOURCE_REMOVE;
}

/* Once the pages have their places. */
static void
scrolled_cb (YnPaperView *self)
{
  if (self->drawing == 0)
    self->drawing = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, draw_seen_cb, self, NULL);
}

static void
add_text (YnPaperView *self, const char *heading, const char *text)
{
  GtkWidget *label = gtk_label_new (heading);
  GtkWidget *view = gtk_text_view_new ();
  g_autofree char *clean = g_utf8_make_valid (text, -1);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), clean, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  gtk_widget_add_css_class (view, "paper-text");
  gtk_box_append (self->texts, label);
  gtk_box_append (self->texts, view);
}

static char *
words_without_pages (guint n_texts)
{
  if (n_texts > YN_READING_MAX_PAGES)
    return g_strdup_printf (_("This file has %u pages, and pages are drawn here of up to %u only; this is the text of all "
                              "of them. Another program for PDF files shows them drawn."),
                            n_texts, (guint) YN_READING_MAX_PAGES);
  return g_strdup (n_texts > 0 ? _("The pages could not be drawn; this is the text of the same file.")
                               : _("The pages of this file cannot be shown."));
}

void
yn_paper_view_set_pages (YnPaperView *self, GPtrArray *images, char **texts)
{
  guint n_texts = texts != NULL ? g_strv_length (texts) : 0;
  g_autofree char *without = words_without_pages (n_texts);

  g_ptr_array_set_size (self->marks, 0);
  g_ptr_array_set_size (self->textures, 0);
  clear (self->pages);
  clear (self->texts);
  for (guint i = 0; images != NULL && i < images->len; i++)
    add_image (self, g_ptr_array_index (images, i), i + 1, i < n_texts ? texts[i] : NULL);
  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *heading = g_strdup_printf (_("Page %u, as text"), i + 1);

      add_text (self, heading, texts[i]);
    }
  scrolled_cb (self);
  gtk_widget_set_visible (GTK_WIDGET (self->no_pages), images == NULL);
  gtk_label_set_text (self->no_pages, without);
  yn_why_not (GTK_WIDGET (self->pages_button), images != NULL ? NULL : without, NULL);
  yn_why_not (GTK_WIDGET (self->text_button), n_texts > 0 ? NULL : _("No text can be read out of this file."), NULL);
  gtk_toggle_button_set_active (images != NULL ? self->pages_button : self->text_button, TRUE);
}

/* NULL: none is @drawn in another one, or not. */
static char *
names_of (GPtrArray *fonts, gboolean drawn)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < fonts->len; i++)
    {
      const YnMissingFont *font = g_ptr_array_index (fonts, i);
      g_autofree char *name = g_utf8_substring (font->name, 0, MIN (g_utf8_strlen (font->name, -1), MAX_FONT_NAME));

      if ((font->instead != NULL) == drawn)
        g_string_append_printf (names, "%s%s", names->len > 0 ? _(", ") : "",
                                *name != '\0' ? name : _("without a name"));
    }
  return g_string_free (names, names->len == 0);
}

void
yn_paper_view_set_missing_fonts (YnPaperView *self, GPtrArray *fonts)
{
  g_autofree char *drawn = fonts != NULL ? names_of (fonts, TRUE) : NULL;
  g_autofree char *blank = fonts != NULL ? names_of (fonts, FALSE) : NULL;
  g_autoptr (GString) note = g_string_new (NULL);

  if (blank != NULL)
    g_string_printf (note,
                     _("Text in these fonts is not seen on the pages below, for the file does not bring them and this "
                       "computer has nothing in their place: %s. Read it under “Text”."),
                     blank);
  if (blank != NULL && drawn != NULL)
    g_string_append_c (note, '\n');
  if (drawn != NULL)
    g_string_append_printf (note,
                            _("The file does not bring these fonts: %s. Similar ones of this computer are drawn; "
                              "letters may look different elsewhere."),
                            drawn);
  gtk_label_set_text (self->fonts_note, note->str);
  gtk_widget_set_visible (GTK_WIDGET (self->fonts_note), note->len > 0);
}

/* Marks */

static void
mark_free (YnPaperMark *mark)
{
  g_free (mark->label);
  g_free (mark);
}

static GtkWidget *
page_at (YnPaperView *self, guint number)
{
  GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages));

  while (page != NULL && number-- > 1)
    page = gtk_widget_get_next_sibling (page);
  return page;
}

static void
mark_clicked_cb (GtkButton *button, YnPaperView *self)
{
  guint index;

  if (g_ptr_array_find (self->marks, button, &index))
    g_signal_emit (self, signals[MARK_CHOSEN], 0, index);
}

/* A frame that can be pressed, with its number at the corner. */
static GtkWidget *
mark_new (YnPaperView *self, const YnPaperMark *mark)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (mark->label);
  g_autofree char *name = g_strdup_printf (_("Signature %s, on the page"), mark->label);
  YnPaperMark *copy = g_memdup2 (mark, sizeof *mark);

  copy->label = g_strdup (mark->label);
  gtk_widget_set_halign (label, GTK_ALIGN_END);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "mark-number");
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "mark");
  gtk_widget_add_css_class (button, mark->style);
  g_object_set_data_full (G_OBJECT (button), "mark", copy, (GDestroyNotify) mark_free);
  g_signal_connect (button, "clicked", G_CALLBACK (mark_clicked_cb), self);
  return button;
}

void
yn_paper_view_set_marks (YnPaperView *self, GPtrArray *marks)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      GtkWidget *old = g_ptr_array_index (self->marks, i);

      if (old != NULL)
        gtk_overlay_remove_overlay (GTK_OVERLAY (gtk_widget_get_parent (old)), old);
    }
  g_ptr_array_set_size (self->marks, 0);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const YnPaperMark *mark = g_ptr_array_index (marks, i);
      GtkWidget *page = mark->page > 0 ? page_at (self, mark->page) : NULL;
      GtkWidget *button = page != NULL ? mark_new (self, mark) : NULL;

      if (button != NULL)
        gtk_overlay_add_overlay (GTK_OVERLAY (page), button);
      g_ptr_array_add (self->marks, button);
    }
}

void
yn_paper_view_show_page (YnPaperView *self, guint number)
{
  GtkWidget *page = page_at (self, number);
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self->pages), GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  double x, y;

  gtk_toggle_button_set_active (self->pages_button, TRUE);
  if (page != NULL && gtk_widget_translate_coordinates (page, viewport, 0, 0, &x, &y))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + y);
}

void
yn_paper_view_show_mark (YnPaperView *self, guint index)
{
  GtkWidget *mark = index < self->marks->len ? g_ptr_array_index (self->marks, index) : NULL;

  if (mark == NULL)
    return;
  gtk_toggle_button_set_active (self->pages_button, TRUE);
  for (guint i = 0; i < self->marks->len; i++)
    if (g_ptr_array_index (self->marks, i) != NULL)
      gtk_widget_remove_css_class (g_ptr_array_index (self->marks, i), "chosen");
  gtk_widget_add_css_class (mark, "chosen");
  gtk_widget_grab_focus (mark); /* which the scrolled window brings into view */
}

void
yn_paper_view_add_annex (YnPaperView *self, char **texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    add_text (self, _("Private annex, for the authority only"), texts[i]);
}

/* --- their size ------------------------------------------------------------------------------------------------- */

static void
set_size (YnPaperView *self, guint size)
{
  GtkWidget *viewport = gtk_widget_get_parent (GTK_WIDGET (self->clamp));
  int fits = MIN (gtk_widget_get_width (viewport), PAGE_WIDTH);

  self->size = size;
  adw_clamp_set_maximum_size (self->clamp, PAGE_WIDTH * sizes[size] / 100);
  gtk_widget_set_size_request (GTK_WIDGET (self->clamp), size > 0 ? fits * sizes[size] / 100 : -1, -1);
  yn_why_not (self->smaller, size > 0 ? NULL : _("The pages fit already"),
              _("Pages smaller (Ctrl and −), down to where they fit"));
  yn_why_not (self->larger, size + 1 < G_N_ELEMENTS (sizes) ? NULL : _("The pages are as large as they get"),
              _("Pages larger (Ctrl and +), up to the largest size"));
}

static void
smaller_cb (YnPaperView *self)
{
  if (self->size > 0)
    set_size (self, self->size - 1);
}

static void
larger_cb (YnPaperView *self)
{
  if (self->size + 1 < G_N_ELEMENTS (sizes))
    set_size (self, self->size + 1);
}

static void
resize_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!gtk_widget_get_visible (YN_PAPER_VIEW (widget)->sizes)) /* the text beside the pages has one size */
    return;
  if (g_str_equal (name, "paper.larger"))
    larger_cb (YN_PAPER_VIEW (widget));
  else
    smaller_cb (YN_PAPER_VIEW (widget));
}

static void
toggled_cb (YnPaperView *self)
{
  gtk_widget_set_visible (self->sizes, !gtk_toggle_button_get_active (self->text_button));
  if (gtk_toggle_button_get_active (self->text_button))
    set_size (self, 0);
  yn_one_of_show_named (self->stack, gtk_toggle_button_get_active (self->text_button) ? "text" : "pages");
}

static void
yn_paper_view_dispose (GObject *object)
{
  GtkWidget *child;

  g_ptr_array_set_size (YN_PAPER_VIEW (object)->marks, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_handle_id (&YN_PAPER_VIEW (object)->drawing, g_source_remove); /* asked for by what just went */
  G_OBJECT_CLASS (yn_paper_view_parent_class)->dispose (object);
}

static void
yn_paper_view_finalize (GObject *object)
{
  g_ptr_array_unref (YN_PAPER_VIEW (object)->textures);
  g_ptr_array_unref (YN_PAPER_VIEW (object)->marks);
  G_OBJECT_CLASS (yn_paper_view_parent_class)->finalize (object);
}

static void
yn_paper_view_class_init (YnPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_paper_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_paper_view_finalize;
  signals[MARK_CHOSEN] = g_signal_new ("mark-chosen", YN_TYPE_PAPER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/widgets/paper-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, stack);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, clamp);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, pages);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, sizes);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, smaller);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, larger);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, texts);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, pages_button);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, text_button);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, no_pages);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, fonts_note);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, smaller_cb);
  gtk_widget_class_bind_template_callback (widget_class, larger_cb);
  gtk_widget_class_install_action (widget_class, "paper.smaller", NULL, resize_action);
  gtk_widget_class_install_action (widget_class, "paper.larger", NULL, resize_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "paper.smaller", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "paper.larger", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "paper.larger", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
yn_paper_view_init (YnPaperView *self)
{
  GtkAdjustment *adjustment;

  self->marks = g_ptr_array_new ();
  self->textures = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  yn_why_not (self->smaller, _("The pages fit already"), _("Pages smaller (Ctrl and −), down to where they fit"));
}
