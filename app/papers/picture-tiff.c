/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* TIFF 6.0: a chain of directories, one a page. */

#include "papers/picture.h"

#define MAX_PAGES 1000
#define ENTRY 12

enum
{
  TAG_WIDTH = 256,
  TAG_HEIGHT = 257,
  TAG_STRIPS = 273,
  TAG_STRIP_LENGTHS = 279,
  TAG_TILES = 324,
  TAG_TILE_LENGTHS = 325,
};

typedef struct
{
  const guint8 *data;
  gsize size;
  gboolean big_endian;
} Tiff;

typedef struct
{
  guint32 count;
  guint32 width; /* bytes of one value: 2 or 4; 0: absent, or of another type */
  guint64 at;    /* where the values begin */
} Values;

/* 0 past the end: an offset of 0 is none. */
static guint32
number (const Tiff *tiff, guint64 at, guint bytes)
{
  guint32 value = 0;

  if (at > tiff->size || tiff->size - at < bytes)
    return 0;
  for (guint i = 0; i < bytes; i++)
    value = value << 8 | tiff->data[at + (tiff->big_endian ? i : bytes - 1 - i)];
  return value;
}

static Values
values_of (const Tiff *tiff, guint64 directory, guint32 entries, guint32 tag)
{
  for (guint32 i = 0; i < entries; i++)
    {
      guint64 at = directory + 2 + (guint64) i * ENTRY;
      guint32 type = number (tiff, at + 2, 2);
      Values values = { number (tiff, at + 4, 4), type == 3 ? 2 : type == 4 ? 4 : 0, at + 8 };

      if (number (tiff, at, 2) != tag)
        continue;
      if ((guint64) values.count * values.width > 4)
        values.at = number (tiff, at + 8, 4);
      return values;
    }
  return (Values) { 0, 0, 0 };
}

static guint32
value_at (const Tiff *tiff, const Values *values, guint32 index)
{
  return index < values->count ? number (tiff, values->at + (guint64) index * values->width, values->width) : 0;
}

/* Every strip or tile lies inside the file. */
static gboolean
data_is_there (const Tiff *tiff, const Values *offsets, const Values *lengths, GError **error)
{
  if (offsets->count == 0 || offsets->width == 0 || lengths->count < offsets->count
      || offsets->at + (guint64) offsets->count * offsets->width > tiff->size)
    return yn_picture_is_bad (error, "no picture data");
  for (guint32 i = 0; i < offsets->count; i++)
    if ((guint64) value_at (tiff, offsets, i) + value_at (tiff, lengths, i) > tiff->size)
      return yn_picture_is_cut_off (error);
  return TRUE;
}

static gboolean
page_is_whole (const Tiff *tiff, guint64 directory, guint32 entries, GError **error)
{
  Values width = values_of (tiff, directory, entries, TAG_WIDTH);
  Values height = values_of (tiff, directory, entries, TAG_HEIGHT);
  Values offsets = values_of (tiff, directory, entries, TAG_STRIPS);
  Values lengths = values_of (tiff, directory, entries, TAG_STRIP_LENGTHS);

  if (offsets.count == 0)
    {
      offsets = values_of (tiff, directory, entries, TAG_TILES);
      lengths = values_of (tiff, directory, entries, TAG_TILE_LENGTHS);
    }
  return yn_picture_size_is_good (value_at (tiff, &width, 0), value_at (tiff, &height, 0), error)
         && data_is_there (tiff, &offsets, &lengths, error);
}

gboolean
yn_picture_is_whole_tiff (const guint8 *data, gsize size, int *pages, GError **error)
{
  const Tiff tiff = { data, size, data[0] == 'M' };
  guint64 directory = number (&tiff, 4, 4);

  for (*pages = 0; directory != 0; (*pages)++)
    {
      guint32 entries = number (&tiff, directory, 2);
      guint64 end = directory + 2 + (guint64) entries * ENTRY;

      if (end + 4 > size)
        return yn_picture_is_cut_off (error);
      if (*pages == MAX_PAGES)
        return yn_picture_is_bad (error, "directories without end");
      if (!page_is_whole (&tiff, directory, entries, error))
        return FALSE;
      directory = number (&tiff, end, 4);
    }
  return *pages > 0 ? TRUE : yn_picture_is_bad (error, "no page");
}
