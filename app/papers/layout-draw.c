/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Strips onto a page, each inside the structure tags that a screen reader walks (ISO 32000-1 §14.8). A tag
 * ends with its page: what goes on over the page's end is opened again. */

#include "papers/layout-strip.h"

#include <cairo-pdf.h>

#define RULE_WIDTH 0.5

static double
line_x (const YnCell *cell, PangoLayoutLine *line)
{
  PangoRectangle logical;
  double width, indent;

  pango_layout_line_get_extents (line, NULL, &logical);
  width = (double) logical.width / PANGO_SCALE;
  indent = line->is_paragraph_start ? (double) pango_layout_get_indent (cell->text) / PANGO_SCALE : 0;
  switch (pango_layout_get_alignment (cell->text))
    {
    case PANGO_ALIGN_CENTER:
      return cell->x + (cell->width - width) / 2;
    case PANGO_ALIGN_RIGHT:
      return cell->x + cell->width - width;
    case PANGO_ALIGN_LEFT:
    default:
      return cell->x + indent;
    }
}

static void
draw_cell (const YnStrip *strip, const YnCell *cell, cairo_t *cr, double y, const char *tag)
{
  guint n = (guint) pango_layout_get_line_count (cell->text);

  cairo_tag_begin (cr, tag, NULL);
  for (guint i = strip->first; i < MIN (strip->end, n); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (cell->text, (int) i);

      cairo_move_to (cr, line_x (cell, line),
                     y + strip->pad + (i - strip->first) * strip->leading + strip->baseline);
      pango_cairo_show_layout_line (cr, line);
    }
  cairo_tag_end (cr, tag);
}

static void
draw_box (const YnStrip *strip, const YnCell *cell, cairo_t *cr, double y)
{
  double height = yn_strip_height (strip);

  cairo_save (cr);
  if (cell->is_label)
    {
      cairo_set_source_rgba (cr, 0.13, 0.27, 0.45, 0.06);
      cairo_rectangle (cr, cell->box_x, y, cell->box_width, height);
      cairo_fill (cr);
    }
  cairo_set_source_rgb (cr, 0.62, 0.66, 0.70);
  cairo_set_line_width (cr, RULE_WIDTH);
  cairo_rectangle (cr, cell->box_x, y, cell->box_width, height);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static const char *
group_tag (YnStripRole role)
{
  return role == YN_STRIP_ITEM ? "L" : "Table";
}

void
yn_strip_close_group (cairo_t *cr, guint *group, YnStripRole group_role)
{
  if (*group != 0)
    cairo_tag_end (cr, group_tag (group_role));
  *group = 0;
}

static void
enter_group (const YnStrip *strip, cairo_t *cr, guint *group, YnStripRole *group_role)
{
  if (strip->group == *group)
    return;
  yn_strip_close_group (cr, group, *group_role);
  if (strip->group != 0)
    cairo_tag_begin (cr, group_tag (strip->role), NULL);
  *group = strip->group;
  *group_role = strip->role;
}

static void
draw_row (const YnStrip *strip, cairo_t *cr, double y)
{
  for (guint i = 0; i < strip->n_cells; i++)
    draw_box (strip, &strip->cells[i], cr, y);
  cairo_tag_begin (cr, "TR", NULL);
  for (guint i = 0; i < strip->n_cells; i++)
    draw_cell (strip, &strip->cells[i], cr, y, strip->cells[i].is_label ? "TH" : "TD");
  cairo_tag_end (cr, "TR");
}

static void
draw_item (const YnStrip *strip, cairo_t *cr, double y)
{
  cairo_tag_begin (cr, "LI", NULL);
  if (strip->first == 0)
    draw_cell (strip, &strip->cells[0], cr, y, "Lbl");
  draw_cell (strip, &strip->cells[1], cr, y, "LBody");
  cairo_tag_end (cr, "LI");
}

void
yn_strip_draw (const YnStrip *strip, cairo_t *cr, double y, guint *group, YnStripRole *group_role)
{
  static const char *const tags[] = {
    [YN_STRIP_TITLE] = "H1",
    [YN_STRIP_HEADING_1] = "H2",
    [YN_STRIP_HEADING_2] = "H3",
    [YN_STRIP_PARAGRAPH] = "P",
  };

  enter_group (strip, cr, group, group_role);
  switch (strip->role)
    {
    case YN_STRIP_ROW:
    case YN_STRIP_HEAD_ROW:
      draw_row (strip, cr, y);
      break;
    case YN_STRIP_ITEM:
      draw_item (strip, cr, y);
      break;
    case YN_STRIP_SPACE:
      break;
    case YN_STRIP_TITLE:
    case YN_STRIP_HEADING_1:
    case YN_STRIP_HEADING_2:
    case YN_STRIP_PARAGRAPH:
    default:
      for (guint i = 0; i < strip->n_cells; i++)
        draw_cell (strip, &strip->cells[i], cr, y, tags[strip->role]);
      break;
    }
}
