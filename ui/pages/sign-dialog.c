/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/sign-dialog.h"

#include "ask.h"
#include "explain.h"
#include "pages/token-box.h"
#include "widgets/fact-list.h"
#include "widgets/one-of.h"
#include "widgets/why.h"
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
  GtkWidget *choosing;
  AdwComboRow *which;
  GtkWidget *file_part;
  AdwPasswordEntryRow *password;
  GtkWidget *token_part;
  YnFactList *token_certificate;
  YnTokenBox *token;
  GtkButton *token_sign;
  GtkLabel *looking;
  GtkWidget *wrong_box;
  GtkLabel *wrong;
  GtkSpinner *spinner;
  GtkLabel *waiting;
  YnFactList *certificate;
  GtkButton *sign;

  YnDesk *desk;
  GCancellable *cancellable;
  GCancellable *looking_cancels; /* the looking for tokens */
  GPtrArray *keys;   /* of YnKeyFile */
  GPtrArray *tokens; /* of YnTokenKey: behind the files in the list */
  YnSecret *secret; /* while the key that was just made is opened with it */
  char *misfit; /* why the token's certificate cannot be signed with here, or NULL */
  YnKey *key;
  YnSigner *signer; /* whose turn it is, or NULL */
  gboolean page_shown;
  YnSignatureClass shown_class; /* what the page says of the key */
  char *shown_issuer;           /* or NULL */
};

enum
{
  READY,
  OTHER_KIND,
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

/* A practice key is made for those who sit at this desk, not for whoever brings a paper. */
static gboolean
may_make (YnSignDialog *self, const YnDeskStatus *status)
{
  return status->practice && status->signed_in && self->keys->len == 0
         && (self->signer == NULL || g_strcmp0 (self->signer->uscc, status->uscc) == 0);
}

static void
set_busy (YnSignDialog *self, gboolean busy)
{
  /* An entry that loses the focus because it goes grey complains; so it is taken away first. */
  if (busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), FALSE);
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
stop_looking (YnSignDialog *self)
{
  g_cancellable_cancel (self->looking_cancels);
  g_clear_object (&self->looking_cancels);
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
add_match (YnFactList *facts, const char *title, const char *text, YnMatch match)
{
  const char *words = match == YN_MATCH_YES ? _("matches") : match == YN_MATCH_NO ? _("does NOT match") : _("cannot be compared");
  g_autofree char *value = text == NULL ? g_strdup (words) : g_strdup_printf ("%s · %s", text, words);

  yn_fact_list_add (facts, title, value);
}

/* Whether the page before the eyes says what this key is. */
static gboolean
page_names (YnSignDialog *self, const YnKeyKind *kind)
{
  return !self->page_shown || yn_key_kind_equal (&(YnKeyKind) { self->shown_class, self->shown_issuer }, kind);
}

/* Whose it is, whether it is the signer's, of which class: all of it before the button that signs. FALSE: it may not. */
static gboolean
fill_certificate (YnSignDialog *self, YnFactList *facts, GtkButton *sign, const YnCertificate *certificate,
                  YnSignatureClass kind, GError **misfit)
{
  YnLanguage language = yn_desk_language (self->desk);
  g_autofree char *until = yn_words_moment (certificate->not_after, language);
  g_autofree char *class = yn_signature_class_words (kind, certificate->issuer_name, language);
  const YnKeyKind own = { kind, certificate->issuer_name };
  g_autofree char *button = page_names (self, &own)
                                ? g_strdup_printf (_("Sign: %s"), class)
                                : g_strdup (_("Show the paper with this certificate"));
  YnMatch name, code;
  gboolean suits = yn_desk_suits (self->desk, certificate, self->signer, &name, &code, misfit);

  yn_fact_list_clear (facts);
  add_match (facts, _("Certificate of"), certificate->subject_name, name);
  if (certificate->organization != NULL && g_strcmp0 (certificate->organization, certificate->subject_name) != 0)
    yn_fact_list_add (facts, _("Enterprise"), certificate->organization);
  add_match (facts, _("Credit code"), certificate->uscc, code);
  yn_fact_list_add (facts, _("Issued by"), certificate->issuer_name);
  yn_fact_list_add (facts, _("Valid until"), until);
  yn_fact_list_add (facts, _("Signature"), class);
  gtk_button_set_label (sign, button);
  return suits;
}

static void
show_certificate (YnSignDialog *self)
{
  g_autoptr (GError) misfit = NULL;
  gboolean suits = fill_certificate (self, self->certificate, self->sign, yn_key_certificate (self->key),
                                     yn_key_class (self->key), &misfit);

  gtk_widget_set_sensitive (GTK_WIDGET (self->sign), suits);
  say_wrong (self, NULL);
  if (misfit != NULL)
    say_error (self, misfit);
  yn_one_of_show_named (self->stack, "sign");
  if (suits)
    gtk_widget_grab_focus (GTK_WIDGET (self->sign));
}

/* The key to whoever asked for it. */
static void
deliver (YnSignDialog *self)
{
  YnKey *key = g_steal_pointer (&self->key);

  if (key == NULL)
    return;
  g_signal_emit (self, signals[READY], 0, key);
  yn_key_unref (key);
  gtk_window_destroy (GTK_WINDOW (self));
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
  stop_looking (self);
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

/* Files first, then what lies in tokens. */
static void
fill_keys (YnSignDialog *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->keys->len; i++)
    gtk_string_list_append (names, ((YnKeyFile *) g_ptr_array_index (self->keys, i))->name);
  for (guint i = 0; i < self->tokens->len; i++)
    {
      const YnTokenKey *token = g_ptr_array_index (self->tokens, i);
      g_autofree char *name = g_strdup_printf ("%s · %s", token->token, token->certificate->subject_name);

      gtk_string_list_append (names, name);
    }
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

/* --- a key in a token ------------------------------------------------------------------------------------------- */

static const YnTokenKey *
selected_token (YnSignDialog *self)
{
  guint at = adw_combo_row_get_selected (self->which);

  if (at == GTK_INVALID_LIST_POSITION || at < self->keys->len || at - self->keys->len >= self->tokens->len)
    return NULL;
  return g_ptr_array_index (self->tokens, at - self->keys->len);
}

static void
token_changed_cb (YnSignDialog *self)
{
  const char *why = self->misfit != NULL                                  ? self->misfit
                    : !gtk_widget_get_visible (GTK_WIDGET (self->token)) ? NULL
                                                                         : yn_token_box_why_not (self->token);

  yn_why_not (GTK_WIDGET (self->token_sign), why, NULL);
}

/* The certificate stands there before the PIN is asked for; one that is not the signer's cannot be signed with. */
static void
show_token (YnSignDialog *self, const YnTokenKey *token)
{
  g_autoptr (GError) misfit = NULL;
  YnKeyKind kind = yn_certificate_kind (token->certificate, TRUE);
  gboolean suits = fill_certificate (self, self->token_certificate, self->token_sign, token->certificate, kind.class,
                                     &misfit);

  gtk_widget_set_visible (GTK_WIDGET (self->token), page_names (self, &kind));

  yn_fact_list_add (self->token_certificate, _("Lies in"), token->token);
  if (!suits && misfit != NULL)
    self->misfit = yn_explain_paragraph (misfit, yn_desk_language (self->desk));
  if (misfit != NULL)
    say_error (self, misfit);
}

/* What is asked for follows what was chosen. */
static void
selected_cb (YnSignDialog *self)
{
  const YnTokenKey *token = selected_token (self);

  if (self->desk == NULL) /* still being made */
    return;
  g_clear_pointer (&self->misfit, g_free);
  gtk_widget_set_visible (self->choosing, self->keys->len + self->tokens->len > 0);
  gtk_widget_set_visible (self->file_part, token == NULL && self->keys->len > 0);
  gtk_widget_set_visible (self->token_part, token != NULL);
  if (token != NULL)
    show_token (self, token);
  yn_token_box_set (self->token, token, yn_desk_language (self->desk));
}

static void
say_looking (YnSignDialog *self, const char *words)
{
  gtk_label_set_text (self->looking, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->looking), words != NULL);
}

/* Which link of the chain is missing, in one paragraph. New. */
static char *
why_no_token (YnSignDialog *self, const YnTokenSight *sight)
{
  for (guint i = sight->links->len; i-- > 0;)
    {
      const YnTokenLink *link = g_ptr_array_index (sight->links, i);

      if (link->error != NULL && !g_error_matches (link->error, YN_ERROR, YN_ERROR_TOKEN_SLOT))
        return yn_explain_paragraph (link->error, yn_desk_language (self->desk));
    }
  return g_strdup (_("No token was found. Plug it in and look again."));
}

/* What was chosen stays chosen. */
static void
take_tokens (YnSignDialog *self, YnTokenSight *sight)
{
  const YnTokenKey *before = selected_token (self);
  g_autofree char *address = before != NULL ? g_strdup (before->address) : NULL;
  guint selected = before == NULL ? adw_combo_row_get_selected (self->which) : self->keys->len;
  gboolean named = before == NULL && self->page_shown && self->shown_class == YN_SIGNATURE_CLASS_TOKEN;

  g_ptr_array_set_size (self->tokens, 0);
  while (sight->keys->len > 0)
    g_ptr_array_add (self->tokens, g_ptr_array_steal_index (sight->keys, 0));
  fill_keys (self);
  for (guint i = 0; address != NULL && i < self->tokens->len; i++)
    if (g_str_equal (((YnTokenKey *) g_ptr_array_index (self->tokens, i))->address, address))
      selected = self->keys->len + i;
  for (guint i = 0; named && i < self->tokens->len; i++) /* the one that the page was prepared for */
    {
      const YnTokenKey *token = g_ptr_array_index (self->tokens, i);
      YnKeyKind kind = yn_certificate_kind (token->certificate, TRUE);

      if (page_names (self, &kind))
        selected = self->keys->len + i;
    }
  if (self->keys->len + self->tokens->len > 0)
    adw_combo_row_set_selected (self->which, MIN (selected, self->keys->len + self->tokens->len - 1));
  selected_cb (self);
}

static void
tokens_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenSight) sight = yn_desk_tokens_finish (YN_DESK (source), result, &error);
  g_autofree char *why = NULL;

  if (yn_explain_nothing (error) && sight == NULL)
    return;
  g_clear_object (&self->looking_cancels);
  why = sight == NULL ? yn_explain_paragraph (error, yn_desk_language (self->desk))
                      : sight->keys->len == 0 ? why_no_token (self, sight) : NULL;
  say_looking (self, gtk_widget_get_visible (self->wrong_box) ? NULL : why);
  if (sight != NULL)
    take_tokens (self, sight);
}

static void
look (YnSignDialog *self)
{
  stop_looking (self);
  self->looking_cancels = g_cancellable_new ();
  say_looking (self, _("Looking for tokens…"));
  yn_desk_tokens_async (self->desk, self->looking_cancels, tokens_cb, g_object_ref (self));
}

static void
look_cb (YnSignDialog *self)
{
  say_wrong (self, NULL);
  look (self);
}

static void
show_tokens_cb (YnSignDialog *self)
{
  yn_one_of_show_named (self->stack, "open");
}

/* After a PIN was tried the token says anew how its tries stand. */
static void
token_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  YnKey *key = yn_desk_open_token_finish (YN_DESK (source), result, &error);

  set_busy (self, FALSE);
  if (key != NULL)
    {
      g_clear_pointer (&self->key, yn_key_unref);
      self->key = key;
      deliver (self);
      return;
    }
  if (yn_explain_nothing (error))
    return;
  say_error (self, error);
  look (self);
  yn_token_box_focus (self->token);
}

/* No PIN before the page says what will be signed. */
static void
show_other_kind (YnSignDialog *self, const YnTokenKey *token)
{
  YnKeyKind kind = yn_certificate_kind (token->certificate, TRUE);

  g_signal_emit (self, signals[OTHER_KIND], 0, &kind);
  gtk_window_close (GTK_WINDOW (self));
}

static void
token_sign_cb (YnSignDialog *self)
{
  gboolean last_try = yn_token_box_agreed_to_last_try (self->token);
  g_autoptr (YnSecret) pin = NULL;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->token_sign)))
    return;
  if (!gtk_widget_get_visible (GTK_WIDGET (self->token)))
    {
      show_other_kind (self, selected_token (self));
      return;
    }
  pin = yn_token_box_take_pin (self->token);
  stop_looking (self);
  say_looking (self, NULL);
  say_wrong (self, NULL);
  set_busy (self, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), TRUE);
  yn_desk_open_token_async (self->desk, yn_token_box_get (self->token), pin, last_try, self->cancellable, token_opened_cb,
                            g_object_ref (self));
}

/* --- a file ------------------------------------------------------------------------------------------------------ */

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
  selected_cb (self);
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
cancel_cb (YnSignDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

YnSignDialog *
yn_sign_dialog_new (GtkWidget *near, YnDesk *desk, const YnSigner *signer, const YnKeyKind *shown)
{
  YnSignDialog *self = g_object_new (YN_TYPE_SIGN_DIALOG, "transient-for", yn_ask_window (near), "modal", TRUE, NULL);
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);
  g_autoptr (GPtrArray) keys = yn_desk_keys (desk);

  self->desk = g_object_ref (desk);
  self->signer = signer != NULL ? yn_signer_copy (signer) : NULL;
  self->page_shown = shown != NULL;
  if (shown != NULL)
    {
      self->shown_class = shown->class;
      self->shown_issuer = g_strdup (shown->issuer);
    }
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
  selected_cb (self);
  look (self);
  yn_one_of_show_named (self->stack, may_make (self, status) ? "make" : "open");
  gtk_widget_grab_focus (may_make (self, status) ? GTK_WIDGET (self->new_password) : GTK_WIDGET (self->password));
  return self;
}

/* What is waited for holds the dialog: it would not be disposed of before a token that blocks has answered. */
static gboolean
yn_sign_dialog_close_request (GtkWindow *window)
{
  YnSignDialog *self = YN_SIGN_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  stop_looking (self);
  return GTK_WINDOW_CLASS (yn_sign_dialog_parent_class)->close_request (window);
}

static void
yn_sign_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (YN_SIGN_DIALOG (object)->cancellable);
  stop_looking (YN_SIGN_DIALOG (object));
  G_OBJECT_CLASS (yn_sign_dialog_parent_class)->dispose (object);
}

static void
yn_sign_dialog_finalize (GObject *object)
{
  YnSignDialog *self = YN_SIGN_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->tokens, g_ptr_array_unref);
  g_free (self->misfit);
  g_free (self->shown_issuer);
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
  GTK_WINDOW_CLASS (klass)->close_request = yn_sign_dialog_close_request;
  signals[READY] = g_signal_new ("ready", YN_TYPE_SIGN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_POINTER);
  signals[OTHER_KIND] = g_signal_new ("other-kind", YN_TYPE_SIGN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_POINTER);
  g_type_ensure (YN_TYPE_FACT_LIST);
  g_type_ensure (YN_TYPE_TOKEN_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/sign-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, new_password);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, new_again);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, which);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, choosing);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, file_part);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, password);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, token_part);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, token_certificate);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, token);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, token_sign);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, looking);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, waiting);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, wrong_box);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, wrong);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, certificate);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, sign);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, deliver);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_tokens_cb);
  gtk_widget_class_bind_template_callback (widget_class, token_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, token_sign_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yn_sign_dialog_init (YnSignDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_key_file_free);
  self->tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_token_key_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
