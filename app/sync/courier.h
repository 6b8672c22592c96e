/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The courier carries what is kept to the platform and comes back with a receipt: hops 5 and 6. One courier a store at
 * a time, by the `courier` lock file; another chair's `send` sets the next try to now and watches. */
#pragma once

#include "base/clock.h"
#include "platform/platform.h"
#include "signing/verify.h"
#include "store/filings.h"

G_BEGIN_DECLS

typedef struct
{
  YnStore *store;
  YnPlatform *platform;
  YnTrust *trust;   /* roots and pinned seals of this platform */
  YnClock *clock;
} YnRound;

/* The account is @enterprise's: else its token would carry the papers of one enterprise as another's, and a signed
 * refusal is an end. YN_ERROR_NOT_SIGNED_IN. */
gboolean yn_round_is_for (const YnRound *round, const char *enterprise, GCancellable *cancellable, GError **error);

/* One round: every waiting filing of @enterprise whose next try has come is tried once. TRUE: nothing waits any more.
 * FALSE without error: something still waits. Errors: YN_ERROR_ALREADY_RUNNING (another courier is at work), account
 * and store errors. @next_try: when the next one is due (instant), 0: none. */
gboolean yn_courier_round (const YnRound *round, const char *enterprise, gint64 *next_try, GCancellable *cancellable,
                           GError **error);

/* Whether @paper is a receipt or refusal that this platform signed and that names @filing: its kind in @kind (new), its
 * time in @at. Errors as yn_believe(), YN_ERROR_NONSENSE (another kind of paper, or without a time). */
gboolean yn_courier_check (GBytes *paper, const char *filing, const char *platform, YnTrust *trust, gint64 now,
                           char **kind, gint64 *at, GError **error);

G_END_DECLS
