/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The record (信用档案) as the platform gave it, what may be done about its entries, and the reports at hand. */
#pragma once

#include "desk/desk.h"
#include "desk/record.h"
#include "store/drafts.h"

G_BEGIN_DECLS

/* The copy in the store; asks the platform first where none is there. YN_ERROR_NOT_FOUND: none, and offline. */
YnRecord *yn_desk_record (YnDesk *desk, GCancellable *cancellable, GError **error);
void yn_desk_record_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
YnRecord *yn_desk_record_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* What follows for one penalty (rules/repair.h), without a desk: @record as the contract has it, @today a civil day. */
YnJson *yn_desk_explain_penalty (const YnJson *record, const char *today, YnLanguage language,
                                 GError **error);

/* The same for an entry of the record by its id, in the desk's language, today. */
YnJson *yn_desk_explain_repair (YnDesk *desk, const char *record, GCancellable *cancellable, GError **error);
void yn_desk_explain_repair_async (YnDesk *desk, const char *record, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
YnJson *yn_desk_explain_repair_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* A draft of the repair commitment for one penalty of the record (one for each penalty): its number, authority and day
 * are filled in from the record; @start lies over it and may be NULL. */
YnDraft *yn_desk_begin_repair (YnDesk *desk, const char *record, const YnJson *start,
                               GCancellable *cancellable, GError **error);

/* Reports that came: newest first. */
typedef struct
{
  char *sha256;
  char *number;
  char *purpose;
  char *period;
  gint64 issued;
  char *valid_until; /* civil day; "" unsaid */
} YnReport;

void yn_report_free (YnReport *report);
GPtrArray *yn_desk_reports (YnDesk *desk, GCancellable *cancellable, GError **error); /* of YnReport */
void yn_desk_reports_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *yn_desk_reports_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
