/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Pages of a paper: blocks in, an A4 tagged PDF out. It knows titles, headings, paragraphs, clauses and tables, and
 * nothing of what they say. Blocks are collected, then broken into pages, then drawn, so that every page can say how
 * many there are.
 *
 * Everything is set in one font. A character that it lacks, or that cannot be seen (controls, marks that turn the
 * direction of writing), is printed as ［U+202E］: what stands on the paper does not depend on the machine's other
 * fonts, and nothing hides. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YnLayout YnLayout;

typedef struct
{
  const char *title;   /* of the PDF, and at the head of every page */
  const char *subject; /* of the PDF */
  const char *footer;  /* at the foot of every page, left of its number */
  const char *day;     /* of the PDF, "2026-11-23"; NULL: today, and the moment */
  gboolean practice;   /* every page says 演练·无效力 */
} YnLayoutFrame;

/* YN_ERROR_NOT_FOUND: the font. The strings are copied. */
YnLayout *yn_layout_new (const YnLayoutFrame *frame, GError **error);
void yn_layout_free (YnLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnLayout, yn_layout_free)

typedef enum
{
  YN_LAYOUT_PLAIN,
  YN_LAYOUT_INDENTED, /* the first line by two characters */
  YN_LAYOUT_QUIET,    /* small and grey */
} YnLayoutVoice;

void yn_layout_title (YnLayout *layout, const char *text);
void yn_layout_ends (YnLayout *layout, const char *left, const char *right); /* one line, at both its ends */
void yn_layout_heading (YnLayout *layout, guint level, const char *text);    /* 1 or 2 */
void yn_layout_paragraph (YnLayout *layout, YnLayoutVoice voice, const char *text);
/* A clause with a hanging marker; @note (may be NULL) follows in small grey letters. */
void yn_layout_item (YnLayout *layout, const char *marker, const char *text, const char *note);
/* Label and value; rows that follow each other are one table. */
void yn_layout_row (YnLayout *layout, const char *label, const char *value);
/* @rows: of char ** with as many cells as @headings. FALSE, and nothing is added, where not every cell can stand on one
 * line. */
gboolean yn_layout_table (YnLayout *layout, const char *const *headings, GPtrArray *rows);
/* What is added between the two calls stays on one page, as far as one page holds it. */
guint yn_layout_begin_keep (YnLayout *layout);
void yn_layout_end_keep (YnLayout *layout, guint begun);
/* The last @height points of the last page stay free, and what came before keeps with them. */
void yn_layout_reserve (YnLayout *layout, double height);

GBytes *yn_layout_finish (YnLayout *layout, GError **error); /* YN_ERROR_TOO_LARGE: more pages than anyone reads */

G_END_DECLS
