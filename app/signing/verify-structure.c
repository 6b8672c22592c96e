/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/verify-structure.h"

#include <string.h>

static gboolean
strip (const char *data, gsize *end, const char *suffix)
{
  gsize length = strlen (suffix);

  if (*end < length || memcmp (data + *end - length, suffix, length) != 0)
    return FALSE;
  *end -= length;
  return TRUE;
}

static void
strip_line_end (const char *data, gsize *end)
{
  if (!strip (data, end, "\r\n") && !strip (data, end, "\n"))
    strip (data, end, "\r");
}

/* "startxref N %%EOF" and at most one line end stand at @end, and N lies in [@from, @end). */
static gboolean
ends_an_update (const char *data, gsize from, gsize end)
{
  guint64 offset = 0, place = 1;
  gsize digits;

  strip_line_end (data, &end);
  if (!strip (data, &end, "%%EOF"))
    return FALSE;
  strip_line_end (data, &end);
  for (digits = 0; end > from && g_ascii_isdigit (data[end - 1]) && digits < 12; digits++, end--, place *= 10)
    offset += place * (guint) (data[end - 1] - '0');
  strip_line_end (data, &end);
  return digits > 0 && strip (data, &end, "startxref") && offset >= from && offset < end;
}

static gboolean
same (const char *a, const char *b)
{
  return a != NULL && g_strcmp0 (a, b) == 0;
}

static gboolean
same_object (YnPdf *a, YnPdf *b, guint id)
{
  g_autofree char *before = yn_pdf_object_fingerprint (a, id);
  g_autofree char *after = yn_pdf_object_fingerprint (b, id);

  return same (before, after);
}

YnPdf *
yn_verify_signed_part (YnPdf *pdf, const YnSignatureField *field, char **detail)
{
  GBytes *bytes = yn_pdf_bytes (pdf);
  const char *data = g_bytes_get_data (bytes, NULL);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, field->end);
  g_autoptr (YnPdf) signed_part = NULL;

  if (!ends_an_update (data, 0, field->end))
    *detail = g_strdup ("the signed bytes do not end where a PDF ends");
  else if ((signed_part = yn_pdf_open (part, NULL)) == NULL)
    *detail = g_strdup ("the signed bytes are no PDF by themselves");
  else if (!same_object (signed_part, pdf, field->id)
           || (field->value != 0 && !same_object (signed_part, pdf, field->value)))
    *detail = g_strdup ("the signature is not among what it signs");
  else
    return g_steal_pointer (&signed_part);
  return NULL;
}

YnBehind
yn_verify_behind (YnPdf *pdf, YnPdf *signed_part, const YnSignatureField *field, GPtrArray *fields, char **detail)
{
  gsize size;
  const char *data = g_bytes_get_data (yn_pdf_bytes (pdf), &size);

  if (field->end == size)
    return YN_BEHIND_NOTHING;
  if (!ends_an_update (data, field->end, size))
    {
      *detail = g_strdup ("what stands behind the signed bytes is not a complete update");
      return YN_BEHIND_CHANGES;
    }
  if (!yn_verify_changes (pdf, signed_part, fields, detail))
    return YN_BEHIND_CHANGES;
  for (guint i = 0; i < fields->len; i++)
    {
      const YnSignatureField *other = g_ptr_array_index (fields, i);

      if (other->end == size && other->flaw == NULL)
        return YN_BEHIND_SIGNATURES;
    }
  return YN_BEHIND_ADDITIONS;
}
