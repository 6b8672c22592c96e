/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Files attached to a draft, each looked into before it is taken. */
#pragma once

#include "desk/desk.h"
#include "store/attachments.h"

G_BEGIN_DECLS

/* Checked by content first: YN_ERROR_FILE_UNREADABLE, _FILE_EMPTY, _TOO_LARGE, _TOO_MANY (for this slot), _WRONG_TYPE
 * (for this slot), and all of papers/content.h. The pages are counted. */
YnAttachment *yn_desk_attach (YnDesk *desk, const char *matter, const char *slot, const char *path,
                              GCancellable *cancellable, GError **error);
void yn_desk_attach_async (YnDesk *desk, const char *matter, const char *slot, const char *path,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
YnAttachment *yn_desk_attach_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The letter that came home signed by hand, as yn_attachments_add_scan() puts it. */
gboolean yn_desk_attach_in_place (YnDesk *desk, const char *matter, const char *slot, const char *path,
                                  GCancellable *cancellable, GError **error);

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
