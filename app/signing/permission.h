/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the signatures of a file allow to be done to it later (ISO 32000-2 §12.8.2: DocMDP of a certification, FieldMDP,
 * and the /Lock of a signature field). A file whose signatures say nothing allows further signatures and nothing else.
 */
#pragma once

#include "signing/field.h"

G_BEGIN_DECLS

typedef enum
{
  YN_PERMISSION_UNSAID,  /* signatures only */
  YN_PERMISSION_NOTHING, /* P 1: not even another signature; validation data and document timestamps do no harm */
  YN_PERMISSION_FILLING, /* P 2: form fields and signatures */
  YN_PERMISSION_NOTES,   /* P 3: annotations too */
} YnPermissionLevel;

typedef struct
{
  YnPermissionLevel level;
  gboolean locks_all;  /* every field */
  GPtrArray *locked;   /* of char *: fields by their full name, with all below them */
  GPtrArray *spared;   /* of GPtrArray of char *: all fields but these (one list for each lock of that kind) */
} YnPermission;

/* Of all signatures among @fields whose bytes end at @end or before: the strictest level, and every lock. */
YnPermission *yn_permission_of (YnPdf *pdf, GPtrArray *fields, gsize end);
void yn_permission_free (YnPermission *permission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPermission, yn_permission_free)

/* Whether field @name may still be filled in, or signed, as far as the locks say; the level is asked for by itself. */
gboolean yn_permission_leaves (const YnPermission *permission, const char *name);

G_END_DECLS
