/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/authority-answers.h"

#include "signing/algorithm.h"
#include "signing/authority-parts.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/rand.h>
#include <openssl/ts.h>

#define GOOD_FOR_S (24 * 60 * 60)
#define MAX_QUESTION (16 * 1024)
#define TIMESTAMP_POLICY YN_PRACTICE_POLICY

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_GENERALIZEDTIME, ASN1_GENERALIZEDTIME_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_INTEGER, ASN1_INTEGER_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_OBJECT, ASN1_OBJECT_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_TIME, ASN1_TIME_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_BASICRESP, OCSP_BASICRESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_REQUEST, OCSP_REQUEST_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OCSP_RESPONSE, OCSP_RESPONSE_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_REQ, TS_REQ_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_RESP, TS_RESP_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TS_RESP_CTX, TS_RESP_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_CRL, X509_CRL_free)

static GBytes *
take_der (unsigned char **der, int length, const char *what, GError **error)
{
  GBytes *bytes = length > 0 ? g_bytes_new (*der, (gsize) length) : NULL;

  OPENSSL_free (*der);
  if (bytes == NULL)
    yn_crypto_fail (error, YN_ERROR_FAILED, what);
  ERR_clear_error ();
  return bytes;
}

/* --- timestamps ----------------------------------------------------------------------------------------------------
 */

static ASN1_INTEGER *
random_serial (TS_RESP_CTX *context, void *unused)
{
  g_autoptr (BIGNUM) number = BN_new ();

  BN_rand (number, 120, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY);
  return BN_to_ASN1_INTEGER (number, NULL);
}

static int
tell_time (TS_RESP_CTX *context, void *instant, long *seconds, long *microseconds)
{
  *seconds = (long) (*(gint64 *) instant / G_USEC_PER_SEC);
  *microseconds = 0;
  return 1;
}

GBytes *
yn_timekeeper_answer (YnTimekeeper *timekeeper, GBytes *question, gint64 instant, GError **error)
{
  g_autoptr (TS_RESP_CTX) context = TS_RESP_CTX_new ();
  g_autoptr (ASN1_OBJECT) policy = OBJ_txt2obj (TIMESTAMP_POLICY, 1);
  g_autoptr (TS_RESP) response = NULL;
  gsize length;
  const void *data = g_bytes_get_data (question, &length);
  g_autoptr (BIO) bio = yn_crypto_bio_from (data, MIN (length, MAX_QUESTION));
  unsigned char *der = NULL;
  int size = -1;

  TS_RESP_CTX_set_serial_cb (context, random_serial, NULL);
  TS_RESP_CTX_set_time_cb (context, tell_time, &instant);
  if (TS_RESP_CTX_set_signer_cert (context, timekeeper->leaf) == 1
      && TS_RESP_CTX_set_signer_key (context, timekeeper->key) == 1
      && TS_RESP_CTX_set_signer_digest (context, EVP_sha256 ()) == 1
      && TS_RESP_CTX_set_ess_cert_id_digest (context, EVP_sha256 ()) == 1
      && TS_RESP_CTX_set_def_policy (context, policy) == 1 && TS_RESP_CTX_add_md (context, EVP_sha256 ()) == 1
      && TS_RESP_CTX_add_md (context, EVP_sha384 ()) == 1 && TS_RESP_CTX_add_md (context, EVP_sha512 ()) == 1)
    response = TS_RESP_create_response (context, bio);
  if (response != NULL)
    size = i2d_TS_RESP (response, &der);
  return take_der (&der, size, "cannot make a timestamp", error);
}

/* --- OCSP ----------------------------------------------------------------------------------------------------------
 */

static const YnRevoked *
find_revoked (const YnRevoked *revoked, guint n, const ASN1_INTEGER *serial)
{
  BIGNUM *number = ASN1_INTEGER_to_BN (serial, NULL);
  char *hex = number != NULL ? BN_bn2hex (number) : NULL;
  const YnRevoked *found = NULL;

  for (guint i = 0; i < n && hex != NULL && found == NULL; i++)
    if (g_ascii_strcasecmp (revoked[i].serial, hex) == 0)
      found = &revoked[i];
  OPENSSL_free (hex);
  BN_free (number);
  return found;
}

/* Whether the question is about a certificate of ours. */
static gboolean
is_ours (YnAuthority *authority, OCSP_CERTID *asked)
{
  ASN1_OBJECT *algorithm;
  const EVP_MD *digest;
  OCSP_CERTID *own;
  gboolean ours;

  OCSP_id_get0_info (NULL, &algorithm, NULL, NULL, asked);
  digest = EVP_get_digestbyobj (algorithm);
  own = digest != NULL ? OCSP_cert_to_id (digest, NULL, authority->root) : NULL;
  ours = own != NULL && OCSP_id_issuer_cmp (own, asked) == 0;
  OCSP_CERTID_free (own);
  return ours;
}

static void
add_status (YnAuthority *authority, OCSP_BASICRESP *basic, OCSP_CERTID *asked, const YnRevoked *revoked, guint n,
            gint64 instant)
{
  time_t now = (time_t) (instant / G_USEC_PER_SEC);
  g_autoptr (ASN1_TIME) from = ASN1_GENERALIZEDTIME_set (NULL, now);
  g_autoptr (ASN1_TIME) until = ASN1_GENERALIZEDTIME_set (NULL, now + GOOD_FOR_S);
  ASN1_INTEGER *serial;
  const YnRevoked *back;

  OCSP_id_get0_info (NULL, NULL, NULL, &serial, asked);
  back = find_revoked (revoked, n, serial);
  if (!is_ours (authority, asked))
    OCSP_basic_add1_status (basic, asked, V_OCSP_CERTSTATUS_UNKNOWN, 0, NULL, from, until);
  else if (back == NULL)
    OCSP_basic_add1_status (basic, asked, V_OCSP_CERTSTATUS_GOOD, 0, NULL, from, until);
  else
    {
      g_autoptr (ASN1_TIME) when = ASN1_GENERALIZEDTIME_set (NULL, (time_t) (back->instant / G_USEC_PER_SEC));

      OCSP_basic_add1_status (basic, asked, V_OCSP_CERTSTATUS_REVOKED, OCSP_REVOKED_STATUS_NOSTATUS, when, from,
                              until);
    }
}

/* A context for one signature of the authority's. */
static EVP_MD_CTX *
begin_to_sign (YnAuthority *authority)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  return yn_algorithm_begin_sign (context, authority->key, yn_algorithm_of (authority->key)->digest)
             ? g_steal_pointer (&context)
             : NULL;
}

static OCSP_RESPONSE *
make_answer (YnAuthority *authority, OCSP_REQUEST *request, const YnRevoked *revoked, guint n, gint64 instant)
{
  g_autoptr (OCSP_BASICRESP) basic = OCSP_BASICRESP_new ();
  g_autoptr (EVP_MD_CTX) context = begin_to_sign (authority);

  for (int i = 0; i < OCSP_request_onereq_count (request); i++)
    add_status (authority, basic, OCSP_onereq_get0_id (OCSP_request_onereq_get0 (request, i)), revoked, n, instant);
  OCSP_copy_nonce (basic, request);
  if (context == NULL || OCSP_basic_sign_ctx (basic, authority->root, context, NULL, OCSP_NOCERTS) != 1)
    return NULL;
  return OCSP_response_create (OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
}

GBytes *
yn_authority_answer_ocsp (YnAuthority *authority, GBytes *question, const YnRevoked *revoked, guint n, gint64 instant,
                          GError **error)
{
  gsize length;
  const unsigned char *start = g_bytes_get_data (question, &length), *cursor = start;
  g_autoptr (OCSP_REQUEST) request
      = length <= MAX_QUESTION ? d2i_OCSP_REQUEST (NULL, &cursor, (long) length) : NULL;
  g_autoptr (OCSP_RESPONSE) response = NULL;
  unsigned char *der = NULL;

  if (request == NULL || cursor != start + length || OCSP_request_onereq_count (request) < 1)
    response = OCSP_response_create (OCSP_RESPONSE_STATUS_MALFORMEDREQUEST, NULL);
  else
    response = make_answer (authority, request, revoked, n, instant);
  return take_der (&der, response != NULL ? i2d_OCSP_RESPONSE (response, &der) : -1, "cannot answer", error);
}

/* --- lists ---------------------------------------------------------------------------------------------------------
 */

static gboolean
add_revoked (X509_CRL *list, const YnRevoked *revoked)
{
  X509_REVOKED *entry = X509_REVOKED_new ();
  BIGNUM *number = NULL;
  g_autoptr (ASN1_INTEGER) serial = NULL;
  g_autoptr (ASN1_TIME) when = ASN1_TIME_set (NULL, (time_t) (revoked->instant / G_USEC_PER_SEC));
  gboolean added;

  if (BN_hex2bn (&number, revoked->serial) > 0)
    serial = BN_to_ASN1_INTEGER (number, NULL);
  BN_free (number);
  added = serial != NULL && X509_REVOKED_set_serialNumber (entry, serial) == 1
          && X509_REVOKED_set_revocationDate (entry, when) == 1 && X509_CRL_add0_revoked (list, entry) == 1;
  if (!added)
    X509_REVOKED_free (entry);
  return added;
}

GBytes *
yn_authority_revocation_list (YnAuthority *authority, const YnRevoked *revoked, guint n, gint64 instant,
                              GError **error)
{
  g_autoptr (X509_CRL) list = X509_CRL_new ();
  g_autoptr (EVP_MD_CTX) context = begin_to_sign (authority);
  time_t now = (time_t) (instant / G_USEC_PER_SEC);
  g_autoptr (ASN1_TIME) from = ASN1_TIME_set (NULL, now);
  g_autoptr (ASN1_TIME) until = ASN1_TIME_set (NULL, now + GOOD_FOR_S);
  g_autoptr (ASN1_INTEGER) number = ASN1_INTEGER_new ();
  unsigned char *der = NULL;
  gboolean made;

  ASN1_INTEGER_set_int64 (number, instant / G_USEC_PER_SEC);
  made = X509_CRL_set_version (list, X509_CRL_VERSION_2) == 1
         && X509_CRL_set_issuer_name (list, X509_get_subject_name (authority->root)) == 1
         && X509_CRL_set1_lastUpdate (list, from) == 1 && X509_CRL_set1_nextUpdate (list, until) == 1
         && X509_CRL_add1_ext_i2d (list, NID_crl_number, number, 0, 0) == 1;
  for (guint i = 0; i < n && made; i++)
    made = add_revoked (list, &revoked[i]);
  made = made && X509_CRL_sort (list) == 1 && context != NULL
         && X509_CRL_sign_ctx (list, context) > 0;
  return take_der (&der, made ? i2d_X509_CRL (list, &der) : -1, "cannot make a revocation list", error);
}
