/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the pdf files share among themselves: objects as text. */
#pragma once

#include "base/bytes.h"

#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

typedef struct _YnPdf YnPdf;
typedef struct _YnPdfRevision YnPdfRevision;

#define YN_PDF_MAX_OBJECTS 8388607 /* ISO 32000-1, annex C */
#define YN_PDF_MAX_STREAM (64 * 1024 * 1024)

struct _YnPdf
{
  gatomicrefcount references;
  YnBytes *source;
  qpdf_data qpdf;
  GPtrArray *pages;        /* of char *: paths */
  GHashTable *generations; /* id -> GArray of guint: those other than 0 that the bytes speak of */
  struct _YnPdfXref *xref; /* NULL: the file takes liberties */
  guint max_id;            /* 0: not counted yet */
  YnPdf *later;            /* whom the next one is about */
  GHashTable *spoken_of;   /* numbers that may mean something else there; NULL: any may */
  GHashTable *looks;       /* id -> what yn_pdf_peek() need not look for again, or NULL; itself NULL: none yet */
  gsize remembered;        /* bytes that they take */
  gboolean damaged;        /* an object was met that is no PDF syntax */
};

/* Every "12 3 obj" in the bytes with a generation other than 0: a superset of the objects that have one, for these
 * have a header of their own. */
typedef void (*YnPdfGenerationFound) (guint id, guint generation, gpointer user_data);
void yn_pdf_scan_generations (YnBytes *source, YnPdfGenerationFound found, gpointer user_data);

/* Handles of the reader are indices into a table that it keeps until they are released: the caller does that. */
qpdf_oh yn_pdf_handle_at (YnPdf *pdf, const char *path);
qpdf_oh yn_pdf_handle_of (YnPdf *pdf, guint id, guint *generation);
char *yn_pdf_handle_text (YnPdf *pdf, qpdf_oh object); /* of a stream: its dictionary */
/* What the last call met in a broken file stays inside the reader otherwise. */
void yn_pdf_forget_trouble (YnPdf *pdf);

/* The text of object @id: of a stream its dictionary, then @raw gets its bytes as they stand in the file (still
 * filtered). NULL: no such object, or a stream that cannot be read. @generation may be NULL. */
char *yn_pdf_object_text (YnPdf *pdf, guint id, guint *generation, GBytes **raw);

/* The text of object @id as it stands in the file, of a stream its dictionary, where nobody could read it otherwise:
 * without the reader, which would keep it. All of the object, a stream's data too, was seen to be there. NULL: ask the
 * reader. */
char *yn_pdf_peek (YnPdf *pdf, guint id);

/* Another number stands where the cross-references say that object @id is: there is no such object, and the reader need
 * not find out for each of a million. */
gboolean yn_pdf_is_misplaced (YnPdf *pdf, guint id);

/* The value at @path as it stands with the changes so far, a reference as "12 0 R". NULL: nothing there. */
char *yn_pdf_revision_text (YnPdfRevision *revision, const char *path);
/* An object copied as it is: @text, and for a stream its filtered bytes. */
void yn_pdf_revision_set_raw (YnPdfRevision *revision, guint id, const char *text, GBytes *raw);

/* A page's content streams, decoded and joined. */
GBytes *yn_pdf_page_content (YnPdf *pdf, const char *page_path);

/* Bounded: NULL where @data is no zlib stream or gives more than YN_PDF_MAX_STREAM bytes. */
GBytes *yn_pdf_inflate (GBytes *data);
/* From @offset on, and which of the two it was. */
GBytes *yn_pdf_inflate_checked (YnBytes *source, gsize offset, gboolean *overflow);
GBytes *yn_pdf_deflate (GBytes *data);

/* FALSE: the streams that the reader would unpack by itself become too much. @xref NULL: any stream may be one. */
gboolean yn_pdf_unpacks_small (YnBytes *source, struct _YnPdfXref *xref);

G_END_DECLS
