/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* News from the platform: events (with their papers, verified) and the record, into the store. */
#pragma once

#include "sync/courier.h"

G_BEGIN_DECLS

/* TRUE where something new came (in @fresh). Events whose paper is not signed by this platform are not kept and the
 * cursor does not move past them (YN_ERROR_UNSIGNED_RECEIPT). */
gboolean yn_news_fetch (const YnRound *round, const char *enterprise, gboolean *fresh, GCancellable *cancellable,
                        GError **error);
gboolean yn_news_fetch_record (const YnRound *round, const char *enterprise, gboolean *fresh, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
