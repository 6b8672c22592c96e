/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The drafts of a batch: what each of them says, the letter that most of them share, and their papers. */
#pragma once

#include "base/abreast.h"
#include "desk/printing.h"

G_BEGIN_DECLS

/* A draft on its way into the batch, or out of it. */
typedef struct
{
  YnDraft *draft;
  YnService *form;
  YnPrintStock stock; /* of one that is not printed yet */
  YnJson *body;
  YnJson *private;
  char *role;
  YnJson *letter;
  GError *error;      /* why it drops out */
  gboolean odd;       /* because it is of another letter */
} YnCandidate;

typedef struct
{
  YnDesk *desk;
  GPtrArray *candidates; /* of YnCandidate; threads touch different ones */
  const char *const *fields;
  const YnJson *shared;  /* the letter that most of them share, one of theirs; NULL: none has any */
  char *today;
  YnJson *record;        /* of the enterprise, or NULL */
  YnProgress *progress;
  GCancellable *cancellable;
  GMutex writing;        /* one transaction at a time: SQLite would only make the others wait */
} YnCandidates;

/* The drafts @matters (NULL: all) of @service (NULL: of any), in the order in which they were begun. */
GPtrArray *yn_candidates_find (const YnLoan *loan, const char *service, const char *const *matters, GError **error);

/* Reads and prints them side by side; what does not belong has its error afterwards. */
void yn_candidates_print (YnCandidates *job);
GPtrArray *yn_candidates_left (const YnCandidates *job); /* of YnCandidate, borrowed: those without an error */

G_END_DECLS
