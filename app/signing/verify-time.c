/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/verify-time.h"

#include "signing/certificate.h"
#include "signing/chain.h"
#include "signing/gathering-chain.h"
#include "signing/timestamp-token.h"

#include <openssl/err.h>

#define NOT_TO_THE_LAST_BYTE "a timestamp of a kind that is not checked here"

static void
say_when (YnSignatureVerdict *verdict, YnVerdict when, const char *code)
{
  verdict->when = when;
  g_free (verdict->when_code);
  verdict->when_code = g_strdup (code);
}

void
yn_verify_claimed (YnSignatureVerdict *verdict, gint64 claimed, gint64 instant)
{
  gboolean possible = claimed <= instant + YN_CLOCK_DIFFERENCE;

  verdict->claimed = claimed;
  say_when (verdict, possible ? YN_VERDICT_CANNOT_TELL : YN_VERDICT_NO,
            claimed < 0 ? "no-time" : possible ? "claimed" : "future");
}

/* All certificates that came along are part of the chain: nobody vouches for another. */
static gboolean
company_known (const YnTimestampToken *token, YnX509Stack *chain)
{
  for (int i = 0; i < sk_X509_num (token->certificates); i++)
    {
      X509 *certificate = sk_X509_value (token->certificates, i);
      gboolean known = X509_cmp (certificate, token->leaf) == 0;

      for (int j = 0; j < sk_X509_num (chain) && !known; j++)
        known = X509_cmp (certificate, sk_X509_value (chain, j)) == 0;
      if (!known)
        return FALSE;
    }
  return TRUE;
}

/* A list or an answer goes stale, and the authority's certificate outlives it: here only that one was taken back
 * counts. After that, its key may have been anybody's. */
static const char *
taken_back (const YnTimestampToken *token, YnX509Stack *chain, const YnEvidence *evidence, YnVerdict *when)
{
  gint64 revoked = 0;
  YnRevocationNames names;

  if (yn_revocation_of_chain (evidence->revocation, chain, evidence->existed, evidence->instant, &revoked, &names)
          != YN_REVOCATION_REVOKED
      || revoked > evidence->existed)
    return NULL;
  *when = revoked <= token->instant ? YN_VERDICT_NO : YN_VERDICT_CANNOT_TELL;
  return "timestamp-revoked";
}

static const char *
code_of_doubt (const char *who_code)
{
  if (g_strcmp0 (who_code, "expired") == 0)
    return "timestamp-expired";
  if (g_strcmp0 (who_code, "expired-before") == 0)
    return "timestamp-expired-before";
  return g_strcmp0 (who_code, "practice-signer") == 0 ? "timestamp-practice" : "timestamp-unknown";
}

/* The token is of the right bytes and its signature holds: whose is it? */
static const char *
judge_authority (const YnTimestampToken *token, const YnEvidence *evidence, YnX509Stack **chain, YnVerdict *who,
                 const char **who_code)
{
  YnVerdict when = YN_VERDICT_CANNOT_TELL;
  const char *code;

  *who = yn_trust_judge_any (evidence->trust, token->leaf, token->certificates, token->instant, evidence->existed,
                             chain, who_code);
  if (token->instant > evidence->instant + YN_CLOCK_DIFFERENCE)
    {
      *who = YN_VERDICT_NO;
      return "future";
    }
  if (*who != YN_VERDICT_YES)
    return code_of_doubt (*who_code);
  code = taken_back (token, *chain, evidence, &when);
  if (code == NULL)
    return "timestamp";
  *who = when;
  *who_code = "revoked";
  return code;
}

/* Fills in what a good token says. FALSE: a byte of it could be another. */
static gboolean
judge_token (const YnTimestampToken *token, const YnEvidence *evidence, YnX509Stack **chain,
             YnSignatureVerdict *verdict, YnVerdict *who, const char **who_code)
{
  const char *code = judge_authority (token, evidence, chain, who, who_code);
  g_autoptr (YnCertificate) authority = yn_certificate_read (token->leaf);

  if (verdict->when != YN_VERDICT_NO) /* the time it claims is none that can be */
    say_when (verdict, g_str_equal (code, "timestamp") ? YN_VERDICT_YES : *who == YN_VERDICT_NO ? YN_VERDICT_NO
                                                                                               : YN_VERDICT_CANNOT_TELL,
              code);
  verdict->timestamp = token->instant;
  verdict->authority = g_strdup (authority->subject_name);
  return company_known (token, *chain);
}

static gboolean
is_of (const YnTimestampToken *token, const YnDer *signature)
{
  const EVP_MD *kind = EVP_get_digestbyname (token->imprint_name);
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  return kind != NULL && EVP_MD_get_size (kind) >= 32
         && EVP_Digest (signature->at, (size_t) (signature->end - signature->at), digest, &length, kind, NULL) == 1
         && yn_timestamp_token_is_of (token, digest, length);
}

gboolean
yn_verify_stamp (const YnCmsForm *form, const YnEvidence *evidence, YnSignatureVerdict *verdict, const char **detail)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTimestampToken) token
      = yn_timestamp_token_read (form->timestamp.at, (gsize) (form->timestamp.end - form->timestamp.at), &error);
  g_autoptr (YnX509Stack) chain = NULL;
  const char *who_code = NULL;
  YnVerdict who;

  *detail = NOT_TO_THE_LAST_BYTE;
  if (g_error_matches (error, YN_ERROR, YN_ERROR_WRONG_TYPE))
    return FALSE;
  if (token == NULL || !is_of (token, &form->signature))
    {
      say_when (verdict, YN_VERDICT_NO, "timestamp-broken");
      return TRUE;
    }
  return judge_token (token, evidence, &chain, verdict, &who, &who_code);
}

static void
refuse (YnSignatureVerdict *verdict, YnVerdict intact, const char *code, const char *detail)
{
  verdict->intact = intact;
  verdict->intact_code = g_strdup (code);
  verdict->intact_detail = g_strdup (detail);
}

/* The hole holds one token, and zeros behind it. */
static gboolean
token_length (GBytes *contents, gsize *length)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (contents, &size);
  YnDer walk = YN_DER_BYTES (data, size), element;
  guint8 tag;

  if (!yn_der_next (&walk, &tag, &element))
    return FALSE;
  *length = (gsize) (element.end - data);
  for (; walk.at < walk.end; walk.at++)
    if (*walk.at != 0)
      return FALSE;
  return TRUE;
}

void
yn_verify_document_timestamp (const YnSignatureField *field, YnBytes *pdf, const YnEvidence *evidence,
                              YnSignatureVerdict *verdict)
{
  g_autoptr (GBytes) contents = yn_signature_field_contents (field, pdf);
  g_autoptr (YnTimestampToken) token = NULL;
  g_autoptr (YnX509Stack) chain = NULL;
  g_autoptr (GError) error = NULL;
  YnDigest digest = { NULL };
  const char *who_code = NULL;
  gsize length = 0;

  verdict->is_timestamp = TRUE;
  if (contents == NULL || !token_length (contents, &length))
    return refuse (verdict, YN_VERDICT_NO, "structure-refused", "the hole holds no timestamp");
  token = yn_timestamp_token_read (g_bytes_get_data (contents, NULL), length, &error);
  if (g_error_matches (error, YN_ERROR, YN_ERROR_WRONG_TYPE))
    return refuse (verdict, YN_VERDICT_CANNOT_TELL, "unknown-kind", NOT_TO_THE_LAST_BYTE);
  if (token == NULL)
    return refuse (verdict, YN_VERDICT_NO, "changed-bytes", error->message);
  digest.algorithm = token->imprint_name;
  if (!yn_signature_field_digest (field, pdf, &digest, 1) || digest.length < 32)
    return refuse (verdict, YN_VERDICT_CANNOT_TELL, "unknown-kind", "a digest algorithm that is not checked here");
  if (!yn_timestamp_token_is_of (token, digest.value, digest.length))
    return refuse (verdict, YN_VERDICT_NO, "changed-bytes", "the digest differs");
  if (judge_token (token, evidence, &chain, verdict, &verdict->who, &who_code))
    verdict->intact = YN_VERDICT_YES;
  else
    refuse (verdict, YN_VERDICT_CANNOT_TELL, "unknown-kind", NOT_TO_THE_LAST_BYTE);
  verdict->who_code = g_strdup (who_code);
  verdict->certificate = yn_certificate_read (token->leaf);
  verdict->certificate->practice = yn_trust_practice_among (chain) || yn_trust_practice_among (token->certificates);
  if (verdict->certificate->practice)
    verdict->class = YN_SIGNATURE_CLASS_PRACTICE;
}

/* --- taken back ----------------------------------------------------------------------------------------------------
 */

/* What is known, and, where nothing is and somebody may be asked, what those say whom the certificates name. */
static YnRevocationState
find_out (YnX509Stack *chain, const YnEvidence *evidence, gint64 existed, YnSignatureVerdict *verdict, gint64 *revoked,
          YnRevocationNames *names)
{
  YnRevocationState state
      = yn_revocation_of_chain (evidence->revocation, chain, existed, evidence->instant, revoked, names);

  if (state != YN_REVOCATION_UNKNOWN || *names != YN_REVOCATION_NAMES_ASKABLE || !evidence->asks
      || evidence->gathering == NULL || g_get_monotonic_time () > evidence->patience)
    return state;
  yn_gathering_inquire (evidence->gathering, chain, existed, evidence->revocation, evidence->cancellable);
  verdict->asked = yn_gathering_now (evidence->gathering);
  return yn_revocation_of_chain (evidence->revocation, chain, existed, MAX (evidence->instant, verdict->asked), revoked,
                                 names);
}

/* Nothing is known of it. A chain of one is a root itself: nobody stands above it who could take it back. */
static YnVerdict
judge_unknown (YnX509Stack *chain, YnRevocationNames names, YnSignatureVerdict *verdict, const char **code)
{
  if (g_str_equal (*code, "pinned")) /* who was pinned stands as it is until somebody says that it was taken back */
    {
      verdict->askable = names == YN_REVOCATION_NAMES_ASKABLE && verdict->asked == 0;
      return YN_VERDICT_YES;
    }
  switch (names)
    {
    case YN_REVOCATION_NAMES_ASKABLE:
      return *code = verdict->asked != 0 ? "revocation-unanswered" : "revocation-unknown", YN_VERDICT_CANNOT_TELL;
    case YN_REVOCATION_NAMES_UNASKABLE:
      return *code = "revocation-unaskable", YN_VERDICT_CANNOT_TELL;
    case YN_REVOCATION_NAMES_NOBODY:
    default:
      verdict->nobody_to_ask = sk_X509_num (chain) > 1;
      return YN_VERDICT_YES;
    }
}

YnVerdict
yn_verify_revocation (YnX509Stack *chain, const YnEvidence *evidence, gint64 existed, gint64 claimed,
                      YnSignatureVerdict *verdict, const char **code)
{
  gint64 revoked = 0;
  YnRevocationNames names;

  verdict->askable = FALSE;
  verdict->revocation = find_out (chain, evidence, existed, verdict, &revoked, &names);
  if (verdict->revocation == YN_REVOCATION_REVOKED)
    {
      verdict->revoked = revoked;
      if (revoked > existed) /* it was signed before, and that is proven */
        return YN_VERDICT_YES;
      if (claimed >= 0 && revoked > claimed)
        return *code = "revoked-unproven", YN_VERDICT_CANNOT_TELL;
      return *code = "revoked", YN_VERDICT_NO;
    }
  return verdict->revocation == YN_REVOCATION_UNKNOWN ? judge_unknown (chain, names, verdict, code) : YN_VERDICT_YES;
}
