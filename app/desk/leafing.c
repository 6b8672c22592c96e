/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/leafing.h"

#include "desk/private.h"

#define HUNDREDTHS 100

YN_DEFINE_WORK (draw_work,
                yn_pages_draw (call->object, (guint) call->number,
                               (double) GPOINTER_TO_INT (call->other) / HUNDREDTHS, cancellable, error))

void
yn_desk_draw_page_async (YnDesk *desk, YnPages *pages, guint index, double times, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, NULL, NULL);

  call->object = yn_pages_ref (pages);
  call->object_free = (GDestroyNotify) yn_pages_unref;
  call->number = index;
  call->other = GINT_TO_POINTER ((int) (times * HUNDREDTHS));
  yn_call_run (call, desk->papers, draw_work, (GDestroyNotify) yn_page_image_free, cancellable, callback, user_data);
}

YN_DEFINE_FINISH (YnPageImage *, yn_desk_draw_page)
