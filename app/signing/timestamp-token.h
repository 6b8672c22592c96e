/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* RFC 3161 on the wire and in a file: the question, the answer, and the token with what it says of itself. */
#pragma once

#include "signing/crypto.h"

G_BEGIN_DECLS

#define YN_TIMESTAMP_MAX_ANSWER (64 * 1024)

typedef struct
{
  gint64 instant;            /* genTime */
  const char *imprint_name;  /* "SHA256" … as libcrypto names digests */
  GBytes *imprint;
  GBytes *nonce;             /* magnitude; or NULL */
  X509 *leaf;                /* whoever signed it */
  YnX509Stack *certificates; /* all that came with it */
} YnTimestampToken;

void yn_timestamp_token_free (YnTimestampToken *token);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTimestampToken, yn_timestamp_token_free)

/* A token whose form and signature hold, signed by a certificate that is for timestamps and nothing else and that was
 * there at the token's time. Whether it is trusted, or had expired by then, is another question. NULL: YN_ERROR_TIMESTAMP_WRONG;
 * YN_ERROR_WRONG_TYPE: not DER to the last byte, or no timestamp at all. */
YnTimestampToken *yn_timestamp_token_read (const guint8 *der, gsize length, GError **error);

/* Whether it is of the bytes with this digest. */
gboolean yn_timestamp_token_is_of (const YnTimestampToken *token, const guint8 *digest, gsize length);

/* The question about what has the SHA-256 @digest; @nonce gets the nonce that the answer must bring back. */
GBytes *yn_timestamp_ask (const guint8 digest[32], GBytes **nonce);

/* The token in an answer to that question, as it came. YN_ERROR_TIMESTAMP_REFUSED: the authority says no;
 * YN_ERROR_TIMESTAMP_WRONG: no answer to it. @instant: now, when the certificate must be valid too. */
GBytes *yn_timestamp_answer (GBytes *answer, const guint8 digest[32], GBytes *nonce, gint64 instant,
                             gint64 *token_instant, GError **error);

G_END_DECLS
