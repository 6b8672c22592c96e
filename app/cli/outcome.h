/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#pragma once

#include "cli/chair.h"
#include "desk/stamping.h"

G_BEGIN_DECLS

/* FALSE: one of @urls is no http or https address; said as wrong use. */
gboolean yn_timestamps_are_named (YnChair *chair, char **urls);

/* Who gave no timestamp and why, on stderr. */
void yn_say_tries (const YnSignOutcome *outcome);
/* How a signature came about, on stderr: its level, who gave the timestamp, who did not and why, what is missing. */
void yn_say_outcome (YnChair *chair, const YnSignOutcome *outcome);
/* The same of a timestamp upon a paper that was signed before. */
void yn_say_dated (YnChair *chair, const YnSignOutcome *outcome);

G_END_DECLS
