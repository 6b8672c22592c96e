/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/paper-page.h"

#include "desk/standing.h"
#include "desk/verifying.h"
#include "files.h"
#include "printing.h"
#include "widgets/beside.h"
#include "widgets/paper-view.h"
#include "widgets/state-view.h"
#include "widgets/verdict-box.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

struct _YnPaperPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  YnBeside *beside;
  YnPaperView *paper;
  GtkLabel *title_label;
  YnVerdictBox *verdict;
  GtkWidget *print;

  char *sha256;
  char *title;
  GBytes *bytes;
  YnVerdictView *view;
};

G_DEFINE_FINAL_TYPE (YnPaperPage, yn_paper_page, YN_TYPE_PAGE)

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnPaperPage) self = user_data;
  g_autoptr (GError) error = NULL;
  YnVerdictView *view = yn_desk_verify_finish (YN_DESK (source), result, &error);

  if (view == NULL)
    {
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  g_clear_pointer (&self->view, yn_verdict_view_free);
  self->view = view;
  yn_verdict_box_set (self->verdict, view, yn_page_language (YN_PAGE (self)));
  yn_paper_view_set_pages (self->paper, yn_page_desk (YN_PAGE (self)), view->pages, view->texts);
  yn_paper_view_set_missing_fonts (self->paper, view->fonts);
  yn_why_not (self->print,
              view->pages != NULL ? NULL : _("The pages of this file cannot be shown, so they cannot be printed."),
              NULL);
  yn_state_view_ready (self->state);
}

static void
paper_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnPaperPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = yn_desk_paper_finish (YN_DESK (source), result, &error);

  if (bytes == NULL)
    {
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = bytes;
  yn_desk_verify_async (YN_DESK (source), bytes, self->title, YN_VERIFY_WITH_PAGES,
                        yn_page_cancellable (YN_PAGE (self)), verified_cb, g_object_ref (self));
}

static void
yn_paper_page_refresh (YnPage *page)
{
  YnPaperPage *self = YN_PAPER_PAGE (page);

  if (self->view != NULL)
    return;
  yn_state_view_loading (self->state, _("Opening the paper…"));
  yn_desk_paper_async (yn_page_desk (page), self->sha256, yn_page_cancellable (page), paper_cb, g_object_ref (self));
}

static void
save_cb (YnPaperPage *self)
{
  g_autofree char *name = g_strconcat (self->title, ".pdf", NULL);

  g_strdelimit (name, "/:\\", '-');

  if (self->bytes != NULL)
    yn_files_save (GTK_WIDGET (self), yn_page_desk (YN_PAGE (self)), name, self->bytes);
}

static void
print_cb (YnPaperPage *self)
{
  if (self->view != NULL && self->view->pages != NULL)
    yn_print_pages (GTK_WIDGET (self), yn_page_desk (YN_PAGE (self)), _("Paper"), self->view->pages);
}

static YnPage *
yn_paper_page_again (YnPage *page)
{
  return yn_paper_page_new (yn_page_desk (page), YN_PAPER_PAGE (page)->sha256, YN_PAPER_PAGE (page)->title);
}

YnPage *
yn_paper_page_new (YnDesk *desk, const char *sha256, const char *title)
{
  YnPaperPage *self = g_object_new (YN_TYPE_PAPER_PAGE, "desk", desk, NULL);

  self->sha256 = g_strdup (sha256);
  self->title = g_strdup (title);
  gtk_label_set_text (self->title_label, title);
  yn_page_set_title (YN_PAGE (self), title);
  return YN_PAGE (self);
}

static void
yn_paper_page_finalize (GObject *object)
{
  YnPaperPage *self = YN_PAPER_PAGE (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->view, yn_verdict_view_free);
  g_free (self->sha256);
  g_free (self->title);
  G_OBJECT_CLASS (yn_paper_page_parent_class)->finalize (object);
}

static void
yn_paper_page_class_init (YnPaperPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_paper_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_paper_page_refresh;
  YN_PAGE_CLASS (klass)->again = yn_paper_page_again;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_BESIDE);
  g_type_ensure (YN_TYPE_PAPER_VIEW);
  g_type_ensure (YN_TYPE_VERDICT_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/paper-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnPaperPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnPaperPage, beside);
  gtk_widget_class_bind_template_child (widget_class, YnPaperPage, paper);
  gtk_widget_class_bind_template_child (widget_class, YnPaperPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, YnPaperPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, YnPaperPage, print);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_paper_page_init (YnPaperPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
