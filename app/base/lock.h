/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A lock file, flock'ed: freed by the death of its holder, never by its age. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YnLock YnLock;

/* @wait FALSE: YN_ERROR_ALREADY_RUNNING at once when another process (or another YnLock) holds it. The folder
 * must exist. */
YnLock *yn_lock_take (const char *path, gboolean wait, GCancellable *cancellable, GError **error);
/* Many may share a lock; yn_lock_take() waits for all of them, or answers YN_ERROR_ALREADY_RUNNING. */
YnLock *yn_lock_share (const char *path, GCancellable *cancellable, GError **error);
void yn_lock_release (YnLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnLock, yn_lock_release)

G_END_DECLS
