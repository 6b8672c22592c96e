/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "ask.h"

#include "widgets/why.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A question and whom to tell. */
typedef struct
{
  GObject *object;
  GCallback done;
} Asked;

static Asked *
asked_new (gpointer object, GCallback done)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->object = g_object_ref (object);
  asked->done = done;
  return asked;
}

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_object_unref (asked->object);
  g_free (asked);
}

GtkWindow *
yn_ask_window (GtkWidget *near)
{
  GtkRoot *root = near != NULL ? gtk_widget_get_root (near) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
answered_cb (AdwMessageDialog *dialog, const char *answer, Asked *asked)
{
  ((YnAskFunc) asked->done) (answer, asked->object);
}

static AdwMessageDialog *
dialog_new (GtkWidget *near, const char *heading, const char *body)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (yn_ask_window (near), heading, body));

  adw_message_dialog_set_heading_use_markup (dialog, FALSE);
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  return dialog;
}

void
yn_ask (GtkWidget *near,
        const char *heading,
        const char *body,
        const YnAskAnswer *answers,
        guint n_answers,
        YnAskFunc done,
        gpointer object)
{
  AdwMessageDialog *dialog = dialog_new (near, heading, body);

  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  for (guint i = 0; i < n_answers; i++)
    {
      adw_message_dialog_add_response (dialog, answers[i].answer, answers[i].label);
      if (answers[i].tone == YN_ASK_SUGGESTED)
        {
          adw_message_dialog_set_response_appearance (dialog, answers[i].answer, ADW_RESPONSE_SUGGESTED);
          adw_message_dialog_set_default_response (dialog, answers[i].answer);
        }
      else if (answers[i].tone == YN_ASK_DESTRUCTIVE)
        adw_message_dialog_set_response_appearance (dialog, answers[i].answer, ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asked_new (object, G_CALLBACK (done)),
                         asked_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The buttons of a message are the library's own: each is found by the words that it was given. */
static void
say_why_not (GtkWidget *widget, const char *label, const char *why)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    yn_why_not (widget, why, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    say_why_not (child, label, why);
}

/* An answer that needs @needed first ("Name of the template") says so as long as it is not there. */
static void
allow_answer (AdwMessageDialog *dialog, const char *answer, gboolean there, const char *needed)
{
  g_autofree char *why = there ? NULL : g_strdup_printf (_("Fill in first: %s"), needed);

  adw_message_dialog_set_response_enabled (dialog, answer, there);
  say_why_not (GTK_WIDGET (dialog), adw_message_dialog_get_response_label (dialog, answer), why);
}

/* @entry under the words, and one answer, which waits until something is typed. */
static void
ask_with (AdwMessageDialog *dialog, GtkWidget *entry, const char *label, const char *response, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_message_dialog_add_response (dialog, response, words);
  adw_message_dialog_set_response_appearance (dialog, response, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, response);
  allow_answer (dialog, response, FALSE, label);
  adw_message_dialog_set_close_response (dialog, "cancel");
}

static void
text_answered_cb (AdwMessageDialog *dialog, const char *answer, Asked *asked)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_str_equal (answer, "text") && *text != '\0')
    ((YnAskFunc) asked->done) (text, asked->object);
}

static void
text_typed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  allow_answer (dialog, "text", *text != '\0', gtk_entry_get_placeholder_text (GTK_ENTRY (entry)));
}

void
yn_ask_text (GtkWidget *near, const char *heading, const char *body, const char *label, const char *answer,
             YnAskFunc done, gpointer object)
{
  AdwMessageDialog *dialog = dialog_new (near, heading, body);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  ask_with (dialog, entry, label, "text", answer);
  g_signal_connect_object (entry, "changed", G_CALLBACK (text_typed_cb), dialog, 0);
  g_signal_connect_data (dialog, "response", G_CALLBACK (text_answered_cb), asked_new (object, G_CALLBACK (done)),
                         asked_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  YnAskSecretFunc done;
  gpointer data;
} AskedSecret;

static void
secret_answered_cb (AdwMessageDialog *dialog, const char *answer, AskedSecret *asked)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));
  g_autoptr (YnSecret) pin = NULL;
  YnAskSecretFunc done = g_steal_pointer (&asked->done);

  if (done == NULL)
    return;
  if (g_str_equal (answer, "secret"))
    pin = yn_secret_new_string (gtk_editable_get_text (entry));
  gtk_editable_set_text (entry, "");
  done (pin, asked->data);
}

/* A window that goes away under the question answers it too. */
static void
asked_secret_free (gpointer data, GClosure *closure)
{
  AskedSecret *asked = data;

  if (asked->done != NULL)
    asked->done (NULL, asked->data);
  g_free (asked);
}

static void
secret_typed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *needed = NULL;

  g_object_get (entry, "placeholder-text", &needed, NULL);
  allow_answer (dialog, "secret", *gtk_editable_get_text (entry) != '\0', needed);
}

void
yn_ask_secret (GtkWidget *near, const char *heading, const char *body, const char *label, const char *answer,
               YnAskSecretFunc done, gpointer data)
{
  AdwMessageDialog *dialog = dialog_new (near, heading, body);
  GtkWidget *entry = gtk_password_entry_new ();
  AskedSecret *asked = g_new0 (AskedSecret, 1);

  asked->done = done;
  asked->data = data;
  g_object_set (entry, "placeholder-text", label, "activates-default", TRUE, NULL);
  ask_with (dialog, entry, label, "secret", answer);
  g_signal_connect_object (entry, "changed", G_CALLBACK (secret_typed_cb), dialog, 0);
  g_signal_connect_data (dialog, "response", G_CALLBACK (secret_answered_cb), asked, asked_secret_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

void
yn_ask_tell (GtkWidget *near, const char *heading, const char *body)
{
  AdwMessageDialog *dialog = dialog_new (near, heading, body);

  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  adw_message_dialog_set_default_response (dialog, "close");
  adw_message_dialog_set_close_response (dialog, "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, Asked *asked)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    ((YnAskFileFunc) asked->done) (file, asked->object);
  /* The native chooser belongs to whoever made it: it was kept alive until now. */
  g_object_unref (chooser);
}

static void
show_chooser (GtkFileChooserNative *chooser, YnAskFileFunc done, gpointer object)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), asked_new (object, G_CALLBACK (done)),
                         asked_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* What a file is called says little of what it is. */
static void
add_filter_for_all (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("All files"));
  gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
}

void
yn_ask_open (GtkWidget *near,
             const char *title,
             const char *types_name,
             const char *const *types,
             YnAskFileFunc done,
             gpointer object)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, yn_ask_window (near), GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"),
                                   _("_Cancel"));

  if (types != NULL)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, types_name);
      for (guint i = 0; types[i] != NULL; i++)
        (*types[i] == '*' ? gtk_file_filter_add_pattern : gtk_file_filter_add_mime_type) (filter, types[i]);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
      add_filter_for_all (GTK_FILE_CHOOSER (chooser));
    }
  show_chooser (chooser, done, object);
}

void
yn_ask_save (GtkWidget *near, const char *title, const char *name, YnAskFileFunc done, gpointer object)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (title, yn_ask_window (near), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
                                   _("_Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  show_chooser (chooser, done, object);
}
