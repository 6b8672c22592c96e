/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The reviewer who acts by itself: some seconds after a filing came into a state it does what the story has
 * in store, the same each time. What a trainer did in between stands, and the story goes on from there. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

/* Does what is due. The microseconds until more is due; -1: nothing waits for the reviewer. */
gint64 yn_reviewer_attend (YnOffice *office);

G_END_DECLS
