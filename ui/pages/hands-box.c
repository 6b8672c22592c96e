/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/hands-box.h"

#include "ask.h"
#include "desk/hands.h"
#include "desk/verifying.h"
#include "explain.h"
#include "files.h"
#include "printing.h"
#include "widgets/paragraph.h"

#include <glib/gi18n.h>

struct _YnHandsBox
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkBox *signatures;
  GtkBox *others;
  GtkBox *handed_out;
  GtkWidget *ink_words;
  GtkLabel *signer;
  GtkWidget *ways;
  GtkWidget *ink;
  GtkWidget *other_scan;
  GtkWidget *stay;

  YnDesk *desk;
  char *matter;
  YnSigner *to; /* who is to sign now; or NULL */
};

enum
{
  AGAIN,
  OTHER,
  STAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnHandsBox, yn_hands_box, GTK_TYPE_BOX)

static void
explain (YnHandsBox *self, const GError *error)
{
  yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
}

/* --- out and home --------------------------------------------------------------------------------------- */

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnHandsBox) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yn_desk_note_handed_out_finish (YN_DESK (source), result, &error))
    g_signal_emit (self, signals[AGAIN], 0);
  else
    explain (self, error);
}

static void
saved_cb (GtkWidget *box)
{
  YnHandsBox *self = YN_HANDS_BOX (box);

  yn_desk_note_handed_out_async (self->desk, self->matter, self->to, FALSE, NULL, noted_cb, g_object_ref (self));
}

static void
handed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnHandsBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = yn_desk_hand_out_finish (YN_DESK (source), result, &name, &error);

  if (bytes == NULL)
    explain (self, error);
  else
    yn_files_save_then (GTK_WIDGET (self), self->desk, name, bytes, saved_cb);
}

static void
out_cb (YnHandsBox *self)
{
  yn_desk_hand_out_async (self->desk, self->matter, FALSE, NULL, handed_out_cb, g_object_ref (self));
}

static void
home_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnHandsBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *matter = yn_desk_take_home_finish (YN_DESK (source), result, &error);

  if (matter == NULL)
    explain (self, error);
  else
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "room.toast", "s", _("The signature is home"));
      g_signal_emit (self, signals[AGAIN], 0);
    }
}

static void
home_chosen_cb (GFile *file, gpointer object)
{
  YnHandsBox *self = YN_HANDS_BOX (object);
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    yn_desk_take_home_async (self->desk, path, NULL, home_again_cb, g_object_ref (self));
}

static void
home_cb (YnHandsBox *self)
{
  yn_ask_open (GTK_WIDGET (self), _ ("Bring the signed file home"), _ ("Two-person files and papers"), NULL,
               home_chosen_cb, self);
}

static void
stay_cb (YnHandsBox *self)
{
  g_signal_emit (self, signals[STAY], 0);
}

void
yn_hands_box_offer_to_stay (YnHandsBox *self, gboolean offered)
{
  gtk_widget_set_visible (self->stay, offered);
}

/* --- in ink --------------------------------------------------------------------------------------------- */

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnHandsBox) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_attach_scan_finish (YN_DESK (source), result, &error))
    explain (self, error);
  g_signal_emit (self, signals[AGAIN], 0);
}

static void
scan_chosen_cb (GFile *file, gpointer object)
{
  YnHandsBox *self = YN_HANDS_BOX (object);
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    yn_desk_attach_scan_async (self->desk, self->matter, path, NULL, attached_cb, g_object_ref (self));
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnHandsBox) self = user_data;
  g_autoptr (GError) error = NULL;
  YnVerdictView *view = yn_desk_verify_finish (YN_DESK (source), result, &error);

  if (view == NULL)
    explain (self, error);
  else if (view->pages != NULL)
    yn_print_pages (GTK_WIDGET (self), self->desk, _("Paper"), view->pages);
  g_clear_pointer (&view, yn_verdict_view_free);
}

static void
bare_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnHandsBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yn_desk_hand_out_finish (YN_DESK (source), result, NULL, &error);

  if (bytes == NULL)
    explain (self, error);
  else
    yn_desk_verify_async (self->desk, bytes, "", YN_VERIFY_WITH_PAGES, NULL, drawn_cb, g_object_ref (self));
}

static void
choose_scan_cb (YnHandsBox *self)
{
  static const char *const types[] = { "application/pdf", "image/jpeg", "image/png", "image/tiff", NULL };

  yn_ask_open (GTK_WIDGET (self), _ ("Choose the scan"), _ ("Scans (PDF or picture)"), types, scan_chosen_cb, self);
}

static void
ink_answered_cb (const char *answer, gpointer object)
{
  YnHandsBox *self = YN_HANDS_BOX (object);

  if (g_str_equal (answer, "print"))
    yn_desk_hand_out_async (self->desk, self->matter, TRUE, NULL, bare_cb, g_object_ref (self));
  else if (g_str_equal (answer, "scan"))
    choose_scan_cb (self);
}

static void
ink_cb (YnHandsBox *self)
{
  const YnAskAnswer answers[] = {
    { "print", _("_Print the letter…"), YN_ASK_PLAIN },
    { "scan", _("Choose the _scan…"), YN_ASK_SUGGESTED },
  };

  yn_ask (GTK_WIDGET (self), _ ("Signed and sealed by hand"),
          _ ("1. Print the letter.\n2. Have it signed by hand and sealed.\n3. Scan it.\n4. Choose the scan "
             "here.\n\n"
             "The paper is then printed anew around the scan, and whoever files signs it with a certificate. "
             "Its class is"
             " “scan of a handwritten signature and seal”; whether it suffices is for the authority to say."),
          answers, G_N_ELEMENTS (answers), ink_answered_cb, self);
}

/* --- showing -------------------------------------------------------------------------------------------- */

static void
show_signatures (YnHandsBox *self, GPtrArray *done)
{
  YnLanguage language = yn_desk_language (self->desk);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->signatures))) != NULL)
    gtk_box_remove (self->signatures, child);
  gtk_widget_set_visible (GTK_WIDGET (self->signatures), done->len > 0);
  if (done->len > 0)
    gtk_box_append (self->signatures, yn_paragraph_new (_("Signed so far"), "heading"));
  for (guint i = 0; i < done->len; i++)
    {
      g_autofree char *words = yn_signature_words (g_ptr_array_index (done, i), language);

      gtk_box_append (self->signatures, yn_paragraph_new (words, NULL));
    }
}

/* --- others who may sign now ------------------------------------------------------------------------------ */

static void
other_cb (GtkWidget *button, gpointer data)
{
  YnHandsBox *self = YN_HANDS_BOX (gtk_widget_get_ancestor (button, YN_TYPE_HANDS_BOX));

  g_signal_emit (self, signals[OTHER], 0, data);
}

static void
free_signer (gpointer signer, GClosure *closure)
{
  yn_signer_free (signer);
}

static void
add_other (YnHandsBox *self, const YnSigner *signer)
{
  g_autofree char *who = yn_signer_words (signer, yn_desk_language (self->desk));
  g_autofree char *words =
      g_strdup_printf (signer->required ? _ ("%s signs first…") : _ ("%s signs too, which is not required…"), who);
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_data (button, "clicked", G_CALLBACK (other_cb), yn_signer_copy (signer), free_signer, 0);
  gtk_box_append (self->others, button);
}

static void
show_others (YnHandsBox *self, const YnReview *review)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->others))) != NULL)
    gtk_box_remove (self->others, child);
  for (guint i = 0; i < review->open->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (review->open, i);

      if (review->signer == NULL || signer->number != review->signer->number
          || g_strcmp0 (signer->role, review->signer->role) != 0)
        add_other (self, signer);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->others), gtk_widget_get_first_child (GTK_WIDGET (self->others)) != NULL);
}

static void
show_handed_out (YnHandsBox *self, char **lines)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->handed_out))) != NULL)
    gtk_box_remove (self->handed_out, child);
  gtk_widget_set_visible (GTK_WIDGET (self->handed_out), lines != NULL);
  for (; lines != NULL && *lines != NULL; lines++)
    gtk_box_append (self->handed_out, yn_paragraph_new (*lines, NULL));
}

void
yn_hands_box_set (YnHandsBox *self, YnDesk *desk, const char *matter, const YnReview *review)
{
  g_autofree char *who = NULL;
  g_autofree char *words = NULL;

  g_set_object (&self->desk, desk);
  g_free (self->matter);
  self->matter = g_strdup (matter);
  g_clear_pointer (&self->to, yn_signer_free);
  self->to = review->signer != NULL ? yn_signer_copy (review->signer) : NULL;
  who = review->signer == NULL ? NULL : yn_signer_words (review->signer, yn_desk_language (desk));
  words = who == NULL ? NULL : g_strdup_printf (_("To be signed by: %s"), who);
  show_signatures (self, review->signatures);
  show_others (self, review);
  show_handed_out (self, review->handed_out);
  gtk_widget_set_visible (self->ink_words, review->in_ink);
  gtk_label_set_text (self->signer, words != NULL ? words
                                    : review->signatures->len
                                        ? _ ("Everybody has signed.")
                                        : _ ("No signature is needed: your account is enough."));
  gtk_box_reorder_child_after (GTK_BOX (self), self->ways, gtk_widget_get_last_child (GTK_WIDGET (self)));
  gtk_widget_set_visible (self->ways, matter != NULL && review->signer != NULL);
  gtk_widget_set_visible (self->ink, review->takes_ink && review->signatures->len == 0);
  gtk_widget_set_visible (self->other_scan, review->in_ink && review->signatures->len == 0);
}

static void
yn_hands_box_finalize (GObject *object)
{
  YnHandsBox *self = YN_HANDS_BOX (object);

  g_clear_object (&self->desk);
  g_free (self->matter);
  g_clear_pointer (&self->to, yn_signer_free);
  G_OBJECT_CLASS (yn_hands_box_parent_class)->finalize (object);
}

static void
yn_hands_box_class_init (YnHandsBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_hands_box_finalize;
  signals[AGAIN] =
      g_signal_new ("again", YN_TYPE_HANDS_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OTHER] = g_signal_new ("other", YN_TYPE_HANDS_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_POINTER);
  signals[STAY] = g_signal_new ("stay", YN_TYPE_HANDS_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/hands-box.ui");
  gtk_widget_class_bind_template_child (widget_class, YnHandsBox, signatures);
  gtk_widget_class_bind_template_child (widget_class, YnHandsBox, handed_out);
  gtk_widget_class_bind_template_child (widget_class, YnHandsBox, others);
  gtk_widget_class_bind_template_child (widget_class, YnHandsBox, ink_words);
  gtk_widget_class_bind_template_child (widget_class, YnHandsBox, signer);
  gtk_widget_class_bind_template_child (widget_class, YnHandsBox, ways);
  gtk_widget_class_bind_template_child (widget_class, YnHandsBox, ink);
  gtk_widget_class_bind_template_child (widget_class, YnHandsBox, other_scan);
  gtk_widget_class_bind_template_child (widget_class, YnHandsBox, stay);
  gtk_widget_class_bind_template_callback (widget_class, out_cb);
  gtk_widget_class_bind_template_callback (widget_class, home_cb);
  gtk_widget_class_bind_template_callback (widget_class, ink_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_scan_cb);
  gtk_widget_class_bind_template_callback (widget_class, stay_cb);
}

static void
yn_hands_box_init (YnHandsBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
