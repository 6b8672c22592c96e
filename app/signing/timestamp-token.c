/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/timestamp-token.h"

#include "signing/algorithm.h"
#include "signing/cms-form.h"

#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <string.h>

#define NONCE_BYTES 8

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_REQ, TS_REQ_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_MSG_IMPRINT, TS_MSG_IMPRINT_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_STATUS_INFO, TS_STATUS_INFO_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_TST_INFO, TS_TST_INFO_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_INTEGER, ASN1_INTEGER_free)

static gboolean
wrong (GError **error, const char *what)
{
  return yn_crypto_fail (error, YN_ERROR_TIMESTAMP_WRONG, what);
}

void
yn_timestamp_token_free (YnTimestampToken *token)
{
  if (token == NULL)
    return;
  g_clear_pointer (&token->imprint, g_bytes_unref);
  g_clear_pointer (&token->nonce, g_bytes_unref);
  X509_free (token->leaf);
  yn_x509_stack_free (token->certificates);
  g_free (token);
}

/* --- what a token says -------------------------------------------------------------------------------------------- */

static GBytes *
number_bytes (const ASN1_INTEGER *number)
{
  return number == NULL ? NULL
                        : g_bytes_new (ASN1_STRING_get0_data (number), (gsize) ASN1_STRING_length (number));
}

static gboolean
read_info (CMS_ContentInfo *cms, YnTimestampToken *token, GError **error)
{
  ASN1_OCTET_STRING **content = CMS_get0_content (cms);
  const unsigned char *start, *cursor;
  g_autoptr (TS_TST_INFO) info = NULL;
  TS_MSG_IMPRINT *imprint;
  const ASN1_OBJECT *algorithm;
  ASN1_OCTET_STRING *digest;
  long length;

  if (OBJ_obj2nid (CMS_get0_eContentType (cms)) != NID_id_smime_ct_TSTInfo || content == NULL || *content == NULL)
    return wrong (error, "a CMS that carries no timestamp");
  start = cursor = ASN1_STRING_get0_data (*content);
  length = ASN1_STRING_length (*content);
  info = d2i_TS_TST_INFO (NULL, &cursor, length);
  if (info == NULL || cursor != start + length || TS_TST_INFO_get_version (info) != 1)
    return wrong (error, "what is signed is no timestamp");
  imprint = TS_TST_INFO_get_msg_imprint (info);
  X509_ALGOR_get0 (&algorithm, NULL, NULL, TS_MSG_IMPRINT_get_algo (imprint));
  digest = TS_MSG_IMPRINT_get_msg (imprint);
  token->imprint_name = OBJ_nid2sn (OBJ_obj2nid (algorithm));
  token->imprint = g_bytes_new (ASN1_STRING_get0_data (digest), (gsize) ASN1_STRING_length (digest));
  token->nonce = number_bytes (TS_TST_INFO_get_nonce (info));
  token->instant = yn_crypto_instant (TS_TST_INFO_get_time (info));
  return token->instant != G_MININT64 || wrong (error, "a timestamp without a time");
}

/* The digest in the signed attributes is the content's, and they say what kind of content it is. */
static gboolean
check_content (CMS_ContentInfo *cms, CMS_SignerInfo *signer, const X509_ALGOR *algorithm, GError **error)
{
  ASN1_OCTET_STRING *content = *CMS_get0_content (cms);
  const ASN1_STRING *stated
      = CMS_signed_get0_data_by_OBJ (signer, OBJ_nid2obj (NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING);
  const ASN1_OBJECT *type
      = CMS_signed_get0_data_by_OBJ (signer, OBJ_nid2obj (NID_pkcs9_contentType), -3, V_ASN1_OBJECT);
  const EVP_MD *kind = EVP_get_digestbyobj (algorithm->algorithm);
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  if (kind == NULL || EVP_MD_get_size (kind) < 32)
    return wrong (error, "a digest that is too weak, or not known here");
  EVP_Digest (ASN1_STRING_get0_data (content), (size_t) ASN1_STRING_length (content), digest, &length, kind, NULL);
  return (stated != NULL && (unsigned int) ASN1_STRING_length (stated) == length
          && memcmp (ASN1_STRING_get0_data (stated), digest, length) == 0 && type != NULL
          && OBJ_obj2nid (type) == NID_id_smime_ct_TSTInfo)
         || wrong (error, "the timestamp's digest differs");
}

/* RFC 3161, 2.4.2: the token names its certificate (RFC 5816: by another hash than SHA-1 too). */
static gboolean
check_certificate_named (CMS_SignerInfo *signer, const YnTimestampToken *token, GError **error)
{
  const ASN1_STRING *newer = CMS_signed_get0_data_by_OBJ (
      signer, OBJ_nid2obj (NID_id_smime_aa_signingCertificateV2), -3, V_ASN1_SEQUENCE);
  const ASN1_STRING *elder = CMS_signed_get0_data_by_OBJ (
      signer, OBJ_nid2obj (NID_id_smime_aa_signingCertificate), -3, V_ASN1_SEQUENCE);
  g_autoptr (YnX509Stack) all = sk_X509_new_null ();
  g_autoptr (ESS_SIGNING_CERT_V2) v2 = NULL;
  g_autoptr (ESS_SIGNING_CERT) v1 = NULL;
  const unsigned char *cursor;

  ERR_clear_error ();
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
  X509_add_cert (all, token->leaf, X509_ADD_FLAG_UP_REF);
  X509_add_certs (all, token->certificates, X509_ADD_FLAG_UP_REF | X509_ADD_FLAG_NO_DUP);
  return ((newer == NULL || v2 != NULL) && (elder == NULL || v1 != NULL)
          && OSSL_ESS_check_signing_certs (v1, v2, all, 1) > 0)
         || wrong (error, "the timestamp does not name its certificate");
}

/* RFC 3161, 2.3: a key for timestamps and nothing else, and it says so in an extension that nobody may ignore. Nor was
 * it used before it was there; whether it had run out is for whoever judges the chain. */
static gboolean
check_leaf (X509 *leaf, gint64 at, GError **error)
{
  gint64 not_before = yn_crypto_instant (X509_get0_notBefore (leaf));

  if (X509_check_purpose (leaf, X509_PURPOSE_TIMESTAMP_SIGN, 0) != 1)
    return wrong (error, "signed by a certificate that is not for timestamps alone");
  return (not_before != G_MININT64 && at >= not_before) || wrong (error, "signed by a certificate that was not yet valid");
}

/* A timestamp that is to be put into a paper: of a certificate that is valid now, and then. */
static gboolean
check_in_time (const YnTimestampToken *token, gint64 instant, GError **error)
{
  gint64 not_after = yn_crypto_instant (X509_get0_notAfter (token->leaf));

  if (not_after == G_MININT64 || MAX (token->instant, instant) > not_after)
    return wrong (error, "signed by a certificate that has expired");
  return check_leaf (token->leaf, instant, error);
}

static gboolean
check_signature (CMS_ContentInfo *cms, const guint8 *der, gsize length, YnTimestampToken *token, GError **error)
{
  STACK_OF (CMS_SignerInfo) *signers = CMS_get0_SignerInfos (cms);
  CMS_SignerInfo *signer;
  X509_ALGOR *digest;
  YnCmsForm form;
  EVP_PKEY *key;
  X509 *leaf;

  if (signers == NULL || sk_CMS_SignerInfo_num (signers) != 1)
    return wrong (error, "a timestamp of not exactly one signer");
  signer = sk_CMS_SignerInfo_value (signers, 0);
  token->certificates = CMS_get1_certs (cms);
  yn_algorithm_identify_all (token->certificates);
  CMS_set1_signers_certs (cms, NULL, 0);
  CMS_SignerInfo_get0_algs (signer, &key, &leaf, &digest, NULL);
  if (leaf == NULL || key == NULL)
    return wrong (error, "the authority's certificate did not come with the timestamp");
  X509_up_ref (leaf);
  token->leaf = leaf;
  if (!yn_cms_form_read (der, length, token->certificates, signer, NID_id_smime_ct_TSTInfo, &form)
      || form.timestamp.at != NULL)
    return yn_crypto_fail (error, YN_ERROR_WRONG_TYPE, "a timestamp that is not DER, or whose parts do not agree");
  if (!check_content (cms, signer, digest, error))
    return FALSE;
  if (!yn_cms_signature_holds (signer, &form))
    return wrong (error, "the timestamp's signature does not hold");
  return check_certificate_named (signer, token, error) && check_leaf (leaf, token->instant, error);
}

YnTimestampToken *
yn_timestamp_token_read (const guint8 *der, gsize length, GError **error)
{
  g_autoptr (YnTimestampToken) token = g_new0 (YnTimestampToken, 1);
  const unsigned char *cursor = der;
  g_autoptr (CMS_ContentInfo) cms = length <= G_MAXINT ? d2i_CMS_ContentInfo (NULL, &cursor, (long) length) : NULL;

  if (cms == NULL || cursor != der + length || OBJ_obj2nid (CMS_get0_type (cms)) != NID_pkcs7_signed)
    {
      yn_crypto_fail (error, YN_ERROR_WRONG_TYPE, "no signed CMS");
      return NULL;
    }
  if (!read_info (cms, token, error) || !check_signature (cms, der, length, token, error))
    return NULL;
  ERR_clear_error ();
  return g_steal_pointer (&token);
}

gboolean
yn_timestamp_token_is_of (const YnTimestampToken *token, const guint8 *digest, gsize length)
{
  gsize stated;
  const void *imprint = g_bytes_get_data (token->imprint, &stated);

  return stated == length && memcmp (imprint, digest, length) == 0;
}

/* --- question and answer ------------------------------------------------------------------------------------------ */

static TS_MSG_IMPRINT *
make_imprint (const guint8 digest[32])
{
  TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new ();
  g_autoptr (X509_ALGOR) algorithm = X509_ALGOR_new ();
  guint8 copy[32];

  memcpy (copy, digest, sizeof copy);
  X509_ALGOR_set0 (algorithm, OBJ_nid2obj (NID_sha256), V_ASN1_NULL, NULL);
  TS_MSG_IMPRINT_set_algo (imprint, algorithm);
  TS_MSG_IMPRINT_set_msg (imprint, copy, sizeof copy);
  return imprint;
}

static ASN1_INTEGER *
make_nonce (void)
{
  guint8 random[NONCE_BYTES];
  g_autoptr (BIGNUM) number = NULL;

  RAND_bytes (random, sizeof random);
  number = BN_bin2bn (random, sizeof random, NULL);
  return BN_to_ASN1_INTEGER (number, NULL);
}

GBytes *
yn_timestamp_ask (const guint8 digest[32], GBytes **nonce)
{
  g_autoptr (TS_REQ) request = TS_REQ_new ();
  g_autoptr (TS_MSG_IMPRINT) imprint = make_imprint (digest);
  g_autoptr (ASN1_INTEGER) number = make_nonce ();
  unsigned char *der = NULL;
  GBytes *bytes;
  int length;

  TS_REQ_set_version (request, 1);
  TS_REQ_set_msg_imprint (request, imprint);
  TS_REQ_set_nonce (request, number);
  TS_REQ_set_cert_req (request, 1);
  length = i2d_TS_REQ (request, &der);
  bytes = g_bytes_new (der, MAX (length, 0));
  OPENSSL_free (der);
  *nonce = number_bytes (number);
  return bytes;
}

static gboolean
is_granted (TS_STATUS_INFO *status)
{
  gint64 code = -1;

  return ASN1_INTEGER_get_int64 (&code, TS_STATUS_INFO_get0_status (status)) == 1
         && (code == TS_STATUS_GRANTED || code == TS_STATUS_GRANTED_WITH_MODS);
}

/* TimeStampResp ::= SEQUENCE { status, token OPTIONAL }: the token is taken as it stands there. */
static GBytes *
take_token (GBytes *answer, GError **error)
{
  gsize size;
  const unsigned char *data = g_bytes_get_data (answer, &size), *cursor = data, *end;
  g_autoptr (TS_STATUS_INFO) status = NULL;
  long length = 0;
  int tag = 0, class = 0;

  if (size == 0 || size > YN_TIMESTAMP_MAX_ANSWER
      || ASN1_get_object (&cursor, &length, &tag, &class, (long) size) != V_ASN1_CONSTRUCTED
      || tag != V_ASN1_SEQUENCE || class != V_ASN1_UNIVERSAL || cursor + length != data + size)
    {
      wrong (error, "no answer of a timestamp authority");
      return NULL;
    }
  end = data + size;
  status = d2i_TS_STATUS_INFO (NULL, &cursor, end - cursor);
  if (status == NULL || TS_STATUS_INFO_get0_status (status) == NULL)
    {
      wrong (error, "no answer of a timestamp authority");
      return NULL;
    }
  if (!is_granted (status))
    {
      ERR_clear_error ();
      g_set_error_literal (error, YN_ERROR, YN_ERROR_TIMESTAMP_REFUSED, "the authority did not grant it");
      return NULL;
    }
  return g_bytes_new (cursor, (gsize) (end - cursor));
}

GBytes *
yn_timestamp_answer (GBytes *answer, const guint8 digest[32], GBytes *nonce, gint64 instant, gint64 *token_instant,
                     GError **error)
{
  g_autoptr (GBytes) der = take_token (answer, error);
  g_autoptr (YnTimestampToken) token = NULL;
  g_autoptr (GError) cause = NULL;

  if (der == NULL)
    return NULL;
  token = yn_timestamp_token_read (g_bytes_get_data (der, NULL), g_bytes_get_size (der), &cause);
  if (token == NULL)
    {
      wrong (error, cause->message);
      return NULL;
    }
  if (g_strcmp0 (token->imprint_name, "SHA256") != 0 || !yn_timestamp_token_is_of (token, digest, 32))
    wrong (error, "a timestamp of other bytes");
  else if (token->nonce == NULL || !g_bytes_equal (token->nonce, nonce))
    wrong (error, "a timestamp that answers another question");
  else if (check_in_time (token, instant, error))
    {
      *token_instant = token->instant;
      return g_steal_pointer (&der);
    }
  return NULL;
}
