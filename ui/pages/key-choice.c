/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/key-choice.h"

#include <glib/gi18n.h>
#include <string.h>

struct _YnKeyChoice
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwComboRow *which;

  GPtrArray *files;  /* of YnKeyFile */
  GPtrArray *tokens; /* of YnTokenKey: behind the files in the list */
  gboolean filling;  /* what is selected meanwhile is nobody's choice */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnKeyChoice, yn_key_choice, ADW_TYPE_BIN)

static void
selected_cb (YnKeyChoice *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* New. */
static char *
name_of (const YnTokenKey *token)
{
  return token->certificate != NULL ? g_strdup_printf ("%s · %s", token->token, token->certificate->subject_name)
                                    : g_strdup_printf (_("%s · certificate not seen yet"), token->token);
}

static void
fill (YnKeyChoice *self, guint selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->files->len; i++)
    gtk_string_list_append (names, ((const YnKeyFile *) g_ptr_array_index (self->files, i))->name);
  for (guint i = 0; i < self->tokens->len; i++)
    {
      g_autofree char *name = name_of (g_ptr_array_index (self->tokens, i));

      gtk_string_list_append (names, name);
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->which, G_LIST_MODEL (names));
  if (self->files->len + self->tokens->len > 0)
    adw_combo_row_set_selected (self->which, MIN (selected, self->files->len + self->tokens->len - 1));
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), self->files->len + self->tokens->len > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
yn_key_choice_add_file (YnKeyChoice *self, YnKeyFile *file)
{
  for (guint i = self->files->len; i-- > 0;)
    if (g_strcmp0 (((const YnKeyFile *) g_ptr_array_index (self->files, i))->path, file->path) == 0)
      g_ptr_array_remove_index (self->files, i);
  g_ptr_array_add (self->files, file);
  fill (self, self->files->len - 1);
}

static gboolean
is_of_kind (const YnTokenKey *token, const YnKeyKind *kind)
{
  YnKeyKind own;

  if (kind == NULL || token->certificate == NULL)
    return FALSE;
  own = yn_certificate_kind (token->certificate, TRUE);
  return yn_key_kind_equal (&own, kind);
}

/* The place of the token at @address, or of one of @kind, in the list; G_MAXUINT: there is none. */
static guint
place_of (YnKeyChoice *self, const char *address, const YnKeyKind *kind)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      const YnTokenKey *token = g_ptr_array_index (self->tokens, i);

      if (address != NULL ? strcmp (token->address, address) == 0 : is_of_kind (token, kind))
        return self->files->len + i;
    }
  return G_MAXUINT;
}

void
yn_key_choice_take_tokens (YnKeyChoice *self, YnTokenSight *sight, const YnKeyKind *named)
{
  const YnTokenKey *before = yn_key_choice_token (self);
  g_autofree char *address = before != NULL ? g_strdup (before->address) : NULL;
  guint selected = before == NULL ? adw_combo_row_get_selected (self->which) : self->files->len;
  guint place;

  g_ptr_array_set_size (self->tokens, 0);
  while (sight->keys->len > 0)
    g_ptr_array_add (self->tokens, g_ptr_array_steal_index (sight->keys, 0));
  while (sight->hidden->len > 0)
    g_ptr_array_add (self->tokens, g_ptr_array_steal_index (sight->hidden, 0));
  place = place_of (self, address, named);
  fill (self, place != G_MAXUINT ? place : selected);
}

void
yn_key_choice_take_shown (YnKeyChoice *self, GPtrArray *keys)
{
  guint at = adw_combo_row_get_selected (self->which);

  if (yn_key_choice_token (self) == NULL)
    return;
  g_ptr_array_remove_index (self->tokens, at - self->files->len);
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_insert (self->tokens, (int) (at - self->files->len + i),
                        yn_token_key_copy (g_ptr_array_index (keys, i)));
  fill (self, at);
}

const YnKeyFile *
yn_key_choice_file (YnKeyChoice *self)
{
  guint at = adw_combo_row_get_selected (self->which);

  return at < self->files->len ? g_ptr_array_index (self->files, at) : NULL;
}

const YnTokenKey *
yn_key_choice_token (YnKeyChoice *self)
{
  guint at = adw_combo_row_get_selected (self->which);

  if (at == GTK_INVALID_LIST_POSITION || at < self->files->len || at - self->files->len >= self->tokens->len)
    return NULL;
  return g_ptr_array_index (self->tokens, at - self->files->len);
}

static void
yn_key_choice_finalize (GObject *object)
{
  YnKeyChoice *self = YN_KEY_CHOICE (object);

  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->tokens);
  G_OBJECT_CLASS (yn_key_choice_parent_class)->finalize (object);
}

static void
yn_key_choice_class_init (YnKeyChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_key_choice_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", YN_TYPE_KEY_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/key-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, YnKeyChoice, which);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
yn_key_choice_init (YnKeyChoice *self)
{
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_key_file_free);
  self->tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_token_key_free);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}
