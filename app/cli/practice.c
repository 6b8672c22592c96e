/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <errno.h>
#include <unistd.h>

#include "base/program.h"

/* The platform takes this process over: whoever started it waits for it, and ends it, as if it were still this one. */
YnExit
yn_verb_practice (YnChair *chair, int argc, char **argv)
{
  g_autofree char *path = yn_program_find ("cli", "yinuo-practice", "YINUO_PRACTICE");
  g_autoptr (GError) error = NULL;

  argv[0] = path;
  execv (path, argv);
  g_set_error (&error, YN_ERROR, YN_ERROR_NOT_FOUND, "yinuo-practice cannot be started: %s", g_strerror (errno));
  return yn_say_error (chair, error);
}
