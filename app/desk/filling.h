/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Drafts: begin, fill, attach. Hop 1. A page keeps a YnAnswers (forms/answers.h, no store in it), checks it with
 * yn_service_check() in place, and saves after each pause in typing. */
#pragma once

#include "desk/desk.h"
#include "forms/answers.h"
#include "forms/layout.h"
#include "store/attachments.h"
#include "store/drafts.h"

G_BEGIN_DECLS

/* A draft of @service with the enterprise's own data filled in. @start: answers to lay over (a penalty's id for a
 * repair), may be NULL. @about: {"relation","id"} or NULL. YN_ERROR_NOT_SIGNED_IN, YN_ERROR_SERVICE_INCOMPLETE. */
YnDraft *yn_desk_begin (YnDesk *desk, const char *service, const YnJson *start, const YnJson *about,
                        GCancellable *cancellable, GError **error);
void yn_desk_begin_async (YnDesk *desk, const char *service, const YnJson *start, const YnJson *about,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
YnDraft *yn_desk_begin_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The same form once more with the answers and attachments of @filing, to supplement it (补正). */
YnDraft *yn_desk_supplement (YnDesk *desk, const char *filing, GCancellable *cancellable, GError **error);
void yn_desk_supplement_async (YnDesk *desk, const char *filing, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
YnDraft *yn_desk_supplement_finish (YnDesk *desk, GAsyncResult *result, GError **error);

YnDraft *yn_desk_draft (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error);
void yn_desk_draft_async (YnDesk *desk, const char *matter, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
YnDraft *yn_desk_draft_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The new revision; 0 on errors: YN_ERROR_STALE_REVISION, YN_ERROR_UNDER_SIGNATURE. Durable when it answers. */
gint64 yn_desk_save (YnDesk *desk, const char *matter, gint64 revision, const YnJson *answers,
                     GCancellable *cancellable, GError **error);
void yn_desk_save_async (YnDesk *desk, const char *matter, gint64 revision, const YnJson *answers,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64 yn_desk_save_finish (YnDesk *desk, GAsyncResult *result, GError **error);

gboolean yn_desk_discard (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error);
void yn_desk_discard_async (YnDesk *desk, const char *matter, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_discard_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Checked by content first: YN_ERROR_FILE_EMPTY, _TOO_LARGE, _WRONG_TYPE, _ENCRYPTED_PDF, _BAD_PDF, _FILE_UNREADABLE. */
YnAttachment *yn_desk_attach (YnDesk *desk, const char *matter, const char *slot, const char *path,
                              GCancellable *cancellable, GError **error);
void yn_desk_attach_async (YnDesk *desk, const char *matter, const char *slot, const char *path,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
YnAttachment *yn_desk_attach_finish (YnDesk *desk, GAsyncResult *result, GError **error);

gboolean yn_desk_detach (YnDesk *desk, const char *id, GCancellable *cancellable, GError **error);
void yn_desk_detach_async (YnDesk *desk, const char *id, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_detach_finish (YnDesk *desk, GAsyncResult *result, GError **error);

GPtrArray *yn_desk_attachments (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error); /* of YnAttachment */
void yn_desk_attachments_async (YnDesk *desk, const char *matter, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yn_desk_attachments_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* [{"id","name","type","size",…}] for yn_service_check(). */
YnJson *yn_attachments_json (GPtrArray *attachments);

G_END_DECLS
