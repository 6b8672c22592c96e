/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The one font of a paper: which characters it has, and lines set in it at the sizes that a paper uses. Nothing of the
 * machine's settings shows in them: not its resolution, hinting, language or direction, nor its other fonts. */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct
{
  double size;
  double leading; /* from line to line */
  gboolean bold;
  double grey;    /* 0: black */
} YnStyle;

typedef struct _YnTypeface YnTypeface;

/* One for each thread: asked for again, it is the same. It stays in its thread. YN_ERROR_NOT_FOUND: the font. */
YnTypeface *yn_typeface_new (GError **error);
void yn_typeface_free (YnTypeface *typeface);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTypeface, yn_typeface_free)

/* As it will stand on the paper: what the font lacks or nobody can see is ［U+202E］. New. */
char *yn_typeface_legible (YnTypeface *typeface, const char *text);

/* @width 0: one line, however long. New. */
PangoLayout *yn_typeface_set (YnTypeface *typeface, const YnStyle *style, const char *text, double width);
double yn_typeface_width (YnTypeface *typeface, const YnStyle *style, const char *text);
double yn_typeface_baseline (YnTypeface *typeface, const YnStyle *style); /* below a line's top */
void yn_typeface_grey (PangoAttrList *attributes, double grey, guint start, guint end);

G_END_DECLS
