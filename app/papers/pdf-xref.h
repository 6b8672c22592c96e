/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The cross-references of a file (ISO 32000-1 §7.5.4, §7.5.8), read to the letter: which numbers each revision speaks
 * of. A file that takes liberties is read by libqpdf all the same, but nothing is concluded from its cross-references.
 */
#pragma once

#include "base/bytes.h"
#include "papers/pdf-private.h"

G_BEGIN_DECLS

typedef struct _YnPdfXref YnPdfXref;

/* Where the last cross-reference stands, as the file's last "startxref" says, and at @start where it does begin. */
gboolean yn_pdf_xref_last (YnBytes *bytes, gsize *offset, gsize *start);

/* NULL: not to the letter, or too much of it. */
YnPdfXref *yn_pdf_xref_read (YnBytes *bytes);
void yn_pdf_xref_free (YnPdfXref *xref);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPdfXref, yn_pdf_xref_free)

guint yn_pdf_xref_highest (YnPdfXref *xref); /* object number that it speaks of, or that the trailer says */

/* Where an object stands of which the cross-references leave no doubt: in use, of generation 0, not in an object
 * stream. */
typedef enum
{
  YN_PDF_PLACE_NONE,     /* no such object */
  YN_PDF_PLACE_KNOWN,
  YN_PDF_PLACE_DOUBTFUL, /* the reader is to be asked */
} YnPdfPlace;
YnPdfPlace yn_pdf_xref_place (YnPdfXref *xref, guint id, gsize *offset);

/* The numbers of the streams that hold other objects. A set. Borrowed. */
GHashTable *yn_pdf_xref_containers (YnPdfXref *xref);

/* Every object in use with a generation other than 0. */
void yn_pdf_xref_generations (YnPdfXref *xref, YnPdfGenerationFound found, gpointer user_data);

/* The numbers that were spoken of after @before, the cross-references of the same file as it once ended: all other
 * objects are found where they were found then. A set; NULL: @later does not go on from @before. */
GHashTable *yn_pdf_xref_spoken_of_since (YnPdfXref *later, YnPdfXref *before);

G_END_DECLS
