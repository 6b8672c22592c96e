/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Breaking into pages, seen from outside: what stands on which page, and what stays white. */

#include "papers/layout.h"

#include "base/error.h"
#include "papers/reading.h"
#include "sheets.h"

#include <string.h>

#define RESERVED 146.0

static YnLayout *
layout_new (gboolean practice)
{
  static const YnLayoutFrame frame = { "样例文书", "sample", "样例页脚", NULL, FALSE };
  YnLayoutFrame chosen = frame;
  g_autoptr (GError) error = NULL;
  YnLayout *layout;

  chosen.practice = practice;
  layout = yn_layout_new (&chosen, &error);
  g_assert_no_error (error);
  return layout;
}

static GBytes *
finished (YnLayout *layout)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = yn_layout_finish (layout, &error);

  g_assert_no_error (error);
  sheets_assert_sound (pdf);
  return pdf;
}

static char **
texts_of (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  char **texts = yn_reading_texts (pdf, NULL, &error);

  g_assert_no_error (error);
  return texts;
}

/* A line of the page's text that begins with @start. */
static gboolean
has_line (const char *text, const char *start)
{
  g_autofree char *behind = g_strconcat ("\n", start, NULL);

  return g_str_has_prefix (text, start) || strstr (text, behind) != NULL;
}

static void
test_table_head (void)
{
  static const char *const headings[] = { "品名", "单价", NULL };
  g_autoptr (YnLayout) layout = layout_new (FALSE);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GBytes) pdf = NULL;
  g_auto (GStrv) texts = NULL;
  guint n_rows = 0;

  for (guint i = 0; i < 100; i++)
    {
      char **cells = g_new0 (char *, 3);

      cells[0] = g_strdup_printf ("货%u号", i);
      cells[1] = g_strdup_printf ("%u元", i);
      g_ptr_array_add (rows, cells);
    }
  g_assert_true (yn_layout_table (layout, headings, rows));
  pdf = finished (layout);
  texts = texts_of (pdf);
  g_assert_cmpuint (g_strv_length (texts), >=, 3);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_assert_true (has_line (texts[i], "品名\t单价"));
      for (const char *p = texts[i]; (p = strstr (p, "货")) != NULL; p++)
        n_rows++;
    }
  g_assert_cmpuint (n_rows, ==, 100);
}

/* Headings never stand last on a page, wherever the page happens to end. */
static void
test_heading_keeps (void)
{
  for (guint lines = 24; lines < 33; lines++)
    {
      g_autoptr (YnLayout) layout = layout_new (FALSE);
      g_autoptr (GBytes) pdf = NULL;
      g_auto (GStrv) texts = NULL;

      for (guint i = 0; i < lines; i++)
        yn_layout_paragraph (layout, YN_LAYOUT_PLAIN, "一行字。");
      yn_layout_heading (layout, 1, "标题在此");
      yn_layout_heading (layout, 2, "小标题");
      yn_layout_row (layout, "栏目", "内容");
      yn_layout_row (layout, "栏目", "内容");
      pdf = finished (layout);
      texts = texts_of (pdf);
      for (guint i = 0; texts[i] != NULL; i++)
        if (strstr (texts[i], "标题在此") != NULL)
          g_assert_true (has_line (strstr (texts[i], "标题在此"), "栏目\t内容"));
    }
}

/* An ending that belongs together goes to the next page as a whole. */
static void
test_kept_together (void)
{
  for (guint lines = 24; lines < 33; lines += 2)
    {
      g_autoptr (YnLayout) layout = layout_new (FALSE);
      g_autoptr (GBytes) pdf = NULL;
      g_auto (GStrv) texts = NULL;
      guint kept;

      for (guint i = 0; i < lines; i++)
        yn_layout_paragraph (layout, YN_LAYOUT_PLAIN, "一行字。");
      kept = yn_layout_begin_keep (layout);
      yn_layout_heading (layout, 1, "签署");
      yn_layout_row (layout, "单位", "甲");
      yn_layout_row (layout, "日期", "乙");
      yn_layout_end_keep (layout, kept);
      yn_layout_reserve (layout, RESERVED);
      pdf = finished (layout);
      texts = texts_of (pdf);
      for (guint i = 0; texts[i] != NULL; i++)
        g_assert_cmpint (strstr (texts[i], "签署") != NULL, ==, strstr (texts[i], "日期\t乙") != NULL);
    }
}

/* Ink inside the box, given in points from the page's top left. */
static guint
ink (const YnPageImage *image, double left, double top, double right, double bottom)
{
  const guint8 *pixels = g_bytes_get_data (image->pixels, NULL);
  guint n = 0;

  for (int y = (int) top; y < (int) bottom && y < image->height; y++)
    for (int x = (int) left; x < (int) right && x < image->width; x++)
      n += pixels[(gsize) y * image->stride + x * 4 + 1] < 200;
  return n;
}

/* The band for marks (x 57..538, y 60..206 from below) stays white on the last page, however full the pages
 * are. */
static void
test_reserved (void)
{
  for (guint lines = 1; lines < 80; lines += 13)
    {
      g_autoptr (YnLayout) layout = layout_new (FALSE);
      g_autoptr (GBytes) pdf = NULL;
      g_autoptr (GPtrArray) images = NULL;
      const YnPageImage *last;

      for (guint i = 0; i < lines; i++)
        yn_layout_paragraph (layout, YN_LAYOUT_PLAIN,
                             "一行字，占满整行一行字，占满整行一行字，占满整行一行字，占满整行一行字。");
      yn_layout_reserve (layout, RESERVED);
      pdf = finished (layout);
      images = yn_reading_images (pdf, 1, NULL, NULL);
      g_assert_nonnull (images);
      last = g_ptr_array_index (images, images->len - 1);
      g_assert_cmpuint (ink (last, 57, 842 - 206, 538, 842 - 60), ==, 0);
      g_assert_cmpuint (ink (last, 60, 70, 535, 842 - 206), >, 0);
      for (guint i = 0; i < images->len; i++)
        {
          g_assert_cmpuint (ink (g_ptr_array_index (images, i), 0, 0, 70, 842), ==, 0);
          g_assert_cmpuint (ink (g_ptr_array_index (images, i), 526, 0, 596, 842), ==, 0);
        }
    }
}

static void
test_wide_table_refused (void)
{
  static const char *const headings[] = { "一", "二", NULL };
  g_autoptr (YnLayout) layout = layout_new (FALSE);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *wide = g_strnfill (200, 'W');
  const char *too_wide[] = { wide, "x", NULL };
  const char *two_lines[] = { "a\nb", "x", NULL };

  g_ptr_array_add (rows, too_wide);
  g_assert_false (yn_layout_table (layout, headings, rows));
  g_ptr_array_index (rows, 0) = two_lines;
  g_assert_false (yn_layout_table (layout, headings, rows));
}

static void
test_practice (void)
{
  g_autoptr (YnLayout) layout = layout_new (TRUE);
  g_autoptr (GBytes) pdf = NULL;
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < 120; i++)
    yn_layout_item (layout, "1.", "条款。", "［C1 v1］");
  pdf = finished (layout);
  texts = texts_of (pdf);
  g_assert_cmpuint (g_strv_length (texts), >, 2);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      const char *found = strstr (texts[i], "演练·无效力");

      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, "演练·无效力")); /* the watermark is no text */
    }
}

static void
test_too_many_pages (void)
{
  g_autoptr (YnLayout) layout = layout_new (FALSE);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 25000; i++)
    g_string_append (text, "行\n");
  yn_layout_paragraph (layout, YN_LAYOUT_PLAIN, text->str);
  g_assert_null (yn_layout_finish (layout, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LARGE);
}

static void
test_nothing (void)
{
  g_autoptr (YnLayout) layout = layout_new (FALSE);
  g_autoptr (GBytes) pdf = finished (layout);
  g_auto (GStrv) texts = texts_of (pdf);

  g_assert_cmpuint (g_strv_length (texts), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/layout/table-head", test_table_head);
  g_test_add_func ("/papers/layout/heading-keeps", test_heading_keeps);
  g_test_add_func ("/papers/layout/kept-together", test_kept_together);
  g_test_add_func ("/papers/layout/reserved", test_reserved);
  g_test_add_func ("/papers/layout/wide-table-refused", test_wide_table_refused);
  g_test_add_func ("/papers/layout/practice", test_practice);
  g_test_add_func ("/papers/layout/too-many-pages", test_too_many_pages);
  g_test_add_func ("/papers/layout/nothing", test_nothing);
  return g_test_run ();
}
