/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/program.h"

#include "config.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <unistd.h>

#define LAST_MILLISECONDS 2000

char *
yn_program_find (const char *folder, const char *name, const char *variable)
{
  const char *named = g_getenv (variable);
  g_autofree char *self = NULL;

  if (named != NULL && named[0] != '\0')
    return g_strdup (named);
  self = g_file_read_link ("/proc/self/exe", NULL);
  if (self != NULL && g_str_has_prefix (self, YN_BUILD_ROOT "/"))
    return g_build_filename (YN_BUILD_ROOT, "app", folder, name, NULL);
  return g_build_filename (YN_LIBEXEC_DIR, name, NULL);
}

gboolean
yn_program_start (YnProgram *program, GSubprocessLauncher *launcher, const char *const *argv, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  program->child = g_subprocess_launcher_spawnv (launcher, argv, &trouble);
  if (program->child != NULL)
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "%s cannot be started: %s", program->name, trouble->message);
  return FALSE;
}

void
yn_program_allow (YnProgram *program, int seconds, GCancellable *cancellable)
{
  program->deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  program->cancellable = cancellable;
}

gboolean
yn_program_dead (YnProgram *program, const char *how, GError **error)
{
  g_set_error (error, YN_ERROR, program->dead, "%s %s", program->name, how);
  return FALSE;
}

/* TRUE: there is something to read or room to write, or the end. */
static gboolean
wait_for (YnProgram *program, short events, GError **error)
{
  GPollFD cancel;
  gboolean can_cancel
      = program->cancellable != NULL && g_cancellable_make_pollfd (program->cancellable, &cancel);
  struct pollfd fds[2] = { { program->fd, events, 0 }, { can_cancel ? cancel.fd : -1, POLLIN, 0 } };
  gint64 left = (program->deadline - g_get_monotonic_time ()) / 1000;
  int n = left > 0 ? poll (fds, 2, (int) MIN (left, G_MAXINT)) : 0;
  int reason = errno;

  if (can_cancel)
    g_cancellable_release_fd (program->cancellable);
  if (g_cancellable_set_error_if_cancelled (program->cancellable, error))
    return FALSE;
  if (n == 0)
    {
      g_set_error (error, YN_ERROR, program->slow, "%s took too long", program->name);
      return FALSE;
    }
  if (n < 0 && reason != EINTR)
    return yn_program_dead (program, "cannot be heard", error);
  return TRUE;
}

gboolean
yn_program_read (YnProgram *program, void *buffer, gsize length, GError **error)
{
  char *at = buffer;

  while (length > 0)
    {
      gssize n;

      if (!wait_for (program, POLLIN, error))
        return FALSE;
      n = read (program->fd, at, length);
      if (n < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (n <= 0)
        return yn_program_dead (program, "ended early", error);
      at += n;
      length -= (gsize) n;
    }
  return TRUE;
}

gboolean
yn_program_write (YnProgram *program, const void *data, gsize length, GError **error)
{
  const char *at = data;

  while (length > 0)
    {
      gssize n;

      if (!wait_for (program, POLLOUT, error))
        return FALSE;
      n = send (program->fd, at, length, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (n < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (n <= 0)
        return yn_program_dead (program, "does not listen", error);
      at += n;
      length -= (gsize) n;
    }
  return TRUE;
}

/* GLib reaps it, whenever that is. */
static void
wait_for_end (GSubprocess *child)
{
  const char *id = g_subprocess_get_identifier (child);
  struct pollfd end = { id != NULL ? pidfd_open (atoi (id), 0) : -1, POLLIN, 0 };

  if (end.fd < 0)
    return;
  poll (&end, 1, LAST_MILLISECONDS);
  close (end.fd);
}

void
yn_program_stop (YnProgram *program)
{
  if (program->child == NULL)
    return;
  g_subprocess_force_exit (program->child);
  wait_for_end (program->child);
  g_clear_object (&program->child);
}
