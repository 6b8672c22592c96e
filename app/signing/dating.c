/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/dating.h"

#include "base/error.h"
#include "signing/gathering-paper.h"
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

/* --- what lasts ----------------------------------------------------------------------------------------- */

/* Where somebody cannot be asked the timestamp is put all the same, and @outcome says what is missing. */
static GBytes *
evidence_tail (GBytes *pdf, const YnSignFinish *how, YnSignOutcome *outcome, GError **error)
{
  g_autoptr (YnPdf) paper = yn_pdf_open (pdf, error);
  g_autoptr (YnDss) dss = yn_dss_new ();
  g_autoptr (GError) cause = NULL;

  if (paper == NULL)
    return NULL;
  if (yn_gathering_of_paper (how, paper, dss, &cause))
    outcome->level = YN_LEVEL_B_LT;
  else
    outcome->missing = g_strdup (yn_error_nick_of (cause));
  return dss->answers->len + dss->lists->len > 0 ? yn_dss_tail (paper, dss, error) : g_bytes_new (NULL, 0);
}

static GBytes *
with_evidence (GBytes *pdf, const YnSignFinish *how, YnSignOutcome *outcome, GError **error)
{
  g_autoptr (GBytes) tail = NULL;

  if (how->level < YN_LEVEL_B_LT || how->gathering == NULL)
    return g_bytes_ref (pdf);
  tail = evidence_tail (pdf, how, outcome, error);
  if (tail == NULL || g_cancellable_set_error_if_cancelled (how->cancellable, error))
    return NULL;
  return join (pdf, tail);
}

/* --- the timestamp -------------------------------------------------------------------------------------- */

static GBytes *
stamp (GBytes *pdf, const YnSignFinish *how, gint64 instant, YnSignOutcome *outcome, GError **error)
{
  const YnSignOptions options = { .role = "timestamp", .instant = instant, .level = YN_LEVEL_B_T, .dates = TRUE };
  g_autoptr (YnBytes) paper = yn_bytes_new (pdf);
  YnSignatureField field = { 0 };
  g_autoptr (GBytes) tail = yn_sign_revision (paper, &options, &field, error);
  g_autoptr (GBytes) prepared = tail != NULL ? join (pdf, tail) : NULL;
  g_autoptr (YnBytes) source = prepared != NULL ? yn_bytes_new (prepared) : NULL;
  g_autoptr (YnTimestamp) timestamp = NULL;
  YnDigest digest = { "SHA256" };

  if (source == NULL)
    return NULL;
  if (!yn_signature_field_digest (&field, source, &digest, 1))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FAILED, "the file has no digest");
      return NULL;
    }
  timestamp = yn_timestamper_ask (how->timestamper, digest.value, outcome->tries, how->cancellable, error);
  if (timestamp == NULL)
    return NULL;
  if (g_bytes_get_size (timestamp->token) > (field.hole_end - field.hole - 2) / 2)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_SIGNATURE_ROOM, "the timestamp does not fit");
      return NULL;
    }
  outcome->authority = g_strdup (timestamp->authority);
  outcome->timestamp = timestamp->instant;
  return fill (prepared, &field, timestamp->token);
}

GBytes *
yn_date_file (GBytes *pdf, const YnSignFinish *how, gint64 instant, YnSignOutcome **outcome, GError **error)
{
  g_autoptr (YnSignOutcome) came_about = yn_sign_outcome_new ();
  g_autoptr (GBytes) longer = with_evidence (pdf, how, came_about, error);
  GBytes *dated = longer != NULL ? stamp (longer, how, instant, came_about, error) : NULL;

  came_about->level = dated == NULL ? YN_LEVEL_B_B : MAX (came_about->level, YN_LEVEL_B_T);
  if (outcome != NULL)
    *outcome = g_steal_pointer (&came_about);
  return dated;
}
