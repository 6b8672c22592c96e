/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Pixels and text of a PDF, made by the program yinuo-pages: the only one that links poppler. It gets a sealed memfd
 * and gives pixels and text back over a pipe; it has no network, opens no files but the system's fonts (pages/lock.h),
 * and limits on memory (512 MiB) and time (20 s a call). A page that kills it is YN_ERROR_PAGES_CRASHED, and no verdict
 * depends on it.
 *
 * The program is found beside ours in the build tree, else in libexecdir; $YINUO_PAGES overrides. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  int width, height, stride; /* pixels; bytes a line */
  GBytes *pixels;            /* BGRA premultiplied in native order (cairo ARGB32) */
} YnPageImage;

void yn_page_image_free (YnPageImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPageImage, yn_page_image_free)

/* The pages' texts, in reading order, UTF-8; NULL-terminated. */
char **yn_reading_texts (GBytes *pdf, GCancellable *cancellable, GError **error);

/* Pages as images @scale pixels a point (1.5: on screen). A GPtrArray of YnPageImage. At most 200 pages. */
GPtrArray *yn_reading_images (GBytes *pdf, double scale, GCancellable *cancellable, GError **error);

/* The pages of a PDF, each drawn when somebody looks at it, for of a long one there is not memory for all. At most
 * 2000; unchanged once read. */
typedef struct _YnPages YnPages;

YnPages *yn_pages_read (GBytes *pdf, GCancellable *cancellable, GError **error);
YnPages *yn_pages_ref (YnPages *pages);
void yn_pages_unref (YnPages *pages); /* NULL too */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPages, yn_pages_unref)

guint yn_pages_count (const YnPages *pages);
/* On screen: 1.5 pixels a point. */
void yn_pages_size (const YnPages *pages, guint index, int *width, int *height);
/* The first few are there from the start. Borrowed; NULL: this one has to be drawn. */
const YnPageImage *yn_pages_drawn (const YnPages *pages, guint index);
/* @times as large as on screen. */
YnPageImage *yn_pages_draw (const YnPages *pages, guint index, double times, GCancellable *cancellable, GError **error);

/* A font that a PDF uses and does not bring. What is drawn in another one may look otherwise elsewhere. */
typedef struct
{
  char *name;    /* as the PDF has it; may be empty */
  char *instead; /* the font of this system that is drawn; NULL: none, its text is not seen in the images */
} YnMissingFont;

void yn_missing_font_free (YnMissingFont *font);

/* Each of them once, at most 50. A GPtrArray of YnMissingFont. */
GPtrArray *yn_reading_fonts (GBytes *pdf, GCancellable *cancellable, GError **error);

/* What an attachment is, by its content: "application/pdf", "image/png", "image/jpeg", "image/tiff" or NULL; @pages its
 * number of pages (1 for images). Errors: YN_ERROR_FILE_EMPTY, YN_ERROR_ENCRYPTED_PDF, YN_ERROR_BAD_PDF. */
const char *yn_reading_kind (GBytes *start); /* by magic, from the first bytes */

G_END_DECLS
