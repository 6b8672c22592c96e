/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/sign-dialog.h"

#include "ask.h"
#include "explain.h"
#include "widgets/fact-list.h"
#include "widgets/one-of.h"
#include "words.h"

#include <glib/gi18n.h>

#define SHORTEST_PASSWORD 6

struct _YnSignDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwPasswordEntryRow *new_password;
  AdwPasswordEntryRow *new_again;
  AdwComboRow *which;
  AdwPasswordEntryRow *password;
  GtkWidget *wrong_box;
  GtkLabel *wrong;
  GtkSpinner *spinner;
  YnFactList *certificate;
  GtkButton *sign;

  YnDesk *desk;
  GCancellable *cancellable;
  GPtrArray *keys; /* of YnKeyFile */
  YnSecret *secret; /* while the key that was just made is opened with it */
  YnKey *key;
  YnSigner *signer; /* whose turn it is, or NULL */
};

enum
{
  READY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnSignDialog, yn_sign_dialog, ADW_TYPE_WINDOW)

/* The key of this desk that fits whoever is to sign. */
static const char *
key_role (YnSignDialog *self)
{
  return self->signer != NULL && self->signer->person ? self->signer->role : "enterprise-seal";
}

static void
set_busy (YnSignDialog *self, gboolean busy)
{
  /* An entry that loses the focus because it goes grey complains; so it is taken away first. */
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !busy);
}

static void
say_wrong (YnSignDialog *self, const char *words)
{
  gtk_label_set_text (self->wrong, words != NULL ? words : "");
  gtk_widget_set_visible (self->wrong_box, words != NULL);
}

static void
say_error (YnSignDialog *self, const GError *error)
{
  g_autofree char *words = NULL;

  if (yn_explain_nothing (error))
    return;
  words = yn_explain_paragraph (error, yn_desk_language (self->desk));
  say_wrong (self, words);
}

/* --- the certificate -------------------------------------------------------------------------------------------- */

/* "91460200MA5T1Q2W3D · matches": what was held against whom, and what came of it. */
static void
add_match (YnSignDialog *self, const char *title, const char *text, YnMatch match)
{
  const char *words = match == YN_MATCH_YES ? _("matches") : match == YN_MATCH_NO ? _("does NOT match") : _("cannot be compared");
  g_autofree char *value = text == NULL ? g_strdup (words) : g_strdup_printf ("%s · %s", text, words);

  yn_fact_list_add (self->certificate, title, value);
}

/* Whose it is, whether it is the signer's, of which class: all of it before the button that signs. */
static void
show_certificate (YnSignDialog *self)
{
  const YnCertificate *certificate = yn_key_certificate (self->key);
  YnLanguage language = yn_desk_language (self->desk);
  g_autofree char *until = yn_words_moment (certificate->not_after, language);
  g_autofree char *class = yn_signature_class_words (yn_key_class (self->key), certificate->issuer_name, language);
  g_autofree char *button = g_strdup_printf (_("Sign: %s"), class);
  g_autoptr (GError) misfit = NULL;
  YnMatch name, code;
  gboolean suits = yn_desk_key_suits (self->desk, self->key, self->signer, &name, &code, &misfit);

  yn_fact_list_clear (self->certificate);
  add_match (self, _("Certificate of"), certificate->subject_name, name);
  if (certificate->organization != NULL && g_strcmp0 (certificate->organization, certificate->subject_name) != 0)
    yn_fact_list_add (self->certificate, _("Enterprise"), certificate->organization);
  add_match (self, _("Credit code"), certificate->uscc, code);
  yn_fact_list_add (self->certificate, _("Issued by"), certificate->issuer_name);
  yn_fact_list_add (self->certificate, _("Valid until"), until);
  yn_fact_list_add (self->certificate, _("Signature"), class);
  gtk_button_set_label (self->sign, button);
  gtk_widget_set_sensitive (GTK_WIDGET (self->sign), suits);
  say_wrong (self, NULL);
  if (misfit != NULL)
    say_error (self, misfit);
  yn_one_of_show_named (self->stack, "sign");
  if (suits)
    gtk_widget_grab_focus (GTK_WIDGET (self->sign));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  YnKey *key = yn_desk_open_key_finish (YN_DESK (source), result, &error);

  set_busy (self, FALSE);
  g_clear_pointer (&self->secret, yn_secret_unref);
  if (key == NULL)
    {
      say_error (self, error);
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
      return;
    }
  g_clear_pointer (&self->key, yn_key_unref);
  self->key = key;
  show_certificate (self);
}

static void
open_key (YnSignDialog *self, const char *path, YnSecret *secret)
{
  set_busy (self, TRUE);
  say_wrong (self, NULL);
  yn_desk_open_key_async (self->desk, path, secret, self->cancellable, opened_cb, g_object_ref (self));
}

/* What was typed leaves the entry as soon as it is a secret. */
static YnSecret *
take_password (AdwPasswordEntryRow *row)
{
  YnSecret *secret = yn_secret_new_string (gtk_editable_get_text (GTK_EDITABLE (row)));

  gtk_editable_set_text (GTK_EDITABLE (row), "");
  return secret;
}

/* --- an existing key -------------------------------------------------------------------------------------------- */

static void
fill_keys (YnSignDialog *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->keys->len; i++)
    gtk_string_list_append (names, ((YnKeyFile *) g_ptr_array_index (self->keys, i))->name);
  adw_combo_row_set_model (self->which, G_LIST_MODEL (names));
  g_object_unref (names);
}

static void
open_cb (YnSignDialog *self)
{
  guint at = adw_combo_row_get_selected (self->which);
  g_autoptr (YnSecret) secret = NULL;

  if (at >= self->keys->len)
    {
      say_wrong (self, _("Choose the file that holds the key first."));
      return;
    }
  secret = take_password (self->password);
  open_key (self, ((YnKeyFile *) g_ptr_array_index (self->keys, at))->path, secret);
}

static void
file_chosen_cb (GFile *file, gpointer object)
{
  YnSignDialog *self = YN_SIGN_DIALOG (object);
  YnKeyFile *key = g_new0 (YnKeyFile, 1);

  key->path = g_file_get_path (file);
  key->name = g_file_get_basename (file);
  g_ptr_array_add (self->keys, key);
  fill_keys (self);
  adw_combo_row_set_selected (self->which, self->keys->len - 1);
  yn_one_of_show_named (self->stack, "open");
}

static void
other_file_cb (YnSignDialog *self)
{
  static const char *const types[] = { "application/x-pkcs12", NULL };

  yn_ask_open (GTK_WIDGET (self), _("Choose a key"), _("Keys (PKCS#12)"), types, file_chosen_cb, self);
}

/* --- a new key -------------------------------------------------------------------------------------------------- */

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  YnKeyFile *file = yn_desk_make_key_finish (YN_DESK (source), result, &error);

  set_busy (self, FALSE);
  if (file == NULL)
    {
      g_clear_pointer (&self->secret, yn_secret_unref);
      say_error (self, error);
      return;
    }
  g_ptr_array_add (self->keys, file);
  fill_keys (self);
  open_key (self, file->path, self->secret);
}

static void
make_cb (YnSignDialog *self)
{
  const char *first = gtk_editable_get_text (GTK_EDITABLE (self->new_password));
  const char *second = gtk_editable_get_text (GTK_EDITABLE (self->new_again));

  if (g_utf8_strlen (first, -1) < SHORTEST_PASSWORD)
    {
      say_wrong (self, _("Choose a password of at least six characters."));
      gtk_widget_grab_focus (GTK_WIDGET (self->new_password));
      return;
    }
  if (g_strcmp0 (first, second) != 0)
    {
      say_wrong (self, _("The two passwords are not the same. Type the second one again."));
      gtk_widget_grab_focus (GTK_WIDGET (self->new_again));
      return;
    }
  g_clear_pointer (&self->secret, yn_secret_unref);
  self->secret = take_password (self->new_password);
  gtk_editable_set_text (GTK_EDITABLE (self->new_again), "");
  say_wrong (self, NULL);
  set_busy (self, TRUE);
  yn_desk_make_key_async (self->desk, key_role (self), self->secret, self->cancellable, made_cb, g_object_ref (self));
}

/* --- the deed --------------------------------------------------------------------------------------------------- */

static void
sign_cb (YnSignDialog *self)
{
  YnKey *key = g_steal_pointer (&self->key);

  if (key == NULL)
    return;
  g_signal_emit (self, signals[READY], 0, key);
  yn_key_unref (key);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
cancel_cb (YnSignDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

YnSignDialog *
yn_sign_dialog_new (GtkWidget *near, YnDesk *desk, const YnSigner *signer)
{
  YnSignDialog *self = g_object_new (YN_TYPE_SIGN_DIALOG, "transient-for", yn_ask_window (near), "modal", TRUE, NULL);
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);
  g_autoptr (GPtrArray) keys = yn_desk_keys (desk);

  self->desk = g_object_ref (desk);
  self->signer = signer != NULL ? yn_signer_copy (signer) : NULL;
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const YnKeyFile *file = g_ptr_array_index (keys, i);
      YnKeyFile *copy;

      if (g_strcmp0 (file->role, key_role (self)) != 0)
        continue;
      copy = g_new0 (YnKeyFile, 1);
      copy->path = g_strdup (file->path);
      copy->name = g_strdup (file->name);
      copy->role = g_strdup (file->role);
      g_ptr_array_add (self->keys, copy);
    }
  fill_keys (self);
  yn_one_of_show_named (self->stack, status->practice && self->keys->len == 0 ? "make" : "open");
  gtk_widget_grab_focus (status->practice && self->keys->len == 0 ? GTK_WIDGET (self->new_password)
                                                                  : GTK_WIDGET (self->password));
  return self;
}

static void
yn_sign_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (YN_SIGN_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (yn_sign_dialog_parent_class)->dispose (object);
}

static void
yn_sign_dialog_finalize (GObject *object)
{
  YnSignDialog *self = YN_SIGN_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->secret, yn_secret_unref);
  g_clear_pointer (&self->key, yn_key_unref);
  g_clear_pointer (&self->signer, yn_signer_free);
  G_OBJECT_CLASS (yn_sign_dialog_parent_class)->finalize (object);
}

static void
yn_sign_dialog_class_init (YnSignDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_sign_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_sign_dialog_finalize;
  signals[READY] = g_signal_new ("ready", YN_TYPE_SIGN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_POINTER);
  g_type_ensure (YN_TYPE_FACT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/sign-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, new_password);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, new_again);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, which);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, password);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, wrong_box);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, wrong);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, certificate);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, sign);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yn_sign_dialog_init (YnSignDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_key_file_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
