/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The table of a batch, and the document that is confirmed (desk/batch.h says what stands in it). */
#pragma once

#include "desk/batch-candidates.h"
#include "desk/batch.h"

G_BEGIN_DECLS

/* @pointers: where the papers differ. */
void yn_batch_add_columns (YnBatch *batch, char **pointers); /* their labels: yn_batch_reword() */
void yn_batch_add_row (YnBatch *batch, const YnCandidate *candidate);
YnJson *yn_batch_write_document (const YnBatch *batch, GPtrArray *candidates, char **pointers); /* those of the rows */

G_END_DECLS
