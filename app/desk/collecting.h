/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What others make of a commitment's main paper: the fields that the national standard collects (归集), and the poster
 * for the wall (上墙公示). */
#pragma once

#include "desk/desk.h"
#include "papers/collection.h"

G_BEGIN_DECLS

/* The collection fields (papers/collection.h) of a main paper that lies about, as far as it knows them itself.
 * @problems gets what is missing or cut. YN_ERROR_NOT_A_PAPER: no paper, or not of a commitment.
 * YN_ERROR_OTHER_VERSION. */
YnJson *yn_loose_collection (GBytes *paper, GPtrArray **problems, GError **error);

/* The same for a filing by its id, with its code, and how it was kept as far as the record at hand says so. */
YnJson *yn_desk_collection (YnDesk *desk, const char *filing, GPtrArray **problems, GCancellable *cancellable,
                            GError **error);

/* The poster (papers/poster.h) of a main paper, which must be signed and whose pages and answers must agree:
 * YN_ERROR_NOT_SIGNED, YN_ERROR_SIGNATURE_INVALID, YN_ERROR_PAPER_DIFFERS. */
GBytes *yn_loose_poster (GBytes *paper, GCancellable *cancellable, GError **error);

/* The same for a filing by its id. */
GBytes *yn_desk_poster (YnDesk *desk, const char *filing, GCancellable *cancellable, GError **error);
void yn_desk_poster_async (YnDesk *desk, const char *filing, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
GBytes *yn_desk_poster_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
