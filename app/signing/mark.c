/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/mark.h"

#include "base/clock.h"
#include "base/codes.h"
#include "base/error.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define FONT "WenQuanYi Micro Hei"
#define EDGE 8.0
#define LINE 13.5
#define SMALLEST 7.0 /* of one line */
#define FOLDED 6.3   /* of two lines in the room of one */

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

/* One line; where it would not fit it grows smaller, then folds in two. The longest name that a certificate can carry
 * still stands there whole. */
static void
draw_line (cairo_t *cairo, double top, double room, const char *text, double size, gboolean bold)
{
  g_autoptr (PangoLayout) layout = set_line (cairo, text, size, bold);

  while (width_of (layout) > room && size > FOLDED)
    {
      size = size > SMALLEST ? MAX (size - 0.5, SMALLEST) : FOLDED;
      g_object_unref (layout);
      layout = set_line (cairo, text, size, bold);
    }
  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, size > FOLDED ? -1 : -2);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (cairo, EDGE, top);
  pango_cairo_show_layout (cairo, layout);
}

/* 演练·无效力, white on the frame's colour, in the upper right corner. The width that it takes. */
static double
draw_practice_label (cairo_t *cairo)
{
  g_autoptr (PangoLayout) layout = set_line (cairo, "演练·无效力", 8, FALSE);
  double width = width_of (layout) + EDGE;

  cairo_rectangle (cairo, YN_MARK_WIDTH - width, 0, width, LINE + 2);
  cairo_fill (cairo);
  cairo_save (cairo);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_move_to (cairo, YN_MARK_WIDTH - width + EDGE / 2, 3);
  pango_cairo_show_layout (cairo, layout);
  cairo_restore (cairo);
  return width;
}

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

static void
draw (cairo_t *cairo, const YnMark *mark)
{
  gboolean english = mark->language == YN_LANGUAGE_EN;
  g_autofree char *class = yn_signature_class_words (mark->class, mark->issuer, mark->language);
  g_autofree char *civil = yn_clock_civil (mark->instant);
  g_autofree char *time = g_strdup_printf (english ? "Signed %s (UTC+8)" : "签署时间 %s（北京时间）", civil);
  double room = YN_MARK_WIDTH - 2 * EDGE, taken = 0, top = 5;

  draw_frame (cairo);
  if (mark->practice)
    taken = draw_practice_label (cairo);
  draw_line (cairo, top, room - taken, class, 8, FALSE);
  draw_line (cairo, top += LINE, room, mark->name, 10.5, TRUE);
  if (mark->uscc != NULL)
    {
      g_autofree char *code
          = g_strdup_printf (english ? "Credit code %s" : "统一社会信用代码 %s", mark->uscc);

      draw_line (cairo, top += LINE + 1.5, room, code, 8, FALSE);
    }
  draw_line (cairo, top + LINE, room, time, 8, FALSE);
}

GBytes *
yn_mark_draw (const YnMark *mark, GError **error)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, pdf, YN_MARK_WIDTH, YN_MARK_HEIGHT);
  cairo_t *cairo = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_5);
  draw (cairo, mark);
  status = cairo_status (cairo);
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FAILED, "cannot draw the mark: %s", cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}
