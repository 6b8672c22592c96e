/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The program yinuo-pages: a PDF on standard input (a sealed memfd), frames on standard output. The only
 * program that links poppler, for poppler reads what strangers wrote: pages/lock.h says what holds it. */

#include "pages/lock.h"
#include "papers/reading-frames.h"

#include <math.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
  say_frame ((YnFrame){ .kind = YN_FRAME_REFUSED, .width = why }, NULL);
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

/* Text as it stands on the page: lines from top to bottom, each from left to right, a tab where a gap is as
 * wide as half a line is high (the next cell of a table), a space where it is narrower. Where a reader
 * guesses at columns, the last row of a table and the footer below it become two. */

typedef struct
{
  gunichar c;
  double left, right;
  double middle, height;
} Glyph;

static int
by_line (gconstpointer a, gconstpointer b)
{
  const Glyph *x = a, *y = b;

  return x->middle < y->middle ? -1 : x->middle > y->middle;
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const Glyph *x = a, *y = b;

  return x->left < y->left ? -1 : x->left > y->left;
}

static GArray *
glyphs_of (const char *text, const PopplerRectangle *boxes, guint n)
{
  GArray *glyphs = g_array_new (FALSE, FALSE, sizeof (Glyph));
  const char *p = text;

  for (guint i = 0; i < n && *p != '\0'; i++, p = g_utf8_next_char (p))
    {
      Glyph glyph = { g_utf8_get_char (p), boxes[i].x1, boxes[i].x2, (boxes[i].y1 + boxes[i].y2) / 2,
                      fabs (boxes[i].y2 - boxes[i].y1) };

      if (!g_unichar_isspace (glyph.c))
        g_array_append_val (glyphs, glyph);
    }
  g_array_sort (glyphs, by_line);
  return glyphs;
}

static guint
line_end (GArray *glyphs, guint from)
{
  const Glyph *first = &g_array_index (glyphs, Glyph, from);
  guint end = from + 1;

  while (end < glyphs->len
         && g_array_index (glyphs, Glyph, end).middle - first->middle
                < MIN (first->height, g_array_index (glyphs, Glyph, end).height) / 2)
    end++;
  return end;
}

static void
append_line (GString *out, Glyph *glyphs, guint n)
{
  qsort (glyphs, n, sizeof *glyphs, by_place);
  for (guint i = 0; i < n; i++)
    {
      double gap = i > 0 ? glyphs[i].left - glyphs[i - 1].right : 0;

      if (gap > glyphs[i].height / 2)
        g_string_append_c (out, '\t');
      else if (gap > glyphs[i].height / 8)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, glyphs[i].c);
    }
  g_string_append_c (out, '\n');
}

static char *
text_of (PopplerPage *page)
{
  char *plain = poppler_page_get_text (page);
  PopplerRectangle *boxes = NULL;
  guint n = 0;
  GString *out = g_string_new (NULL);

  if (plain != NULL && g_utf8_validate (plain, -1, NULL) && poppler_page_get_text_layout (page, &boxes, &n))
    {
      GArray *glyphs = glyphs_of (plain, boxes, n);

      for (guint i = 0, end; i < glyphs->len; i = end)
        {
          end = line_end (glyphs, i);
          append_line (out, &g_array_index (glyphs, Glyph, i), end - i);
        }
      g_array_unref (glyphs);
    }
  g_free (boxes);
  g_free (plain);
  return g_string_free (out, FALSE);
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
      say_frame ((YnFrame){ .kind = YN_FRAME_TEXT, .length = (uint32_t) length }, text);
      g_free (text);
      g_object_unref (page);
    }
}

static YnFrame
size_of (PopplerPage *page, double scale)
{
  double width, height;

  poppler_page_get_size (page, &width, &height);
  width = ceil (width * scale);
  height = ceil (height * scale);
  if (!(width >= 1 && width <= YN_READING_MAX_SIDE && height >= 1 && height <= YN_READING_MAX_SIDE))
    refuse (YN_REFUSAL_TOO_LARGE);
  return (YnFrame){ .kind = YN_FRAME_SIZE, .width = (uint32_t) width, .height = (uint32_t) height };
}

static void
say_image (PopplerPage *page, double scale)
{
  YnFrame frame = size_of (page, scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) frame.width, (int) frame.height);
  cairo_t *cr;

  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  frame.kind = YN_FRAME_IMAGE;
  frame.width = (uint32_t) cairo_image_surface_get_width (surface);
  frame.height = (uint32_t) cairo_image_surface_get_height (surface);
  frame.stride = (uint32_t) cairo_image_surface_get_stride (surface);
  frame.length = frame.stride * frame.height;
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS
      || cairo_image_surface_get_data (surface) == NULL)
    refuse (YN_REFUSAL_TOO_LARGE);
  say_frame (frame, cairo_image_surface_get_data (surface));
  cairo_surface_destroy (surface);
}

static void
say_images (PopplerDocument *document, double scale, int from, int end)
{
  for (int i = from; i < end; i++)
    {
      PopplerPage *page = page_at (document, i);

      say_image (page, scale);
      g_object_unref (page);
    }
}

static void
say_all_images (PopplerDocument *document, double scale)
{
  int n = poppler_document_get_n_pages (document);

  if (n > YN_READING_MAX_IMAGES)
    refuse (YN_REFUSAL_TOO_LARGE);
  say_images (document, scale, 0, n);
}

/* The size of every page, and the first of them. */
static void
say_pages (PopplerDocument *document, double scale)
{
  int n = poppler_document_get_n_pages (document);

  if (n > YN_READING_MAX_PAGES)
    refuse (YN_REFUSAL_TOO_LARGE);
  for (int i = 0; i < n; i++)
    {
      PopplerPage *page = page_at (document, i);

      say_frame (size_of (page, scale), NULL);
      g_object_unref (page);
    }
  say_frame ((YnFrame){ .kind = YN_FRAME_END }, NULL);
  say_images (document, scale, 0, MIN (n, YN_READING_FIRST_PAGES));
}

/* The fonts that the document does not bring, each once: its name, a tab, and whatever is drawn in its place (nothing:
 * its text stays undrawn). */
static char *
missing_font (PopplerFontsIter *font)
{
  const char *instead = poppler_fonts_iter_get_substitute_name (font);
  char *name;

  if (poppler_fonts_iter_is_embedded (font) || poppler_fonts_iter_get_font_type (font) == POPPLER_FONT_TYPE_TYPE3)
    return NULL;
  name = g_strdup (poppler_fonts_iter_get_full_name (font));
  if (name != NULL)
    g_strdelimit (name, "\t\r\n", ' '); /* which the document chose */
  return g_strdup_printf ("%s\t%s", name != NULL ? name : "", instead != NULL ? instead : "");
}

static void
say_fonts (PopplerDocument *document)
{
  PopplerFontInfo *info = poppler_font_info_new (document);
  PopplerFontsIter *font = NULL;
  GHashTable *said = g_hash_table_new (g_str_hash, g_str_equal);

  if (poppler_font_info_scan (info, poppler_document_get_n_pages (document), &font) && font != NULL)
    do
      {
        char *missing = missing_font (font);

        if (missing != NULL && g_hash_table_size (said) < YN_READING_MAX_FONTS && g_hash_table_add (said, missing))
          say_frame ((YnFrame){ .kind = YN_FRAME_TEXT, .length = (uint32_t) strlen (missing) }, missing);
      }
    while (poppler_fonts_iter_next (font));
}

int
main (int argc, char **argv)
{
  double scale = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 0;
  gboolean scaled = scale >= 0.1 && scale <= 8;
  gboolean texts = argc == 2 && strcmp (argv[1], "texts") == 0;
  gboolean fonts = argc == 2 && strcmp (argv[1], "fonts") == 0;
  gboolean images = argc == 3 && strcmp (argv[1], "images") == 0 && scaled;
  gboolean pages = argc == 3 && strcmp (argv[1], "pages") == 0 && scaled;
  gboolean one = argc == 4 && strcmp (argv[1], "page") == 0 && scaled;
  int index = one ? atoi (argv[3]) : 0;
  PopplerDocument *document;

  if (!texts && !fonts && !images && !pages && !one)
    return 2;
  yn_lock_up ();
  document = open_document ();
  if (texts)
    say_texts (document);
  else if (fonts)
    say_fonts (document);
  else if (pages)
    say_pages (document, scale);
  else if (one)
    say_images (document, scale, index, index + 1);
  else
    say_all_images (document, scale);
  say_frame ((YnFrame){ .kind = YN_FRAME_END }, NULL);
  _exit (0);
}
