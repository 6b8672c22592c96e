/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The PIN of a key that wants it for every signature, asked for while many papers are signed: the thread that signs
 * waits for the person at the window. */
#pragma once

#include "base/secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From any thread but the window's. @near lives until the answer. G_IO_ERROR_CANCELLED where the person does not give
 * it, or where @cancellable says so before anybody is asked. New. */
YnSecret *yn_pin_question (GtkWidget *near, const char *which, GCancellable *cancellable, GError **error);

G_END_DECLS
