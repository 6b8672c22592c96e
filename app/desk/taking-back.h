/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A paper under signature back to its draft: what that costs is shown first, and only that is given up. */
#pragma once

#include "desk/hands.h"

G_BEGIN_DECLS

/* What taking it back to the draft costs, a line each: the signatures on it, and what is out to be signed elsewhere,
 * with whom and since when. NULL: nothing. */
char **yn_under_signature_cost (const YnUnderSignature *paper, YnLanguage language);

/* Back to the draft. @cost: as it was shown, in the desk's language; NULL: nothing was. YN_ERROR_COST_UNSEEN: it costs
 * something else by now, and nothing was changed. A paper that cannot be read any more has no cost that anybody could
 * show. */
gboolean yn_desk_take_back (YnDesk *desk, const char *matter, const char *const *cost, GCancellable *cancellable,
                            GError **error);
void yn_desk_take_back_async (YnDesk *desk, const char *matter, const char *const *cost, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_take_back_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
