/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/paper-view.h"

#include "desk/verifying.h"
#include "widgets/one-of.h"

#include <glib/gi18n.h>

struct _YnPaperView
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkBox *pages;
  GtkBox *texts;
  GtkToggleButton *pages_button;
  GtkToggleButton *text_button;
  GtkWidget *no_pages;
};

G_DEFINE_FINAL_TYPE (YnPaperView, yn_paper_view, GTK_TYPE_WIDGET)

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_image (YnPaperView *self, const YnPageImage *image, guint number, const char *text)
{
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_DEFAULT, image->pixels,
                                                           image->stride);
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  g_autofree char *name = g_strdup_printf (_("Page %u"), number);

  gtk_picture_set_alternative_text (GTK_PICTURE (picture), text != NULL ? text : name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (picture, "paper");
  gtk_box_append (self->pages, picture);
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

void
yn_paper_view_set_pages (YnPaperView *self, GPtrArray *images, char **texts)
{
  guint n_texts = texts != NULL ? g_strv_length (texts) : 0;

  clear (self->pages);
  clear (self->texts);
  for (guint i = 0; images != NULL && i < images->len; i++)
    add_image (self, g_ptr_array_index (images, i), i + 1, i < n_texts ? texts[i] : NULL);
  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *heading = g_strdup_printf (_("Page %u, as text"), i + 1);

      add_text (self, heading, texts[i]);
    }
  gtk_widget_set_visible (self->no_pages, images == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages_button), images != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->text_button), n_texts > 0);
  gtk_toggle_button_set_active (images != NULL ? self->pages_button : self->text_button, TRUE);
}

void
yn_paper_view_add_annex (YnPaperView *self, char **texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    add_text (self, _("Private annex, for the authority only"), texts[i]);
}

static void
toggled_cb (YnPaperView *self)
{
  yn_one_of_show_named (self->stack, gtk_toggle_button_get_active (self->text_button) ? "text" : "pages");
}

static void
yn_paper_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yn_paper_view_parent_class)->dispose (object);
}

static void
yn_paper_view_class_init (YnPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_paper_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/widgets/paper-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, stack);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, pages);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, texts);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, pages_button);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, text_button);
  gtk_widget_class_bind_template_child (widget_class, YnPaperView, no_pages);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
yn_paper_view_init (YnPaperView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}
