/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/files.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (256 * 1024)

GBytes *
yn_file_read (const char *path, guint64 max, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &cause);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n = 0;

  while (stream != NULL && content->len <= max
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, NULL, &cause)) > 0)
    g_byte_array_append (content, piece, n);
  if (cause != NULL)
    {
      g_set_error (error, YN_ERROR,
                   g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY) ? YN_ERROR_FOLDER_NOT_FILE
                                                                                : YN_ERROR_FILE_UNREADABLE,
                   "%s", cause->message);
      return NULL;
    }
  if (content->len == 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_EMPTY, "the file holds nothing");
      return NULL;
    }
  if (content->len > max)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "the file is larger than %" G_GUINT64_FORMAT " bytes", max);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

gboolean
yn_file_is_free (const char *path, GError **error)
{
  struct stat status;

  if (lstat (path, &status) != 0)
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_EXISTS, "%s", path);
  return FALSE;
}

struct _YnNewFile
{
  char *path;
  char *temporary; /* beside it: a name is given within one disk */
  int fd;
};

static gboolean
fail (GError **error)
{
  g_set_error (error, YN_ERROR, (int) yn_error_of_writing (errno), "%s", g_strerror (errno));
  return FALSE;
}

YnNewFile *
yn_new_file_begin (const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  YnNewFile *file;

  if (fd < 0)
    {
      fail (error);
      return NULL;
    }
  file = g_new0 (YnNewFile, 1);
  file->path = g_strdup (path);
  file->temporary = g_steal_pointer (&temporary);
  file->fd = fd;
  return file;
}

int
yn_new_file_fd (YnNewFile *file)
{
  return file->fd;
}

/* Not every file system can refuse to take a name that is taken; there the look before it must do. */
static gboolean
take_name (const YnNewFile *file, GError **error)
{
  if (renameat2 (AT_FDCWD, file->temporary, AT_FDCWD, file->path, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS && errno != EEXIST)
    return fail (error);
  return yn_file_is_free (file->path, error) && (g_rename (file->temporary, file->path) == 0 || fail (error));
}

gboolean
yn_new_file_finish (YnNewFile *file, GError **error)
{
  if (fsync (file->fd) != 0)
    return fail (error);
  if (!take_name (file, error))
    return FALSE;
  g_clear_pointer (&file->temporary, g_free);
  return TRUE;
}

static YnNewFile *
write_beside (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (YnNewFile) file = yn_new_file_begin (path, error);
  g_autoptr (YnBytes) source = yn_bytes_new (bytes);

  if (file == NULL || !yn_bytes_copy (source, 0, yn_bytes_size (source), file->fd, error))
    return NULL;
  return g_steal_pointer (&file);
}

gboolean
yn_file_write (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (YnNewFile) file = write_beside (path, bytes, error);

  if (file == NULL)
    return FALSE;
  if (fsync (file->fd) != 0 || g_rename (file->temporary, path) != 0)
    return fail (error);
  g_clear_pointer (&file->temporary, g_free);
  return TRUE;
}

gboolean
yn_file_write_new (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (YnNewFile) file = yn_file_is_free (path, error) ? write_beside (path, bytes, error) : NULL;

  return file != NULL && yn_new_file_finish (file, error);
}

void
yn_new_file_free (YnNewFile *file)
{
  if (file == NULL)
    return;
  close (file->fd);
  if (file->temporary != NULL)
    g_unlink (file->temporary);
  g_free (file->temporary);
  g_free (file->path);
  g_free (file);
}
