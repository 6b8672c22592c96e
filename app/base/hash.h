/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* SHA-256 as 64 lower-case hex digits: ids of filings, papers and attachments (invariant 2). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *yn_sha256 (GBytes *bytes);
char *yn_sha256_data (const void *data, gsize length);
/* Reads @stream to its end. @size may be NULL. */
char *yn_sha256_stream (GInputStream *stream, guint64 *size, GCancellable *cancellable, GError **error);
gboolean yn_sha256_is (const char *text); /* 64 lower-case hex digits */

G_END_DECLS
