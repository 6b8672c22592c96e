/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The structure of pictures (papers/content.h). YN_ERROR_BAD_PICTURE, _CUT_OFF, _TOO_LARGE. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YN_PICTURE_MAX_PIXELS (200 * 1000 * 1000)

gboolean yn_picture_is_whole_png (const guint8 *data, gsize size, GError **error);
gboolean yn_picture_is_whole_jpeg (const guint8 *data, gsize size, GError **error);
gboolean yn_picture_is_whole_tiff (const guint8 *data, gsize size, int *pages, GError **error);

/* Sets the error; FALSE. */
gboolean yn_picture_is_bad (GError **error, const char *why);
gboolean yn_picture_is_cut_off (GError **error);

/* FALSE with the error: no pixels, or far too many. */
gboolean yn_picture_size_is_good (guint64 width, guint64 height, GError **error);

G_END_DECLS
