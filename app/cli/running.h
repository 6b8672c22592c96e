/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What every program of the command line begins and ends with. */
#pragma once

#include "cli/chair.h"

G_BEGIN_DECLS

/* Words in the person's language, then @run, then what it said written out: the exit status, for main(). */
int yn_run (YnExit (*run) (YnChair *chair, int argc, char **argv), int argc, char **argv);

G_END_DECLS
