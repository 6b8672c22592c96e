/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/reports-page.h"

#include "desk/recording.h"
#include "widgets/link-row.h"
#include "widgets/state-view.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnReportsPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  GtkBox *list;
};

G_DEFINE_FINAL_TYPE (YnReportsPage, yn_reports_page, YN_TYPE_PAGE)

static GtkWidget *
report_new (const YnReport *report, YnLanguage language)
{
  g_autofree char *issued = yn_words_moment (report->issued, language);
  g_autofree char *day = yn_words_day (report->valid_until, language);
  g_autofree char *until = *report->valid_until != '\0' ? g_strdup_printf (_("valid until %s"), day) : NULL;
  g_autofree char *title = g_strdup_printf (_("Credit report for: %s"), report->purpose);
  g_autofree char *subtitle = g_strdup_printf (_("No. %s · %s · issued %s"), report->number, report->period, issued);
  GtkWidget *row = yn_link_row_new ("text-x-generic-symbolic", title, subtitle, until);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", report->sha256, title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "room.paper");
  return row;
}

/* What the list says, as one text: rows that would say the same are left alone. */
static char *
shown_of (GPtrArray *reports)
{
  g_autoptr (GString) shown = g_string_new ("reports");

  for (guint i = 0; i < reports->len; i++)
    g_string_append_printf (shown, "\n%s", ((const YnReport *) g_ptr_array_index (reports, i))->sha256);
  return g_string_free (g_steal_pointer (&shown), FALSE);
}

static void
show_reports (YnReportsPage *self, GPtrArray *reports)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; i < reports->len; i++)
    gtk_box_append (self->list, report_new (g_ptr_array_index (reports, i), yn_page_language (YN_PAGE (self))));
  if (reports->len == 0)
    {
      GtkWidget *nothing = gtk_label_new (_("None yet. A report that you ask for comes here by itself."));

      gtk_label_set_xalign (GTK_LABEL (nothing), 0);
      gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
      gtk_widget_add_css_class (nothing, "dim-label");
      gtk_widget_add_css_class (nothing, "nothing");
      gtk_box_append (self->list, nothing);
    }
}

static void
reports_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnReportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = yn_desk_reports_finish (YN_DESK (source), result, &error);
  g_autofree char *notice = yn_page_offline_words (YN_PAGE (self));
  g_autofree char *shown = NULL;

  if (reports == NULL)
    {
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  shown = shown_of (reports);
  if (yn_page_is_news (YN_PAGE (self), shown))
    show_reports (self, reports);
  yn_state_view_set_notice (self->state, notice);
  yn_state_view_ready (self->state);
}

static void
yn_reports_page_refresh (YnPage *page)
{
  yn_desk_reports_async (yn_page_desk (page), yn_page_cancellable (page), reports_cb, g_object_ref (page));
}

static void
yn_reports_page_class_init (YnReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YN_PAGE_CLASS (klass)->refresh = yn_reports_page_refresh;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnReportsPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnReportsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_reports_page_init (YnReportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Reports"));
}
