/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/print-page.h"

#include "ask.h"
#include "desk/loose.h"
#include "explain.h"
#include "files.h"
#include "forms/form-view.h"
#include "forms/problem-bar.h"
#include "pages/bring-in.h"
#include "widgets/beside.h"
#include "widgets/sketch.h"
#include "widgets/state-view.h"
#include "widgets/why.h"

#include <glib/gi18n.h>
#include <string.h>

struct _YnPrintPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  YnFormView *form;
  YnBringIn *bring_in;
  YnSketch *sketch;
  GtkLabel *said;
  GtkWidget *print;

  char *id;
  YnAnswers *answers;    /* in memory only */
  YnLoosePaper *printed; /* on its way to a file */
  GFile *file;
  GFile *annex_file;
};

G_DEFINE_FINAL_TYPE (YnPrintPage, yn_print_page, YN_TYPE_PAGE)

static void
say_left (YnPrintPage *self)
{
  guint left = yn_form_view_problems (self->form);
  g_autofree char *words = g_strdup_printf (ngettext ("%u place still needs you", "%u places still need you", left),
                                            left);

  gtk_label_set_text (self->said, left > 0 ? words : _("Everything is filled in"));
}

static void
brought_cb (YnPrintPage *self)
{
  yn_form_view_refresh (self->form);
}

static void
changed_cb (YnPrintPage *self)
{
  yn_bring_in_follow (self->bring_in);
  say_left (self);
  yn_sketch_set (self->sketch, self->answers, yn_page_language (YN_PAGE (self)));
}

/* --- printing --------------------------------------------------------------------------------------------------- */

/* Also after a failure: the person may try again. */
static void
end_printing (YnPrintPage *self, const GError *error)
{
  yn_why_not (self->print, NULL, NULL);
  yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
}

static void
say_written (YnPrintPage *self)
{
  g_autofree char *paper = g_file_get_parse_name (self->file);
  g_autofree char *annex = self->printed->annex != NULL ? g_file_get_parse_name (self->annex_file) : NULL;
  g_autofree char *words = NULL;

  if (annex != NULL)
    words =
        g_strdup_printf (_("Printed to %s; the private annex, for the authority only, to %s. Nothing was submitted."),
                         paper, annex);
  else
    words = g_strdup_printf (_("Printed to %s. Nothing was submitted."), paper);
  gtk_label_set_text (self->said, words);
}

static void
annex_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnPrintPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yn_files_write_finish (result, &error))
    say_written (self);
  end_printing (self, error);
}

static void
paper_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnPrintPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yn_files_write_finish (result, &error) && self->printed->annex != NULL)
    {
      yn_files_write_async (self->annex_file, self->printed->annex, NULL, annex_written_cb, g_object_ref (self));
      return;
    }
  if (error == NULL)
    say_written (self);
  end_printing (self, error);
}

/* "paper.pdf" -> "paper.annex.pdf", in the same folder; "paper.annex-2.pdf" where that is taken: nobody was asked about
 * this file, so none is overwritten. */
static GFile *
annex_beside (GFile *paper)
{
  g_autoptr (GFile) folder = g_file_get_parent (paper);
  g_autofree char *name = g_file_get_basename (paper);
  g_autofree char *first = NULL;
  GFile *annex;

  if (g_str_has_suffix (name, ".pdf"))
    name[strlen (name) - strlen (".pdf")] = '\0';
  first = g_strconcat (name, ".annex.pdf", NULL);
  annex = g_file_get_child (folder, first);
  for (guint number = 2; g_file_query_exists (annex, NULL); number++)
    {
      g_autofree char *next = g_strdup_printf ("%s.annex-%u.pdf", name, number);

      g_object_unref (annex);
      annex = g_file_get_child (folder, next);
    }
  return annex;
}

static void
place_chosen_cb (GFile *file, gpointer object)
{
  YnPrintPage *self = YN_PRINT_PAGE (object);

  g_set_object (&self->file, file);
  g_clear_object (&self->annex_file);
  self->annex_file = annex_beside (file);
  yn_why_not (self->print, _("This is being done right now."), NULL);
  yn_files_write_async (file, self->printed->paper, NULL, paper_written_cb, g_object_ref (self));
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnPrintPage) self = user_data;
  g_autoptr (GError) error = NULL;
  YnLoosePaper *printed = yn_loose_print_finish (YN_DESK (source), result, &error);
  g_autofree char *name = NULL;

  end_printing (self, error);
  if (printed == NULL)
    return;
  g_clear_pointer (&self->printed, yn_loose_paper_free);
  self->printed = printed;
  name = g_strdup_printf ("%s.pdf", yn_page_title (YN_PAGE (self)));
  yn_ask_save (GTK_WIDGET (self), _("Print to a file"), name, place_chosen_cb, self);
}

static void
print_cb (YnPrintPage *self)
{
  g_autoptr (YnJson) answers = NULL;

  if (!yn_form_view_judge (self->form))
    {
      say_left (self);
      return;
    }
  yn_why_not (self->print, _("This is being done right now."), NULL);
  answers = yn_json_ref (yn_answers_json (self->answers));
  yn_loose_print_async (yn_page_desk (YN_PAGE (self)), yn_answers_service (self->answers), answers,
                        yn_page_cancellable (YN_PAGE (self)), printed_cb, g_object_ref (self));
}

/* --- showing ---------------------------------------------------------------------------------------------------- */

static void
show (YnPrintPage *self)
{
  YnLanguage language = yn_page_language (YN_PAGE (self));
  g_autofree char *today = yn_clock_today (yn_desk_clock (yn_page_desk (YN_PAGE (self))));

  yn_page_set_title (YN_PAGE (self), yn_service_title (yn_answers_service (self->answers), language));
  yn_form_view_leave_out_attachments (self->form);
  yn_form_view_leave_out_putting_off (self->form);
  yn_form_view_set_answers (self->form, self->answers, today, language);
  yn_bring_in_open (self->bring_in, yn_page_desk (YN_PAGE (self)), self->answers);
  yn_bring_in_as_guest (self->bring_in);
  changed_cb (self);
  yn_state_view_ready (self->state);
}

/* Once: what is typed does not change because the desk did. */
static void
yn_print_page_refresh (YnPage *page)
{
  YnPrintPage *self = YN_PRINT_PAGE (page);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = NULL;

  if (self->answers != NULL)
    return;
  service = yn_service_find (self->id, &error);
  if (service == NULL)
    {
      yn_state_view_failed (self->state, error, yn_page_language (page));
      return;
    }
  self->answers = yn_answers_new (service, NULL);
  show (self);
}

static YnPage *
yn_print_page_again (YnPage *page)
{
  YnPrintPage *self = YN_PRINT_PAGE (page);
  YnPage *again = yn_print_page_new (yn_page_desk (page), self->id);

  if (self->answers != NULL)
    {
      YN_PRINT_PAGE (again)->answers = yn_answers_ref (self->answers);
      show (YN_PRINT_PAGE (again));
      yn_form_view_open_like (YN_PRINT_PAGE (again)->form, self->form);
    }
  return again;
}

YnPage *
yn_print_page_new (YnDesk *desk, const char *service)
{
  YnPrintPage *self = g_object_new (YN_TYPE_PRINT_PAGE, "desk", desk, NULL);

  self->id = g_strdup (service);
  return YN_PAGE (self);
}

static void
yn_print_page_finalize (GObject *object)
{
  YnPrintPage *self = YN_PRINT_PAGE (object);

  g_clear_pointer (&self->answers, yn_answers_unref);
  g_clear_pointer (&self->printed, yn_loose_paper_free);
  g_clear_object (&self->file);
  g_clear_object (&self->annex_file);
  g_free (self->id);
  G_OBJECT_CLASS (yn_print_page_parent_class)->finalize (object);
}

static void
yn_print_page_class_init (YnPrintPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_print_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_print_page_refresh;
  YN_PAGE_CLASS (klass)->again = yn_print_page_again;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_FORM_VIEW);
  g_type_ensure (YN_TYPE_PROBLEM_BAR);
  g_type_ensure (YN_TYPE_BRING_IN);
  g_type_ensure (YN_TYPE_BESIDE);
  g_type_ensure (YN_TYPE_SKETCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/print-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnPrintPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnPrintPage, form);
  gtk_widget_class_bind_template_child (widget_class, YnPrintPage, bring_in);
  gtk_widget_class_bind_template_child (widget_class, YnPrintPage, sketch);
  gtk_widget_class_bind_template_child (widget_class, YnPrintPage, said);
  gtk_widget_class_bind_template_child (widget_class, YnPrintPage, print);
  gtk_widget_class_bind_template_callback (widget_class, brought_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_print_page_init (YnPrintPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_bring_in_watch (self->bring_in, self->form);
  yn_sketch_set_to_print (self->sketch);
}
