/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A small font of some glyphs of a large one: deflated pieces, put together. */
#include "papers/truetype.h"

#include "papers/truetype-parts.h"

#include <string.h>

#define CHECKSUM_MAGIC 0xB1B0AFBAu
#define MAX_GLYPHS 65535
#define FLUSH_ROOM 64 /* what a flush adds at most, and more */
#define QUICK 1       /* for what is deflated again with each font */
#define STORED_HEAD 5
#define STORED_MAX 65535
#define SMALL 6       /* for what is deflated once */

/* composite glyphs */
#define ARGS_ARE_WORDS 0x0001
#define HAS_SCALE 0x0008
#define MORE_COMPONENTS 0x0020
#define HAS_TWO_SCALES 0x0040
#define HAS_TWO_BY_TWO 0x0080

static void
set_u16 (guint8 *at, guint value)
{
  at[0] = (guint8) (value >> 8);
  at[1] = (guint8) value;
}

static void
set_u32 (guint8 *at, guint32 value)
{
  set_u16 (at, value >> 16);
  set_u16 (at + 2, value & 0xffff);
}

void
yn_truetype_piece_free (YnTrueTypePiece *piece)
{
  g_bytes_unref (piece->deflated);
  g_free (piece);
}

static guint32
sum_of (const guint8 *data, gsize length)
{
  guint32 sum = 0;

  for (gsize i = 0; i < length; i += 4)
    sum += yn_truetype_u32 (data + i);
  return sum;
}

static YnTrueTypePiece *
piece_of (const guint8 *data, gsize length, GBytes *deflated)
{
  YnTrueTypePiece *piece = g_new0 (YnTrueTypePiece, 1);

  piece->deflated = deflated;
  piece->length = length;
  piece->sum = sum_of (data, length);
  piece->adler = adler32 (adler32 (0, NULL, 0), data, (uInt) length);
  return piece;
}

/* @data is a multiple of four long. Ends on a whole byte, and nothing behind it looks back into it. */
static YnTrueTypePiece *
make_piece (YnTrueType *font, const guint8 *data, gsize length, int level)
{
  gsize room = deflateBound (&font->deflater, length) + FLUSH_ROOM;
  guint8 *out = g_malloc (room);

  deflateReset (&font->deflater);
  deflateParams (&font->deflater, level, Z_DEFAULT_STRATEGY);
  font->deflater.next_in = (Bytef *) data;
  font->deflater.avail_in = (uInt) length;
  font->deflater.next_out = out;
  font->deflater.avail_out = (uInt) room;
  deflate (&font->deflater, Z_FULL_FLUSH);
  return piece_of (data, length, g_bytes_new_take (out, room - font->deflater.avail_out));
}

/* As it is, in a block of its own (RFC 1951 §3.2.4): what is short and always another one is not worth more. */
static YnTrueTypePiece *
store_piece (const guint8 *data, gsize length)
{
  guint8 *out = g_malloc (STORED_HEAD + length);

  out[0] = 0;
  out[1] = (guint8) length;
  out[2] = (guint8) (length >> 8);
  out[3] = (guint8) ~out[1];
  out[4] = (guint8) ~out[2];
  memcpy (out + STORED_HEAD, data, length);
  return piece_of (data, length, g_bytes_new_take (out, STORED_HEAD + length));
}

static gsize
padded_length (gsize length)
{
  return (length + 3) / 4 * 4;
}

static guint8 *
padded (const guint8 *data, gsize length, gsize *whole)
{
  guint8 *copy;

  *whole = padded_length (length);
  copy = g_malloc0 (*whole + 1);
  memcpy (copy, data, length);
  return copy;
}

/* --- putting together ----------------------------------------------------------------------------------------------
 */

/* A font being made: its glyphs are those asked for, then those that composite ones are made of. */
typedef struct
{
  YnTrueType *font;
  GArray *glyphs;     /* of guint16: theirs, by our number */
  GHashTable *places; /* theirs -> ours + 1, of components */
  GPtrArray *own;     /* of YnTrueTypePiece: composites, which name our numbers */
  GPtrArray *pieces;  /* of const YnTrueTypePiece, in their order */
} Making;

static guint
place_of (Making *making, guint glyph)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (making->places, GUINT_TO_POINTER (glyph)));

  if (place == 0)
    {
      guint16 id = (guint16) glyph;

      g_array_append_val (making->glyphs, id);
      place = making->glyphs->len;
      g_hash_table_insert (making->places, GUINT_TO_POINTER (glyph), GUINT_TO_POINTER (place));
    }
  return place - 1;
}

static gboolean
renumber_components (Making *making, guint8 *data, gsize length)
{
  gsize at = 10;
  guint flags;

  do
    {
      if (at + 4 > length || yn_truetype_u16 (data + at + 2) >= making->font->n_glyphs
          || making->glyphs->len >= MAX_GLYPHS)
        return FALSE;
      flags = yn_truetype_u16 (data + at);
      set_u16 (data + at + 2, place_of (making, yn_truetype_u16 (data + at + 2)));
      at += 4 + ((flags & ARGS_ARE_WORDS) != 0 ? 4 : 2);
      at += (flags & HAS_SCALE) != 0 ? 2 : (flags & HAS_TWO_SCALES) != 0 ? 4 : (flags & HAS_TWO_BY_TWO) != 0 ? 8 : 0;
    }
  while ((flags & MORE_COMPONENTS) != 0);
  return at <= length;
}

static const YnTrueTypePiece *
known_piece (YnTrueType *font, guint glyph, const guint8 *data, gsize length)
{
  YnTrueTypePiece *piece = g_hash_table_lookup (font->pieces, GUINT_TO_POINTER (glyph));

  if (piece == NULL)
    {
      gsize whole;
      g_autofree guint8 *copy = padded (data, length, &whole);

      piece = make_piece (font, copy, whole, SMALL);
      g_hash_table_insert (font->pieces, GUINT_TO_POINTER (glyph), piece);
    }
  return piece;
}

static gboolean
add_outline (Making *making, guint glyph)
{
  const guint8 *data;
  gsize length, whole;
  g_autofree guint8 *copy = NULL;
  YnTrueTypePiece *piece;

  if (!yn_truetype_find_outline (making->font, glyph, &data, &length))
    return FALSE;
  if (length == 0 || yn_truetype_i16 (data) >= 0)
    {
      g_ptr_array_add (making->pieces, (gpointer) known_piece (making->font, glyph, data, length));
      return TRUE;
    }
  copy = padded (data, length, &whole);
  if (!renumber_components (making, copy, length))
    return FALSE;
  piece = whole <= STORED_MAX ? store_piece (copy, whole) : make_piece (making->font, copy, whole, QUICK);
  g_ptr_array_add (making->own, piece);
  g_ptr_array_add (making->pieces, piece);
  return TRUE;
}

#define DIRECTORY 12
#define ENTRY 16
#define N_TABLES 9

typedef struct
{
  const char *tag;
  gsize length;
  guint8 *data; /* padded, and its own; NULL: the outlines, or a table that this font does without */
  guint32 sum;
  gsize at;
} Part;

/* By their tags, as the directory wants them. */
typedef enum
{
  CVT,
  FPGM,
  GLYF,
  HEAD,
  HHEA,
  HMTX,
  LOCA,
  MAXP,
  PREP,
} Order;

static Part
part_of (const char *tag, const guint8 *data, gsize length)
{
  gsize whole;

  return (Part) { .tag = tag, .length = length, .data = length > 0 ? padded (data, length, &whole) : NULL };
}

static Part
blank_part (const char *tag, gsize length)
{
  return (Part) { .tag = tag, .length = length, .data = g_malloc0 (length) };
}

static Part
metrics_part (const Making *making)
{
  Part part = blank_part ("hmtx", 4 * (gsize) making->glyphs->len);

  for (guint i = 0; i < making->glyphs->len; i++)
    {
      guint glyph = g_array_index (making->glyphs, guint16, i);

      set_u16 (part.data + 4 * (gsize) i, yn_truetype_advance_of (making->font, glyph));
      set_u16 (part.data + 4 * (gsize) i + 2, (guint) yn_truetype_bearing_of (making->font, glyph) & 0xffff);
    }
  return part;
}

static Part
places_part (const Making *making, Part *outlines)
{
  Part part = blank_part ("loca", 4 * ((gsize) making->pieces->len + 1));

  *outlines = (Part) { .tag = "glyf" };
  for (guint i = 0; i < making->pieces->len; i++)
    {
      const YnTrueTypePiece *piece = g_ptr_array_index (making->pieces, i);

      outlines->length += piece->length;
      outlines->sum += piece->sum;
      set_u32 (part.data + 4 * ((gsize) i + 1), (guint32) outlines->length);
    }
  return part;
}

static void
make_parts (const Making *making, Part *parts)
{
  const YnTrueType *font = making->font;

  parts[CVT] = part_of ("cvt ", font->programs[0].data, font->programs[0].length);
  parts[FPGM] = part_of ("fpgm", font->programs[1].data, font->programs[1].length);
  parts[PREP] = part_of ("prep", font->programs[2].data, font->programs[2].length);
  parts[HEAD] = part_of ("head", font->head.data, YN_TRUETYPE_HEAD);
  parts[HHEA] = part_of ("hhea", font->hhea.data, YN_TRUETYPE_HHEA);
  parts[MAXP] = part_of ("maxp", font->maxp.data, YN_TRUETYPE_MAXP);
  parts[HMTX] = metrics_part (making);
  parts[LOCA] = places_part (making, &parts[GLYF]);
  set_u32 (parts[HEAD].data + 8, 0); /* filled in when all is summed */
  set_u16 (parts[HEAD].data + 50, 1);
  set_u16 (parts[HHEA].data + 34, making->glyphs->len);
  set_u16 (parts[MAXP].data + 4, making->glyphs->len);
}

/* All but the outlines, which stand behind it. */
static guint8 *
write_front (Part *parts, gsize *length)
{
  guint n = 0, power = 0, entry = 0;
  guint8 *front;
  guint32 sum;

  for (guint i = 0; i < N_TABLES; i++)
    n += parts[i].length > 0;
  while (2u << power <= n)
    power++;
  *length = DIRECTORY + (gsize) ENTRY * n;
  for (guint i = 0; i < N_TABLES; i++)
    if (parts[i].data != NULL)
      {
        parts[i].at = *length;
        parts[i].sum = sum_of (parts[i].data, padded_length (parts[i].length));
        *length += padded_length (parts[i].length);
      }
  parts[GLYF].at = *length;
  front = g_malloc0 (*length);
  set_u32 (front, 0x00010000);
  set_u16 (front + 4, n);
  set_u16 (front + 6, 16u << power);
  set_u16 (front + 8, power);
  set_u16 (front + 10, 16 * n - (16u << power));
  for (guint i = 0; i < N_TABLES; i++)
    if (parts[i].length > 0)
      {
        guint8 *at = front + DIRECTORY + (gsize) ENTRY * entry++;

        memcpy (at, parts[i].tag, 4);
        set_u32 (at + 4, parts[i].sum);
        set_u32 (at + 8, (guint32) parts[i].at);
        set_u32 (at + 12, (guint32) parts[i].length);
        if (parts[i].data != NULL)
          memcpy (front + parts[i].at, parts[i].data, parts[i].length);
      }
  sum = sum_of (front, *length) + parts[GLYF].sum;
  set_u32 (front + parts[HEAD].at + 8, CHECKSUM_MAGIC - sum);
  return front;
}

/* One zlib stream (RFC 1950) of deflated pieces. */
static GBytes *
join (Making *making, const YnTrueTypePiece *front, gsize *length)
{
  static const guint8 start[] = { 0x78, 0x9c };
  static const guint8 end[] = { 0x03, 0x00 }; /* a last block that is empty */
  GByteArray *out = g_byte_array_new ();
  uLong adler = front->adler;
  guint8 check[4];

  *length = front->length;
  g_byte_array_append (out, start, sizeof start);
  g_byte_array_append (out, g_bytes_get_data (front->deflated, NULL), (guint) g_bytes_get_size (front->deflated));
  for (guint i = 0; i < making->pieces->len; i++)
    {
      const YnTrueTypePiece *piece = g_ptr_array_index (making->pieces, i);

      if (piece->length == 0)
        continue;
      adler = adler32_combine (adler, piece->adler, (z_off_t) piece->length);
      *length += piece->length;
      g_byte_array_append (out, g_bytes_get_data (piece->deflated, NULL), (guint) g_bytes_get_size (piece->deflated));
    }
  set_u32 (check, (guint32) adler);
  g_byte_array_append (out, end, sizeof end);
  g_byte_array_append (out, check, sizeof check);
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
put_together (Making *making, gsize *length)
{
  Part parts[N_TABLES];
  g_autofree guint8 *front = NULL;
  gsize front_length;
  YnTrueTypePiece *piece;
  GBytes *program;

  make_parts (making, parts);
  front = write_front (parts, &front_length);
  piece = make_piece (making->font, front, front_length, QUICK);
  program = join (making, piece, length);
  yn_truetype_piece_free (piece);
  for (guint i = 0; i < N_TABLES; i++)
    g_free (parts[i].data);
  return program;
}

GBytes *
yn_truetype_program (YnTrueType *font, const guint16 *glyphs, guint n, gsize *length)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_truetype_piece_free);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
  Making making = { font, list, places, own, pieces };

  g_array_append_vals (list, glyphs, n);
  for (guint i = 0; i < list->len; i++) /* components are added while it goes on */
    if (!add_outline (&making, g_array_index (list, guint16, i)))
      return NULL;
  return put_together (&making, length);
}
