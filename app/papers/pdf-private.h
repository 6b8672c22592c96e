/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the pdf files share among themselves: objects as text. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YnPdf YnPdf;
typedef struct _YnPdfRevision YnPdfRevision;

#define YN_PDF_MAX_OBJECTS 8388607 /* ISO 32000-1, annex C */
#define YN_PDF_MAX_STREAM (64 * 1024 * 1024)

/* The text of object @id: of a stream its dictionary, then @raw gets its bytes as they stand in the file (still
 * filtered). NULL: no such object, or a stream that cannot be read. @generation may be NULL. */
char *yn_pdf_object_text (YnPdf *pdf, guint id, guint *generation, GBytes **raw);

/* The value at @path as it stands with the changes so far, a reference as "12 0 R". NULL: nothing there. */
char *yn_pdf_revision_text (YnPdfRevision *revision, const char *path);
/* An object copied as it is: @text, and for a stream its filtered bytes. */
void yn_pdf_revision_set_raw (YnPdfRevision *revision, guint id, const char *text, GBytes *raw);

/* A page's content streams, decoded and joined. */
GBytes *yn_pdf_page_content (YnPdf *pdf, const char *page_path);

/* Bounded: NULL where @data is no zlib stream or gives more than YN_PDF_MAX_STREAM bytes. */
GBytes *yn_pdf_inflate (GBytes *data);
GBytes *yn_pdf_inflate_checked (GBytes *data, gboolean *overflow); /* which of the two it was */
GBytes *yn_pdf_deflate (GBytes *data);

/* FALSE: the streams that the reader would unpack by itself become too much. */
gboolean yn_pdf_unpacks_small (GBytes *bytes);

G_END_DECLS
