/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What became of the papers of a batch: in words, and as a table for a spreadsheet. */
#pragma once

#include "desk/batch.h"

G_BEGIN_DECLS

char *yn_batch_result_words (const YnBatchResult *result, YnLanguage language); /* new */

guint yn_batch_results_n_unsigned (GPtrArray *results);

/* Of all of them in one sentence; where some were not signed each reason's remedy follows on a line of its own. New. */
char *yn_batch_results_words (GPtrArray *results);

/* CSV with a line for each paper, those that dropped out after the others. New. */
GBytes *yn_batch_results_table (const YnBatch *batch, GPtrArray *results, YnLanguage language);

G_END_DECLS
