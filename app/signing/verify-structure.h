/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a signature does not sign: everything behind its bytes. */
#pragma once

#include "signing/field.h"
#include "signing/verify.h"

G_BEGIN_DECLS

typedef enum
{
  YN_BEHIND_NOTHING,
  YN_BEHIND_SIGNATURES, /* further signatures, and nothing but what they need */
  YN_BEHIND_ADDITIONS,  /* harmless by their kind, but no signature among them */
  YN_BEHIND_CHANGES,    /* anything else */
} YnBehind;

/* @signed_part: the file as it stood when it was signed (NULL where nothing is behind). @fields: all of @pdf. @changes
 * gets all that differs, allowed or not (of YnChange). */
YnBehind yn_verify_behind (YnPdf *pdf, YnPdf *signed_part, const YnSignatureField *field, GPtrArray *fields,
                           GPtrArray *changes);

/* The file up to the end of the signed bytes, which must be a whole PDF that holds this very signature. NULL: it is
 * not, and @detail says why. */
YnPdf *yn_verify_signed_part (YnPdf *pdf, const YnSignatureField *field, char **detail);

G_END_DECLS
