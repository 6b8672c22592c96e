/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/truetype.h"

#include "papers/truetype-parts.h"

/* A glyph is short, and all that it was compared with is cleared before the next one: so there is little of it. */
#define WINDOW (-12) /* 4 KiB, of raw data */
#define MEMORY 4

static gboolean
find_table (hb_face_t *face, hb_tag_t tag, gsize least, YnTrueTypeTable *table)
{
  unsigned int length;

  table->blob = hb_face_reference_table (face, tag);
  table->data = (const guint8 *) hb_blob_get_data (table->blob, &length);
  table->length = length;
  return table->length >= least;
}

static gboolean
holds_together (YnTrueType *font)
{
  gsize needed;

  font->em = yn_truetype_u16 (font->head.data + 18);
  font->long_loca = yn_truetype_i16 (font->head.data + 50) != 0;
  font->n_advances = yn_truetype_u16 (font->hhea.data + 34);
  font->n_glyphs = yn_truetype_u16 (font->maxp.data + 4);
  needed = ((gsize) font->n_glyphs + 1) * (font->long_loca ? 4 : 2);
  return font->em > 0 && font->n_advances > 0 && font->n_advances <= font->n_glyphs && font->loca.length >= needed
         && font->hmtx.length >= 4 * (gsize) font->n_advances + 2 * (gsize) (font->n_glyphs - font->n_advances);
}

YnTrueType *
yn_truetype_new (hb_face_t *face)
{
  g_autoptr (YnTrueType) font = g_new0 (YnTrueType, 1);
  gboolean whole = find_table (face, HB_TAG ('h', 'e', 'a', 'd'), YN_TRUETYPE_HEAD, &font->head);

  font->pieces = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) yn_truetype_piece_free);
  whole = find_table (face, HB_TAG ('h', 'h', 'e', 'a'), YN_TRUETYPE_HHEA, &font->hhea) && whole;
  whole = find_table (face, HB_TAG ('m', 'a', 'x', 'p'), YN_TRUETYPE_MAXP, &font->maxp) && whole;
  whole = find_table (face, HB_TAG ('h', 'm', 't', 'x'), 4, &font->hmtx) && whole;
  whole = find_table (face, HB_TAG ('l', 'o', 'c', 'a'), 4, &font->loca) && whole;
  whole = find_table (face, HB_TAG ('g', 'l', 'y', 'f'), 1, &font->glyf) && whole;
  find_table (face, HB_TAG ('c', 'v', 't', ' '), 0, &font->programs[0]);
  find_table (face, HB_TAG ('f', 'p', 'g', 'm'), 0, &font->programs[1]);
  find_table (face, HB_TAG ('p', 'r', 'e', 'p'), 0, &font->programs[2]);
  if (deflateInit2 (&font->deflater, Z_DEFAULT_COMPRESSION, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
    g_error ("zlib: %s", font->deflater.msg != NULL ? font->deflater.msg : "out of memory");
  return whole && holds_together (font) ? g_steal_pointer (&font) : NULL;
}

void
yn_truetype_free (YnTrueType *font)
{
  YnTrueTypeTable *tables[] = { &font->head, &font->hhea, &font->maxp, &font->hmtx, &font->loca, &font->glyf,
                      &font->programs[0], &font->programs[1], &font->programs[2] };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    hb_blob_destroy (tables[i]->blob);
  g_hash_table_unref (font->pieces);
  deflateEnd (&font->deflater);
  g_free (font);
}

static int
per_mille (const YnTrueType *font, int value)
{
  return (value * 1000 + (value < 0 ? -1 : 1) * (int) font->em / 2) / (int) font->em;
}

void
yn_truetype_extent (const YnTrueType *font, YnTrueTypeExtent *extent)
{
  for (guint i = 0; i < 4; i++)
    extent->box[i] = per_mille (font, yn_truetype_i16 (font->head.data + 36 + 2 * i));
  extent->ascent = per_mille (font, yn_truetype_i16 (font->hhea.data + 4));
  extent->descent = per_mille (font, yn_truetype_i16 (font->hhea.data + 6));
}

guint
yn_truetype_advance_of (const YnTrueType *font, guint glyph)
{
  return yn_truetype_u16 (font->hmtx.data + 4 * MIN (glyph, font->n_advances - 1));
}

int
yn_truetype_advance (const YnTrueType *font, guint glyph)
{
  return per_mille (font, (int) yn_truetype_advance_of (font, glyph));
}

int
yn_truetype_bearing_of (const YnTrueType *font, guint glyph)
{
  if (glyph < font->n_advances)
    return yn_truetype_i16 (font->hmtx.data + 4 * glyph + 2);
  return yn_truetype_i16 (font->hmtx.data + 4 * font->n_advances + 2 * (glyph - font->n_advances));
}

static gsize
offset_of (const YnTrueType *font, guint glyph)
{
  return font->long_loca ? yn_truetype_u32 (font->loca.data + 4 * (gsize) glyph)
                         : 2 * (gsize) yn_truetype_u16 (font->loca.data + 2 * (gsize) glyph);
}

gboolean
yn_truetype_find_outline (const YnTrueType *font, guint glyph, const guint8 **data, gsize *length)
{
  gsize from, end;

  if (glyph >= font->n_glyphs)
    return FALSE;
  from = offset_of (font, glyph);
  end = offset_of (font, glyph + 1);
  *data = font->glyf.data + from;
  *length = end - from;
  return from <= end && end <= font->glyf.length && (from == end || end - from >= 10);
}
