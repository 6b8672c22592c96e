/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* PAdES baseline B-B, B-T and B-LT (ETSI EN 319 142-1; SubFilter ETSI.CAdES.detached) as appended revisions.
 *
 * Hop 3 in two steps. Prepare appends the whole revision, mark and time included, with a hole for /Contents: that
 * file is what the review shows. Finish takes the digest of what was shown and a key, refuses another digest
 * (YN_ERROR_NOT_WHAT_WAS_SHOWN), and fills nothing but the hole (invariant 8): outside the hole every byte is the
 * prepared one; all bytes before the revision are the paper's. */
#pragma once

#include "base/bytes.h"
#include "signing/sign-options.h"

G_BEGIN_DECLS

/* With the certificate known only at finish, the mark says what the options say; finish refuses a key whose class is
 * not options.class. The answer is a complete PDF whose hole is zeros; @digest (new, 64 hex) is the SHA-256 over the
 * byte range. An empty signature field that the author left is filled, the one named for the role or else the first;
 * YN_ERROR_SIGNING_FORBIDDEN where the author allows no signature. */
GBytes *yn_sign_prepare (GBytes *pdf, const YnSignOptions *options, char **digest, GError **error);

/* @shown_digest: what yn_sign_prepare gave when the pages were shown. @how NULL: B-B. A timestamp that cannot be had
 * stops no signature: it is then B-B, and @outcome (may be NULL) says so; B-LT stands back to B-T likewise. Only where
 * how->exact, nothing is signed then: YN_ERROR_LEVEL_NOT_REACHED, and @outcome is filled too. A certificate that turns
 * out to be taken back signs nothing: YN_ERROR_CERTIFICATE_REVOKED. */
GBytes *yn_sign_finish (GBytes *prepared, const char *shown_digest, YnKey *key, const YnSignFinish *how,
                        YnSignOutcome **outcome, GError **error);

/* The same for files of any size, whose bytes are never in memory all at once. Prepare writes the paper and the
 * revision behind it into @fd, an empty file open for reading and writing; finish fills the hole there. */
gboolean yn_sign_prepare_file (YnBytes *pdf, const YnSignOptions *options, int fd, char **digest, GError **error);
gboolean yn_sign_finish_file (int fd, const char *shown_digest, YnKey *key, const YnSignFinish *how,
                              YnSignOutcome **outcome, GError **error);

/* What was shown and what is to be signed: recomputed from @prepared alone. */
char *yn_sign_digest (GBytes *prepared, GError **error);

G_END_DECLS
