/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Invariant 4, the one place where a paper from the wire is believed: its last signature is whole and is the platform's
 * pinned seal's, and what it says inside is said by this platform about this filing. */
#pragma once

#include "base/json.h"
#include "signing/verify.h"

G_BEGIN_DECLS

/* The body of @paper. YN_ERROR_UNSIGNED_RECEIPT (no signature, or a broken one), YN_ERROR_NOT_TRUSTED (another's),
 * YN_ERROR_OTHER_PLATFORM, YN_ERROR_FOREIGN_RECEIPT (it speaks of another filing), YN_ERROR_NOT_A_PAPER. */
YnJson *yn_believe (GBytes *paper, const char *filing, const char *platform, YnTrust *trust, gint64 now,
                    GError **error);

G_END_DECLS
