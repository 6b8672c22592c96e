/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the files of this folder share about libcrypto: owners for its objects, its error queue as a GError, and
 * instants. No other folder includes this. */
#pragma once

#include <glib.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/error.h"
#include "base/secret.h"

G_BEGIN_DECLS

typedef STACK_OF (X509) YnX509Stack;

static inline void
yn_x509_stack_free (YnX509Stack *stack)
{
  sk_X509_pop_free (stack, X509_free);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CMS_ContentInfo, CMS_ContentInfo_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ESS_SIGNING_CERT, ESS_SIGNING_CERT_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ESS_SIGNING_CERT_V2, ESS_SIGNING_CERT_V2_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD, EVP_MD_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_LIB_CTX, OSSL_LIB_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OSSL_PROVIDER, OSSL_PROVIDER_unload)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PKCS12, PKCS12_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_ALGOR, X509_ALGOR_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_EXTENSION, X509_EXTENSION_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_REQ, X509_REQ_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE, X509_STORE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_STORE_CTX, X509_STORE_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnX509Stack, yn_x509_stack_free)

/* The OID by which a certificate says that it is for practice, and proves nothing outside of it. */
#define YN_PRACTICE_POLICY "2.999.46.1"

/* Sets @error from @what and the last reason that libcrypto gave, and leaves its error queue empty. FALSE. */
gboolean yn_crypto_fail (GError **error, YnError code, const char *what);

/* Microseconds since 1970; G_MININT64 where @time is no time. */
gint64 yn_crypto_instant (const ASN1_TIME *time);

/* A string of whatever ASN.1 kind as UTF-8; NULL: none of text. New. */
char *yn_crypto_text (const ASN1_STRING *string);

/* What a BIO in memory holds. */
GBytes *yn_crypto_bio_bytes (BIO *bio);
YnSecret *yn_crypto_bio_secret (BIO *bio);
BIO *yn_crypto_bio_from (const void *data, gsize length);

/* The certificates of a PEM text in their order; NULL where there is none or one is broken. */
YnX509Stack *yn_crypto_read_pem (const void *pem, gsize length);

/* Appends the DER of a certificate's issuer and of its serial number. */
void yn_crypto_append_issuer_and_serial (GByteArray *der, X509 *certificate);

/* DER of a certificate, and its SHA-256 in hex. */
GBytes *yn_crypto_certificate_der (X509 *certificate);
char *yn_crypto_fingerprint (X509 *certificate);

/* Adds C=CN, O, CN and (@uscc not NULL) serialNumber. YN_ERROR_TOO_LARGE where @name is longer than X.520 allows. */
gboolean yn_crypto_name_fill (X509_NAME *subject, const char *name, const char *uscc, GError **error);
/* The same for a person of an enterprise: CN = @person, O = @organization. */
gboolean yn_crypto_name_fill_person (X509_NAME *subject, const char *person, const char *organization, const char *uscc,
                                     GError **error);

G_END_DECLS
