/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Offers out of a table (base/csv.h) whose first row names the columns by the form's questions, in either language, by
 * their pointers, or by their names (forms/places.h). A further row is one filing's answers; columns that belong to one
 * of the form's own tables make its entries, a row each. */
#pragma once

#include "forms/offer.h"

G_BEGIN_DECLS

typedef struct _YnOfferTable YnOfferTable;

/* @rows: of YnCsvRow, referenced. YN_ERROR_TABLE_UNRELATED: no column names a question, or there is no row below. */
YnOfferTable *yn_offer_table_new (YnService *service, GPtrArray *rows, GError **error);
void yn_offer_table_free (YnOfferTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnOfferTable, yn_offer_table_free)

guint yn_offer_table_n_rows (const YnOfferTable *table); /* below the first */
/* What tells a row from the others: its first cells. New. */
char *yn_offer_table_row_title (const YnOfferTable *table, guint row);
/* Columns that name no question. NULL-terminated, borrowed. */
const char *const *yn_offer_table_unknown (const YnOfferTable *table);

/* What row @row offers; @origin's source is YN_SOURCE_CSV. @unread (may be NULL) gets the questions' pointers whose
 * cells are no answer to them, NULL-terminated, new. */
GPtrArray *yn_offer_table_offers (const YnOfferTable *table, guint row, const YnOrigin *origin, char ***unread);

G_END_DECLS
