/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/layout.h"

#include "base/error.h"
#include "papers/layout-sheet.h"
#include "papers/layout-strip.h"

#include <string.h>

#define MAX_PAGES 500
#define LABEL_WIDTH 132.0
#define CELL_PAD_X 7.0

static const YnStyle title_style = { 19, 30, TRUE, 0 };
static const YnStyle heading_style = { 12.5, 20, TRUE, 0 };
static const YnStyle subheading_style = { 10.5, 18, TRUE, 0.15 };
static const YnStyle body_style = { 10.5, 18, FALSE, 0 };
static const YnStyle table_style = { 9.5, 15.5, FALSE, 0 };
static const YnStyle code_style = { 8.5, 15.5, FALSE, 0 }; /* a SHA-256 on one line */
static const YnStyle label_style = { 9.5, 15.5, FALSE, 0.25 };
static const YnStyle quiet_style = { 8.5, 13.5, FALSE, 0.38 };

struct _YnLayout
{
  YnSheet sheet;
  GPtrArray *strips; /* of YnStrip */
  guint last_group;
};

YnLayout *
yn_layout_new (const YnLayoutFrame *frame, GError **error)
{
  g_autoptr (YnTypeface) typeface = yn_typeface_new (error);
  YnLayout *layout;

  if (typeface == NULL)
    return NULL;
  layout = g_new0 (YnLayout, 1);
  layout->sheet.title = yn_typeface_legible (typeface, frame->title);
  layout->sheet.subject = yn_typeface_legible (typeface, frame->subject);
  layout->sheet.footer = yn_typeface_legible (typeface, frame->footer);
  layout->sheet.day = g_strdup (frame->day);
  layout->sheet.practice = frame->practice;
  layout->sheet.typeface = g_steal_pointer (&typeface);
  layout->strips = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_strip_free);
  return layout;
}

void
yn_layout_free (YnLayout *layout)
{
  if (layout == NULL)
    return;
  g_ptr_array_unref (layout->strips);
  yn_typeface_free (layout->sheet.typeface);
  g_free (layout->sheet.title);
  g_free (layout->sheet.subject);
  g_free (layout->sheet.footer);
  g_free (layout->sheet.day);
  g_free (layout);
}

/* Strips */

static const YnStrip *
last_strip (YnLayout *layout)
{
  return layout->strips->len > 0 ? g_ptr_array_index (layout->strips, layout->strips->len - 1) : NULL;
}

static gboolean
is_ruled (const YnStrip *strip)
{
  return strip != NULL && (strip->role == YN_STRIP_ROW || strip->role == YN_STRIP_HEAD_ROW);
}

static YnStrip *
add_strip (YnLayout *layout, YnStripRole role, const YnStyle *style)
{
  YnStrip *strip = g_new0 (YnStrip, 1);

  strip->role = role;
  strip->leading = style->leading;
  strip->baseline = yn_typeface_baseline (layout->sheet.typeface, style);
  g_ptr_array_add (layout->strips, strip);
  return strip;
}

static void
add_cell (YnLayout *layout, YnStrip *strip, const YnStyle *style, const YnSetting *setting, const char *text, double x)
{
  YnCell *cell = &strip->cells[strip->n_cells++];

  cell->text = yn_typeface_set (layout->sheet.typeface, style, setting, text);
  cell->x = x;
  strip->end = MAX (strip->end, cell->text->n_lines);
}

static void
add_box (YnLayout *layout,
         YnStrip *strip,
         const YnStyle *style,
         const char *text,
         double x,
         double width,
         gboolean is_label)
{
  YnCell *cell = &strip->cells[strip->n_cells];

  add_cell (layout, strip, style, &(YnSetting) { .width = width - 2 * CELL_PAD_X }, text, x + CELL_PAD_X);
  cell->box_x = x;
  cell->box_width = width;
  cell->is_label = is_label;
}

/* The group of the strip before where that is one of the same kind, else a new one. */
static guint
group_after (YnLayout *layout, YnStripRole role)
{
  const YnStrip *last = last_strip (layout);

  return last != NULL && last->role == role && last->group != 0
                 && (role == YN_STRIP_ITEM || last->cells[0].is_label)
             ? last->group
             : ++layout->last_group;
}

void
yn_layout_title (YnLayout *layout, const char *text)
{
  YnStrip *strip = add_strip (layout, YN_STRIP_TITLE, &title_style);

  add_cell (layout, strip, &title_style, &(YnSetting) { .width = YN_SHEET_COLUMN, .align = YN_ALIGN_CENTRE }, text,
            YN_SHEET_LEFT);
  strip->pad = 4;
  strip->keep = TRUE;
}

void
yn_layout_ends (YnLayout *layout, const char *left, const char *right)
{
  YnStrip *strip = add_strip (layout, YN_STRIP_PARAGRAPH, &body_style);
  double right_width =
      MIN (yn_typeface_width (layout->sheet.typeface, &body_style, right) + 1, YN_SHEET_COLUMN / 2);
  double left_width = YN_SHEET_COLUMN - right_width - 12;

  add_cell (layout, strip, &body_style, &(YnSetting) { .width = left_width }, left, YN_SHEET_LEFT);
  add_cell (layout, strip, &body_style, &(YnSetting) { .width = right_width, .align = YN_ALIGN_RIGHT }, right,
            YN_SHEET_LEFT + left_width + 12);
  strip->before = 6;
}

void
yn_layout_heading (YnLayout *layout, guint level, const char *text)
{
  const YnStyle *style = level == 1 ? &heading_style : &subheading_style;
  YnStrip *strip = add_strip (layout, level == 1 ? YN_STRIP_HEADING_1 : YN_STRIP_HEADING_2, style);

  add_cell (layout, strip, style, &(YnSetting) { .width = YN_SHEET_COLUMN }, text, YN_SHEET_LEFT);
  strip->before = level == 1 ? 14 : 8;
  strip->pad = level == 1 ? 4 : 3;
  strip->keep = TRUE;
}

void
yn_layout_paragraph (YnLayout *layout, YnLayoutVoice voice, const char *text)
{
  const YnStyle *style = voice == YN_LAYOUT_QUIET ? &quiet_style : &body_style;
  gboolean after_table = is_ruled (last_strip (layout));
  YnStrip *strip = add_strip (layout, YN_STRIP_PARAGRAPH, style);
  YnSetting setting = { .width = YN_SHEET_COLUMN, .indent = voice == YN_LAYOUT_INDENTED ? 2 * style->size : 0 };

  add_cell (layout, strip, style, &setting, text, YN_SHEET_LEFT);
  strip->before = after_table ? 9 : 4;
}

void
yn_layout_item (YnLayout *layout, const char *marker, const char *text, const char *note)
{
  guint group = group_after (layout, YN_STRIP_ITEM);
  YnStrip *strip = add_strip (layout, YN_STRIP_ITEM, &body_style);
  double hang = MAX (yn_typeface_width (layout->sheet.typeface, &body_style, marker) + 4, 21);

  add_cell (layout, strip, &body_style, &(YnSetting) { .width = hang }, marker, YN_SHEET_LEFT);
  add_cell (layout, strip, &body_style, &(YnSetting) { .width = YN_SHEET_COLUMN - hang, .note = note }, text,
            YN_SHEET_LEFT + hang);
  strip->before = 3;
  strip->group = group;
}

void
yn_layout_row (YnLayout *layout, const char *label, const char *value)
{
  const YnStrip *last = last_strip (layout);
  guint group = group_after (layout, YN_STRIP_ROW);
  gboolean after_other = is_ruled (last) && last->group != group;
  gboolean after_text = last != NULL && last->role == YN_STRIP_PARAGRAPH;
  const YnStyle *style =
      strlen (value) == 64 && strspn (value, "0123456789abcdef") == 64 ? &code_style : &table_style;
  YnStrip *strip = add_strip (layout, YN_STRIP_ROW, style);

  add_box (layout, strip, &label_style, label, YN_SHEET_LEFT, LABEL_WIDTH, TRUE);
  add_box (layout, strip, style, value, YN_SHEET_LEFT + LABEL_WIDTH, YN_SHEET_COLUMN - LABEL_WIDTH, FALSE);
  strip->pad = 4;
  strip->before = after_other ? 9 : after_text ? 5 : 0;
  strip->group = group;
}

/* Tables */

/* Widths that let every cell stand on one line: lines that break inside a row are read across its columns by
 * whoever reads the text alone. What is left over goes to all alike. */
static gboolean
divide (YnLayout *layout, const char *const *headings, GPtrArray *rows, double *widths, guint n)
{
  double left = YN_SHEET_COLUMN;

  for (guint c = 0; c < n; c++)
    {
      widths[c] = yn_typeface_width (layout->sheet.typeface, &label_style, headings[c]);
      for (guint i = 0; i < rows->len; i++)
        {
          const char *cell = ((char **) g_ptr_array_index (rows, i))[c];

          if (strchr (cell, '\n') != NULL)
            return FALSE;
          widths[c] = MAX (widths[c], yn_typeface_width (layout->sheet.typeface, &table_style, cell));
        }
      widths[c] += 2 * CELL_PAD_X + 1;
      left -= widths[c];
    }
  for (guint c = 0; c < n; c++)
    widths[c] += left / n;
  return left >= 0;
}

static void
add_table_row (YnLayout *layout,
               const char *const *cells,
               const double *widths,
               guint n,
               guint group,
               gboolean head)
{
  gboolean after_table = head && is_ruled (last_strip (layout));
  YnStrip *strip = add_strip (layout, head ? YN_STRIP_HEAD_ROW : YN_STRIP_ROW, &table_style);
  double x = YN_SHEET_LEFT;

  for (guint i = 0; i < n; i++)
    {
      add_box (layout, strip, head ? &label_style : &table_style, cells[i], x, widths[i], head);
      x += widths[i];
    }
  strip->pad = 4;
  strip->before = after_table ? 9 : 0;
  strip->keep = head;
  strip->group = group;
}

gboolean
yn_layout_table (YnLayout *layout, const char *const *headings, GPtrArray *rows)
{
  guint n = g_strv_length ((char **) headings);
  double widths[YN_STRIP_MAX_CELLS];
  guint group;

  if (n == 0 || n > YN_STRIP_MAX_CELLS || !divide (layout, headings, rows, widths, n))
    return FALSE;
  group = ++layout->last_group;
  add_table_row (layout, headings, widths, n, group, TRUE);
  for (guint i = 0; i < rows->len; i++)
    add_table_row (layout, g_ptr_array_index (rows, i), widths, n, group, FALSE);
  return TRUE;
}

guint
yn_layout_begin_keep (YnLayout *layout)
{
  return layout->strips->len;
}

void
yn_layout_end_keep (YnLayout *layout, guint begun)
{
  for (guint i = begun; i + 1 < layout->strips->len; i++)
    ((YnStrip *) g_ptr_array_index (layout->strips, i))->keep = TRUE;
}

void
yn_layout_reserve (YnLayout *layout, double height)
{
  YnStrip *strip;

  if (layout->strips->len > 0)
    ((YnStrip *) g_ptr_array_index (layout->strips, layout->strips->len - 1))->keep = TRUE;
  strip = add_strip (layout, YN_STRIP_SPACE, &body_style);
  strip->space = height;
}

GBytes *
yn_layout_finish (YnLayout *layout, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_strip_free);
  g_autoptr (GPtrArray) pages = yn_strips_flow (layout->strips, parts, MAX_PAGES);

  if (pages == NULL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "a paper of more than %d pages", MAX_PAGES);
      return NULL;
    }
  return yn_sheet_write (&layout->sheet, pages, error);
}
