/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What stands around the blocks on every page: the band of a practice platform, the running head, the foot with the
 * page's number; and the PDF that the pages become. */
#pragma once

#include "papers/press.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  YnTypeface *typeface;
  char *title;
  char *subject;
  char *footer;
  char *day; /* or NULL */
  gboolean practice;
} YnSheet;

/* @pages: what yn_strips_flow() made. */
GBytes *yn_sheet_write (const YnSheet *sheet, GPtrArray *pages, GError **error);

/* A PDF of what @draw draws, page by page, with nothing around it. */
typedef void (*YnSheetDraw) (const YnSheet *sheet, YnPress *press, gpointer data);
GBytes *yn_sheet_draw (const YnSheet *sheet, YnSheetDraw draw, gpointer data, GError **error);

/* The band and the watermark of a practice platform; nothing where the sheet is of none. Before all else on a page. */
void yn_sheet_mark_practice (const YnSheet *sheet, YnPress *press);

G_END_DECLS
