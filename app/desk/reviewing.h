/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A review being made, of one paper or of a batch's letter. */
#pragma once

#include "desk/private.h"
#include "desk/review.h"
#include "forms/signers.h"

G_BEGIN_DECLS

/* A paper to be reviewed, lying in a draft or brought by a person. */
typedef struct
{
  YnService *form;
  const YnJson *answers;
  GBytes *paper;
  GBytes *annex;           /* or NULL */
  const YnSigner *signer;  /* whose turn it is, or NULL */
  const YnKeyKind *kind;   /* of the key they sign with; NULL: not chosen yet */
  gboolean practice;
  YnTrust *trust;
  const char *matter;
  const char *confirmed;   /* or NULL */
  gint64 instant;
} YnReviewed;

/* Without what only a desk with the draft knows: matter, untrue clauses, what is kept back. */
YnReview *yn_review_of (YnDesk *desk, const YnReviewed *reviewed, GBytes **shown, GCancellable *cancellable,
                        GError **error);

/* Of a draft with a paper, prepared for @as (NULL: whoever signs next; else YN_ERROR_WRONG_SIGNER where they may not)
 * with a key of @kind (NULL: not chosen yet). @confirmed: the SHA-256 of a batch's letter and table, or NULL.
 * @shown gets the file that is shown (invariant 8). */
YnReview *yn_review_paper (YnDesk *desk, const YnLoan *loan, YnService *form, const YnDraft *draft,
                           const YnSigner *as, const YnKeyKind *kind, const char *confirmed, gint64 instant,
                           GBytes **shown, GCancellable *cancellable, GError **error);

G_END_DECLS
