/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Attachment files that no row names: a crash came between the file and its row, or between the end of a row and that
 * of its file. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* The files lie in <folder of the store>/attachments, each with the id of its row for a name. */
char *yn_attachments_folder (const char *store_folder);
char *yn_attachments_path (YnStore *store, const char *id);

/* Held, shared, from before a file is made until its row stands; yn_attachments_sweep() does nothing meanwhile. */
YnLock *yn_attachments_hold (YnStore *store, GCancellable *cancellable, GError **error);

gboolean yn_attachments_sweep (YnStore *store, GError **error);

G_END_DECLS
