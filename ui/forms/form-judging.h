/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Which problem belongs to which part of the form, and who says it: a part that the person has left, or every
 * part once all of it is to be judged. */
#pragma once

#include "forms/form-part.h"

G_BEGIN_DECLS

typedef struct
{
  YnFormPart *root;
  GHashTable *places; /* pointer -> part */
  YnLanguage language;
  gboolean all;       /* every problem is shown, not only where the person has been */
} YnFormJudging;

/* Gives each part the first of its problems, and each its count. Those of the last time are still alive: what
 * is wrong as before is not said anew. Problems without a place are added to @elsewhere (of const YnProblem
 * *, borrowed). TRUE where anything differs from the last time. */
gboolean yn_form_judge_parts (const YnFormJudging *judging, GPtrArray *problems, GPtrArray *elsewhere);

/* A part that has just been drawn, or been left. */
void yn_form_judge_part (const YnFormJudging *judging, YnFormPart *part);

/* The parts with problems as one reads the form: of YnFormPart, borrowed. */
GPtrArray *yn_form_judged_parts (const YnFormJudging *judging);

G_END_DECLS
