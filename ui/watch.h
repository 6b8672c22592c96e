/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Follows one file while somebody else writes it. Editors that put a new file in the old one's place are followed too;
 * a burst of changes is read once, when it is over. Reading never happens in the window's thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YN_TYPE_WATCH (yn_watch_get_type ())
G_DECLARE_FINAL_TYPE (YnWatch, yn_watch, YN, WATCH, GObject)

/* Signal "read": the file was read anew, or could not be; yn_watch_bytes() and yn_watch_error() say which. Files larger
 * than @max are an error (YN_ERROR_TOO_LARGE) and so is what is no regular file (YN_ERROR_FILE_UNREADABLE). The first
 * reading begins at once. */
YnWatch *yn_watch_new (GFile *file, gsize max);

GFile *yn_watch_file (YnWatch *self);
GBytes *yn_watch_bytes (YnWatch *self);       /* as last read, or NULL: not yet, or the last reading failed */
const GError *yn_watch_error (YnWatch *self); /* of the last reading, or NULL */

G_END_DECLS
