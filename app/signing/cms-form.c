/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/cms-form.h"

#include <string.h>

typedef struct
{
  const guint8 *at, *end;
} Walk;

#define NOT_DER (0x80 | 0x01) /* what ASN1_get_object() answers for nonsense, and for an indefinite length */

/* libcrypto reads a SET that does not say it is constructed; this does not. */
static gboolean
enter (Walk *walk, int tag, int class, Walk *inside)
{
  const unsigned char *cursor = walk->at;
  gboolean simple = class == V_ASN1_UNIVERSAL && (tag == V_ASN1_INTEGER || tag == V_ASN1_OBJECT);
  long length;
  int found_tag, found_class, flags;

  if (walk->at >= walk->end)
    return FALSE;
  flags = ASN1_get_object (&cursor, &length, &found_tag, &found_class, walk->end - walk->at);
  if ((flags & NOT_DER) != 0 || found_tag != tag || found_class != class
      || ((flags & V_ASN1_CONSTRUCTED) == 0) != simple)
    return FALSE;
  *inside = (Walk) { cursor, cursor + length };
  walk->at = cursor + length;
  return TRUE;
}

static gboolean
skip (Walk *walk)
{
  const unsigned char *cursor = walk->at;
  long length;
  int tag, class, flags;

  if (walk->at >= walk->end)
    return FALSE;
  flags = ASN1_get_object (&cursor, &length, &tag, &class, walk->end - walk->at);
  if ((flags & NOT_DER) != 0)
    return FALSE;
  walk->at = cursor + length;
  return TRUE;
}

static gboolean
enter_version (Walk *walk, guint8 version)
{
  Walk number;

  return enter (walk, V_ASN1_INTEGER, V_ASN1_UNIVERSAL, &number) && number.end - number.at == 1
         && *number.at == version;
}

static gboolean
plain_parameters (const X509_ALGOR *algorithm)
{
  int type;

  X509_ALGOR_get0 (NULL, &type, NULL, algorithm);
  return type == V_ASN1_UNDEF || type == V_ASN1_NULL;
}

/* The set of digest algorithms names the signer's, and no other. */
static gboolean
walk_digest_algorithms (Walk set, const X509_ALGOR *wanted)
{
  gboolean right = set.at < set.end;

  while (right && set.at < set.end)
    {
      const unsigned char *cursor = set.at;
      X509_ALGOR *found = d2i_X509_ALGOR (NULL, &cursor, set.end - set.at);

      right = found != NULL && OBJ_cmp (found->algorithm, wanted->algorithm) == 0 && plain_parameters (found);
      X509_ALGOR_free (found);
      set.at = cursor;
    }
  return right;
}

/* What is inside the values is signed as it stands. */
static gboolean
walk_attributes (Walk attributes)
{
  Walk attribute, inside;

  while (attributes.at < attributes.end)
    if (!enter (&attributes, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL, &attribute)
        || !enter (&attribute, V_ASN1_OBJECT, V_ASN1_UNIVERSAL, &inside)
        || !enter (&attribute, V_ASN1_SET, V_ASN1_UNIVERSAL, &inside))
      return FALSE;
  return TRUE;
}

/* SignerInfo (RFC 5652 §5.3). */
static gboolean
walk_signer (Walk *signers, guint8 version)
{
  Walk signer, attributes;

  if (!enter (signers, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL, &signer) || !enter_version (&signer, version)
      || !skip (&signer) /* who */ || !skip (&signer) /* digest algorithm */
      || !enter (&signer, 0, V_ASN1_CONTEXT_SPECIFIC, &attributes) || !walk_attributes (attributes)
      || !skip (&signer) /* signature algorithm */ || !skip (&signer) /* signature */)
    return FALSE;
  if (signer.at == signer.end)
    return TRUE;
  return enter (&signer, 1, V_ASN1_CONTEXT_SPECIFIC, &attributes) && walk_attributes (attributes)
         && signer.at == signer.end;
}

/* Certificates and revocation lists, both optional. */
static gboolean
skip_company (Walk *data)
{
  Walk inside;

  enter (data, 0, V_ASN1_CONTEXT_SPECIFIC, &inside);
  enter (data, 1, V_ASN1_CONTEXT_SPECIFIC, &inside);
  return TRUE;
}

/* The content itself is signed; what says of which kind it is stands in the signed attributes too. */
static gboolean
walk_content (Walk content, gboolean *plain)
{
  const unsigned char *cursor = content.at;
  ASN1_OBJECT *type = d2i_ASN1_OBJECT (NULL, &cursor, content.end - content.at);
  Walk inside;

  *plain = OBJ_obj2nid (type) == NID_pkcs7_data;
  ASN1_OBJECT_free (type);
  content.at = cursor;
  if (type == NULL)
    return FALSE;
  return content.at == content.end
         || (enter (&content, 0, V_ASN1_CONTEXT_SPECIFIC, &inside) && content.at == content.end && skip (&inside)
             && inside.at == inside.end);
}

/* ContentInfo and SignedData (§3, §5.1: its version is 3 where the content is of another kind than data). */
static gboolean
walk_form (Walk all, guint8 version, const X509_ALGOR *digest)
{
  Walk info, oid, explicit, data, digests, content, signers, number;
  gboolean plain;

  return enter (&all, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL, &info)
         && enter (&info, V_ASN1_OBJECT, V_ASN1_UNIVERSAL, &oid)
         && enter (&info, 0, V_ASN1_CONTEXT_SPECIFIC, &explicit)
         && enter (&explicit, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL, &data) && (number = data, skip (&data))
         && enter (&data, V_ASN1_SET, V_ASN1_UNIVERSAL, &digests) && walk_digest_algorithms (digests, digest)
         && enter (&data, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL, &content) && walk_content (content, &plain)
         && enter_version (&number, plain ? version : 3) && skip_company (&data)
         && enter (&data, V_ASN1_SET, V_ASN1_UNIVERSAL, &signers) && walk_signer (&signers, version);
}

/* rsaEncryption or the algorithm that belongs to digest and key; PSS brings parameters that libcrypto checks. */
static gboolean
algorithms_agree (const X509_ALGOR *digest, const X509_ALGOR *signature, EVP_PKEY *key)
{
  int nid = OBJ_obj2nid (signature->algorithm), with_digest = NID_undef, with_key = NID_undef;

  if (!plain_parameters (digest))
    return FALSE;
  if (nid == NID_rsassaPss)
    return EVP_PKEY_is_a (key, "RSA");
  if (!plain_parameters (signature))
    return FALSE;
  if (nid == NID_rsaEncryption)
    return EVP_PKEY_is_a (key, "RSA");
  return OBJ_find_sigid_algs (nid, &with_digest, &with_key) == 1 && with_digest == OBJ_obj2nid (digest->algorithm)
         && with_key == EVP_PKEY_get_base_id (key);
}

/* libcrypto compares names without regard to case and white space. */
static gboolean
names_issuer (const X509_NAME *named, const X509 *leaf)
{
  const unsigned char *stated = NULL, *own = NULL;
  size_t stated_length = 0, own_length = 0;

  X509_NAME_get0_der (named, &stated, &stated_length);
  X509_NAME_get0_der (X509_get_issuer_name (leaf), &own, &own_length);
  return stated_length == own_length && memcmp (stated, own, own_length) == 0;
}

gboolean
yn_cms_form_agrees (const guint8 *der, gsize length, CMS_SignerInfo *signer)
{
  ASN1_OCTET_STRING *key_identifier = NULL;
  X509_NAME *issuer = NULL;
  X509_ALGOR *digest, *signature;
  EVP_PKEY *key;
  X509 *leaf;

  CMS_SignerInfo_get0_signer_id (signer, &key_identifier, &issuer, NULL);
  CMS_SignerInfo_get0_algs (signer, &key, &leaf, &digest, &signature);
  return (key_identifier != NULL || names_issuer (issuer, leaf)) && algorithms_agree (digest, signature, key)
         && walk_form ((Walk) { der, der + length }, key_identifier != NULL ? 3 : 1, digest);
}
