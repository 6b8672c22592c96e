/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Three questions, three answers, each with its reason: is it intact? who signed? when? Three verdicts: yes, no, cannot
 * be told here. Never uses poppler. Every byte is judged: byte ranges, the hole, what follows, and object by object what
 * later revisions changed (ISO 32000-1 §12.8; attack families of the signing notes). */
#pragma once

#include "base/json.h"
#include "base/bytes.h"
#include "signing/gathering.h"
#include "signing/match.h"

G_BEGIN_DECLS

typedef enum
{
  YN_VERDICT_YES,
  YN_VERDICT_NO,
  YN_VERDICT_CANNOT_TELL,
} YnVerdict;

const char *yn_verdict_name (YnVerdict verdict); /* "yes", "no", "cannot-tell" */

/* Whom we trust: roots (a chain must end there) and pinned seals (institution certificates by fingerprint). */
typedef struct _YnTrust YnTrust;
YnTrust *yn_trust_new (void);
void yn_trust_free (YnTrust *trust);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTrust, yn_trust_free)
gboolean yn_trust_add_pem (YnTrust *trust, GBytes *pem, GError **error);      /* roots */
/* A folder of data: *.pem, *.crt, *.cer and *.der as yn_trust_add_seals() takes them; revocation lists, by these names or
 * *.crl, as many as a file holds, beside certificates too; and further pinned seals in seals.json: {"seals": [{"sha256": "…", "name": "…"}]}, by the SHA-256 of their
 * certificates, as 64 digits with or without colons. A file that is something else is left out, and the others count.
 * FALSE: there is no such folder. */
gboolean yn_trust_add_folder (YnTrust *trust, const char *path, GError **error);
const GPtrArray *yn_trust_left_out (YnTrust *trust); /* of char: the names of such files; borrowed */
void yn_trust_pin (YnTrust *trust, const char *fingerprint);
/* Invariant 6: from now on a practice certificate counts as any other. Before, it is nobody's, whoever trusts its root. */
void yn_trust_practise (YnTrust *trust);
/* Of certificates, PEM or one in DER, authorities and what nobody else certified become roots; all others are pinned. */
gboolean yn_trust_add_seals (YnTrust *trust, GBytes *bytes, GError **error);

/* One revocation list, DER: X.509 v2 (RFC 5280). What is trusted may say what it took back. */
gboolean yn_trust_add_revocation_list (YnTrust *trust, GBytes *der, GError **error);

typedef enum
{
  YN_REVOCATION_UNKNOWN, /* nothing says it, or nothing that reaches to the time in question */
  YN_REVOCATION_GOOD,
  YN_REVOCATION_REVOKED,
} YnRevocationState;

const char *yn_revocation_state_name (YnRevocationState state); /* "unknown", "good", "revoked" */

/* One thing that was done to a file after a signature. */
typedef struct
{
  char *code;        /* key of data/problems.json: "change-page-content", "change-filled", "change-signature-added" … */
  guint page;        /* from 1; 0: no page of its own */
  char *name;        /* a field, a kind of annotation, an entry of the catalogue, an object's number; or NULL */
  char *before;      /* what a field said, and says; or NULL */
  char *after;
  YnVerdict allowed; /* by what was signed */
} YnChange;

void yn_change_free (YnChange *change);

typedef struct
{
  char *field;              /* "yn-enterprise-seal-1" */
  guint page;               /* where its mark stands, from 1; 0: it has none */
  double mark[4];           /* on that page as it is looked at: left, top, right, bottom, each a part of its width or height */
  YnVerdict intact;
  char *intact_code;        /* key of data/problems.json: "intact-whole", "intact-later-signatures",
                               "intact-later-timestamp", "intact-validation-data", "filled-as-allowed", "annotated-as-allowed",
                               "unsigned-addition", "filled-unreadable", "changed-bytes", "changed-after",
                               "structure-refused", "weak-kind", "unknown-kind" */
  char *intact_detail;      /* English, for the report; may be NULL */
  gboolean covers_whole;    /* nothing but this signature's own revision behind it */
  GPtrArray *changes;       /* of YnChange: all that was done after it, allowed or not */
  YnVerdict who;
  char *who_code;           /* "trusted", "pinned", "unknown-issuer", "expired" (since, or nobody knows),
                               "expired-before" (the time it claims: no), "not-yet", "revoked", "bad-chain",
                               "certificate-unfit", "unknown-signer", "revocation-unknown" (it could be asked, and was
                               not), "revocation-unanswered" (it was, in vain), "revocation-unaskable" (whom
                               the certificate names cannot be asked from here), "revoked-unproven" (taken back after
                               the time it claims, which nothing proves),
                               "practice-signer" (where nobody practises, or not under that root: cannot tell).
                               Where what was signed names its signers, whoever knows the paper may say (desk/named.h)
                               "signer-mismatch": no; "signer-silent" (nothing to compare them by): cannot tell;
                               "signer-beside" (a trusted one's, beside theirs): yes */
  YnCertificate *certificate; /* or NULL */
  gboolean compared;        /* with whom the paper names, which signing/ cannot know: then the next four hold */
  char *wanted_name, *wanted_uscc; /* or NULL */
  YnMatch name_match, code_match;
  YnRevocationState revocation; /* of the certificate and its issuers */
  gboolean nobody_to_ask;   /* that is unknown, and no certificate names where one could ask */
  gboolean askable;         /* that is unknown of a pinned seal, which stands all the same, and it names where */
  gint64 revoked;           /* when it was taken back; 0: it was not */
  gint64 asked;             /* when the authorities were asked about that; 0: nobody was */
  YnSignatureClass class;
  gboolean is_timestamp;    /* a document timestamp: @certificate is the authority's, and nobody signed */
  YnVerdict when;
  char *when_code;          /* "timestamp", "timestamp-later" (a document timestamp behind it): yes; "claimed",
                               "timestamp-unknown" (the authority), "timestamp-expired", "timestamp-practice" (where
                               nobody practises), "time-of-changed" (one is named or proven, but not of what one
                               sees), "no-time" (neither): cannot tell; "future", "timestamp-broken",
                               "timestamp-expired-before" (the time that it says itself): no; "timestamp-revoked" */
  gint64 claimed;           /* /M, or the CMS's signingTime, instant; -1 none */
  gint64 timestamp;         /* what the timestamp says; -1: none */
  char *authority;          /* who gave it, as its certificate says; or NULL */
} YnSignatureVerdict;

typedef struct
{
  YnVerdict whole;          /* yes: every signature intact and its signer known, none from the future, and behind the
                               last one nothing but what it allows and data for verifying; unsigned: cannot tell */
  char *code;               /* "signed-and-intact", "not-signed", "timestamp-only", "changed", "weak-kind", "resaved"
                               (all of it, it seems, by another program), "damaged-pdf",
                               "unsigned-addition", or the code of the first signature that is not yes; of what cannot
                               be read as a PDF: signing/verify-obstacle.h */
  GPtrArray *signatures;    /* of YnSignatureVerdict, in the order of signing */
} YnVerification;

void yn_verification_free (YnVerification *verification);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnVerification, yn_verification_free)

/* Always answers; a file that cannot be read as a PDF is "cannot tell".
 * @instant: now. */
YnVerification *yn_verify (GBytes *pdf, YnTrust *trust, gint64 instant);
YnVerification *yn_verify_bytes (YnBytes *pdf, YnTrust *trust, gint64 instant); /* files of any size */
/* The same. Where a signer's chain reaches a root or its seal is pinned, and neither the file nor @trust says whether a
 * certificate of it was taken back, the addresses that the certificates name are asked by @gathering (NULL: nobody). For half a minute, then
 * nobody is asked any more. */
YnVerification *yn_verify_asking (YnBytes *pdf, YnTrust *trust, gint64 instant, YnGathering *gathering,
                                  GCancellable *cancellable);

/* What to say of who signed: its who_code, or of a timestamp, which nobody signed, a code that speaks of its authority. */
const char *yn_signature_verdict_who_said (const YnSignatureVerdict *verdict);

/* Whether that could tell more of a signature: a certificate names where, and nobody was asked, or nobody answered. */
gboolean yn_signature_verdict_could_ask (const YnSignatureVerdict *verdict);

/* {"whole","practice" (a signature without force is among them),"code","words","signatures":[{"field","page","mark",
 * "intact":{"verdict","code","words","do","changes":[{"code","words","allowed","page","name","before","after"}]},"who":{…,
 * "name","uscc","issuer","named":{"name","uscc","nameMatches","codeMatches"},"revocation","revocationAsked",
 * "revocationRemark":{"code","words"}},"when":{…,
 * "claimed","timestamp","authority"}}]}. Words, and of what is not a yes what to "do", come from the caller through
 * @words_of and @remedy_of (code -> text, new; "" is left out), so that this folder knows no form. @change: what the code
 * is about; NULL: a verdict. Either may be NULL. */
typedef char *(*YnWordsOf) (const char *code, const YnChange *change, gpointer user_data);
YnJson *yn_verification_json (const YnVerification *verification, YnWordsOf words_of, YnWordsOf remedy_of,
                              gpointer user_data);

G_END_DECLS
