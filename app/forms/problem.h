/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A problem is what is wrong with one answer (or one schema, one attachment), and the catalogue of words for every
 * code, those of problems and those of errors alike (data/problems.json):
 *
 *   { "required": { "zh": { "what": "请填写“{title}”。" }, "en": { "what": "Fill in “{title}”." } },
 *     "offline":  { "zh": { "what": "…", "means": "…", "do": "…" }, "en": { … } } }
 *
 * An entry whose words name a verdict themselves says which: "namesVerdict": "no" or "cannot-tell".
 *
 * {name} in a text is replaced from the problem's details. The same codes stand in `yinuoctl --json`, on the wire
 * (Problem Details, RFC 9457) and in the window. */
#pragma once

#include "base/error.h"
#include "base/json.h"
#include "base/language.h"

G_BEGIN_DECLS

typedef struct
{
  char *pointer;        /* RFC 6901, into the answers; "" is the whole */
  char *schema_pointer; /* into the schema, or NULL */
  char *code;           /* "required", "uscc-check-digit" … a key of data/problems.json */
  YnJson *details;      /* {"title": …, "limit": …}: what the words name; "words": the words themselves; may be NULL */
} YnProblem;

/* @details is consumed; may be NULL. */
YnProblem *yn_problem_new (const char *pointer, const char *schema_pointer, const char *code, YnJson *details);
YnProblem *yn_problem_copy (const YnProblem *problem);
void yn_problem_free (YnProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnProblem, yn_problem_free)

/* A GPtrArray of YnProblem that owns them. */
GPtrArray *yn_problems_new (void);
const YnProblem *yn_problems_at (GPtrArray *problems, const char *pointer); /* the first one there, or NULL */

/* Where a person can do something about it: the pointer, but for what is decided elsewhere. Borrowed. */
const char *yn_problem_place (const YnProblem *problem);

/* One sentence for the person, naming the field by its title (details.title). */
char *yn_problem_words (const YnProblem *problem, YnLanguage language);

/* {"pointer", "schemaPointer", "code", "words"}: as in `yinuoctl check --json` and in Problem Details. */
YnJson *yn_problem_json (const YnProblem *problem, YnLanguage language);
YnProblem *yn_problem_from_json (const YnJson *json); /* tolerant; NULL where there is no code */

/* What a person reads about an error. The first four are never NULL; @means and @remedy may be "". */
typedef struct
{
  char *code;
  char *what;    /* happened */
  char *means;   /* for the filing */
  char *remedy;  /* what to do */
  char *verdict; /* that @what names; NULL: none */
} YnExplanation;

YnExplanation *yn_problems_explain (const GError *error, YnLanguage language);

/* The error that a program of ours met: @said is what it printed with --json, {"error": {"code", "detail", …}}.
 * YN_ERROR_FAILED where it said nothing of the kind. New. */
GError *yn_problems_error_said (const char *said, gsize length);

/* Whether @code has words of its own. */
gboolean yn_problems_know (const char *code);

YnExplanation *yn_problems_explain_code (const char *code, YnLanguage language);
void yn_explanation_free (YnExplanation *explanation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnExplanation, yn_explanation_free)

G_END_DECLS
