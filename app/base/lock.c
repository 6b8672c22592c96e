/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* flock() belongs to the open file, so that two YnLocks of one process exclude each other like two processes.
 * The file itself is never removed: somebody may be waiting on it. */
#include "base/lock.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define LOOK_AGAIN_MS 25

struct _YnLock
{
  int fd;
};

/* A blocked flock() cannot be cancelled; it is asked again and again, and the cancellable wakes the pause. */
static gboolean
pause_until_next_look (GCancellable *cancellable, GError **error)
{
  GPollFD wake;

  if (cancellable != NULL && g_cancellable_make_pollfd (cancellable, &wake))
    {
      g_poll (&wake, 1, LOOK_AGAIN_MS);
      g_cancellable_release_fd (cancellable);
    }
  else
    g_usleep (LOOK_AGAIN_MS * 1000);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
hold (int fd, int how, gboolean wait, GCancellable *cancellable, GError **error)
{
  while (flock (fd, how | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        {
          g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "cannot lock: %s", g_strerror (errno));
          return FALSE;
        }
      if (!wait)
        {
          g_set_error_literal (error, YN_ERROR, YN_ERROR_ALREADY_RUNNING, "the lock is held elsewhere");
          return FALSE;
        }
      if (!pause_until_next_look (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static YnLock *
take (const char *path, int how, gboolean wait, GCancellable *cancellable, GError **error)
{
  YnLock *lock;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "cannot open a lock file: %s",
                   g_strerror (errno));
      return NULL;
    }
  if (!hold (fd, how, wait, cancellable, error))
    {
      close (fd);
      return NULL;
    }

  lock = g_new (YnLock, 1);
  lock->fd = fd;
  return lock;
}

YnLock *
yn_lock_take (const char *path, gboolean wait, GCancellable *cancellable, GError **error)
{
  return take (path, LOCK_EX, wait, cancellable, error);
}

YnLock *
yn_lock_share (const char *path, GCancellable *cancellable, GError **error)
{
  return take (path, LOCK_SH, TRUE, cancellable, error);
}

void
yn_lock_release (YnLock *lock)
{
  if (lock == NULL)
    return;

  close (lock->fd);
  g_free (lock);
}
