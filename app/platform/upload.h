/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Attachments and annexes by tus 1.0 (creation; resume by byte): `sha256` and `filename` in Upload-Metadata, hashed
 * again by the platform. After a lost answer HEAD tells the offset; 409 asks it again. */
#pragma once

#include "platform/platform.h"

G_BEGIN_DECLS

/* Opens the bytes from their beginning; called again when the platform asks to go back. */
typedef GInputStream *(*YnUploadOpen) (gpointer user_data, GError **error);

/* @url: where an earlier try left off, in and out (new; may be NULL in). TRUE: the platform has it whole. Errors as
 * base/http, YN_ERROR_REJECTED, account errors; what was sent stays there and @url says where. */
gboolean yn_upload (YnPlatform *platform, const char *sha256, const char *name, const char *type, guint64 size,
                    YnUploadOpen open, gpointer user_data, char **url, GCancellable *cancellable, GError **error);

G_END_DECLS
