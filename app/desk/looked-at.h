/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Which papers a chair printed to be looked at, written down beside the store before they are printed: a chair that was
 * killed puts nothing away itself, so whoever comes next does it. A file for each chair, `looking-…`, locked while that
 * chair lives and gone once it closed; it names enterprises and matters by their ids. Any thread. */
#pragma once

#include "store/drafts.h"
#include "store/store.h"

G_BEGIN_DECLS

typedef struct _YnLookedAt YnLookedAt;

/* For one chair at the store in @folder; the file is made when something is noted. */
YnLookedAt *yn_looked_at_new (const char *folder);
void yn_looked_at_free (YnLookedAt *looked_at); /* NULL too */

/* YN_ERROR_FILE_UNWRITABLE. */
gboolean yn_looked_at_note (YnLookedAt *looked_at, const char *enterprise, const char *const *matters, GError **error);

/* What chairs that are no more left printed leaves its drafts, where nobody has touched it since (desk/looking.h). What
 * cannot be read or written is left to the next one. */
void yn_looked_at_sweep (YnStore *store, gint64 now);

/* Whether nobody has signed the paper of @draft or has it out. */
gboolean yn_draft_was_only_looked_at (YnStore *store, const char *enterprise, const YnDraft *draft);

G_END_DECLS
