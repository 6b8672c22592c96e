/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/pin-question.h"

#include "ask.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *near;
  const char *which;
  GMutex lock;
  GCond answered;
  gboolean done;
  YnSecret *pin;
} Question;

static void
answer_cb (YnSecret *pin, gpointer data)
{
  Question *question = data;

  g_mutex_lock (&question->lock);
  question->pin = pin != NULL ? yn_secret_ref (pin) : NULL;
  question->done = TRUE;
  g_cond_signal (&question->answered);
  g_mutex_unlock (&question->lock);
}

static gboolean
ask_cb (gpointer data)
{
  Question *question = data;

  if (gtk_widget_get_root (question->near) == NULL) /* the page is gone: nobody can answer */
    answer_cb (NULL, question);
  else
    yn_ask_secret (question->near, _("PIN of the token"), question->which, _("PIN"), _("_Sign this paper"), answer_cb,
                   question);
  return G_SOURCE_REMOVE;
}

YnSecret *
yn_pin_question (GtkWidget *near, const char *which, GCancellable *cancellable, GError **error)
{
  Question question = { .near = near, .which = which };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  g_mutex_init (&question.lock);
  g_cond_init (&question.answered);
  g_idle_add (ask_cb, &question);
  g_mutex_lock (&question.lock);
  while (!question.done)
    g_cond_wait (&question.answered, &question.lock);
  g_mutex_unlock (&question.lock);
  g_mutex_clear (&question.lock);
  g_cond_clear (&question.answered);
  if (question.pin == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the PIN was not given");
  return question.pin;
}
