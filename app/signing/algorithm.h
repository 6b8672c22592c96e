/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The algorithms that we sign with and verify: RSA with PKCS#1 v1.5, ECDSA on P-256 and P-384, and SM2 (GB/T 32918.2)
 * with SM3. One table says which digest belongs to which key and what CMS calls them; nothing else in this folder
 * distinguishes kinds of keys. */
#pragma once

#include "signing/crypto.h"

G_BEGIN_DECLS

/* The identity that an SM2 signature is made under where nothing else was agreed (GM/T 0009). libcrypto's own default
 * is the empty one. */
#define YN_SM2_ID "1234567812345678"

typedef struct
{
  const char *name;   /* "RSA", "P-256", "P-384", "SM2" */
  const char *digest; /* as libcrypto names it: "SHA256", "SHA384", "SM3" */
  int digest_nid;
  int signature_nid;  /* what CMS names as the signature's algorithm */
} YnAlgorithm;

/* NULL: a kind of key, or a size, that we do not sign with. */
const YnAlgorithm *yn_algorithm_of (EVP_PKEY *key);

/* Begin a signature, or its check, with @digest; @key of any kind. Then EVP_DigestSign() or EVP_DigestVerify(). */
gboolean yn_algorithm_begin_sign (EVP_MD_CTX *context, EVP_PKEY *key, const char *digest);
gboolean yn_algorithm_begin_verify (EVP_MD_CTX *context, EVP_PKEY *key, const char *digest);

/* Whether @oid names SM2 as a signature: with SM3 (1.2.156.10197.1.501), or SM2-1 alone as GB/T 35275 has it. */
gboolean yn_algorithm_is_sm2 (const ASN1_OBJECT *oid);

/* libcrypto checks a certificate or request that SM2 signed under the identity that it was told, and fails one that
 * another algorithm signed where it was told any: call this on each before it is checked. */
void yn_algorithm_identify (X509 *certificate);
void yn_algorithm_identify_all (const YnX509Stack *certificates);
void yn_algorithm_identify_request (X509_REQ *request);

/* Whether SM2 @key signed @der, a SEQUENCE of what is signed, the algorithm, the signature and whatever follows, such
 * as a revocation list. libcrypto can be told no identity for those. */
gboolean yn_algorithm_sm2_signed (const guint8 *der, gsize length, EVP_PKEY *key);

/* What a key that hashes nothing itself is given to sign: the digest of @tbs, for SM2 of Z || @tbs (GB/T 32918.2 §5.5).
 * @public_key is the certificate's. NULL and @error. */
GBytes *yn_algorithm_digest (EVP_PKEY *public_key, GBytes *tbs, GError **error);

G_END_DECLS
