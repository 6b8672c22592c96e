/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/fill-step.h"

#include "ask.h"
#include "explain.h"
#include "folder-watch.h"
#include "forms/form-view.h"
#include "forms/problem-bar.h"
#include "forms/reveal.h"
#include "pages/bring-in.h"
#include "pages/fill-notes.h"
#include "widgets/beside.h"
#include "widgets/sketch.h"
#include "widgets/why.h"
#include "words.h"

#include <glib/gi18n.h>

/* After the last key; with the time that saving takes, answers are on disk within a second. */
#define PAUSE_MS 400

/* The sketch is far from where the eyes are: it may wait until the hand rests. */
#define SKETCH_MS 150

struct _YnFillStep
{
  AdwBin parent_instance;

  /* Template widgets */
  YnFillNotes *notes;
  YnFormView *form;
  YnBringIn *bring_in;
  YnSketch *sketch;
  GtkLabel *saved;
  GtkLabel *left;
  GtkWidget *review;
  GtkWidget *undo;
  GtkWidget *redo;

  YnDesk *desk;
  GCancellable *cancellable;
  YnAnswers *answers;
  GPtrArray *attachments;
  char *matter;
  char *today;
  gint64 revision;

  guint timer;
  guint sketching;
  gboolean dirty;        /* the answers differ from what was last handed to the desk */
  gboolean saving;       /* the desk is at it */
  YnFolderWatch *watch;  /* of one's own services: the form may become another while it is filled in */
  gboolean then_renew;   /* it has: once all is saved */
  gboolean then_review;  /* the person asked for the review: once saved */
  char *then_keep;       /* the person asked to keep a template of this name: once saved */
  YnFillStep *heir;      /* goes on where we stopped, once the saving under way has answered */
};

enum
{
  REVIEW,
  STALE,
  DISCARD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnFillStep, yn_fill_step, ADW_TYPE_BIN)

static void save (YnFillStep *self);
static void keep_template (YnFillStep *self);
static void renew (YnFillStep *self);

/* --- saving ----------------------------------------------------------------------------------------------------- */

static void
say_saved (YnFillStep *self)
{
  g_autofree char *at = yn_words_hour (yn_clock_now (yn_desk_clock (self->desk)));
  g_autofree char *words = g_strdup_printf (_("Saved at %s"), at);

  gtk_label_set_text (self->saved, words);
  gtk_widget_remove_css_class (GTK_WIDGET (self->saved), "error");
}

static void
say_not_saved (YnFillStep *self, const GError *error)
{
  g_autofree char *why = yn_explain_paragraph (error, yn_desk_language (self->desk));
  g_autofree char *words = g_strdup_printf (_("Not saved: %s"), why);

  gtk_label_set_text (self->saved, words);
  gtk_widget_add_css_class (GTK_WIDGET (self->saved), "error");
}

/* What another step had begun to save has come to its end. */
static void
inherit (YnFillStep *self, gint64 revision, const GError *error)
{
  self->saving = FALSE;
  if (revision == 0)
    {
      self->dirty = TRUE;
      say_not_saved (self, error);
      return;
    }
  self->revision = revision;
  if (self->dirty)
    save (self);
  else
    say_saved (self);
  if (self->then_renew && !self->saving)
    renew (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFillStep) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 revision = yn_desk_save_finish (self->desk, result, &error);

  self->saving = FALSE;
  if (self->heir != NULL)
    {
      g_autoptr (YnFillStep) heir = g_steal_pointer (&self->heir);

      inherit (heir, revision, error);
      return;
    }
  if (revision == 0)
    {
      self->dirty = TRUE;
      self->then_review = FALSE;
      if (yn_explain_nothing (error))
        return;
      say_not_saved (self, error);
      if (g_error_matches (error, YN_ERROR, YN_ERROR_STALE_REVISION))
        g_signal_emit (self, signals[STALE], 0);
      return;
    }
  self->revision = revision;
  if (self->dirty)
    {
      save (self);
      return;
    }
  say_saved (self);
  keep_template (self);
  if (self->then_renew)
    {
      self->then_review = FALSE;
      renew (self);
      return;
    }
  if (self->then_review)
    {
      self->then_review = FALSE;
      g_signal_emit (self, signals[REVIEW], 0);
    }
}

/* One saving at a time: each needs the revision that the one before it made. */
static void
save (YnFillStep *self)
{
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnJson) aside = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->saving || !self->dirty || self->answers == NULL)
    return;
  self->saving = TRUE;
  self->dirty = FALSE;
  answers = yn_json_ref (yn_answers_json (self->answers));
  aside = yn_aside_json (yn_answers_aside (self->answers), answers);
  if (aside == NULL)
    aside = yn_json_new_object ();
  /* Never cancelled: what a person typed is saved even when the page is gone. */
  yn_desk_save_async (self->desk, self->matter, self->revision, answers, aside, NULL, saved_cb, g_object_ref (self));
}

static gboolean
timer_cb (gpointer user_data)
{
  YnFillStep *self = YN_FILL_STEP (user_data);

  self->timer = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

void
yn_fill_step_save_now (YnFillStep *self)
{
  save (self);
}

/* --- what the person does --------------------------------------------------------------------------------------- */

static void
show_left (YnFillStep *self)
{
  guint left = yn_form_view_problems (self->form);
  g_autofree char *words = g_strdup_printf (ngettext ("%u place still needs you", "%u places still need you", left),
                                            left);
  g_autofree char *put_off = self->answers != NULL ? yn_fill_notes_put_off_words (self->answers) : NULL;

  gtk_label_set_text (self->left, left > 0          ? words
                                  : put_off != NULL ? _("Everything else is filled in")
                                                    : _("Everything is filled in"));
}

static void
show_review (YnFillStep *self)
{
  gboolean news = yn_aside_news (yn_answers_aside (self->answers)) != NULL;

  yn_why_not (self->review, news ? _("The form has a new version: look at what changed first.") : NULL, NULL);
}

static void
show_notes (YnFillStep *self)
{
  yn_fill_notes_set (self->notes, self->answers, yn_desk_language (self->desk));
  show_review (self);
}

static void
show_undo (YnFillStep *self)
{
  yn_why_not (self->undo, yn_answers_undo_pointer (self->answers) == NULL ? _("There is nothing to undo.") : NULL,
              _("Undo (Ctrl+Z)"));
  yn_why_not (self->redo, yn_answers_redo_pointer (self->answers) == NULL ? _("There is nothing to redo.") : NULL,
              _("Redo (Ctrl+Shift+Z)"));
}

static void
undo_cb (YnFillStep *self)
{
  yn_form_view_undo (self->form);
}

static void
redo_cb (YnFillStep *self)
{
  yn_form_view_redo (self->form);
}

static gboolean
sketch_cb (gpointer user_data)
{
  YnFillStep *self = YN_FILL_STEP (user_data);

  self->sketching = 0;
  yn_sketch_set (self->sketch, self->answers, yn_desk_language (self->desk));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (YnFillStep *self)
{
  self->dirty = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (PAUSE_MS, timer_cb, self);
  g_clear_handle_id (&self->sketching, g_source_remove);
  self->sketching = g_timeout_add (SKETCH_MS, sketch_cb, self);
  gtk_label_set_text (self->saved, _("Saving…"));
  show_notes (self);
  show_undo (self);
  yn_bring_in_follow (self->bring_in);
}

static void
go_cb (YnFillStep *self, const char *pointer)
{
  yn_form_view_go_to (self->form, pointer);
}

/* Something was confirmed or seen: the answers are as they were, and what is known beside them is not. */
static void
seen_cb (YnFillStep *self)
{
  yn_form_view_refresh (self->form);
}

static void
brought_cb (YnFillStep *self)
{
  yn_form_view_refresh (self->form);
}

/* --- templates -------------------------------------------------------------------------------------------------- */

static void
template_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFillStep) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yn_desk_keep_template_finish (YN_DESK (source), result, &error))
    gtk_label_set_text (self->saved, _("Kept as a template"));
  else
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
}

static void
keep_template (YnFillStep *self)
{
  if (self->then_keep == NULL)
    return;
  yn_desk_keep_template_async (self->desk, self->matter, self->then_keep, NULL, template_kept_cb, g_object_ref (self));
  g_clear_pointer (&self->then_keep, g_free);
}

static void
keep_cb (YnFillStep *self, const char *name)
{
  g_free (self->then_keep);
  self->then_keep = g_strdup (name);
  if (self->dirty || self->saving)
    save (self);
  else
    keep_template (self);
}

/* --- on to the review ------------------------------------------------------------------------------------------- */

static void
review_cb (YnFillStep *self)
{
  g_autofree char *put_off = yn_fill_notes_put_off_words (self->answers);

  if (!yn_form_view_judge (self->form))
    return;
  if (put_off != NULL) /* nothing is wrong with the rest; what waits stands at the top, with the ways there */
    {
      yn_fill_notes_focus (self->notes);
      return;
    }
  if (!self->dirty && !self->saving)
    {
      g_signal_emit (self, signals[REVIEW], 0);
      return;
    }
  self->then_review = TRUE;
  save (self);
}

static void
discard_answered_cb (const char *answer, gpointer object)
{
  if (g_str_equal (answer, "discard"))
    g_signal_emit (object, signals[DISCARD], 0);
}

static void
discard_cb (YnFillStep *self)
{
  const YnAskAnswer answers[] = { { "discard", _("_Throw away"), YN_ASK_DESTRUCTIVE } };

  yn_ask (GTK_WIDGET (self), _("Throw this draft away?"),
          _("What you filled in is lost for good. Nothing has been submitted."), answers, G_N_ELEMENTS (answers),
          discard_answered_cb, self);
}

/* --- attachments ------------------------------------------------------------------------------------------------ */

static void
attachments_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFillStep) self = user_data;
  GPtrArray *attachments = yn_desk_attachments_finish (YN_DESK (source), result, NULL);

  if (attachments == NULL)
    return;
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  self->attachments = attachments;
  yn_form_view_set_attachments (self->form, attachments);
  show_left (self);
  if (self->answers != NULL)
    show_notes (self); /* what was put off is there now */
}

static void
reload_attachments (YnFillStep *self)
{
  yn_desk_attachments_async (self->desk, self->matter, self->cancellable, attachments_cb, g_object_ref (self));
}

typedef struct
{
  YnFillStep *step;
  char *slot;
} Attaching;

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Attaching *attaching = user_data;
  g_autoptr (YnFillStep) self = attaching->step;
  g_autofree char *slot = attaching->slot;
  g_autoptr (GError) error = NULL;
  YnAttachment *attachment = yn_desk_attach_finish (YN_DESK (source), result, &error);

  g_free (attaching);
  yn_form_view_set_slot_busy (self->form, slot, FALSE);
  if (attachment == NULL && !yn_explain_nothing (error))
    {
      g_autofree char *words = yn_explain_paragraph (error, yn_desk_language (self->desk));

      yn_form_view_set_slot_problem (self->form, slot, words);
      return;
    }
  g_clear_pointer (&attachment, yn_attachment_free);
  reload_attachments (self);
}

static void
attach_cb (YnFillStep *self, const char *slot, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  Attaching *attaching;

  if (path == NULL)
    return;
  attaching = g_new0 (Attaching, 1);
  attaching->step = g_object_ref (self);
  attaching->slot = g_strdup (slot);
  yn_form_view_set_slot_problem (self->form, slot, NULL);
  yn_form_view_set_slot_busy (self->form, slot, TRUE);
  yn_desk_attach_async (self->desk, self->matter, slot, path, self->cancellable, attached_cb, attaching);
}

static void
detached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFillStep) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_detach_finish (YN_DESK (source), result, &error))
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
  reload_attachments (self);
}

static void
detach_cb (YnFillStep *self, const char *id)
{
  yn_desk_detach_async (self->desk, id, self->cancellable, detached_cb, g_object_ref (self));
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

gboolean
yn_fill_step_is_open (YnFillStep *self)
{
  return self->answers != NULL;
}

static void
show (YnFillStep *self)
{
  yn_form_view_set_answers (self->form, self->answers, self->today, yn_desk_language (self->desk));
  show_notes (self);
  yn_bring_in_open (self->bring_in, self->desk, self->answers);
  show_undo (self);
  g_clear_handle_id (&self->sketching, g_source_remove);
  self->sketching = g_timeout_add (SKETCH_MS, sketch_cb, self);
  reload_attachments (self);
}

static gboolean
read_draft (YnFillStep *self, const YnDraft *draft, GError **error)
{
  g_autoptr (YnService) service = yn_service_find (draft->service, error);
  g_autofree char *at = NULL;
  g_autofree char *words = NULL;

  if (service == NULL)
    return FALSE;
  g_clear_pointer (&self->answers, yn_answers_unref);
  self->answers = yn_answers_new (service, draft->answers);
  yn_answers_set_aside (self->answers, draft->aside);
  self->revision = draft->revision;
  self->dirty = FALSE;
  at = yn_words_moment (draft->saved, yn_desk_language (self->desk));
  words = g_strdup_printf (_("Saved on %s"), at);
  gtk_label_set_text (self->saved, words);
  show (self);
  return TRUE;
}

/* --- a new version of the form, while it is open ---------------------------------------------------------------- */

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnFillStep) self = user_data;
  YnDraft *draft = yn_desk_draft_finish (YN_DESK (source), result, NULL);

  if (draft == NULL)
    return;
  if (self->dirty || self->saving) /* somebody typed on: that first */
    renew (self);
  else if (read_draft (self, draft, NULL) && yn_aside_news (yn_answers_aside (self->answers)) != NULL)
    yn_reveal (GTK_WIDGET (self->notes));
  yn_draft_free (draft);
}

/* The desk moves the answers into the form as it is now; it has to have them all. */
static void
renew (YnFillStep *self)
{
  self->then_renew = self->dirty || self->saving;
  if (self->then_renew)
    save (self);
  else
    yn_desk_draft_async (self->desk, self->matter, self->cancellable, renewed_cb, g_object_ref (self));
}

/* One that is broken for a while leaves the form as it is. */
static void
folder_cb (YnFillStep *self)
{
  YnService *form = self->answers != NULL ? yn_answers_service (self->answers) : NULL;
  g_autoptr (YnService) now = form != NULL ? yn_service_find (yn_service_id (form), NULL) : NULL;

  if (now != NULL && !g_str_equal (yn_service_sha256 (now), yn_service_sha256 (form)))
    renew (self);
}

static void
watch (YnFillStep *self)
{
  g_autofree char *folder = yn_settings_path (yn_desk_settings (self->desk), "services");

  g_clear_object (&self->watch);
  self->watch = yn_folder_watch_new (folder);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (folder_cb), self, G_CONNECT_SWAPPED);
}

void
yn_fill_step_open (YnFillStep *self, YnDesk *desk, const YnDraft *draft, GCancellable *cancellable, GError **error)
{
  g_set_object (&self->desk, desk);
  g_set_object (&self->cancellable, cancellable);
  g_free (self->matter);
  self->matter = g_strdup (draft->matter);
  g_free (self->today);
  self->today = yn_clock_today (yn_desk_clock (desk));
  if (!read_draft (self, draft, error))
    return;
  watch (self);
  yn_form_view_focus_first (self->form);
}

void
yn_fill_step_take_over (YnFillStep *self, YnFillStep *other, GCancellable *cancellable)
{
  g_set_object (&self->desk, other->desk);
  g_set_object (&self->cancellable, cancellable);
  self->answers = yn_answers_ref (other->answers);
  self->matter = g_strdup (other->matter);
  self->today = g_strdup (other->today);
  self->revision = other->revision;
  self->dirty = other->dirty;
  self->saving = other->saving;
  if (other->saving)
    other->heir = g_object_ref (self);
  else if (self->dirty)
    save (self);
  if (self->dirty || self->saving)
    gtk_label_set_text (self->saved, _("Saving…"));
  else
    say_saved (self);
  self->then_renew = other->then_renew;
  show (self);
  yn_form_view_open_like (self->form, other->form);
  watch (self);
}

static void
yn_fill_step_dispose (GObject *object)
{
  YnFillStep *self = YN_FILL_STEP (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->sketching, g_source_remove);
  G_OBJECT_CLASS (yn_fill_step_parent_class)->dispose (object);
}

static void
yn_fill_step_finalize (GObject *object)
{
  YnFillStep *self = YN_FILL_STEP (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->desk);
  g_clear_object (&self->heir);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->answers, yn_answers_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self->matter);
  g_free (self->today);
  g_free (self->then_keep);
  G_OBJECT_CLASS (yn_fill_step_parent_class)->finalize (object);
}

static void
yn_fill_step_class_init (YnFillStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_fill_step_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_fill_step_finalize;
  signals[REVIEW] = g_signal_new ("review", YN_TYPE_FILL_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STALE] = g_signal_new ("stale", YN_TYPE_FILL_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DISCARD] =
      g_signal_new ("discard", YN_TYPE_FILL_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (YN_TYPE_FILL_NOTES);
  g_type_ensure (YN_TYPE_FORM_VIEW);
  g_type_ensure (YN_TYPE_PROBLEM_BAR);
  g_type_ensure (YN_TYPE_BRING_IN);
  g_type_ensure (YN_TYPE_BESIDE);
  g_type_ensure (YN_TYPE_SKETCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/fill-step.ui");
  gtk_widget_class_bind_template_child (widget_class, YnFillStep, notes);
  gtk_widget_class_bind_template_child (widget_class, YnFillStep, form);
  gtk_widget_class_bind_template_child (widget_class, YnFillStep, bring_in);
  gtk_widget_class_bind_template_child (widget_class, YnFillStep, sketch);
  gtk_widget_class_bind_template_child (widget_class, YnFillStep, saved);
  gtk_widget_class_bind_template_child (widget_class, YnFillStep, left);
  gtk_widget_class_bind_template_child (widget_class, YnFillStep, review);
  gtk_widget_class_bind_template_child (widget_class, YnFillStep, undo);
  gtk_widget_class_bind_template_child (widget_class, YnFillStep, redo);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, seen_cb);
  gtk_widget_class_bind_template_callback (widget_class, brought_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, attach_cb);
  gtk_widget_class_bind_template_callback (widget_class, detach_cb);
  gtk_widget_class_bind_template_callback (widget_class, review_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_left);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, redo_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
}

static void
yn_fill_step_init (YnFillStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_bring_in_watch (self->bring_in, self->form);
}
