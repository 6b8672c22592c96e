/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/verify-cms.h"

#include "signing/algorithm.h"
#include "signing/certificate.h"
#include "signing/chain.h"
#include "signing/cms-form.h"
#include "signing/gbt35275.h"
#include "signing/verify-time.h"

#include <openssl/err.h>
#include <string.h>

typedef struct
{
  CMS_ContentInfo *cms;
  YnX509Stack *certificates; /* all that came with it */
  CMS_SignerInfo *signer;    /* borrowed, like the next three */
  X509 *leaf;
  EVP_PKEY *key;
  X509_ALGOR *digest_algorithm;
  GBytes *bytes;    /* as they stand in the hole, but for lengths that were indefinite */
  const guint8 *der;
  gsize der_length;
  gboolean chinese; /* GB/T 35275 */
  gboolean formed;  /* read strictly, too: @form holds */
  YnCmsForm form;
} Signature;

static const char not_der[] = "a CMS that is not DER, or whose parts do not agree";

static void
signature_clear (Signature *signature)
{
  CMS_ContentInfo_free (signature->cms);
  yn_x509_stack_free (signature->certificates);
  g_clear_pointer (&signature->bytes, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signature, signature_clear)

static gboolean
answer (YnSignatureVerdict *verdict, YnVerdict intact, const char *code, const char *detail)
{
  verdict->intact = intact;
  verdict->intact_code = g_strdup (code);
  verdict->intact_detail = g_strdup (detail);
  ERR_clear_error ();
  return FALSE;
}

static gboolean
changed (YnSignatureVerdict *verdict, const char *detail)
{
  return answer (verdict, YN_VERDICT_NO, "changed-bytes", detail);
}

static gboolean
refused (YnSignatureVerdict *verdict, const char *detail)
{
  return answer (verdict, YN_VERDICT_NO, "structure-refused", detail);
}

static gboolean
unknown (YnSignatureVerdict *verdict, const char *detail)
{
  return answer (verdict, YN_VERDICT_CANNOT_TELL, "unknown-kind", detail);
}

/* @consumed: how much of the hole it takes. */
static gboolean
read_cms (GBytes *contents, Signature *signature, gsize *consumed)
{
  gsize length;
  const guint8 *start = g_bytes_get_data (contents, &length);
  g_autoptr (GBytes) definite = yn_der_definite (start, length, consumed);
  g_autoptr (GBytes) translated = NULL;
  const unsigned char *cursor;

  signature->bytes = g_bytes_ref (definite != NULL ? definite : contents);
  signature->der = cursor = g_bytes_get_data (signature->bytes, &length);
  translated = yn_gbt35275_translate (signature->der, length, &signature->der_length);
  signature->chinese = translated != NULL;
  if (translated != NULL)
    cursor = g_bytes_get_data (translated, &length);
  signature->cms = d2i_CMS_ContentInfo (NULL, &cursor, (long) length);
  if (translated == NULL)
    signature->der_length = (gsize) (cursor - signature->der);
  if (definite == NULL)
    *consumed = signature->der_length;
  return signature->cms != NULL;
}

/* One CMS, and zeros behind it. */
static gboolean
parse (GBytes *contents, Signature *signature, YnSignatureVerdict *verdict)
{
  gsize length, end = 0;
  const guint8 *start = g_bytes_get_data (contents, &length);

  if (start[0] == 0)
    return refused (verdict, "the hole holds no signature");
  if (!read_cms (contents, signature, &end))
    return refused (verdict, "the hole holds no CMS");
  for (gsize i = end; i < length; i++)
    if (start[i] != 0)
      return refused (verdict, "something stands behind the CMS");
  if (OBJ_obj2nid (CMS_get0_type (signature->cms)) != NID_pkcs7_signed)
    return unknown (verdict, "a CMS of another kind than signed data");
  if (CMS_is_detached (signature->cms) != 1 || OBJ_obj2nid (CMS_get0_eContentType (signature->cms)) != NID_pkcs7_data)
    return unknown (verdict, "a CMS that carries its own content");
  return TRUE;
}

static gboolean
find_signer (Signature *signature, YnSignatureVerdict *verdict)
{
  STACK_OF (CMS_SignerInfo) *signers = CMS_get0_SignerInfos (signature->cms);

  if (sk_CMS_SignerInfo_num (signers) != 1)
    return refused (verdict, "not exactly one signer");
  signature->signer = sk_CMS_SignerInfo_value (signers, 0);
  signature->certificates = CMS_get1_certs (signature->cms);
  yn_algorithm_identify_all (signature->certificates);
  CMS_set1_signers_certs (signature->cms, NULL, 0);
  CMS_SignerInfo_get0_algs (signature->signer, &signature->key, &signature->leaf, &signature->digest_algorithm, NULL);
  if (signature->leaf == NULL || signature->key == NULL)
    return unknown (verdict, "the signer's certificate did not come with the signature");
  signature->formed = yn_cms_form_read (signature->der, signature->der_length, signature->certificates,
                                        signature->signer, NID_pkcs7_data, &signature->form);
  return TRUE;
}

static gboolean
digest_known (const X509_ALGOR *algorithm, YnDigest *digest)
{
  static const int known[] = { NID_sha256, NID_sha384, NID_sha512, NID_sm3 };
  int nid = OBJ_obj2nid (algorithm->algorithm);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (nid == known[i])
      {
        digest->algorithm = OBJ_nid2sn (nid);
        return TRUE;
      }
  return FALSE;
}

/* The only value of a signed attribute that stands there once; NULL: there is none. */
static const ASN1_STRING *
attribute (const Signature *signature, int nid, int type)
{
  const ASN1_STRING *value = CMS_signed_get0_data_by_OBJ (signature->signer, OBJ_nid2obj (nid), -3, type);

  ERR_clear_error ();
  return value;
}

static gboolean
is_data (const ASN1_OBJECT *type, gboolean chinese)
{
  YnDer oid = YN_DER_BYTES (OBJ_get0_data (type), OBJ_length (type));

  return chinese ? yn_gbt35275_is_data (&oid) : OBJ_obj2nid (type) == NID_pkcs7_data;
}

static gboolean
check_digest (const YnSignatureField *field, YnBytes *pdf, const Signature *signature, YnSignatureVerdict *verdict)
{
  const ASN1_STRING *stated;
  const ASN1_OBJECT *type;
  YnDigest digest = { NULL };

  if (!digest_known (signature->digest_algorithm, &digest))
    return unknown (verdict, "a digest algorithm that is not checked here");
  stated = attribute (signature, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
  if (stated == NULL)
    return unknown (verdict, "a signature without a message digest");
  if (!yn_signature_field_digest (field, pdf, &digest, 1))
    return unknown (verdict, "the file cannot be read to its end");
  if ((gsize) ASN1_STRING_length (stated) != digest.length
      || memcmp (ASN1_STRING_get0_data (stated), digest.value, digest.length) != 0)
    return changed (verdict, "the digest differs");
  type = CMS_signed_get0_data_by_OBJ (signature->signer, OBJ_nid2obj (NID_pkcs9_contentType), -3, V_ASN1_OBJECT);
  if (type == NULL || !is_data (type, signature->chinese))
    return refused (verdict, "the content type is not data");
  return TRUE;
}

static gboolean
check_signature (const Signature *signature, YnSignatureVerdict *verdict)
{
  gboolean sm2 = EVP_PKEY_is_a (signature->key, "SM2");

  if (!sm2 && !EVP_PKEY_is_a (signature->key, "RSA") && !EVP_PKEY_is_a (signature->key, "EC"))
    return unknown (verdict, "a signature algorithm that is not checked here");
  if (sm2 && !signature->formed)
    return unknown (verdict, not_der);
  if (!yn_cms_signature_holds (signature->signer, &signature->form))
    return changed (verdict, "the signature does not fit the signed attributes");
  return TRUE;
}

/* signingCertificateV2 (or its SHA-1 elder) binds the certificate to the signature. CAdES asks for it. */
static gboolean
check_signing_certificate (const YnSignatureField *field, const Signature *signature, YnSignatureVerdict *verdict)
{
  const ASN1_STRING *newer = attribute (signature, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE);
  const ASN1_STRING *elder = attribute (signature, NID_id_smime_aa_signingCertificate, V_ASN1_SEQUENCE);
  g_autoptr (ESS_SIGNING_CERT_V2) v2 = NULL;
  g_autoptr (ESS_SIGNING_CERT) v1 = NULL;
  g_autoptr (YnX509Stack) chain = sk_X509_new_null ();
  const unsigned char *cursor;
  int wanted = g_strcmp0 (field->subfilter, "/ETSI.CAdES.detached") == 0;

  if (newer != NULL)
    {
      cursor = ASN1_STRING_get0_data (newer);
      v2 = d2i_ESS_SIGNING_CERT_V2 (NULL, &cursor, ASN1_STRING_length (newer));
    }
  if (elder != NULL)
    {
      cursor = ASN1_STRING_get0_data (elder);
      v1 = d2i_ESS_SIGNING_CERT (NULL, &cursor, ASN1_STRING_length (elder));
    }
  X509_add_cert (chain, signature->leaf, X509_ADD_FLAG_UP_REF);
  X509_add_certs (chain, signature->certificates, X509_ADD_FLAG_UP_REF | X509_ADD_FLAG_NO_DUP);
  if ((newer != NULL && v2 == NULL) || (elder != NULL && v1 == NULL)
      || OSSL_ESS_check_signing_certs (v1, v2, chain, wanted) <= 0)
    return refused (verdict, "the signature does not name its certificate");
  return TRUE;
}

/* libcrypto has checked the parts that it is strict with. */
static gboolean
check_form (const Signature *signature, YnSignatureVerdict *verdict)
{
  return signature->formed || unknown (verdict, not_der);
}

/* A certificate that came along and is no part of the chain was not vouched for by anybody. */
static gboolean
check_company (const Signature *signature, YnX509Stack *chain, YnSignatureVerdict *verdict)
{
  for (int i = 0; i < sk_X509_num (signature->certificates); i++)
    {
      X509 *certificate = sk_X509_value (signature->certificates, i);
      gboolean known = X509_cmp (certificate, signature->leaf) == 0;

      for (int j = 0; j < sk_X509_num (chain) && !known; j++)
        known = X509_cmp (certificate, sk_X509_value (chain, j)) == 0;
      if (!known)
        return unknown (verdict, "a certificate came along that is no part of the signer's chain");
    }
  return TRUE;
}

/* Those who sign without /M in the PDF may say in the CMS when they did; that is the signer's word just the same. */
static void
read_signing_time (const Signature *signature, const YnEvidence *evidence, YnSignatureVerdict *verdict)
{
  int at = CMS_signed_get_attr_by_NID (signature->signer, NID_pkcs9_signingTime, -1);
  X509_ATTRIBUTE *stated = at >= 0 ? CMS_signed_get_attr (signature->signer, at) : NULL;
  const ASN1_TYPE *value = X509_ATTRIBUTE_count (stated) == 1 ? X509_ATTRIBUTE_get0_type (stated, 0) : NULL;
  gint64 instant = G_MININT64;

  if (verdict->claimed < 0 && value != NULL
      && (value->type == V_ASN1_UTCTIME || value->type == V_ASN1_GENERALIZEDTIME))
    instant = yn_crypto_instant (value->value.asn1_string);
  if (instant >= 0)
    yn_verify_claimed (verdict, instant, evidence->instant);
  ERR_clear_error ();
}

/* Whether the certificate had expired by @existed or since: a signature that names no time may be older than both. */
static void
doubt_expiry (YnSignatureVerdict *verdict, const char **code)
{
  if (verdict->claimed >= 0 || g_strcmp0 (*code, "expired-before") != 0)
    return;
  verdict->who = YN_VERDICT_CANNOT_TELL;
  *code = "expired";
}

/* A timestamp counts from when its own time is known: what it covers was there then. */
static void
judge_signer (const Signature *signature, const YnEvidence *evidence, YnX509Stack **chain,
              YnSignatureVerdict *verdict)
{
  gint64 existed = verdict->when == YN_VERDICT_YES ? verdict->timestamp : evidence->existed;
  gint64 at = verdict->claimed >= 0 && verdict->claimed <= existed ? verdict->claimed : existed;
  const char *code = NULL;

  verdict->who
      = yn_trust_judge (evidence->trust, signature->leaf, signature->certificates, at, existed, chain, &code);
  doubt_expiry (verdict, &code);
  if (verdict->who == YN_VERDICT_YES)
    verdict->who = yn_verify_revocation (*chain, evidence, existed, verdict->claimed, verdict, &code);
  g_free (verdict->who_code);
  verdict->who_code = g_strdup (code);
  yn_certificate_free (verdict->certificate);
  verdict->certificate = yn_certificate_read (signature->leaf);
  verdict->certificate->practice
      = yn_trust_practice_among (*chain) || yn_trust_practice_among (signature->certificates);
  if (verdict->certificate->practice)
    verdict->class = YN_SIGNATURE_CLASS_PRACTICE;
}

static gboolean
kind_known (const YnSignatureField *field, YnSignatureVerdict *verdict)
{
  if (g_strcmp0 (field->subfilter, "/ETSI.CAdES.detached") != 0
      && g_strcmp0 (field->subfilter, "/adbe.pkcs7.detached") != 0)
    return unknown (verdict, "a kind of signature that is not checked here");
  return TRUE;
}

void
yn_verify_cms (const YnSignatureField *field, YnBytes *pdf, const YnEvidence *evidence, YnSignatureVerdict *verdict)
{
  g_autoptr (GBytes) contents = yn_signature_field_contents (field, pdf);
  g_auto (Signature) signature = { NULL };
  g_autoptr (YnX509Stack) chain = NULL;
  const char *stamp_detail = NULL;
  gboolean stamp_sound = TRUE;

  ERR_clear_error ();
  if (contents == NULL)
    {
      unknown (verdict, "the file cannot be read to its end");
      return;
    }
  if (!parse (contents, &signature, verdict) || !find_signer (&signature, verdict))
    return;
  read_signing_time (&signature, evidence, verdict);
  if (signature.formed && signature.form.timestamp.at != NULL)
    stamp_sound = yn_verify_stamp (&signature.form, evidence, verdict, &stamp_detail);
  judge_signer (&signature, evidence, &chain, verdict);
  if (check_digest (field, pdf, &signature, verdict) && check_signature (&signature, verdict)
      && check_signing_certificate (field, &signature, verdict) && kind_known (field, verdict)
      && check_form (&signature, verdict) && check_company (&signature, chain, verdict)
      && (stamp_sound || unknown (verdict, stamp_detail)))
    verdict->intact = YN_VERDICT_YES;
  ERR_clear_error ();
}

void
yn_verify_cms_asking (const YnSignatureField *field, YnBytes *pdf, const YnEvidence *evidence,
                      YnSignatureVerdict *verdict)
{
  g_autoptr (GBytes) contents = yn_signature_field_contents (field, pdf);
  g_auto (Signature) signature = { NULL };
  g_autoptr (YnX509Stack) chain = NULL;
  YnEvidence asking = *evidence;

  asking.asks = TRUE;
  if (contents != NULL && parse (contents, &signature, verdict) && find_signer (&signature, verdict))
    judge_signer (&signature, &asking, &chain, verdict);
  ERR_clear_error ();
}
