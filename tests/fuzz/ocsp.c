/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is said of certificates that were taken back: a certificate, its length in two octets before it, then an answer
 * (RFC 6960) or a list (RFC 5280). The certificate is its own issuer. */

#include "signing/revocation.h"

#define INSTANT (G_GINT64_CONSTANT (1795402202) * G_USEC_PER_SEC)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize length = size >= 2 ? (gsize) data[0] << 8 | data[1] : 0;
  const unsigned char *cursor = data + 2;
  g_autoptr (YnRevocation) revocation = yn_revocation_new ();
  g_autoptr (YnX509Stack) issuers = sk_X509_new_null ();
  g_autoptr (GBytes) statement = NULL;
  X509 *certificate;
  gint64 revoked = 0;

  if (size < 2 || length > size - 2 || (certificate = d2i_X509 (NULL, &cursor, (long) length)) == NULL)
    return 0;
  sk_X509_push (issuers, certificate);
  statement = g_bytes_new (data + 2 + length, size - 2 - length);
  yn_revocation_add_answer (revocation, statement);
  yn_revocation_add_list (revocation, statement);
  yn_revocation_answer_sound (statement, issuers);
  yn_revocation_list_sound (statement, issuers);
  yn_revocation_of (revocation, certificate, certificate, INSTANT, INSTANT, &revoked);
  return 0;
}
