/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The inside of a YnKey: a certificate, its chain, and the one deed. @sign answers the signature over @tbs as CMS wants
 * it: with the key's digest, PKCS#1 v1.5 (RSA), a DER sequence of r and s (P-256, P-384; SM2, over Z || @tbs). The key
 * may be in this process or in a token; yn_algorithm_digest() says what a key is given that does not hash. */
#pragma once

#include "signing/algorithm.h"
#include "signing/key.h"

G_BEGIN_DECLS

typedef GBytes *(*YnKeySign) (gpointer deed, GBytes *tbs, GError **error);

/* Takes @deed; @leaf gets a reference, and so does of @chain (may be NULL) what issued it.
 * YN_ERROR_CERTIFICATE_ALGORITHM for a kind of key that we do not sign with; @deed is freed then too. */
YnKey *yn_key_new (X509 *leaf, YnX509Stack *chain, YnSignatureClass class, YnKeySign sign, gpointer deed,
                   GDestroyNotify free_deed, GError **error);
/* A key in this process; its class is what its certificate says. */
YnKey *yn_key_new_soft (EVP_PKEY *private_key, X509 *leaf, YnX509Stack *chain, GError **error);

X509 *yn_key_leaf (YnKey *key);
YnX509Stack *yn_key_chain (YnKey *key); /* without the leaf; may be empty */
const YnAlgorithm *yn_key_algorithm (YnKey *key);
/* By which the byte range is hashed for this key, as libcrypto names it: "SHA256", "SHA384", "SM3". */
const char *yn_key_digest (YnKey *key);
/* Where it may wait, the deed is cancelled by the thread's current GCancellable (base/work sets it). */
GBytes *yn_key_sign (YnKey *key, GBytes *tbs, GError **error);
/* The deed that @sign belongs to; NULL: another kind of key. */
gpointer yn_key_deed (YnKey *key, YnKeySign sign);

G_END_DECLS
