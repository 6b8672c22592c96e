/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "files.h"

#include "ask.h"
#include "desk/files.h"
#include "explain.h"

#include <glib/gi18n.h>

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = g_file_get_path (G_FILE (data));
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  if (path == NULL)
    {
      g_task_return_new_error (task, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "not a file of this machine");
      return;
    }
  bytes = yn_file_read (path, YN_FILE_MAX_BYTES, &error);
  if (bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

void
yn_files_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, yn_files_read_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

GBytes *
yn_files_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GFile *
yn_files_read_file (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result));
}

typedef struct
{
  GFile *file;
  GBytes *bytes;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_object_unref (writing->file);
  g_bytes_unref (writing->bytes);
  g_free (writing);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  g_autofree char *path = g_file_get_path (writing->file);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    g_task_return_new_error (task, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "not a file of this machine");
  else if (!yn_file_write (path, writing->bytes, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

void
yn_files_write_async (GFile *file,
                      GBytes *bytes,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Writing *writing = g_new0 (Writing, 1);

  writing->file = g_object_ref (file);
  writing->bytes = g_bytes_ref (bytes);
  g_task_set_source_tag (task, yn_files_write_async);
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
yn_files_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* One saving is a task: its source is the widget that asked, its data the bytes. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) saving = user_data;
  GError *error = NULL;

  if (yn_files_write_finish (result, &error))
    g_task_return_boolean (saving, TRUE);
  else
    g_task_return_error (saving, error);
}

static void
place_chosen_cb (GFile *file, gpointer saving)
{
  yn_files_write_async (file, g_task_get_task_data (saving), NULL, written_cb, g_object_ref (saving));
}

typedef struct
{
  YnDesk *desk;
  YnFilesSaved saved; /* or NULL */
} Afterwards;

static void
saved_cb (GObject *near, GAsyncResult *result, gpointer user_data)
{
  Afterwards *afterwards = user_data;
  g_autoptr (YnDesk) desk = afterwards->desk;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      gtk_widget_activate_action (GTK_WIDGET (near), "room.toast", "s", _("Saved"));
      if (afterwards->saved != NULL)
        afterwards->saved (GTK_WIDGET (near));
    }
  else
    yn_explain_dialog (GTK_WIDGET (near), error, yn_desk_language (desk));
  g_free (afterwards);
}

void
yn_files_save_then (GtkWidget *near, YnDesk *desk, const char *name, GBytes *bytes, YnFilesSaved saved)
{
  Afterwards *afterwards = g_new0 (Afterwards, 1);
  g_autoptr (GTask) saving = g_task_new (near, NULL, saved_cb, afterwards);

  afterwards->desk = g_object_ref (desk);
  afterwards->saved = saved;
  g_task_set_task_data (saving, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  yn_ask_save (near, _("Save"), name, place_chosen_cb, saving);
}

void
yn_files_save (GtkWidget *near, YnDesk *desk, const char *name, GBytes *bytes)
{
  yn_files_save_then (near, desk, name, bytes, NULL);
}
