/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/layout-sheet.h"

#include "papers/layout-strip.h"
#include "papers/pdf-number.h"

#include <math.h>

#define PRACTICE_WORDS "演练·无效力"

static const YnStyle quiet_style = { 8.5, 13.5, FALSE, 0.38 };

/* @align: which part of its width stands left of @x. */
static void
show_line (const YnSheet *sheet, YnPress *press, const YnStyle *style, const YnInk *ink, const char *words, double x,
           double y, double align)
{
  g_autoptr (YnText) text = yn_typeface_set (sheet->typeface, style, &(YnSetting) { 0 }, words);

  yn_press_line (press, text, 0, x - text->lines[0].width * align, y + yn_typeface_baseline (sheet->typeface, style),
                 ink);
}

/* As outlines, not as text: who reads the page's text meets the words in the band, once. */
static GBytes *
draw_watermark (const YnSheet *sheet)
{
  static const YnStyle style = { 64, 80, TRUE, 0 };
  g_autoptr (YnText) text = yn_typeface_set (sheet->typeface, &style, &(YnSetting) { 0 }, PRACTICE_WORDS);
  g_autoptr (GString) outlines = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new ("0.945 0.945 0.95 rg 0.945 0.945 0.95 RG 1 j ");
  double slope = G_PI / 6;

  yn_typeface_trace (sheet->typeface, text, outlines);
  yn_pdf_append_number (out, style.size / 24);
  g_string_append (out, "w\n");
  for (int i = 0; i < 2; i++)
    {
      const double turned[] = { cos (slope), sin (slope), -sin (slope), cos (slope), YN_SHEET_WIDTH / 2,
                                YN_SHEET_HEIGHT * (0.67 - 0.36 * i) };

      g_string_append (out, "q ");
      for (guint n = 0; n < G_N_ELEMENTS (turned); n++)
        yn_pdf_append_number (out, turned[n]);
      g_string_append (out, "cm 1 0 0 1 ");
      yn_pdf_append_number (out, -0.5 * text->lines[0].width);
      g_string_append (out, "-20 cm\n");
      g_string_append_len (out, outlines->str, (gssize) outlines->len);
      g_string_append (out, "B Q\n");
    }
  return yn_press_drawing (out->str, out->len);
}

static void
draw_band (const YnSheet *sheet, YnPress *press)
{
  static const YnStyle style = { 9.5, 18, TRUE, 0 };
  static const YnInk paper = { 1.0, 0.945, 0.79 }, edge = { 0.80, 0.58, 0.12 }, letters = { 0.42, 0.26, 0.0 };

  yn_press_box (press, YN_SHEET_LEFT, 24, YN_SHEET_COLUMN, 18,
                &(YnPaint) { .fill = &paper, .stroke = &edge, .line = 0.6 });
  show_line (sheet, press, &style, &letters, PRACTICE_WORDS, YN_SHEET_WIDTH / 2, 24, 0.5);
}

/* The watermark is drawn once a thread, and stands once in each file however many pages that has. */
void
yn_sheet_mark_practice (const YnSheet *sheet, YnPress *press)
{
  static GPrivate of_thread = G_PRIVATE_INIT ((GDestroyNotify) g_bytes_unref);
  GBytes *watermark = g_private_get (&of_thread);

  if (!sheet->practice)
    return;
  if (watermark == NULL)
    {
      watermark = draw_watermark (sheet);
      g_private_set (&of_thread, watermark);
    }
  yn_press_repeat (press, watermark);
  draw_band (sheet, press);
}

static void
draw_rule (YnPress *press, double y)
{
  static const YnInk ink = { 0.72, 0.75, 0.78 };

  yn_press_rule (press, YN_SHEET_LEFT, y, YN_SHEET_COLUMN, &ink, 0.5);
}

static void
draw_frame (const YnSheet *sheet, YnPress *press, guint page, guint n_pages)
{
  g_autofree char *number = g_strdup_printf ("第 %u 页 共 %u 页", page, n_pages);

  yn_sheet_mark_practice (sheet, press);
  if (page > 1)
    {
      show_line (sheet, press, &quiet_style, NULL, sheet->title, YN_SHEET_LEFT, 50, 0);
      draw_rule (press, 67);
    }
  draw_rule (press, 797);
  show_line (sheet, press, &quiet_style, NULL, sheet->footer, YN_SHEET_LEFT, 801, 0);
  show_line (sheet, press, &quiet_style, NULL, number, YN_SHEET_LEFT + YN_SHEET_COLUMN, 801, 1);
}

static void
draw_page (YnPress *press, GArray *page)
{
  guint group = 0;

  for (guint i = 0; i < page->len; i++)
    {
      const YnPlaced *placed = &g_array_index (page, YnPlaced, i);

      yn_strip_draw (placed->strip, press, placed->y, &group);
    }
  yn_strip_close_group (press, &group);
}

static void
draw_all (const YnSheet *sheet, YnPress *press, gpointer data)
{
  GPtrArray *pages = data;

  yn_press_begin (press, "Document");
  for (guint i = 0; i < pages->len; i++)
    {
      if (i > 0)
        yn_press_turn (press);
      draw_frame (sheet, press, i + 1, pages->len);
      draw_page (press, g_ptr_array_index (pages, i));
    }
  yn_press_end (press);
}

GBytes *
yn_sheet_draw (const YnSheet *sheet, YnSheetDraw draw, gpointer data, GError **error)
{
  g_autoptr (YnPress) press = yn_press_new (sheet->typeface, YN_SHEET_WIDTH, YN_SHEET_HEIGHT);
  const YnImprint imprint = { sheet->title, sheet->subject, sheet->day };

  draw (sheet, press, data);
  return yn_press_finish (press, &imprint, error);
}

GBytes *
yn_sheet_write (const YnSheet *sheet, GPtrArray *pages, GError **error)
{
  return yn_sheet_draw (sheet, draw_all, pages, error);
}
