/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/standing-step.h"

#include "ask.h"
#include "desk/collecting.h"
#include "desk/filing.h"
#include "explain.h"
#include "files.h"
#include "pages/dating-box.h"
#include "pages/sign-dialog.h"
#include "widgets/fact-list.h"
#include "widgets/timeline.h"
#include "widgets/why.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnStandingStep
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *status;
  GtkLabel *explain;
  GtkWidget *send;
  YnFactList *facts;
  YnTimeline *timeline;
  YnDatingBox *dating;
  GtkWidget *supplement;
  GtkWidget *withdraw;
  GtkWidget *poster;
  GtkSpinner *spinner;
  GtkWidget *stop;

  YnDesk *desk;
  char *id;
  char *title;
  GCancellable *signing; /* while it is taken back */
};

G_DEFINE_FINAL_TYPE (YnStandingStep, yn_standing_step, ADW_TYPE_BIN)

/* --- taking back ------------------------------------------------------------------------------------------------ */

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnStandingStep) self = user_data;
  g_autoptr (GError) error = NULL;
  YnFiling *filing = yn_desk_withdraw_finish (YN_DESK (source), result, &error);

  gtk_spinner_stop (self->spinner);
  gtk_widget_hide (self->stop);
  g_clear_object (&self->signing);
  yn_why_not (self->withdraw, NULL, NULL);
  if (filing == NULL)
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "room.toast", "s", _("The withdrawal is signed and on its way"));
  g_clear_pointer (&filing, yn_filing_free);
}

/* A person may stop waiting for a token that does not answer: then nothing was signed. */
static void
stop_cb (YnStandingStep *self)
{
  g_cancellable_cancel (self->signing);
}

static void
withdraw_with (YnStandingStep *self, YnKey *key)
{
  g_clear_object (&self->signing);
  self->signing = g_cancellable_new ();
  gtk_widget_show (self->stop);
  gtk_spinner_start (self->spinner);
  yn_why_not (self->withdraw, _("This is being done right now."), NULL);
  yn_desk_withdraw_async (self->desk, self->id, key, self->signing, withdrawn_cb, g_object_ref (self));
}

static void
withdraw_answered_cb (const char *answer, gpointer object)
{
  YnStandingStep *self = YN_STANDING_STEP (object);
  YnSignDialog *dialog;

  if (!g_str_equal (answer, "withdraw"))
    return;
  dialog = yn_sign_dialog_new (GTK_WIDGET (self), self->desk, NULL, NULL);
  g_signal_connect_object (dialog, "ready", G_CALLBACK (withdraw_with), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
withdraw_cb (YnStandingStep *self)
{
  const YnAskAnswer answers[] = { { "withdraw", _("_Take it back"), YN_ASK_DESTRUCTIVE } };

  yn_ask (
      GTK_WIDGET (self), _("Take this filing back?"),
      _("Taking back is signed like the filing itself, and the platform answers it with a receipt. It is possible until "
         "the filing is accepted."),
      answers, G_N_ELEMENTS (answers), withdraw_answered_cb, self);
}

static void
supplement_cb (YnStandingStep *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "room.supplement", "s", self->id);
}

/* --- sending ---------------------------------------------------------------------------------------------------- */

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnStandingStep) self = user_data;
  g_autoptr (GError) error = NULL;

  yn_why_not (self->send, NULL, NULL);
  if (!yn_desk_send_finish (YN_DESK (source), result, &error) && error != NULL)
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
}

static void
send_cb (YnStandingStep *self)
{
  yn_why_not (self->send, _("This is being done right now."), NULL);
  yn_desk_send_async (self->desk, NULL, sent_cb, g_object_ref (self));
}

/* --- for the wall ----------------------------------------------------------------------------------------------- */

/* Whose it is and what it promises: a folder may hold many. */
static char *
poster_name (YnStandingStep *self)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (self->desk);
  const char *whose = status->enterprise_name != NULL ? status->enterprise_name : status->uscc;
  char *name = g_strdup_printf (_("%s %s, poster.pdf"), whose != NULL ? whose : "", self->title);

  return g_strdelimit (g_strchug (name), "/", '-');
}

static void
poster_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnStandingStep) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) poster = yn_desk_poster_finish (YN_DESK (source), result, &error);

  gtk_spinner_stop (self->spinner);
  yn_why_not (self->poster, NULL,
              _("One page with the promise in three sentences, to hang up where your customers see it"));
  if (poster == NULL)
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
  else
    {
      g_autofree char *name = poster_name (self);

      yn_files_save (GTK_WIDGET (self), self->desk, name, poster);
    }
}

static void
poster_cb (YnStandingStep *self)
{
  gtk_spinner_start (self->spinner);
  yn_why_not (self->poster, _("This is being done right now."), NULL);
  yn_desk_poster_async (self->desk, self->id, NULL, poster_made_cb, g_object_ref (self));
}

/* A promise that anybody may read, and that stands. */
static gboolean
may_hang (const YnStanding *standing)
{
  g_autoptr (YnService) service = yn_service_find (standing->service, NULL);

  return standing->id != NULL && service != NULL && yn_json_get (yn_service_json (service), "clauses") != NULL
         && yn_service_publicity (service) == 1 && standing->stage != YN_STAGE_REFUSED
         && standing->stage != YN_STAGE_WITHDRAWN;
}

/* --- showing ---------------------------------------------------------------------------------------------------- */

void
yn_standing_step_set (YnStandingStep *self, YnDesk *desk, const YnStanding *standing)
{
  YnLanguage language = yn_desk_language (desk);

  g_set_object (&self->desk, desk);
  g_free (self->id);
  self->id = g_strdup (standing->id);
  g_free (self->title);
  self->title = g_strdup (standing->title);
  gtk_label_set_text (self->status, standing->status);
  gtk_label_set_text (self->explain, standing->explain);
  gtk_widget_set_visible (GTK_WIDGET (self->explain), standing->explain != NULL && *standing->explain != '\0');
  gtk_widget_set_visible (self->send, standing->stage == YN_STAGE_WAITING);
  yn_fact_list_clear (self->facts);
  if (standing->code != NULL)
    yn_fact_list_add (self->facts, _("Commitment code"), standing->code);
  if (standing->stage == YN_STAGE_WAITING && standing->next_try > 0)
    {
      g_autofree char *next = yn_words_moment (standing->next_try, language);

      yn_fact_list_add (self->facts, _("Next try"), next);
    }
  yn_fact_list_add (self->facts, _("Fingerprint of the filing"), standing->id);
  yn_timeline_set_steps (self->timeline, standing->steps, language);
  yn_dating_box_set (self->dating, desk, standing->id, standing->later_copy, standing->title);
  gtk_widget_set_visible (self->supplement, standing->can_supplement);
  gtk_widget_set_visible (self->withdraw, standing->can_withdraw);
  gtk_widget_set_visible (self->poster, may_hang (standing));
}

void
yn_standing_step_tell (YnStandingStep *self, YnSignOutcome *outcome)
{
  yn_dating_box_tell (self->dating, outcome);
}

static void
yn_standing_step_finalize (GObject *object)
{
  YnStandingStep *self = YN_STANDING_STEP (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->signing);
  g_free (self->id);
  g_free (self->title);
  G_OBJECT_CLASS (yn_standing_step_parent_class)->finalize (object);
}

static void
yn_standing_step_class_init (YnStandingStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_standing_step_finalize;
  g_type_ensure (YN_TYPE_FACT_LIST);
  g_type_ensure (YN_TYPE_TIMELINE);
  g_type_ensure (YN_TYPE_DATING_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/standing-step.ui");
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, status);
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, explain);
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, send);
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, facts);
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, timeline);
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, dating);
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, supplement);
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, withdraw);
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, poster);
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, spinner);
  gtk_widget_class_bind_template_child (widget_class, YnStandingStep, stop);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, supplement_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, poster_cb);
}

static void
yn_standing_step_init (YnStandingStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
