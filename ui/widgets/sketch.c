/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/sketch.h"

#include "base/codes.h"
#include "forms/layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _YnSketch
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkLabel *says;
  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (YnSketch, yn_sketch, GTK_TYPE_WIDGET)

static void
write_with (YnSketch *self, const char *tag, const char *text)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (self->buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (self->buffer, &end, text, -1, tag, NULL);
}

/* What stands beside an answer of the form: its label, and how it reads, masked as on the paper; nothing yet is a line
 * to fill. */
static void
write_field (YnSketch *self, YnAnswers *answers, const YnFormItem *item, YnLanguage language)
{
  g_autofree char *text = yn_service_answer_text (yn_answers_service (answers), item->pointer,
                                                  yn_answers_get (answers, item->pointer), language);
  g_autofree char *masked = yn_service_is_private (yn_answers_service (answers), item->pointer) && *text != '\0'
                                ? yn_mask_private (text)
                                : NULL;
  const char *shown = masked != NULL ? masked : text;
  g_autofree char *label = g_strdup_printf ("%s  ", item->label);

  write_with (self, "label", label);
  write_with (self, *shown != '\0' ? "answer" : "blank", *shown != '\0' ? shown : "＿＿＿＿＿＿");
  write_with (self, "answer", "\n");
}

static void
write_items (YnSketch *self, YnAnswers *answers, GPtrArray *items, YnLanguage language)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const YnFormItem *item = g_ptr_array_index (items, i);

      if (!item->visible)
        continue;
      if (item->kind == YN_FORM_ITEM_FIELD)
        write_field (self, answers, item, language);
      else
        {
          if (item->kind != YN_FORM_ITEM_ROW && *item->label != '\0')
            {
              write_with (self, "heading", item->label);
              write_with (self, "heading", "\n");
            }
          write_items (self, answers, item->items, language);
        }
    }
}

static void
write_clauses (YnSketch *self, YnAnswers *answers, YnLanguage language)
{
  g_autoptr (YnJson) visible = yn_answers_visible (answers);
  g_autoptr (YnJson) clauses = yn_service_clauses (yn_answers_service (answers), visible, language);

  if (yn_json_size (clauses) == 0)
    return;
  write_with (self, "heading", _("You promise"));
  write_with (self, "heading", "\n");
  for (guint i = 0; i < yn_json_size (clauses); i++)
    {
      g_autofree char *line = g_strdup_printf ("%u. %s\n", i + 1, yn_json_get_string (yn_json_at (clauses, i), "text"));

      write_with (self, "clause", line);
    }
}

void
yn_sketch_set (YnSketch *self, YnAnswers *answers, YnLanguage language)
{
  YnService *service = yn_answers_service (answers);
  g_autoptr (YnFormItem) layout = NULL;

  layout = yn_form_lay_out (service, yn_answers_json (answers), language);
  gtk_text_buffer_set_text (self->buffer, "", 0);
  write_with (self, "title", yn_service_title (service, language));
  write_with (self, "title", "\n");
  write_items (self, answers, layout->items, language);
  write_clauses (self, answers, language);
}

void
yn_sketch_set_to_print (YnSketch *self)
{
  gtk_label_set_text (self->says, _("Sketch. The paper itself is what is printed to the file."));
}

static void
make_tags (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "title", "weight", PANGO_WEIGHT_BOLD, "scale", 1.35, "justification",
                              GTK_JUSTIFY_CENTER, "pixels-below-lines", 10, NULL);
  gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 12,
                              "pixels-below-lines", 4, NULL);
  gtk_text_buffer_create_tag (buffer, "label", "foreground", "#6a6a6a", NULL);
  gtk_text_buffer_create_tag (buffer, "answer", "pixels-below-lines", 2, NULL);
  gtk_text_buffer_create_tag (buffer, "blank", "foreground", "#b8b8b8", NULL);
  gtk_text_buffer_create_tag (buffer, "clause", "pixels-below-lines", 4, "indent", -20, NULL);
}

static void
yn_sketch_dispose (GObject *object)
{
  g_clear_pointer (&YN_SKETCH (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (yn_sketch_parent_class)->dispose (object);
}

static void
yn_sketch_class_init (YnSketchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_sketch_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sketch");
}

static void
yn_sketch_init (YnSketch *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *says = gtk_label_new (_("Sketch. What you sign is the printed paper of the next step."));
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->says = GTK_LABEL (says);
  gtk_label_set_wrap (self->says, TRUE);
  gtk_widget_add_css_class (says, "dim-label");
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_widget_set_focusable (view, FALSE);
  gtk_widget_add_css_class (view, "paper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sketch of the paper"), -1);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  make_tags (self->buffer);
  gtk_box_append (GTK_BOX (column), says);
  gtk_box_append (GTK_BOX (column), view);
  gtk_widget_add_css_class (column, "page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_add_css_class (self->scroller, "desk-surface");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
