/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/pdf-private.h"

static GBytes *
convert (GConverter *converter, YnBytes *source, gsize offset, gsize limit, gboolean *overflow)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize size = yn_bytes_size (source);

  for (;;)
    {
      guint8 piece[16384];
      gsize used = 0, made = 0, left = MIN (size - offset, YN_BYTES_LOOK);
      const char *at = yn_bytes_look (source, offset, left);
      GConverterFlags end = offset + left == size ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS;
      GConverterResult result =
          at != NULL ? g_converter_convert (converter, at, left, piece, sizeof piece, end, &used, &made, NULL)
                     : G_CONVERTER_ERROR;

      *overflow = result != G_CONVERTER_ERROR && made > limit - out->len;
      if (result == G_CONVERTER_ERROR || *overflow)
        return NULL;
      g_byte_array_append (out, piece, (guint) made);
      offset += used;
      if (result == G_CONVERTER_FINISHED)
        return g_byte_array_free_to_bytes (g_steal_pointer (&out));
    }
}

GBytes *
yn_pdf_inflate_checked (YnBytes *source, gsize offset, gboolean *overflow)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));

  return convert (converter, source, offset, YN_PDF_MAX_STREAM, overflow);
}

GBytes *
yn_pdf_inflate (GBytes *data)
{
  g_autoptr (YnBytes) source = yn_bytes_new (data);
  gboolean overflow;

  return yn_pdf_inflate_checked (source, 0, &overflow);
}

GBytes *
yn_pdf_deflate (GBytes *data)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr (YnBytes) source = yn_bytes_new (data);
  gboolean overflow;

  return convert (converter, source, 0, G_MAXUINT / 2, &overflow);
}
