/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The parent's side. The child gets the PDF as a memfd that neither side can change any more, and is believed
 * in nothing: every frame is bounded, and time runs out for it. */

#include "papers/reading.h"

#include "base/program.h"
#include "papers/reading-frames.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct
{
  YnProgram program;
  gsize total;
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
  g_autofree char *path = yn_program_find ("pages", "yinuo-pages", "YINUO_PAGES");
  const char *argv[] = { path, verb, scale, NULL };
  static const char *const no_environment[] = { NULL };
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  YnProgram *program = &reader->program;
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
  *program = (YnProgram){ .name = "yinuo-pages", .dead = YN_ERROR_PAGES_CRASHED, .slow = YN_ERROR_PAGES_CRASHED };
  if (!yn_program_start (program, launcher, argv, error))
    return FALSE;
  program->fd =
      g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (program->child)));
  yn_program_allow (program, YN_READING_SECONDS, cancellable);
  return TRUE;
}

static void
stop (Reader *reader)
{
  yn_program_stop (&reader->program);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, stop)

/* Reading */

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
  if (!yn_program_read (&reader->program, frame, sizeof *frame, error))
    return FALSE;
  if (!is_sane (frame)
      || (frame->kind != kind && frame->kind != YN_FRAME_END && frame->kind != YN_FRAME_REFUSED))
    return yn_program_dead (&reader->program, "speaks nonsense", error);
  if (frame->kind == YN_FRAME_REFUSED)
    return refused (frame, error);
  reader->total += frame->length;
  if (reader->total > YN_READING_MAX_TOTAL)
    return yn_program_dead (&reader->program, "says too much", error);
  buffer = g_try_malloc ((gsize) frame->length + 1);
  if (buffer == NULL)
    return yn_program_dead (&reader->program, "says more than there is memory for", error);
  buffer[frame->length] = '\0';
  if (!yn_program_read (&reader->program, buffer, frame->length, error))
    return FALSE;
  *data = g_steal_pointer (&buffer);
  return TRUE;
}

/* What it says to @verb: texts, at most @most. NULL-terminated. */
static GPtrArray *
read_texts (GBytes *pdf, const char *verb, guint most, GCancellable *cancellable, GError **error)
{
  g_auto (Reader) reader = { 0 };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!start (&reader, pdf, verb, NULL, cancellable, error))
    return NULL;
  for (;;)
    {
      g_autofree char *text = NULL;
      YnFrame frame;

      if (!read_frame (&reader, YN_FRAME_TEXT, &frame, &text, error))
        return NULL;
      if (frame.kind == YN_FRAME_END)
        break;
      if (texts->len >= most)
        {
          yn_program_dead (&reader.program, "says too much", error);
          return NULL;
        }
      g_ptr_array_add (texts, g_utf8_make_valid (text, (gssize) frame.length));
    }
  g_ptr_array_add (texts, NULL);
  return g_steal_pointer (&texts);
}

char **
yn_reading_texts (GBytes *pdf, GCancellable *cancellable, GError **error)
{
  GPtrArray *texts = read_texts (pdf, "texts", YN_READING_MAX_TEXTS, cancellable, error);

  return texts != NULL ? (char **) g_ptr_array_free (texts, FALSE) : NULL;
}

void
yn_missing_font_free (YnMissingFont *font)
{
  if (font == NULL)
    return;
  g_free (font->name);
  g_free (font->instead);
  g_free (font);
}

GPtrArray *
yn_reading_fonts (GBytes *pdf, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = read_texts (pdf, "fonts", YN_READING_MAX_FONTS, cancellable, error);
  g_autoptr (GPtrArray) fonts = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_missing_font_free);

  for (guint i = 0; texts != NULL && g_ptr_array_index (texts, i) != NULL; i++)
    {
      const char *text = g_ptr_array_index (texts, i), *tab = strchr (text, '\t');
      YnMissingFont *font = g_new0 (YnMissingFont, 1);

      font->name = tab != NULL ? g_strndup (text, (gsize) (tab - text)) : g_strdup (text);
      font->instead = tab != NULL && tab[1] != '\0' ? g_strdup (tab + 1) : NULL;
      g_ptr_array_add (fonts, font);
    }
  return texts != NULL ? g_steal_pointer (&fonts) : NULL;
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
          yn_program_dead (&reader.program, "says too much", error);
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
