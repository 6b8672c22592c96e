/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What stands around the blocks on every page: the band of a practice platform, the running head, the foot with the
 * page's number; and the PDF that the pages become. */
#pragma once

#include "papers/typeface.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  YnTypeface *typeface;
  char *title;
  char *subject;
  char *footer;
  gboolean practice;
} YnSheet;

/* @pages: what yn_strips_flow() made. */
GBytes *yn_sheet_write (const YnSheet *sheet, GPtrArray *pages, GError **error);

G_END_DECLS
