/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/cms.h"

#include "signing/cms-form.h"
#include "signing/signer.h"

static const guint8 oid_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01 };
static const guint8 oid_signed_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02 };
static const guint8 oid_content_type[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03 };
static const guint8 oid_message_digest[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04 };
static const guint8 oid_signing_certificate_v2[]
    = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f };
static const guint8 oid_algorithm_protection[] = { YN_OID_ALGORITHM_PROTECTION };

static void
put_algorithm (GByteArray *der, guint8 tag, int nid)
{
  const ASN1_OBJECT *oid = OBJ_nid2obj (nid);
  guint sequence = yn_der_open (der, tag);

  yn_der_put (der, YN_DER_OID, OBJ_get0_data (oid), OBJ_length (oid));
  if (nid == NID_rsaEncryption) /* RFC 3370 §3.2; no other of ours has parameters */
    yn_der_put (der, YN_DER_NULL, NULL, 0);
  yn_der_close (der, sequence);
}

static GBytes *
make_attribute (const guint8 *oid, gsize oid_length, GByteArray *value)
{
  GByteArray *der = g_byte_array_new ();
  guint attribute = yn_der_open (der, YN_DER_SEQUENCE);

  yn_der_put (der, YN_DER_OID, oid, oid_length);
  yn_der_put (der, YN_DER_SET, value->data, value->len);
  yn_der_close (der, attribute);
  return g_byte_array_free_to_bytes (der);
}

/* ESSCertIDv2 (RFC 5035): the certificate's SHA-256, which is its default algorithm and therefore not named. */
static void
put_signing_certificate (GByteArray *der, X509 *leaf)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  guint signing_certificate = yn_der_open (der, YN_DER_SEQUENCE);
  guint certificates = yn_der_open (der, YN_DER_SEQUENCE);
  guint identifier = yn_der_open (der, YN_DER_SEQUENCE);

  X509_digest (leaf, EVP_sha256 (), digest, &length);
  yn_der_put (der, YN_DER_OCTETS, digest, length);
  yn_der_close (der, identifier);
  yn_der_close (der, certificates);
  yn_der_close (der, signing_certificate);
}

/* RFC 6211: so that the two names, which stand unsigned beside the attributes, cannot be altered either. */
static void
put_protection (GByteArray *der, const YnAlgorithm *algorithm)
{
  guint protection = yn_der_open (der, YN_DER_SEQUENCE);

  put_algorithm (der, YN_DER_SEQUENCE, algorithm->digest_nid);
  put_algorithm (der, YN_DER_CONTEXT_1, algorithm->signature_nid);
  yn_der_close (der, protection);
}

static GPtrArray *
make_attributes (YnKey *key, const guint8 *digest, gsize length)
{
  GPtrArray *attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GByteArray) type = g_byte_array_new ();
  g_autoptr (GByteArray) message = g_byte_array_new ();
  g_autoptr (GByteArray) certificate = g_byte_array_new ();
  g_autoptr (GByteArray) protection = g_byte_array_new ();

  yn_der_put (type, YN_DER_OID, oid_data, sizeof oid_data);
  yn_der_put (message, YN_DER_OCTETS, digest, length);
  put_signing_certificate (certificate, yn_key_leaf (key));
  put_protection (protection, yn_key_algorithm (key));
  g_ptr_array_add (attributes, make_attribute (oid_content_type, sizeof oid_content_type, type));
  g_ptr_array_add (attributes, make_attribute (oid_message_digest, sizeof oid_message_digest, message));
  g_ptr_array_add (attributes, make_attribute (oid_signing_certificate_v2, sizeof oid_signing_certificate_v2,
                                               certificate));
  g_ptr_array_add (attributes, make_attribute (oid_algorithm_protection, sizeof oid_algorithm_protection, protection));
  return attributes;
}

static void
put_certificates (GByteArray *der, YnKey *key)
{
  g_autoptr (GPtrArray) certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  YnX509Stack *chain = yn_key_chain (key);

  g_ptr_array_add (certificates, yn_crypto_certificate_der (yn_key_leaf (key)));
  for (int i = 0; i < sk_X509_num (chain); i++)
    g_ptr_array_add (certificates, yn_crypto_certificate_der (sk_X509_value (chain, i)));
  yn_der_put_set (der, YN_DER_CONTEXT_0, certificates);
}

static void
put_signer (GByteArray *der, X509 *leaf, const YnAlgorithm *algorithm, GPtrArray *attributes, GBytes *signature)
{
  static const guint8 version = 1;
  guint set = yn_der_open (der, YN_DER_SET);
  guint signer = yn_der_open (der, YN_DER_SEQUENCE);
  guint identifier;
  gsize length;
  const void *data = g_bytes_get_data (signature, &length);

  yn_der_put (der, YN_DER_INTEGER, &version, 1);
  identifier = yn_der_open (der, YN_DER_SEQUENCE);
  yn_crypto_append_issuer_and_serial (der, leaf);
  yn_der_close (der, identifier);
  put_algorithm (der, YN_DER_SEQUENCE, algorithm->digest_nid);
  yn_der_put_set (der, YN_DER_CONTEXT_0, attributes);
  put_algorithm (der, YN_DER_SEQUENCE, algorithm->signature_nid);
  yn_der_put (der, YN_DER_OCTETS, data, length);
  yn_der_close (der, signer);
  yn_der_close (der, set);
}

static GBytes *
assemble (YnKey *key, GPtrArray *attributes, GBytes *signature)
{
  static const guint8 version = 1;
  const YnAlgorithm *algorithm = yn_key_algorithm (key);
  GByteArray *der = g_byte_array_new ();
  guint content_info = yn_der_open (der, YN_DER_SEQUENCE), content, signed_data, inner;

  yn_der_put (der, YN_DER_OID, oid_signed_data, sizeof oid_signed_data);
  content = yn_der_open (der, YN_DER_CONTEXT_0);
  signed_data = yn_der_open (der, YN_DER_SEQUENCE);
  yn_der_put (der, YN_DER_INTEGER, &version, 1);
  inner = yn_der_open (der, YN_DER_SET);
  put_algorithm (der, YN_DER_SEQUENCE, algorithm->digest_nid);
  yn_der_close (der, inner);
  inner = yn_der_open (der, YN_DER_SEQUENCE);
  yn_der_put (der, YN_DER_OID, oid_data, sizeof oid_data);
  yn_der_close (der, inner);
  put_certificates (der, key);
  put_signer (der, yn_key_leaf (key), algorithm, attributes, signature);
  yn_der_close (der, signed_data);
  yn_der_close (der, content);
  yn_der_close (der, content_info);
  return g_byte_array_free_to_bytes (der);
}

GBytes *
yn_cms_sign (YnKey *key, const guint8 *digest, gsize length, GError **error)
{
  g_autoptr (GPtrArray) attributes = make_attributes (key, digest, length);
  GByteArray *encoded = g_byte_array_new ();
  g_autoptr (GBytes) tbs = NULL;
  g_autoptr (GBytes) signature = NULL;

  yn_der_put_set (encoded, YN_DER_SET, attributes); /* signed with the tag of a SET, carried with [0]: RFC 5652, 5.4 */
  tbs = g_byte_array_free_to_bytes (encoded);
  signature = yn_key_sign (key, tbs, error);
  return signature != NULL ? assemble (key, attributes, signature) : NULL;
}
