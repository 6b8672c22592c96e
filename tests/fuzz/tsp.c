/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a timestamp authority may answer (RFC 3161), read as an answer and as the token alone. */

#include "signing/timestamp-token.h"

#define INSTANT (G_GINT64_CONSTANT (1795402202) * G_USEC_PER_SEC)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const guint8 digest[32];
  g_autoptr (GBytes) answer = g_bytes_new (data, size);
  g_autoptr (GBytes) nonce = g_bytes_new_static ("12345678", 8);
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GError) error = NULL;
  gint64 instant = 0;
  g_autoptr (GBytes) token = yn_timestamp_answer (answer, digest, nonce, INSTANT, &instant, &trouble);
  g_autoptr (YnTimestampToken) read = yn_timestamp_token_read (data, size, &error);

  g_assert_true ((token != NULL) == (trouble == NULL));
  g_assert_true ((read != NULL) == (error == NULL));
  g_assert_true (read == NULL || (read->leaf != NULL && read->imprint != NULL));
  return 0;
}
