/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/batch-page.h"

#include "desk/batch-rounds.h"
#include "desk/tokens.h"
#include "ask.h"
#include "explain.h"
#include "files.h"
#include "pages/batch-dropped.h"
#include "pages/batch-results.h"
#include "pages/batch-table.h"
#include "pages/pin-question.h"
#include "pages/sign-dialog.h"
#include "widgets/beside.h"
#include "widgets/paper-view.h"
#include "widgets/promise-box.h"
#include "widgets/state-view.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

#define LOOK_EVERY_MS 100

struct _YnBatchPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  YnPaperView *paper;
  GtkLabel *heading;
  GtkLabel *explain;
  YnPromiseBox *promise;
  YnBatchTable *table;
  GtkLabel *digest;
  GtkWidget *out_box;
  GtkLabel *out_heading;
  GtkBox *out;
  GtkLabel *signer;
  GtkButton *sign;
  GtkWidget *running;
  GtkProgressBar *bar;
  GtkWidget *stop;
  GtkWidget *done_box;
  GtkLabel *done_words;
  GtkWidget *again;
  GtkWidget *save;

  char *service;
  YnBatch *batch;     /* to be signed; NULL: none is printed, or it was signed */
  GPtrArray *former;  /* of YnBatch: shown in another language, not signed */
  GPtrArray *rounds;  /* of YnBatchRound: those that were signed, perhaps in part */
  YnBatch *whole;     /* of all rounds: what became of each paper */
  GPtrArray *results; /* of YnBatchResult, one a row of it */
  YnProgress *progress;
  gboolean chosen; /* the letter was shown again for the key that was chosen */
  YnKey *key;      /* that key, where it is open already; or NULL */
  GCancellable *stopping; /* the person's, while signing */
  struct _YnBatchPage *heir; /* the page in the other language that waits for what is being signed; or NULL */
  guint timer;
  gboolean asked;
  gboolean signing;
  gboolean left;   /* nobody looks at it any more */
};

G_DEFINE_FINAL_TYPE (YnBatchPage, yn_batch_page, YN_TYPE_PAGE)

/* What is to be signed, or what was signed last. */
static const YnBatch *
seen (YnBatchPage *self)
{
  return self->batch != NULL
             ? self->batch
             : ((const YnBatchRound *) g_ptr_array_index (self->rounds, self->rounds->len - 1))->batch;
}

/* What is before the eyes was signed, and nothing of it is asked any more. */
static gboolean
is_signed (YnBatchPage *self)
{
  return self->batch == NULL;
}

/* --- what drops out --------------------------------------------------------------------------------------------- */

static void
show_dropped (YnBatchPage *self)
{
  const YnBatch *batch = seen (self);
  guint n = batch->dropped->len;
  g_autofree char *heading =
      g_strdup_printf (ngettext ("%u paper is not of this letter and is signed by itself",
                                 "%u papers are not of this letter and are signed by themselves", n), n);
  GtkWidget *child;

  gtk_label_set_text (self->out_heading, heading);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->out))) != NULL)
    gtk_box_remove (self->out, child);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->out, yn_batch_dropped_new (g_ptr_array_index (batch->dropped, i),
                                                    yn_page_language (YN_PAGE (self))));
  gtk_widget_set_visible (self->out_box, n > 0);
}

/* --- what became of them ---------------------------------------------------------------------------------------- */

static void
save_cb (YnBatchPage *self)
{
  g_autoptr (GBytes) table = yn_batch_results_table (self->whole, self->results, yn_page_language (YN_PAGE (self)));
  g_autofree char *name = g_strdup_printf ("%s.csv", self->whole->title);

  yn_files_save (GTK_WIDGET (self), yn_page_desk (YN_PAGE (self)), name, table);
}

static void
show_results (YnBatchPage *self)
{
  YnBatch *former = self->whole;
  g_autofree char *words = NULL;

  g_clear_pointer (&self->results, g_ptr_array_unref);
  self->whole = yn_batch_rounds_whole (self->rounds, &self->results);
  words = yn_batch_results_words (self->results);
  yn_batch_table_set (self->table, self->whole);
  g_clear_pointer (&former, yn_batch_free);
  gtk_label_set_text (self->done_words, words);
  gtk_widget_set_visible (self->done_box, TRUE);
  gtk_widget_set_visible (self->again, yn_batch_results_n_unsigned (self->results) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->signer), yn_batch_results_n_unsigned (self->results) < self->results->len);
  yn_batch_table_add_results (self->table, self->results, yn_page_language (YN_PAGE (self)));
}

/* What is left is another letter and another table, to be read before they are signed. */
static void
again_cb (YnBatchPage *self)
{
  self->chosen = FALSE;
  self->asked = FALSE;
  gtk_widget_set_visible (self->done_box, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->sign), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->signer), TRUE);
  yn_page_refresh (YN_PAGE (self));
}

static void show (YnBatchPage *self);
static void show_signed (YnBatchPage *self);
static void show_letter (YnBatchPage *self);

/* --- signing ---------------------------------------------------------------------------------------------------- */

static gboolean
look_cb (gpointer user_data)
{
  YnBatchPage *self = YN_BATCH_PAGE (user_data);
  guint total, done = yn_progress_get (self->progress, &total);
  g_autofree char *words = g_strdup_printf (_("%u of %u"), done, total);

  if (total == 0)
    return G_SOURCE_CONTINUE;
  if (self->batch == NULL)
    {
      g_autofree char *printing
          = g_strdup_printf (self->signing ? _("Signing: %s") : _("Printing and comparing: %s"), words);

      if (!self->signing)
        yn_state_view_loading (self->state, printing);
      else if (!g_cancellable_is_cancelled (self->stopping))
        yn_state_view_waiting (self->state, printing, self->stopping);
      return G_SOURCE_CONTINUE;
    }
  gtk_progress_bar_set_fraction (self->bar, (double) done / total);
  gtk_progress_bar_set_text (self->bar, words);
  return G_SOURCE_CONTINUE;
}

static void
watch (YnBatchPage *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (LOOK_EVERY_MS, look_cb, self);
}

/* Whoever goes away without having signed finds the drafts as they were; what was signed stays signed. */
static void
put_away_if_left (YnBatchPage *self)
{
  if (!self->left || self->signing)
    return;
  for (guint i = 0; i < self->former->len; i++)
    yn_desk_batch_put_away_later (yn_page_desk (YN_PAGE (self)), g_ptr_array_index (self->former, i));
  for (guint i = 0; i < self->rounds->len; i++)
    yn_desk_batch_put_away_later (yn_page_desk (YN_PAGE (self)),
                                  ((const YnBatchRound *) g_ptr_array_index (self->rounds, i))->batch);
  if (self->batch != NULL)
    yn_desk_batch_put_away_later (yn_page_desk (YN_PAGE (self)), self->batch);
}

static void
give (GPtrArray **from, GPtrArray **to)
{
  GPtrArray *given = *from;

  *from = *to;
  *to = given;
}

/* What was signed and what is still to be goes to @heir, which is new, in its words; this page has nothing to put away
 * any more. */
static void
hand_over (YnBatchPage *self, YnBatchPage *heir)
{
  YnLanguage language = yn_page_language (YN_PAGE (heir));

  give (&self->rounds, &heir->rounds);
  give (&self->former, &heir->former);
  heir->batch = g_steal_pointer (&self->batch);
  for (guint i = 0; i < heir->rounds->len; i++)
    yn_batch_round_reword (g_ptr_array_index (heir->rounds, i), language);
  if (heir->batch != NULL)
    yn_batch_reword (heir->batch, language);
}

/* @results: taken; NULL: nothing was signed. */
static void
end_signing (YnBatchPage *self, GPtrArray *results, const GError *error)
{
  g_autoptr (YnBatchPage) heir = g_steal_pointer (&self->heir);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->signing = FALSE;
  if (heir != NULL)
    {
      hand_over (self, heir);
      end_signing (heir, results, error);
      return;
    }
  put_away_if_left (self);
  gtk_widget_set_visible (self->running, FALSE);
  if (results != NULL)
    {
      g_ptr_array_add (self->rounds, yn_batch_round_new (g_steal_pointer (&self->batch), results));
      show_signed (self);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sign), TRUE);
  show (self);
  yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnBatchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *results = yn_desk_batch_sign_finish (YN_DESK (source), result, &error);

  end_signing (self, results, error);
}

/* Stopped by the person alone: leaving the page ends nothing that was begun. */
static void
sign_with (YnBatchPage *self, YnKey *key)
{
  self->signing = TRUE;
  g_clear_object (&self->stopping);
  self->stopping = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_progress_bar_set_text (self->bar, "");
  gtk_widget_set_visible (GTK_WIDGET (self->sign), FALSE);
  yn_why_not (self->stop, NULL, NULL);
  gtk_widget_set_visible (self->running, TRUE);
  gtk_widget_grab_focus (self->stop);
  watch (self);
  yn_desk_batch_sign_async (yn_page_desk (YN_PAGE (self)), self->batch, key, self->progress, self->stopping, signed_cb,
                            g_object_ref (self));
}

static void
stop_cb (YnBatchPage *self)
{
  g_cancellable_cancel (self->stopping);
  yn_why_not (self->stop, _("It stops after the paper that is being signed."), NULL);
}

/* In the thread that signs. Whoever does not give the PIN stops the rest. */
static YnSecret *
ask_pin (gpointer data, GError **error)
{
  YnBatchPage *self = data;
  guint total, done = yn_progress_get (self->progress, &total);
  g_autofree char *which
      = g_strdup_printf (_("This key wants its PIN for every signature: paper %u of %u."), done + 1, total);
  YnSecret *pin = yn_pin_question (GTK_WIDGET (self), which, self->stopping, error);

  if (pin == NULL)
    g_cancellable_cancel (self->stopping);
  return pin;
}

static void
each_time_cb (const char *answer, gpointer object)
{
  YnBatchPage *self = YN_BATCH_PAGE (object);
  g_autoptr (YnKey) key = g_steal_pointer (&self->key);

  if (key == NULL || !g_str_equal (answer, "sign"))
    return;
  yn_token_set_ask (key, ask_pin, self);
  sign_with (self, key);
}

/* A key that wants its PIN each time says so before the first paper. */
static void
begin_with (YnBatchPage *self, YnKey *key)
{
  const YnAskAnswer answers[] = { { "sign", _("_Sign one after the other"), YN_ASK_SUGGESTED } };
  guint n = self->batch->rows->len;
  g_autofree char *body = NULL;

  if (n < 2 || !yn_token_asks_each_time (key))
    {
      sign_with (self, key);
      return;
    }
  g_clear_pointer (&self->key, yn_key_unref);
  self->key = yn_key_ref (key);
  body = g_strdup_printf (_("The PIN that was given signs the first of the %u papers. For each of the others you are "
                            "asked again; you may stop at any of them, and what was signed stays signed."), n);
  yn_ask (GTK_WIDGET (self), _("This key wants its PIN for every signature"), body, answers, G_N_ELEMENTS (answers),
          each_time_cb, self);
}

static void
shown_for_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnBatchPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yn_desk_batch_for_finish (YN_DESK (source), result, &error))
    show_letter (self);
  else
    yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
}

/* The letter says another class or issuer than the key's: it is shown again with the key's, and only then signed. */
static void
show_for (YnBatchPage *self, const YnKeyKind *kind)
{
  self->chosen = TRUE;
  yn_state_view_loading (self->state, _("Putting the certificate into the paper…"));
  yn_desk_batch_for_async (yn_page_desk (YN_PAGE (self)), self->batch, kind, yn_page_cancellable (YN_PAGE (self)),
                           shown_for_cb, g_object_ref (self));
}

static void
other_kind_cb (YnBatchPage *self, const YnKeyKind *kind)
{
  g_clear_pointer (&self->key, yn_key_unref);
  show_for (self, kind);
}

static void
ready_cb (YnBatchPage *self, YnKey *key)
{
  YnKeyKind shown = yn_review_kind (self->batch->letter), kind = yn_key_kind (key);

  if (yn_key_kind_equal (&shown, &kind))
    {
      begin_with (self, key);
      return;
    }
  g_clear_pointer (&self->key, yn_key_unref);
  self->key = yn_key_ref (key);
  show_for (self, &kind);
}

static void
sign_cb (YnBatchPage *self)
{
  YnKeyKind shown = yn_review_kind (self->batch->letter);
  g_autoptr (YnKey) key = g_steal_pointer (&self->key);
  YnSignDialog *dialog;

  if (key != NULL)
    {
      begin_with (self, key);
      return;
    }
  dialog = yn_sign_dialog_new (GTK_WIDGET (self), yn_page_desk (YN_PAGE (self)), self->batch->letter->signer, &shown);
  g_signal_connect_object (dialog, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "other-kind", G_CALLBACK (other_kind_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- showing ---------------------------------------------------------------------------------------------------- */

static char *
button_words (YnBatchPage *self)
{
  const YnBatch *batch = seen (self);
  g_autoptr (YnDeskStatus) status = yn_desk_status (yn_page_desk (YN_PAGE (self)));
  guint n = batch->rows->len;
  g_autofree char *class = NULL;

  if (!status->practice && !self->chosen)
    return g_strdup_printf (ngettext ("Sign and submit %u paper…", "Sign and submit all %u papers…", n), n);
  class = yn_signature_class_words (batch->letter->class, batch->letter->issuer,
                                    yn_page_language (YN_PAGE (self)));
  return g_strdup_printf (ngettext ("Sign and submit %u paper: %s", "Sign and submit all %u papers: %s", n), n, class);
}

static GtkWidget *
place_to_begin (YnBatchPage *self)
{
  if (!is_signed (self))
    return GTK_WIDGET (self->sign);
  return gtk_widget_get_visible (self->again) ? self->again : self->save;
}

/* Where somebody looks: a page that is not in a window yet is given the focus when it comes before the eyes. */
static void
give_focus (YnBatchPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (place_to_begin (self));
}

/* What a key changes: the letter, what is confirmed, the button. */
static void
show_letter (YnBatchPage *self)
{
  const YnBatch *batch = seen (self);
  g_autofree char *digest
      = g_strdup_printf (is_signed (self) ? _("What was confirmed with one signature each, as SHA-256: %s")
                                          : _("What you confirm with one signature each, as SHA-256: %s"),
                         batch->digest);
  g_autofree char *button = button_words (self);

  yn_paper_view_set_pages (self->paper, yn_page_desk (YN_PAGE (self)), batch->letter->pages,
                           batch->letter->texts);
  yn_paper_view_add_annex (self->paper, batch->letter->annex_texts);
  gtk_label_set_text (self->digest, digest);
  gtk_button_set_label (self->sign, button);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (self->sign)), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (self->sign)), GTK_JUSTIFY_CENTER);
  yn_state_view_ready (self->state);
  give_focus (self);
}

static const char *
explanation (YnBatchPage *self, guint n)
{
  if (is_signed (self))
    return n > 1 ? _("The letter beside is the first of them. The others say the same but for what stands in the table.")
                 : _("The paper beside is the one that was shown.");
  return n > 1 ? _("The letter beside is the first of them. The others say the same but for what "
                   "stands in the table. You sign the letter with every line of the table.")
               : _("Only one paper is left; it is signed as it stands beside.");
}

static void
show (YnBatchPage *self)
{
  const YnBatch *batch = seen (self);
  guint n = batch->rows->len;
  g_autofree char *heading = g_strdup_printf (ngettext ("%u paper on this letter", "%u papers on this letter", n), n);
  g_autofree char *who = yn_signer_words (batch->letter->signer, yn_page_language (YN_PAGE (self)));
  g_autofree char *signer = g_strdup_printf (is_signed (self) ? _("Signed by: %s") : _("To be signed by: %s"), who);

  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->explain, explanation (self, n));
  yn_promise_box_set (self->promise, batch->letter->promise);
  yn_batch_table_set (self->table, batch);
  show_dropped (self);
  gtk_label_set_text (self->signer, signer);
  show_letter (self);
}

static void
batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnBatchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  YnBatch *batch = yn_desk_batch_finish (YN_DESK (source), result, &error);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (batch == NULL)
    {
      self->asked = FALSE;
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  self->batch = batch;
  put_away_if_left (self);
  if (batch->rows->len > 0)
    {
      show (self);
      return;
    }
  yn_state_view_empty (self->state, "emblem-documents-symbolic", _("Nothing to sign together"),
                       _("None of these drafts can be signed yet: finish filling them in first."),
                       _("Look at the filings"), "room.place::filings");
}

static void
yn_batch_page_refresh (YnPage *page)
{
  YnBatchPage *self = YN_BATCH_PAGE (page);

  if (self->asked) /* what is being confirmed does not change under the eyes */
    return;
  self->asked = TRUE;
  yn_state_view_loading (self->state, _("Printing and comparing the papers…"));
  watch (self);
  yn_desk_batch_async (yn_page_desk (page), self->service, self->progress, yn_page_cancellable (page), batch_cb,
                       g_object_ref (self));
}

static void
show_signed (YnBatchPage *self)
{
  self->asked = TRUE;
  show (self);
  gtk_widget_set_visible (GTK_WIDGET (self->sign), FALSE);
  show_results (self);
  give_focus (self);
}

/* What was signed stays before the eyes, and the table that nobody has saved yet; what is being signed goes on. A letter
 * that is still to be signed is made anew, in the words of the other language. */
static YnPage *
yn_batch_page_again (YnPage *page)
{
  YnBatchPage *self = YN_BATCH_PAGE (page);
  YnBatchPage *other = YN_BATCH_PAGE (yn_batch_page_new (yn_page_desk (page), self->service));

  other->asked = other->signing = self->signing;
  if (self->signing)
    {
      g_set_object (&other->stopping, self->stopping);
      g_clear_pointer (&other->progress, yn_progress_unref);
      other->progress = yn_progress_ref (self->progress);
      self->heir = g_object_ref_sink (other);
      watch (other);
      return YN_PAGE (other);
    }
  hand_over (self, other);
  if (other->batch != NULL)
    g_ptr_array_add (other->former, g_steal_pointer (&other->batch));
  else if (self->whole != NULL && self->asked)
    show_signed (other);
  return YN_PAGE (other);
}

YnPage *
yn_batch_page_new (YnDesk *desk, const char *service)
{
  YnBatchPage *self = g_object_new (YN_TYPE_BATCH_PAGE, "desk", desk, NULL);

  self->service = g_strdup (service);
  return YN_PAGE (self);
}

/* The first widget that takes it is far from what matters here. */
static void
yn_batch_page_map (GtkWidget *widget)
{
  YnBatchPage *self = YN_BATCH_PAGE (widget);

  GTK_WIDGET_CLASS (yn_batch_page_parent_class)->map (widget);
  if (self->rounds->len > 0 && !self->signing)
    give_focus (self);
}

static void
yn_batch_page_unroot (GtkWidget *widget)
{
  YnBatchPage *self = YN_BATCH_PAGE (widget);

  self->left = TRUE;
  put_away_if_left (self);
  GTK_WIDGET_CLASS (yn_batch_page_parent_class)->unroot (widget);
}

static void
yn_batch_page_dispose (GObject *object)
{
  g_clear_handle_id (&YN_BATCH_PAGE (object)->timer, g_source_remove);
  G_OBJECT_CLASS (yn_batch_page_parent_class)->dispose (object);
}

static void
yn_batch_page_finalize (GObject *object)
{
  YnBatchPage *self = YN_BATCH_PAGE (object);

  g_free (self->service);
  g_clear_pointer (&self->key, yn_key_unref);
  g_clear_pointer (&self->batch, yn_batch_free);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->whole, yn_batch_free);
  g_clear_pointer (&self->rounds, g_ptr_array_unref);
  g_clear_pointer (&self->former, g_ptr_array_unref);
  g_clear_pointer (&self->progress, yn_progress_unref);
  g_clear_object (&self->stopping);
  g_clear_object (&self->heir);
  G_OBJECT_CLASS (yn_batch_page_parent_class)->finalize (object);
}

static void
yn_batch_page_class_init (YnBatchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_batch_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_batch_page_finalize;
  widget_class->map = yn_batch_page_map;
  widget_class->unroot = yn_batch_page_unroot;
  YN_PAGE_CLASS (klass)->refresh = yn_batch_page_refresh;
  YN_PAGE_CLASS (klass)->again = yn_batch_page_again;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "room.back", NULL);
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_BATCH_TABLE);
  g_type_ensure (YN_TYPE_BESIDE);
  g_type_ensure (YN_TYPE_PAPER_VIEW);
  g_type_ensure (YN_TYPE_PROMISE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/batch-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, paper);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, heading);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, explain);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, promise);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, table);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, digest);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, out_box);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, out_heading);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, out);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, signer);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, sign);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, running);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, bar);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, stop);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, done_box);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, done_words);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, again);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, save);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_batch_page_init (YnBatchPage *self)
{
  self->progress = yn_progress_new ();
  self->former = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_batch_free);
  self->rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_batch_round_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Sign several together"));
}
