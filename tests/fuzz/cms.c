/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A CMS in the hole of a paper, with zeros behind it. The bytes that it speaks of are always the same, and the seeds
 * are good signatures of them. */

#include "cms.h"

#include "signing/gbt35275.h"
#include "signing/verify-cms.h"

#define ZEROS 16
#define INSTANT (G_GINT64_CONSTANT (1795402202) * G_USEC_PER_SEC)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GBytes *
file_around (const guint8 *data, gsize size, YnSignatureField *field)
{
  static const char digits[] = "0123456789abcdef";
  GByteArray *file = g_byte_array_new ();

  g_byte_array_append (file, (const guint8 *) CMS_BEFORE "<", strlen (CMS_BEFORE) + 1);
  for (gsize i = 0; i < size + ZEROS; i++)
    {
      guint8 octet = i < size ? data[i] : 0;

      g_byte_array_append (file, (const guint8 *) &digits[octet >> 4], 1);
      g_byte_array_append (file, (const guint8 *) &digits[octet & 0xf], 1);
    }
  g_byte_array_append (file, (const guint8 *) ">" CMS_BEHIND, strlen (CMS_BEHIND) + 1);
  field->hole = strlen (CMS_BEFORE);
  field->hole_end = field->hole + 2 * (size + ZEROS) + 2;
  field->end = file->len;
  return g_byte_array_free_to_bytes (file);
}

static void
clear_verdict (YnSignatureVerdict *verdict)
{
  g_clear_pointer (&verdict->intact_code, g_free);
  g_clear_pointer (&verdict->intact_detail, g_free);
  g_clear_pointer (&verdict->who_code, g_free);
  g_clear_pointer (&verdict->when_code, g_free);
  g_clear_pointer (&verdict->certificate, yn_certificate_free);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const kinds[] = { "/ETSI.CAdES.detached", "/adbe.pkcs7.detached" };
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (YnRevocation) revocation = yn_revocation_new ();
  YnEvidence evidence = { trust, INSTANT, INSTANT, revocation };
  YnSignatureField field = { 0 };
  g_autoptr (GBytes) file = file_around (data, size, &field);
  g_autoptr (YnBytes) bytes = yn_bytes_new (file);
  gsize consumed = 0;
  g_autoptr (GBytes) translated = yn_gbt35275_translate (data, size, &consumed);

  g_assert_true (translated == NULL || consumed <= size);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      YnSignatureVerdict verdict = { .intact = YN_VERDICT_NO, .who = YN_VERDICT_CANNOT_TELL };

      field.subfilter = (char *) kinds[i];
      field.claimed = verdict.claimed = INSTANT;
      yn_verify_cms (&field, bytes, &evidence, &verdict);
      g_assert_true (verdict.intact == YN_VERDICT_YES || verdict.intact_code != NULL);
      g_assert_true (verdict.intact != YN_VERDICT_YES || verdict.certificate != NULL);
      g_assert_cmpint (verdict.who, !=, YN_VERDICT_YES); /* nobody is trusted here */
      clear_verdict (&verdict);
    }
  return 0;
}
