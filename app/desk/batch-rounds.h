/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Several batches, one after the other: what was not signed in one is printed, compared and signed again in the next. */
#pragma once

#include "desk/batch.h"

G_BEGIN_DECLS

typedef struct
{
  YnBatch *batch;
  GPtrArray *results; /* of YnBatchResult, one a row */
} YnBatchRound;

YnBatchRound *yn_batch_round_new (YnBatch *batch, GPtrArray *results); /* takes both */
void yn_batch_round_free (YnBatchRound *round);

/* In another language: the batch, and why a paper was not signed. */
void yn_batch_round_reword (YnBatchRound *round, YnLanguage language);

/* What became of all the papers of @rounds (of YnBatchRound, at least one): title, columns, rows and dropped as of one
 * batch, and to each row the result of the last round that it was in. A value is empty where it did not differ. New;
 * @rounds is to live as long as both. */
YnBatch *yn_batch_rounds_whole (GPtrArray *rounds, GPtrArray **results);

G_END_DECLS
