/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The steps of a filing in words: what happened, and what the authority does next. */
#pragma once

#include "store/copies.h"
#include "store/events.h"
#include "store/filings.h"
#include "store/received.h"

G_BEGIN_DECLS

typedef enum
{
  YN_STAGE_FILLING,     /* 填写 */
  YN_STAGE_TO_SIGN,     /* 待签署: printed */
  YN_STAGE_WAITING,     /* 待送达: kept, no receipt yet */
  YN_STAGE_RECEIVED,    /* 已收件，尚未受理 */
  YN_STAGE_SUPPLEMENT,  /* 需补正 */
  YN_STAGE_ACCEPTED,    /* 已受理 (公示中 / 不公示) */
  YN_STAGE_DONE,        /* decided, issued */
  YN_STAGE_REFUSED,     /* 退回, 不予受理, 不予修复 */
  YN_STAGE_WITHDRAWN,   /* 已撤回 */
} YnStage;

const char *yn_stage_name (YnStage stage); /* "received", for --json and style classes */

typedef struct
{
  char *title;   /* "已受理": what happened, in the desk's language */
  char *detail;  /* code, reasons, who, by when; may be "" */
  gint64 at;     /* instant, 0: not yet */
  gboolean done; /* FALSE: still to come, with when it is due */
  char *paper;   /* SHA-256 for yn_desk_paper(), or NULL */
  char *paper_title; /* "回执" */
} YnStep;

char *yn_event_words (const YnEvent *event);  /* "Accepted; to be published", new */
char *yn_event_detail (const YnEvent *event); /* code, reasons, who, by when; "" where the event says nothing more */

/* Of YnStep, in order: kept, received, each event, then what is still to come at @stage. @received may be NULL. */
GPtrArray *yn_steps_of (const YnFiling *filing, const YnReceived *received, GPtrArray *events, YnStage stage);

/* That a later copy lies beside the filing: behind all that is done. */
void yn_steps_add_copy (GPtrArray *steps, const YnCopy *copy);

void yn_step_free (YnStep *step);

G_END_DECLS
