/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Later copies (invariant 1): what was got after a filing was kept, such as a timestamp, stands behind its bytes
 * in a copy beside it. The filing, its bytes and its id stay what they are. Copies are only added; the newest one
 * counts.
 *
 * Here too: which filings still want a timestamp. A filing that nobody has looked at yet is among them; whoever
 * looks settles it or puts it off. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;  /* SHA-256 of the copy */
  gint64 at; /* when it was kept */
} YnCopy;

void yn_copy_free (YnCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnCopy, yn_copy_free)

/* Keeps @paper beside @filing and settles it. It must begin with the kept bytes and go on behind them:
 * YN_ERROR_NOT_WHAT_WAS_SHOWN. YN_ERROR_NOT_FOUND: no such filing. */
YnCopy *yn_copies_keep (YnStore *store, const char *enterprise, const char *filing, GBytes *paper, gint64 now,
                        GError **error);
/* NULL without error: there is none. */
YnCopy *yn_copies_newest (YnStore *store, const char *enterprise, const char *filing, GError **error);
/* By its own id. NULL without error: no such copy. YN_ERROR_STORE_DAMAGED. */
GBytes *yn_copies_bytes (YnStore *store, const char *enterprise, const char *id, GError **error);

/* The ids of filings that may want a timestamp now, oldest first, at most @most. */
GPtrArray *yn_copies_wanting (YnStore *store, const char *enterprise, gint64 now, guint most, GError **error);
/* Whether that was done. */
gboolean yn_copies_settled (YnStore *store, const char *enterprise, const char *filing);
/* It has its timestamp, or wants none. */
gboolean yn_copies_settle (YnStore *store, const char *enterprise, const char *filing, GError **error);
/* Nobody gave one: again after a pause, each twice as long as the one before, up to an hour. */
gboolean yn_copies_put_off (YnStore *store, const char *enterprise, const char *filing, gint64 now,
                            GError **error);

G_END_DECLS
