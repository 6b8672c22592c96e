/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The parent's side. The child gets the PDF as a memfd that neither side can change any more, and is believed
 * in nothing: every frame is bounded, and time runs out for it. */

#include "papers/reading.h"

#include "base/error.h"
#include "config.h"
#include "papers/reading-frames.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct
{
  GSubprocess *child;
  int fd;
  gint64 deadline;
  gsize total;
  GCancellable *cancellable;
} Reader;

void
yn_page_image_free (YnPageImage *image)
{
  if (image == NULL)
    return;
  g_clear_pointer (&image->pixels, g_bytes_unref);
  g_free (image);
}

/* Starting */

static char *
find_program (void)
{
  const char *named = g_getenv ("YINUO_PAGES");
  g_autofree char *self = NULL;

  if (named != NULL && named[0] != '\0')
    return g_strdup (named);
  self = g_file_read_link ("/proc/self/exe", NULL);
  if (self != NULL && g_str_has_prefix (self, YN_BUILD_ROOT "/"))
    return g_build_filename (YN_BUILD_ROOT, "app", "pages", "yinuo-pages", NULL);
  return g_build_filename (YN_LIBEXEC_DIR, "yinuo-pages", NULL);
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize left;
  const char *at = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      gssize n = write (fd, at, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      at += n;
      left -= (gsize) n;
    }
  return TRUE;
}

static int
seal (GBytes *pdf, GError **error)
{
  int fd = memfd_create ("pdf", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd >= 0 && write_all (fd, pdf) && lseek (fd, 0, SEEK_SET) == 0
      && fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0)
    return fd;
  g_set_error (error, YN_ERROR, YN_ERROR_FAILED, "no memory file for yinuo-pages: %s", g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
start (Reader *reader,
       GBytes *pdf,
       const char *verb,
       const char *scale,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree char *program = find_program ();
  const char *argv[] = { program, verb, scale, NULL };
  static const char *const no_environment[] = { NULL };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) trouble = NULL;
  int fd;

  if (g_bytes_get_size (pdf) == 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FILE_EMPTY, "nothing to read");
      return FALSE;
    }
  fd = seal (pdf, error);
  if (fd < 0)
    return FALSE;
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  g_subprocess_launcher_set_environ (launcher, (char **) no_environment);
  reader->child = g_subprocess_launcher_spawnv (launcher, argv, &trouble);
  if (reader->child == NULL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "yinuo-pages cannot be started: %s",
                   trouble->message);
      return FALSE;
    }
  reader->fd =
      g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (reader->child)));
  reader->deadline = g_get_monotonic_time () + YN_READING_SECONDS * G_USEC_PER_SEC;
  reader->cancellable = cancellable;
  return TRUE;
}

static void
stop (Reader *reader)
{
  if (reader->child == NULL)
    return;
  g_subprocess_force_exit (reader->child);
  g_subprocess_wait (reader->child, NULL, NULL);
  g_clear_object (&reader->child);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, stop)

/* Reading */

static gboolean
crashed (const char *how, GError **error)
{
  g_set_error (error, YN_ERROR, YN_ERROR_PAGES_CRASHED, "yinuo-pages %s", how);
  return FALSE;
}

/* TRUE: there are bytes, or the end. */
static gboolean
wait_for_bytes (Reader *reader, GError **error)
{
  GPollFD cancel;
  gboolean can_cancel =
      reader->cancellable != NULL && g_cancellable_make_pollfd (reader->cancellable, &cancel);
  struct pollfd fds[2] = { { reader->fd, POLLIN, 0 }, { can_cancel ? cancel.fd : -1, POLLIN, 0 } };
  gint64 left = (reader->deadline - g_get_monotonic_time ()) / 1000;
  int n = left > 0 ? poll (fds, 2, (int) left) : 0;
  int reason = errno;

  if (can_cancel)
    g_cancellable_release_fd (reader->cancellable);
  if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
    return FALSE;
  if (n == 0)
    return crashed ("took too long", error);
  if (n < 0 && reason != EINTR)
    return crashed ("cannot be heard", error);
  return TRUE;
}

static gboolean
read_exactly (Reader *reader, void *buffer, gsize length, GError **error)
{
  char *at = buffer;

  while (length > 0)
    {
      gssize n;

      if (!wait_for_bytes (reader, error))
        return FALSE;
      n = read (reader->fd, at, length);
      if (n < 0 && (errno == EINTR || errno == EAGAIN))
        continue;
      if (n <= 0)
        return crashed ("ended early", error);
      at += n;
      length -= (gsize) n;
    }
  return TRUE;
}

static gboolean
is_sane (const YnFrame *frame)
{
  if (frame->magic != YN_FRAME_MAGIC)
    return FALSE;
  switch ((YnFrameKind) frame->kind)
    {
    case YN_FRAME_END:
    case YN_FRAME_REFUSED:
      return frame->length == 0;
    case YN_FRAME_TEXT:
      return frame->length <= YN_READING_MAX_TEXT;
    case YN_FRAME_IMAGE:
      return frame->width > 0 && frame->width <= YN_READING_MAX_SIDE && frame->height > 0
             && frame->height <= YN_READING_MAX_SIDE && frame->stride == frame->width * 4
             && frame->length == frame->stride * frame->height;
    default:
      return FALSE;
    }
}

static gboolean
refused (const YnFrame *frame, GError **error)
{
  switch ((YnFrameRefusal) frame->width)
    {
    case YN_REFUSAL_ENCRYPTED:
      g_set_error (error, YN_ERROR, YN_ERROR_ENCRYPTED_PDF, "the PDF asks for a password");
      return FALSE;
    case YN_REFUSAL_TOO_LARGE:
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "more or larger pages than can be shown");
      return FALSE;
    case YN_REFUSAL_BAD_PDF:
    default:
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_PDF, "not readable as a PDF");
      return FALSE;
    }
}

/* The next frame of @kind and its bytes, NUL-terminated; @frame->kind END: no more. */
static gboolean
read_frame (Reader *reader, YnFrameKind kind, YnFrame *frame, char **data, GError **error)
{
  g_autofree char *buffer = NULL;

  *data = NULL;
  if (!read_exactly (reader, frame, sizeof *frame, error))
    return FALSE;
  if (!is_sane (frame)
      || (frame->kind != kind && frame->kind != YN_FRAME_END && frame->kind != YN_FRAME_REFUSED))
    return crashed ("speaks nonsense", error);
  if (frame->kind == YN_FRAME_REFUSED)
    return refused (frame, error);
  reader->total += frame->length;
  if (reader->total > YN_READING_MAX_TOTAL)
    return crashed ("says too much", error);
  buffer = g_try_malloc ((gsize) frame->length + 1);
  if (buffer == NULL)
    return crashed ("says more than there is memory for", error);
  buffer[frame->length] = '\0';
  if (!read_exactly (reader, buffer, frame->length, error))
    return FALSE;
  *data = g_steal_pointer (&buffer);
  return TRUE;
}

char **
yn_reading_texts (GBytes *pdf, GCancellable *cancellable, GError **error)
{
  g_auto (Reader) reader = { 0 };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!start (&reader, pdf, "texts", NULL, cancellable, error))
    return NULL;
  for (;;)
    {
      g_autofree char *text = NULL;
      YnFrame frame;

      if (!read_frame (&reader, YN_FRAME_TEXT, &frame, &text, error))
        return NULL;
      if (frame.kind == YN_FRAME_END)
        break;
      if (texts->len >= YN_READING_MAX_TEXTS)
        {
          crashed ("says too much", error);
          return NULL;
        }
      g_ptr_array_add (texts, g_utf8_make_valid (text, (gssize) frame.length));
    }
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

GPtrArray *
yn_reading_images (GBytes *pdf, double scale, GCancellable *cancellable, GError **error)
{
  g_auto (Reader) reader = { 0 };
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_page_image_free);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.4f", CLAMP (scale, 0.1, 8.0));
  if (!start (&reader, pdf, "images", number, cancellable, error))
    return NULL;
  for (;;)
    {
      g_autofree char *pixels = NULL;
      YnPageImage *image;
      YnFrame frame;

      if (!read_frame (&reader, YN_FRAME_IMAGE, &frame, &pixels, error))
        return NULL;
      if (frame.kind == YN_FRAME_END)
        return g_steal_pointer (&images);
      if (images->len >= YN_READING_MAX_PAGES)
        {
          crashed ("says too much", error);
          return NULL;
        }
      image = g_new0 (YnPageImage, 1);
      image->width = (int) frame.width;
      image->height = (int) frame.height;
      image->stride = (int) frame.stride;
      image->pixels = g_bytes_new_take (g_steal_pointer (&pixels), frame.length);
      g_ptr_array_add (images, image);
    }
}

const char *
yn_reading_kind (GBytes *start_of_file)
{
  static const struct
  {
    const char *magic;
    gsize length;
    const char *kind;
  } kinds[] = {
    { "%PDF-", 5, "application/pdf" },   { "\x89PNG\r\n\x1a\n", 8, "image/png" },
    { "\xff\xd8\xff", 3, "image/jpeg" }, { "II*\0", 4, "image/tiff" },
    { "MM\0*", 4, "image/tiff" },
  };
  gsize size;
  const char *data = g_bytes_get_data (start_of_file, &size);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (size >= kinds[i].length && memcmp (data, kinds[i].magic, kinds[i].length) == 0)
      return kinds[i].kind;
  return NULL;
}
