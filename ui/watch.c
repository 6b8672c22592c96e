/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "watch.h"

#include "base/bytes.h"

/* An editor empties a file, writes it, and renames it: what comes so close together is one change. */
#define QUIET_MS 60

struct _YnWatch
{
  GObject parent_instance;

  GFile *file;
  gsize max;
  GFileMonitor *monitor;
  GCancellable *cancellable;
  GBytes *bytes;
  GError *error;
  guint waiting; /* source: a burst has begun */
};

enum
{
  READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnWatch, yn_watch, G_TYPE_OBJECT)

typedef struct
{
  char *path;
  gsize max;
} Reading;

static void
reading_free (Reading *reading)
{
  g_free (reading->path);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  GError *error = NULL;
  GBytes *bytes = yn_bytes_read (reading->path != NULL ? reading->path : "", reading->max, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YnWatch *self = YN_WATCH (source);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);
  self->bytes = bytes;
  self->error = g_steal_pointer (&error);
  g_signal_emit (self, signals[READ], 0);
}

static void
read_file (YnWatch *self)
{
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  reading->path = g_file_get_path (self->file);
  reading->max = self->max;
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  g_task_set_source_tag (task, read_file);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
quiet_cb (gpointer data)
{
  YnWatch *self = data;

  self->waiting = 0;
  read_file (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (YnWatch *self)
{
  if (self->waiting == 0)
    self->waiting = g_timeout_add (QUIET_MS, quiet_cb, self);
}

GFile *
yn_watch_file (YnWatch *self)
{
  return self->file;
}

GBytes *
yn_watch_bytes (YnWatch *self)
{
  return self->bytes;
}

const GError *
yn_watch_error (YnWatch *self)
{
  return self->error;
}

YnWatch *
yn_watch_new (GFile *file, gsize max)
{
  YnWatch *self = g_object_new (YN_TYPE_WATCH, NULL);

  self->file = g_object_ref (file);
  self->max = max;
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (changed_cb), self);
  read_file (self);
  return self;
}

static void
yn_watch_dispose (GObject *object)
{
  YnWatch *self = YN_WATCH (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->monitor);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yn_watch_parent_class)->dispose (object);
}

static void
yn_watch_finalize (GObject *object)
{
  YnWatch *self = YN_WATCH (object);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (yn_watch_parent_class)->finalize (object);
}

static void
yn_watch_class_init (YnWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yn_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_watch_finalize;
  signals[READ] = g_signal_new ("read", YN_TYPE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yn_watch_init (YnWatch *self)
{
}
