/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/verify-page.h"

#include "desk/verdict-report.h"
#include "explain.h"
#include "files.h"
#include "printing.h"
#include "widgets/beside.h"
#include "widgets/paper-view.h"
#include "widgets/state-view.h"
#include "widgets/verdict-box.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

struct _YnVerifyPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  YnBeside *beside;
  YnPaperView *paper;
  GtkLabel *name;
  YnVerdictBox *verdict;
  GtkWidget *print;
  GtkWidget *report;

  GFile *file;
  GBytes *bytes;
  YnVerdictView *view;
};

G_DEFINE_FINAL_TYPE (YnVerifyPage, yn_verify_page, YN_TYPE_PAGE)

static void
mark_free (YnPaperMark *mark)
{
  g_free (mark->label);
  g_free (mark);
}

/* A mark as good as the worst of what is said of its signature; the time is seldom proven and does not count. */
static YnPaperMark *
mark_of (const YnSignatureVerdict *verdict, guint number)
{
  YnPaperMark *mark = g_new0 (YnPaperMark, 1);
  gboolean no = verdict->intact == YN_VERDICT_NO || verdict->who == YN_VERDICT_NO || verdict->when == YN_VERDICT_NO;
  gboolean yes = verdict->intact == YN_VERDICT_YES && verdict->who == YN_VERDICT_YES;

  mark->page = verdict->page;
  mark->left = verdict->mark[0];
  mark->top = verdict->mark[1];
  mark->right = verdict->mark[2];
  mark->bottom = verdict->mark[3];
  mark->label = g_strdup_printf ("%u", number);
  mark->style = no ? "no" : yes ? "yes" : "cannot-tell";
  return mark;
}

static void
show_marks (YnVerifyPage *self)
{
  GPtrArray *signatures = self->view->verification->signatures;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) mark_free);

  for (guint i = 0; i < signatures->len; i++)
    g_ptr_array_add (marks, mark_of (g_ptr_array_index (signatures, i), i + 1));
  yn_paper_view_set_marks (self->paper, marks);
}

static void
signature_chosen_cb (YnVerifyPage *self, guint index)
{
  yn_paper_view_show_mark (self->paper, index);
}

static void
page_chosen_cb (YnVerifyPage *self, guint page)
{
  yn_paper_view_show_page (self->paper, page);
}

/* The keys to what can be done about it, which is also described by what went wrong. */
static void
fail (YnVerifyPage *self, const GError *error)
{
  yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->state)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->state), GTK_DIR_TAB_FORWARD);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnVerifyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  YnVerdictView *view = yn_desk_verify_finish (YN_DESK (source), result, &error);

  if (view == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->view, yn_verdict_view_free);
  self->view = view;
  gtk_label_set_text (self->name, view->name);
  yn_verdict_box_set (self->verdict, view, yn_page_language (YN_PAGE (self)));
  yn_paper_view_set_pages (self->paper, yn_page_desk (YN_PAGE (self)), view->pages, view->texts);
  yn_paper_view_set_missing_fonts (self->paper, view->fonts);
  if (view->pages != NULL)
    show_marks (self);
  gtk_widget_set_visible (GTK_WIDGET (self->paper), view->pages != NULL || view->texts != NULL);
  yn_why_not (self->print,
              view->pages != NULL ? NULL : _("The pages of this file cannot be shown, so they cannot be printed."),
              NULL);
  yn_state_view_ready (self->state);
  gtk_widget_grab_focus (GTK_WIDGET (self->verdict));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnVerifyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yn_files_read_finish (result, &error);
  g_autofree char *name = g_file_get_basename (self->file);

  if (bytes == NULL)
    fail (self, error);
  else
    {
      g_clear_pointer (&self->bytes, g_bytes_unref);
      self->bytes = g_bytes_ref (bytes);
      yn_desk_verify_async (yn_page_desk (YN_PAGE (self)), bytes, name, YN_VERIFY_WITH_PAGES,
                            yn_page_cancellable (YN_PAGE (self)), verified_cb, g_object_ref (self));
    }
}

static void
ask_chosen_cb (YnVerifyPage *self)
{
  yn_state_view_loading (self->state, _("Asking the authorities that the certificates name…"));
  yn_desk_verify_async (yn_page_desk (YN_PAGE (self)), self->bytes, self->view->name,
                        YN_VERIFY_WITH_PAGES | YN_VERIFY_ONLINE, yn_page_cancellable (YN_PAGE (self)), verified_cb,
                        g_object_ref (self));
}

/* Once: a verdict does not change because the desk did. */
static void
yn_verify_page_refresh (YnPage *page)
{
  YnVerifyPage *self = YN_VERIFY_PAGE (page);

  if (self->view != NULL)
    return;
  yn_state_view_loading (self->state, _("Looking at every byte…"));
  yn_files_read_async (self->file, yn_page_cancellable (page), read_cb, g_object_ref (self));
}

static void
print_cb (YnVerifyPage *self)
{
  if (self->view != NULL && self->view->pages != NULL)
    yn_print_pages (GTK_WIDGET (self), yn_page_desk (YN_PAGE (self)), _("Paper"), self->view->pages);
}

/* "paper.pdf" -> "paper-核验报告.pdf" */
static char *
report_name (YnVerifyPage *self, const char *suffix)
{
  g_autofree char *name = g_file_get_basename (self->file);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_strdup_printf ("%s-%s%s", name, _("Verification report"), suffix);
}

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnVerifyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) report = yn_desk_report_finish (YN_DESK (source), result, &error);
  gboolean xml = report != NULL && g_str_has_prefix (g_bytes_get_data (report, NULL), "<?xml");
  g_autofree char *name = report_name (self, xml ? ".xml" : ".pdf");

  yn_why_not (self->report, NULL, NULL);
  if (report == NULL)
    yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
  else
    yn_files_save (GTK_WIDGET (self), yn_page_desk (YN_PAGE (self)), name, report);
}

static void
save_report (YnVerifyPage *self, const char *name)
{
  if (self->view == NULL || self->bytes == NULL)
    return;
  yn_why_not (self->report, _("This is being done right now."), NULL);
  yn_desk_report_async (yn_page_desk (YN_PAGE (self)), self->view, self->bytes, name, NULL, reported_cb,
                        g_object_ref (self));
}

static void
report_cb (YnVerifyPage *self)
{
  save_report (self, "report.pdf");
}

static void
xml_cb (YnVerifyPage *self)
{
  save_report (self, "report.xml");
}

static YnPage *
yn_verify_page_again (YnPage *page)
{
  return yn_verify_page_new (yn_page_desk (page), YN_VERIFY_PAGE (page)->file);
}

YnPage *
yn_verify_page_new (YnDesk *desk, GFile *paper)
{
  YnVerifyPage *self = g_object_new (YN_TYPE_VERIFY_PAGE, "desk", desk, NULL);

  self->file = g_object_ref (paper);
  return YN_PAGE (self);
}

static void
yn_verify_page_finalize (GObject *object)
{
  YnVerifyPage *self = YN_VERIFY_PAGE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->view, yn_verdict_view_free);
  G_OBJECT_CLASS (yn_verify_page_parent_class)->finalize (object);
}

static void
yn_verify_page_class_init (YnVerifyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_verify_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_verify_page_refresh;
  YN_PAGE_CLASS (klass)->again = yn_verify_page_again;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_BESIDE);
  g_type_ensure (YN_TYPE_PAPER_VIEW);
  g_type_ensure (YN_TYPE_VERDICT_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/verify-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnVerifyPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnVerifyPage, beside);
  gtk_widget_class_bind_template_child (widget_class, YnVerifyPage, paper);
  gtk_widget_class_bind_template_child (widget_class, YnVerifyPage, name);
  gtk_widget_class_bind_template_child (widget_class, YnVerifyPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, YnVerifyPage, print);
  gtk_widget_class_bind_template_child (widget_class, YnVerifyPage, report);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_cb);
  gtk_widget_class_bind_template_callback (widget_class, xml_cb);
  gtk_widget_class_bind_template_callback (widget_class, signature_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_verify_page_init (YnVerifyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Verify a paper"));
  yn_state_view_set_other_way (self->state, _("Verify another…"), "room.verify-choose");
}
