/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The dialog's parts stand in files of their own: the keys at hand (key-choice), making one (key-making), looking for
 * tokens (token-search), a token's PIN (token-box), what is shown of a certificate (key-facts). Here is which of them
 * shows when, and the deed. */
#include "pages/sign-dialog.h"

#include "ask.h"
#include "explain.h"
#include "pages/key-choice.h"
#include "pages/key-facts.h"
#include "pages/key-making.h"
#include "pages/token-box.h"
#include "pages/token-search.h"
#include "widgets/one-of.h"
#include "widgets/primary.h"
#include "widgets/tall.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

#define ROOM_AROUND 130 /* a head of its own, and the desktop's bars */
#define LEAST_HEIGHT 240

struct _YnSignDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkScrolledWindow *scrolled;
  GtkStack *stack;
  YnKeyMaking *making;
  YnKeyChoice *choice;
  GtkWidget *file_part;
  AdwPasswordEntryRow *password;
  GtkWidget *forgotten;
  GtkWidget *token_part;
  YnFactList *token_certificate;
  YnTokenBox *token;
  GtkButton *token_sign;
  YnTokenSearch *search;
  GtkWidget *wrong_box;
  GtkLabel *wrong;
  GtkSpinner *spinner;
  GtkLabel *waiting;
  YnFactList *certificate;
  GtkButton *sign;

  YnDesk *desk;
  GCancellable *cancellable;
  char *misfit; /* why the token's certificate cannot be signed with here, or NULL */
  char *aside;  /* what the key is called now that was made anew; or NULL */
  YnKey *key;
  YnSigner *signer; /* whose turn it is, or NULL */
  gboolean page_shown;
  YnKeyKind shown; /* what the page says of the key */
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
may_make (YnSignDialog *self)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (self->desk);

  return status->practice && status->signed_in
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
  yn_why_not (GTK_WIDGET (self->stack), busy ? _("This is being done right now.") : NULL, NULL);
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

static void
begin_work (YnSignDialog *self)
{
  yn_token_search_stop (self->search);
  say_wrong (self, NULL);
  set_busy (self, TRUE);
}

/* --- the certificate -------------------------------------------------------------------------------------------- */

/* Whether the page before the eyes says what this key is. */
static gboolean
page_names (YnSignDialog *self, const YnKeyKind *kind)
{
  return !self->page_shown || yn_key_kind_equal (&self->shown, kind);
}

/* All of it before the button that signs, which names the class. FALSE: it may not be signed with. */
static gboolean
fill_certificate (YnSignDialog *self, YnFactList *facts, GtkButton *sign, const YnCertificate *certificate,
                  const YnKeyKind *kind, GError **misfit)
{
  g_autofree char *class =
      yn_signature_class_words (kind->class, certificate->issuer_name, yn_desk_language (self->desk));
  g_autofree char *button = page_names (self, kind) ? g_strdup_printf (_("Sign: %s"), class)
                                                    : g_strdup (_("Show the paper with this certificate"));

  gtk_button_set_label (sign, button);
  return yn_key_facts_fill (facts, self->desk, self->signer, certificate, kind, misfit);
}

static void
show_certificate (YnSignDialog *self)
{
  g_autoptr (GError) misfit = NULL;
  YnKeyKind kind = yn_key_kind (self->key);
  gboolean suits =
      fill_certificate (self, self->certificate, self->sign, yn_key_certificate (self->key), &kind, &misfit);
  g_autofree char *why = suits || misfit == NULL ? NULL : yn_explain_paragraph (misfit, yn_desk_language (self->desk));

  if (self->aside != NULL)
    yn_fact_list_add (self->certificate, _("The old key is called"), self->aside);
  yn_why_not (GTK_WIDGET (self->sign), why, NULL);
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

/* --- a key in a file -------------------------------------------------------------------------------------------- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  YnKey *key = yn_desk_open_key_finish (YN_DESK (source), result, &error);

  set_busy (self, FALSE);
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
open_key (YnSignDialog *self, const YnKeyFile *file, YnSecret *password)
{
  begin_work (self);
  yn_desk_open_key_async (self->desk, file->path, password, self->cancellable, opened_cb, g_object_ref (self));
}

/* What was typed leaves the entry as soon as it is a secret. */
static void
open_cb (YnSignDialog *self)
{
  const YnKeyFile *file = yn_key_choice_file (self->choice);
  g_autoptr (YnSecret) password = NULL;

  if (file == NULL)
    {
      say_wrong (self, _("Choose the file that holds the key first."));
      return;
    }
  password = yn_secret_new_string (gtk_editable_get_text (GTK_EDITABLE (self->password)));
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  open_key (self, file, password);
}

static void
file_chosen_cb (GFile *file, gpointer object)
{
  YnSignDialog *self = YN_SIGN_DIALOG (object);
  YnKeyFile *key = g_new0 (YnKeyFile, 1);

  key->path = g_file_get_path (file);
  key->name = g_file_get_basename (file);
  yn_key_choice_add_file (self->choice, key);
  yn_one_of_show_named (self->stack, "open");
}

static void
other_file_cb (YnSignDialog *self)
{
  static const char *const types[] = { "application/x-pkcs12", NULL };

  yn_ask_open (GTK_WIDGET (self), _("Choose a key"), _("Keys (PKCS#12)"), types, file_chosen_cb, self);
}

/* --- a key that is made here ------------------------------------------------------------------------------------- */

static void
made_cb (YnSignDialog *self, const YnKeyFile *file, YnSecret *password)
{
  g_free (self->aside);
  self->aside = file->aside != NULL ? g_path_get_basename (file->aside) : NULL;
  yn_key_choice_add_file (self->choice, yn_key_file_copy (file));
  open_key (self, file, password);
}

static void
not_made_cb (YnSignDialog *self, const char *words)
{
  set_busy (self, FALSE);
  say_wrong (self, words);
}

/* Its worth is none: another one is as good. */
static void
forgotten_cb (YnSignDialog *self)
{
  say_wrong (self, NULL);
  yn_key_making_set_anew (self->making, TRUE);
  yn_one_of_show_named (self->stack, "make");
  yn_key_making_focus (self->making);
}

/* --- a key in a token ------------------------------------------------------------------------------------------- */

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
  gboolean suits =
      fill_certificate (self, self->token_certificate, self->token_sign, token->certificate, &kind, &misfit);

  if (suits && !yn_token_can_sign (token, NULL))
    {
      g_clear_error (&misfit);
      suits = yn_token_can_sign (token, &misfit);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->token), page_names (self, &kind));
  yn_fact_list_add (self->token_certificate, _("Lies in"), token->token);
  if (!suits && misfit != NULL)
    self->misfit = yn_explain_paragraph (misfit, yn_desk_language (self->desk));
  if (misfit != NULL)
    say_error (self, misfit);
}

/* Here the PIN comes first, and shows the certificate; nothing is signed yet. */
static void
show_hidden (YnSignDialog *self, const YnTokenKey *token)
{
  yn_fact_list_clear (self->token_certificate);
  yn_fact_list_add (self->token_certificate, _("Lies in"), token->token);
  yn_fact_list_add (self->token_certificate, _("Certificate"), _("can be seen after the PIN only"));
  gtk_button_set_label (self->token_sign, _("Show the certificate"));
  gtk_widget_set_visible (GTK_WIDGET (self->token), TRUE);
}

/* To where the secret of what was chosen is typed; where none is wanted yet, to the button. */
static void
focus_secret (YnSignDialog *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "open") != 0)
    return;
  if (yn_key_choice_token (self->choice) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  else if (gtk_widget_get_visible (GTK_WIDGET (self->token)))
    yn_token_box_focus (self->token);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->token_sign));
}

/* What is asked for follows what was chosen. */
static void
chosen_cb (YnSignDialog *self)
{
  const YnTokenKey *token = yn_key_choice_token (self->choice);
  const YnKeyFile *file = yn_key_choice_file (self->choice);
  gboolean other_part = (token != NULL) != gtk_widget_get_visible (self->token_part);

  g_clear_pointer (&self->misfit, g_free);
  gtk_widget_set_visible (self->file_part, file != NULL);
  gtk_widget_set_visible (self->forgotten, file != NULL && file->role != NULL && may_make (self));
  gtk_widget_set_visible (self->token_part, token != NULL);
  if (token != NULL && token->certificate == NULL)
    show_hidden (self, token);
  else if (token != NULL)
    show_token (self, token);
  yn_token_box_set (self->token, token, yn_desk_language (self->desk));
  if (other_part)
    focus_secret (self);
}

/* The token that the page was prepared for is the one to sign with. */
static void
seen_cb (YnSignDialog *self, YnTokenSight *sight)
{
  gboolean named = self->page_shown && self->shown.class == YN_SIGNATURE_CLASS_TOKEN;

  yn_key_choice_take_tokens (self->choice, sight, named ? &self->shown : NULL);
}

static void
look_cb (YnSignDialog *self)
{
  say_wrong (self, NULL);
  yn_token_search_begin (self->search, self->desk, FALSE);
}

static void
show_tokens_cb (YnSignDialog *self)
{
  yn_one_of_show_named (self->stack, "open");
  focus_secret (self);
}

/* After a PIN was tried the token says anew how its tries stand. */
static void
token_refused (YnSignDialog *self, const GError *error)
{
  if (yn_explain_nothing (error))
    return;
  say_error (self, error);
  yn_token_search_begin (self->search, self->desk, TRUE);
  yn_token_box_focus (self->token);
}

static void
token_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = yn_desk_log_in_token_finish (YN_DESK (source), result, &error);

  set_busy (self, FALSE);
  if (keys == NULL)
    {
      token_refused (self, error);
      return;
    }
  yn_key_choice_take_shown (self->choice, keys);
  gtk_widget_grab_focus (GTK_WIDGET (self->token_sign));
}

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
  token_refused (self, error);
}

/* No PIN before the page says what will be signed. Where it was given already, to see the certificate, the key
 * is opened with that and kept for the page: nobody is asked twice. */
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
  if (!gtk_widget_get_visible (GTK_WIDGET (self->token)) && yn_key_choice_token (self->choice)->login == NULL)
    {
      show_other_kind (self, yn_key_choice_token (self->choice));
      return;
    }
  pin = yn_token_box_take_pin (self->token);
  begin_work (self);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), TRUE);
  if (yn_token_box_get (self->token)->certificate == NULL)
    yn_desk_log_in_token_async (self->desk, yn_token_box_get (self->token), pin, last_try, self->cancellable,
                                token_shown_cb, g_object_ref (self));
  else
    yn_desk_open_token_async (self->desk, yn_token_box_get (self->token), pin, last_try, self->cancellable,
                              token_opened_cb, g_object_ref (self));
}

/* --- the dialog ------------------------------------------------------------------------------------------------- */

static void
cancel_cb (YnSignDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
scroll_down (gpointer adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

/* What went wrong, or what is waited for, stands last. It is gone to once it has its place: the view is being laid out
 * when this is called, and whatever has the keys is shown after that. */
static void
show_end_cb (YnSignDialog *self, GtkAdjustment *adjustment)
{
  if (gtk_widget_get_visible (self->wrong_box) || gtk_widget_get_visible (GTK_WIDGET (self->waiting)))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, scroll_down, g_object_ref (adjustment), g_object_unref);
}

/* As high as what it says, but for a small screen: there it is scrolled. */
static void
fit_screen (YnSignDialog *self, GtkWidget *near)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (near));
  GdkMonitor *monitor = gdk_display_get_monitor_at_surface (gtk_widget_get_display (near), surface);
  GdkRectangle place;

  if (monitor == NULL)
    return;
  gdk_monitor_get_geometry (monitor, &place);
  gtk_scrolled_window_set_max_content_height (self->scrolled, MAX (place.height - ROOM_AROUND, LEAST_HEIGHT));
}

/* The practice keys of this desk that are the signer's. */
static void
add_own_keys (YnSignDialog *self)
{
  g_autoptr (GPtrArray) keys = yn_desk_keys (self->desk);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const YnKeyFile *file = g_ptr_array_index (keys, i);

      if (g_strcmp0 (file->role, key_role (self)) == 0)
        yn_key_choice_add_file (self->choice, yn_key_file_copy (file));
    }
}

YnSignDialog *
yn_sign_dialog_new (GtkWidget *near, YnDesk *desk, const YnSigner *signer, const YnKeyKind *shown)
{
  YnSignDialog *self = g_object_new (YN_TYPE_SIGN_DIALOG, "transient-for", yn_ask_window (near), "modal", TRUE, NULL);
  gboolean makes;

  fit_screen (self, near);
  self->desk = g_object_ref (desk);
  self->signer = signer != NULL ? yn_signer_copy (signer) : NULL;
  self->page_shown = shown != NULL;
  if (shown != NULL)
    self->shown = (YnKeyKind) { shown->class, g_strdup (shown->issuer) };
  yn_key_making_set_desk (self->making, desk, key_role (self), self->cancellable);
  add_own_keys (self);
  chosen_cb (self);
  yn_token_search_begin (self->search, desk, FALSE);
  makes = may_make (self) && yn_key_choice_file (self->choice) == NULL;
  yn_one_of_show_named (self->stack, makes ? "make" : "open");
  if (makes)
    yn_key_making_focus (self->making);
  else
    focus_secret (self);
  return self;
}

/* What is waited for holds the dialog: it would not be disposed of before a token that blocks has answered. */
static gboolean
yn_sign_dialog_close_request (GtkWindow *window)
{
  YnSignDialog *self = YN_SIGN_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  yn_token_search_stop (self->search);
  return GTK_WINDOW_CLASS (yn_sign_dialog_parent_class)->close_request (window);
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
  g_free (self->misfit);
  g_free (self->aside);
  g_free ((char *) self->shown.issuer);
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
  g_type_ensure (YN_TYPE_KEY_CHOICE);
  g_type_ensure (YN_TYPE_KEY_MAKING);
  g_type_ensure (YN_TYPE_TALL);
  g_type_ensure (YN_TYPE_TOKEN_BOX);
  g_type_ensure (YN_TYPE_TOKEN_SEARCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/sign-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, scrolled);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, making);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, choice);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, file_part);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, password);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, forgotten);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, token_part);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, token_certificate);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, token);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, token_sign);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, search);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, waiting);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, wrong_box);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, wrong);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, certificate);
  gtk_widget_class_bind_template_child (widget_class, YnSignDialog, sign);
  gtk_widget_class_bind_template_callback (widget_class, show_end_cb);
  gtk_widget_class_bind_template_callback (widget_class, made_cb);
  gtk_widget_class_bind_template_callback (widget_class, not_made_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_work);
  gtk_widget_class_bind_template_callback (widget_class, forgotten_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, deliver);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, seen_cb);
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
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_primary_add_keys (GTK_WIDGET (self));
}
