/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What stands beside the writing: the form in both languages, the letter, and the list of what is left to do. */

#include "pages/workbench-page.h"
#include "pages/workbench-parts.h"

#include "desk/loose.h"
#include "forms/sample.h"
#include "widgets/paragraph.h"

#include <glib/gi18n.h>

/* The form as it is now; the last good one stays while it cannot be made. */
void
yn_workbench_make_form (YnWorkbenchPage *self)
{
  g_autoptr (GBytes) bytes = yn_authoring_print (self->pen.authoring);
  g_autoptr (YnService) service = yn_service_new (bytes, NULL);
  g_autofree char *today = yn_clock_today (yn_desk_clock (yn_page_desk (YN_PAGE (self))));
  g_autoptr (YnJson) answers = NULL;

  if (service == NULL)
    return;
  answers = self->answers != NULL ? yn_json_ref (yn_answers_json (self->answers))
                                  : yn_sample_answers (service, today, YN_LANGUAGE_ZH_CN);
  g_clear_pointer (&self->answers, yn_answers_unref);
  self->answers = yn_answers_new (service, answers);
}

static const char *
view (YnWorkbenchPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->views);

  return name != NULL ? name : "";
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnWorkbenchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnLooseSight) sight = yn_loose_look_finish (YN_DESK (source), result, &error);

  if (sight != NULL)
    yn_paper_view_set_pages (self->letter, yn_page_desk (YN_PAGE (self)), sight->pages, sight->texts);
}

static void
show_letter (YnWorkbenchPage *self)
{
  g_cancellable_cancel (self->printing);
  g_clear_object (&self->printing);
  self->printing = g_cancellable_new ();
  yn_loose_look_async (yn_page_desk (YN_PAGE (self)), yn_answers_service (self->answers),
                       yn_answers_json (self->answers), self->printing, looked_cb, g_object_ref (self));
}

static void
add_line (YnWorkbenchPage *self, const char *words, const char *class)
{
  GtkWidget *label = yn_paragraph_new (words, class);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (self->tasks, label);
}

static guint
add_tasks (YnWorkbenchPage *self, YnAuthoringTask task, const char *title)
{
  g_autoptr (GPtrArray) remarks = yn_authoring_tasks (self->pen.authoring, task, self->pen.language);

  if (remarks->len > 0)
    add_line (self, title, "heading");
  for (guint i = 0; i < remarks->len; i++)
    {
      const YnRemark *remark = g_ptr_array_index (remarks, i);
      g_autofree char *line = g_strdup_printf (_("%s  (file: line %u, column %u)"), remark->words, remark->line,
                                               remark->column);

      add_line (self, remark->line > 0 ? line : remark->words, task == YN_AUTHORING_PROBLEM ? "problem" : NULL);
    }
  return remarks->len;
}

void
yn_workbench_show_tasks (YnWorkbenchPage *self)
{
  g_autofree char *title = NULL;
  GtkWidget *child;
  guint all;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tasks))) != NULL)
    gtk_box_remove (self->tasks, child);
  self->n_problems = add_tasks (self, YN_AUTHORING_PROBLEM, _("To be put right: it cannot be used so"));
  all = self->n_problems + add_tasks (self, YN_AUTHORING_UNTRANSLATED, _("Without English"))
        + add_tasks (self, YN_AUTHORING_UNVERIFIED, _("Not verified by the authority"));
  if (all == 0)
    add_line (self, _("Nothing is left to do"), NULL);
  title = g_strdup_printf (_("To do (%u)"), all);
  gtk_stack_page_set_title (self->tasks_page, title);
}

void
yn_workbench_show_view (YnWorkbenchPage *self)
{
  g_autofree char *today = NULL;

  if (self->answers == NULL)
    return;
  today = yn_clock_today (yn_desk_clock (yn_page_desk (YN_PAGE (self))));
  if (g_str_equal (view (self), "form-zh"))
    yn_form_view_set_answers (self->form_zh, self->answers, today, YN_LANGUAGE_ZH_CN);
  else if (g_str_equal (view (self), "form-en"))
    yn_form_view_set_answers (self->form_en, self->answers, today, YN_LANGUAGE_EN);
  else if (g_str_equal (view (self), "letter"))
    show_letter (self);
}
