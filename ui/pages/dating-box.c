/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/dating-box.h"

#include "desk/standing.h"
#include "desk/timestamp-authorities.h"
#include "explain.h"
#include "files.h"
#include "widgets/paragraph.h"
#include "widgets/why.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnDatingBox
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkLabel *signatures;
  GtkLabel *awaits;
  GtkBox *asked;
  GtkLabel *copy_words;
  GtkWidget *save;
  GtkWidget *date;
  GtkSpinner *spinner;
  GtkWidget *stop;

  YnDesk *desk;
  char *filing;
  char *later_copy; /* or NULL */
  char *title;
  gboolean known;   /* it was looked at, and waits for nothing */
  GCancellable *cancellable; /* while an authority is asked */
};

G_DEFINE_FINAL_TYPE (YnDatingBox, yn_dating_box, GTK_TYPE_BOX)

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
set_words (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

/* --- how it is signed ------------------------------------------------------------------------------------------- */

/* Two lines for each; those of document timestamps stand with the copy. New. */
static char *
signatures_words (YnDatingBox *self, GPtrArray *signatures)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < signatures->len; i++)
    {
      const YnSignature *signature = g_ptr_array_index (signatures, i);
      g_autofree char *words = yn_signature_words (signature, yn_desk_language (self->desk));
      g_autofree char *level = yn_signature_level_words (signature);

      if (!signature->is_timestamp)
        g_string_append_printf (lines, "%s%s\n%s", lines->len > 0 ? "\n" : "", words, level);
    }
  return g_string_free (lines, FALSE);
}

static void
show (YnDatingBox *self, const YnDated *dated)
{
  g_autofree char *at = dated->copy != NULL ? yn_words_moment (dated->copy->at, yn_desk_language (self->desk)) : NULL;
  g_autofree char *copy = at != NULL
                              ? g_strdup_printf (_("A later copy with a timestamp was made on %s. The paper that was "
                                                    "filed stays as it was."),
                                                 at)
                              : NULL;
  g_autofree char *signatures = signatures_words (self, dated->signatures);

  gtk_widget_set_visible (GTK_WIDGET (self), *signatures != '\0');
  set_words (self->signatures, signatures);
  set_words (self->awaits, !dated->awaits
                               ? NULL
                               : _("A timestamp is got by itself as soon as an authority answers: on a later copy, "
                                    "and what was filed stays as it was."));
  set_words (self->copy_words, copy);
  gtk_widget_set_visible (self->save, dated->copy != NULL);
  self->known = !dated->awaits;
}

/* What cannot be read is said where the paper is opened. */
static void
dated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnDatingBox) self = user_data;
  g_autoptr (YnDated) dated = yn_desk_dated_finish (YN_DESK (source), result, NULL);

  if (dated != NULL)
    show (self, dated);
}

void
yn_dating_box_set (YnDatingBox *self, YnDesk *desk, const char *filing, const char *later_copy, const char *title)
{
  gboolean same = g_strcmp0 (filing, self->filing) == 0 && g_strcmp0 (later_copy, self->later_copy) == 0;

  if (same && self->known)
    return;
  g_set_object (&self->desk, desk);
  g_free (self->filing);
  self->filing = g_strdup (filing);
  g_free (self->later_copy);
  self->later_copy = g_strdup (later_copy);
  g_free (self->title);
  self->title = g_strdup (title);
  self->known = FALSE;
  if (filing != NULL)
    yn_desk_dated_async (desk, filing, NULL, dated_cb, g_object_ref (self));
}

/* --- who was asked ---------------------------------------------------------------------------------------------- */

/* Each authority and what came of it, where not the first one answered. */
void
yn_dating_box_tell (YnDatingBox *self, YnSignOutcome *outcome)
{
  guint n = outcome == NULL || (outcome->authority != NULL && outcome->tries->len < 2) ? 0 : outcome->tries->len;

  clear (self->asked);
  for (guint i = 0; i < n; i++)
    {
      const YnTimestampTry *attempt = g_ptr_array_index (outcome->tries, i);
      g_autofree char *words = g_strdup_printf (_("Timestamp authority %s: %s"), attempt->authority,
                                                yn_timestamp_try_words (attempt->code));

      gtk_box_append (self->asked, yn_paragraph_new (words, "dim-label"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->asked), n > 0);
  g_clear_pointer (&outcome, yn_sign_outcome_free);
}

/* --- a later copy ----------------------------------------------------------------------------------------------- */

static void
set_asking (YnDatingBox *self, gboolean asking)
{
  gtk_spinner_set_spinning (self->spinner, asking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), asking);
  gtk_widget_set_visible (self->stop, asking);
  yn_why_not (self->date, asking ? _("This is being done right now.") : NULL, NULL);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnDatingBox) self = user_data;
  g_autoptr (GError) error = NULL;
  YnSignOutcome *outcome = NULL;
  g_autoptr (YnCopy) copy = yn_desk_date_finish (YN_DESK (source), result, &outcome, &error);

  g_clear_object (&self->cancellable);
  set_asking (self, FALSE);
  yn_dating_box_tell (self, outcome);
  if (copy == NULL)
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "room.toast", "s", _("A later copy with a timestamp lies here now"));
}

static void
date_cb (YnDatingBox *self)
{
  if (self->cancellable != NULL || self->filing == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  set_asking (self, TRUE);
  yn_desk_date_async (self->desk, self->filing, self->cancellable, got_cb, g_object_ref (self));
}

static void
stop_cb (YnDatingBox *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* "餐饮与食品安全信用承诺-后来的副本.pdf". New. */
static char *
copy_name (YnDatingBox *self)
{
  char *name = g_strconcat (self->title, "-", _("later copy"), ".pdf", NULL);

  return g_strdelimit (name, "/\\:*?\"<>|", '_');
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnDatingBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) paper = yn_desk_paper_finish (YN_DESK (source), result, &error);
  g_autofree char *name = copy_name (self);

  if (paper == NULL)
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
  else
    yn_files_save (GTK_WIDGET (self), self->desk, name, paper);
}

static void
save_cb (YnDatingBox *self)
{
  if (self->later_copy != NULL)
    yn_desk_paper_async (self->desk, self->later_copy, NULL, read_cb, g_object_ref (self));
}

static void
yn_dating_box_dispose (GObject *object)
{
  g_cancellable_cancel (YN_DATING_BOX (object)->cancellable);
  G_OBJECT_CLASS (yn_dating_box_parent_class)->dispose (object);
}

static void
yn_dating_box_finalize (GObject *object)
{
  YnDatingBox *self = YN_DATING_BOX (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  g_free (self->filing);
  g_free (self->later_copy);
  g_free (self->title);
  G_OBJECT_CLASS (yn_dating_box_parent_class)->finalize (object);
}

static void
yn_dating_box_class_init (YnDatingBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_dating_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_dating_box_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/dating-box.ui");
  gtk_widget_class_bind_template_child (widget_class, YnDatingBox, signatures);
  gtk_widget_class_bind_template_child (widget_class, YnDatingBox, awaits);
  gtk_widget_class_bind_template_child (widget_class, YnDatingBox, asked);
  gtk_widget_class_bind_template_child (widget_class, YnDatingBox, copy_words);
  gtk_widget_class_bind_template_child (widget_class, YnDatingBox, save);
  gtk_widget_class_bind_template_child (widget_class, YnDatingBox, date);
  gtk_widget_class_bind_template_child (widget_class, YnDatingBox, spinner);
  gtk_widget_class_bind_template_child (widget_class, YnDatingBox, stop);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
yn_dating_box_init (YnDatingBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
