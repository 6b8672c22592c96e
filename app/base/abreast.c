/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/abreast.h"

#include <gio/gio.h>

#define MOST_THREADS 16

typedef struct
{
  guint n;
  gint next; /* atomic */
  YnPiece piece;
  gpointer data;
  GCancellable *cancellable; /* the caller's current one, or NULL */
} Job;

struct _YnProgress
{
  gatomicrefcount references;
  gint done;  /* atomic */
  gint total; /* atomic */
};

static gpointer
work (gpointer data)
{
  Job *job = data;
  guint index;

  while ((index = (guint) g_atomic_int_add (&job->next, 1)) < job->n)
    job->piece (index, job->data);
  return NULL;
}

/* Whoever cancels the caller cancels the others. */
static gpointer
work_beside (gpointer data)
{
  Job *job = data;

  if (job->cancellable != NULL)
    g_cancellable_push_current (job->cancellable);
  work (job);
  if (job->cancellable != NULL)
    g_cancellable_pop_current (job->cancellable);
  return NULL;
}

void
yn_abreast (guint n, guint threads, YnPiece piece, gpointer data)
{
  Job job = { .n = n, .piece = piece, .data = data, .cancellable = g_cancellable_get_current () };
  GThread *others[MOST_THREADS];
  guint wanted = MIN (threads > 0 ? threads : g_get_num_processors (), MIN (n, MOST_THREADS));
  guint started = 0;

  /* This thread is one of them; where no other can be had it does everything. */
  while (started + 1 < wanted
         && (others[started] = g_thread_try_new ("yn-abreast", work_beside, &job, NULL)) != NULL)
    started++;
  work (&job);
  while (started > 0)
    g_thread_join (others[--started]);
}

YnProgress *
yn_progress_new (void)
{
  YnProgress *progress = g_new0 (YnProgress, 1);

  g_atomic_ref_count_init (&progress->references);
  return progress;
}

YnProgress *
yn_progress_ref (YnProgress *progress)
{
  g_atomic_ref_count_inc (&progress->references);
  return progress;
}

void
yn_progress_unref (YnProgress *progress)
{
  if (g_atomic_ref_count_dec (&progress->references))
    g_free (progress);
}

void
yn_progress_begin (YnProgress *progress, guint total)
{
  if (progress == NULL)
    return;
  g_atomic_int_set (&progress->done, 0);
  g_atomic_int_set (&progress->total, (gint) total);
}

void
yn_progress_add (YnProgress *progress, guint done)
{
  if (progress != NULL)
    g_atomic_int_add (&progress->done, (gint) done);
}

guint
yn_progress_get (YnProgress *progress, guint *total)
{
  *total = (guint) g_atomic_int_get (&progress->total);
  return (guint) g_atomic_int_get (&progress->done);
}
