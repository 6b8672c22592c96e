/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/token-box.h"

#include "explain.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _YnTokenBox
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkWidget *entry;
  AdwPasswordEntryRow *pin;
  GtkLabel *tries;
  GtkCheckButton *last_try;
  GtkLabel *elsewhere;

  YnTokenKey *token;
  char *locked; /* words, or NULL */
};

enum
{
  ENTERED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnTokenBox, yn_token_box, GTK_TYPE_BOX)

static void
entered_cb (YnTokenBox *self)
{
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
changed_cb (YnTokenBox *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* How the tries stand: never more than the token says. New; NULL: there is nothing to say. */
static char *
tries_words (const YnTokenKey *token)
{
  if (token->flags & YN_TOKEN_PIN_LAST_TRY)
    return g_strdup (_("One try is left. Another wrong PIN locks the token, and only the issuer can unlock it."));
  if (token->flags & YN_TOKEN_PIN_EXPIRED) /* drivers are careless with this one: it is said, and may be tried */
    return g_strdup (_("The token says that its PIN must be changed first, with its maker’s tool."));
  if (token->tries >= 0)
    return g_strdup_printf (_("Tries left for the PIN: %d"), token->tries);
  if (token->flags & YN_TOKEN_PIN_LOW)
    return g_strdup (_("A wrong PIN was given the last time: mind the tries that are left."));
  return NULL;
}

static char *
locked_words (const YnTokenKey *token, YnLanguage language)
{
  g_autoptr (GError) locked = NULL;

  if ((token->flags & YN_TOKEN_PIN_LOCKED) == 0)
    return NULL;
  g_set_error_literal (&locked, YN_ERROR, YN_ERROR_PIN_LOCKED, "the token says that it is locked");
  return yn_explain_paragraph (locked, language);
}

void
yn_token_box_set (YnTokenBox *self, const YnTokenKey *token, YnLanguage language)
{
  g_autofree char *tries = token == NULL ? NULL : tries_words (token);
  guint flags = token == NULL ? YN_TOKEN_PIN_NONE : token->flags;
  gboolean locked = (flags & YN_TOKEN_PIN_LOCKED) != 0;
  gboolean typed_here = (flags & (YN_TOKEN_PIN_NONE | YN_TOKEN_PIN_PAD)) == 0 && !locked;

  g_clear_pointer (&self->token, yn_token_key_free);
  g_clear_pointer (&self->locked, g_free);
  if (token != NULL)
    {
      self->token = yn_token_key_copy (token);
      self->locked = locked_words (token, language);
    }
  gtk_widget_set_visible (self->entry, typed_here);
  gtk_label_set_text (self->tries, locked ? self->locked : tries != NULL ? tries : "");
  gtk_widget_set_visible (GTK_WIDGET (self->tries), locked || tries != NULL);
  gtk_check_button_set_active (self->last_try, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->last_try), !locked && (flags & YN_TOKEN_PIN_LAST_TRY) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->elsewhere), !locked && (flags & YN_TOKEN_PIN_PAD) != 0);
  changed_cb (self);
}

const YnTokenKey *
yn_token_box_get (YnTokenBox *self)
{
  return self->token;
}

const char *
yn_token_box_why_not (YnTokenBox *self)
{
  if (self->token == NULL)
    return _("Choose a key first.");
  if (self->locked != NULL)
    return self->locked;
  if (gtk_widget_get_visible (GTK_WIDGET (self->last_try)) && !gtk_check_button_get_active (self->last_try))
    return _("Say first that you know that it is the last try.");
  if (gtk_widget_get_visible (self->entry) && *gtk_editable_get_text (GTK_EDITABLE (self->pin)) == '\0')
    return _("Enter the PIN first.");
  return NULL;
}

YnSecret *
yn_token_box_take_pin (YnTokenBox *self)
{
  YnSecret *pin = NULL;

  if (gtk_widget_get_visible (self->entry))
    pin = yn_secret_new_string (gtk_editable_get_text (GTK_EDITABLE (self->pin)));
  gtk_editable_set_text (GTK_EDITABLE (self->pin), "");
  return pin;
}

gboolean
yn_token_box_agreed_to_last_try (YnTokenBox *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->last_try)) && gtk_check_button_get_active (self->last_try);
}

void
yn_token_box_focus (YnTokenBox *self)
{
  if (gtk_widget_get_visible (self->entry))
    gtk_widget_grab_focus (GTK_WIDGET (self->pin));
}

static void
yn_token_box_finalize (GObject *object)
{
  YnTokenBox *self = YN_TOKEN_BOX (object);

  g_clear_pointer (&self->token, yn_token_key_free);
  g_free (self->locked);
  G_OBJECT_CLASS (yn_token_box_parent_class)->finalize (object);
}

static void
yn_token_box_class_init (YnTokenBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_token_box_finalize;
  signals[ENTERED] =
      g_signal_new ("entered", YN_TYPE_TOKEN_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] =
      g_signal_new ("changed", YN_TYPE_TOKEN_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/token-box.ui");
  gtk_widget_class_bind_template_child (widget_class, YnTokenBox, entry);
  gtk_widget_class_bind_template_child (widget_class, YnTokenBox, pin);
  gtk_widget_class_bind_template_child (widget_class, YnTokenBox, tries);
  gtk_widget_class_bind_template_child (widget_class, YnTokenBox, last_try);
  gtk_widget_class_bind_template_child (widget_class, YnTokenBox, elsewhere);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
yn_token_box_init (YnTokenBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
