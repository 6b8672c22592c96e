/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The signature fields of a PDF and the bytes each one speaks of (ISO 32000-1 §12.8.1). Signing fills the hole that is
 * found here; verifying judges it: both must mean the same bytes. */
#pragma once

#include "papers/pdf.h"

G_BEGIN_DECLS

/* In one file: what is verified, and so what is signed. */
#define YN_MAX_SIGNATURES 64
#define YN_MAX_OBJECTS 500000

typedef struct
{
  guint id;         /* the field's object */
  guint value;      /* the object of its /V; 0: it stands in the field itself */
  char *name;       /* fully qualified: "yn-enterprise-seal-1" */
  char *subfilter;  /* "/ETSI.CAdES.detached", or NULL */
  char *class;      /* "/practice": what the prepared revision says of the key to come; or NULL */
  gint64 claimed;   /* /M, instant; -1: none */
  const char *flaw; /* why its bytes cannot be told, English; NULL: they can, and the next three hold */
  gboolean moved;   /* the flaw is that the bytes do not stand where a right ByteRange has them */
  gsize hole;       /* offset of the '<' */
  gsize hole_end;   /* behind the '>' */
  gsize end;        /* behind the last signed byte */
} YnSignatureField;

void yn_signature_field_free (YnSignatureField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSignatureField, yn_signature_field_free)

/* Every field with a signature, reachable from the form or not, by the end of its bytes. A GPtrArray. */
GPtrArray *yn_signature_fields (YnPdf *pdf);

/* Whether object @id is a signature field, by its own /FT or an inherited one. */
gboolean yn_signature_field_is (YnPdf *pdf, guint id);
/* Of any form field, or the widget of one: "/Tx", its own or inherited (NULL: none), and the fully qualified name. */
char *yn_form_field_type (YnPdf *pdf, guint id);
char *yn_form_field_name (YnPdf *pdf, guint id);

typedef struct
{
  const char *algorithm; /* as libcrypto names it: "SHA256", "SM3" */
  gsize length;
  guint8 value[64];
} YnDigest;

/* The digests of all that is signed, by each of @algorithm, in one reading. @field has no flaw. FALSE: an algorithm
 * that is not known here, or a file that cannot be read to its end. */
gboolean yn_signature_field_digest (const YnSignatureField *field, YnBytes *pdf, YnDigest *digests, guint n);
/* What the hole holds. New. NULL: the file cannot be read. */
GBytes *yn_signature_field_contents (const YnSignatureField *field, YnBytes *pdf);

G_END_DECLS
