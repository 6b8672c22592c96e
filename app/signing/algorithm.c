/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/algorithm.h"

#include "signing/der.h"

#include <openssl/core_names.h>

#define MIN_RSA 2048

static const struct
{
  YnAlgorithm algorithm;
  const char *type, *group; /* @group: of an elliptic curve */
} algorithms[] = {
  { { "RSA", "SHA256", NID_sha256, NID_rsaEncryption }, "RSA", NULL },
  { { "P-256", "SHA256", NID_sha256, NID_ecdsa_with_SHA256 }, "EC", "prime256v1" },
  { { "P-384", "SHA384", NID_sha384, NID_ecdsa_with_SHA384 }, "EC", "secp384r1" },
  { { "SM2", "SM3", NID_sm3, NID_SM2_with_SM3 }, "SM2", NULL },
};

const YnAlgorithm *
yn_algorithm_of (EVP_PKEY *key)
{
  for (guint i = 0; key != NULL && i < G_N_ELEMENTS (algorithms); i++)
    {
      char group[32] = "";

      if (!EVP_PKEY_is_a (key, algorithms[i].type))
        continue;
      if (algorithms[i].group != NULL
          && (EVP_PKEY_get_group_name (key, group, sizeof group, NULL) != 1
              || !g_str_equal (group, algorithms[i].group)))
        continue;
      if (algorithms[i].algorithm.signature_nid == NID_rsaEncryption && EVP_PKEY_get_bits (key) < MIN_RSA)
        continue;
      return &algorithms[i].algorithm;
    }
  return NULL;
}

static gboolean
set_identity (EVP_PKEY *key, EVP_PKEY_CTX *context)
{
  return !EVP_PKEY_is_a (key, "SM2") || EVP_PKEY_CTX_set1_id (context, YN_SM2_ID, strlen (YN_SM2_ID)) == 1;
}

gboolean
yn_algorithm_begin_sign (EVP_MD_CTX *context, EVP_PKEY *key, const char *digest)
{
  EVP_PKEY_CTX *inside = NULL;

  return EVP_DigestSignInit_ex (context, &inside, digest, NULL, NULL, key, NULL) == 1 && set_identity (key, inside);
}

gboolean
yn_algorithm_begin_verify (EVP_MD_CTX *context, EVP_PKEY *key, const char *digest)
{
  EVP_PKEY_CTX *inside = NULL;

  return EVP_DigestVerifyInit_ex (context, &inside, digest, NULL, NULL, key, NULL) == 1
         && set_identity (key, inside);
}

gboolean
yn_algorithm_is_sm2 (const ASN1_OBJECT *oid)
{
  static const char *const others[] = { "1.2.156.10197.1.301", "1.2.156.10197.1.301.1" };
  char text[64] = "";

  if (OBJ_obj2nid (oid) == NID_SM2_with_SM3)
    return TRUE;
  OBJ_obj2txt (text, sizeof text, oid, 1);
  return g_str_equal (text, others[0]) || g_str_equal (text, others[1]);
}

static ASN1_OCTET_STRING *
identity (void)
{
  ASN1_OCTET_STRING *text = ASN1_OCTET_STRING_new ();

  ASN1_OCTET_STRING_set (text, (const unsigned char *) YN_SM2_ID, strlen (YN_SM2_ID));
  return text;
}

void
yn_algorithm_identify (X509 *certificate)
{
  if (X509_get_signature_nid (certificate) == NID_SM2_with_SM3 && X509_get0_distinguishing_id (certificate) == NULL)
    X509_set0_distinguishing_id (certificate, identity ());
}

void
yn_algorithm_identify_all (const YnX509Stack *certificates)
{
  for (int i = 0; i < sk_X509_num (certificates); i++)
    yn_algorithm_identify (sk_X509_value (certificates, i));
}

void
yn_algorithm_identify_request (X509_REQ *request)
{
  if (X509_REQ_get_signature_nid (request) == NID_SM2_with_SM3)
    X509_REQ_set0_distinguishing_id (request, identity ());
}

gboolean
yn_algorithm_sm2_signed (const guint8 *der, gsize length, EVP_PKEY *key)
{
  YnDer all = YN_DER_BYTES (der, length), whole, signed_part, algorithm, signature;
  const unsigned char *cursor;
  g_autoptr (X509_ALGOR) named = NULL;
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 tag;

  if (!EVP_PKEY_is_a (key, "SM2") || !yn_der_enter (&all, YN_DER_SEQUENCE, &whole)
      || !yn_der_next (&whole, &tag, &signed_part) || !yn_der_next (&whole, &tag, &algorithm)
      || !yn_der_enter (&whole, YN_DER_BITS, &signature) || yn_der_ended (&signature)
      || *signature.at++ != 0) /* bits of the last octet that are not used */
    return FALSE;
  cursor = algorithm.at;
  named = d2i_X509_ALGOR (NULL, &cursor, algorithm.end - algorithm.at);
  return named != NULL && yn_algorithm_is_sm2 (named->algorithm) && yn_algorithm_begin_verify (context, key, "SM3")
         && EVP_DigestVerify (context, signature.at, (size_t) (signature.end - signature.at), signed_part.at,
                              (size_t) (signed_part.end - signed_part.at)) == 1;
}

static gboolean
digest_number (EVP_MD_CTX *context, EVP_PKEY *key, const char *name)
{
  g_autoptr (BIGNUM) number = NULL;
  guint8 octets[32];

  return EVP_PKEY_get_bn_param (key, name, &number) == 1 && BN_bn2binpad (number, octets, sizeof octets) > 0
         && EVP_DigestUpdate (context, octets, sizeof octets) == 1;
}

/* The generator stands in the parameters as an uncompressed point. */
static gboolean
digest_generator (EVP_MD_CTX *context, EVP_PKEY *key)
{
  guint8 point[65];
  size_t length = 0;

  return EVP_PKEY_get_octet_string_param (key, OSSL_PKEY_PARAM_EC_GENERATOR, point, sizeof point, &length) == 1
         && length == sizeof point && EVP_DigestUpdate (context, point + 1, sizeof point - 1) == 1;
}

/* Z = SM3 (length of the identity in bits || identity || a || b || xG || yG || xA || yA), GB/T 32918.2 §5.5 */
static gboolean
digest_identity (EVP_MD_CTX *context, EVP_PKEY *key)
{
  static const guint8 bits[] = { (8 * strlen (YN_SM2_ID)) >> 8, (8 * strlen (YN_SM2_ID)) & 0xff };
  guint8 z[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  return EVP_DigestInit_ex (context, EVP_sm3 (), NULL) == 1 && EVP_DigestUpdate (context, bits, sizeof bits) == 1
         && EVP_DigestUpdate (context, YN_SM2_ID, strlen (YN_SM2_ID)) == 1
         && digest_number (context, key, OSSL_PKEY_PARAM_EC_A) && digest_number (context, key, OSSL_PKEY_PARAM_EC_B)
         && digest_generator (context, key) && digest_number (context, key, OSSL_PKEY_PARAM_EC_PUB_X)
         && digest_number (context, key, OSSL_PKEY_PARAM_EC_PUB_Y) && EVP_DigestFinal_ex (context, z, &length) == 1
         && EVP_DigestInit_ex (context, EVP_sm3 (), NULL) == 1 && EVP_DigestUpdate (context, z, length) == 1;
}

GBytes *
yn_algorithm_digest (EVP_PKEY *public_key, GBytes *tbs, GError **error)
{
  const YnAlgorithm *algorithm = yn_algorithm_of (public_key);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  gsize size;
  const void *data = g_bytes_get_data (tbs, &size);
  gboolean begun = algorithm != NULL
                   && (algorithm->digest_nid == NID_sm3
                           ? digest_identity (context, public_key)
                           : EVP_DigestInit_ex (context, EVP_get_digestbynid (algorithm->digest_nid), NULL) == 1);

  if (!begun || EVP_DigestUpdate (context, data, size) != 1 || EVP_DigestFinal_ex (context, digest, &length) != 1)
    {
      yn_crypto_fail (error, YN_ERROR_FAILED, "cannot hash what is to be signed");
      return NULL;
    }
  return g_bytes_new (digest, length);
}
