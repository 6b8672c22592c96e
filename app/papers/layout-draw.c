/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Strips onto a page, each inside the structure tags that a screen reader walks (ISO 32000-1 §14.8). A tag
 * ends with its page: what goes on over the page's end is opened again. */

#include "papers/layout-strip.h"

#define RULE_WIDTH 0.5

static void
draw_cell (const YnStrip *strip, const YnCell *cell, YnPress *press, double y, const char *tag)
{
  yn_press_begin (press, tag);
  for (guint i = strip->first; i < MIN (strip->end, cell->text->n_lines); i++)
    yn_press_line (press, cell->text, i, cell->x,
                   y + strip->pad + (i - strip->first) * strip->leading + strip->baseline, NULL);
  yn_press_end (press);
}

static void
draw_box (const YnStrip *strip, const YnCell *cell, YnPress *press, double y)
{
  static const YnInk shade = { 0.13, 0.27, 0.45 };
  static const YnInk rule = { 0.62, 0.66, 0.70 };
  double height = yn_strip_height (strip);

  if (cell->is_label)
    yn_press_box (press, cell->box_x, y, cell->box_width, height, &(YnPaint) { .fill = &shade, .sheer = TRUE });
  yn_press_box (press, cell->box_x, y, cell->box_width, height, &(YnPaint) { .stroke = &rule, .line = RULE_WIDTH });
}

static const char *
group_tag (YnStripRole role)
{
  return role == YN_STRIP_ITEM ? "L" : "Table";
}

void
yn_strip_close_group (YnPress *press, guint *group)
{
  if (*group != 0)
    yn_press_end (press);
  *group = 0;
}

static void
enter_group (const YnStrip *strip, YnPress *press, guint *group)
{
  if (strip->group == *group)
    return;
  yn_strip_close_group (press, group);
  if (strip->group != 0)
    yn_press_begin (press, group_tag (strip->role));
  *group = strip->group;
}

static void
draw_row (const YnStrip *strip, YnPress *press, double y)
{
  for (guint i = 0; i < strip->n_cells; i++)
    draw_box (strip, &strip->cells[i], press, y);
  yn_press_begin (press, "TR");
  for (guint i = 0; i < strip->n_cells; i++)
    draw_cell (strip, &strip->cells[i], press, y, strip->cells[i].is_label ? "TH" : "TD");
  yn_press_end (press);
}

static void
draw_item (const YnStrip *strip, YnPress *press, double y)
{
  yn_press_begin (press, "LI");
  if (strip->first == 0)
    draw_cell (strip, &strip->cells[0], press, y, "Lbl");
  draw_cell (strip, &strip->cells[1], press, y, "LBody");
  yn_press_end (press);
}

void
yn_strip_draw (const YnStrip *strip, YnPress *press, double y, guint *group)
{
  static const char *const tags[] = {
    [YN_STRIP_TITLE] = "H1",
    [YN_STRIP_HEADING_1] = "H2",
    [YN_STRIP_HEADING_2] = "H3",
    [YN_STRIP_PARAGRAPH] = "P",
  };

  enter_group (strip, press, group);
  switch (strip->role)
    {
    case YN_STRIP_ROW:
    case YN_STRIP_HEAD_ROW:
      draw_row (strip, press, y);
      break;
    case YN_STRIP_ITEM:
      draw_item (strip, press, y);
      break;
    case YN_STRIP_SPACE:
      break;
    case YN_STRIP_TITLE:
    case YN_STRIP_HEADING_1:
    case YN_STRIP_HEADING_2:
    case YN_STRIP_PARAGRAPH:
    default:
      for (guint i = 0; i < strip->n_cells; i++)
        draw_cell (strip, &strip->cells[i], press, y, tags[strip->role]);
      break;
    }
}
