/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The program yinuo-pages: a PDF on standard input (a sealed memfd), frames on standard output. The only program that
 * links poppler, for poppler reads what strangers wrote.
 *
 * What holds it, before the first byte is read: it can open nothing, file or socket, because the three descriptors it
 * has are all that its limit allows; it gains no privileges; memory, processor time and file size are limited. There
 * is no system call filter: a PDF that takes it over has its memory, its processor and the pipe to its parent. */

#include "papers/reading-frames.h"

#include <math.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static void
limit (int resource, rlim_t value)
{
  struct rlimit limits = { value, value };

  if (setrlimit (resource, &limits) != 0)
    _exit (2);
}

static void
lock_up (void)
{
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    _exit (2);
  limit (RLIMIT_NOFILE, 3);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_CPU, YN_READING_SECONDS);
#ifndef __SANITIZE_ADDRESS__ /* its shadow needs terabytes of address space */
  limit (RLIMIT_AS, YN_READING_MEMORY);
#endif
}

static void
say (const void *data, size_t length)
{
  const char *at = data;

  while (length > 0)
    {
      ssize_t n = write (STDOUT_FILENO, at, length);

      if (n <= 0)
        _exit (3);
      at += n;
      length -= (size_t) n;
    }
}

static void
say_frame (YnFrame frame, const void *data)
{
  frame.magic = YN_FRAME_MAGIC;
  say (&frame, sizeof frame);
  if (frame.length > 0)
    say (data, frame.length);
}

/* Nothing is tidied up: the process ends here, and with it all that a PDF did to it. */
static void G_GNUC_NORETURN
refuse (YnFrameRefusal why)
{
  say_frame ((YnFrame) { .kind = YN_FRAME_REFUSED, .width = why }, NULL);
  _exit (0);
}

static PopplerDocument *
open_document (void)
{
  GMappedFile *file = g_mapped_file_new_from_fd (STDIN_FILENO, FALSE, NULL);
  GError *error = NULL;
  PopplerDocument *document;

  if (file == NULL)
    refuse (YN_REFUSAL_BAD_PDF);
  document = poppler_document_new_from_bytes (g_mapped_file_get_bytes (file), NULL, &error);
  if (document == NULL)
    refuse (g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? YN_REFUSAL_ENCRYPTED
                                                                           : YN_REFUSAL_BAD_PDF);
  return document;
}

static PopplerPage *
page_at (PopplerDocument *document, int index)
{
  PopplerPage *page = poppler_document_get_page (document, index);

  if (page == NULL)
    refuse (YN_REFUSAL_BAD_PDF);
  return page;
}

/* Two characters of one line with a gap between them as wide as half a character: another cell of a table. */
static gboolean
begins_cell (const PopplerRectangle *before, const PopplerRectangle *here)
{
  double height = MIN (fabs (before->y2 - before->y1), fabs (here->y2 - here->y1));

  return fabs ((before->y1 + before->y2) - (here->y1 + here->y2)) < height && here->x1 - before->x2 > height / 2;
}

/* The page's text in reading order, with a tab between the cells of a table. */
static char *
text_of (PopplerPage *page)
{
  char *plain = poppler_page_get_text (page);
  PopplerRectangle *boxes = NULL;
  guint n = 0;
  GString *text = g_string_new (NULL);
  gboolean placed = plain != NULL && poppler_page_get_text_layout (page, &boxes, &n) &&
                    g_utf8_validate (plain, -1, NULL) && n == g_utf8_strlen (plain, -1);
  guint i = 0;

  if (!placed)
    g_string_assign (text, plain != NULL ? plain : "");
  for (const char *p = plain; placed && *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      gunichar c = g_utf8_get_char (p);
      gunichar last = i > 0 ? g_utf8_get_char (g_utf8_prev_char (p)) : '\n';

      if (!g_unichar_isspace (last) && !g_unichar_isspace (c) && begins_cell (&boxes[i - 1], &boxes[i]))
        g_string_append_c (text, '\t');
      g_string_append_unichar (text, c);
    }
  g_free (boxes);
  g_free (plain);
  return g_string_free (text, FALSE);
}

static void
say_texts (PopplerDocument *document)
{
  int n = poppler_document_get_n_pages (document);

  if (n > YN_READING_MAX_TEXTS)
    refuse (YN_REFUSAL_TOO_LARGE);
  for (int i = 0; i < n; i++)
    {
      PopplerPage *page = page_at (document, i);
      char *text = text_of (page);
      size_t length = strlen (text);

      if (length > YN_READING_MAX_TEXT)
        refuse (YN_REFUSAL_TOO_LARGE);
      say_frame ((YnFrame) { .kind = YN_FRAME_TEXT, .length = (uint32_t) length }, text);
      g_free (text);
      g_object_unref (page);
    }
}

static void
say_image (PopplerPage *page, double scale)
{
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;
  YnFrame frame = { .kind = YN_FRAME_IMAGE };

  poppler_page_get_size (page, &width, &height);
  width = ceil (width * scale);
  height = ceil (height * scale);
  if (!(width >= 1 && width <= YN_READING_MAX_SIDE && height >= 1 && height <= YN_READING_MAX_SIDE))
    refuse (YN_REFUSAL_TOO_LARGE);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  frame.width = (uint32_t) cairo_image_surface_get_width (surface);
  frame.height = (uint32_t) cairo_image_surface_get_height (surface);
  frame.stride = (uint32_t) cairo_image_surface_get_stride (surface);
  frame.length = frame.stride * frame.height;
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS || cairo_image_surface_get_data (surface) == NULL)
    refuse (YN_REFUSAL_TOO_LARGE);
  say_frame (frame, cairo_image_surface_get_data (surface));
  cairo_surface_destroy (surface);
}

static void
say_images (PopplerDocument *document, double scale)
{
  int n = poppler_document_get_n_pages (document);

  if (n > YN_READING_MAX_PAGES)
    refuse (YN_REFUSAL_TOO_LARGE);
  for (int i = 0; i < n; i++)
    {
      PopplerPage *page = page_at (document, i);

      say_image (page, scale);
      g_object_unref (page);
    }
}

int
main (int argc, char **argv)
{
  double scale = argc == 3 ? g_ascii_strtod (argv[2], NULL) : 0;
  gboolean texts = argc == 2 && strcmp (argv[1], "texts") == 0;
  gboolean images = argc == 3 && strcmp (argv[1], "images") == 0 && scale >= 0.1 && scale <= 8;
  PopplerDocument *document;

  if (!texts && !images)
    return 2;
  lock_up ();
  document = open_document ();
  if (texts)
    say_texts (document);
  else
    say_images (document, scale);
  say_frame ((YnFrame) { .kind = YN_FRAME_END }, NULL);
  _exit (0);
}
