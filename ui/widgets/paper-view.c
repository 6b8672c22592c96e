/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/paper-view.h"

#include "desk/verifying.h"
#include "widgets/leaves.h"
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
  YnLeaves *leaves; /* what is drawn on the pages */
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

/* The text alone, and why. */
static void
fall_back (YnPaperView *self, guint n_texts)
{
  g_autofree char *without = words_without_pages (n_texts);

  gtk_widget_set_visible (GTK_WIDGET (self->no_pages), TRUE);
  gtk_label_set_text (self->no_pages, without);
  yn_why_not (GTK_WIDGET (self->pages_button), without, NULL);
  gtk_toggle_button_set_active (self->text_button, TRUE);
}

static void
cannot_draw (gpointer view)
{
  fall_back (view, 0);
}

void
yn_paper_view_set_pages (YnPaperView *self, YnDesk *desk, YnPages *pages, char **texts)
{
  guint n_texts = texts != NULL ? g_strv_length (texts) : 0;

  g_ptr_array_set_size (self->marks, 0);
  clear (self->texts);
  yn_leaves_set (self->leaves, desk, pages, texts);
  for (guint i = 0; i < n_texts; i++)
    {
      g_autofree char *heading = g_strdup_printf (_("Page %u, as text"), i + 1);

      add_text (self, heading, texts[i]);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->no_pages), FALSE);
  yn_why_not (GTK_WIDGET (self->pages_button), NULL, NULL);
  yn_why_not (GTK_WIDGET (self->text_button), n_texts > 0 ? NULL : _("No text can be read out of this file."), NULL);
  gtk_toggle_button_set_active (self->pages_button, TRUE);
  if (pages == NULL)
    fall_back (self, n_texts);
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
  g_clear_pointer (&YN_PAPER_VIEW (object)->leaves, yn_leaves_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yn_paper_view_parent_class)->dispose (object);
}

static void
yn_paper_view_finalize (GObject *object)
{
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
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "paper.smaller", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "paper.larger", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
yn_paper_view_init (YnPaperView *self)
{
  self->marks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->leaves = yn_leaves_new (self->pages, gtk_scrolled_window_get_vadjustment (self->scrolled), cannot_draw, self);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  yn_why_not (self->smaller, _("The pages fit already"), _("Pages smaller (Ctrl and −), down to where they fit"));
}
