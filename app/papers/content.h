/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a file is, by its content and never by its name, and whether somebody who gets it can open it: nobody should
 * learn after filing that a scan was cut off. Pictures are judged by their structure, without drawing them: PNG by its
 * checksums and its unpacked size, JPEG by its segments to the end mark, TIFF by its directories.
 *
 * Errors, each a situation with a remedy of its own: YN_ERROR_FILE_EMPTY; _ENCRYPTED_PDF, _BAD_PDF, _PDF_WITHOUT_PAGES;
 * _BAD_PICTURE; _CUT_OFF (a PDF or picture whose end is missing); _TOO_LARGE (unpacks into too much); and of what the
 * file is instead: _PHONE_PICTURE (HEIC, AVIF), _WEB_PICTURE (GIF, WebP, BMP, SVG), _OFD, _OFFICE_FILE, _ARCHIVE,
 * _WEB_PAGE, _WRONG_TYPE (all else). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* @type gets "application/pdf", "image/png", "image/jpeg" or "image/tiff"; @pages their number, 1 for a picture. */
gboolean yn_content_look (GBytes *content, const char **type, int *pages, GError **error);

G_END_DECLS
