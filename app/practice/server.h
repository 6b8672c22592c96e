/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The HTTP server: the only file that knows a socket. It reads requests, hands each to the office's worker
 * while the message is paused, and sends the reply, over whatever line the reply asks for. It also wakes the
 * reviewer.
 *
 * Made, used and freed under one thread-default main context, which a thread of the caller runs. */
#pragma once

#include "base/work.h"
#include "practice/office.h"

G_BEGIN_DECLS

typedef struct _YnServer YnServer;

/* Listens on 127.0.0.1:@port; G_IO_ERROR_ADDRESS_IN_USE. Answers nothing before yn_server_serve(). */
YnServer *yn_server_new (guint16 port, GError **error);

/* Both are borrowed. */
void yn_server_serve (YnServer *server, YnOffice *office, YnWorker *worker);

/* After the thread that ran the context has ended: hangs up, and gives the worker no more work. What the
 * worker still answers comes home in the context; then the server can be freed. */
void yn_server_hang_up (YnServer *server);
void yn_server_free (YnServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnServer, yn_server_free)

G_END_DECLS
