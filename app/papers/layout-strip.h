/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A strip is what a page is made of from top to bottom: some text cells side by side, lines first … end of each. A
 * paragraph is a strip with one cell, a table row one with several; a strip that does not fit is cut into two between
 * lines. */
#pragma once

#include "papers/press.h"

G_BEGIN_DECLS

#define YN_STRIP_MAX_CELLS 8

/* A4, in points */
#define YN_SHEET_WIDTH 595.28
#define YN_SHEET_HEIGHT 841.89
#define YN_SHEET_LEFT 72.0
#define YN_SHEET_TOP 82.0
#define YN_SHEET_BOTTOM 778.0
#define YN_SHEET_COLUMN (YN_SHEET_WIDTH - 2 * YN_SHEET_LEFT)

typedef enum
{
  YN_STRIP_TITLE,
  YN_STRIP_HEADING_1,
  YN_STRIP_HEADING_2,
  YN_STRIP_PARAGRAPH,
  YN_STRIP_ITEM,
  YN_STRIP_ROW,
  YN_STRIP_HEAD_ROW, /* repeated where its table goes over a page's end */
  YN_STRIP_SPACE,
} YnStripRole;

typedef struct
{
  YnText *text;
  double x;        /* of the text, from the sheet's left edge */
  double box_x;    /* of a row: the ruled box around it */
  double box_width;
  gboolean is_label;
} YnCell;

typedef struct
{
  YnStripRole role;
  YnCell cells[YN_STRIP_MAX_CELLS];
  guint n_cells;
  guint first, end; /* lines */
  double before;    /* above it, but not at the top of a page */
  double pad;       /* above and below its lines */
  double leading;
  double baseline;  /* below the top of each line */
  double space;     /* YN_STRIP_SPACE: its height */
  gboolean keep;    /* on one page with what follows */
  guint group;      /* strips of one table or list share it; 0: none */
} YnStrip;

typedef struct
{
  const YnStrip *strip;
  double y;
} YnPlaced;

void yn_strip_free (YnStrip *strip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnStrip, yn_strip_free)

double yn_strip_height (const YnStrip *strip);

/* Breaks @strips into pages: a GPtrArray of GArray of YnPlaced. Parts of strips that were cut are added to @parts,
 * which owns them. NULL: more than @max_pages. */
GPtrArray *yn_strips_flow (GPtrArray *strips, GPtrArray *parts, guint max_pages);

/* Text of a strip's lines and its box, inside the right structure tags. @group is the one whose tag is open, and
 * afterwards is. */
void yn_strip_draw (const YnStrip *strip, YnPress *press, double y, guint *group);
void yn_strip_close_group (YnPress *press, guint *group);

G_END_DECLS
