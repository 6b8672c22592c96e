/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Start and stop. The folder is the platform: `lock` is held while it runs, `identity` is its UUID, `port`
 * its address, practice.db its ledger. Three threads: the caller's, which makes and ends everything; one that
 * runs the server's main context; and the office's worker, in which every operation runs. */
#include "practice/practice.h"

#include "base/error.h"
#include "base/lock.h"
#include "practice/address.h"
#include "practice/server.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Below the range from which the system takes ports for outgoing connections, so that it is still free
 * tomorrow. */
#define FIRST_PORT 20000
#define LAST_PORT 32767
#define TRIES 64

struct _YnPractice
{
  char *url;
  YnLock *lock;
  YnServer *server;
  YnOffice *office;
  YnWorker *worker;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
};

static gboolean
write_word (const char *folder, const char *name, const char *word, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *line = g_strconcat (word, "\n", NULL);
  g_autoptr (GError) local = NULL;

  if (g_file_set_contents_full (path, line, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &local))
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "%s: %s", name, local->message);
  return FALSE;
}

/* The identity, made the first time. */
static char *
identify (const char *folder, GError **error)
{
  g_autofree char *identity = yn_practice_word (folder, "identity");

  if (identity != NULL && g_uuid_string_is_valid (identity))
    return g_steal_pointer (&identity);
  if (identity != NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_DAMAGED,
                           "the practice folder's identity is no UUID");
      return NULL;
    }
  identity = g_uuid_string_random ();
  return write_word (folder, "identity", identity, error) ? g_steal_pointer (&identity) : NULL;
}

/* On the port kept; where another program sits on it, or the first time, on a new one that is then kept. */
static YnServer *
listen_somewhere (const char *folder, gint64 *port, GError **error)
{
  g_autoptr (GError) local = NULL;
  YnServer *server = NULL;

  *port = yn_practice_port (folder);
  if (*port > 0)
    server = yn_server_new ((guint16) *port, &local);
  if (server != NULL)
    return server;
  for (guint i = 0;
       i < TRIES && (local == NULL || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)); i++)
    {
      g_autofree char *word = NULL;

      g_clear_error (&local);
      *port = g_random_int_range (FIRST_PORT, LAST_PORT + 1);
      server = yn_server_new ((guint16) *port, &local);
      if (server == NULL)
        continue;
      word = g_strdup_printf ("%" G_GINT64_FORMAT, *port);
      if (!write_word (folder, "port", word, error))
        g_clear_pointer (&server, yn_server_free);
      return server;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gpointer
serve (gpointer data)
{
  YnPractice *practice = data;

  g_main_context_push_thread_default (practice->context);
  g_main_loop_run (practice->loop);
  g_main_context_pop_thread_default (practice->context);
  return NULL;
}

static gboolean
open_everything (YnPractice *practice, const YnPracticeOptions *options, GError **error)
{
  g_autofree char *lock_path = g_build_filename (options->folder, "lock", NULL);
  g_autofree char *identity = NULL;
  gint64 port;

  if (g_mkdir_with_parents (options->folder, 0700) != 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "the practice folder: %s", g_strerror (errno));
      return FALSE;
    }
  practice->lock = yn_lock_take (lock_path, FALSE, NULL, error);
  if (practice->lock == NULL)
    return FALSE;
  identity = identify (options->folder, error);
  if (identity == NULL)
    return FALSE;
  practice->server = listen_somewhere (options->folder, &port, error);
  if (practice->server == NULL)
    return FALSE;
  practice->url = yn_practice_address_at (port);
  practice->office =
      yn_office_open (options->folder, identity, practice->url, options->keyring, options->clock, error);
  if (practice->office == NULL)
    return FALSE;
  if (options->device_interval > 0)
    practice->office->device_interval = options->device_interval;
  practice->office->automatic = options->reviewer_seconds >= 0;
  practice->office->reviewer_seconds = MAX (options->reviewer_seconds, 0);
  return TRUE;
}

YnPractice *
yn_practice_start (const YnPracticeOptions *options, GError **error)
{
  g_autoptr (YnPractice) practice = g_new0 (YnPractice, 1);
  gboolean opened;

  practice->context = g_main_context_new ();
  g_main_context_push_thread_default (practice->context);
  opened = open_everything (practice, options, error);
  if (opened)
    {
      practice->worker = yn_worker_new ("practice-office");
      yn_server_serve (practice->server, practice->office, practice->worker);
    }
  g_main_context_pop_thread_default (practice->context);
  if (!opened)
    return NULL;

  practice->loop = g_main_loop_new (practice->context, FALSE);
  practice->thread = g_thread_new ("practice", serve, practice);
  return g_steal_pointer (&practice);
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
yn_practice_stop (YnPractice *practice)
{
  if (practice == NULL)
    return;

  if (practice->thread != NULL)
    {
      g_autoptr (GSource) quit = g_idle_source_new ();

      /* From inside: a quit before the loop runs would be lost. */
      g_source_set_callback (quit, quit_cb, practice->loop, NULL);
      g_source_attach (quit, practice->context);
      g_thread_join (practice->thread);
    }

  /* What the worker still answers is on its way home in this context. */
  g_main_context_push_thread_default (practice->context);
  if (practice->server != NULL)
    yn_server_hang_up (practice->server);
  g_clear_pointer (&practice->worker, yn_worker_free);
  while (practice->thread != NULL && g_main_context_iteration (practice->context, FALSE))
    ;
  g_clear_pointer (&practice->server, yn_server_free);
  g_main_context_pop_thread_default (practice->context);

  g_clear_pointer (&practice->office, yn_office_close);
  g_clear_pointer (&practice->lock, yn_lock_release);
  g_clear_pointer (&practice->loop, g_main_loop_unref);
  g_clear_pointer (&practice->context, g_main_context_unref);
  g_free (practice->url);
  g_free (practice);
}

const char *
yn_practice_url (YnPractice *practice)
{
  return practice->url;
}
