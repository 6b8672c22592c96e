/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A service file under the pen of the department whose commitment it is: clauses as texts, questions as rows, texts in
 * two languages. What is edited is the file itself, one place at a time: whatever the rows cannot express stays as it
 * was, and a file that is opened and saved is the same file.
 *
 * English may be missing while one writes. In the texts of a service file it must not: there the Chinese words stand in
 * for it, are shown as empty, and are listed as not translated.
 *
 * Every verb that changes something is one step of undo; typing on in one place, without a pause, is one step. */
#pragma once

#include "forms/remark.h"

G_BEGIN_DECLS

typedef struct _YnAuthoring YnAuthoring;

#define YN_AUTHORING_LANGUAGES 2 /* by YnLanguage */

/* A service file as it lies on disk. YN_ERROR_BAD_JSON; YN_ERROR_BAD_SERVICE: JSON, and no service. */
YnAuthoring *yn_authoring_open (GBytes *file, GError **error);

/* A new service with the id @id: like an existing one, or with nothing but the common header and clauses. */
YnAuthoring *yn_authoring_like (const char *service, const char *id, GError **error);
YnAuthoring *yn_authoring_empty (const char *id, GError **error);

void yn_authoring_free (YnAuthoring *authoring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnAuthoring, yn_authoring_free)

const YnJson *yn_authoring_json (YnAuthoring *authoring); /* borrowed until the next change */
const char *yn_authoring_id (YnAuthoring *authoring);

gboolean yn_authoring_undo (YnAuthoring *authoring);
gboolean yn_authoring_redo (YnAuthoring *authoring);
gboolean yn_authoring_can_undo (YnAuthoring *authoring);
gboolean yn_authoring_can_redo (YnAuthoring *authoring);

/* The person paused: what is typed on, in the same place too, is another step. */
void yn_authoring_pause (YnAuthoring *authoring);

/* --- saving ----------------------------------------------------------------------------------------------------- */

/* What differs from the file as it was opened or last saved; a new service has never been saved. */
gboolean yn_authoring_is_changed (YnAuthoring *authoring);

/* The file as saving writes it: the very bytes that were opened where nothing changed; else with a version above the
 * saved one's, and so for each clause whose words changed. */
GBytes *yn_authoring_print (YnAuthoring *authoring);

/* The version that saving gives the service. New. */
char *yn_authoring_next_version (YnAuthoring *authoring);

/* Work that was put down unfinished: @bytes become what is edited, in one step. FALSE: no service. */
gboolean yn_authoring_resume (YnAuthoring *authoring, GBytes *bytes);

/* @bytes lie on disk now. */
void yn_authoring_saved (YnAuthoring *authoring, GBytes *bytes);

/* --- texts: title, summary, promise, liability, notice … ---------------------------------------------------------- */

typedef struct
{
  char *pointer; /* of the {zh, en} in the file */
  char *text[YN_AUTHORING_LANGUAGES];
} YnAuthoringText;

/* A GPtrArray of YnAuthoringText, in the order of the file. Clauses are no part of it. */
GPtrArray *yn_authoring_texts (YnAuthoring *authoring);
gboolean yn_authoring_set_text (YnAuthoring *authoring, const char *pointer, YnLanguage language, const char *text);

/* How the officer calls a text of the file: "/promise/until" -> "有效期（签署前的说明）". New. */
char *yn_authoring_text_name (const char *pointer, YnLanguage language);

gboolean yn_authoring_set_id (YnAuthoring *authoring, const char *id);
gboolean yn_authoring_set_publicity (YnAuthoring *authoring, int type);
gboolean yn_authoring_set_months (YnAuthoring *authoring, int months);
int yn_authoring_months (YnAuthoring *authoring); /* 0: valid in another way */

/* --- questions -------------------------------------------------------------------------------------------------- */

typedef enum
{
  YN_QUESTION_TEXT,
  YN_QUESTION_LINES,
  YN_QUESTION_INTEGER,
  YN_QUESTION_DECIMAL,
  YN_QUESTION_MONEY,
  YN_QUESTION_DATE,
  YN_QUESTION_DATE_TIME,
  YN_QUESTION_TIME,
  YN_QUESTION_YES_NO,
  YN_QUESTION_CHOICE,
  YN_QUESTION_CHOICES,
  YN_QUESTION_USCC,
  YN_QUESTION_RESIDENT_ID,
  YN_QUESTION_PHONE,
  YN_QUESTION_EMAIL,
  YN_QUESTION_TABLE, /* entries of the questions that follow it one deeper */
  YN_QUESTION_OTHER, /* what rows cannot express: kept as it is */
  YN_N_QUESTIONS
} YnQuestionKind;

/* "text", "yes-no", …: as in the tables that are read (CSV). NULL: none of these. */
const char *yn_question_kind_name (YnQuestionKind kind);

/* A row is a heading, or a question. */
typedef struct
{
  char *place;   /* pointer of the UI schema's element, or of a table's column in the schema */
  char *pointer; /* into the answers, "/shop/name"; of a column "/prices/0/name"; NULL: a heading */
  guint depth;
  char *label[YN_AUTHORING_LANGUAGES];
  char *help[YN_AUTHORING_LANGUAGES];
  YnQuestionKind kind;
  gboolean required;
  gboolean private;    /* for the authority only; else everybody sees it once it is public */
  gboolean fixed;      /* of the common header, the same in every form: not edited here */
  gboolean conditional; /* asked only where a rule says so, its own or that of a heading above it */
  char *when;           /* it is asked with one answer to this question; NULL: always, or see @ruled */
  char *when_answer;    /* that answer, as JSON; of several choices one that is among them */
  gboolean ruled;       /* its own rule says more than that, and stays as it is */
  char *minimum;       /* of the number, the money in yuan, the length, the count; or "" */
  char *maximum;
  char *unit[YN_AUTHORING_LANGUAGES];
  char *choices;       /* a line each: "热食 = Hot food"; or "" */
} YnAuthoringRow;

/* A GPtrArray of YnAuthoringRow, in the order of the form. */
GPtrArray *yn_authoring_rows (YnAuthoring *authoring);

YnAuthoringRow *yn_authoring_row_at (YnAuthoring *authoring, const char *place); /* or NULL; new */
void yn_authoring_row_free (YnAuthoringRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnAuthoringRow, yn_authoring_row_free)

/* FALSE: nothing changed, for it was so, or the place is fixed. @pointer as in the row. */
gboolean yn_authoring_set_label (YnAuthoring *authoring, const YnAuthoringRow *row, YnLanguage language,
                                 const char *text);
gboolean yn_authoring_set_help (YnAuthoring *authoring, const YnAuthoringRow *row, YnLanguage language,
                                const char *text);
gboolean yn_authoring_set_kind (YnAuthoring *authoring, const YnAuthoringRow *row, YnQuestionKind kind);
gboolean yn_authoring_set_required (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean required);
gboolean yn_authoring_set_private (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean private);
/* Text as typed; "" takes the limit away. Nothing is changed where it is no number. */
gboolean yn_authoring_set_limit (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean maximum, const char *text);
gboolean yn_authoring_set_unit (YnAuthoring *authoring, const YnAuthoringRow *row, YnLanguage language,
                                const char *text);
/* A line each. A choice that keeps its words keeps its value, whatever stands around it. */
gboolean yn_authoring_set_choices (YnAuthoring *authoring, const YnAuthoringRow *row, const char *lines);

/* Asked only when @pointer is answered with @answer (JSON); NULL: always. A question that must be answered must then be
 * answered when it is asked. FALSE too where a rule stands there that says more. */
gboolean yn_authoring_set_when (YnAuthoring *authoring, const YnAuthoringRow *row, const char *pointer,
                                const char *answer);

/* The questions whose answer may decide whether @row is asked (of YnAuthoringRow), and the answers to one of them (of
 * YnFieldChoice). */
GPtrArray *yn_authoring_deciders (YnAuthoring *authoring, const YnAuthoringRow *row);
GPtrArray *yn_authoring_answers (YnAuthoring *authoring, const YnAuthoringRow *decider, YnLanguage language);

/* Behind @row (into it where it is a heading or a table), or at the end (NULL). The new row's place; new. */
char *yn_authoring_add_question (YnAuthoring *authoring, const YnAuthoringRow *row);
char *yn_authoring_add_heading (YnAuthoring *authoring, const YnAuthoringRow *row);

/* One up or down among its neighbours; at the edge of its group into the next one. */
gboolean yn_authoring_move_row (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean down);
gboolean yn_authoring_can_move_row (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean down);

/* With all that only serves it: its words, its privacy, comparisons and conditions that ask it. A heading goes without
 * the questions under it; a step only when none stands in it. */
gboolean yn_authoring_remove_row (YnAuthoring *authoring, const YnAuthoringRow *row);
gboolean yn_authoring_can_remove_row (YnAuthoring *authoring, const YnAuthoringRow *row);

/* --- clauses ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  char *id;
  char *version;
  gboolean common;  /* of data/services/clauses.json: its words stand for all services */
  char *text[YN_AUTHORING_LANGUAGES];
  char *when;       /* pointer of the question that must be answered (with yes), or NULL: always */
  gboolean ticked;  /* the person ticks this very clause: @when is its tick */
} YnAuthoringClause;

GPtrArray *yn_authoring_clauses (YnAuthoring *authoring);
gboolean yn_authoring_set_clause (YnAuthoring *authoring, guint index, YnLanguage language, const char *text);
gboolean yn_authoring_set_clause_when (YnAuthoring *authoring, guint index, const char *pointer);
gboolean yn_authoring_set_clause_ticked (YnAuthoring *authoring, guint index, gboolean ticked);
gboolean yn_authoring_add_clause (YnAuthoring *authoring, const char *common); /* NULL: a new one of its own */
gboolean yn_authoring_remove_clause (YnAuthoring *authoring, guint index);
gboolean yn_authoring_move_clause (YnAuthoring *authoring, guint index, gboolean down);

/* The common clauses that are not in the list yet. NULL-terminated ids, new. */
char **yn_authoring_common_clauses (YnAuthoring *authoring);

/* --- questions from a spreadsheet ------------------------------------------------------------------------------- */

/* The first row names the columns, in Chinese or English, in any order; only the first is needed:
 *
 *   问题 · question            what is asked (a row whose question is in the form already changes that question)
 *   英文 · english             the question in English
 *   类型 · kind                a word of yn_question_kind_words() or of yn_question_kind_name(); without it: text
 *   必填 · required            是 or 否, yes or no, 1 or 0, √
 *   公开 · public              whether everybody sees the answer; without it: yes
 *   最小 · minimum, 最大 · maximum
 *   单位 · unit, 单位英文 · unit english
 *   选项 · choices             "热食=Hot food；冷食=Cold food": semicolons, bars or lines between them
 *   说明 · help, 说明英文 · help english
 *   分组 · group, 分组英文 · group english     a heading, made where the form has none of that name
 *
 * One step of undo. @remarks gets what could not be taken (of YnRemark, its line in the table; line 0: of the table as a
 * whole, a column that nobody knows); rows with a remark are left out. The number of questions taken; -1: the table cannot be read. */
int yn_authoring_read_table (YnAuthoring *authoring, GBytes *csv, YnLanguage language, GPtrArray *remarks,
                             GError **error);

/* "是非题", "Yes or no": what a person calls a kind. */
const char *yn_question_kind_words (YnQuestionKind kind, YnLanguage language);

/* --- what is still to do ---------------------------------------------------------------------------------------- */

typedef enum
{
  YN_AUTHORING_PROBLEM,      /* the file cannot be used so */
  YN_AUTHORING_UNTRANSLATED,
  YN_AUTHORING_UNVERIFIED,
} YnAuthoringTask;

/* A GPtrArray of YnRemark: in the officer's words, with the line and column in what yn_authoring_print() gives. */
GPtrArray *yn_authoring_tasks (YnAuthoring *authoring, YnAuthoringTask task, YnLanguage language);

G_END_DECLS
