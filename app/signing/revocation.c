/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/revocation.h"

#include "signing/algorithm.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <string.h>

#define GOOD_WITHOUT_END (G_GINT64_CONSTANT (24 * 60 * 60) * G_USEC_PER_SEC) /* a statement that does not say until when it holds */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CRL_DIST_POINTS, CRL_DIST_POINTS_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ISSUING_DIST_POINT, ISSUING_DIST_POINT_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_BASICRESP, OCSP_BASICRESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_CERTID, OCSP_CERTID_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_REQUEST, OCSP_REQUEST_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_RESPONSE, OCSP_RESPONSE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_CRL, X509_CRL_free)

struct _YnRevocation
{
  GPtrArray *lists;   /* of X509_CRL */
  GPtrArray *answers; /* of GBytes, DER: libcrypto cannot count references to a response */
};

YnRevocation *
yn_revocation_new (void)
{
  YnRevocation *revocation = g_new0 (YnRevocation, 1);

  revocation->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) X509_CRL_free);
  revocation->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return revocation;
}

void
yn_revocation_free (YnRevocation *revocation)
{
  if (revocation == NULL)
    return;
  g_ptr_array_unref (revocation->lists);
  g_ptr_array_unref (revocation->answers);
  g_free (revocation);
}

static X509_CRL *
read_list (GBytes *der)
{
  gsize length;
  const unsigned char *start = g_bytes_get_data (der, &length), *cursor = start;
  g_autoptr (X509_CRL) list
      = length <= YN_REVOCATION_MAX_BYTES ? d2i_X509_CRL (NULL, &cursor, (long) length) : NULL;

  ERR_clear_error ();
  return list != NULL && cursor == start + length ? g_steal_pointer (&list) : NULL;
}

static OCSP_BASICRESP *
read_answer (GBytes *der)
{
  gsize length;
  const unsigned char *start = g_bytes_get_data (der, &length), *cursor = start;
  g_autoptr (OCSP_RESPONSE) response
      = length <= YN_REVOCATION_MAX_BYTES ? d2i_OCSP_RESPONSE (NULL, &cursor, (long) length) : NULL;
  OCSP_BASICRESP *basic = NULL;

  if (response != NULL && cursor == start + length
      && OCSP_response_status (response) == OCSP_RESPONSE_STATUS_SUCCESSFUL)
    basic = OCSP_response_get1_basic (response);
  ERR_clear_error ();
  return basic;
}

gboolean
yn_revocation_add_list (YnRevocation *revocation, GBytes *der)
{
  X509_CRL *list = read_list (der);

  if (list != NULL)
    g_ptr_array_add (revocation->lists, list);
  return list != NULL;
}

gboolean
yn_revocation_add_answer (YnRevocation *revocation, GBytes *der)
{
  g_autoptr (OCSP_BASICRESP) basic = read_answer (der);

  if (basic != NULL)
    g_ptr_array_add (revocation->answers, g_bytes_ref (der));
  return basic != NULL;
}

void
yn_revocation_add_all (YnRevocation *revocation, const YnRevocation *other)
{
  for (guint i = 0; i < other->lists->len; i++)
    {
      X509_CRL *list = g_ptr_array_index (other->lists, i);

      X509_CRL_up_ref (list);
      g_ptr_array_add (revocation->lists, list);
    }
  for (guint i = 0; i < other->answers->len; i++)
    g_ptr_array_add (revocation->answers, g_bytes_ref (g_ptr_array_index (other->answers, i)));
}

/* --- what one statement says ---------------------------------------------------------------------------------------
 */

typedef struct
{
  gint64 existed, now;
  YnRevocationState state;
  gint64 revoked;
} Finding;

static void
find_revoked (Finding *finding, gint64 when)
{
  if (finding->state != YN_REVOCATION_REVOKED || when < finding->revoked)
    finding->revoked = when;
  finding->state = YN_REVOCATION_REVOKED;
}

/* "Not taken back" counts only where it was said of the time in question or later. */
static void
find_good (Finding *finding, const ASN1_TIME *from, const ASN1_TIME *until)
{
  gint64 begins = yn_crypto_instant (from);
  gint64 ends = until != NULL ? yn_crypto_instant (until) : begins + GOOD_WITHOUT_END;

  if (finding->state == YN_REVOCATION_UNKNOWN && begins != G_MININT64
      && (begins >= finding->existed || ends >= finding->existed))
    finding->state = YN_REVOCATION_GOOD;
}

static gboolean
is_from_the_future (const Finding *finding, const ASN1_TIME *from)
{
  gint64 begins = yn_crypto_instant (from);

  return begins == G_MININT64 || begins > finding->now + YN_CLOCK_DIFFERENCE;
}

/* --- lists ---------------------------------------------------------------------------------------------------------
 */

/* A list of some certificates only, or of others' (RFC 5280, 5.2.5): read where it is about such a certificate. */
static gboolean
list_is_about (X509_CRL *list, X509 *certificate)
{
  int critical = 0;
  g_autoptr (ISSUING_DIST_POINT) point = X509_CRL_get_ext_d2i (list, NID_issuing_distribution_point, &critical, NULL);
  gboolean authority = X509_check_ca (certificate) == 1;

  for (int i = 0; i < X509_CRL_get_ext_count (list); i++)
    {
      X509_EXTENSION *extension = X509_CRL_get_ext (list, i);

      if (X509_EXTENSION_get_critical (extension) == 1
          && OBJ_obj2nid (X509_EXTENSION_get_object (extension)) != NID_issuing_distribution_point)
        return FALSE;
    }
  if (point == NULL)
    return critical == -1; /* absent; another value: it cannot be read */
  return point->indirectCRL <= 0 && point->onlyattr <= 0 && point->onlysomereasons == NULL
         && !(point->onlyuser > 0 && authority) && !(point->onlyCA > 0 && !authority);
}

static gboolean
list_is_signed_by (X509_CRL *list, EVP_PKEY *key)
{
  unsigned char *der = NULL;
  int length;
  gboolean signed_by;

  if (!EVP_PKEY_is_a (key, "SM2"))
    return X509_CRL_verify (list, key) == 1;
  length = i2d_X509_CRL (list, &der);
  signed_by = length > 0 && yn_algorithm_sm2_signed (der, (gsize) length, key);
  OPENSSL_free (der);
  return signed_by;
}

static gboolean
list_is_of (X509_CRL *list, X509 *issuer)
{
  gboolean of = X509_NAME_cmp (X509_CRL_get_issuer (list), X509_get_subject_name (issuer)) == 0
                && X509_get0_pubkey (issuer) != NULL && list_is_signed_by (list, X509_get0_pubkey (issuer));

  ERR_clear_error ();
  return of;
}

static void
ask_list (X509_CRL *list, X509 *certificate, X509 *issuer, Finding *finding)
{
  X509_REVOKED *entry = NULL;

  if (is_from_the_future (finding, X509_CRL_get0_lastUpdate (list)) || !list_is_about (list, certificate)
      || !list_is_of (list, issuer))
    return;
  if (X509_CRL_get0_by_cert (list, &entry, certificate) == 1)
    find_revoked (finding, yn_crypto_instant (X509_REVOKED_get0_revocationDate (entry)));
  else
    find_good (finding, X509_CRL_get0_lastUpdate (list), X509_CRL_get0_nextUpdate (list));
}

/* --- answers -------------------------------------------------------------------------------------------------------
 */

/* FALSE: SM2 signed it, but not this. @flags gets what libcrypto then need not look at. */
static gboolean
sm2_answer_holds (OCSP_BASICRESP *basic, YnX509Stack *beside, unsigned long *flags)
{
  X509 *signer = NULL;
  unsigned char *der = NULL;
  int length;
  gboolean holds;

  if (OCSP_resp_get0_signer (basic, &signer, beside) != 1 || !EVP_PKEY_is_a (X509_get0_pubkey (signer), "SM2"))
    return TRUE;
  yn_algorithm_identify (signer);
  *flags = OCSP_NOSIGS;
  length = i2d_OCSP_BASICRESP (basic, &der);
  holds = length > 0 && yn_algorithm_sm2_signed (der, (gsize) length, X509_get0_pubkey (signer));
  OPENSSL_free (der);
  return holds;
}

/* Signed by the issuer itself, or by a responder that the issuer certified for this: judged by the time of the answer.
 */
static gboolean
answer_is_of (OCSP_BASICRESP *basic, X509 *issuer, gint64 at)
{
  g_autoptr (X509_STORE) store = X509_STORE_new ();
  g_autoptr (YnX509Stack) beside = sk_X509_new_null ();
  unsigned long flags = 0;
  gboolean of;

  X509_STORE_add_cert (store, issuer);
  X509_VERIFY_PARAM_set_time (X509_STORE_get0_param (store), (time_t) (at / G_USEC_PER_SEC));
  X509_VERIFY_PARAM_set_flags (X509_STORE_get0_param (store), X509_V_FLAG_PARTIAL_CHAIN);
  X509_add_cert (beside, issuer, X509_ADD_FLAG_UP_REF);
  of = sm2_answer_holds (basic, beside, &flags) && OCSP_basic_verify (basic, beside, store, flags) == 1;
  ERR_clear_error ();
  return of;
}

static gboolean
is_asked_about (OCSP_SINGLERESP *single, X509 *certificate, X509 *issuer)
{
  const OCSP_CERTID *stated = OCSP_SINGLERESP_get0_id (single);
  ASN1_OBJECT *algorithm = NULL;
  g_autoptr (OCSP_CERTID) own = NULL;
  const EVP_MD *digest;

  OCSP_id_get0_info (NULL, &algorithm, NULL, NULL, (OCSP_CERTID *) stated);
  digest = EVP_get_digestbyobj (algorithm);
  own = digest != NULL ? OCSP_cert_to_id (digest, certificate, issuer) : NULL;
  return own != NULL && OCSP_id_cmp (own, stated) == 0;
}

static void
ask_single (OCSP_BASICRESP *basic, OCSP_SINGLERESP *single, X509 *issuer, Finding *finding)
{
  ASN1_GENERALIZEDTIME *revoked = NULL, *from = NULL, *until = NULL;
  int status = OCSP_single_get0_status (single, NULL, &revoked, &from, &until);

  if (is_from_the_future (finding, from) || !answer_is_of (basic, issuer, yn_crypto_instant (from)))
    return;
  if (status == V_OCSP_CERTSTATUS_REVOKED)
    find_revoked (finding, yn_crypto_instant (revoked));
  else if (status == V_OCSP_CERTSTATUS_GOOD)
    find_good (finding, from, until);
}

static void
ask_answer (GBytes *der, X509 *certificate, X509 *issuer, Finding *finding)
{
  g_autoptr (OCSP_BASICRESP) basic = read_answer (der);

  for (int i = 0; basic != NULL && i < OCSP_resp_count (basic); i++)
    if (is_asked_about (OCSP_resp_get0 (basic, i), certificate, issuer))
      ask_single (basic, OCSP_resp_get0 (basic, i), issuer, finding);
  ERR_clear_error ();
}

/* --- what all of them say ------------------------------------------------------------------------------------------
 */

YnRevocationState
yn_revocation_of (const YnRevocation *revocation, X509 *certificate, X509 *issuer, gint64 existed, gint64 now,
                  gint64 *revoked)
{
  Finding finding = { .existed = existed, .now = now, .state = YN_REVOCATION_UNKNOWN };

  for (guint i = 0; i < revocation->lists->len; i++)
    ask_list (g_ptr_array_index (revocation->lists, i), certificate, issuer, &finding);
  for (guint i = 0; i < revocation->answers->len; i++)
    ask_answer (g_ptr_array_index (revocation->answers, i), certificate, issuer, &finding);
  *revoked = finding.revoked;
  return finding.state;
}

static gboolean
names_responder (X509 *certificate)
{
  g_autoptr (AUTHORITY_INFO_ACCESS) access = X509_get_ext_d2i (certificate, NID_info_access, NULL, NULL);
  gboolean named = access == NULL && X509_get_ext_by_NID (certificate, NID_info_access, -1) >= 0; /* unreadable */

  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num (access) && !named; i++)
    named = OBJ_obj2nid (sk_ACCESS_DESCRIPTION_value (access, i)->method) == NID_ad_OCSP;
  ERR_clear_error ();
  return named;
}

static YnRevocationNames
whom_it_names (X509 *certificate)
{
  g_autofree char *responder = yn_revocation_responder (certificate);
  g_autofree char *list = yn_revocation_list_address (certificate);

  if (responder != NULL || list != NULL)
    return YN_REVOCATION_NAMES_ASKABLE;
  return names_responder (certificate) || X509_get_ext_by_NID (certificate, NID_crl_distribution_points, -1) >= 0
             ? YN_REVOCATION_NAMES_UNASKABLE
             : YN_REVOCATION_NAMES_NOBODY;
}

YnRevocationState
yn_revocation_of_chain (const YnRevocation *revocation, YnX509Stack *chain, gint64 existed, gint64 now,
                        gint64 *revoked, YnRevocationNames *names)
{
  YnRevocationState worst = YN_REVOCATION_GOOD;

  *names = YN_REVOCATION_NAMES_NOBODY;
  for (int i = 0; i + 1 < sk_X509_num (chain); i++)
    {
      X509 *certificate = sk_X509_value (chain, i);
      YnRevocationState state
          = yn_revocation_of (revocation, certificate, sk_X509_value (chain, i + 1), existed, now, revoked);

      *names = MAX (*names, whom_it_names (certificate));
      if (state == YN_REVOCATION_REVOKED)
        return state;
      if (state == YN_REVOCATION_UNKNOWN)
        worst = state;
    }
  return sk_X509_num (chain) > 1 ? worst : YN_REVOCATION_UNKNOWN;
}

/* --- where to ask --------------------------------------------------------------------------------------------------
 */

char *
yn_revocation_address_of (const GENERAL_NAME *name)
{
  const ASN1_STRING *text = name != NULL && name->type == GEN_URI ? name->d.uniformResourceIdentifier : NULL;
  g_autofree char *address = NULL;

  if (text == NULL)
    return NULL;
  address = g_strndup ((const char *) ASN1_STRING_get0_data (text), (gsize) ASN1_STRING_length (text));
  if (!g_str_has_prefix (address, "http://") && !g_str_has_prefix (address, "https://"))
    return NULL;
  return g_steal_pointer (&address);
}

char *
yn_revocation_responder (X509 *certificate)
{
  g_autoptr (AUTHORITY_INFO_ACCESS) access = X509_get_ext_d2i (certificate, NID_info_access, NULL, NULL);
  char *address = NULL;

  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num (access) && address == NULL; i++)
    {
      const ACCESS_DESCRIPTION *way = sk_ACCESS_DESCRIPTION_value (access, i);

      if (OBJ_obj2nid (way->method) == NID_ad_OCSP)
        address = yn_revocation_address_of (way->location);
    }
  ERR_clear_error ();
  return address;
}

char *
yn_revocation_list_address (X509 *certificate)
{
  g_autoptr (CRL_DIST_POINTS) points = X509_get_ext_d2i (certificate, NID_crl_distribution_points, NULL, NULL);
  char *address = NULL;

  for (int i = 0; i < sk_DIST_POINT_num (points); i++)
    {
      const DIST_POINT *point = sk_DIST_POINT_value (points, i);
      const GENERAL_NAMES *names
          = point->distpoint != NULL && point->distpoint->type == 0 ? point->distpoint->name.fullname : NULL;

      for (int j = 0; j < sk_GENERAL_NAME_num (names) && address == NULL; j++)
        address = yn_revocation_address_of (sk_GENERAL_NAME_value (names, j));
    }
  ERR_clear_error ();
  return address;
}

GBytes *
yn_revocation_ask (X509 *certificate, X509 *issuer)
{
  g_autoptr (OCSP_REQUEST) request = OCSP_REQUEST_new ();
  OCSP_CERTID *about = OCSP_cert_to_id (EVP_sha1 (), certificate, issuer); /* RFC 5019: what every responder knows */
  unsigned char *der = NULL;
  GBytes *bytes;
  int length;

  if (about == NULL || OCSP_request_add0_id (request, about) == NULL)
    {
      OCSP_CERTID_free (about);
      ERR_clear_error ();
      return NULL;
    }
  length = i2d_OCSP_REQUEST (request, &der);
  bytes = g_bytes_new (der, MAX (length, 0));
  OPENSSL_free (der);
  return bytes;
}

/* --- every byte ----------------------------------------------------------------------------------------------------
 */

gboolean
yn_revocation_list_sound (GBytes *der, YnX509Stack *certificates)
{
  g_autoptr (X509_CRL) list = read_list (der);

  for (int i = 0; list != NULL && i < sk_X509_num (certificates); i++)
    if (list_is_of (list, sk_X509_value (certificates, i)))
      return TRUE;
  return FALSE;
}

/* What comes with an answer besides its signature are certificates of responders: each must be one that signed. */
static gboolean
company_is_of (OCSP_BASICRESP *basic, X509 *issuer)
{
  const YnX509Stack *company = OCSP_resp_get0_certs (basic);

  yn_algorithm_identify_all (company);
  for (int i = 0; i < sk_X509_num (company); i++)
    if (X509_cmp (sk_X509_value (company, i), issuer) != 0
        && X509_verify (sk_X509_value (company, i), X509_get0_pubkey (issuer)) != 1)
      {
        ERR_clear_error ();
        return FALSE;
      }
  return TRUE;
}

gboolean
yn_revocation_answer_sound (GBytes *der, YnX509Stack *certificates)
{
  g_autoptr (OCSP_BASICRESP) basic = read_answer (der);
  ASN1_GENERALIZEDTIME *from = NULL;

  if (basic == NULL || OCSP_resp_count (basic) < 1)
    return FALSE;
  OCSP_single_get0_status (OCSP_resp_get0 (basic, 0), NULL, NULL, &from, NULL);
  for (int i = 0; i < sk_X509_num (certificates); i++)
    if (answer_is_of (basic, sk_X509_value (certificates, i), yn_crypto_instant (from))
        && company_is_of (basic, sk_X509_value (certificates, i)))
      return TRUE;
  return FALSE;
}
