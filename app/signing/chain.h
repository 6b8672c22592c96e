/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Who signed: a certificate judged against whom we trust. */
#pragma once

#include "signing/crypto.h"
#include "signing/revocation.h"
#include "signing/verify.h"

G_BEGIN_DECLS

/* @beside: the certificates that came with the signature. @at: the time the signature claims (or now, where it claims
 * none); @instant: now. @chain gets what was built, the leaf first, as far as it went. */
YnVerdict yn_trust_judge (YnTrust *trust, X509 *leaf, YnX509Stack *beside, gint64 at, gint64 instant,
                          YnX509Stack **chain, const char **code);

/* The same of a certificate whose purpose the caller has looked at: an authority's for timestamps. */
YnVerdict yn_trust_judge_any (YnTrust *trust, X509 *leaf, YnX509Stack *beside, gint64 at, gint64 instant,
                              YnX509Stack **chain, const char **code);

/* Its roots, for whoever looks for an issuer. New. */
YnX509Stack *yn_trust_roots (YnTrust *trust);

/* Names a file of a folder that could not be read. */
void yn_trust_leave_out (YnTrust *trust, const char *name);

/* Invariant 6: one of @certificates (may be NULL) is of practice. */
gboolean yn_trust_practice_among (YnX509Stack *certificates);

/* What it knows of certificates taken back. Borrowed. */
const YnRevocation *yn_trust_revocation (YnTrust *trust);

G_END_DECLS
