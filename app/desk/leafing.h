/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The pages of a paper that somebody leafs through: each is drawn when it is looked at. */
#pragma once

#include "desk/desk.h"
#include "papers/reading.h"

G_BEGIN_DECLS

void yn_desk_draw_page_async (YnDesk *desk, YnPages *pages, guint index, double times, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
YnPageImage *yn_desk_draw_page_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
