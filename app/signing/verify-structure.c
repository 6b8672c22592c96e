/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/verify-structure.h"

#include "signing/verify-changes.h"

#include <string.h>

#define TAIL 64 /* "startxref N %%EOF" with its line ends */

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
ends_an_update (YnBytes *pdf, gsize from, gsize end)
{
  gsize at = MIN (end - from, TAIL), digits;
  const char *data = yn_bytes_look (pdf, end - at, at);
  guint64 offset = 0, place = 1;

  if (data == NULL)
    return FALSE;
  strip_line_end (data, &at);
  if (!strip (data, &at, "%%EOF"))
    return FALSE;
  strip_line_end (data, &at);
  for (digits = 0; at > 0 && g_ascii_isdigit (data[at - 1]) && digits < 12; digits++, at--, place *= 10)
    offset += place * (guint) (data[at - 1] - '0');
  strip_line_end (data, &at);
  return digits > 0 && strip (data, &at, "startxref") && offset >= from && offset < end;
}

/* An object that is there, and the same in both. */
static gboolean
is_signed (YnPdf *signed_part, YnPdf *pdf, guint id)
{
  return yn_pdf_object_exists (signed_part, id) && yn_pdf_object_same (signed_part, pdf, id);
}

/* What is encrypted means what it meant, or nobody knows what it meant. */
static gboolean
encrypted_alike (YnPdf *a, YnPdf *b)
{
  static const char *const entries[] = { "Encrypt", "ID/0" };

  for (guint i = 0; i < G_N_ELEMENTS (entries) && (yn_pdf_is_encrypted (a) || yn_pdf_is_encrypted (b)); i++)
    {
      g_autofree char *one = yn_pdf_unparse (a, entries[i]);
      g_autofree char *other = yn_pdf_unparse (b, entries[i]);

      if (g_strcmp0 (one, other) != 0)
        return FALSE;
    }
  return TRUE;
}

YnPdf *
yn_verify_signed_part (YnPdf *pdf, const YnSignatureField *field, char **detail)
{
  YnBytes *source = yn_pdf_bytes (pdf);
  g_autoptr (YnBytes) part = NULL;
  g_autoptr (YnPdf) signed_part = NULL;

  if (field->end == yn_bytes_size (source) && ends_an_update (source, 0, field->end))
    return yn_pdf_ref (pdf);
  if (!ends_an_update (source, 0, field->end))
    *detail = g_strdup ("the signed bytes do not end where a PDF ends");
  else if ((part = yn_bytes_prefix (source, field->end, NULL)) == NULL
           || (signed_part = yn_pdf_open_bytes (part, NULL)) == NULL)
    *detail = g_strdup ("the signed bytes are no PDF by themselves");
  else if (!is_signed (signed_part, pdf, field->id)
           || (field->value != 0 && !is_signed (signed_part, pdf, field->value)))
    *detail = g_strdup ("the signature is not among what it signs");
  else if (!encrypted_alike (signed_part, pdf))
    *detail = g_strdup ("the file was encrypted otherwise when it was signed");
  else
    return g_steal_pointer (&signed_part);
  return NULL;
}

static void
note (GPtrArray *changes, const char *code)
{
  YnChange *change = g_new0 (YnChange, 1);

  change->code = g_strdup (code);
  change->allowed = YN_VERDICT_NO;
  g_ptr_array_add (changes, change);
}

YnBehind
yn_verify_behind (YnPdf *pdf, YnPdf *signed_part, const YnSignatureField *field, GPtrArray *fields,
                  GPtrArray *changes)
{
  gsize size = yn_bytes_size (yn_pdf_bytes (pdf));
  g_autoptr (YnPermission) permission = NULL;

  if (field->end == size)
    return YN_BEHIND_NOTHING;
  permission = yn_permission_of (pdf, fields, field->end);
  if (!ends_an_update (yn_pdf_bytes (pdf), field->end, size))
    note (changes, "change-incomplete");
  if (!yn_verify_changes (pdf, signed_part, fields, permission, changes))
    return YN_BEHIND_CHANGES;
  for (guint i = 0; i < fields->len; i++)
    {
      const YnSignatureField *other = g_ptr_array_index (fields, i);

      if (other->end == size && other->flaw == NULL)
        return YN_BEHIND_SIGNATURES;
    }
  return YN_BEHIND_ADDITIONS;
}
