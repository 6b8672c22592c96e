/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/gathering-chain.h"

#include <openssl/err.h>

#define MAX_ANSWER (64 * 1024)
#define MAX_CHAIN 10

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free)

/* --- one certificate ------------------------------------------------------------------------------------------------
 */

typedef struct
{
  X509 *certificate, *issuer;
  gint64 existed, now;
  gint64 revoked;
} Question;

/* What @der, a list or an answer, says. */
static YnRevocationState
says (GBytes *der, gboolean list, Question *question)
{
  g_autoptr (YnRevocation) alone = yn_revocation_new ();

  if (list ? !yn_revocation_add_list (alone, der) : !yn_revocation_add_answer (alone, der))
    return YN_REVOCATION_UNKNOWN;
  return yn_revocation_of (alone, question->certificate, question->issuer, question->existed, question->now,
                           &question->revoked);
}

/* From memory, or from @url; kept in @dss where it says something. */
static YnRevocationState
ask (YnGathering *gathering, const char *name, const char *url, gboolean list, Question *question, YnDss *dss,
     GCancellable *cancellable)
{
  g_autoptr (GBytes) der = yn_gathering_remembered (gathering, name);
  g_autoptr (GBytes) body = NULL;
  YnRevocationState state = der != NULL ? says (der, list, question) : YN_REVOCATION_UNKNOWN;

  if (state == YN_REVOCATION_UNKNOWN)
    {
      g_clear_pointer (&der, g_bytes_unref);
      body = list ? NULL : yn_revocation_ask (question->certificate, question->issuer);
      if (list || body != NULL)
        der = yn_gathering_fetch (gathering, url, body, list ? YN_REVOCATION_MAX_BYTES : MAX_ANSWER, cancellable, NULL);
      state = der != NULL ? says (der, list, question) : YN_REVOCATION_UNKNOWN;
      if (state != YN_REVOCATION_UNKNOWN)
        yn_gathering_remember (gathering, name, der);
    }
  if (state != YN_REVOCATION_UNKNOWN)
    yn_dss_add (list ? dss->lists : dss->answers, der);
  return state;
}

/* What can be had about one certificate, kept in @dss. */
static YnRevocationState
inquire (YnGathering *gathering, Question *question, YnDss *dss, GCancellable *cancellable)
{
  g_autofree char *responder = yn_revocation_responder (question->certificate);
  g_autofree char *address = yn_revocation_list_address (question->certificate);
  g_autofree char *fingerprint = yn_crypto_fingerprint (question->certificate);
  YnRevocationState state = YN_REVOCATION_UNKNOWN;

  if (responder != NULL)
    state = ask (gathering, fingerprint, responder, FALSE, question, dss, cancellable);
  if (state == YN_REVOCATION_UNKNOWN && address != NULL)
    state = ask (gathering, address, address, TRUE, question, dss, cancellable);
  return state;
}

static gboolean
collect_one (YnGathering *gathering, Question *question, YnDss *dss, GCancellable *cancellable, GError **error)
{
  YnRevocationState state = inquire (gathering, question, dss, cancellable);

  if (state == YN_REVOCATION_GOOD || (state == YN_REVOCATION_REVOKED && question->revoked > question->existed))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (state == YN_REVOCATION_REVOKED)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_CERTIFICATE_REVOKED, "a certificate was taken back");
  else
    g_set_error_literal (error, YN_ERROR, YN_ERROR_REVOCATION_UNREACHABLE,
                         "nobody says whether a certificate was taken back");
  return FALSE;
}

/* --- the chain ------------------------------------------------------------------------------------------------------
 */

static char *
issuer_address (X509 *certificate)
{
  g_autoptr (AUTHORITY_INFO_ACCESS) access = X509_get_ext_d2i (certificate, NID_info_access, NULL, NULL);
  char *address = NULL;

  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num (access) && address == NULL; i++)
    {
      const ACCESS_DESCRIPTION *way = sk_ACCESS_DESCRIPTION_value (access, i);

      if (OBJ_obj2nid (way->method) == NID_ad_ca_issuers)
        address = yn_revocation_address_of (way->location);
    }
  ERR_clear_error ();
  return address;
}

static gboolean
issued (X509 *issuer, X509 *certificate)
{
  gboolean did = X509_check_issued (issuer, certificate) == X509_V_OK
                 && X509_verify (certificate, X509_get0_pubkey (issuer)) == 1;

  ERR_clear_error ();
  return did;
}

/* New. NULL: it is nowhere. */
static X509 *
find_issuer (YnGathering *gathering, X509 *certificate, YnX509Stack *beside, GCancellable *cancellable)
{
  g_autofree char *address = NULL;
  g_autoptr (GBytes) der = NULL;
  g_autoptr (X509) fetched = NULL;
  const unsigned char *cursor;

  for (int i = 0; i < sk_X509_num (beside); i++)
    if (issued (sk_X509_value (beside, i), certificate))
      {
        X509_up_ref (sk_X509_value (beside, i));
        return sk_X509_value (beside, i);
      }
  address = issuer_address (certificate);
  if (address == NULL)
    return NULL;
  der = yn_gathering_remembered (gathering, address);
  if (der == NULL)
    der = yn_gathering_fetch (gathering, address, NULL, MAX_ANSWER, cancellable, NULL);
  if (der == NULL)
    return NULL;
  cursor = g_bytes_get_data (der, NULL);
  fetched = d2i_X509 (NULL, &cursor, (long) g_bytes_get_size (der));
  ERR_clear_error ();
  if (fetched == NULL || !issued (fetched, certificate))
    return NULL;
  yn_gathering_remember (gathering, address, der);
  return g_steal_pointer (&fetched);
}

gboolean
yn_gathering_collect (YnGathering *gathering, X509 *leaf, YnX509Stack *beside, gint64 existed, YnDss *dss,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (X509) certificate = leaf;

  X509_up_ref (leaf);
  for (int i = 0; i < MAX_CHAIN; i++)
    {
      g_autoptr (X509) issuer = NULL;
      Question question = { .certificate = certificate, .existed = existed, .now = yn_gathering_now (gathering) };

      yn_dss_add_certificate (dss, certificate);
      if (issued (certificate, certificate))
        return TRUE;
      issuer = find_issuer (gathering, certificate, beside, cancellable);
      if (issuer == NULL)
        break;
      question.issuer = issuer;
      if (!collect_one (gathering, &question, dss, cancellable, error))
        return FALSE;
      X509_free (certificate);
      certificate = g_steal_pointer (&issuer);
    }
  g_set_error_literal (error, YN_ERROR, YN_ERROR_REVOCATION_UNREACHABLE, "the issuer of a certificate is not known");
  return FALSE;
}

gboolean
yn_gathering_told (YnGathering *gathering, const YnRevocation *known, X509 *leaf, YnX509Stack *beside, gint64 existed)
{
  X509 *certificate = leaf;

  for (int i = 0; i < MAX_CHAIN && !issued (certificate, certificate); i++)
    {
      X509 *issuer = NULL;
      gint64 revoked = 0;

      for (int j = 0; j < sk_X509_num (beside) && issuer == NULL; j++)
        if (issued (sk_X509_value (beside, j), certificate))
          issuer = sk_X509_value (beside, j);
      if (issuer == NULL
          || yn_revocation_of (known, certificate, issuer, existed, yn_gathering_now (gathering), &revoked)
                 != YN_REVOCATION_GOOD)
        return FALSE;
      certificate = issuer;
    }
  return issued (certificate, certificate);
}

void
yn_gathering_inquire (YnGathering *gathering, YnX509Stack *chain, gint64 existed, YnRevocation *revocation,
                      GCancellable *cancellable)
{
  g_autoptr (YnDss) dss = yn_dss_new ();

  for (int i = 0; i + 1 < MIN (sk_X509_num (chain), MAX_CHAIN) && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Question question = { .certificate = sk_X509_value (chain, i),
                            .issuer = sk_X509_value (chain, i + 1),
                            .existed = existed,
                            .now = yn_gathering_now (gathering) };

      inquire (gathering, &question, dss, cancellable);
    }
  yn_dss_tell (dss, revocation);
}
