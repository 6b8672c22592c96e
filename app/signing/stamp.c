/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/stamp.h"

static CMS_ContentInfo *
parse (GBytes *bytes, CMS_SignerInfo **signer, GError **error)
{
  gsize length;
  const unsigned char *cursor = g_bytes_get_data (bytes, &length);
  g_autoptr (CMS_ContentInfo) cms = d2i_CMS_ContentInfo (NULL, &cursor, (long) length);
  STACK_OF (CMS_SignerInfo) *signers = cms != NULL ? CMS_get0_SignerInfos (cms) : NULL;

  if (signers == NULL || sk_CMS_SignerInfo_num (signers) != 1)
    {
      yn_crypto_fail (error, YN_ERROR_FAILED, "not a CMS of one signer");
      return NULL;
    }
  *signer = sk_CMS_SignerInfo_value (signers, 0);
  return g_steal_pointer (&cms);
}

gboolean
yn_stamp_digest (GBytes *bytes, guint8 digest[32], GError **error)
{
  CMS_SignerInfo *signer = NULL;
  g_autoptr (CMS_ContentInfo) cms = parse (bytes, &signer, error);
  const ASN1_OCTET_STRING *signature;

  if (cms == NULL)
    return FALSE;
  signature = CMS_SignerInfo_get0_signature (signer);
  return EVP_Digest (ASN1_STRING_get0_data (signature), (size_t) ASN1_STRING_length (signature), digest, NULL,
                     EVP_sha256 (), NULL) == 1
         || yn_crypto_fail (error, YN_ERROR_FAILED, "the signature value has no digest");
}

GBytes *
yn_stamp_put (GBytes *bytes, GBytes *token, GError **error)
{
  CMS_SignerInfo *signer = NULL;
  g_autoptr (CMS_ContentInfo) cms = parse (bytes, &signer, error);
  gsize length;
  const void *data = g_bytes_get_data (token, &length);
  unsigned char *der = NULL;
  GBytes *stamped;
  int size;

  if (cms == NULL)
    return NULL;
  if (CMS_unsigned_add1_attr_by_NID (signer, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, data, (int) length) != 1
      || (size = i2d_CMS_ContentInfo (cms, &der)) <= 0)
    {
      yn_crypto_fail (error, YN_ERROR_FAILED, "the timestamp cannot be put into the signature");
      return NULL;
    }
  stamped = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  return stamped;
}

GBytes *
yn_stamp_of (GBytes *bytes, GError **error)
{
  CMS_SignerInfo *signer = NULL;
  g_autoptr (CMS_ContentInfo) cms = parse (bytes, &signer, error);
  const ASN1_STRING *token;

  if (cms == NULL)
    return NULL;
  token = CMS_unsigned_get0_data_by_OBJ (signer, OBJ_nid2obj (NID_id_smime_aa_timeStampToken), -3, V_ASN1_SEQUENCE);
  if (token == NULL)
    {
      yn_crypto_fail (error, YN_ERROR_FAILED, "the signature bears no timestamp");
      return NULL;
    }
  return g_bytes_new (ASN1_STRING_get0_data (token), (gsize) ASN1_STRING_length (token));
}
