/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/picture.h"

#include "base/error.h"

#include <string.h>

gboolean
yn_picture_is_bad (GError **error, const char *why)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_BAD_PICTURE, why);
  return FALSE;
}

gboolean
yn_picture_is_cut_off (GError **error)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_CUT_OFF, "the picture ends before its end");
  return FALSE;
}

gboolean
yn_picture_size_is_good (guint64 width, guint64 height, GError **error)
{
  if (width == 0 || height == 0)
    return yn_picture_is_bad (error, "a picture without pixels");
  if (width <= YN_PICTURE_MAX_PIXELS && height <= YN_PICTURE_MAX_PIXELS / width)
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "%" G_GUINT64_FORMAT " by %" G_GUINT64_FORMAT " pixels", width,
               height);
  return FALSE;
}

static guint32
big_endian (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

/* --- PNG (ISO/IEC 15948) ---------------------------------------------------------------------------------------- */

#define CHUNK_AROUND 12 /* length, type, checksum */

static guint32
png_checksum (const guint8 *data, gsize size)
{
  guint32 sum = 0xffffffffu;

  for (gsize i = 0; i < size; i++)
    {
      sum ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = (sum >> 1) ^ (sum & 1 ? 0xedb88320u : 0);
    }
  return ~sum;
}

/* What the unpacked lines of a picture that is not interlaced must come to. */
static guint64
png_unpacked (const guint8 *header)
{
  static const guint8 channels[] = { 1, 0, 3, 1, 2, 0, 4 };
  guint64 bits = (guint64) header[8] * (header[9] < G_N_ELEMENTS (channels) ? channels[header[9]] : 0);

  return (guint64) big_endian (header + 4) * (1 + ((guint64) big_endian (header) * bits + 7) / 8);
}

/* Unpacks piece by piece and keeps nothing but the count. FALSE: the data is no deflate stream. */
static gboolean
count_unpacked (GByteArray *packed, guint64 limit, guint64 *count)
{
  g_autoptr (GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  guint8 piece[16384];
  gsize at = 0;

  for (*count = 0; *count <= limit;)
    {
      g_autoptr (GError) stopped = NULL;
      gsize read = 0, written = 0;
      GConverterResult result =
          g_converter_convert (G_CONVERTER (decompressor), packed->data + at, packed->len - at, piece, sizeof piece,
                               G_CONVERTER_INPUT_AT_END, &read, &written, &stopped);

      at += read;
      *count += written;
      if (result == G_CONVERTER_FINISHED)
        return TRUE;
      if (result == G_CONVERTER_ERROR)
        return g_error_matches (stopped, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
    }
  return TRUE;
}

static gboolean
png_data_is_whole (const guint8 *header, GByteArray *packed, GError **error)
{
  gboolean interlaced = header[12] != 0;
  guint64 wanted = png_unpacked (header), count;

  if (wanted == 0 || packed->len == 0)
    return yn_picture_is_bad (error, "no picture data");
  if (!count_unpacked (packed, wanted, &count))
    return yn_picture_is_bad (error, "picture data that does not unpack");
  if (interlaced ? count == 0 : count < wanted)
    return yn_picture_is_cut_off (error);
  return TRUE;
}

gboolean
yn_picture_is_whole_png (const guint8 *data, gsize size, GError **error)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  const guint8 *header = NULL;

  for (gsize at = 8; at < size;)
    {
      const guint8 *chunk = data + at;
      guint32 length = size - at >= CHUNK_AROUND ? big_endian (chunk) : 0;

      if (size - at < CHUNK_AROUND || length > size - at - CHUNK_AROUND)
        return yn_picture_is_cut_off (error);
      if (png_checksum (chunk + 4, (gsize) length + 4) != big_endian (chunk + 8 + length))
        return yn_picture_is_bad (error, "a checksum is wrong");
      if (header == NULL && (memcmp (chunk + 4, "IHDR", 4) != 0 || length != 13))
        return yn_picture_is_bad (error, "no header");
      if (header == NULL)
        {
          header = chunk + 8;
          if (!yn_picture_size_is_good (big_endian (header), big_endian (header + 4), error))
            return FALSE;
        }
      if (memcmp (chunk + 4, "IDAT", 4) == 0)
        g_byte_array_append (packed, chunk + 8, length);
      if (memcmp (chunk + 4, "IEND", 4) == 0)
        return png_data_is_whole (header, packed, error);
      at += (gsize) length + CHUNK_AROUND;
    }
  return yn_picture_is_cut_off (error);
}

/* --- JPEG (ITU-T T.81) ------------------------------------------------------------------------------------------ */

enum
{
  START_OF_SCAN = 0xda,
  END_OF_IMAGE = 0xd9,
};

static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Markers without a length: TEM, RST0 to RST7. */
static gboolean
stands_alone (guint8 marker)
{
  return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/* Behind the entropy-coded data at @at: where the next marker begins; @size: there is none. */
static gsize
skip_scan (const guint8 *data, gsize size, gsize at)
{
  for (; at + 1 < size; at++)
    if (data[at] == 0xff && data[at + 1] != 0x00 && data[at + 1] != 0xff && !stands_alone (data[at + 1]))
      return at;
  return size;
}

gboolean
yn_picture_is_whole_jpeg (const guint8 *data, gsize size, GError **error)
{
  gboolean framed = FALSE, scanned = FALSE;

  for (gsize at = 2; at + 1 < size;)
    {
      guint8 marker = data[at + 1];
      gsize length;

      if (data[at] != 0xff)
        return yn_picture_is_bad (error, "no marker where one must be");
      if (marker == 0xff || stands_alone (marker))
        {
          at += marker == 0xff ? 1 : 2;
          continue;
        }
      if (marker == END_OF_IMAGE)
        return framed && scanned ? TRUE : yn_picture_is_bad (error, "no picture data");
      length = at + 3 < size ? (gsize) data[at + 2] << 8 | data[at + 3] : 0;
      if (at + 3 >= size || length > size - at - 2)
        return yn_picture_is_cut_off (error);
      if (length < 2 || (is_frame (marker) && length < 8))
        return yn_picture_is_bad (error, "a segment that is too short");
      if (is_frame (marker)
          && !yn_picture_size_is_good ((guint64) data[at + 7] << 8 | data[at + 8],
                                       (guint64) data[at + 5] << 8 | data[at + 6], error))
        return FALSE;
      framed = framed || is_frame (marker);
      at += 2 + length;
      if (marker != START_OF_SCAN)
        continue;
      if (!framed)
        return yn_picture_is_bad (error, "data before its frame");
      scanned = skip_scan (data, size, at) > at;
      at = skip_scan (data, size, at);
    }
  return yn_picture_is_cut_off (error);
}
