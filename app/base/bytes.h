/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Bytes that stay as they are while they are read: in memory, or a large file read by pread(), a window at a time and
 * never mapped. Whoever opened a file goes on reading that very file, whatever becomes of its name.
 *
 * One thread at a time: a file's window is shared by all who look through it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YnBytes YnBytes;

#define YN_BYTES_LOOK (64 * 1024) /* the most that one look shows */

YnBytes *yn_bytes_new (GBytes *bytes);
/* A regular file. A small one is read at once and is bytes in memory from then on. YN_ERROR_FILE_UNREADABLE,
 * YN_ERROR_FILE_EMPTY. */
YnBytes *yn_bytes_open (const char *path, GError **error);
/* A regular file of at most @max bytes, whole and in memory. YN_ERROR_TOO_LARGE too. */
GBytes *yn_bytes_read (const char *path, gsize max, GError **error);
/* An open file, which is taken over; never read at once. */
YnBytes *yn_bytes_new_fd (int fd, GError **error);
YnBytes *yn_bytes_ref (YnBytes *self);
void yn_bytes_unref (YnBytes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnBytes, yn_bytes_unref)

gsize yn_bytes_size (YnBytes *self);
/* Borrowed; NULL: a file. */
GBytes *yn_bytes_in_memory (YnBytes *self);
/* A name under which the open file can be opened once more, "/proc/self/fd/7". NULL: in memory. Borrowed. */
const char *yn_bytes_path (YnBytes *self);
/* FALSE: the file was written to since it was opened, and nothing that was read of it need agree with the rest. */
gboolean yn_bytes_unchanged (YnBytes *self);

/* @length bytes (at most YN_BYTES_LOOK) at @offset, valid until the next call. NULL: not all of them are there. */
const char *yn_bytes_look (YnBytes *self, gsize offset, gsize length);
/* [@from, @to) as bytes of their own; no copy where they are in memory. NULL: not all of them are there. */
GBytes *yn_bytes_slice (YnBytes *self, gsize from, gsize to);
/* Where @needle begins in [@from, @to), all of it inside. */
gboolean yn_bytes_find (YnBytes *self, gsize from, gsize to, const char *needle, gsize *at);
/* [@from, @to) in pieces. FALSE: the file could not be read to there. */
typedef void (*YnBytesPiece) (const void *data, gsize length, gpointer user_data);
gboolean yn_bytes_each (YnBytes *self, gsize from, gsize to, YnBytesPiece piece, gpointer user_data);
/* [@from, @to) written to @fd where it stands. YN_ERROR_FILE_UNREADABLE, YN_ERROR_FILE_UNWRITABLE. */
gboolean yn_bytes_copy (YnBytes *self, gsize from, gsize to, int fd, GError **error);

/* The first @length bytes as bytes: those of a file go into a nameless file beside the system's other temporary
 * ones. There is one such file for each file: a prefix is done with before the next one is asked for. */
YnBytes *yn_bytes_prefix (YnBytes *self, gsize length, GError **error);

G_END_DECLS
