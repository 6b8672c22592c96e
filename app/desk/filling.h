/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Drafts: begin (beginning.h), fill, attach (attaching.h). Hop 1. A page keeps a YnAnswers (forms/answers.h, no store
 * in it), checks it with yn_service_check() in place, and saves after each pause in typing. */
#pragma once

#include "desk/attaching.h"
#include "desk/beginning.h"
#include "desk/models.h"
#include "forms/answers.h"
#include "forms/layout.h"
#include "store/attachments.h"
#include "store/drafts.h"

G_BEGIN_DECLS

/* As it was last saved, in the form as it is now: where that has a new version, answers have moved, and what the person
 * should look at lies in the aside as "news" (forms/upgrade.h). */
YnDraft *yn_desk_draft (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error);
void yn_desk_draft_async (YnDesk *desk, const char *matter, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
YnDraft *yn_desk_draft_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* @aside: what is known beside the answers now (yn_aside_json()); NULL: as it was. The new revision; 0 on errors:
 * YN_ERROR_STALE_REVISION, YN_ERROR_UNDER_SIGNATURE. Durable when it answers. */
gint64 yn_desk_save (YnDesk *desk, const char *matter, gint64 revision, const YnJson *answers, const YnJson *aside,
                     GCancellable *cancellable, GError **error);
void yn_desk_save_async (YnDesk *desk, const char *matter, gint64 revision, const YnJson *answers, const YnJson *aside,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64 yn_desk_save_finish (YnDesk *desk, GAsyncResult *result, GError **error);

gboolean yn_desk_discard (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error);
void yn_desk_discard_async (YnDesk *desk, const char *matter, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_discard_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
