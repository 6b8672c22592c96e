/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The one async shape. A worker is one named thread with one queue; a job is a blocking function. Order within a
 * worker is the order of the calls. The lock and the queue carry ThreadSanitizer's annotations.
 *
 * A verb is a blocking function `result *verb (…, GCancellable *, GError **)`; its _async twin packs the arguments,
 * calls yn_work_async(), and its _finish calls yn_work_finish(). Only the window uses twins.
 *
 *   yn_work_async (worker, self, print_job, job, job_free, (GDestroyNotify) g_bytes_unref, cancellable, cb, data);
 *
 * A job must not wait on another worker (design section 5): the desk's verbs run one after the other instead. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YnWorker YnWorker;

YnWorker *yn_worker_new (const char *name);
/* Runs what is queued to its end, then joins the thread. */
void yn_worker_free (YnWorker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnWorker, yn_worker_free)

/* Runs in the worker's thread. The answer is NULL with @error set, or a result (NULL is a result where there is
 * nothing to say: then @error must be unset). @cancellable is the thread's current one meanwhile, for what lies too
 * deep to be handed it. */
typedef gpointer (*YnWorkFunc) (gpointer job, GCancellable *cancellable, GError **error);

/* @source: the GObject handed to @callback, may be NULL; kept alive meanwhile. @job is freed with @job_free in the
 * worker's thread after the function returned. A job cancelled before it began does not begin. */
void yn_work_async (YnWorker *worker,
                    gpointer source,
                    YnWorkFunc function,
                    gpointer job,
                    GDestroyNotify job_free,
                    GDestroyNotify result_free,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data);

/* The result, owned by the caller. */
gpointer yn_work_finish (GAsyncResult *result, GError **error);

/* Queues and waits: for callers that are not workers and need the worker's order (never call it in a worker). */
gpointer yn_work_wait (YnWorker *worker, YnWorkFunc function, gpointer job, GCancellable *cancellable, GError **error);

G_END_DECLS
