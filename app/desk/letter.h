/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What papers of a batch have in common. A letter (函) is a paper without the answers that may differ and without what
 * names this one matter: papers with the same letter say the same but for the fields in the table of differences. All
 * else that a paper prints is in the letter, or follows from it and the table: the service, the clauses, the
 * attachments, the layout. */
#pragma once

#include "desk/desk.h"
#include "forms/service.h"

G_BEGIN_DECLS

typedef struct
{
  YnService *form;
  const YnJson *body;    /* of the main paper, printed or about to be */
  const YnJson *private; /* the answers of the private annex, or NULL */
  const char *role;      /* who signs next, or NULL: nobody */
  guint untrue;          /* clauses that the record denies */
} YnLetterPaper;

/* @fields: places (forms/places.h) whose answers may differ; NULL: all that are written by hand, which is every one
 * that is neither private nor a choice. @today: the civil day that decides over the publicity type. New. */
YnJson *yn_letter_of (const YnLetterPaper *paper, const char *const *fields, const char *today);

/* Why a paper with the letter @other is not one of those with the letter @letter: YN_ERROR_BATCH_*. @fields (may be NULL)
 * gets the labels of the answers that differ, NULL-terminated, new; may be empty. */
YnError yn_letter_difference (const YnService *form, const YnJson *letter, const YnJson *other, YnLanguage language,
                              char ***fields);

G_END_DECLS
