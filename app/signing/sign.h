/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* PAdES baseline B-B (ETSI EN 319 142-1; SubFilter ETSI.CAdES.detached) as an appended revision.
 *
 * Hop 3 in two steps. Prepare appends the whole revision, mark and time included, with a hole for /Contents: that
 * file is what the review shows. Finish takes the digest of what was shown and a key, refuses another digest
 * (YN_ERROR_NOT_WHAT_WAS_SHOWN), and fills nothing but the hole (invariant 8): outside the hole every byte is the
 * prepared one; all bytes before the revision are the paper's. */
#pragma once

#include "signing/key.h"

G_BEGIN_DECLS

typedef struct
{
  const char *role;     /* "enterprise-seal": part of the field's name, "yn-enterprise-seal-1" */
  const char *reason;   /* /Reason, may be NULL */
  const char *confirmed; /* SHA-256 of what the signer confirmed instead of this paper alone (a batch's letter and table); may
                            be NULL */
  gint64 instant;       /* /M and the mark's time */
  YnSignatureClass class;
  /* the visible mark: square-cornered, on the last page, stacked for each further signature; NULL name: none */
  const char *mark_name;
  const char *mark_uscc;
  const char *mark_issuer;
  YnLanguage language;
  gboolean practice;    /* 演练·无效力 in the mark */
} YnSignOptions;

/* With the certificate known only at finish, the mark says what the options say; finish refuses a key whose class is
 * not options.class. The answer is a complete PDF whose hole is zeros; @digest (new, 64 hex) is the SHA-256 over the
 * byte range. */
GBytes *yn_sign_prepare (GBytes *pdf, const YnSignOptions *options, char **digest, GError **error);

/* @shown_digest: what yn_sign_prepare gave when the pages were shown. */
GBytes *yn_sign_finish (GBytes *prepared, const char *shown_digest, YnKey *key, GError **error);

/* What was shown and what is to be signed: recomputed from @prepared alone. */
char *yn_sign_digest (GBytes *prepared, GError **error);

G_END_DECLS
