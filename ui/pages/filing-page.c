/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/filing-page.h"

#include "ask.h"
#include "desk/filing.h"
#include "desk/filling.h"
#include "desk/standing.h"
#include "desk/taking-back.h"
#include "explain.h"
#include "forms/service.h"
#include "pages/fill-step.h"
#include "pages/review-step.h"
#include "pages/standing-step.h"
#include "widgets/one-of.h"
#include "widgets/state-view.h"
#include "widgets/step-bar.h"

#include <glib/gi18n.h>

struct _YnFilingPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  YnStepBar *steps;
  GtkLabel *title_label;
  GtkStack *stack;
  YnFillStep *fill;
  YnReviewStep *review;
  YnStandingStep *standing;

  char *id;
  gboolean reviewing;
  char **cost; /* of taking the paper back, as it was shown; or NULL */
};

G_DEFINE_FINAL_TYPE (YnFilingPage, yn_filing_page, YN_TYPE_PAGE)

static void
go_to (YnFilingPage *self, const char *step, YnFilingStep current)
{
  yn_one_of_show_named (self->stack, step);
  yn_step_bar_set_current (self->steps, current);
  yn_state_view_ready (self->state);
}

/* --- filling ---------------------------------------------------------------------------------------------------- */

static void
draft_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFilingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  YnDraft *draft = yn_desk_draft_finish (YN_DESK (source), result, &error);

  if (draft != NULL)
    yn_fill_step_open (self->fill, YN_DESK (source), draft, yn_page_cancellable (YN_PAGE (self)), &error);
  g_clear_pointer (&draft, yn_draft_free);
  if (error != NULL)
    yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
  else
    go_to (self, "fill", YN_STEP_FILL);
}

static void
open_draft (YnFilingPage *self)
{
  self->reviewing = FALSE;
  yn_desk_draft_async (yn_page_desk (YN_PAGE (self)), self->id, yn_page_cancellable (YN_PAGE (self)), draft_cb,
                       g_object_ref (self));
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFilingPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_discard_finish (YN_DESK (source), result, &error))
    yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "room.place", "s", "home");
}

static void
discard_cb (YnFilingPage *self)
{
  yn_desk_discard_async (yn_page_desk (YN_PAGE (self)), self->id, NULL, discarded_cb, g_object_ref (self));
}

/* Another chair saved this draft meanwhile: what it wrote is shown, for it is what would be filed. */
static void
stale_cb (YnFilingPage *self)
{
  g_autoptr (GError) error = g_error_new_literal (YN_ERROR, YN_ERROR_STALE_REVISION, "saved elsewhere");

  yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
  open_draft (self);
}

/* --- reviewing -------------------------------------------------------------------------------------------------- */

static void
review_cb (YnFilingPage *self)
{
  self->reviewing = TRUE;
  yn_review_step_open (self->review, yn_page_desk (YN_PAGE (self)), self->id, yn_page_cancellable (YN_PAGE (self)));
  go_to (self, "review", YN_STEP_REVIEW);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFilingPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_take_back_finish (YN_DESK (source), result, &error))
    yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
  else
    open_draft (self);
}

static void
take_back (YnFilingPage *self)
{
  yn_desk_take_back_async (yn_page_desk (YN_PAGE (self)), self->id, (const char *const *) self->cost,
                           yn_page_cancellable (YN_PAGE (self)), taken_back_cb, g_object_ref (self));
}

static void
cost_answered_cb (const char *answer, gpointer object)
{
  if (g_str_equal (answer, "back"))
    take_back (YN_FILING_PAGE (object));
}

/* Whoever signed, and when, and who has it out to sign: that is what changing the paper costs. */
static void
ask_for_cost (YnFilingPage *self)
{
  const YnAskAnswer answers[] = { { "back", _("Give it up and take the paper _back"), YN_ASK_DESTRUCTIVE } };
  g_autofree char *lines = g_strjoinv ("\n\n", self->cost);
  g_autofree char *body
      = g_strconcat (_("Whoever signed has to sign again, and a paper that is out can no longer be brought home. This "
                       "would be lost:"),
                     "\n\n", lines, NULL);

  yn_ask (GTK_WIDGET (self), _("Take the paper back to the draft?"), body, answers, G_N_ELEMENTS (answers),
          cost_answered_cb, self);
}

static void
cost_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFilingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnUnderSignature) paper = yn_desk_under_signature_of_finish (YN_DESK (source), result, &error);

  g_strfreev (self->cost);
  self->cost = paper == NULL ? NULL : yn_under_signature_cost (paper, yn_page_language (YN_PAGE (self)));
  if (self->cost != NULL)
    ask_for_cost (self);
  else
    take_back (self); /* nothing printed any more is taken back without harm; another error says itself again */
}

static void
edit_cb (YnFilingPage *self)
{
  yn_desk_under_signature_of_async (yn_page_desk (YN_PAGE (self)), self->id, yn_page_cancellable (YN_PAGE (self)),
                                    cost_cb, g_object_ref (self));
}

static void
signing_cb (YnFilingPage *self, gboolean signing)
{
  yn_step_bar_set_current (self->steps, signing ? YN_STEP_SIGN : YN_STEP_REVIEW);
}

static void
kept_cb (YnFilingPage *self, const char *filing)
{
  g_free (self->id);
  self->id = g_strdup (filing);
  self->reviewing = FALSE;
  yn_standing_step_tell (self->standing, yn_desk_take_outcome (yn_page_desk (YN_PAGE (self))));
  yn_step_bar_set_current (self->steps, YN_STEP_SUBMIT);
  yn_page_refresh (YN_PAGE (self));
}

/* --- how it stands ---------------------------------------------------------------------------------------------- */

static YnFilingStep
step_of (YnStage stage)
{
  switch (stage)
    {
    case YN_STAGE_FILLING:
      return YN_STEP_FILL;
    case YN_STAGE_TO_SIGN:
      return YN_STEP_REVIEW;
    case YN_STAGE_WAITING:
      return YN_STEP_SUBMIT;
    case YN_STAGE_RECEIVED:
    case YN_STAGE_SUPPLEMENT:
      return YN_STEP_ACCEPTANCE;
    case YN_STAGE_ACCEPTED:
      return YN_STEP_HANDLING;
    case YN_STAGE_REFUSED:
    case YN_STAGE_WITHDRAWN:
      return YN_STEP_RESULT;
    case YN_STAGE_DONE:
    default:
      return YN_N_STEPS;
    }
}

/* A request is signed by nobody. */
static gboolean
is_signed (const YnStanding *standing)
{
  g_autoptr (YnService) service = yn_service_find (standing->service, NULL);

  return service == NULL || yn_json_size (yn_json_get (yn_service_json (service), "signers")) > 0;
}

static void
show (YnFilingPage *self, const YnStanding *standing)
{
  gtk_label_set_text (self->title_label, standing->title);
  yn_page_set_title (YN_PAGE (self), standing->title);
  yn_step_bar_set_signed (self->steps, is_signed (standing));
  if (standing->stage == YN_STAGE_FILLING)
    {
      if (!yn_fill_step_is_open (self->fill))
        open_draft (self);
    }
  else if (standing->stage == YN_STAGE_TO_SIGN)
    {
      if (!self->reviewing)
        review_cb (self);
    }
  else
    {
      yn_standing_step_set (self->standing, yn_page_desk (YN_PAGE (self)), standing);
      go_to (self, "standing", step_of (standing->stage));
      if (standing->stage == YN_STAGE_REFUSED || standing->stage == YN_STAGE_WITHDRAWN)
        yn_step_bar_set_ended (self->steps, YN_STEP_ACCEPTANCE, YN_STEP_RESULT);
    }
}

static void
standing_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFilingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnStanding) standing = yn_desk_standing_of_finish (YN_DESK (source), result, &error);
  g_autofree char *notice = yn_page_offline_words (YN_PAGE (self));

  yn_state_view_set_notice (self->state, notice);
  if (standing != NULL)
    show (self, standing);
  else if (!yn_state_view_is_ready (self->state))
    yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
}

static void
yn_filing_page_refresh (YnPage *page)
{
  YnFilingPage *self = YN_FILING_PAGE (page);

  yn_desk_standing_of_async (yn_page_desk (page), self->id, yn_page_cancellable (page), standing_cb,
                             g_object_ref (self));
}

static void
yn_filing_page_save_now (YnPage *page)
{
  yn_fill_step_save_now (YN_FILING_PAGE (page)->fill);
}

static YnPage *
yn_filing_page_again (YnPage *page)
{
  YnFilingPage *old = YN_FILING_PAGE (page);
  YnFilingPage *self = YN_FILING_PAGE (yn_filing_page_new (yn_page_desk (page), old->id));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (old->stack), "fill") == 0 && yn_fill_step_is_open (old->fill))
    {
      yn_fill_step_take_over (self->fill, old->fill, yn_page_cancellable (YN_PAGE (self)));
      go_to (self, "fill", YN_STEP_FILL);
    }
  yn_review_step_take_over (self->review, old->review);
  return YN_PAGE (self);
}

YnPage *
yn_filing_page_new (YnDesk *desk, const char *id)
{
  YnFilingPage *self = g_object_new (YN_TYPE_FILING_PAGE, "desk", desk, NULL);

  self->id = g_strdup (id);
  return YN_PAGE (self);
}

static void
yn_filing_page_finalize (GObject *object)
{
  g_free (YN_FILING_PAGE (object)->id);
  g_strfreev (YN_FILING_PAGE (object)->cost);
  G_OBJECT_CLASS (yn_filing_page_parent_class)->finalize (object);
}

static void
yn_filing_page_class_init (YnFilingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_filing_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_filing_page_refresh;
  YN_PAGE_CLASS (klass)->again = yn_filing_page_again;
  YN_PAGE_CLASS (klass)->save_now = yn_filing_page_save_now;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_STEP_BAR);
  g_type_ensure (YN_TYPE_FILL_STEP);
  g_type_ensure (YN_TYPE_REVIEW_STEP);
  g_type_ensure (YN_TYPE_STANDING_STEP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/filing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnFilingPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnFilingPage, steps);
  gtk_widget_class_bind_template_child (widget_class, YnFilingPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, YnFilingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YnFilingPage, fill);
  gtk_widget_class_bind_template_child (widget_class, YnFilingPage, review);
  gtk_widget_class_bind_template_child (widget_class, YnFilingPage, standing);
  gtk_widget_class_bind_template_callback (widget_class, review_cb);
  gtk_widget_class_bind_template_callback (widget_class, stale_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, signing_cb);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_filing_page_init (YnFilingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
