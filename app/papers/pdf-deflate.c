/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/pdf-private.h"

static GBytes *
convert (GConverter *converter, GBytes *data, gsize limit, gboolean *overflow)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize left;
  const guint8 *at = g_bytes_get_data (data, &left);

  for (;;)
    {
      guint8 piece[16384];
      gsize used = 0, made = 0;
      GConverterResult result = g_converter_convert (converter, at, left, piece, sizeof piece,
                                                     G_CONVERTER_INPUT_AT_END, &used, &made, NULL);

      *overflow = result != G_CONVERTER_ERROR && made > limit - out->len;
      if (result == G_CONVERTER_ERROR || *overflow)
        return NULL;
      g_byte_array_append (out, piece, (guint) made);
      at += used;
      left -= used;
      if (result == G_CONVERTER_FINISHED)
        return g_byte_array_free_to_bytes (g_steal_pointer (&out));
    }
}

GBytes *
yn_pdf_inflate_checked (GBytes *data, gboolean *overflow)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));

  return convert (converter, data, YN_PDF_MAX_STREAM, overflow);
}

GBytes *
yn_pdf_inflate (GBytes *data)
{
  gboolean overflow;

  return yn_pdf_inflate_checked (data, &overflow);
}

GBytes *
yn_pdf_deflate (GBytes *data)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  gboolean overflow;

  return convert (converter, data, G_MAXUINT / 2, &overflow);
}
