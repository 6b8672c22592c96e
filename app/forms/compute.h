/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Answers that follow from others. A service file's "compute":
 *
 *   [{"at": "/total", "sum": ["/deposit", "/rent"]},
 *    {"at": "/fee", "product": ["/price", "/pieces"]},
 *    {"at": "/free", "difference": ["/places", "/taken"]},
 *    {"at": "/people", "count": "/crew"}]
 *
 * The token "*" in a sum is every row of a table; where "at" has one it is the same row on both sides. Entries are worked
 * out in the order in which they stand, so a later one may rest on an earlier. Arithmetic is exact, in fen for money; a
 * place that takes whole numbers gets the nearest one. A sum or a count of nothing is 0; a product or a difference needs
 * both its sides, and without them there is no answer. */
#pragma once

#include "forms/service.h"

G_BEGIN_DECLS

/* @answers with the computed ones put in. New; @answers itself where nothing is computed or nothing changed. */
YnJson *yn_compute_answers (const YnService *service, const YnJson *answers);

/* Whether a person cannot answer at @pointer (indices allowed), for the answer follows from others. */
gboolean yn_compute_is_computed (const YnService *service, const char *pointer);

/* Adds "not-computed" to @problems for each answer that is not what follows from the others: somebody else wrote it. */
void yn_compute_check (const YnService *service, const YnJson *answers, YnLanguage language, GPtrArray *problems);

G_END_DECLS
