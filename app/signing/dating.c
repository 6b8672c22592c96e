/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/dating.h"

#include "base/error.h"
#include "signing/sign-revision.h"

#include <string.h>

static GBytes *
join (GBytes *first, GBytes *second)
{
  GByteArray *whole = g_byte_array_sized_new ((guint) (g_bytes_get_size (first) + g_bytes_get_size (second)));

  g_byte_array_append (whole, g_bytes_get_data (first, NULL), (guint) g_bytes_get_size (first));
  g_byte_array_append (whole, g_bytes_get_data (second, NULL), (guint) g_bytes_get_size (second));
  return g_byte_array_free_to_bytes (whole);
}

static GBytes *
fill (GBytes *prepared, const YnSignatureField *field, GBytes *token)
{
  static const char digits[] = "0123456789abcdef";
  gsize size, length;
  char *data = g_memdup2 (g_bytes_get_data (prepared, &size), g_bytes_get_size (prepared));
  const guint8 *bytes = g_bytes_get_data (token, &length);

  for (gsize i = 0; i < length; i++)
    {
      data[field->hole + 1 + 2 * i] = digits[bytes[i] >> 4];
      data[field->hole + 2 + 2 * i] = digits[bytes[i] & 0xf];
    }
  return g_bytes_new_take (data, size);
}

GBytes *
yn_date_file (GBytes *pdf, YnTimestamper *timestamper, gint64 instant, YnSignOutcome **outcome,
              GCancellable *cancellable, GError **error)
{
  const YnSignOptions options = { .role = "timestamp", .instant = instant, .level = YN_LEVEL_B_T, .dates = TRUE };
  g_autoptr (YnBytes) paper = yn_bytes_new (pdf);
  g_autoptr (YnSignOutcome) came_about = yn_sign_outcome_new ();
  YnSignatureField field = { 0 };
  g_autoptr (GBytes) tail = yn_sign_revision (paper, &options, &field, error);
  g_autoptr (GBytes) prepared = tail != NULL ? join (pdf, tail) : NULL;
  g_autoptr (YnBytes) source = prepared != NULL ? yn_bytes_new (prepared) : NULL;
  g_autoptr (YnTimestamp) timestamp = NULL;
  YnDigest digest = { "SHA256" };
  GBytes *dated = NULL;

  if (source == NULL)
    return NULL;
  if (!yn_signature_field_digest (&field, source, &digest, 1))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FAILED, "the file has no digest");
      return NULL;
    }
  timestamp = yn_timestamper_ask (timestamper, digest.value, came_about->tries, cancellable, error);
  if (timestamp != NULL && g_bytes_get_size (timestamp->token) > (field.hole_end - field.hole - 2) / 2)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_SIGNATURE_ROOM, "the timestamp does not fit");
  else if (timestamp != NULL)
    {
      came_about->level = YN_LEVEL_B_T;
      came_about->authority = g_strdup (timestamp->authority);
      came_about->timestamp = timestamp->instant;
      dated = fill (prepared, &field, timestamp->token);
    }
  if (outcome != NULL)
    *outcome = g_steal_pointer (&came_about);
  return dated;
}
