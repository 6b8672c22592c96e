/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/mark.h"

#include "base/clock.h"
#include "base/codes.h"
#include "base/drawing.h"
#include "base/error.h"
#include "base/qr.h"

#include <string.h>

#define FONT "WenQuanYi Micro Hei"
#define EDGE 8.0
#define CODE_SIDE 66.0       /* of the square at the right in which the code stands */
#define CODE_MARGIN 6.5      /* white around it, of which the frame's line takes a little */
#define PICTURE_WIDTH 60.0   /* of the column at the left in which a picture stands */
#define PICTURE_SIDE 42.0
#define PICTURE_PIXELS 4096  /* a side, at most */
#define PICTURE_BYTES (2 * 1024 * 1024)
#define DIGEST_SHOWN 16      /* digits */
#define LINE 13.5
#define SMALLEST 7.0 /* of one line */
#define FOLDED 6.3   /* of two lines in the room of one */
#define FOLD_RISES 2.5

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *
set_line (cairo_t *cairo, const char *text, double size, gboolean bold)
{
  PangoLayout *layout = pango_cairo_create_layout (cairo);
  PangoFontDescription *font = pango_font_description_new ();
  g_autofree char *line = yn_text_normal_line (text);

  pango_font_description_set_family_static (font, FONT);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, line, -1);
  pango_font_description_free (font);
  return layout;
}

static double
width_of (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

/* Where the words stand. */
typedef struct
{
  double left, width;
} Room;

/* One line; where it would not fit it grows smaller, then folds in two. The longest name that a certificate can carry
 * still stands there whole. */
static void
draw_line (cairo_t *cairo, const Room *room, double top, double taken, const char *text, double size, gboolean bold)
{
  g_autoptr (PangoLayout) layout = set_line (cairo, text, size, bold);

  while (width_of (layout) > room->width - taken && size > FOLDED)
    {
      size = size > SMALLEST ? MAX (size - 0.5, SMALLEST) : FOLDED;
      g_object_unref (layout);
      layout = set_line (cairo, text, size, bold);
    }
  pango_layout_set_width (layout, (int) ((room->width - taken) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, size > FOLDED ? -1 : -2);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (cairo, room->left, size > FOLDED ? top : top - FOLD_RISES);
  pango_cairo_show_layout (cairo, layout);
}

/* 演练·无效力, white on the frame's colour, in the upper right corner of the words' room. The width that it takes. */
static double
draw_practice_label (cairo_t *cairo, const Room *room)
{
  g_autoptr (PangoLayout) layout = set_line (cairo, "演练·无效力", 8, FALSE);
  double width = width_of (layout) + EDGE, right = room->left + room->width;

  cairo_rectangle (cairo, right - width, 0, width, LINE + 2);
  cairo_fill (cairo);
  cairo_save (cairo);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_move_to (cairo, right - width + EDGE / 2, 3);
  pango_cairo_show_layout (cairo, layout);
  cairo_restore (cairo);
  return width + 2;
}

/* --- the picture of a seal --------------------------------------------------------------------------------------- */

typedef struct
{
  const guint8 *data;
  gsize length;
} Unread;

static cairo_status_t
read_picture (void *closure, unsigned char *data, unsigned int length)
{
  Unread *unread = closure;

  if (length > unread->length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, unread->data, length);
  unread->data += length;
  unread->length -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* By its content: the head of a PNG (ISO/IEC 15948, 5.2 and 11.2.2) says how large it is before anything is unpacked.
 */
static gboolean
check_head (const guint8 *data, gsize length, GError **error)
{
  static const guint8 head[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
  guint32 sides[2];

  if (length < 33 || memcmp (data, head, sizeof head) != 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_TYPE, "the picture is no PNG");
      return FALSE;
    }
  memcpy (sides, data + sizeof head, sizeof sides);
  for (guint i = 0; i < 2; i++)
    if (GUINT32_FROM_BE (sides[i]) == 0 || GUINT32_FROM_BE (sides[i]) > PICTURE_PIXELS || length > PICTURE_BYTES)
      {
        g_set_error_literal (error, YN_ERROR, YN_ERROR_TOO_LARGE, "the picture is larger than a seal needs");
        return FALSE;
      }
  return TRUE;
}

static cairo_surface_t *
open_picture (GBytes *picture, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (picture, &length);
  Unread unread = { data, length };
  cairo_surface_t *surface;

  if (!check_head (data, length, error) || !yn_drawing_load (error))
    return NULL;
  surface = cairo_image_surface_create_from_png_stream (read_picture, &unread);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  g_set_error (error, YN_ERROR, YN_ERROR_BAD_PICTURE, "the picture: %s",
               cairo_status_to_string (cairo_surface_status (surface)));
  cairo_surface_destroy (surface);
  return NULL;
}

gboolean
yn_mark_picture_check (GBytes *picture, gboolean practice, GError **error)
{
  cairo_surface_t *surface;

  if (practice) /* invariant 6 */
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_SEAL_PICTURE_PRACTICE,
                           "a practice paper bears no picture of a seal");
      return FALSE;
    }
  surface = open_picture (picture, error);
  if (surface == NULL)
    return FALSE;
  cairo_surface_destroy (surface);
  return TRUE;
}

/* Whole, in its own proportions, and said beneath what it is. */
static gboolean
draw_picture (cairo_t *cairo, GBytes *picture, GError **error)
{
  static const char *const words[] = { "印模图片", "(非电子印章)" };
  cairo_surface_t *surface = open_picture (picture, error);
  double width, height, scale;

  if (surface == NULL)
    return FALSE;
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  scale = PICTURE_SIDE / MAX (width, height);
  cairo_save (cairo);
  cairo_translate (cairo, (PICTURE_WIDTH + 4 - width * scale) / 2, 4 + (PICTURE_SIDE - height * scale) / 2);
  cairo_scale (cairo, scale, scale);
  cairo_set_source_surface (cairo, surface, 0, 0);
  cairo_paint (cairo);
  cairo_restore (cairo);
  cairo_surface_destroy (surface);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (PangoLayout) layout = set_line (cairo, words[i], 6, FALSE);

      cairo_move_to (cairo, (PICTURE_WIDTH + 4 - width_of (layout)) / 2, PICTURE_SIDE + 4 + 8 * i);
      pango_cairo_show_layout (cairo, layout);
    }
  return TRUE;
}

/* --- the words ---------------------------------------------------------------------------------------------------- */

static void
draw_frame (cairo_t *cairo)
{
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_set_source_rgb (cairo, 0.13, 0.24, 0.42);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_MITER);
  cairo_set_line_width (cairo, 1.2);
  cairo_rectangle (cairo, 0.6, 0.6, YN_MARK_WIDTH - 1.2, YN_MARK_HEIGHT - 1.2);
  cairo_stroke (cairo);
}

static gboolean
draw (cairo_t *cairo, const YnMark *mark, GError **error)
{
  gboolean english = mark->language == YN_LANGUAGE_EN;
  g_autofree char *class = yn_signature_class_words (mark->class, mark->issuer, mark->language);
  g_autofree char *civil = yn_clock_civil (mark->instant);
  g_autofree char *time = mark->picture != NULL
                              ? g_strdup (civil)
                              : g_strdup_printf (english ? "Signed %s (UTC+8)" : "签署时间 %s（北京时间）", civil);
  Room room = { EDGE, YN_MARK_WIDTH - 2 * EDGE };
  double taken = 0, top = 5;

  draw_frame (cairo);
  if (mark->picture != NULL)
    {
      if (!draw_picture (cairo, mark->picture, error))
        return FALSE;
      room.left += PICTURE_WIDTH - EDGE / 2;
      room.width -= PICTURE_WIDTH - EDGE / 2;
    }
  if (mark->check != NULL)
    room.width -= CODE_SIDE - EDGE / 2;
  if (mark->practice)
    taken = draw_practice_label (cairo, &room);
  draw_line (cairo, &room, top, taken, class, 8, FALSE);
  draw_line (cairo, &room, top += LINE, 0, mark->name, 10.5, TRUE);
  if (mark->uscc != NULL)
    {
      g_autofree char *code = mark->picture != NULL
                                  ? g_strdup (mark->uscc)
                                  : g_strdup_printf (english ? "Credit code %s" : "统一社会信用代码 %s", mark->uscc);

      draw_line (cairo, &room, top += LINE + 1.5, 0, code, 8, FALSE);
    }
  draw_line (cairo, &room, top + LINE, 0, time, 8, FALSE);
  return TRUE;
}

static GBytes *
draw_words (const YnMark *mark, GError **error)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cairo;
  cairo_status_t status;
  gboolean drawn;

  if (!yn_drawing_load (error))
    return NULL;
  surface = cairo_pdf_surface_create_for_stream (collect, pdf, YN_MARK_WIDTH, YN_MARK_HEIGHT);
  cairo = cairo_create (surface);
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_5);
  drawn = draw (cairo, mark, error);
  status = cairo_status (cairo);
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FAILED, "cannot draw the mark: %s", cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}

/* The marks of a batch differ in their codes alone: what a thread drew last, it need not draw again. */
typedef struct
{
  char *look;
  GBytes *drawn;
} Last;

static void
last_free (Last *last)
{
  g_free (last->look);
  g_bytes_unref (last->drawn);
  g_free (last);
}

static char *
look_of (const YnMark *mark)
{
  g_autofree char *issuer = g_strescape (mark->issuer != NULL ? mark->issuer : "", NULL);
  g_autofree char *name = g_strescape (mark->name, NULL);

  return g_strdup_printf ("\"%s\" \"%s\" %s %" G_GINT64_FORMAT " %d %d %d %d", name, issuer,
                          mark->uscc != NULL ? mark->uscc : "-", mark->instant, (int) mark->class, (int) mark->language,
                          mark->practice, mark->check != NULL);
}

GBytes *
yn_mark_draw (const YnMark *mark, GError **error)
{
  static GPrivate of_thread = G_PRIVATE_INIT ((GDestroyNotify) last_free);
  const Last *before = g_private_get (&of_thread);
  g_autofree char *look = mark->picture == NULL ? look_of (mark) : NULL;
  g_autoptr (GBytes) drawn = NULL;
  Last *last;

  if (look != NULL && before != NULL && g_str_equal (before->look, look))
    return g_bytes_ref (before->drawn);
  drawn = draw_words (mark, error);
  if (drawn == NULL || look == NULL)
    return g_steal_pointer (&drawn);
  last = g_new0 (Last, 1);
  last->look = g_steal_pointer (&look);
  last->drawn = g_bytes_ref (drawn);
  g_private_replace (&of_thread, last);
  return g_steal_pointer (&drawn);
}

/* --- the code ----------------------------------------------------------------------------------------------------- */

char *
yn_mark_check_text (const char *matter, const char *sha256, const char *uscc)
{
  GString *text = g_string_new ("一诺核验");

  if (matter != NULL)
    g_string_append_printf (text, "\n事 %s", matter);
  g_string_append_printf (text, "\nSHA-256 %.*s", DIGEST_SHOWN, sha256);
  if (uscc != NULL)
    g_string_append_printf (text, "\n签 %s", uscc);
  return g_string_free (text, FALSE);
}

static void
append_number (GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (text, sizeof text, "%.3f ", number));
}

/* Black squares, a rectangle for each run of them: as sharp as any printer is. */
static gboolean
append_code (GString *out, const char *check, GError **error)
{
  g_autoptr (YnQr) qr = yn_qr_new (check);
  double side = CODE_SIDE - 2 * CODE_MARGIN;

  if (qr == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FAILED, "the mark's code cannot hold its text");
      return FALSE;
    }
  g_string_append (out, "q 0 g ");
  append_number (out, side / qr->width);
  g_string_append (out, "0 0 ");
  append_number (out, -side / qr->width);
  append_number (out, YN_MARK_WIDTH - CODE_SIDE + CODE_MARGIN);
  append_number (out, YN_MARK_HEIGHT - CODE_MARGIN);
  g_string_append (out, "cm\n");
  for (int y = 0; y < qr->width; y++)
    for (int x = 0; x < qr->width; x++)
      {
        int from = x;

        while (x < qr->width && qr->dark[y * qr->width + x])
          x++;
        if (x > from)
          g_string_append_printf (out, "%d %d %d 1 re\n", from, y, x - from);
      }
  g_string_append (out, "f Q\n");
  return TRUE;
}

guint
yn_mark_add (const YnMark *mark, YnPdfRevision *revision, GError **error)
{
  g_autoptr (GBytes) drawn = yn_mark_draw (mark, error);
  g_autoptr (GString) content = g_string_new ("/Mark Do\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *entries = NULL;
  double size[2];
  guint words, whole;

  if (drawn == NULL || (words = yn_pdf_revision_import_page (revision, drawn, size, error)) == 0)
    return 0;
  if (mark->check == NULL)
    return words;
  if (!append_code (content, mark->check, error))
    return 0;
  whole = yn_pdf_revision_reserve (revision);
  entries =
      g_strdup_printf ("/Type /XObject /Subtype /Form /BBox [ 0 0 %d %d ] /Resources << /XObject << /Mark %u 0 R >> >>",
                       YN_MARK_WIDTH, YN_MARK_HEIGHT, words);
  bytes = g_string_free_to_bytes (g_steal_pointer (&content));
  yn_pdf_revision_set_stream (revision, whole, entries, bytes);
  return whole;
}
