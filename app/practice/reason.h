/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Why a paper is refused: a code of data/problems.json and its Chinese words. */
#pragma once

#include "forms/problem.h"

G_BEGIN_DECLS

typedef struct
{
  char *code;
  char *text;
  char *remedy;
} YnReason;

YnReason *yn_reason_new (const char *code,
                         const char *more); /* the catalogue's words, and @more (or NULL) behind them */
YnReason *yn_reason_of_problem (const YnProblem *problem); /* in the problem's own words */
void yn_reason_free (YnReason *reason);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnReason, yn_reason_free)

/* [{"code", "text", "remedy"}] from a GPtrArray of YnReason, as the refusal's answers have it. */
YnJson *yn_reasons_json (GPtrArray *reasons);

G_END_DECLS
