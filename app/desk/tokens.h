/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Keys in tokens at hand: what is plugged in, opening one, and what is in the way. The command line uses
 * yn_token_find() and yn_token_open() themselves: they need no desk. */
#pragma once

#include "desk/desk.h"
#include "signing/token.h"

G_BEGIN_DECLS

/* What the drivers of this system see, and those that the person named (yn_desk_add_token_driver()). */
YnTokenSight *yn_desk_tokens (YnDesk *desk, GCancellable *cancellable, GError **error);
void yn_desk_tokens_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
YnTokenSight *yn_desk_tokens_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Where to look: "" (every driver that p11-kit knows), then the person's own drivers. NULL-terminated, new. */
char **yn_token_addresses (YnSettings *settings);

/* As yn_token_log_in(). */
GPtrArray *yn_desk_log_in_token (YnDesk *desk, const YnTokenKey *hidden, YnSecret *pin, gboolean last_try,
                                 GCancellable *cancellable, GError **error);
void yn_desk_log_in_token_async (YnDesk *desk, const YnTokenKey *hidden, YnSecret *pin, gboolean last_try,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yn_desk_log_in_token_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* As yn_token_open(). A cancelled one has ended when this answers: nothing lingers. */
YnKey *yn_desk_open_token (YnDesk *desk, const YnTokenKey *token, YnSecret *pin, gboolean last_try,
                           GCancellable *cancellable, GError **error);
void yn_desk_open_token_async (YnDesk *desk, const YnTokenKey *token, YnSecret *pin, gboolean last_try,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
YnKey *yn_desk_open_token_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Drivers that are not registered with p11-kit, PKCS#11 or SKF, by their paths: remembered in the settings until they are
 * dropped. */
void yn_desk_add_token_driver (YnDesk *desk, const char *path);
void yn_desk_drop_token_driver (YnDesk *desk, const char *path);
char **yn_desk_token_drivers (YnDesk *desk); /* NULL-terminated, new; none: empty */

G_END_DECLS
