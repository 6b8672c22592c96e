/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A file as it was signed beside the file as it is now, and the list of what differs. */
#pragma once

#include "signing/permission.h"
#include "signing/verify-places.h"
#include "signing/verify.h"

G_BEGIN_DECLS

typedef struct
{
  YnPdf *before, *after;
  GPtrArray *fields;      /* of YnSignatureField, in @after */
  const YnPermission *permission;
  GHashTable *accounted;  /* ids of objects whose change is noted, or does no harm */
  GPtrArray *changes;     /* of YnChange */
  YnPlaces *places;       /* made when first asked for */
} YnComparison;

/* Object by object: what @pdf changes of its signed part, noted in @changes. FALSE: not all of it is allowed. */
gboolean yn_verify_changes (YnPdf *pdf, YnPdf *signed_part, GPtrArray *fields, const YnPermission *permission,
                            GPtrArray *changes);

/* Notes a change once. @page from 1, 0 for none; @name may be NULL. Answers whether it is allowed. */
gboolean yn_comparison_note (YnComparison *comparison, YnVerdict allowed, const char *code, guint page,
                             const char *name);
gboolean yn_comparison_same_value (YnComparison *comparison, const char *path);
/* The dictionaries at @path differ in nothing but the keys of @free (NULL-terminated). */
gboolean yn_comparison_only_keys (YnComparison *comparison, const char *path, const char *const *free);
/* The first key in which they differ and that is none of @free. New; NULL: there is none. */
char *yn_comparison_changed_key (YnComparison *comparison, const char *path, const char *const *free);
gboolean yn_comparison_same_object (YnComparison *comparison, guint id);
/* Notes a change that is not allowed. */
void yn_comparison_refuse (YnComparison *comparison, const char *code, guint page, const char *name);
void yn_comparison_account (YnComparison *comparison, guint id);
const YnPlaces *yn_comparison_places (YnComparison *comparison);

/* The list at @path, to which later signatures may have been added, each noted; all else that came or went is noted
 * too. FALSE: what stayed stands in another order. @page: whose annotations they are. */
gboolean yn_comparison_fields (YnComparison *comparison, const char *path);
gboolean yn_comparison_annotations (YnComparison *comparison, const char *path, guint page);
/* Object @id is a signature field that stood there empty, or what shows it, and was signed since: noted. */
gboolean yn_verify_signed_since (YnComparison *comparison, guint id);

/* Object @id is a form field, or the widget of one, that was filled in since: noted, allowed or not. FALSE: it is
 * something else, or more than that was done to it. */
gboolean yn_verify_filled (YnComparison *comparison, guint id);

/* Annotations that are allowed where the permission reaches so far. @id: an annotation on @page that is new, or was
 * changed, or (@gone) is there no longer. FALSE: it does more than note. */
gboolean yn_verify_noted (YnComparison *comparison, guint id, guint page, gboolean gone);

/* Objects that the signed part awaited, and definitions behind it that its cross-references do not speak of. @existing:
 * of guint, ascending, the objects of the signed part; @changed: those of them that are noted as changed; @from: where
 * the signed bytes end. */
void yn_verify_hidden (YnComparison *comparison, GArray *existing, GHashTable *changed, gsize from);

G_END_DECLS
