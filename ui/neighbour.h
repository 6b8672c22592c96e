/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The practice platform next door: a program of its own (`yinuoctl practice`), started here and told to end when we
 * do, by a pipe on its standard input that closes with us. The first line that it prints is its address. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YN_TYPE_NEIGHBOUR (yn_neighbour_get_type ())
G_DECLARE_FINAL_TYPE (YnNeighbour, yn_neighbour, YN, NEIGHBOUR, GObject)

/* @password_file: of the keyring file, or NULL: the session's keyring. */
YnNeighbour *yn_neighbour_new (const char *data_dir, const char *password_file);

/* The address: of the one that runs already, else of a new one. */
void yn_neighbour_start_async (YnNeighbour *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
char *yn_neighbour_start_finish (YnNeighbour *self, GAsyncResult *result, GError **error);

G_END_DECLS
