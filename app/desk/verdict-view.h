/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A verdict as a person reads it: what is said of it, what to do, and by what was judged. */
#pragma once

#include "base/bytes.h"
#include "desk/carried.h"
#include "forms/problem.h"
#include "papers/reading.h"
#include "signing/verify.h"

G_BEGIN_DECLS

typedef struct
{
  YnVerification *verification;
  YnCarried *carried; /* NULL: no paper of ours */
  YnBytes *within;    /* the paper in a two-person file, which is what was verified; NULL: the file itself */
  gboolean practice;  /* a paper that says it is of practice */
  char *name;         /* of the file */
  gint64 instant;     /* when it was looked at */
  char *headline;     /* one sentence, in the desk's language; names the verdict */
  char *advice;       /* what to do, or where to ask, and who has not signed yet; may be "" */
  char *trusted;      /* by what was judged, a sentence */
  YnJson *json;       /* as `yinuoctl verify --json` prints it: that of yn_verification_json(), "trust": {"practice",
                         "words"}, "twoPersonFile", and "answers" where the paper carries some: {"verdict","code","words",
                         "do","service","version","detail","practice","missing": who has to sign it yet} */
  YnPages *pages;     /* or NULL: undrawable, or more than YN_READING_MAX_PAGES */
  char **texts;       /* or NULL */
  GPtrArray *fonts;   /* of YnMissingFont, or NULL */
} YnVerdictView;

void yn_verdict_view_free (YnVerdictView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnVerdictView, yn_verdict_view_free)

/* The words of an answer's code: what is said of a paper to whoever is about to sign it differs from what is said to
 * whoever got it. New. */
YnExplanation *yn_verdict_explain (const char *code, YnLanguage language);
/* What a clerk must not take the certificate beside it for: of a signature that does not hold, or of a file that was
 * changed since. In gettext's language; NULL: nothing. */
const char *yn_verdict_signer_remark (const YnSignatureVerdict *verdict);
/* "2026-11-23 10:50:02", and who says so. New; NULL: nobody says a time, or it is of something else than what one sees.
 */
char *yn_verdict_time (const YnSignatureVerdict *verdict);

/* By whose certificates: at a practice platform those of practice count too, and under its own papers alone. */
typedef enum
{
  YN_VERDICT_PRACTICE_APART, /* none counts */
  YN_VERDICT_PRACTICE_HERE,
  YN_VERDICT_PRACTICE_ELSEWHERE, /* the paper is another practice platform's */
} YnVerdictPractice;

/* Headline, advice, by what was judged, and the JSON, of what is known in @view. @named_folder: by a folder that somebody
 * named; @left_out: the names of what could not be read there. */
void yn_verdict_view_say (YnVerdictView *view, YnVerdictPractice practice, gboolean named_folder,
                          const GPtrArray *left_out, YnLanguage language);

G_END_DECLS
