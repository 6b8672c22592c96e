/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/review-step.h"

#include "desk/looking.h"
#include "explain.h"
#include "pages/hands-box.h"
#include "pages/sign-dialog.h"
#include "widgets/beside.h"
#include "widgets/paper-view.h"
#include "widgets/promise-box.h"
#include "widgets/state-view.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnReviewStep
{
  AdwBin parent_instance;

  /* Template widgets */
  YnStateView *state;
  YnPaperView *paper;
  YnPromiseBox *promise;
  GtkWidget *untrue;
  GtkLabel *untrue_words;
  GtkLabel *heading;
  GtkLabel *size;
  GtkBox *kept_back;
  YnHandsBox *hands;
  GtkWidget *reading;
  GtkButton *sign;
  GtkWidget *edit;

  YnDesk *desk;
  GCancellable *cancellable;
  char *matter;
  YnSignFile *file; /* what somebody brought; NULL: a draft's paper */
  YnReview *review;
  YnSigner *as;    /* who was chosen to sign now; NULL: whoever is waited for */
  gboolean chosen; /* the page was shown again for the key that was chosen */
  YnKey *key;      /* that key, where it is open already; or NULL */
  gboolean printed; /* the draft's paper was printed to be looked at here */
  gboolean signing;
  gboolean left;       /* nobody looks at it any more */
  YnReviewStep *heir;  /* but this one goes on with what it shows; or NULL */
};

enum
{
  EDIT,
  SIGNING,
  KEPT,
  NEXT_SIGNER,
  SIGNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnReviewStep, yn_review_step, ADW_TYPE_BIN)

static void sign_with (YnReviewStep *self, YnKey *key);
static void reviewed_for_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void reviewed_for_file_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* --- leaving ---------------------------------------------------------------------------------------------------- */

/* Whoever looks and goes away finds the draft as it was. A signature that was begun, and a print, is waited for. */
static void
put_away_if_left (YnReviewStep *self)
{
  if (!self->left || !self->printed || self->signing)
    return;
  self->printed = FALSE;
  if (self->heir != NULL)
    {
      self->heir->printed = TRUE;
      put_away_if_left (self->heir);
      return;
    }
  yn_desk_put_away_later (self->desk, (const char *const[]){ self->matter, NULL });
}

/* It waits among the papers under signature. */
static void
stay_cb (YnReviewStep *self)
{
  self->printed = FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "room.toast", "s", _("It waits among the papers under signature"));
  gtk_widget_activate_action (GTK_WIDGET (self), "room.back", NULL);
}

void
yn_review_step_take_over (YnReviewStep *self, YnReviewStep *other)
{
  g_set_object (&self->desk, other->desk);
  g_free (self->matter);
  self->matter = g_strdup (other->matter);
  g_set_object (&other->heir, self);
  other->left = TRUE;
  put_away_if_left (other);
}

/* --- signing ---------------------------------------------------------------------------------------------------- */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnReviewStep) self = user_data;
  g_autoptr (GError) error = NULL;
  YnFiling *filing = yn_desk_sign_and_keep_finish (YN_DESK (source), result, &error);

  self->signing = FALSE;
  self->printed &= error != NULL;
  put_away_if_left (self);
  yn_state_view_ready (self->state);
  if (filing != NULL)
    {
      g_signal_emit (self, signals[KEPT], 0, filing->id);
      yn_filing_free (filing);
      return;
    }
  g_signal_emit (self, signals[SIGNING], 0, FALSE);
  if (error == NULL)
    g_signal_emit (self, signals[NEXT_SIGNER], 0);
  else
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnReviewStep) self = user_data;
  g_autoptr (GError) error = NULL;

  yn_state_view_ready (self->state);
  if (yn_sign_file_sign_finish (YN_DESK (source), result, &error))
    g_signal_emit (self, signals[SIGNED], 0);
  else
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
}

/* The page that is shown says another class or issuer than the key's: it is shown again with the key's, and only then
 * signed (invariant 8). */
static void
show_for (YnReviewStep *self, const YnKeyKind *kind)
{
  self->chosen = TRUE;
  yn_state_view_loading (self->state, _("Putting the certificate into the paper…"));
  if (self->file != NULL)
    yn_sign_file_review_for_async (self->desk, self->file, kind, self->cancellable, reviewed_for_file_cb,
                                   g_object_ref (self));
  else
    yn_desk_review_as_async (self->desk, self->matter, self->as, kind, self->cancellable, reviewed_for_cb,
                             g_object_ref (self));
}

static void
other_kind_cb (YnReviewStep *self, const YnKeyKind *kind)
{
  g_clear_pointer (&self->key, yn_key_unref);
  show_for (self, kind);
}

static void
ready_cb (YnReviewStep *self, YnKey *key)
{
  YnKeyKind shown = yn_review_kind (self->review), kind = yn_key_kind (key);

  if (yn_key_kind_equal (&shown, &kind))
    {
      sign_with (self, key);
      return;
    }
  g_clear_pointer (&self->key, yn_key_unref);
  self->key = yn_key_ref (key);
  show_for (self, &kind);
}

/* Not cancelled when the page goes: a signature that was begun is finished and kept. But a person may stop waiting for
 * a token that does not answer: then nothing was signed. */
static void
sign_with (YnReviewStep *self, YnKey *key)
{
  g_autoptr (GCancellable) waiting = g_cancellable_new ();

  if (self->file != NULL)
    {
      yn_state_view_waiting (self->state, _("Signing…"), waiting);
      yn_sign_file_sign_async (self->desk, self->file, self->review->digest, key, waiting, signed_cb,
                               g_object_ref (self));
      return;
    }
  self->signing = TRUE;
  g_signal_emit (self, signals[SIGNING], 0, TRUE);
  if (key == NULL)
    yn_state_view_loading (self->state, _("Keeping it…"));
  else
    yn_state_view_waiting (self->state, _("Signing, and keeping what was signed…"), waiting);
  yn_desk_sign_and_keep_async (self->desk, self->matter, self->review->digest, key, waiting, kept_cb,
                               g_object_ref (self));
}

static void
dialog_gone_cb (YnReviewStep *self)
{
  if (yn_state_view_is_ready (self->state))
    g_signal_emit (self, signals[SIGNING], 0, FALSE);
}

static void
sign_cb (YnReviewStep *self)
{
  g_autoptr (YnKey) key = NULL;
  YnSignDialog *dialog;
  YnKeyKind shown;

  if (self->review == NULL)
    return;
  if (self->review->digest == NULL)
    {
      sign_with (self, NULL);
      return;
    }
  key = g_steal_pointer (&self->key);
  if (key != NULL)
    {
      sign_with (self, key);
      return;
    }
  shown = yn_review_kind (self->review);
  dialog = yn_sign_dialog_new (GTK_WIDGET (self), self->desk, self->review->signer, &shown);
  g_signal_connect_object (dialog, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "other-kind", G_CALLBACK (other_kind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (dialog_gone_cb), self, G_CONNECT_SWAPPED);
  g_signal_emit (self, signals[SIGNING], 0, TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_cb (YnReviewStep *self)
{
  g_signal_emit (self, signals[EDIT], 0);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  edit_cb (YN_REVIEW_STEP (widget));
}

/* --- showing ---------------------------------------------------------------------------------------------------- */

static char *
button_words (YnReviewStep *self)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (self->desk);
  g_autofree char *class = NULL;

  if (self->chosen)
    {
      class = yn_signature_class_words (self->review->class, self->review->issuer, yn_desk_language (self->desk));
      return g_strdup_printf (self->file != NULL         ? _("Sign with my key: %s")
                              : self->review->n_left > 1 ? _("Sign; others sign after: %s")
                                                         : _("Sign and submit: %s"),
                              class);
    }
  if (self->file != NULL && !self->file->practice)
    return g_strdup (_("Sign with my key…"));
  if (self->file != NULL)
    {
      class = yn_signature_class_words (YN_SIGNATURE_CLASS_PRACTICE, NULL, yn_desk_language (self->desk));
      return g_strdup_printf (_("Sign with my key: %s"), class);
    }
  if (self->review->digest == NULL)
    return g_strdup (status->practice ? _("Submit · practice, no effect") : _("Submit"));
  if (!status->practice)
    return g_strdup (self->review->n_left > 1 ? _("Sign; others sign after…") : _("Sign and submit…"));
  class = yn_signature_class_words (YN_SIGNATURE_CLASS_PRACTICE, NULL, yn_desk_language (self->desk));
  return g_strdup_printf (self->review->n_left > 1 ? _("Sign; others sign after: %s") : _("Sign and submit: %s"),
                          class);
}

/* Where the record denies what is about to be signed, that stands before everything else. */
static void
show_untrue (YnReviewStep *self)
{
  YnLanguage language = yn_desk_language (self->desk);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; self->review->untrue != NULL && i < self->review->untrue->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (self->review->untrue, i);
      g_autofree char *words = yn_problem_words (problem, language);
      g_autoptr (YnExplanation) explanation = yn_problems_explain_code (problem->code, language);

      g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", words);
      if (i + 1 == self->review->untrue->len)
        g_string_append_printf (all, "\n%s%s", explanation->means, explanation->remedy);
    }
  gtk_label_set_text (self->untrue_words, all->str);
  gtk_widget_set_visible (self->untrue, all->len > 0);
}

static void
add_words (GtkBox *box, const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

/* Answers that are on this machine and in no paper: nobody should wonder where they are. */
static void
show_kept_back (YnReviewStep *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->kept_back))) != NULL)
    gtk_box_remove (self->kept_back, child);
  gtk_widget_set_visible (GTK_WIDGET (self->kept_back), self->review->kept_back != NULL);
  if (self->review->kept_back == NULL)
    return;
  add_words (self->kept_back, _("Kept on this computer, not submitted"), "heading");
  for (guint i = 0; self->review->kept_back[i] != NULL; i++)
    add_words (self->kept_back, self->review->kept_back[i], "dim-label");
}

static void
show (YnReviewStep *self)
{
  g_autofree char *button = button_words (self);

  yn_paper_view_set_pages (self->paper, self->desk, self->review->pages, self->review->texts);
  yn_paper_view_add_annex (self->paper, self->review->annex_texts);
  show_untrue (self);
  yn_promise_box_set (self->promise, self->review->promise);
  show_kept_back (self);
  gtk_label_set_text (self->heading, self->chosen                   ? _("Read it again: it names your certificate now")
                                     : self->review->digest != NULL ? _("Read before you sign")
                                                                    : _("Read before you submit"));
  gtk_label_set_text (self->size, self->review->size_words);
  yn_hands_box_set (self->hands, self->desk, self->matter, self->review);
  yn_hands_box_offer_to_stay (self->hands, self->printed && self->review->n_left > 1);
  gtk_widget_set_visible (self->edit, self->file == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sign), self->file == NULL || self->review->digest != NULL);
  gtk_widget_set_visible (self->reading, yn_desk_language (self->desk) == YN_LANGUAGE_EN);
  gtk_button_set_label (self->sign, button);
  yn_state_view_ready (self->state);
  gtk_widget_grab_focus (GTK_WIDGET (self->sign));
}

/* Trying again would end the same: such a paper goes back to its draft. */
static gboolean
is_stale (YnReviewStep *self, const GError *error)
{
  return self->file == NULL
         && (g_error_matches (error, YN_ERROR, YN_ERROR_PAPER_OUTDATED)
             || g_error_matches (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS)
             || g_error_matches (error, YN_ERROR, YN_ERROR_MARK_LEFT_OVER));
}

static void
say_stale (YnReviewStep *self, const GError *error)
{
  YnLanguage language = yn_desk_language (self->desk);
  g_autoptr (YnExplanation) words = yn_problems_explain (error, language);
  g_autofree char *body = g_strjoin ("\n", words->means, words->remedy, NULL);

  yn_state_view_empty (self->state, "dialog-warning-symbolic", words->what, body, _("Take the paper back to the draft"),
                       "review.edit");
}

static void
take_review (YnReviewStep *self, YnReview *review, const GError *error)
{
  if (review == NULL)
    {
      if (is_stale (self, error))
        say_stale (self, error);
      else
        yn_state_view_failed (self->state, error, yn_desk_language (self->desk));
      return;
    }
  self->printed |= review->printed;
  put_away_if_left (self);
  g_clear_pointer (&self->review, yn_review_free);
  self->review = review;
  show (self);
}

static void
reviewed_for_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnReviewStep) self = user_data;
  g_autoptr (GError) error = NULL;

  take_review (self, yn_desk_review_as_finish (YN_DESK (source), result, &error), error);
  g_signal_emit (self, signals[SIGNING], 0, FALSE);
}

static void
reviewed_for_file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnReviewStep) self = user_data;
  g_autoptr (GError) error = NULL;

  take_review (self, yn_sign_file_review_for_finish (YN_DESK (source), result, &error), error);
}

static void
reviewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnReviewStep) self = user_data;
  g_autoptr (GError) error = NULL;
  YnReview *review = self->file != NULL ? yn_sign_file_review_finish (YN_DESK (source), result, &error)
                                        : yn_desk_review_as_finish (YN_DESK (source), result, &error);

  take_review (self, review, error);
}

static void
review (YnReviewStep *self)
{
  self->chosen = FALSE;
  g_clear_pointer (&self->key, yn_key_unref);
  if (self->file != NULL)
    {
      yn_state_view_loading (self->state, _("Opening the paper…"));
      yn_sign_file_review_async (self->desk, self->file, self->cancellable, reviewed_cb, g_object_ref (self));
      return;
    }
  yn_state_view_loading (self->state, _("Printing the paper…"));
  yn_desk_review_as_async (self->desk, self->matter, self->as, NULL, self->cancellable, reviewed_cb,
                           g_object_ref (self));
}

/* Somebody has signed, or nothing has come of it: whoever is waited for. */
static void
retry_cb (YnReviewStep *self)
{
  g_clear_pointer (&self->as, yn_signer_free);
  review (self);
}

/* @signer goes when the page is shown anew. */
static void
other_signer_cb (YnReviewStep *self, const YnSigner *signer)
{
  YnSigner *as = yn_signer_copy (signer);

  if (self->file != NULL)
    yn_sign_file_choose (self->file, as);
  yn_signer_free (self->as);
  self->as = as;
  review (self);
}

void
yn_review_step_open (YnReviewStep *self, YnDesk *desk, const char *matter, GCancellable *cancellable)
{
  g_set_object (&self->desk, desk);
  g_set_object (&self->cancellable, cancellable);
  g_free (self->matter);
  self->matter = g_strdup (matter);
  retry_cb (self);
}

void
yn_review_step_open_file (YnReviewStep *self, YnDesk *desk, YnSignFile *file, GCancellable *cancellable)
{
  g_set_object (&self->desk, desk);
  g_set_object (&self->cancellable, cancellable);
  g_clear_pointer (&self->file, yn_sign_file_unref);
  self->file = yn_sign_file_ref (file);
  retry_cb (self);
}

void
yn_review_step_set_quiet (YnReviewStep *self, gboolean quiet)
{
  if (quiet)
    gtk_widget_remove_css_class (GTK_WIDGET (self->sign), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->sign), "suggested-action");
}

static void
yn_review_step_unroot (GtkWidget *widget)
{
  YnReviewStep *self = YN_REVIEW_STEP (widget);

  self->left = TRUE;
  put_away_if_left (self);
  GTK_WIDGET_CLASS (yn_review_step_parent_class)->unroot (widget);
}

static void
yn_review_step_finalize (GObject *object)
{
  YnReviewStep *self = YN_REVIEW_STEP (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->heir);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->key, yn_key_unref);
  g_clear_pointer (&self->as, yn_signer_free);
  g_clear_pointer (&self->review, yn_review_free);
  g_clear_pointer (&self->file, yn_sign_file_unref);
  g_free (self->matter);
  G_OBJECT_CLASS (yn_review_step_parent_class)->finalize (object);
}

static void
yn_review_step_class_init (YnReviewStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_review_step_finalize;
  widget_class->unroot = yn_review_step_unroot;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "room.back", NULL);
  gtk_widget_class_install_action (widget_class, "review.edit", NULL, edit_action);
  signals[EDIT] = g_signal_new ("edit", YN_TYPE_REVIEW_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNING] = g_signal_new ("signing", YN_TYPE_REVIEW_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_BOOLEAN);
  signals[KEPT] = g_signal_new ("kept", YN_TYPE_REVIEW_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
  signals[NEXT_SIGNER] = g_signal_new ("next-signer", YN_TYPE_REVIEW_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[SIGNED] =
      g_signal_new ("signed", YN_TYPE_REVIEW_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_HANDS_BOX);
  g_type_ensure (YN_TYPE_BESIDE);
  g_type_ensure (YN_TYPE_PAPER_VIEW);
  g_type_ensure (YN_TYPE_PROMISE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/review-step.ui");
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, state);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, paper);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, untrue);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, untrue_words);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, promise);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, heading);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, size);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, kept_back);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, hands);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, edit);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, reading);
  gtk_widget_class_bind_template_child (widget_class, YnReviewStep, sign);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, stay_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_signer_cb);
}

static void
yn_review_step_init (YnReviewStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
