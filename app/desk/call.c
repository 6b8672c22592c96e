/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/private.h"

YnCall *
yn_call_new (YnDesk *desk, const char *first, const char *second)
{
  YnCall *call = g_new0 (YnCall, 1);

  call->desk = g_object_ref (desk);
  call->text[0] = g_strdup (first);
  call->text[1] = g_strdup (second);
  return call;
}

void
yn_call_free (YnCall *call)
{
  for (guint i = 0; i < G_N_ELEMENTS (call->text); i++)
    g_free (call->text[i]);
  for (guint i = 0; i < G_N_ELEMENTS (call->json); i++)
    g_clear_pointer (&call->json[i], yn_json_unref);
  if (call->object != NULL && call->object_free != NULL)
    call->object_free (call->object);
  if (call->other != NULL && call->other_free != NULL)
    call->other_free (call->other);
  g_object_unref (call->desk);
  g_free (call);
}

void
yn_call_run (YnCall *call, YnWorker *worker, YnWorkFunc work, GDestroyNotify result_free, GCancellable *cancellable,
             GAsyncReadyCallback callback, gpointer user_data)
{
  yn_work_async (worker, call->desk, work, call, (GDestroyNotify) yn_call_free, result_free, cancellable, callback,
                 user_data);
}

/* FALSE is the error, or an answer of its own: @error tells. */
gpointer
yn_box_boolean (gboolean value)
{
  return GINT_TO_POINTER (value ? 1 : 0);
}

/* 0 is the error. */
gpointer
yn_box_int64 (gint64 value)
{
  return value == 0 ? NULL : g_memdup2 (&value, sizeof value);
}

gint64
yn_unbox_int64 (gpointer box)
{
  gint64 value = box == NULL ? 0 : *(gint64 *) box;

  g_free (box);
  return value;
}
