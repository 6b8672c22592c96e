/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The inside of a font, for the files that read it and that make small ones of it. */
#pragma once

#include "base/drawing.h"

#include <zlib.h>

G_BEGIN_DECLS

#define YN_TRUETYPE_HEAD 54 /* bytes of the tables that are always as long */
#define YN_TRUETYPE_HHEA 36
#define YN_TRUETYPE_MAXP 32

typedef struct _YnTrueType YnTrueType;

typedef struct
{
  hb_blob_t *blob;
  const guint8 *data;
  gsize length;
} YnTrueTypeTable;

/* Some of a font program, deflated so that others may stand before and behind it. */
typedef struct
{
  GBytes *deflated;
  gsize length; /* unpacked; a multiple of four */
  guint32 sum;  /* as the tables of a font are summed */
  uLong adler;
} YnTrueTypePiece;

void yn_truetype_piece_free (YnTrueTypePiece *piece);

struct _YnTrueType
{
  YnTrueTypeTable head, hhea, maxp, hmtx, loca, glyf;
  YnTrueTypeTable programs[3]; /* cvt, fpgm, prep: not every font has them */
  guint n_glyphs;
  guint n_advances;
  guint em;
  gboolean long_loca;
  GHashTable *pieces; /* glyph -> YnTrueTypePiece */
  z_stream deflater;
};

static inline guint
yn_truetype_u16 (const guint8 *at)
{
  return (guint) (at[0] << 8 | at[1]);
}

static inline int
yn_truetype_i16 (const guint8 *at)
{
  return (gint16) yn_truetype_u16 (at);
}

static inline guint32
yn_truetype_u32 (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

/* In the font's own units. */
guint yn_truetype_advance_of (const YnTrueType *font, guint glyph);
int yn_truetype_bearing_of (const YnTrueType *font, guint glyph);
/* FALSE: it points out of its table. Of a space: no bytes. */
gboolean yn_truetype_find_outline (const YnTrueType *font, guint glyph, const guint8 **data, gsize *length);

G_END_DECLS
