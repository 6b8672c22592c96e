/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/content.h"

#include "base/error.h"
#include "papers/pdf.h"
#include "papers/picture.h"
#include "papers/reading.h"

#include <string.h>

#define START 1024 /* what marks a kind stands in the first bytes */

static gboolean
holds (const guint8 *data, gsize size, const char *words)
{
  return data != NULL && memmem (data, size, words, strlen (words)) != NULL;
}

static gboolean
begins (const guint8 *data, gsize size, const char *magic, gsize length)
{
  return size >= length && memcmp (data, magic, length) == 0;
}

/* "ftyp" and the brands of what phones make. */
static gboolean
is_phone_picture (const guint8 *data, gsize size)
{
  static const char *const brands[] = { "heic", "heix", "hevc", "heim", "mif1", "msf1", "avif" };

  for (guint i = 0; size >= 12 && memcmp (data + 4, "ftyp", 4) == 0 && i < G_N_ELEMENTS (brands); i++)
    if (memcmp (data + 8, brands[i], 4) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_web_page (const guint8 *data, gsize size)
{
  g_autofree char *start = g_ascii_strdown ((const char *) data, (gssize) MIN (size, START));

  return strstr (start, "<!doctype html") != NULL || strstr (start, "<html") != NULL;
}

static YnError
kind_of_zip (const guint8 *data, gsize size)
{
  if (holds (data, size, "OFD.xml"))
    return YN_ERROR_OFD;
  if (holds (data, size, "[Content_Types].xml") || holds (data, size, "vnd.oasis.opendocument"))
    return YN_ERROR_OFFICE_FILE;
  return YN_ERROR_ARCHIVE;
}

/* What a file that is not taken is, so that the person hears what to do with it. */
static YnError
kind_of_stranger (const guint8 *data, gsize size)
{
  static const struct
  {
    const char *magic;
    gsize length;
    YnError kind;
  } kinds[] = {
    { "GIF8", 4, YN_ERROR_WEB_PICTURE },
    { "BM", 2, YN_ERROR_WEB_PICTURE },
    { "<svg", 4, YN_ERROR_WEB_PICTURE },
    { "\xd0\xcf\x11\xe0", 4, YN_ERROR_OFFICE_FILE }, /* Word, Excel and WPS before 2007 */
    { "{\\rtf", 5, YN_ERROR_OFFICE_FILE },
    { "Rar!", 4, YN_ERROR_ARCHIVE },
    { "7z\xbc\xaf", 4, YN_ERROR_ARCHIVE },
    { "\x1f\x8b", 2, YN_ERROR_ARCHIVE },
  };

  if (begins (data, size, "PK\003\004", 4))
    return kind_of_zip (data, size);
  if (is_phone_picture (data, size))
    return YN_ERROR_PHONE_PICTURE;
  if (begins (data, size, "RIFF", 4) && size >= 12 && memcmp (data + 8, "WEBP", 4) == 0)
    return YN_ERROR_WEB_PICTURE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (begins (data, size, kinds[i].magic, kinds[i].length))
      return kinds[i].kind;
  if (is_web_page (data, size))
    return YN_ERROR_WEB_PAGE;
  return holds (data, MIN (size, START), "%PDF-") ? YN_ERROR_BAD_PDF : YN_ERROR_WRONG_TYPE;
}

/* A PDF ends with %%EOF; scanners and mail programs that fill up the last block are known to add bytes behind. */
static gboolean
ends_like_a_pdf (const guint8 *data, gsize size)
{
  gsize tail = MIN (size, START);

  return holds (data + size - tail, tail, "%%EOF");
}

static gboolean
look_into_pdf (GBytes *content, const guint8 *data, gsize size, int *pages, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnPdf) pdf = yn_pdf_open (content, &failed);

  if (pdf == NULL && g_error_matches (failed, YN_ERROR, YN_ERROR_BAD_PDF) && !ends_like_a_pdf (data, size))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_CUT_OFF, "the PDF ends before its end");
      return FALSE;
    }
  if (pdf == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (yn_pdf_is_encrypted (pdf))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_ENCRYPTED_PDF, "the PDF is encrypted");
      return FALSE;
    }
  *pages = (int) yn_pdf_n_pages (pdf);
  return TRUE;
}

gboolean
yn_content_look (GBytes *content, const char **type, int *pages, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);

  *type = NULL;
  *pages = 1;
  if (data == NULL || size == 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_EMPTY, "the file is empty");
      return FALSE;
    }
  *type = yn_reading_kind (content);
  if (*type == NULL)
    {
      g_set_error_literal (error, YN_ERROR, kind_of_stranger (data, size),
                           "neither a PDF nor a picture that papers take");
      return FALSE;
    }
  if (g_str_equal (*type, "application/pdf"))
    return look_into_pdf (content, data, size, pages, error);
  if (g_str_equal (*type, "image/png"))
    return yn_picture_is_whole_png (data, size, error);
  if (g_str_equal (*type, "image/jpeg"))
    return yn_picture_is_whole_jpeg (data, size, error);
  return yn_picture_is_whole_tiff (data, size, pages, error);
}
