/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Libraries that are loaded when they are first needed. To load all that can be needed takes a program longer than to
 * verify a file, and most programs need few of them.
 *
 * NAME.late lists the functions of such a library that are called here; late-header makes NAME-late.h of it: a table of
 * them, yn_late_NAME, and their own names, by which they are called, as names of its members. NAME.h includes the
 * library's headers and that one, and NAME.c loads it. What is not in the list does not link. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const char *file;         /* with the version of its binary interface, "libcurl.so.4" */
  const char *const *names; /* NULL-terminated */
  gpointer *functions;      /* the table: as many, in their order */

  GMutex mutex;
  gint loaded; /* atomic */
} YnLate;

/* Before the first call of any of them; any thread may ask. YN_ERROR_FAILED: there is no such library, or it is another
 * one, and none of them may be called. */
gboolean yn_late_load (YnLate *late, GError **error);

G_END_DECLS
