/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A font with TrueType outlines (ISO/IEC 14496-22), and the small fonts that PDFs carry (ISO 32000-1 §9.9): the glyphs
 * in use and no others. A paper uses some hundred of fifty thousand, and the next paper nearly the same ones: so each
 * glyph is deflated once, by itself, and a font program is put together from such pieces. It is the same for the same
 * glyphs, whatever was printed before. */
#pragma once

#include "base/drawing.h"

G_BEGIN_DECLS

typedef struct _YnTrueType YnTrueType;

/* NULL: a font of another kind, or one whose tables do not hold together. It stays in its thread. */
YnTrueType *yn_truetype_new (hb_face_t *face);
void yn_truetype_free (YnTrueType *font);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTrueType, yn_truetype_free)

/* In thousandths of an em, as PDF counts. */
typedef struct
{
  int box[4]; /* left, bottom, right, top of all its glyphs */
  int ascent;
  int descent; /* below 0 */
} YnTrueTypeExtent;

void yn_truetype_extent (const YnTrueType *font, YnTrueTypeExtent *extent);
int yn_truetype_advance (const YnTrueType *font, guint glyph);

/* A zlib stream of a font in which glyph i is @glyphs[i]; the first is to be 0, the glyph for what is missing. @length
 * gets how long it is unpacked. NULL: outlines that do not hold together. */
GBytes *yn_truetype_program (YnTrueType *font, const guint16 *glyphs, guint n, gsize *length);

G_END_DECLS
