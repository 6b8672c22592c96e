/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How filings stand: drafts, papers under signature and filings in one list, each with its steps. */
#pragma once

#include "desk/desk.h"
#include "desk/steps.h"

G_BEGIN_DECLS

typedef struct
{
  char *matter;
  char *id;        /* of the filing; NULL: a draft */
  char *service;
  char *kind;
  char *title;     /* of the service */
  YnStage stage;
  char *status;    /* one line: "已收件，尚未受理" */
  char *explain;   /* why it waits, or what to do next; may be "" */
  char *apart;     /* what tells a draft from the others of its service, in one line; may be ""; only from yn_desk_standings() */
  gint64 changed;  /* instant */
  gint64 next_try; /* WAITING */
  char *code;      /* 承诺编码, or NULL */
  char *later_copy; /* SHA-256 of the newest one (desk/dating.h), or NULL; only from yn_desk_standing_of() */
  gboolean can_withdraw;
  gboolean can_supplement;
  YnJson *about;
  GPtrArray *steps; /* of YnStep, in order; what the authority does included; only from yn_desk_standing_of() */
} YnStanding;

void yn_standing_free (YnStanding *standing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnStanding, yn_standing_free)

GPtrArray *yn_desk_standings (YnDesk *desk, GCancellable *cancellable, GError **error); /* of YnStanding, last changed first */
void yn_desk_standings_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *yn_desk_standings_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* @id: a filing's id or a draft's matter. */
YnStanding *yn_desk_standing_of (YnDesk *desk, const char *id, GCancellable *cancellable, GError **error);
void yn_desk_standing_of_async (YnDesk *desk, const char *id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
YnStanding *yn_desk_standing_of_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* A paper of ours or the platform's by SHA-256: the filing itself, its annex, its later copies, its receipt, an event's
 * paper, a report. */
GBytes *yn_desk_paper (YnDesk *desk, const char *sha256, GCancellable *cancellable, GError **error);
void yn_desk_paper_async (YnDesk *desk, const char *sha256, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
GBytes *yn_desk_paper_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Delivers now: every waiting filing is tried at once. TRUE: nothing waits any more. */
gboolean yn_desk_send (YnDesk *desk, GCancellable *cancellable, GError **error);
void yn_desk_send_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean yn_desk_send_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Asks the platform for news (events and the record) once. TRUE: something new. */
gboolean yn_desk_refresh (YnDesk *desk, GCancellable *cancellable, GError **error);
void yn_desk_refresh_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean yn_desk_refresh_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
