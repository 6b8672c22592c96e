/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/preview-view.h"

#include "forms/form-view.h"
#include "forms/problem-bar.h"
#include "widgets/beside.h"
#include "widgets/paragraph.h"
#include "widgets/state-view.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

/* The JSON and the list of problems follow the typing, but no key waits for them. */
#define FOLLOW_MS 120
#define MAX_LISTED 100
#define MAX_SHOWN (1024 * 1024)

struct _YnPreviewView
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkWidget *check;
  GtkButton *language_button;
  GtkBox *remarks;
  YnStateView *state;
  YnFormView *form;
  GtkLabel *standing;
  GtkTextView *json;
  GtkWidget *problems_area;
  GtkBox *problems;

  YnLanguage language;
  char *today;
  YnAnswers *answers;
  guint following; /* source */
};

G_DEFINE_FINAL_TYPE (YnPreviewView, yn_preview_view, ADW_TYPE_BIN)

static void
empty_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_line (GtkBox *box, const char *words, const char *class)
{
  GtkWidget *label = yn_paragraph_new (words, class);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (box, label);
}

/* --- answers ---------------------------------------------------------------------------------------------------- */

static void
show_json (YnPreviewView *self, const YnJson *answers)
{
  g_autofree char *text = yn_json_print (answers, YN_JSON_PRETTY);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->json);

  if (strlen (text) > MAX_SHOWN)
    gtk_text_buffer_set_text (buffer, _("Too long to be shown here. “Copy the answers” takes all of it."), -1);
  else
    gtk_text_buffer_set_text (buffer, text, -1);
}

static void
show_problems (YnPreviewView *self, GPtrArray *problems)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%u place is not right yet", "%u places are not right yet",
                                                      problems->len),
                                            problems->len);

  gtk_label_set_text (self->standing, problems->len > 0 ? count : _("These answers are whole and right"));
  gtk_widget_set_visible (self->problems_area, problems->len > 0);
  empty_box (self->problems);
  for (guint i = 0; i < MIN (problems->len, MAX_LISTED); i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *words = yn_problem_words (problem, self->language);
      g_autofree char *line = g_strdup_printf ("%s  %s", words, problem->pointer);

      add_line (self->problems, line, NULL);
    }
  if (problems->len > MAX_LISTED)
    {
      g_autofree char *rest = g_strdup_printf (_("And %u more; “Check the answers” lists them all."),
                                               problems->len - MAX_LISTED);

      add_line (self->problems, rest, "dim-label");
    }
}

static gboolean
follow_cb (gpointer data)
{
  YnPreviewView *self = data;
  g_autoptr (YnJson) visible = yn_answers_visible (self->answers);
  g_autoptr (GPtrArray) problems = yn_answers_check (self->answers, NULL, self->today, self->language);

  self->following = 0;
  show_json (self, visible);
  show_problems (self, problems);
  return G_SOURCE_REMOVE;
}

/* The keys do what the buttons do. @why: the answers cannot be touched; NULL: they can. */
static void
show_deeds (YnPreviewView *self, const char *why)
{
  const char *no_undo =
      why != NULL || yn_answers_undo_pointer (self->answers) != NULL ? why : _("There is nothing to undo.");
  const char *no_redo =
      why != NULL || yn_answers_redo_pointer (self->answers) != NULL ? why : _("There is nothing to redo.");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.undo", no_undo == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.redo", no_redo == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.check", why == NULL);
  yn_why_not (self->undo, no_undo, _("Undo (Ctrl+Z)"));
  yn_why_not (self->redo, no_redo, _("Redo (Ctrl+Shift+Z)"));
  yn_why_not (self->check, why, NULL);
}

static void
changed_cb (YnPreviewView *self)
{
  show_deeds (self, NULL);
  if (self->following == 0)
    self->following = g_timeout_add (FOLLOW_MS, follow_cb, self);
}

static void
copy_cb (YnPreviewView *self)
{
  g_autoptr (YnJson) visible = self->answers != NULL ? yn_answers_visible (self->answers) : NULL;
  g_autofree char *text = visible != NULL ? yn_json_print (visible, YN_JSON_PRETTY) : NULL;

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yn_form_view_undo (YN_PREVIEW_VIEW (widget)->form);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yn_form_view_redo (YN_PREVIEW_VIEW (widget)->form);
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yn_form_view_judge (YN_PREVIEW_VIEW (widget)->form);
}

/* --- what is shown ---------------------------------------------------------------------------------------------- */

void
yn_preview_view_set_form (YnPreviewView *self, const char *title, const char *files, YnAnswers *answers)
{
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, files);
  if (answers == NULL)
    {
      show_deeds (self, _("No form yet"));
      yn_state_view_empty (self->state, "document-edit-symbolic", _("No form yet"),
                           _("As soon as the file is whole, its form stands here."), NULL, NULL);
      return;
    }
  g_clear_pointer (&self->answers, yn_answers_unref);
  self->answers = yn_answers_ref (answers);
  yn_form_view_set_answers (self->form, answers, self->today, self->language);
  changed_cb (self);
  yn_state_view_ready (self->state);
}

void
yn_preview_view_set_remarks (YnPreviewView *self, GPtrArray *lines)
{
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), lines->len > 0);
  empty_box (self->remarks);
  for (guint i = 0; i < MIN (lines->len, MAX_LISTED); i++)
    add_line (self->remarks, g_ptr_array_index (lines, i), "problem");
  if (lines->len > 0 && self->answers != NULL)
    add_line (self->remarks, _("Below stands the form as it last was whole."), NULL);
}

YnPreviewView *
yn_preview_view_new (YnLanguage language, const char *today)
{
  YnPreviewView *self = g_object_new (YN_TYPE_PREVIEW_VIEW, NULL);

  self->language = language;
  self->today = g_strdup (today);
  gtk_button_set_label (self->language_button, language == YN_LANGUAGE_EN ? "中文" : "English");
  return self;
}

static void
yn_preview_view_dispose (GObject *object)
{
  YnPreviewView *self = YN_PREVIEW_VIEW (object);

  g_clear_handle_id (&self->following, g_source_remove);
  g_clear_pointer (&self->answers, yn_answers_unref);
  G_OBJECT_CLASS (yn_preview_view_parent_class)->dispose (object);
}

static void
yn_preview_view_finalize (GObject *object)
{
  g_free (YN_PREVIEW_VIEW (object)->today);
  G_OBJECT_CLASS (yn_preview_view_parent_class)->finalize (object);
}

static void
yn_preview_view_class_init (YnPreviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_preview_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_preview_view_finalize;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_FORM_VIEW);
  g_type_ensure (YN_TYPE_PROBLEM_BAR);
  g_type_ensure (YN_TYPE_BESIDE);
  gtk_widget_class_install_action (widget_class, "preview.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "preview.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "preview.check", NULL, check_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "preview.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "preview.redo",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/preview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, title);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, undo);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, redo);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, check);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, language_button);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, remarks);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, state);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, form);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, standing);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, json);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, problems_area);
  gtk_widget_class_bind_template_child (widget_class, YnPreviewView, problems);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
yn_preview_view_init (YnPreviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_form_view_leave_out_attachments (self->form);
  yn_state_view_loading (self->state, _("Reading the files…"));
  show_deeds (self, _("No form yet"));
}
