/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The press (印刷): pages of text, boxes and rules, as a tagged PDF 1.7 with one embedded font (ISO 32000-1). It writes
 * what a paper needs and nothing else, because printing is what a batch does most: glyphs as the typeface set them,
 * each text with the characters that it stands for, structure as it was opened and closed. The same calls make the same
 * bytes.
 *
 * Places are in points from the page's top left corner. What is drawn inside a tag that can hold content belongs to it;
 * all else is an artifact (§14.8.2.2): heads, feet, rules and boxes, which no screen reader is to stop at. */
#pragma once

#include "papers/typeface.h"

G_BEGIN_DECLS

typedef struct _YnPress YnPress;

typedef struct
{
  double red, green, blue;
} YnInk;

YnPress *yn_press_new (YnTypeface *typeface, double width, double height); /* on its first page */
void yn_press_free (YnPress *press);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPress, yn_press_free)

void yn_press_turn (YnPress *press); /* to the next page, between any two that hold content themselves */

/* @tag is a static string: a standard structure type. */
void yn_press_begin (YnPress *press, const char *tag);
void yn_press_end (YnPress *press);

/* Line @line of @text, its column's left edge at @x, its baseline at @y. @ink NULL: the text's own grey. */
void yn_press_line (YnPress *press, const YnText *text, guint line, double x, double y, const YnInk *ink);

typedef struct
{
  const YnInk *fill;   /* or NULL */
  gboolean sheer;      /* what is beneath shows through */
  const YnInk *stroke; /* or NULL */
  double line;         /* the stroke's width */
} YnPaint;

void yn_press_box (YnPress *press, double x, double y, double width, double height, const YnPaint *paint);
void yn_press_rule (YnPress *press, double x, double y, double width, const YnInk *ink, double line);

/* A drawing that many pages bear: it goes into the file once, and may go into many files. @content: ISO 32000-1 §8.2,
 * without resources, from the page's bottom left corner. The same drawing is the same GBytes. */
GBytes *yn_press_drawing (const char *content, gsize length);
void yn_press_repeat (YnPress *press, GBytes *drawing);

typedef struct
{
  const char *title;
  const char *subject;
  const char *day; /* "2026-11-23": when the file says it was made; another text or NULL: now */
} YnImprint;

GBytes *yn_press_finish (YnPress *press, const YnImprint *imprint, GError **error);

G_END_DECLS
