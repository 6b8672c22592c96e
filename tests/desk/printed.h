/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A paper as the desk prints it, and one that carries what it does not show. */
#pragma once

#include "base/clock.h"

G_BEGIN_DECLS

/* R01, from the answers of the fixtures: for a platform that is not for practice, and for one that is. */
GBytes *test_printed (YnClock *now);
GBytes *test_printed_in_practice (YnClock *now);

/* The same pages, which carry a body of @text at @pointer. */
GBytes *test_carrying (GBytes *paper, const char *pointer, const char *text);

G_END_DECLS
