/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A person's files: read and written whole, or the large ones where they lie. Any thread but the window's. */
#pragma once

#include "base/bytes.h"

G_BEGIN_DECLS

#define YN_FILE_MAX_BYTES (200 * 1024 * 1024) /* of what is read whole */

/* YN_ERROR_FILE_UNREADABLE, _FILE_EMPTY, _TOO_LARGE (more than @max; one byte more is read, never the whole). */
GBytes *yn_file_read (const char *path, guint64 max, GError **error);

/* Where something of a person's would be written over: YN_ERROR_FILE_EXISTS. */
gboolean yn_file_is_free (const char *path, GError **error);

/* Atomically: a temporary name, fsync, rename. Over what is there: for who was asked. What keeps it from being written
 * is said: YN_ERROR_WRITING_FORBIDDEN, _DISK_FULL, _FILE_NAME_UNFIT, _FOLDER_GONE, _FILE_UNWRITABLE; so do all below.
 */
gboolean yn_file_write (const char *path, GBytes *bytes, GError **error);

/* The same, and never over anything: YN_ERROR_FILE_EXISTS. Nobody can be asked at a command line, and there is no flag
 * that answers for them; before a PIN, a wait or a deed yn_file_is_free() spares them the way. */
gboolean yn_file_write_new (const char *path, GBytes *bytes, GError **error);

/* A file that gets its name only when all of it stands on the disk; until then nobody meets it. It takes no other's. */
typedef struct _YnNewFile YnNewFile;
YnNewFile *yn_new_file_begin (const char *path, GError **error); /* YN_ERROR_FILE_UNWRITABLE */
int yn_new_file_fd (YnNewFile *file);                            /* to write and to read */
gboolean yn_new_file_finish (YnNewFile *file, GError **error);   /* YN_ERROR_FILE_EXISTS, _FILE_UNWRITABLE */
void yn_new_file_free (YnNewFile *file); /* unfinished: nothing is left of it */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnNewFile, yn_new_file_free)

G_END_DECLS
