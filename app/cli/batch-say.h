/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a batch says of itself: the letter, the table, what was left out, what became of each. */
#pragma once

#include "cli/bringing.h"
#include "desk/batch.h"

G_BEGIN_DECLS

void yn_batch_say_out (const char *source, const YnExplanation *why, char **fields);
void yn_batch_say (const YnBatch *batch, GPtrArray *all); /* @all: of YnBrought */
void yn_batch_say_results (YnChair *chair, GPtrArray *results, GPtrArray *all);
/* @results NULL: it was not confirmed. */
void yn_batch_say_json (const YnBatch *batch, GPtrArray *results, GPtrArray *all);

G_END_DECLS
