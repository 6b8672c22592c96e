/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/cms.h"

#include "signing/signer.h"

#include <string.h>

enum
{
  INTEGER = 0x02,
  OCTETS = 0x04,
  NOTHING = 0x05,
  OID = 0x06,
  SEQUENCE = 0x30,
  SET = 0x31,
  CONTEXT_0 = 0xa0,
};

static const guint8 oid_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01 };
static const guint8 oid_signed_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02 };
static const guint8 oid_content_type[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03 };
static const guint8 oid_message_digest[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04 };
static const guint8 oid_signing_certificate_v2[]
    = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f };

/* DER grows at the end of one array. An element is opened, filled and closed; closing puts its length in. */
static guint
open_element (GByteArray *der, guint8 tag)
{
  g_byte_array_append (der, &tag, 1);
  return der->len;
}

static void
close_element (GByteArray *der, guint start)
{
  guint length = der->len - start, rest = length;
  guint8 octets[1 + sizeof length];
  guint n = 0;

  if (length < 0x80)
    octets[n++] = (guint8) length;
  else
    {
      guint count = 0;

      for (; rest != 0; rest >>= 8)
        count++;
      octets[n++] = (guint8) (0x80 | count);
      while (count-- > 0)
        octets[n++] = (guint8) (length >> (8 * count));
    }
  g_byte_array_set_size (der, der->len + n);
  memmove (der->data + start + n, der->data + start, length);
  memcpy (der->data + start, octets, n);
}

static void
put (GByteArray *der, guint8 tag, const void *content, gsize length)
{
  guint element = open_element (der, tag);

  if (length > 0)
    g_byte_array_append (der, content, (guint) length);
  close_element (der, element);
}

static void
put_bytes (GByteArray *der, GBytes *encoded)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (encoded, &length);

  g_byte_array_append (der, data, (guint) length);
}

static int
compare_encodings (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

/* A SET OF, whose elements DER wants in the order of their encodings. */
static void
put_set (GByteArray *der, guint8 tag, GPtrArray *elements)
{
  guint set = open_element (der, tag);

  g_ptr_array_sort (elements, compare_encodings);
  for (guint i = 0; i < elements->len; i++)
    put_bytes (der, g_ptr_array_index (elements, i));
  close_element (der, set);
}

static void
put_algorithm (GByteArray *der, int nid)
{
  const ASN1_OBJECT *oid = OBJ_nid2obj (nid);
  guint sequence = open_element (der, SEQUENCE);

  put (der, OID, OBJ_get0_data (oid), OBJ_length (oid));
  if (nid == NID_rsaEncryption) /* RFC 3370 §3.2; no other of ours has parameters */
    put (der, NOTHING, NULL, 0);
  close_element (der, sequence);
}

static GBytes *
make_attribute (const guint8 *oid, gsize oid_length, GByteArray *value)
{
  GByteArray *der = g_byte_array_new ();
  guint attribute = open_element (der, SEQUENCE);

  put (der, OID, oid, oid_length);
  put (der, SET, value->data, value->len);
  close_element (der, attribute);
  return g_byte_array_free_to_bytes (der);
}

/* ESSCertIDv2 (RFC 5035): the certificate's SHA-256, which is its default algorithm and therefore not named. */
static void
put_signing_certificate (GByteArray *der, X509 *leaf)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  guint signing_certificate = open_element (der, SEQUENCE);
  guint certificates = open_element (der, SEQUENCE);
  guint identifier = open_element (der, SEQUENCE);

  X509_digest (leaf, EVP_sha256 (), digest, &length);
  put (der, OCTETS, digest, length);
  close_element (der, identifier);
  close_element (der, certificates);
  close_element (der, signing_certificate);
}

static GPtrArray *
make_attributes (X509 *leaf, const guint8 *digest, gsize length)
{
  GPtrArray *attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GByteArray) type = g_byte_array_new ();
  g_autoptr (GByteArray) message = g_byte_array_new ();
  g_autoptr (GByteArray) certificate = g_byte_array_new ();

  put (type, OID, oid_data, sizeof oid_data);
  put (message, OCTETS, digest, length);
  put_signing_certificate (certificate, leaf);
  g_ptr_array_add (attributes, make_attribute (oid_content_type, sizeof oid_content_type, type));
  g_ptr_array_add (attributes, make_attribute (oid_message_digest, sizeof oid_message_digest, message));
  g_ptr_array_add (attributes, make_attribute (oid_signing_certificate_v2, sizeof oid_signing_certificate_v2,
                                               certificate));
  return attributes;
}

static void
put_issuer_and_serial (GByteArray *der, X509 *leaf)
{
  guint sequence = open_element (der, SEQUENCE);
  const unsigned char *name = NULL;
  size_t name_length = 0;
  unsigned char *serial = NULL;
  int serial_length;

  X509_NAME_get0_der (X509_get_issuer_name (leaf), &name, &name_length);
  g_byte_array_append (der, name, (guint) name_length);
  serial_length = i2d_ASN1_INTEGER (X509_get0_serialNumber (leaf), &serial);
  g_byte_array_append (der, serial, (guint) MAX (serial_length, 0));
  OPENSSL_free (serial);
  close_element (der, sequence);
}

static void
put_certificates (GByteArray *der, YnKey *key)
{
  g_autoptr (GPtrArray) certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  YnX509Stack *chain = yn_key_chain (key);

  g_ptr_array_add (certificates, yn_crypto_certificate_der (yn_key_leaf (key)));
  for (int i = 0; i < sk_X509_num (chain); i++)
    g_ptr_array_add (certificates, yn_crypto_certificate_der (sk_X509_value (chain, i)));
  put_set (der, CONTEXT_0, certificates);
}

static void
put_signer (GByteArray *der, X509 *leaf, const YnAlgorithm *algorithm, GPtrArray *attributes, GBytes *signature)
{
  static const guint8 version = 1;
  guint set = open_element (der, SET);
  guint signer = open_element (der, SEQUENCE);
  gsize length;
  const void *data = g_bytes_get_data (signature, &length);

  put (der, INTEGER, &version, 1);
  put_issuer_and_serial (der, leaf);
  put_algorithm (der, algorithm->digest_nid);
  put_set (der, CONTEXT_0, attributes);
  put_algorithm (der, algorithm->signature_nid);
  put (der, OCTETS, data, length);
  close_element (der, signer);
  close_element (der, set);
}

static GBytes *
assemble (YnKey *key, GPtrArray *attributes, GBytes *signature)
{
  static const guint8 version = 1;
  const YnAlgorithm *algorithm = yn_key_algorithm (key);
  GByteArray *der = g_byte_array_new ();
  guint content_info = open_element (der, SEQUENCE), content, signed_data, inner;

  put (der, OID, oid_signed_data, sizeof oid_signed_data);
  content = open_element (der, CONTEXT_0);
  signed_data = open_element (der, SEQUENCE);
  put (der, INTEGER, &version, 1);
  inner = open_element (der, SET);
  put_algorithm (der, algorithm->digest_nid);
  close_element (der, inner);
  inner = open_element (der, SEQUENCE);
  put (der, OID, oid_data, sizeof oid_data);
  close_element (der, inner);
  put_certificates (der, key);
  put_signer (der, yn_key_leaf (key), algorithm, attributes, signature);
  close_element (der, signed_data);
  close_element (der, content);
  close_element (der, content_info);
  return g_byte_array_free_to_bytes (der);
}

GBytes *
yn_cms_sign (YnKey *key, const guint8 *digest, gsize length, GError **error)
{
  g_autoptr (GPtrArray) attributes = make_attributes (yn_key_leaf (key), digest, length);
  GByteArray *encoded = g_byte_array_new ();
  g_autoptr (GBytes) tbs = NULL;
  g_autoptr (GBytes) signature = NULL;

  put_set (encoded, SET, attributes); /* signed with the tag of a SET, carried with [0]: RFC 5652, 5.4 */
  tbs = g_byte_array_free_to_bytes (encoded);
  signature = yn_key_sign (key, tbs, error);
  return signature != NULL ? assemble (key, attributes, signature) : NULL;
}
