/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/cms-form.h"

#include "signing/algorithm.h"
#include "signing/gbt35275.h"

static const guint8 oid_algorithm_protection[] = { YN_OID_ALGORITHM_PROTECTION };

typedef struct
{
  CMS_SignerInfo *signer;
  const YnX509Stack *certificates;
  int content;
  gboolean chinese; /* types of content by GB/T 35275 */
  X509 *leaf;
  EVP_PKEY *key;
  X509_ALGOR *digest, *signature;
  YnDer digest_named, signature_named; /* the algorithms as they stand beside the attributes */
  YnCmsForm *form;
} Reading;

static gboolean
is_oid (const YnDer *oid, int nid)
{
  const ASN1_OBJECT *object = OBJ_nid2obj (nid);

  return yn_der_equal (oid, OBJ_get0_data (object), OBJ_length (object));
}

static gboolean
enter_version (YnDer *walk, guint8 version)
{
  YnDer number;

  return yn_der_enter (walk, YN_DER_INTEGER, &number) && yn_der_equal (&number, &version, 1);
}

/* An object identifier and nothing, or NULL, behind it. */
static gboolean
plain_algorithm (YnDer *walk, const ASN1_OBJECT *wanted)
{
  YnDer algorithm, oid, nothing;

  return yn_der_enter (walk, YN_DER_SEQUENCE, &algorithm) && yn_der_enter (&algorithm, YN_DER_OID, &oid)
         && yn_der_equal (&oid, OBJ_get0_data (wanted), OBJ_length (wanted))
         && (yn_der_ended (&algorithm)
             || (yn_der_enter (&algorithm, YN_DER_NULL, &nothing) && yn_der_ended (&nothing)
                 && yn_der_ended (&algorithm)));
}

/* The set of digest algorithms names the signer's, and no other. */
static gboolean
read_digest_algorithms (Reading *reading, YnDer *data)
{
  YnDer set;

  return yn_der_enter (data, YN_DER_SET, &set) && plain_algorithm (&set, reading->digest->algorithm)
         && yn_der_ended (&set);
}

static gboolean
read_content (Reading *reading, YnDer *data)
{
  YnDer content, oid, explicit, octets;

  if (!yn_der_enter (data, YN_DER_SEQUENCE, &content) || !yn_der_enter (&content, YN_DER_OID, &oid))
    return FALSE;
  if (reading->chinese ? !yn_gbt35275_is_data (&oid)
                             : !is_oid (&oid, reading->content))
    return FALSE;
  if (reading->content == NID_pkcs7_data)
    return yn_der_ended (&content);
  return yn_der_enter (&content, YN_DER_CONTEXT_0, &explicit) && yn_der_ended (&content)
         && yn_der_enter (&explicit, YN_DER_OCTETS, &octets) && yn_der_ended (&explicit);
}

/* A certificate is signed inside only, and is compared by what libcrypto made of it. */
static gboolean
written_like_read (const YnDer *raw, X509 *read)
{
  g_autoptr (GBytes) der = read != NULL ? yn_crypto_certificate_der (read) : NULL;

  return der != NULL && yn_der_equal (raw, g_bytes_get_data (der, NULL), g_bytes_get_size (der));
}

static gboolean
read_certificates (const Reading *reading, YnDer *data)
{
  YnDer certificates, certificate;
  int n = 0;
  guint8 tag;

  if (!yn_der_enter (data, YN_DER_CONTEXT_0, &certificates))
    return TRUE; /* optional */
  while (!yn_der_ended (&certificates))
    if (!yn_der_next (&certificates, &tag, &certificate) || tag != YN_DER_SEQUENCE
        || !written_like_read (&certificate, sk_X509_value (reading->certificates, n++)))
      return FALSE;
  return TRUE;
}

/* libcrypto compares names without regard to case and white space. */
static gboolean
read_identifier (Reading *reading, YnDer *signer, gboolean by_key)
{
  g_autoptr (GByteArray) expected = g_byte_array_new ();
  YnDer stated;
  guint8 tag;

  if (by_key)
    {
      const ASN1_OCTET_STRING *key = X509_get0_subject_key_id (reading->leaf);

      if (key == NULL)
        return FALSE;
      yn_der_put (expected, YN_DER_SIMPLE_0, ASN1_STRING_get0_data (key), (gsize) ASN1_STRING_length (key));
    }
  else
    {
      guint sequence = yn_der_open (expected, YN_DER_SEQUENCE);

      yn_crypto_append_issuer_and_serial (expected, reading->leaf);
      yn_der_close (expected, sequence);
    }
  return yn_der_next (signer, &tag, &stated) && yn_der_equal (&stated, expected->data, expected->len);
}

/* What RFC 6211 has signed: the two algorithms once more, the second under [1]. */
static gboolean
protection_agrees (const Reading *reading, YnDer *values)
{
  YnDer protection, digest, signature, named = reading->signature_named, named_inside;
  guint8 tag;

  return yn_der_enter (values, YN_DER_SEQUENCE, &protection) && yn_der_ended (values)
         && yn_der_next (&protection, &tag, &digest)
         && yn_der_equal (&digest, reading->digest_named.at,
                          (gsize) (reading->digest_named.end - reading->digest_named.at))
         && yn_der_enter (&protection, YN_DER_CONTEXT_1, &signature) && yn_der_ended (&protection)
         && yn_der_enter (&named, YN_DER_SEQUENCE, &named_inside)
         && yn_der_equal (&signature, named_inside.at, (gsize) (named_inside.end - named_inside.at));
}

/* What is inside the values is signed as it stands. */
static gboolean
read_attributes (const Reading *reading)
{
  YnDer element = reading->form->attributes, attributes, attribute, oid, values;

  if (!yn_der_enter (&element, YN_DER_CONTEXT_0, &attributes))
    return FALSE;
  while (!yn_der_ended (&attributes))
    if (!yn_der_enter (&attributes, YN_DER_SEQUENCE, &attribute) || !yn_der_enter (&attribute, YN_DER_OID, &oid)
        || !yn_der_enter (&attribute, YN_DER_SET, &values) || !yn_der_ended (&attribute)
        || (yn_der_equal (&oid, oid_algorithm_protection, sizeof oid_algorithm_protection)
            && !protection_agrees (reading, &values)))
      return FALSE;
  return TRUE;
}

/* RFC 3161's token is the one thing that may stand unsigned beside a signature: it is signed by somebody else. */
static gboolean
read_unsigned (const Reading *reading, YnDer *signer)
{
  YnDer attributes, attribute, oid, values;
  guint8 tag;

  if (!yn_der_enter (signer, YN_DER_CONTEXT_1, &attributes))
    return yn_der_ended (signer);
  return yn_der_ended (signer) && yn_der_enter (&attributes, YN_DER_SEQUENCE, &attribute)
         && yn_der_ended (&attributes) && yn_der_enter (&attribute, YN_DER_OID, &oid)
         && is_oid (&oid, NID_id_smime_aa_timeStampToken) && yn_der_enter (&attribute, YN_DER_SET, &values)
         && yn_der_ended (&attribute) && yn_der_next (&values, &tag, &reading->form->timestamp)
         && yn_der_ended (&values);
}

/* SM2 has two names: of the algorithm with SM3, and (GB/T 35275) of SM2 as a signature alone. */
static gboolean
read_signature_algorithm (Reading *reading, YnDer walk)
{
  int nid = OBJ_obj2nid (reading->signature->algorithm), with_digest = NID_undef, with_key = NID_undef;

  if (nid == NID_rsassaPss) /* it brings parameters, which libcrypto checks */
    {
      unsigned char *der = NULL;
      int length = i2d_X509_ALGOR (reading->signature, &der);
      gboolean same = length > 0 && yn_der_equal (&walk, der, (gsize) length);

      OPENSSL_free (der);
      return same && EVP_PKEY_is_a (reading->key, "RSA");
    }
  if (!plain_algorithm (&walk, reading->signature->algorithm))
    return FALSE;
  if (EVP_PKEY_is_a (reading->key, "SM2"))
    return yn_algorithm_is_sm2 (reading->signature->algorithm)
           && OBJ_obj2nid (reading->digest->algorithm) == NID_sm3;
  if (nid == NID_rsaEncryption)
    return EVP_PKEY_is_a (reading->key, "RSA");
  return OBJ_find_sigid_algs (nid, &with_digest, &with_key) == 1
         && with_digest == OBJ_obj2nid (reading->digest->algorithm)
         && with_key == EVP_PKEY_get_base_id (reading->key);
}

/* SignerInfo, RFC 5652 §5.3 */
static gboolean
read_signer (Reading *reading, YnDer *signers, gboolean by_key)
{
  YnDer signer, digest;
  guint8 tag;

  if (!yn_der_enter (signers, YN_DER_SEQUENCE, &signer) || !enter_version (&signer, by_key ? 3 : 1)
      || !read_identifier (reading, &signer, by_key) || !yn_der_next (&signer, &tag, &reading->digest_named)
      || !yn_der_next (&signer, &tag, &reading->form->attributes)
      || !yn_der_next (&signer, &tag, &reading->signature_named)
      || !yn_der_enter (&signer, YN_DER_OCTETS, &reading->form->signature))
    return FALSE;
  digest = reading->digest_named;
  return plain_algorithm (&digest, reading->digest->algorithm)
         && read_signature_algorithm (reading, reading->signature_named) && read_attributes (reading)
         && read_unsigned (reading, &signer);
}

/* ContentInfo and SignedData, §3 and §5.1. Lists of revocations that came along are not let through: PAdES has them
 * elsewhere, and here nobody looks at them. */
static gboolean
read_all (Reading *reading, YnDer all, gboolean by_key)
{
  YnDer info, oid, explicit, data, signers;
  guint8 version = by_key || reading->content != NID_pkcs7_data ? 3 : 1;

  if (!yn_der_enter (&all, YN_DER_SEQUENCE, &info) || !yn_der_ended (&all)
      || !yn_der_enter (&info, YN_DER_OID, &oid))
    return FALSE;
  reading->chinese = yn_gbt35275_is_signed_data (&oid);
  return (reading->chinese || is_oid (&oid, NID_pkcs7_signed))
         && yn_der_enter (&info, YN_DER_CONTEXT_0, &explicit) && yn_der_ended (&info)
         && yn_der_enter (&explicit, YN_DER_SEQUENCE, &data) && yn_der_ended (&explicit)
         && enter_version (&data, version) && read_digest_algorithms (reading, &data)
         && read_content (reading, &data) && read_certificates (reading, &data)
         && yn_der_enter (&data, YN_DER_SET, &signers) && yn_der_ended (&data)
         && read_signer (reading, &signers, by_key) && yn_der_ended (&signers);
}

gboolean
yn_cms_form_read (const guint8 *der, gsize length, const YnX509Stack *certificates, CMS_SignerInfo *signer, int content,
                  YnCmsForm *form)
{
  Reading reading = { signer, certificates, content, FALSE };
  ASN1_OCTET_STRING *key_identifier = NULL;

  *form = (YnCmsForm) { { NULL } };
  reading.form = form;
  CMS_SignerInfo_get0_signer_id (signer, &key_identifier, NULL, NULL);
  CMS_SignerInfo_get0_algs (signer, &reading.key, &reading.leaf, &reading.digest, &reading.signature);
  return read_all (&reading, YN_DER_BYTES (der, length), key_identifier != NULL);
}

/* libcrypto has no way to tell a CMS under which identity SM2 signed it. What is signed is the attributes with the tag
 * of a SET (RFC 5652 §5.4). */
static gboolean
sm2_holds (EVP_PKEY *key, const YnCmsForm *form)
{
  static const guint8 tag = YN_DER_SET;
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  return yn_algorithm_begin_verify (context, key, "SM3") && EVP_DigestVerifyUpdate (context, &tag, 1) == 1
         && EVP_DigestVerifyUpdate (context, form->attributes.at + 1,
                                    (size_t) (form->attributes.end - form->attributes.at - 1)) == 1
         && EVP_DigestVerifyFinal (context, form->signature.at,
                                   (size_t) (form->signature.end - form->signature.at)) == 1;
}

gboolean
yn_cms_signature_holds (CMS_SignerInfo *signer, const YnCmsForm *form)
{
  EVP_PKEY *key = NULL;

  CMS_SignerInfo_get0_algs (signer, &key, NULL, NULL, NULL);
  return EVP_PKEY_is_a (key, "SM2") ? sm2_holds (key, form) : CMS_SignerInfo_verify (signer) == 1;
}
