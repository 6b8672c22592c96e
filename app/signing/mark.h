/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The visible mark of a signature: a square-cornered frame with who, code, when, and the words of the signature's
 * class. Never a round seal, never a star (invariant 6). */
#pragma once

#include "signing/sign.h"

G_BEGIN_DECLS

/* In points. */
#define YN_MARK_WIDTH 236
#define YN_MARK_HEIGHT 66

/* A PDF of one page of that size. */
GBytes *yn_mark_draw (const YnSignOptions *options, GError **error);

G_END_DECLS
