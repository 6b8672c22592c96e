/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Set text: what Pango makes of it, as the glyphs and places that a page is written from. */
#pragma once

#include "base/drawing.h"

G_BEGIN_DECLS

typedef struct
{
  double size;
  double leading; /* from line to line */
  gboolean bold;
  double grey;    /* 0: black */
} YnStyle;

typedef enum
{
  YN_ALIGN_LEFT,
  YN_ALIGN_CENTRE,
  YN_ALIGN_RIGHT,
} YnAlign;

typedef struct
{
  double width;     /* of the column; 0: one line, however long */
  double indent;    /* of a paragraph's first line */
  YnAlign align;
  const char *note; /* goes on behind the text, small and grey; or NULL */
} YnSetting;

typedef struct
{
  guint16 id;
  guint16 length; /* of the text that it stands for; 0: another one of its cluster stands for it */
  guint32 at;     /* of that text */
  double x;       /* from the line's start, in points */
} YnGlyph;

typedef struct
{
  double size;
  double grey;
  guint first, n; /* glyphs */
} YnRun;

typedef struct
{
  double x; /* from the column's left edge */
  double width;
  guint first, n; /* runs */
} YnLine;

/* Text that was set. It never changes, and stays in its typeface's thread. */
typedef struct
{
  int references;
  char *text; /* legible */
  gboolean bold;
  YnLine *lines;
  guint n_lines;
  YnRun *runs;
  YnGlyph *glyphs;
} YnText;

YnText *yn_text_ref (YnText *text);
void yn_text_unref (YnText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnText, yn_text_unref)

/* @text and @setting's note are legible already; the typeface knows @context and @description. */
YnText *yn_text_set (PangoContext *context, const PangoFontDescription *description, const YnStyle *style,
                     const YnSetting *setting, const char *text);

/* The first line by @font, of any size: yn_typeface_trace(). */
void yn_text_trace (const YnText *text, hb_font_t *font, GString *out);

G_END_DECLS
