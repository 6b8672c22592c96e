/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A paper from the same bytes twice: its pages as they look, and its text as it was read back out of the file, to be
 * gone through line by line with the keyboard. */
#pragma once

#include "widgets/leaves.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_PAPER_VIEW (yn_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (YnPaperView, yn_paper_view, YN, PAPER_VIEW, GtkWidget)

/* @pages: or NULL where they could not be drawn: then the text stands alone and it is said. Only those in view, and
 * what is next to them, are drawn, by @desk, and kept. @texts: of the pages, may be NULL; copied from. */
void yn_paper_view_set_pages (YnPaperView *self, YnDesk *desk, YnPages *pages, char **texts);

/* @fonts: of YnMissingFont; says above the pages that they may look otherwise elsewhere, or lack text. NULL or none:
 * says nothing. */
void yn_paper_view_set_missing_fonts (YnPaperView *self, GPtrArray *fonts);

/* @marks: of YnPaperMark, drawn over the pages until others are set; NULL: none. Copied from. A click on one emits
 * "mark-chosen" with its index. */
void yn_paper_view_set_marks (YnPaperView *self, GPtrArray *marks);
/* Scrolls there, and makes it stand out. */
void yn_paper_view_show_mark (YnPaperView *self, guint index);
void yn_paper_view_show_page (YnPaperView *self, guint number); /* from 1 */

/* Pages that follow under a heading of their own (the private annex), as text. */
void yn_paper_view_add_annex (YnPaperView *self, char **texts);

G_END_DECLS
