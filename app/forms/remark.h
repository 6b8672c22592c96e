/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A remark is what is wrong with a file that somebody writes (a schema, a UI schema, a service, answers): where in the
 * file, as an editor counts lines and columns, and what, in words. */
#pragma once

#include "forms/problem.h"

G_BEGIN_DECLS

typedef struct
{
  guint line;    /* from 1; 0: the file as a whole */
  guint column;  /* from 1, in characters */
  char *pointer; /* RFC 6901 into the file's document, or NULL: it is none yet */
  char *code;    /* a key of data/problems.json */
  char *words;
} YnRemark;

/* Of the file as a whole, in the words that @code has in data/problems.json; @details (or NULL) fills them in. */
YnRemark *yn_remark_new (const char *code, const YnJson *details, YnLanguage language);
void yn_remark_free (YnRemark *remark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnRemark, yn_remark_free)

/* A GPtrArray of YnRemark that owns them. */
GPtrArray *yn_remarks_new (void);

/* The document in @text; NULL where it is no JSON: then a remark says where it breaks. */
YnJson *yn_remark_parse (GBytes *text, YnLanguage language, GPtrArray *remarks);

/* The place of @pointer (or the nearest above it that is there) in @document, which was parsed from @text. */
void yn_remark_place (GBytes *text, const YnJson *document, const char *pointer, guint *line, guint *column);

/* A problem of the document in @text, its pointer into it. */
void yn_remark_add_problem (GPtrArray *remarks, GBytes *text, const YnJson *document, const YnProblem *problem,
                            YnLanguage language);

/* An error that names its place as "/pointer: what": a schema that does not compile, a scope that leads nowhere.
 * @below: the pointer of @document in what the error speaks of ("/schema"), or "". FALSE: the error speaks of another
 * place. */
gboolean yn_remark_add_error (GPtrArray *remarks, GBytes *text, const YnJson *document, const char *below,
                              const GError *error, YnLanguage language);

/* About the whole file: it cannot be read, is too large, is a folder. */
void yn_remark_add_whole (GPtrArray *remarks, const char *code, YnLanguage language);

/* "12:5  words", or the words alone: for a line of text. New. */
char *yn_remark_line (const YnRemark *remark, YnLanguage language);

G_END_DECLS
