/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/service-page.h"

#include "ask.h"
#include "desk/models.h"
#include "explain.h"
#include "folder-watch.h"
#include "forms/service.h"
#include "widgets/fact-list.h"
#include "widgets/link-row.h"
#include "widgets/promise-box.h"
#include "widgets/state-view.h"
#include "widgets/why.h"
#include "words.h"

#include <glib/gi18n.h>

#define MAX_MODELS 8

struct _YnServicePage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  GtkLabel *title_label;
  GtkLabel *summary;
  GtkButton *begin;
  GtkLabel *no_account;
  GtkWidget *print;
  GtkWidget *like_title;
  GtkBox *like;
  GtkBox *at_hand;
  GtkWidget *promise_title;
  YnPromiseBox *promise;
  YnFactList *facts;

  YnService *service;
  YnFolderWatch *watch; /* of one's own services */
  char *id;
  char *dropping; /* id of the template that the person was asked about */
};

G_DEFINE_FINAL_TYPE (YnServicePage, yn_service_page, YN_TYPE_PAGE)

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* Where on the paper it stands. */
static GtkWidget *
where_new (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "field-help");
  return label;
}

/* @where may be NULL. */
static void
add_line (GtkBox *box, const char *words, const char *where)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *mark = gtk_label_new ("•");
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), column);
  gtk_box_append (GTK_BOX (column), label);
  if (where != NULL)
    gtk_box_append (GTK_BOX (column), where_new (where));
  gtk_box_append (box, row);
}

static void
add_words (YnServicePage *self, const char *title, const YnJson *texts, gboolean says_verified)
{
  YnLanguage language = yn_page_language (YN_PAGE (self));
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (texts); i++)
    {
      const YnJson *text = yn_json_at (texts, i);

      g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", yn_json_text (text, (int) language));
      if (says_verified && !yn_json_get_boolean (text, "verified", FALSE))
        g_string_append_printf (all, " (%s)", _("to be confirmed"));
    }
  if (all->len > 0)
    yn_fact_list_add (self->facts, title, all->str);
}

static void
add_signers (YnServicePage *self)
{
  const YnJson *signers = yn_json_get (yn_service_json (self->service), "signers");
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (signers); i++)
    {
      g_autofree char *role = yn_words_role (yn_json_get_string (yn_json_at (signers, i), "role"));

      g_string_append_printf (all, "%s%s", i > 0 ? "; " : "", role);
    }
  yn_fact_list_add (self->facts, _("Signed by"), all->len > 0 ? all->str : _("nobody: your account is enough"));
}

static void
add_facts (YnServicePage *self)
{
  const YnJson *json = yn_service_json (self->service);
  g_autofree char *minutes = g_strdup_printf (_("about %d minutes"), (int) yn_json_get_int (json, "minutes", 5));
  g_autofree char *version =
      g_strdup_printf ("%s · %s", yn_service_id (self->service), yn_service_version (self->service));

  yn_fact_list_add (self->facts, _("Takes"), minutes);
  add_signers (self);
  add_words (self, _("Rests on"), yn_json_get (json, "legalBasis"), TRUE);
  yn_fact_list_add (self->facts, _("Form and version"), version);
  if (!yn_json_get_boolean (json, "verified", FALSE))
    add_words (self, _("To be confirmed"), yn_json_get (json, "unverified"), FALSE);
}

static void
show (YnServicePage *self)
{
  const YnJson *json = yn_service_json (self->service);
  YnLanguage language = yn_page_language (YN_PAGE (self));
  const YnJson *at_hand = yn_json_get (json, "atHand");
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnJson) promise = yn_service_promise (self->service, nothing, language);

  empty (self->at_hand);
  yn_fact_list_clear (self->facts);
  gtk_label_set_text (self->title_label, yn_service_title (self->service, language));
  gtk_label_set_text (self->summary, yn_json_text (yn_json_get (json, "summary"), (int) language));
  for (guint i = 0; i < yn_json_size (at_hand); i++)
    {
      const YnJson *where = yn_json_get (yn_json_at (at_hand, i), "where");

      add_line (self->at_hand, yn_json_text (yn_json_at (at_hand, i), (int) language),
                where != NULL ? yn_json_text (where, (int) language) : NULL);
    }
  if (yn_json_size (at_hand) == 0)
    add_line (self->at_hand, _("Nothing in particular."), NULL);
  yn_promise_box_set (self->promise, promise);
  add_facts (self);
  yn_page_set_title (YN_PAGE (self), yn_service_title (self->service, language));
  if (g_strcmp0 (yn_service_kind (self->service), "repair") == 0)
    gtk_button_set_label (self->begin, _("Choose a penalty in the record"));
}

/* A paper that rests on no other: a repair rests on a penalty, a withdrawal on a filing. */
static gboolean
prints_alone (const YnService *service)
{
  const char *kind = yn_service_kind (service);

  return g_strcmp0 (kind, "commitment") == 0 || g_strcmp0 (kind, "application") == 0;
}

/* Whether one can begin, and where not, why. */
static void
say_why_not (YnServicePage *self, gboolean signed_in)
{
  YnLanguage language = yn_page_language (YN_PAGE (self));
  g_autoptr (YnProblem) problem = yn_service_incomplete (self->service);
  g_autofree char *lacks = problem != NULL ? yn_problem_words (problem, language) : NULL;
  g_autoptr (YnExplanation) incomplete =
      yn_problems_explain_code (yn_error_nick (YN_ERROR_SERVICE_INCOMPLETE), language);
  g_autofree char *why = problem != NULL ? g_strdup_printf ("%s%s%s\n%s %s", incomplete->what,
                                                            language == YN_LANGUAGE_EN ? " " : "", lacks,
                                                            incomplete->means, incomplete->remedy)
                                         : g_strdup (_("Sit down as an enterprise first; then you can fill this in."));

  yn_why_not (GTK_WIDGET (self->begin), signed_in && problem == NULL ? NULL : why, NULL);
  gtk_label_set_text (self->no_account, why);
  gtk_widget_set_visible (GTK_WIDGET (self->no_account), !signed_in || problem != NULL);
}

/* --- as last year ----------------------------------------------------------------------------------------------- */

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnServicePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_drop_template_finish (YN_DESK (source), result, &error))
    yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
  yn_page_refresh (YN_PAGE (self));
}

static void
drop_answered_cb (const char *answer, gpointer object)
{
  YnServicePage *self = YN_SERVICE_PAGE (object);

  if (g_str_equal (answer, "drop"))
    yn_desk_drop_template_async (yn_page_desk (YN_PAGE (self)), self->dropping, NULL, dropped_cb, g_object_ref (self));
}

static void
drop_cb (GtkButton *button, YnServicePage *self)
{
  const YnAskAnswer answers[] = { { "drop", _("_Delete it"), YN_ASK_DESTRUCTIVE } };
  g_autofree char *heading = g_strdup_printf (_("Delete the template “%s”?"),
                                              (const char *) g_object_get_data (G_OBJECT (button), "name"));

  g_free (self->dropping);
  self->dropping = g_strdup (g_object_get_data (G_OBJECT (button), "id"));
  yn_ask (GTK_WIDGET (self), heading, _("What was begun from it stays as it is."), answers, G_N_ELEMENTS (answers),
          drop_answered_cb, self);
}

/* A template is a person's own and goes when that person says so. */
static GtkWidget *
template_row (YnServicePage *self, GtkWidget *link, const YnModel *model)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *drop = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *words = g_strdup_printf (_("Delete the template “%s”"), model->name);

  gtk_widget_set_hexpand (link, TRUE);
  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (drop, 8);
  gtk_widget_add_css_class (drop, "flat");
  gtk_widget_set_tooltip_text (drop, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (drop), "id", g_strdup (model->id), g_free);
  g_object_set_data_full (G_OBJECT (drop), "name", g_strdup (model->name), g_free);
  g_signal_connect_object (drop, "clicked", G_CALLBACK (drop_cb), self, 0);
  gtk_box_append (GTK_BOX (row), link);
  gtk_box_append (GTK_BOX (row), drop);
  return row;
}

static GtkWidget *
model_row (YnServicePage *self, const YnModel *model)
{
  g_autofree char *title = yn_words_model (model, yn_page_language (YN_PAGE (self)));
  GtkWidget *row =
      yn_link_row_new (model->name != NULL ? "user-bookmarks-symbolic" : "document-open-recent-symbolic", title,
                       model->name != NULL ? _("Begin with what this template holds")
                                           : _("Begin with what you filled in then"),
                       "");

  yn_link_row_set_action (YN_LINK_ROW (row), "room.begin-like", model->id);
  return model->name != NULL ? template_row (self, row, model) : row;
}

/* Rows that stay the same are left alone: a press with a key takes effect a moment after it. New. */
static char *
models_shown (YnServicePage *self, GPtrArray *models)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; models != NULL && i < MIN (models->len, MAX_MODELS); i++)
    {
      const YnModel *model = g_ptr_array_index (models, i);
      g_autofree char *title = yn_words_model (model, yn_page_language (YN_PAGE (self)));

      g_string_append_printf (shown, "%s\t%s\n", model->id, title);
    }
  return g_string_free (shown, FALSE);
}

static void
models_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnServicePage) self = user_data;
  g_autoptr (GPtrArray) models = yn_desk_models_finish (YN_DESK (source), result, NULL);
  g_autofree char *shown = models_shown (self, models);

  if (!yn_page_is_news (YN_PAGE (self), shown))
    return;
  empty (self->like);
  for (guint i = 0; models != NULL && i < MIN (models->len, MAX_MODELS); i++)
    gtk_box_append (self->like, model_row (self, g_ptr_array_index (models, i)));
  gtk_widget_set_visible (self->like_title, models != NULL && models->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->like), models != NULL && models->len > 0);
}

static void
yn_service_page_refresh (YnPage *page)
{
  YnServicePage *self = YN_SERVICE_PAGE (page);
  g_autoptr (YnDeskStatus) status = yn_desk_status (yn_page_desk (page));
  g_autoptr (GError) error = NULL;

  if (self->service == NULL)
    {
      self->service = yn_service_find (self->id, &error);
      if (self->service == NULL)
        {
          yn_state_view_failed (self->state, error, yn_page_language (page));
          return;
        }
      show (self);
    }
  say_why_not (self, status->signed_in);
  gtk_widget_set_visible (self->print, !status->signed_in && prints_alone (self->service));
  if (status->signed_in && g_strcmp0 (yn_service_kind (self->service), "repair") != 0)
    yn_desk_models_async (yn_page_desk (page), self->id, yn_page_cancellable (page), models_cb, g_object_ref (self));
  yn_state_view_ready (self->state);
}

/* Its file is another, or is gone: then that is said. */
static void
folder_cb (YnServicePage *self)
{
  g_autoptr (YnService) now = yn_service_find (self->id, NULL);

  if (now == NULL || self->service == NULL
      || !g_str_equal (yn_service_sha256 (now), yn_service_sha256 (self->service)))
    {
      g_clear_pointer (&self->service, yn_service_unref);
      yn_page_refresh (YN_PAGE (self));
    }
}

/* A repair begins from the penalty, never from nothing. */
static void
begin_cb (YnServicePage *self)
{
  if (g_strcmp0 (yn_service_kind (self->service), "repair") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "room.place", "s", "records");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "room.begin", "(sss)", self->id, "", "");
}

static void
print_cb (YnServicePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "room.print", "s", self->id);
}

static YnPage *
yn_service_page_again (YnPage *page)
{
  return yn_service_page_new (yn_page_desk (page), YN_SERVICE_PAGE (page)->id);
}

YnPage *
yn_service_page_new (YnDesk *desk, const char *service)
{
  YnServicePage *self = g_object_new (YN_TYPE_SERVICE_PAGE, "desk", desk, NULL);
  g_autofree char *folder = yn_settings_path (yn_desk_settings (desk), "services");

  self->id = g_strdup (service);
  self->watch = yn_folder_watch_new (folder);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (folder_cb), self, G_CONNECT_SWAPPED);
  return YN_PAGE (self);
}

static void
yn_service_page_finalize (GObject *object)
{
  YnServicePage *self = YN_SERVICE_PAGE (object);

  g_clear_object (&self->watch);
  g_clear_pointer (&self->service, yn_service_unref);
  g_free (self->id);
  g_free (self->dropping);
  G_OBJECT_CLASS (yn_service_page_parent_class)->finalize (object);
}

static void
yn_service_page_class_init (YnServicePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_service_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_service_page_refresh;
  YN_PAGE_CLASS (klass)->again = yn_service_page_again;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_FACT_LIST);
  g_type_ensure (YN_TYPE_PROMISE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/service-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, state);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, title_label);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, summary);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, begin);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, no_account);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, print);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, like_title);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, like);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, at_hand);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, promise_title);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, promise);
  gtk_widget_class_bind_template_child (widget_class, YnServicePage, facts);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_service_page_init (YnServicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
