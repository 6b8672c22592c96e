/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* PDF as structure: read with libqpdf (recovery off), written as appended revisions that never touch a byte before
 * them (ISO 32000-1 §7.5.6). The only file with qpdf.
 *
 * A YnPdf is a parsed file. Its structure is in memory, its streams are read when they are asked for: a file of
 * gigabytes is opened on a YnBytes that reads it from where it lies. A YnPdfRevision collects changed and new objects
 * as PDF syntax text and appends them with the kind of cross-reference that the last revision has (table or stream).
 *
 * Refused: bytes before %PDF-, encrypted files (for writing), anything that needs repair: YN_ERROR_BAD_PDF,
 * YN_ERROR_ENCRYPTED_PDF; a file of no page: YN_ERROR_PDF_WITHOUT_PAGES. */
#pragma once

#include "base/bytes.h"

G_BEGIN_DECLS

#define YN_PDF_MAX_BYTES G_GUINT64_CONSTANT (9999999999) /* what the ten digits of a cross-reference can say */

typedef struct _YnPdf YnPdf;
typedef struct _YnPdfRevision YnPdfRevision;

YnPdf *yn_pdf_open (GBytes *bytes, GError **error);
YnPdf *yn_pdf_open_bytes (YnBytes *source, GError **error);
YnPdf *yn_pdf_ref (YnPdf *pdf);
void yn_pdf_unref (YnPdf *pdf); /* NULL too */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPdf, yn_pdf_unref)

YnBytes *yn_pdf_bytes (YnPdf *pdf); /* borrowed */
guint yn_pdf_n_pages (YnPdf *pdf);
/* "Root/Pages/Kids/0/Kids/3"; NULL past the last page. Borrowed. */
const char *yn_pdf_page_path (YnPdf *pdf, guint index);
/* The page, from 1, among whose annotations object @id is; 0: none. */
guint yn_pdf_page_of_annotation (YnPdf *pdf, guint id);
gboolean yn_pdf_is_encrypted (YnPdf *pdf);
gboolean yn_pdf_is_linearized (YnPdf *pdf);
/* Something that was read so far is no PDF syntax, and counted as nothing; another reader may make something of it. */
gboolean yn_pdf_is_damaged (YnPdf *pdf);

/* Objects as PDF syntax. A path walks dictionaries (of streams too) and arrays from the trailer, resolving references:
 * "Root/AcroForm/Fields/0/T". One that begins with a number walks from that object: "12/FT". NULL: nothing there. */
char *yn_pdf_unparse (YnPdf *pdf, const char *path);          /* resolved one level: nested references stay "12 0 R" */
gboolean yn_pdf_has (YnPdf *pdf, const char *path);           /* whether anything is there */
char *yn_pdf_string (YnPdf *pdf, const char *path);           /* a text string as UTF-8 */
char *yn_pdf_name (YnPdf *pdf, const char *path);             /* "/Sig" */
gboolean yn_pdf_int (YnPdf *pdf, const char *path, gint64 *value);
int yn_pdf_count (YnPdf *pdf, const char *path);              /* of an array; -1: no array */
char **yn_pdf_keys (YnPdf *pdf, const char *path);            /* of a dictionary: "/FT", sorted; NULL: no dictionary */
guint yn_pdf_object_id (YnPdf *pdf, const char *path);        /* the number of the indirect object there, 0: direct or absent */
GBytes *yn_pdf_stream (YnPdf *pdf, const char *path);         /* plain or deflated, decoded; NULL: no stream, another
                                                                 filter, or too large (64 MiB) */
guint yn_pdf_max_object_id (YnPdf *pdf);
/* Object @id, every generation of it, as syntax; streams as "dict\nstream" + SHA-256 of their raw bytes: for comparing
 * two revisions. A stream of more than 64 MiB is like no other. NULL: no such object. */
char *yn_pdf_object_fingerprint (YnPdf *pdf, guint id);
gboolean yn_pdf_object_exists (YnPdf *pdf, guint id);
gboolean yn_pdf_object_has_key (YnPdf *pdf, guint id, const char *key); /* "V"; its value may be null all the same */
/* Whether object @id has the same fingerprint in @later, which begins with all the bytes of @pdf. Where nothing that
 * was appended speaks of it, it is the same without being read. */
gboolean yn_pdf_object_same (YnPdf *pdf, YnPdf *later, guint id);

/* The numbers of the objects that object @id, or the value at @path, speaks of; of a stream its dictionary's. New. */
GArray *yn_pdf_references (YnPdf *pdf, guint id); /* of guint */
GArray *yn_pdf_references_at (YnPdf *pdf, const char *path);

/* Offsets just behind each %%EOF (with its line end), ascending: where revisions end. */
GArray *yn_pdf_revision_ends (GBytes *bytes); /* of gsize */

/* Embedded files (ISO 32000-1 §7.11.4), by name in the names tree. */
GBytes *yn_pdf_attached (YnPdf *pdf, const char *name);
int yn_pdf_n_attached (YnPdf *pdf);

YnPdfRevision *yn_pdf_revision_new (YnPdf *pdf, GError **error);
void yn_pdf_revision_free (YnPdfRevision *revision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPdfRevision, yn_pdf_revision_free)

guint yn_pdf_revision_reserve (YnPdfRevision *revision); /* a new object number */
void yn_pdf_revision_set (YnPdfRevision *revision, guint id, const char *syntax);
void yn_pdf_revision_set_stream (YnPdfRevision *revision, guint id, const char *dictionary_entries, GBytes *data); /* deflated here */
/* Changes one entry of the dictionary at @path ("Root", "Root/Pages/Kids/0"), direct or not, by writing its nearest
 * indirect holder again. @syntax NULL removes. */
gboolean yn_pdf_revision_put (YnPdfRevision *revision, const char *path, const char *key, const char *syntax,
                              GError **error);
/* Appends one element to the array at @path/@key, made where absent. */
gboolean yn_pdf_revision_append (YnPdfRevision *revision, const char *path, const char *key, const char *element,
                                 GError **error);
/* The first page of another PDF as a Form XObject with all its resources copied: for marks. @box gets its size. */
guint yn_pdf_revision_import_page (YnPdfRevision *revision, GBytes *other, double box[2], GError **error);
/* @name in the names tree and in /AF with /AFRelationship /Data. */
gboolean yn_pdf_revision_attach (YnPdfRevision *revision, const char *name, const char *mime, GBytes *data,
                                 GError **error);

/* The old bytes and the revision behind them. @object_at (may be NULL): guint id -> offset of its "id 0 obj", as
 * GSIZE_TO_POINTER, filled for every object written. */
GBytes *yn_pdf_revision_finish (YnPdfRevision *revision, GHashTable *object_at, GError **error);
/* The revision alone, for a file whose bytes stay where they are: what is to stand behind them. */
GBytes *yn_pdf_revision_tail (YnPdfRevision *revision, GHashTable *object_at, GError **error);

/* Text -> PDF text string syntax: "(ascii)" or "<FEFF…>". */
char *yn_pdf_text_syntax (const char *text);

G_END_DECLS
