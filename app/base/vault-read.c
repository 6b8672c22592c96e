/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Reading an encrypted file: a seekable stream that holds one open frame. The number of frames follows from
 * the size of the file; the last one is opened at once, and since it alone carries the last-frame bit, a file
 * that was cut at whatever place is refused before a byte of it is given out. */
#include "base/vault.h"

#include "base/error.h"
#include "base/vault-frame.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define YN_TYPE_FRAME_STREAM (yn_frame_stream_get_type ())
G_DECLARE_FINAL_TYPE (YnFrameStream, yn_frame_stream, YN, FRAME_STREAM, GInputStream)

struct _YnFrameStream
{
  GInputStream parent_instance;

  int fd;
  YnFrameKey key;
  guint64 cipher_size; /* without the head */
  guint64 frames;
  guint64 size;
  guint64 position;
  guint64 number; /* of the frame in plain */
  gsize length;   /* of it */
  guint8 *plain;
  guint8 *cipher;
};

static void yn_frame_stream_seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YnFrameStream, yn_frame_stream, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, yn_frame_stream_seekable_init))

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_DAMAGED, "an encrypted file does not open");
  return FALSE;
}

static gboolean
set_unreadable (GError **error)
{
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "cannot read an encrypted file: %s",
               g_strerror (errno));
  return FALSE;
}

/* FALSE at the end of the file, too: the file was measured before. */
static gboolean
read_at (int fd, guint64 offset, guint8 *buffer, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize got = TEMP_FAILURE_RETRY (pread (fd, buffer, length, offset));

      if (got < 0)
        return set_unreadable (error);
      if (got == 0)
        return set_damaged (error);
      buffer += got;
      offset += got;
      length -= got;
    }
  return TRUE;
}

static gboolean
load_frame (YnFrameStream *self, guint64 number, GError **error)
{
  guint64 offset = number * YN_FRAME_CIPHER;
  gsize length = MIN (self->cipher_size - offset, YN_FRAME_CIPHER);

  self->length = 0;
  if (!read_at (self->fd, YN_FRAME_HEAD + offset, self->cipher, length, error))
    return FALSE;
  if (!yn_frame_open (&self->key, number, number == self->frames - 1, self->cipher, length, self->plain))
    return set_damaged (error);
  self->number = number;
  self->length = length - YN_CIPHER_TAG;
  return TRUE;
}

static gssize
yn_frame_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
                      GError **error)
{
  YnFrameStream *self = YN_FRAME_STREAM (stream);
  guint64 number = self->position / YN_FRAME_PLAIN;
  gsize within = self->position % YN_FRAME_PLAIN;

  if (self->position >= self->size || count == 0)
    return 0;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if ((self->length == 0 || number != self->number) && !load_frame (self, number, error))
    return -1;

  count = MIN (count, self->length - within);
  memcpy (buffer, self->plain + within, count);
  self->position += count;
  return count;
}

static goffset
yn_frame_stream_tell (GSeekable *seekable)
{
  return YN_FRAME_STREAM (seekable)->position;
}

static gboolean
yn_frame_stream_can_seek (GSeekable *seekable)
{
  return TRUE;
}

static gboolean
yn_frame_stream_seek (GSeekable *seekable, goffset offset, GSeekType type, GCancellable *cancellable,
                      GError **error)
{
  YnFrameStream *self = YN_FRAME_STREAM (seekable);
  goffset from = type == G_SEEK_SET   ? 0
                 : type == G_SEEK_CUR ? (goffset) self->position
                                      : (goffset) self->size;

  if (offset < -from || offset > (goffset) self->size - from)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "outside of the file");
      return FALSE;
    }
  self->position = from + offset;
  return TRUE;
}

static gboolean
yn_frame_stream_can_truncate (GSeekable *seekable)
{
  return FALSE;
}

static gboolean
yn_frame_stream_truncate (GSeekable *seekable, goffset offset, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "read only");
  return FALSE;
}

static void
yn_frame_stream_finalize (GObject *object)
{
  YnFrameStream *self = YN_FRAME_STREAM (object);

  if (self->fd >= 0)
    close (self->fd);
  yn_frame_key_clear (&self->key);
  yn_secret_wipe (self->plain, YN_FRAME_PLAIN);
  g_free (self->plain);
  g_free (self->cipher);
  G_OBJECT_CLASS (yn_frame_stream_parent_class)->finalize (object);
}

static void
yn_frame_stream_class_init (YnFrameStreamClass *class)
{
  G_OBJECT_CLASS (class)->finalize = yn_frame_stream_finalize;
  G_INPUT_STREAM_CLASS (class)->read_fn = yn_frame_stream_read;
}

static void
yn_frame_stream_seekable_init (GSeekableIface *iface)
{
  iface->tell = yn_frame_stream_tell;
  iface->can_seek = yn_frame_stream_can_seek;
  iface->seek = yn_frame_stream_seek;
  iface->can_truncate = yn_frame_stream_can_truncate;
  iface->truncate_fn = yn_frame_stream_truncate;
}

static void
yn_frame_stream_init (YnFrameStream *self)
{
  self->fd = -1;
  self->plain = g_malloc (YN_FRAME_PLAIN);
  self->cipher = g_malloc (YN_FRAME_CIPHER);
}

/* The sizes that a file of frames can have: see vault-frame.h. */
static gboolean
measure (YnFrameStream *self, GError **error)
{
  struct stat status;
  guint64 last;

  if (fstat (self->fd, &status) != 0)
    return set_unreadable (error);
  if (!S_ISREG (status.st_mode) || status.st_size < YN_FRAME_HEAD + YN_CIPHER_TAG)
    return set_damaged (error);

  self->cipher_size = status.st_size - YN_FRAME_HEAD;
  self->frames = (self->cipher_size + YN_FRAME_CIPHER - 1) / YN_FRAME_CIPHER;
  last = self->cipher_size - (self->frames - 1) * YN_FRAME_CIPHER;
  if (last < YN_CIPHER_TAG || (last == YN_CIPHER_TAG && self->frames > 1) || self->frames > G_MAXUINT32)
    return set_damaged (error);
  self->size = self->cipher_size - self->frames * YN_CIPHER_TAG;
  return TRUE;
}

GInputStream *
yn_vault_read_file (YnVault *vault, const char *place, const char *path, GError **error)
{
  g_autoptr (YnFrameStream) self = g_object_new (YN_TYPE_FRAME_STREAM, NULL);
  guint8 head[YN_FRAME_HEAD];

  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (self->fd < 0)
    set_unreadable (error);
  if (self->fd < 0 || !measure (self, error) || !read_at (self->fd, 0, head, sizeof head, error))
    return NULL;
  if (memcmp (head, YN_FRAME_MAGIC, 4) != 0)
    {
      set_damaged (error);
      return NULL;
    }
  yn_frame_key_init (&self->key, vault, place, head);
  if (!load_frame (self, self->frames - 1, error))
    return NULL;
  return G_INPUT_STREAM (g_steal_pointer (&self));
}
