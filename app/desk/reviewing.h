/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A review being made, of one paper or of a batch's letter. */
#pragma once

#include "desk/private.h"
#include "desk/review.h"

G_BEGIN_DECLS

/* Of a draft with a paper, prepared for whoever signs next. @confirmed: the SHA-256 of a batch's letter and table, or NULL.
 * @shown gets the file that is shown (invariant 8). */
YnReview *yn_review_paper (YnDesk *desk, const YnLoan *loan, YnService *form, const YnDraft *draft,
                           const char *confirmed, gint64 instant, GBytes **shown, GCancellable *cancellable,
                           GError **error);

G_END_DECLS
