/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Writing an encrypted file: a temporary name beside the right one, every frame, fsync, rename, fsync of the
 * folder. After a crash there is the whole file under its name, or none. */
#include "base/vault.h"

#include "base/error.h"
#include "base/vault-frame.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  YnFrameKey key;
  GChecksum *sum;
  guint64 size;
  guint64 max;
  guint32 number;
  int fd;
  guint8 plain[2][YN_FRAME_PLAIN]; /* one is written while the next tells whether it is the last */
  guint8 cipher[YN_FRAME_CIPHER];
} Writing;

static gboolean
set_unwritable (GError **error)
{
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "cannot write an encrypted file: %s",
               g_strerror (errno));
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *data, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize written = TEMP_FAILURE_RETRY (write (fd, data, length));

      if (written < 0)
        return set_unwritable (error);
      data += written;
      length -= written;
    }
  return TRUE;
}

static gboolean
read_frame (Writing *writing, GInputStream *source, int which, gsize *length, GCancellable *cancellable,
            GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !g_input_stream_read_all (source, writing->plain[which], YN_FRAME_PLAIN, length, cancellable, error))
    return FALSE;

  writing->size += *length;
  if (writing->size > writing->max || writing->number == G_MAXUINT32)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "more than %" G_GUINT64_FORMAT " bytes",
                   writing->max);
      return FALSE;
    }
  g_checksum_update (writing->sum, writing->plain[which], *length);
  return TRUE;
}

static gboolean
write_frames (Writing *writing, GInputStream *source, GCancellable *cancellable, GError **error)
{
  gsize now, next = 0;
  gboolean last = FALSE;

  if (!read_frame (writing, source, 0, &now, cancellable, error))
    return FALSE;
  for (int which = 0; !last; which ^= 1, now = next)
    {
      if (now == YN_FRAME_PLAIN && !read_frame (writing, source, which ^ 1, &next, cancellable, error))
        return FALSE;
      last = now < YN_FRAME_PLAIN || next == 0;
      yn_frame_seal (&writing->key, writing->number++, last, writing->plain[which], now, writing->cipher);
      if (!write_all (writing->fd, writing->cipher, now + YN_CIPHER_TAG, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_head (Writing *writing, YnVault *vault, const char *place, GError **error)
{
  guint8 head[YN_FRAME_HEAD];

  memcpy (head, YN_FRAME_MAGIC, 4);
  yn_cipher_random (head + 4, sizeof head - 4);
  yn_frame_key_init (&writing->key, vault, place, head);
  return write_all (writing->fd, head, sizeof head, error);
}

static gboolean
settle (int fd, const char *temporary, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int folder_fd;
  gboolean settled;

  if (fsync (fd) != 0 || rename (temporary, path) != 0)
    return set_unwritable (error);

  folder_fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  settled = folder_fd >= 0 && fsync (folder_fd) == 0;
  if (!settled)
    set_unwritable (error);
  if (folder_fd >= 0)
    close (folder_fd);
  return settled;
}

static void
writing_free (Writing *writing)
{
  yn_frame_key_clear (&writing->key);
  g_checksum_free (writing->sum);
  if (writing->fd >= 0)
    close (writing->fd);
  yn_secret_wipe (writing->plain, sizeof writing->plain);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

gboolean
yn_vault_write_file (YnVault *vault, const char *place, GInputStream *source, const char *path, guint64 max,
                     char **sha256, guint64 *size, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  g_autoptr (Writing) writing = g_new0 (Writing, 1);

  writing->sum = g_checksum_new (G_CHECKSUM_SHA256);
  writing->max = max;
  writing->fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (writing->fd < 0)
    return set_unwritable (error);
  if (!write_head (writing, vault, place, error) || !write_frames (writing, source, cancellable, error)
      || !settle (writing->fd, temporary, path, error))
    {
      unlink (temporary);
      return FALSE;
    }

  if (sha256 != NULL)
    *sha256 = g_strdup (g_checksum_get_string (writing->sum));
  if (size != NULL)
    *size = writing->size;
  return TRUE;
}
