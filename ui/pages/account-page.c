/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/account-page.h"

#include "ask.h"
#include "desk/filing.h"
#include "desk/timestamp-authorities.h"
#include "pages/token-doctor.h"
#include "widgets/fact-list.h"
#include "widgets/state-view.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnAccountPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  YnFactList *enterprise;
  YnFactList *platform;
  YnFactList *keys;
  YnTokenDoctor *tokens;
  YnFactList *authorities;
  YnFactList *diagnosis;
  GtkButton *language;
  GtkWidget *sign_out;
};

G_DEFINE_FINAL_TYPE (YnAccountPage, yn_account_page, YN_TYPE_PAGE)

static void
show_keys (YnAccountPage *self)
{
  g_autoptr (GPtrArray) keys = yn_desk_keys (yn_page_desk (YN_PAGE (self)));

  yn_fact_list_clear (self->keys);
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const YnKeyFile *key = g_ptr_array_index (keys, i);

      yn_fact_list_add (self->keys, key->name, key->path);
    }
  if (keys == NULL || keys->len == 0)
    yn_fact_list_add (self->keys, _("None yet"), _("One is made when you first sign."));
}

static void
show_authorities (YnAccountPage *self)
{
  g_autoptr (GPtrArray) authorities = yn_desk_timestamp_authorities (yn_page_desk (YN_PAGE (self)));

  yn_fact_list_clear (self->authorities);
  for (guint i = 0; i < authorities->len; i++)
    {
      const YnTimestampAuthority *authority = g_ptr_array_index (authorities, i);
      g_autofree char *words = yn_timestamp_authority_words (authority);

      yn_fact_list_add (self->authorities, authority->name, words);
    }
  if (authorities->len == 0)
    yn_fact_list_add (self->authorities, _("None"),
                      _("No timestamp authority is known here: whoever signs states the time themselves."));
}

static void
show_diagnosis (YnAccountPage *self, const YnDeskStatus *status)
{
  YnPage *page = YN_PAGE (self);
  g_autofree char *waiting = g_strdup_printf ("%u", status->waiting);

  yn_fact_list_clear (self->diagnosis);
  yn_fact_list_add (self->diagnosis, _("Platform"), status->online ? _("answers") : _("does not answer"));
  yn_fact_list_add (self->diagnosis, _("Waiting for a receipt"), waiting);
  if (status->problem != NULL)
    {
      g_autoptr (YnExplanation) why = yn_problems_explain_code (status->problem, yn_page_language (page));
      g_autofree char *words = g_strjoin ("\n", why->what, why->remedy, NULL);

      yn_fact_list_add (self->diagnosis, _("Last trouble"), words);
    }
  if (status->next_try > 0)
    {
      g_autofree char *at = yn_words_moment (status->next_try, yn_page_language (page));

      yn_fact_list_add (self->diagnosis, _("Next try"), at);
    }
  yn_fact_list_add (self->diagnosis, _("Everything is kept in"),
                    yn_settings_data_dir (yn_desk_settings (yn_page_desk (page))));
}

static void
yn_account_page_refresh (YnPage *page)
{
  YnAccountPage *self = YN_ACCOUNT_PAGE (page);
  g_autoptr (YnDeskStatus) status = yn_desk_status (yn_page_desk (page));

  yn_fact_list_clear (self->enterprise);
  if (status->signed_in)
    {
      yn_fact_list_add (self->enterprise, _("Name"), status->enterprise_name);
      yn_fact_list_add (self->enterprise, _("Credit code"), status->uscc);
    }
  yn_fact_list_clear (self->platform);
  if (status->connected)
    {
      yn_fact_list_add (self->platform, _("Name"),
                        status->platform_name != NULL ? status->platform_name : _("unnamed"));
      yn_fact_list_add (self->platform, _("Address"), status->address);
      yn_fact_list_add (self->platform, _("Kind"), status->practice ? _("Practice · no effect") : _("Real"));
    }
  show_keys (self);
  yn_token_doctor_set_desk (self->tokens, yn_page_desk (page));
  show_authorities (self);
  show_diagnosis (self, status);
  gtk_button_set_label (self->language, yn_page_language (page) == YN_LANGUAGE_EN ? "中文" : "English");
  yn_state_view_ready (self->state);
}

static void
sign_out_answered_cb (const char *answer, gpointer object)
{
  if (g_str_equal (answer, "sign-out"))
    gtk_widget_activate_action (GTK_WIDGET (object), "room.sign-out", NULL);
}

static void
sign_out_cb (YnAccountPage *self)
{
  const YnAskAnswer answers[] = { { "sign-out", _("_Sign out"), YN_ASK_DESTRUCTIVE } };

  yn_ask (GTK_WIDGET (self), _("Sign out of this enterprise?"),
          _("Drafts and filings stay on this computer, encrypted. What waits is sent when you sign in again."), answers,
          G_N_ELEMENTS (answers), sign_out_answered_cb, self);
}

static void
yn_account_page_class_init (YnAccountPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YN_PAGE_CLASS (klass)->refresh = yn_account_page_refresh;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_FACT_LIST);
  g_type_ensure (YN_TYPE_TOKEN_DOCTOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnAccountPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnAccountPage, enterprise);
  gtk_widget_class_bind_template_child (widget_class, YnAccountPage, platform);
  gtk_widget_class_bind_template_child (widget_class, YnAccountPage, keys);
  gtk_widget_class_bind_template_child (widget_class, YnAccountPage, tokens);
  gtk_widget_class_bind_template_child (widget_class, YnAccountPage, authorities);
  gtk_widget_class_bind_template_child (widget_class, YnAccountPage, diagnosis);
  gtk_widget_class_bind_template_child (widget_class, YnAccountPage, language);
  gtk_widget_class_bind_template_child (widget_class, YnAccountPage, sign_out);
  gtk_widget_class_bind_template_callback (widget_class, sign_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_account_page_init (YnAccountPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Account"));
}
