/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/token-search.h"

#include "explain.h"
#include "widgets/paragraph.h"

#include <glib/gi18n.h>

struct _YnTokenSearch
{
  AdwBin parent_instance;

  GtkLabel *words;
  GCancellable *cancellable; /* while it looks */
  gboolean quiet;
};

enum
{
  SEEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnTokenSearch, yn_token_search, ADW_TYPE_BIN)

static void
say (YnTokenSearch *self, const char *words)
{
  gtk_label_set_text (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
}

/* Which link is missing, in one paragraph; NULL: there are keys. New. */
static char *
why_none (YnDesk *desk, const YnTokenSight *sight)
{
  if (sight->keys->len > 0)
    return NULL;
  for (guint i = sight->links->len; i-- > 0;)
    {
      const YnTokenLink *link = g_ptr_array_index (sight->links, i);

      if (link->error != NULL && !g_error_matches (link->error, YN_ERROR, YN_ERROR_TOKEN_SLOT))
        return yn_explain_paragraph (link->error, yn_desk_language (desk));
    }
  return g_strdup (_("No token was found. Plug it in and look again."));
}

static void
seen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnTokenSearch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenSight) sight = yn_desk_tokens_finish (YN_DESK (source), result, &error);
  g_autofree char *why = NULL;

  if (sight == NULL && yn_explain_nothing (error))
    return;
  g_clear_object (&self->cancellable);
  why = sight != NULL ? why_none (YN_DESK (source), sight)
                      : yn_explain_paragraph (error, yn_desk_language (YN_DESK (source)));
  say (self, self->quiet ? NULL : why);
  if (sight != NULL)
    g_signal_emit (self, signals[SEEN], 0, sight);
}

void
yn_token_search_begin (YnTokenSearch *self, YnDesk *desk, gboolean quiet)
{
  yn_token_search_stop (self);
  self->quiet = quiet;
  self->cancellable = g_cancellable_new ();
  say (self, _("Looking for tokens…"));
  yn_desk_tokens_async (desk, self->cancellable, seen_cb, g_object_ref (self));
}

void
yn_token_search_stop (YnTokenSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  say (self, NULL);
}

static void
yn_token_search_dispose (GObject *object)
{
  YnTokenSearch *self = YN_TOKEN_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (yn_token_search_parent_class)->dispose (object);
}

static void
yn_token_search_class_init (YnTokenSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yn_token_search_dispose;
  signals[SEEN] = g_signal_new ("seen", YN_TYPE_TOKEN_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_POINTER);
}

static void
yn_token_search_init (YnTokenSearch *self)
{
  self->words = GTK_LABEL (yn_paragraph_new (NULL, "dim-label"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->words));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
