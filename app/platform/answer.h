/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What came back from a PUT: a paper to be verified, or weather, or a problem to put before the person. Nothing here is
 * believed yet (invariant 4). */
#pragma once

#include "base/http-answer.h"
#include "base/json.h"

G_BEGIN_DECLS

typedef enum
{
  YN_ANSWER_PAPER,    /* application/pdf: a receipt or a refusal, says the paper itself */
  YN_ANSWER_MISSING,  /* 424: these attachments must come first */
  YN_ANSWER_WEATHER,  /* try again */
  YN_ANSWER_PROBLEM,  /* 4xx with Problem Details: a person must look; tried again all the same, slowly */
} YnAnswerKind;

typedef struct
{
  YnAnswerKind kind;
  GBytes *paper;
  char *filing;        /* whose receipt that is, where the platform says so: of a matter filed twice, the first one's id */
  char **missing;      /* SHA-256s */
  char *code;          /* problem code: a key of data/problems.json, or an error nick */
  GPtrArray *problems; /* of YnProblem, from Problem Details' "errors", or NULL */
  int retry_after;     /* seconds, -1 unsaid */
} YnAnswer;

YnAnswer *yn_answer_read (const YnHttpAnswer *http);
YnAnswer *yn_answer_from_error (const GError *error);
void yn_answer_free (YnAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnAnswer, yn_answer_free)

/* "application/pdf", whatever parameters follow. */
gboolean yn_answer_is_type (const YnHttpAnswer *http, const char *type);

/* A GError for an answer that is no success, for deeds where no journal waits. */
void yn_answer_set_error (const YnHttpAnswer *http, GError **error);

G_END_DECLS
