/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Pieces of one job side by side, on as many processors as there are; and how far a long job is, for whoever watches it
 * from another thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Does the piece @index. May be called in several threads at once, for different pieces. */
typedef void (*YnPiece) (guint index, gpointer data);

/* Returns when all @n pieces are done. Pieces begin in their order. @threads: at most so many; 0: one a processor. */
void yn_abreast (guint n, guint threads, YnPiece piece, gpointer data);

typedef struct _YnProgress YnProgress;

YnProgress *yn_progress_new (void);
YnProgress *yn_progress_ref (YnProgress *progress);
void yn_progress_unref (YnProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnProgress, yn_progress_unref)

/* @progress may be NULL: nobody watches. Any thread. */
void yn_progress_begin (YnProgress *progress, guint total);
void yn_progress_add (YnProgress *progress, guint done);
guint yn_progress_get (YnProgress *progress, guint *total); /* done so far; @total 0: not begun */

G_END_DECLS
