/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Breaking strips into pages. A heading stays with what it heads; a paragraph leaves no line alone; a table
 * row is cut only where it is long, and its table's head stands again on the next page. */

#include "papers/layout-strip.h"

#define MAX_KEPT 64       /* strips in a row that ask for one page */
#define FEW_LINES 2       /* least of a cut strip on either page */
#define LONG_ROW_LINES 12 /* shorter rows are not cut */

typedef struct
{
  GPtrArray *strips;
  GPtrArray *parts;
  GPtrArray *pages;
  GArray *page;        /* the last one */
  const YnStrip *head; /* of the table that we are in */
  double y;
} Flow;

static YnStrip *
strip_copy (const YnStrip *strip)
{
  YnStrip *copy = g_memdup2 (strip, sizeof *strip);

  for (guint i = 0; i < copy->n_cells; i++)
    yn_text_ref (copy->cells[i].text);
  return copy;
}

void
yn_strip_free (YnStrip *strip)
{
  for (guint i = 0; i < strip->n_cells; i++)
    yn_text_unref (strip->cells[i].text);
  g_free (strip);
}

static double
height_of_lines (const YnStrip *strip, guint n)
{
  return n * strip->leading + 2 * strip->pad;
}

double
yn_strip_height (const YnStrip *strip)
{
  return strip->role == YN_STRIP_SPACE ? strip->space : height_of_lines (strip, strip->end - strip->first);
}

static gboolean
may_cut (const YnStrip *strip)
{
  guint n = strip->end - strip->first;

  switch (strip->role)
    {
    case YN_STRIP_PARAGRAPH:
    case YN_STRIP_ITEM:
      return n >= 2 * FEW_LINES;
    case YN_STRIP_ROW:
      return n > LONG_ROW_LINES;
    case YN_STRIP_TITLE:
    case YN_STRIP_HEADING_1:
    case YN_STRIP_HEADING_2:
    case YN_STRIP_HEAD_ROW:
    case YN_STRIP_SPACE:
    default:
      return FALSE;
    }
}

/* What must stand on the same page: the strip itself, and if it keeps with the next one, that one's first
 * lines. What no page could hold is not kept. */
static double
height_kept (const Flow *flow, guint index)
{
  const YnStrip *strip = g_ptr_array_index (flow->strips, index);
  double alone = yn_strip_height (strip);
  double height = alone;

  for (guint n = 0; strip->keep && n < MAX_KEPT && index + 1 < flow->strips->len; n++)
    {
      strip = g_ptr_array_index (flow->strips, ++index);
      height += strip->before;
      height +=
          !strip->keep && may_cut (strip) ? height_of_lines (strip, FEW_LINES) : yn_strip_height (strip);
    }
  return height <= YN_SHEET_BOTTOM - YN_SHEET_TOP ? height : alone;
}

static gboolean
at_top (const Flow *flow)
{
  return flow->page->len == 0;
}

static void
place (Flow *flow, const YnStrip *strip)
{
  YnPlaced placed;

  if (!at_top (flow))
    flow->y += strip->before;
  placed = (YnPlaced){ strip, flow->y };
  g_array_append_val (flow->page, placed);
  flow->y += yn_strip_height (strip);
}

static gboolean
only_head (const Flow *flow)
{
  return flow->page->len == 1 && flow->head != NULL
         && g_array_index (flow->page, YnPlaced, 0).strip == flow->head && flow->pages->len > 1;
}

static void
turn_page (Flow *flow)
{
  flow->page = g_array_new (FALSE, FALSE, sizeof (YnPlaced));
  g_ptr_array_add (flow->pages, flow->page);
  flow->y = YN_SHEET_TOP;
}

static void
repeat_head (Flow *flow, const YnStrip *strip)
{
  if (flow->head != NULL && strip->role == YN_STRIP_ROW && strip->group == flow->head->group)
    place (flow, flow->head);
}

/* Cuts as many lines as fit off the front of @strip and places them; answers the rest. */
static YnStrip *
place_front (Flow *flow, const YnStrip *strip, guint n)
{
  YnStrip *front = strip_copy (strip);
  YnStrip *rest = strip_copy (strip);

  g_ptr_array_add (flow->parts, front);
  g_ptr_array_add (flow->parts, rest);
  front->end = front->first + n;
  front->keep = FALSE;
  rest->first = front->end;
  rest->before = 0;
  place (flow, front);
  return rest;
}

static guint
lines_that_fit (const Flow *flow, const YnStrip *strip)
{
  double room = YN_SHEET_BOTTOM - flow->y - (at_top (flow) ? 0 : strip->before) - 2 * strip->pad;

  return room > strip->leading ? (guint) (room / strip->leading) : 0;
}

/* The part of @strip that is still to be placed, after as much as fits was cut off; NULL: all of it was
 * placed. */
static const YnStrip *
place_some (Flow *flow, const YnStrip *strip, double needed)
{
  guint n = strip->end - strip->first;
  guint fit = lines_that_fit (flow, strip);
  double room = YN_SHEET_BOTTOM - flow->y - (at_top (flow) ? 0 : strip->before);

  if (needed <= room)
    {
      place (flow, strip);
      return NULL;
    }
  if (may_cut (strip) && fit >= FEW_LINES)
    return place_front (flow, strip, MIN (fit, n - FEW_LINES));
  if (at_top (flow) || only_head (flow))
    {
      if (fit >= n || fit == 0 || strip->role == YN_STRIP_SPACE)
        place (flow, strip);
      else
        return place_front (flow, strip, fit);
      return NULL;
    }
  turn_page (flow);
  repeat_head (flow, strip);
  return strip;
}

GPtrArray *
yn_strips_flow (GPtrArray *strips, GPtrArray *parts, guint max_pages)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  Flow flow = { .strips = strips, .parts = parts, .pages = pages };

  turn_page (&flow);
  for (guint i = 0; i < strips->len; i++)
    {
      const YnStrip *strip = g_ptr_array_index (strips, i);
      double needed = height_kept (&flow, i);

      if (strip->role == YN_STRIP_HEAD_ROW)
        flow.head = strip;
      while (strip != NULL && pages->len <= max_pages)
        {
          const YnStrip *rest = place_some (&flow, strip, needed);

          if (rest != NULL && rest != strip)
            needed = yn_strip_height (rest);
          strip = rest;
        }
    }
  return pages->len <= max_pages ? g_steal_pointer (&pages) : NULL;
}
