/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A person's files, read and written away from the window's thread. */
#pragma once

#include "desk/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void yn_files_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes *yn_files_read_finish (GAsyncResult *result, GError **error);
GFile *yn_files_read_file (GAsyncResult *result); /* which one; borrowed */

void yn_files_write_async (GFile *file, GBytes *bytes, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean yn_files_write_finish (GAsyncResult *result, GError **error);

/* The whole of it: asks where to, writes, and explains what went wrong. @name is offered. */
void yn_files_save (GtkWidget *near, YnDesk *desk, const char *name, GBytes *bytes);
/* The same, and @saved once it lies there. */
typedef void (*YnFilesSaved) (GtkWidget *near);
void yn_files_save_then (GtkWidget *near, YnDesk *desk, const char *name, GBytes *bytes, YnFilesSaved saved);

G_END_DECLS
