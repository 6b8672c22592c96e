/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The one font of a paper: which characters it has, and text set in it at the sizes that a paper uses. Nothing of the
 * machine's settings shows in it: not its resolution, hinting, language or direction, nor its other fonts. There is one
 * weight; what is bold is drawn with a line around it. */
#pragma once

#include "papers/truetype.h"
#include "papers/typeface-text.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define YN_TYPEFACE_NAME "WenQuanYiMicroHei"

typedef struct _YnTypeface YnTypeface;

/* One for each thread: asked for again, it is the same. It stays in its thread. YN_ERROR_NOT_FOUND: the font. */
YnTypeface *yn_typeface_new (GError **error);
void yn_typeface_free (YnTypeface *typeface);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTypeface, yn_typeface_free)

YnTrueType *yn_typeface_outlines (YnTypeface *typeface); /* borrowed */

/* As it will stand on the paper: what the font lacks or nobody can see is ［U+202E］. New. */
char *yn_typeface_legible (YnTypeface *typeface, const char *text);

/* What papers have in common is set once: the typeface knows the last some hundred short texts. */
YnText *yn_typeface_set (YnTypeface *typeface, const YnStyle *style, const YnSetting *setting, const char *text);
double yn_typeface_width (YnTypeface *typeface, const YnStyle *style, const char *text); /* on one line */
double yn_typeface_baseline (YnTypeface *typeface, const YnStyle *style); /* below a line's top */

/* The first line of @text as path operators (ISO 32000-1 §8.5.2), from its start on the baseline: for what is to be
 * seen and not to be read as text. */
void yn_typeface_trace (YnTypeface *typeface, const YnText *text, GString *out);

G_END_DECLS
