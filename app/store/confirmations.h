/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a person confirmed when signing many papers at once (desk/batch.h): one document for all of them. The signatures
 * name it by its SHA-256, so it never changes and is never dropped. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* TRUE too where the same document lies here already. */
gboolean yn_confirmations_keep (YnStore *store, const char *enterprise, const YnJson *document, const char *id,
                                gint64 now, GError **error);
/* YN_ERROR_NOT_FOUND; YN_ERROR_STORE_DAMAGED where it is not what its id says. */
YnJson *yn_confirmations_get (YnStore *store, const char *enterprise, const char *id, GError **error);

/* The id of a document: SHA-256 of its canonical text. New. */
char *yn_confirmation_id (const YnJson *document);

G_END_DECLS
