/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a JSON Schema cannot say: one answer held against another, or against today. A service file's "compare":
 *
 *   [{"at": "/licence/validUntil", "rule": "not-before", "to": "today"},
 *    {"at": "/staff/healthCertificates", "rule": "not-more-than", "to": "/staff/people",
 *     "say": {"zh": "持证人数不能多于从业人员数（{/staff/people}）。", "en": "…"}}]
 *
 * Rules: not-before, not-after (days, months, instants), not-more-than, not-less-than (numbers), equal, different (any
 * two answers). "say" is the problem in the form's own words, its blanks filled; without it the rule has words of its own.
 * The token "*" stands for every row of a table, and for the same row on both sides. Days, months and instants
 * compare as they are written, as far as both are written. Where either side has no answer there is nothing to
 * compare. */
#pragma once

#include "forms/service.h"

G_BEGIN_DECLS

/* Adds its problems to @problems: "before-today", "after-today", "before-other", "after-other", "more-than-other",
 * "less-than-other", "unlike-other", "same-as-other". */
void yn_compare_check (const YnService *service, const YnJson *answers, const char *today, YnLanguage language,
                       GPtrArray *problems);

G_END_DECLS
