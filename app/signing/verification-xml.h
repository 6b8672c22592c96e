/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A verification as a signature validation report in the shape of ETSI TS 119 102-2 (v1.2.1), for machines that know
 * that standard. Certificates are told by their digest.
 *
 * A paper that was changed behind its signature is TOTAL-FAILED/FORMAT_FAILURE, as in DSS, and HASH_FAILURE is left to
 * signed bytes that are others now: of what was added behind them no digest speaks. */
#pragma once

#include "signing/verify.h"

G_BEGIN_DECLS

/* @sha256: of the file that was looked at, hex. @instant: when. @answers_code: what a paper's answers say beside its
 * pages, a key of data/problems.json with the verdict @answers; NULL: it carries none. */
GBytes *yn_verification_xml (const YnVerification *verification, const char *sha256, gint64 instant,
                             const char *answers_code, YnVerdict answers);

G_END_DECLS
