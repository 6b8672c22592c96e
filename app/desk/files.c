/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/files.h"

#include "base/error.h"

#define PIECE (256 * 1024)

GBytes *
yn_file_read (const char *path, guint64 max, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &cause);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n = 0;

  while (stream != NULL && content->len <= max
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, NULL, &cause)) > 0)
    g_byte_array_append (content, piece, n);
  if (cause != NULL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "%s", cause->message);
      return NULL;
    }
  if (content->len == 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_EMPTY, "the file holds nothing");
      return NULL;
    }
  if (content->len > max)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "the file is larger than %" G_GUINT64_FORMAT " bytes", max);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

gboolean
yn_file_write (const char *path, GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) cause = NULL;

  if (g_file_set_contents_full (path, data, size, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &cause))
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "%s", cause->message);
  return FALSE;
}
