/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* yn_services_faulty() for the window: one's own service files are read and compiled where nobody waits. Those that are
 * right are at hand then (yn_services_all()). */
#pragma once

#include "desk/desk.h"
#include "forms/faulty.h"

G_BEGIN_DECLS

void yn_desk_services_faulty_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *yn_desk_services_faulty_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
