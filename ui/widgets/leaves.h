/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The pages of a paper in a box that is scrolled: each an overlay over its picture. Of hundreds only those that are
 * seen, or nearly, are drawn and kept; the others keep their place. */
#pragma once

#include "desk/leafing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A place on a page to point at: @page from 1; the box as parts of its width and height. @style: a CSS class. On an
 * overlay over a page: what lies at a button as "mark" says where the button goes. */
typedef struct
{
  guint page;
  double left, top, right, bottom;
  char *label;
  const char *style;
} YnPaperMark;

typedef struct _YnLeaves YnLeaves;

/* In @box, inside a GtkViewport that @adjustment scrolls. @cannot_draw: a page failed. */
YnLeaves *yn_leaves_new (GtkBox *box, GtkAdjustment *adjustment, void (*cannot_draw) (gpointer user_data),
                         gpointer user_data);
void yn_leaves_free (YnLeaves *leaves);

/* Instead of those that lie here. @pages NULL: none. @texts: what is on them, to be read out; may be NULL. */
void yn_leaves_set (YnLeaves *leaves, YnDesk *desk, YnPages *pages, char **texts);

G_END_DECLS
