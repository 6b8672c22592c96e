/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A person's files, read and written whole. Any thread but the window's. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YN_FILE_MAX_BYTES (200 * 1024 * 1024)

/* YN_ERROR_FILE_UNREADABLE, _FILE_EMPTY, _TOO_LARGE (more than @max; one byte more is read, never the whole). */
GBytes *yn_file_read (const char *path, guint64 max, GError **error);

/* Atomically: a temporary name, fsync, rename. YN_ERROR_FILE_UNWRITABLE. */
gboolean yn_file_write (const char *path, GBytes *bytes, GError **error);

G_END_DECLS
