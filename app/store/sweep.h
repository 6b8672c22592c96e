/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Attachment files that no row names: a crash came between the file and its row, or between the end of a row
 * and that of its file. */
#pragma once

#include "base/lock.h"
#include "base/sql.h"

G_BEGIN_DECLS

/* @folder is the store's: the files lie in <folder>/attachments, each with the id of its row for a name. */
char *yn_attachments_folder (const char *folder);
char *yn_attachments_path (const char *folder, const char *id);

/* Held, shared, from before a file is made until its row stands; yn_attachments_sweep() does nothing
 * meanwhile. */
YnLock *yn_attachments_hold (const char *folder, GCancellable *cancellable, GError **error);

gboolean yn_attachments_sweep (const char *folder, YnSql *sql, GError **error);

G_END_DECLS
