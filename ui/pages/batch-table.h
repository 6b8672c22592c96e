/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What differs between the papers of a batch, a line each; once they are signed, what became of each of them. */
#pragma once

#include "desk/batch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_BATCH_TABLE (yn_batch_table_get_type ())
G_DECLARE_FINAL_TYPE (YnBatchTable, yn_batch_table, YN, BATCH_TABLE, AdwBin)

/* In place of what was there, results included. @batch is to live until the next one, or as long as the table. */
void yn_batch_table_set (YnBatchTable *self, const YnBatch *batch);

/* Of YnBatchResult, one a line: referenced. */
void yn_batch_table_add_results (YnBatchTable *self, GPtrArray *results, YnLanguage language);

G_END_DECLS
