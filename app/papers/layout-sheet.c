/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/layout-sheet.h"

#include "base/error.h"
#include "papers/layout-strip.h"

#include <cairo-pdf.h>

#define PRACTICE_WORDS "演练·无效力"

static const YnStyle quiet_style = { 8.5, 13.5, FALSE, 0.38 };

static double
show_line (const YnSheet *sheet,
           cairo_t *cr,
           const YnStyle *style,
           const char *text,
           double x,
           double y,
           double align)
{
  g_autoptr (PangoLayout) set = yn_typeface_set (sheet->typeface, style, text, 0);
  PangoRectangle logical;
  double width;

  pango_layout_get_extents (set, NULL, &logical);
  width = (double) logical.width / PANGO_SCALE;
  cairo_move_to (cr, x - width * align, y + yn_typeface_baseline (sheet->typeface, style));
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (set, 0));
  return width;
}

/* As outlines, not as text: who reads the page's text meets the words in the band, once. */
static void
draw_watermark_words (const YnSheet *sheet, cairo_t *cr)
{
  static const YnStyle style = { 64, 80, TRUE, 0 };
  g_autoptr (PangoLayout) set = yn_typeface_set (sheet->typeface, &style, PRACTICE_WORDS, 0);
  PangoRectangle logical;

  pango_layout_get_extents (set, NULL, &logical);
  cairo_set_source_rgb (cr, 0.945, 0.945, 0.95);
  for (int i = 0; i < 2; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, YN_SHEET_WIDTH / 2, YN_SHEET_HEIGHT * (0.33 + 0.36 * i));
      cairo_rotate (cr, -G_PI / 6);
      cairo_move_to (cr, -0.5 * logical.width / PANGO_SCALE, 20);
      pango_cairo_layout_line_path (cr, pango_layout_get_line_readonly (set, 0));
      cairo_fill (cr);
      cairo_restore (cr);
    }
}

/* Drawn once a thread, and once into each file however many pages it has. */
static void
draw_watermark (const YnSheet *sheet, cairo_t *cr)
{
  static const char name[] = "yinuo-practice";
  static const cairo_rectangle_t page = { 0, 0, YN_SHEET_WIDTH, YN_SHEET_HEIGHT };
  static GPrivate of_thread = G_PRIVATE_INIT ((GDestroyNotify) cairo_surface_destroy);
  cairo_surface_t *drawn = g_private_get (&of_thread);

  if (drawn == NULL)
    {
      cairo_t *recording;

      drawn = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &page);
      cairo_surface_set_mime_data (drawn, CAIRO_MIME_TYPE_UNIQUE_ID, (const guchar *) name, sizeof name - 1, NULL, NULL);
      recording = cairo_create (drawn);
      draw_watermark_words (sheet, recording);
      cairo_destroy (recording);
      g_private_set (&of_thread, drawn);
    }
  cairo_save (cr);
  cairo_set_source_surface (cr, drawn, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_band (const YnSheet *sheet, cairo_t *cr)
{
  static const YnStyle style = { 9.5, 18, TRUE, 0 };

  cairo_save (cr);
  cairo_rectangle (cr, YN_SHEET_LEFT, 24, YN_SHEET_COLUMN, 18);
  cairo_set_source_rgb (cr, 1.0, 0.945, 0.79);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.80, 0.58, 0.12);
  cairo_set_line_width (cr, 0.6);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0.42, 0.26, 0.0);
  show_line (sheet, cr, &style, PRACTICE_WORDS, YN_SHEET_WIDTH / 2, 24, 0.5);
  cairo_restore (cr);
}

void
yn_sheet_mark_practice (const YnSheet *sheet, cairo_t *cr)
{
  if (!sheet->practice)
    return;
  draw_watermark (sheet, cr);
  draw_band (sheet, cr);
}

static void
draw_rule (cairo_t *cr, double y)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.72, 0.75, 0.78);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, YN_SHEET_LEFT, y);
  cairo_line_to (cr, YN_SHEET_LEFT + YN_SHEET_COLUMN, y);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_frame (const YnSheet *sheet, cairo_t *cr, guint page, guint n_pages)
{
  g_autofree char *number = g_strdup_printf ("第 %u 页 共 %u 页", page, n_pages);

  yn_sheet_mark_practice (sheet, cr);
  if (page > 1)
    {
      show_line (sheet, cr, &quiet_style, sheet->title, YN_SHEET_LEFT, 50, 0);
      draw_rule (cr, 67);
    }
  draw_rule (cr, 797);
  show_line (sheet, cr, &quiet_style, sheet->footer, YN_SHEET_LEFT, 801, 0);
  show_line (sheet, cr, &quiet_style, number, YN_SHEET_LEFT + YN_SHEET_COLUMN, 801, 1);
}

static void
draw_page (const YnSheet *sheet, cairo_t *cr, GArray *page)
{
  guint group = 0;
  YnStripRole group_role = YN_STRIP_ROW;

  for (guint i = 0; i < page->len; i++)
    {
      const YnPlaced *placed = &g_array_index (page, YnPlaced, i);

      yn_strip_draw (placed->strip, cr, placed->y, &group, &group_role);
    }
  yn_strip_close_group (cr, &group, group_role);
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_all (const YnSheet *sheet, cairo_t *cr, gpointer data)
{
  GPtrArray *pages = data;

  for (guint i = 0; i < pages->len; i++)
    {
      draw_frame (sheet, cr, i + 1, pages->len);
      if (i == 0)
        cairo_tag_begin (cr, "Document", NULL);
      draw_page (sheet, cr, g_ptr_array_index (pages, i));
      if (i + 1 == pages->len)
        cairo_tag_end (cr, "Document");
      cairo_show_page (cr);
    }
}

GBytes *
yn_sheet_draw (const YnSheet *sheet, YnSheetDraw draw, gpointer data, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  surface = cairo_pdf_surface_create_for_stream (collect, out, YN_SHEET_WIDTH, YN_SHEET_HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, sheet->subject);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Yinuo 一诺");
  cr = cairo_create (surface);
  draw (sheet, cr, data);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FAILED, "drawing the pages: %s",
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

GBytes *
yn_sheet_write (const YnSheet *sheet, GPtrArray *pages, GError **error)
{
  return yn_sheet_draw (sheet, draw_all, pages, error);
}
