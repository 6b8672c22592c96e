/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a batch is made of, brought in: answers in files, rows of a table, drafts that lie here already. A file or a row
 * is the same matter each time it is brought in on one day, so that what one call showed the next one signs; and what
 * nobody confirms is put away again. */
#pragma once

#include "cli/chair.h"
#include "cli/outcome.h"
#include "desk/desk.h"
#include "forms/problem.h"

G_BEGIN_DECLS

typedef struct
{
  char *source;    /* the file, "rows.csv:12" or the draft */
  char *matter;    /* NULL: it never became a draft */
  gboolean begun;  /* the draft was begun here */
  YnExplanation *why;
  char *detail;
  YnExit status;
} YnBrought;

/* @names: files and drafts, NULL-terminated. */
GPtrArray *yn_bring_files (YnChair *chair, YnDesk *desk, const char *service, char **names); /* of YnBrought */
/* One paper a row of the CSV file @file, laid over the answers in @common (NULL: none). */
GPtrArray *yn_bring_table (YnChair *chair, YnDesk *desk, const char *service, const char *file, const char *common,
                           GError **error);
/* Puts away the drafts that were begun. */
void yn_brought_put_away (GPtrArray *all, YnDesk *desk);

const char *yn_brought_source (GPtrArray *all, const char *matter); /* NULL: of none of them */
char **yn_brought_matters (GPtrArray *all);                        /* of those that became drafts; new */

G_END_DECLS
