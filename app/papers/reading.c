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
       const char *index,
       GCancellable *cancellable,
       GError **error)
{
  g_autofree char *path = yn_program_find ("pages", "yinuo-pages", "YINUO_PAGES");
  const char *argv[] = { path, verb, scale, index, NULL };
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
has_sane_size (const YnFrame *frame)
{
  return frame->width > 0 && frame->width <= YN_READING_MAX_SIDE && frame->height > 0
         && frame->height <= YN_READING_MAX_SIDE;
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
    case YN_FRAME_SIZE:
      return has_sane_size (frame) && frame->length == 0;
    case YN_FRAME_IMAGE:
      return has_sane_size (frame) && frame->stride == frame->width * 4
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

  if (!start (&reader, pdf, verb, NULL, NULL, cancellable, error))
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

/* The next image, or NULL: there are no more (no error set), or an error. */
static YnPageImage *
read_image (Reader *reader, GError **error)
{
  g_autofree char *pixels = NULL;
  YnPageImage *image;
  YnFrame frame;

  if (!read_frame (reader, YN_FRAME_IMAGE, &frame, &pixels, error) || frame.kind == YN_FRAME_END)
    return NULL;
  image = g_new0 (YnPageImage, 1);
  image->width = (int) frame.width;
  image->height = (int) frame.height;
  image->stride = (int) frame.stride;
  image->pixels = g_bytes_new_take (g_steal_pointer (&pixels), frame.length);
  return image;
}

/* As many as there are, at most @most. NULL: an error. */
static GPtrArray *
read_images (Reader *reader, guint most, GError **error)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_page_image_free);
  GError *trouble = NULL;
  YnPageImage *image;

  while ((image = read_image (reader, &trouble)) != NULL)
    {
      g_ptr_array_add (images, image);
      if (images->len > most)
        {
          yn_program_dead (&reader->program, "says too much", error);
          return NULL;
        }
    }
  if (trouble == NULL)
    return g_steal_pointer (&images);
  g_propagate_error (error, trouble);
  return NULL;
}

static char *
scale_text (double scale)
{
  char *number = g_malloc (G_ASCII_DTOSTR_BUF_SIZE);

  return g_ascii_formatd (number, G_ASCII_DTOSTR_BUF_SIZE, "%.4f", CLAMP (scale, 0.1, 8.0));
}

GPtrArray *
yn_reading_images (GBytes *pdf, double scale, GCancellable *cancellable, GError **error)
{
  g_auto (Reader) reader = { 0 };
  g_autofree char *number = scale_text (scale);

  return start (&reader, pdf, "images", number, NULL, cancellable, error)
             ? read_images (&reader, YN_READING_MAX_IMAGES, error)
             : NULL;
}

/* Leafing through */

#define PIXELS_A_POINT 1.5

typedef struct
{
  int width, height;
} Size;

struct _YnPages
{
  gatomicrefcount references;
  GBytes *pdf;
  GArray *sizes;    /* of Size */
  GPtrArray *first; /* of YnPageImage */
};

YnPages *
yn_pages_ref (YnPages *pages)
{
  g_atomic_ref_count_inc (&pages->references);
  return pages;
}

void
yn_pages_unref (YnPages *pages)
{
  if (pages == NULL || !g_atomic_ref_count_dec (&pages->references))
    return;
  g_bytes_unref (pages->pdf);
  g_array_unref (pages->sizes);
  g_clear_pointer (&pages->first, g_ptr_array_unref);
  g_free (pages);
}

static gboolean
read_sizes (Reader *reader, GArray *sizes, GError **error)
{
  for (;;)
    {
      g_autofree char *nothing = NULL;
      YnFrame frame;
      Size size;

      if (!read_frame (reader, YN_FRAME_SIZE, &frame, &nothing, error))
        return FALSE;
      if (frame.kind == YN_FRAME_END)
        return TRUE;
      if (sizes->len >= YN_READING_MAX_PAGES)
        return yn_program_dead (&reader->program, "says too much", error);
      size = (Size){ (int) frame.width, (int) frame.height };
      g_array_append_val (sizes, size);
    }
}

YnPages *
yn_pages_read (GBytes *pdf, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnPages) pages = g_new0 (YnPages, 1);
  g_autofree char *number = scale_text (PIXELS_A_POINT);
  g_auto (Reader) reader = { 0 };

  g_atomic_ref_count_init (&pages->references);
  pages->pdf = g_bytes_ref (pdf);
  pages->sizes = g_array_new (FALSE, FALSE, sizeof (Size));
  if (!start (&reader, pdf, "pages", number, NULL, cancellable, error) || !read_sizes (&reader, pages->sizes, error))
    return NULL;
  pages->first = read_images (&reader, MIN (pages->sizes->len, YN_READING_FIRST_PAGES), error);
  return pages->first != NULL ? g_steal_pointer (&pages) : NULL;
}

guint
yn_pages_count (const YnPages *pages)
{
  return pages->sizes->len;
}

void
yn_pages_size (const YnPages *pages, guint index, int *width, int *height)
{
  const Size *size = &g_array_index (pages->sizes, Size, index);

  *width = size->width;
  *height = size->height;
}

const YnPageImage *
yn_pages_drawn (const YnPages *pages, guint index)
{
  return index < pages->first->len ? g_ptr_array_index (pages->first, index) : NULL;
}

YnPageImage *
yn_pages_draw (const YnPages *pages, guint index, double times, GCancellable *cancellable, GError **error)
{
  g_auto (Reader) reader = { 0 };
  g_autofree char *scale = scale_text (PIXELS_A_POINT * times);
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autoptr (GPtrArray) images = start (&reader, pages->pdf, "page", scale, number, cancellable, error)
                                     ? read_images (&reader, 1, error)
                                     : NULL;

  if (images == NULL || images->len == 1)
    return images != NULL ? g_ptr_array_steal_index (images, 0) : NULL;
  yn_program_dead (&reader.program, "drew nothing", error);
  return NULL;
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
