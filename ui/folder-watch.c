/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "folder-watch.h"

/* An editor empties a file, writes it, and renames it: what comes so close together is one change. */
#define QUIET_MS 60

struct _YnFolderWatch
{
  GObject parent_instance;

  GFileMonitor *monitor;
  guint waiting; /* source: a burst has begun */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnFolderWatch, yn_folder_watch, G_TYPE_OBJECT)

static gboolean
quiet_cb (gpointer data)
{
  YnFolderWatch *self = data;

  self->waiting = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (YnFolderWatch *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  self->waiting = g_timeout_add (QUIET_MS, quiet_cb, self);
}

YnFolderWatch *
yn_folder_watch_new (const char *path)
{
  YnFolderWatch *self = g_object_new (YN_TYPE_FOLDER_WATCH, NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

static void
yn_folder_watch_dispose (GObject *object)
{
  YnFolderWatch *self = YN_FOLDER_WATCH (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (yn_folder_watch_parent_class)->dispose (object);
}

static void
yn_folder_watch_class_init (YnFolderWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yn_folder_watch_dispose;
  signals[CHANGED] =
      g_signal_new ("changed", YN_TYPE_FOLDER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yn_folder_watch_init (YnFolderWatch *self)
{
}
