/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/chain.h"

#include "signing/algorithm.h"
#include "signing/certificate.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <string.h>

#define STRENGTH 2 /* 112 bits: RSA of 2048, no SHA-1 */

struct _YnTrust
{
  X509_STORE *roots;
  GHashTable *pins; /* fingerprints */
  YnRevocation *revocation;
  GPtrArray *left_out; /* names */
  gboolean practises;
};

YnTrust *
yn_trust_new (void)
{
  YnTrust *trust = g_new0 (YnTrust, 1);

  trust->roots = X509_STORE_new ();
  trust->pins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  trust->revocation = yn_revocation_new ();
  trust->left_out = g_ptr_array_new_with_free_func (g_free);
  return trust;
}

void
yn_trust_free (YnTrust *trust)
{
  if (trust == NULL)
    return;
  X509_STORE_free (trust->roots);
  g_hash_table_unref (trust->pins);
  yn_revocation_free (trust->revocation);
  g_ptr_array_unref (trust->left_out);
  g_free (trust);
}

void
yn_trust_pin (YnTrust *trust, const char *fingerprint)
{
  g_hash_table_add (trust->pins, g_ascii_strdown (fingerprint, -1));
}

void
yn_trust_practise (YnTrust *trust)
{
  trust->practises = TRUE;
}

gboolean
yn_trust_add_revocation_list (YnTrust *trust, GBytes *der, GError **error)
{
  if (yn_revocation_add_list (trust->revocation, der))
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_TYPE, "no revocation list");
  return FALSE;
}

YnX509Stack *
yn_trust_roots (YnTrust *trust)
{
  return X509_STORE_get1_all_certs (trust->roots);
}

const YnRevocation *
yn_trust_revocation (YnTrust *trust)
{
  return trust->revocation;
}

void
yn_trust_leave_out (YnTrust *trust, const char *name)
{
  g_ptr_array_add (trust->left_out, g_filename_display_name (name));
}

const GPtrArray *
yn_trust_left_out (YnTrust *trust)
{
  return trust->left_out;
}

/* Nothing but one. NULL: it is none. */
static YnX509Stack *
read_der (const unsigned char *data, gsize length)
{
  const unsigned char *cursor = data;
  g_autoptr (X509) certificate = d2i_X509 (NULL, &cursor, (long) length);
  YnX509Stack *stack = NULL;

  if (certificate != NULL && cursor == data + length)
    {
      stack = sk_X509_new_null ();
      sk_X509_push (stack, g_steal_pointer (&certificate));
    }
  ERR_clear_error ();
  return stack;
}

static YnX509Stack *
read_certificates (GBytes *bytes, GError **error)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  YnX509Stack *certificates = yn_crypto_read_pem (data, length);

  if (certificates == NULL)
    certificates = read_der (data, length);
  if (certificates == NULL)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_TYPE, "no certificates");
  if (certificates != NULL)
    yn_algorithm_identify_all (certificates);
  return certificates;
}

gboolean
yn_trust_add_pem (YnTrust *trust, GBytes *pem, GError **error)
{
  g_autoptr (YnX509Stack) certificates = read_certificates (pem, error);

  if (certificates == NULL)
    return FALSE;
  for (int i = 0; i < sk_X509_num (certificates); i++)
    X509_STORE_add_cert (trust->roots, sk_X509_value (certificates, i));
  return TRUE;
}

gboolean
yn_trust_add_seals (YnTrust *trust, GBytes *bytes, GError **error)
{
  g_autoptr (YnX509Stack) certificates = read_certificates (bytes, error);

  if (certificates == NULL)
    return FALSE;
  for (int i = 0; i < sk_X509_num (certificates); i++)
    {
      X509 *certificate = sk_X509_value (certificates, i);
      g_autofree char *fingerprint = yn_crypto_fingerprint (certificate);

      if (X509_check_ca (certificate) == 1 || X509_self_signed (certificate, 0) == 1)
        X509_STORE_add_cert (trust->roots, certificate);
      else
        yn_trust_pin (trust, fingerprint);
    }
  ERR_clear_error ();
  return TRUE;
}

/* Expired before the time claimed: no. Valid then and expired since: a claimed time alone does not prove that it was in
 * time. */
static YnVerdict
judge_times (X509 *leaf, gint64 at, gint64 instant, const char *good, const char **code)
{
  gint64 not_before = yn_crypto_instant (X509_get0_notBefore (leaf));
  gint64 not_after = yn_crypto_instant (X509_get0_notAfter (leaf));

  if (not_before == G_MININT64 || not_after == G_MININT64)
    return *code = "bad-chain", YN_VERDICT_NO;
  if (at < not_before)
    return *code = "not-yet", YN_VERDICT_NO;
  if (at > not_after)
    return *code = "expired-before", YN_VERDICT_NO;
  if (instant > not_after)
    return *code = "expired", YN_VERDICT_CANNOT_TELL;
  return *code = good, YN_VERDICT_YES;
}

static YnVerdict
judge_chain_error (int reason, const char **code)
{
  switch (reason)
    {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
      return *code = "unknown-issuer", YN_VERDICT_CANNOT_TELL;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return *code = "expired-before", YN_VERDICT_NO;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return *code = "not-yet", YN_VERDICT_NO;
    case X509_V_ERR_CERT_REVOKED:
      return *code = "revoked", YN_VERDICT_NO;
    default:
      return *code = "bad-chain", YN_VERDICT_NO;
    }
}

/* X509_V_OK, or why no chain to a root could be built. Purpose any: the S/MIME purpose that libcrypto takes by itself
 * asks for an e-mail usage; our own rule about key usage is applied instead. */
static int
build_chain (YnTrust *trust, X509 *leaf, YnX509Stack *beside, gint64 at, YnX509Stack **chain)
{
  g_autoptr (X509_STORE_CTX) context = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *rules;
  int reason = X509_V_ERR_UNSPECIFIED;

  if (X509_STORE_CTX_init (context, trust->roots, leaf, beside) == 1)
    {
      rules = X509_STORE_CTX_get0_param (context);
      X509_VERIFY_PARAM_set_purpose (rules, X509_PURPOSE_ANY);
      X509_VERIFY_PARAM_set_time (rules, (time_t) (at / G_USEC_PER_SEC));
      X509_VERIFY_PARAM_set_auth_level (rules, STRENGTH);
      if (X509_verify_cert (context) == 1)
        reason = X509_V_OK;
      else
        reason = X509_STORE_CTX_get_error (context);
      *chain = X509_STORE_CTX_get1_chain (context);
    }
  ERR_clear_error ();
  return reason;
}

gboolean
yn_trust_practice_among (YnX509Stack *certificates)
{
  for (int i = 0; i < sk_X509_num (certificates); i++)
    if (yn_certificate_for_practice (sk_X509_value (certificates, i)))
      return TRUE;
  return FALSE;
}

YnVerdict
yn_trust_judge (YnTrust *trust, X509 *leaf, YnX509Stack *beside, gint64 at, gint64 instant, YnX509Stack **chain,
                const char **code)
{
  YnVerdict verdict = yn_trust_judge_any (trust, leaf, beside, at, instant, chain, code);

  if (!yn_certificate_for_signing (leaf))
    return *code = "certificate-unfit", YN_VERDICT_NO;
  return verdict;
}

/* Of a pinned certificate that no root was found for, whoever provably issued it, and whoever issued those: names alone
 * anybody can write. */
static void
keep_proven (YnX509Stack *chain)
{
  int proven = 1;

  while (proven < sk_X509_num (chain)
         && X509_check_issued (sk_X509_value (chain, proven), sk_X509_value (chain, proven - 1)) == X509_V_OK
         && X509_verify (sk_X509_value (chain, proven - 1), X509_get0_pubkey (sk_X509_value (chain, proven))) == 1)
    proven++;
  while (sk_X509_num (chain) > proven)
    X509_free (sk_X509_pop (chain));
  ERR_clear_error ();
}

YnVerdict
yn_trust_judge_any (YnTrust *trust, X509 *leaf, YnX509Stack *beside, gint64 at, gint64 instant, YnX509Stack **chain,
                    const char **code)
{
  g_autofree char *fingerprint = yn_crypto_fingerprint (leaf);
  int reason = build_chain (trust, leaf, beside, at, chain);
  gboolean practice = yn_certificate_for_practice (leaf) || yn_trust_practice_among (*chain);
  YnVerdict verdict;

  if (practice && !trust->practises) /* invariant 6 */
    return *code = "practice-signer", YN_VERDICT_CANNOT_TELL;
  if (g_hash_table_contains (trust->pins, fingerprint))
    {
      if (reason != X509_V_OK)
        keep_proven (*chain);
      return judge_times (leaf, at, instant, "pinned", code);
    }
  if (reason == X509_V_OK)
    return judge_times (leaf, at, instant, "trusted", code);
  verdict = judge_chain_error (reason, code);
  if (practice && verdict == YN_VERDICT_CANNOT_TELL) /* of an issuer unknown: its root is no one's to trust for good */
    *code = "practice-signer";
  return verdict;
}
