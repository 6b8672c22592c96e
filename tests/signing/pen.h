/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What attackers, and honest other programs, do to a file: bytes put in and out, revisions appended, signatures made by
 * hand. */
#pragma once

#include "material.h"
#include "papers/pdf.h"

G_BEGIN_DECLS

/* Bytes */

GBytes *pen_spliced (GBytes *bytes, gsize at, gsize removed, const char *text);
gsize pen_find (GBytes *bytes, const char *text); /* the first one; it must be there */
/* @text over what stands @behind bytes after @mark; nothing moves. */
GBytes *pen_overwritten (GBytes *bytes, const char *mark, gsize behind, const char *text);
GBytes *pen_appended (GBytes *bytes, const char *text);

/* Incremental saving */

typedef void (*PenChange) (YnPdf *pdf, YnPdfRevision *revision);
GBytes *pen_saved (GBytes *bytes, PenChange change);

/* A revision written letter by letter, with a cross-reference table that need not tell the truth. */
typedef struct
{
  guint id, generation;
  const char *text;   /* between obj and endobj */
  gboolean untold;    /* the table does not speak of it */
} PenObject;

/* @trailer: what else is in the trailer; "+…" beside the usual /Prev; NULL: only that. The root is the old one if it
 * names none. */
gsize pen_last_table (GBytes *bytes); /* where the last one stands */
GBytes *pen_written (GBytes *bytes, const PenObject *objects, guint n, const char *trailer);

guint pen_object (YnPdf *pdf, const char *path);
guint pen_add (YnPdfRevision *revision, const char *syntax);
guint pen_add_stream (YnPdfRevision *revision, const char *entries, const char *content);
void pen_put (YnPdfRevision *revision, const char *path, const char *key, const char *syntax);
void pen_put_reference (YnPdfRevision *revision, const char *path, const char *key, guint id);
void pen_append (YnPdfRevision *revision, const char *path, const char *key, guint id);

#define PEN_FIRST "Root/Pages/Kids/0"
#define PEN_LAST "Root/Pages/Kids/1"
#define PEN_WIDGET "Root/AcroForm/Fields/0"
#define PEN_COVER "1 0 0 rg 0 0 600 900 re f"

/* A signature made by hand; all may be NULL. */
typedef struct
{
  const char *name;      /* of the field; "theirs" */
  const char *subfilter; /* "/ETSI.CAdES.detached" */
  const char *value;     /* further entries of the signature: "/Reference […]" */
  const char *field;     /* further entries of the field: "/Lock <<…>>" */
  const char *box;       /* "60 600 200 660" */
  gboolean split;        /* field and widget are two objects, and the field's type is inherited */
  PenChange also;        /* changes in the same revision */
} PenSignature;

#define PEN_CERTIFIES(p)                                                                                               \
  "/Reference [ << /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P " #p  \
  " >> >> ]"

GBytes *pen_signed (GBytes *bytes, const PenSignature *how, YnKey *key);

G_END_DECLS
