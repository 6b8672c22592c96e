/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/bytes.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WINDOW (256 * 1024)
#define BEHIND (16 * 1024) /* of a window stands before what is looked for: people look back */
#define IN_MEMORY (8 * 1024 * 1024)
#define COPY_AT_ONCE (64 * 1024 * 1024)
#define SCRATCH_FOLDER "/var/tmp" /* on a disk, unlike /tmp */

struct _YnBytes
{
  gatomicrefcount references;
  gsize size;
  GBytes *bytes; /* NULL: a file, and the rest holds */
  int fd;
  char *path;
  struct timespec written;
  char *window;
  gsize window_start, window_length;
  int scratch; /* -1: none yet */
  gsize scratch_length;
};

YnBytes *
yn_bytes_new (GBytes *bytes)
{
  YnBytes *self = g_new0 (YnBytes, 1);

  g_atomic_ref_count_init (&self->references);
  self->bytes = g_bytes_ref (bytes);
  self->size = g_bytes_get_size (bytes);
  self->fd = self->scratch = -1;
  return self;
}

static void
set_unreadable (GError **error, const char *why)
{
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "the file cannot be read: %s", why);
}

YnBytes *
yn_bytes_new_fd (int fd, GError **error)
{
  struct stat status = { 0 };
  YnBytes *self;

  if (fstat (fd, &status) == 0 && S_ISDIR (status.st_mode))
    g_set_error_literal (error, YN_ERROR, YN_ERROR_FOLDER_NOT_FILE, "it is a folder");
  else if (!S_ISREG (status.st_mode))
    set_unreadable (error, "it is no file");
  else if (status.st_size == 0)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_EMPTY, "the file holds nothing");
  else
    {
      self = g_new0 (YnBytes, 1);
      g_atomic_ref_count_init (&self->references);
      self->size = (gsize) status.st_size;
      self->fd = fd;
      self->scratch = -1;
      self->path = g_strdup_printf ("/proc/self/fd/%d", fd);
      self->written = status.st_mtim;
      return self;
    }
  close (fd);
  return NULL;
}

static YnBytes *
into_memory (YnBytes *file, GError **error)
{
  GBytes *bytes = yn_bytes_slice (file, 0, file->size);
  YnBytes *self = bytes != NULL ? yn_bytes_new (bytes) : NULL;

  if (bytes == NULL)
    set_unreadable (error, g_strerror (errno));
  g_clear_pointer (&bytes, g_bytes_unref);
  yn_bytes_unref (file);
  return self;
}

YnBytes *
yn_bytes_open (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  YnBytes *file;

  if (fd < 0)
    {
      set_unreadable (error, g_strerror (errno));
      return NULL;
    }
  file = yn_bytes_new_fd (fd, error);
  return file != NULL && file->size <= IN_MEMORY ? into_memory (file, error) : file;
}

GBytes *
yn_bytes_read (const char *path, gsize max, GError **error)
{
  g_autoptr (YnBytes) file = yn_bytes_open (path, error);
  GBytes *bytes;

  if (file == NULL)
    return NULL;
  if (file->size > max)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "the file is larger than %" G_GSIZE_FORMAT " bytes", max);
      return NULL;
    }
  bytes = yn_bytes_slice (file, 0, file->size);
  if (bytes == NULL)
    set_unreadable (error, "it ends too early");
  return bytes;
}

YnBytes *
yn_bytes_ref (YnBytes *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
yn_bytes_unref (YnBytes *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (self->fd >= 0)
    close (self->fd);
  if (self->scratch >= 0)
    close (self->scratch);
  g_free (self->path);
  g_free (self->window);
  g_free (self);
}

gsize
yn_bytes_size (YnBytes *self)
{
  return self->size;
}

GBytes *
yn_bytes_in_memory (YnBytes *self)
{
  return self->bytes;
}

const char *
yn_bytes_path (YnBytes *self)
{
  return self->path;
}

gboolean
yn_bytes_unchanged (YnBytes *self)
{
  struct stat status;

  return self->bytes != NULL
         || (fstat (self->fd, &status) == 0 && (gsize) status.st_size == self->size
             && status.st_mtim.tv_sec == self->written.tv_sec && status.st_mtim.tv_nsec == self->written.tv_nsec);
}

static gboolean
read_fully (YnBytes *self, gsize offset, char *buffer, gsize length)
{
  for (gsize done = 0; done < length;)
    {
      gssize n = pread (self->fd, buffer + done, length - done, (off_t) (offset + done));

      if (n <= 0 && (n == 0 || errno != EINTR))
        return FALSE;
      done += n > 0 ? (gsize) n : 0;
    }
  return TRUE;
}

static gboolean
inside (YnBytes *self, gsize offset, gsize length)
{
  return offset <= self->size && length <= self->size - offset;
}

static gboolean
move_window (YnBytes *self, gsize offset)
{
  gsize start = offset > BEHIND ? offset - BEHIND : 0;
  gsize length = MIN (self->size - start, WINDOW);

  if (self->window == NULL)
    self->window = g_malloc (WINDOW);
  self->window_length = 0;
  if (!read_fully (self, start, self->window, length))
    return FALSE;
  self->window_start = start;
  self->window_length = length;
  return TRUE;
}

const char *
yn_bytes_look (YnBytes *self, gsize offset, gsize length)
{
  if (!inside (self, offset, length))
    return NULL;
  if (self->bytes != NULL)
    return (const char *) g_bytes_get_data (self->bytes, NULL) + offset;
  if (length > YN_BYTES_LOOK)
    return NULL;
  if ((self->window == NULL || offset < self->window_start
       || offset + length > self->window_start + self->window_length)
      && !move_window (self, offset))
    return NULL;
  return self->window + (offset - self->window_start);
}

GBytes *
yn_bytes_slice (YnBytes *self, gsize from, gsize to)
{
  g_autofree char *copy = NULL;

  if (from > to || !inside (self, from, to - from))
    return NULL;
  if (self->bytes != NULL)
    return g_bytes_new_from_bytes (self->bytes, from, to - from);
  copy = g_try_malloc (MAX (to - from, 1));
  if (copy == NULL || !read_fully (self, from, copy, to - from))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&copy), to - from);
}

gboolean
yn_bytes_find (YnBytes *self, gsize from, gsize to, const char *needle, gsize *at)
{
  gsize length = strlen (needle);

  to = MIN (to, self->size);
  while (from < to && to - from >= length)
    {
      gsize piece = MIN (to - from, YN_BYTES_LOOK);
      const char *data = yn_bytes_look (self, from, piece);
      const char *found = data != NULL ? memmem (data, piece, needle, length) : NULL;

      if (found != NULL)
        {
          *at = from + (gsize) (found - data);
          return TRUE;
        }
      if (data == NULL || piece == to - from)
        return FALSE;
      from += piece - (length - 1);
    }
  return FALSE;
}

gboolean
yn_bytes_each (YnBytes *self, gsize from, gsize to, YnBytesPiece piece, gpointer user_data)
{
  g_autofree char *buffer = NULL;

  if (from > to || !inside (self, from, to - from))
    return FALSE;
  if (self->bytes != NULL)
    {
      piece ((const char *) g_bytes_get_data (self->bytes, NULL) + from, to - from, user_data);
      return TRUE;
    }
  buffer = g_malloc (WINDOW);
  for (gsize at = from, length; at < to; at += length)
    {
      length = MIN (to - at, WINDOW);
      if (!read_fully (self, at, buffer, length))
        return FALSE;
      piece (buffer, length, user_data);
    }
  return TRUE;
}

static gboolean
write_fully (int fd, const char *data, gsize length)
{
  for (gsize done = 0; done < length;)
    {
      gssize n = write (fd, data + done, length - done);

      if (n < 0 && errno != EINTR)
        return FALSE;
      done += n > 0 ? (gsize) n : 0;
    }
  return TRUE;
}

static gboolean
fail_to_write (GError **error)
{
  g_set_error (error, YN_ERROR, (int) yn_error_of_writing (errno), "the copy cannot be written: %s",
               g_strerror (errno));
  return FALSE;
}

/* The kernel copies where both files let it; else by way of a buffer. */
static gboolean
copy_file (YnBytes *self, gsize from, gsize to, int fd, GError **error)
{
  off_t at = (off_t) from;
  g_autofree char *buffer = NULL;

  while ((gsize) at < to)
    {
      gssize n = copy_file_range (self->fd, &at, fd, NULL, MIN (to - (gsize) at, COPY_AT_ONCE), 0);

      if (n <= 0)
        break;
    }
  buffer = g_malloc (WINDOW);
  while ((gsize) at < to)
    {
      gsize length = MIN (to - (gsize) at, WINDOW);

      if (!read_fully (self, (gsize) at, buffer, length))
        {
          set_unreadable (error, "it ends too early");
          return FALSE;
        }
      if (!write_fully (fd, buffer, length))
        return fail_to_write (error);
      at += (off_t) length;
    }
  return TRUE;
}

gboolean
yn_bytes_copy (YnBytes *self, gsize from, gsize to, int fd, GError **error)
{
  if (from > to || !inside (self, from, to - from))
    {
      set_unreadable (error, "it ends too early");
      return FALSE;
    }
  if (self->bytes == NULL)
    return copy_file (self, from, to, fd, error);
  return write_fully (fd, (const char *) g_bytes_get_data (self->bytes, NULL) + from, to - from)
         || fail_to_write (error);
}

/* The nameless file grows and shrinks to the prefix that is asked for: what it holds is always the file's beginning. */
static gboolean
fit_scratch (YnBytes *self, gsize length, GError **error)
{
  if (self->scratch < 0)
    self->scratch = open (SCRATCH_FOLDER, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (self->scratch < 0)
    return fail_to_write (error);
  if (length < self->scratch_length && ftruncate (self->scratch, (off_t) length) != 0)
    return fail_to_write (error);
  self->scratch_length = MIN (self->scratch_length, length);
  if (lseek (self->scratch, (off_t) self->scratch_length, SEEK_SET) < 0
      || !yn_bytes_copy (self, self->scratch_length, length, self->scratch, error))
    return FALSE;
  self->scratch_length = length;
  return TRUE;
}

YnBytes *
yn_bytes_prefix (YnBytes *self, gsize length, GError **error)
{
  g_autoptr (GBytes) part = NULL;
  int fd;

  if (self->bytes == NULL && length < self->size)
    {
      fd = fit_scratch (self, length, error) ? fcntl (self->scratch, F_DUPFD_CLOEXEC, 3) : -1;
      return fd >= 0 ? yn_bytes_new_fd (fd, error) : NULL;
    }
  if (self->bytes == NULL || length >= self->size)
    return yn_bytes_ref (self);
  part = yn_bytes_slice (self, 0, length);
  return yn_bytes_new (part);
}
