/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A program of ours that does in a process of its own what could take a chair down with it: yinuo-pages, yinuo-token.
 * One talks to it over one descriptor and believes it in nothing: every wait has an end, the one that wants to cancel
 * is heard at once, and a program that dies or does not answer is an error in words. Whoever stops caring stops it. */
#pragma once

#include "base/error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;          /* "yinuo-pages" */
  YnError dead;              /* what it is called when it ends, or speaks nonsense */
  YnError slow;              /* and when its time is over */
  GSubprocess *child;        /* NULL: not started, or stopped */
  int fd;                    /* where it is heard */
  gint64 deadline;           /* monotonic */
  GCancellable *cancellable; /* borrowed */
} YnProgram;

/* Beside ours in the build tree (app/@folder/@name), else in libexecdir; the environment's @variable overrides. New. */
char *yn_program_find (const char *folder, const char *name, const char *variable);

/* Starts it from @launcher. YN_ERROR_NOT_FOUND. */
gboolean yn_program_start (YnProgram *program, GSubprocessLauncher *launcher, const char *const *argv, GError **error);

/* Time, and who may cancel, from here on. */
void yn_program_allow (YnProgram *program, int seconds, GCancellable *cancellable);

/* All of @length or an error: @dead, @slow, G_IO_ERROR_CANCELLED. */
gboolean yn_program_read (YnProgram *program, void *buffer, gsize length, GError **error);
gboolean yn_program_write (YnProgram *program, const void *data, gsize length, GError **error);

/* Sets @error to @dead, with @how in the message. FALSE. */
gboolean yn_program_dead (YnProgram *program, const char *how, GError **error);

/* Ends it, whatever it does, stopped too, and waits for that; but no longer than 2 s where the kernel does not let go of
 * it, because a device hangs that it called. @fd is left to whoever opened it. */
void yn_program_stop (YnProgram *program);

G_END_DECLS
