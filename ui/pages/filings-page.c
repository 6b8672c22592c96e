/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/filings-page.h"

#include "desk/standing.h"
#include "explain.h"
#include "widgets/link-row.h"
#include "widgets/paragraph.h"
#include "widgets/state-view.h"
#include "widgets/why.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnFilingsPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  GtkToggleButton *all;
  GtkToggleButton *mine;
  GtkToggleButton *theirs;
  GtkToggleButton *ended;
  GtkWidget *waiting_box;
  GtkLabel *waiting_words;
  GtkWidget *send;
  GtkBox *together;
  GtkBox *list;
  GtkWidget *nothing;

  GPtrArray *standings; /* of YnStanding */
};

G_DEFINE_FINAL_TYPE (YnFilingsPage, yn_filings_page, YN_TYPE_PAGE)

static gboolean
belongs (YnFilingsPage *self, YnStage stage)
{
  gboolean mine = stage == YN_STAGE_FILLING || stage == YN_STAGE_TO_SIGN || stage == YN_STAGE_SUPPLEMENT;
  gboolean ended = stage == YN_STAGE_DONE || stage == YN_STAGE_REFUSED || stage == YN_STAGE_WITHDRAWN;

  if (gtk_toggle_button_get_active (self->mine))
    return mine;
  if (gtk_toggle_button_get_active (self->ended))
    return ended;
  return !gtk_toggle_button_get_active (self->theirs) || (!mine && !ended);
}

static void
filter_cb (YnFilingsPage *self)
{
  GtkWidget *child;
  guint shown = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; self->standings != NULL && i < self->standings->len; i++)
    {
      const YnStanding *standing = g_ptr_array_index (self->standings, i);

      if (!belongs (self, standing->stage))
        continue;
      gtk_box_append (self->list, yn_link_row_new_for_standing (standing, yn_page_language (YN_PAGE (self))));
      shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), shown > 0);
  gtk_widget_set_visible (self->nothing, shown == 0);
}

/* --- what can be signed together --------------------------------------------------------------------------------- */

static void
add_together (YnFilingsPage *self, const YnStanding *first, guint n)
{
  g_autofree char *words =
      g_strdup_printf (_("%u drafts of “%s” lie here. What they have in common can be read once and "
                          "signed together."),
                       n, first->title);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *open = gtk_button_new_with_label (_("Sign together…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "room.batch");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "s", first->service);
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row, "story");
  gtk_box_append (GTK_BOX (row), yn_paragraph_new (words, NULL));
  gtk_widget_set_hexpand (gtk_widget_get_first_child (row), TRUE);
  gtk_box_append (GTK_BOX (row), open);
  gtk_box_append (self->together, row);
}

static gboolean
is_draft (const YnStanding *standing)
{
  return standing->stage == YN_STAGE_FILLING || standing->stage == YN_STAGE_TO_SIGN;
}

static guint
count_drafts (YnFilingsPage *self, const char *service, guint *first)
{
  guint n = 0;

  for (guint i = self->standings->len; i > 0; i--)
    {
      const YnStanding *standing = g_ptr_array_index (self->standings, i - 1);

      if (!is_draft (standing) || !g_str_equal (standing->service, service))
        continue;
      *first = i - 1;
      n++;
    }
  return n;
}

static void
show_together (YnFilingsPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->together))) != NULL)
    gtk_box_remove (self->together, child);
  for (guint i = 0; i < self->standings->len; i++)
    {
      const YnStanding *standing = g_ptr_array_index (self->standings, i);
      guint first = 0, n = is_draft (standing) ? count_drafts (self, standing->service, &first) : 0;

      if (n > 1 && first == i)
        add_together (self, standing, n);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->together),
                          gtk_widget_get_first_child (GTK_WIDGET (self->together)) != NULL);
}

/* What waits, why, and when it is tried again. */
static void
show_waiting (YnFilingsPage *self)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (yn_page_desk (YN_PAGE (self)));
  YnLanguage language = yn_page_language (YN_PAGE (self));
  g_autoptr (GString) words = NULL;

  gtk_widget_set_visible (self->waiting_box, status->waiting > 0);
  if (status->waiting == 0)
    return;
  words = g_string_new (NULL);
  g_string_append_printf (words,
                          ngettext ("%u filing is kept here and not yet submitted.",
                                       "%u filings are kept here and not yet submitted.", status->waiting),
                          status->waiting);
  if (status->problem != NULL)
    {
      g_autoptr (YnExplanation) why = yn_problems_explain_code (status->problem, language);

      g_string_append_printf (words, " %s", why->what);
    }
  if (status->next_try > 0)
    {
      g_autofree char *at = yn_words_hour (status->next_try);
      g_autofree char *next = g_strdup_printf (_("The next try is at %s."), at);

      g_string_append_printf (words, " %s", next);
    }
  gtk_label_set_text (self->waiting_words, words->str);
}

static void
standings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFilingsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *standings = yn_desk_standings_finish (YN_DESK (source), result, &error);
  g_autofree char *notice = yn_page_offline_words (YN_PAGE (self));
  g_autofree char *shown = NULL;

  if (standings == NULL)
    {
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  g_clear_pointer (&self->standings, g_ptr_array_unref);
  self->standings = standings;
  if (standings->len == 0)
    {
      yn_state_view_empty (self->state, "emblem-documents-symbolic", _("Nothing filed yet"),
                           _("What you promise and ask for stands here, with each step the authority takes."),
                           _("Look through the services"), "room.place::services");
      return;
    }
  shown = yn_link_rows_shown (standings);
  if (yn_page_is_news (YN_PAGE (self), shown))
    {
      filter_cb (self);
      show_together (self);
    }
  show_waiting (self);
  yn_state_view_set_notice (self->state, notice);
  yn_state_view_ready (self->state);
}

static void
yn_filings_page_refresh (YnPage *page)
{
  yn_desk_standings_async (yn_page_desk (page), yn_page_cancellable (page), standings_cb, g_object_ref (page));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFilingsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  yn_why_not (self->send, NULL, NULL);
  if (!yn_desk_send_finish (YN_DESK (source), result, &error) && error != NULL)
    yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
  yn_page_refresh (YN_PAGE (self));
}

static void
send_cb (YnFilingsPage *self)
{
  yn_why_not (self->send, _("This is being done right now."), NULL);
  yn_desk_send_async (yn_page_desk (YN_PAGE (self)), yn_page_cancellable (YN_PAGE (self)), sent_cb,
                      g_object_ref (self));
}

static void
yn_filings_page_finalize (GObject *object)
{
  g_clear_pointer (&YN_FILINGS_PAGE (object)->standings, g_ptr_array_unref);
  G_OBJECT_CLASS (yn_filings_page_parent_class)->finalize (object);
}

static void
yn_filings_page_class_init (YnFilingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_filings_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_filings_page_refresh;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/filings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, all);
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, mine);
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, theirs);
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, ended);
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, waiting_words);
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, send);
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, together);
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, list);
  gtk_widget_class_bind_template_child (widget_class, YnFilingsPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_filings_page_init (YnFilingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Filings"));
}
