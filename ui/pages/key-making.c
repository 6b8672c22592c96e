/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/key-making.h"

#include "explain.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define SHORTEST_PASSWORD 6

struct _YnKeyMaking
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkLabel *heading;
  GtkLabel *words;
  AdwPasswordEntryRow *password;
  AdwPasswordEntryRow *again;

  YnDesk *desk;
  char *role;
  GCancellable *cancellable;
  YnSecret *secret; /* while the key is made */
  gboolean anew;
};

enum
{
  MAKING,
  MADE,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnKeyMaking, yn_key_making, GTK_TYPE_BOX)

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnKeyMaking) self = user_data;
  g_autoptr (YnSecret) secret = g_steal_pointer (&self->secret);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKeyFile) file = self->anew ? yn_desk_make_key_anew_finish (YN_DESK (source), result, &error)
                                          : yn_desk_make_key_finish (YN_DESK (source), result, &error);
  g_autofree char *words = NULL;

  if (file != NULL)
    {
      g_signal_emit (self, signals[MADE], 0, file, secret);
      return;
    }
  words = yn_explain_nothing (error) ? NULL : yn_explain_paragraph (error, yn_desk_language (self->desk));
  g_signal_emit (self, signals[FAILED], 0, words);
}

static gboolean
refuse (YnKeyMaking *self, AdwPasswordEntryRow *row, const char *words)
{
  g_signal_emit (self, signals[FAILED], 0, words);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return FALSE;
}

static gboolean
is_good (YnKeyMaking *self)
{
  const char *first = gtk_editable_get_text (GTK_EDITABLE (self->password));

  if (g_utf8_strlen (first, -1) < SHORTEST_PASSWORD)
    return refuse (self, self->password, _("Choose a password of at least six characters."));
  if (g_strcmp0 (first, gtk_editable_get_text (GTK_EDITABLE (self->again))) != 0)
    return refuse (self, self->again, _("The two passwords are not the same. Type the second one again."));
  return TRUE;
}

/* What was typed leaves the entries as soon as it is a secret. */
static void
make_cb (YnKeyMaking *self)
{
  if (self->secret != NULL || !is_good (self))
    return;
  self->secret = yn_secret_new_string (gtk_editable_get_text (GTK_EDITABLE (self->password)));
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_editable_set_text (GTK_EDITABLE (self->again), "");
  g_signal_emit (self, signals[MAKING], 0);
  (self->anew ? yn_desk_make_key_anew_async : yn_desk_make_key_async) (
      self->desk, self->role, self->secret, self->cancellable, made_cb, g_object_ref (self));
}

void
yn_key_making_set_desk (YnKeyMaking *self, YnDesk *desk, const char *role, GCancellable *cancellable)
{
  g_set_object (&self->desk, desk);
  g_set_object (&self->cancellable, cancellable);
  g_free (self->role);
  self->role = g_strdup (role);
}

void
yn_key_making_set_anew (YnKeyMaking *self, gboolean anew)
{
  self->anew = anew;
  gtk_label_set_text (self->heading, anew ? _("Another practice key") : _("Your practice key"));
  gtk_label_set_text (
      self->words,
      anew ? _(
          "The key whose password is forgotten is renamed, not deleted: should the password come to mind, choose it "
          "with “Another file…”. What was signed with it stays signed. Choose a password for the new key; only you "
          "know it, and nobody can give it back to you.")
           : _(
               "You sign with a key. This one is made now, on this computer, for practice. Choose a password for it; you "
               "will be asked for it each time you sign. Nobody else knows it, and nobody can give it back to you."));
}

void
yn_key_making_focus (YnKeyMaking *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
yn_key_making_finalize (GObject *object)
{
  YnKeyMaking *self = YN_KEY_MAKING (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->secret, yn_secret_unref);
  g_free (self->role);
  G_OBJECT_CLASS (yn_key_making_parent_class)->finalize (object);
}

static void
yn_key_making_class_init (YnKeyMakingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_key_making_finalize;
  signals[MAKING] =
      g_signal_new ("making", YN_TYPE_KEY_MAKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MADE] = g_signal_new ("made", YN_TYPE_KEY_MAKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_POINTER, G_TYPE_POINTER);
  signals[FAILED] = g_signal_new ("failed", YN_TYPE_KEY_MAKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/key-making.ui");
  gtk_widget_class_bind_template_child (widget_class, YnKeyMaking, heading);
  gtk_widget_class_bind_template_child (widget_class, YnKeyMaking, words);
  gtk_widget_class_bind_template_child (widget_class, YnKeyMaking, password);
  gtk_widget_class_bind_template_child (widget_class, YnKeyMaking, again);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
}

static void
yn_key_making_init (YnKeyMaking *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_key_making_set_anew (self, FALSE);
}
