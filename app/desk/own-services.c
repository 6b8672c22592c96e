/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/own-services.h"

#include "desk/private.h"

YN_DEFINE_WORK (services_faulty_work, yn_services_faulty (yn_desk_language (call->desk)))
YN_DEFINE_FINISH (GPtrArray *, yn_desk_services_faulty)

void
yn_desk_services_faulty_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->papers, services_faulty_work,
               (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}
