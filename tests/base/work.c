/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/error.h"
#include "base/work.h"

typedef struct
{
  int number;
  GThread *ran_in;
  GString *order;
} Job;

typedef struct
{
  GMainLoop *loop;
  GThread *called_in;
  gpointer result;
  GError *error;
} Outcome;

static gpointer
note_order (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  job->ran_in = g_thread_self ();
  if (job->order != NULL)
    g_string_append_printf (job->order, "%d ", job->number);
  return GINT_TO_POINTER (job->number);
}

static gpointer
fail (gpointer data, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_CUT, "half an answer");
  return NULL;
}

static gpointer
text (gpointer data, GCancellable *cancellable, GError **error)
{
  return g_strdup ("a result");
}

static void
finish (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->called_in = g_thread_self ();
  outcome->result = yn_work_finish (result, &outcome->error);
  g_main_loop_quit (outcome->loop);
}

static void
waits_for_the_answer (void)
{
  g_autoptr (YnWorker) worker = yn_worker_new ("test");
  Job job = { .number = 42 };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (GPOINTER_TO_INT (yn_work_wait (worker, note_order, &job, NULL, &error)), ==, 42);
  g_assert_no_error (error);
  g_assert_true (job.ran_in != g_thread_self ());

  g_assert_null (yn_work_wait (worker, fail, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_CUT);
}

static void
keeps_the_order (void)
{
  YnWorker *worker = yn_worker_new ("test");
  g_autoptr (GString) order = g_string_new (NULL);
  Job jobs[5];

  for (int i = 0; i < 5; i++)
    {
      jobs[i] = (Job) { .number = i, .order = order };
      yn_work_async (worker, NULL, note_order, &jobs[i], NULL, NULL, NULL, NULL, NULL);
    }
  yn_worker_free (worker); /* runs what is queued */
  g_assert_cmpstr (order->str, ==, "0 1 2 3 4 ");
}

static void
answers_in_the_callers_context (void)
{
  g_autoptr (YnWorker) worker = yn_worker_new ("test");
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  Outcome outcome = { .loop = loop };

  g_main_context_push_thread_default (context);
  yn_work_async (worker, NULL, text, NULL, NULL, g_free, NULL, finish, &outcome);
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (context);

  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.result, ==, "a result");
  g_assert_true (outcome.called_in == g_thread_self ());
  g_free (outcome.result);
}

static void
carries_errors_home (void)
{
  g_autoptr (YnWorker) worker = yn_worker_new ("test");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Outcome outcome = { .loop = loop };

  yn_work_async (worker, NULL, fail, NULL, NULL, NULL, NULL, finish, &outcome);
  g_main_loop_run (loop);
  g_assert_error (outcome.error, YN_ERROR, YN_ERROR_CUT);
  g_clear_error (&outcome.error);
}

static void
does_not_begin_what_is_cancelled (void)
{
  g_autoptr (YnWorker) worker = yn_worker_new ("test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Outcome outcome = { .loop = loop };
  Job job = { .number = 1 };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  yn_work_async (worker, NULL, note_order, &job, NULL, NULL, cancellable, finish, &outcome);
  g_main_loop_run (loop);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  g_assert_null (job.ran_in);

  g_assert_null (yn_work_wait (worker, note_order, &job, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (job.ran_in);
}

static gpointer
cancel_then_answer (gpointer job, GCancellable *cancellable, GError **error)
{
  g_cancellable_cancel (cancellable);
  return g_strdup ("kept");
}

/* A filing that was kept is kept, whatever was pressed meanwhile. */
static void
reports_what_was_done (void)
{
  g_autoptr (YnWorker) worker = yn_worker_new ("test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Outcome outcome = { .loop = loop };

  yn_work_async (worker, NULL, cancel_then_answer, NULL, NULL, g_free, cancellable, finish, &outcome);
  g_main_loop_run (loop);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.result, ==, "kept");
  g_free (outcome.result);
}

static void
note_thread (gpointer where, GObject *gone)
{
  *(GThread **) where = g_thread_self ();
}

static gboolean
quit (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* A widget that starts work and is dropped must not be finalized in the worker. */
static void
drops_the_source_at_home (void)
{
  for (int i = 0; i < 50; i++)
    {
      g_autoptr (YnWorker) worker = yn_worker_new ("test");
      g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
      GThread *dropped_in = NULL;
      Outcome outcome = { .loop = loop };
      GObject *source = g_object_new (G_TYPE_OBJECT, NULL);

      g_object_weak_ref (source, note_thread, &dropped_in);
      yn_work_async (worker, source, text, NULL, NULL, g_free, NULL, finish, &outcome);
      g_object_unref (source);
      g_main_loop_run (loop);
      g_free (outcome.result);
      g_idle_add_full (G_PRIORITY_LOW, quit, loop, NULL);
      g_main_loop_run (loop);
      g_assert_true (dropped_in == g_thread_self ());
    }
}

static void
free_in_worker (gpointer data)
{
  Job *job = data;

  g_assert_true (job->ran_in == g_thread_self ());
  g_free (job);
}

static void
frees_the_job_where_it_ran (void)
{
  g_autoptr (YnWorker) worker = yn_worker_new ("test");

  yn_work_async (worker, NULL, note_order, g_new0 (Job, 1), free_in_worker, NULL, NULL, NULL, NULL);
}

static gpointer
knock (gpointer worker)
{
  for (int i = 0; i < 200; i++)
    {
      Job job = { .number = i };

      g_assert_cmpint (GPOINTER_TO_INT (yn_work_wait (worker, note_order, &job, NULL, NULL)), ==, i);
    }
  return NULL;
}

/* Nothing to see without ThreadSanitizer, and nothing to see with it. */
static void
serves_many_threads (void)
{
  g_autoptr (YnWorker) worker = yn_worker_new ("test");
  GThread *threads[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("knock", knock, worker);
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/work/waits-for-the-answer", waits_for_the_answer);
  g_test_add_func ("/base/work/keeps-the-order", keeps_the_order);
  g_test_add_func ("/base/work/answers-in-the-callers-context", answers_in_the_callers_context);
  g_test_add_func ("/base/work/carries-errors-home", carries_errors_home);
  g_test_add_func ("/base/work/does-not-begin-what-is-cancelled", does_not_begin_what_is_cancelled);
  g_test_add_func ("/base/work/reports-what-was-done", reports_what_was_done);
  g_test_add_func ("/base/work/drops-the-source-at-home", drops_the_source_at_home);
  g_test_add_func ("/base/work/frees-the-job-where-it-ran", frees_the_job_where_it_ran);
  g_test_add_func ("/base/work/serves-many-threads", serves_many_threads);
  return g_test_run ();
}
