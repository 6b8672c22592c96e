/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The result travels home in a source of our own instead of g_task_return_pointer() called in the worker: the
 * task, and with it the caller's object, must be unreferenced for the last time in the caller's thread, not
 * here. */
#include "base/work.h"

#include "base/tsan.h"

struct _YnWorker
{
  GThread *thread;
  GMutex mutex;
  GCond changed; /* something was queued, or finished, or the end was asked for */
  GQueue queue;  /* of Order */
  gboolean ending;
};

typedef struct
{
  YnWorkFunc function;
  gpointer job;
  GDestroyNotify job_free;
  GDestroyNotify result_free;
  GCancellable *cancellable;
  GTask *task; /* NULL: somebody waits in yn_work_wait() */
  gboolean done;
  gpointer result;
  GError *error;
} Order;

static void
enter (YnWorker *worker)
{
  g_mutex_lock (&worker->mutex);
  taking (&worker->mutex);
}

static void
leave (YnWorker *worker)
{
  yielding (&worker->mutex);
  g_mutex_unlock (&worker->mutex);
}

static void
wait_for_change (YnWorker *worker)
{
  yielding (&worker->mutex);
  g_cond_wait (&worker->changed, &worker->mutex);
  taking (&worker->mutex);
}

static void
order_free (Order *order)
{
  if (order->result != NULL && order->result_free != NULL)
    order->result_free (order->result);
  g_clear_error (&order->error);
  g_clear_object (&order->cancellable);
  g_clear_object (&order->task);
  g_free (order);
}

static gboolean
deliver (gpointer data)
{
  Order *order = data;

  taking (order);
  if (order->error != NULL)
    g_task_return_error (order->task, g_steal_pointer (&order->error));
  else
    g_task_return_pointer (order->task, g_steal_pointer (&order->result), order->result_free);
  return G_SOURCE_REMOVE;
}

static void
send_home (Order *order)
{
  GMainContext *context = g_main_context_ref (g_task_get_context (order->task));
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (order->task));
  g_source_set_static_name (source, "yinuo: a result");
  g_source_set_callback (source, deliver, order, (GDestroyNotify) order_free);
  yielding (order);
  g_source_attach (source, context);
  g_source_unref (source);
  g_main_context_unref (context);
}

static void
perform (Order *order)
{
  if (order->cancellable != NULL)
    g_cancellable_push_current (order->cancellable);
  if (!g_cancellable_set_error_if_cancelled (order->cancellable, &order->error))
    order->result = order->function (order->job, order->cancellable, &order->error);
  if (order->cancellable != NULL)
    g_cancellable_pop_current (order->cancellable);
  if (order->job_free != NULL)
    order->job_free (order->job);
  order->job = NULL;
}

static Order *
next_order (YnWorker *worker)
{
  Order *order;

  enter (worker);
  while ((order = g_queue_pop_head (&worker->queue)) == NULL && !worker->ending)
    wait_for_change (worker);
  leave (worker);
  return order;
}

static gpointer
run (gpointer data)
{
  YnWorker *worker = data;
  Order *order;

  while ((order = next_order (worker)) != NULL)
    {
      perform (order);
      if (order->task != NULL)
        {
          send_home (order);
          continue;
        }
      enter (worker);
      order->done = TRUE;
      g_cond_broadcast (&worker->changed);
      leave (worker);
    }
  return NULL;
}

static void
queue (YnWorker *worker, Order *order)
{
  enter (worker);
  g_queue_push_tail (&worker->queue, order);
  g_cond_broadcast (&worker->changed);
  leave (worker);
}

YnWorker *
yn_worker_new (const char *name)
{
  YnWorker *worker = g_new0 (YnWorker, 1);

  g_mutex_init (&worker->mutex);
  g_cond_init (&worker->changed);
  g_queue_init (&worker->queue);
  worker->thread = g_thread_new (name, run, worker);
  return worker;
}

void
yn_worker_free (YnWorker *worker)
{
  if (worker == NULL)
    return;

  g_assert (g_thread_self () != worker->thread);
  enter (worker);
  worker->ending = TRUE;
  g_cond_broadcast (&worker->changed);
  leave (worker);
  g_thread_join (worker->thread);
  g_mutex_clear (&worker->mutex);
  g_cond_clear (&worker->changed);
  g_free (worker);
}

void
yn_work_async (YnWorker *worker,
               gpointer source,
               YnWorkFunc function,
               gpointer job,
               GDestroyNotify job_free,
               GDestroyNotify result_free,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  Order *order = g_new0 (Order, 1);

  order->function = function;
  order->job = job;
  order->job_free = job_free;
  order->result_free = result_free;
  order->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  order->task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_name (order->task, "yinuo: work");
  /* What was done was done: a filing that is kept is not reported as cancelled. */
  g_task_set_check_cancellable (order->task, FALSE);
  queue (worker, order);
}

gpointer
yn_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
yn_work_wait (YnWorker *worker, YnWorkFunc function, gpointer job, GCancellable *cancellable, GError **error)
{
  Order order = { .function = function, .job = job, .cancellable = cancellable };

  g_assert (g_thread_self () != worker->thread);
  queue (worker, &order);
  enter (worker);
  while (!order.done)
    wait_for_change (worker);
  leave (worker);

  if (order.error != NULL)
    g_propagate_error (error, order.error);
  return order.result;
}
