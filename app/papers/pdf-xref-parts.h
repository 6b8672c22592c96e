/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What those who read cross-references share among themselves. */
#pragma once

#include "papers/pdf-private.h"
#include "papers/pdf-syntax.h"

G_BEGIN_DECLS

typedef struct _YnPdfXref YnPdfXref;

struct _YnPdfXref
{
  GArray *sections;    /* of Section, newest first */
  GArray *entries;     /* of Entry, section after section */
  GArray *order;       /* of guint, which are entries: by number, newest first; NULL: not sorted yet */
  GHashTable *containers;
  gboolean hybrid;
  GArray *generations; /* of Generation */
  guint highest;
  gsize unpacked;
};

/* A piece of the file as text that ends. */
char *yn_pdf_xref_text (YnBytes *bytes, gsize offset);

gboolean yn_pdf_xref_number (YnPdfSpan dictionary, const char *key, guint64 max, guint64 *number);

/* @generation -1: the object is not in use, or inside another one. */
gboolean yn_pdf_xref_add (YnPdfXref *xref, guint64 id, gint64 generation, guint64 offset);

/* The stream at @at, to the letter, and its dictionary within @text. */
gboolean yn_pdf_xref_read_stream (YnPdfXref *xref, YnBytes *bytes, gsize at, YnPdfSpan *dictionary, char **text);

G_END_DECLS
