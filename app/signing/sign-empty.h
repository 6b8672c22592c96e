/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Signature fields that an author left empty, to be signed by others (ISO 32000-1 §12.7.4.5). */
#pragma once

#include "signing/permission.h"

G_BEGIN_DECLS

typedef struct
{
  guint id;     /* the field's object: it gets the /V */
  guint widget; /* the object that shows it: the field itself, or its first /Kids; 0: none */
  char *name;
  char *lock;   /* what a signature in it is to lock, as the signature's reference dictionary; NULL: nothing */
} YnEmptyField;

void yn_empty_field_free (YnEmptyField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnEmptyField, yn_empty_field_free)

/* The field whose name, or the last part of it, is @role or begins with it; else the first one. A field that earlier
 * signatures locked is passed over. NULL: there is none. */
YnEmptyField *yn_empty_field_find (YnPdf *pdf, const char *role, const YnPermission *permission);

G_END_DECLS
