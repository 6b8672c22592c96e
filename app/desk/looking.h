/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Papers that were printed to be looked at, and that nobody signed: whoever looks and goes away finds the draft as it
 * was. */
#pragma once

#include "desk/desk.h"

G_BEGIN_DECLS

/* The papers of @matters leave their drafts, which can be filled in again. Only what nobody has touched since: one that
 * was signed, handed out, filed or discarded meanwhile stays as it is, and so does one that another chair is at work
 * on. */
gboolean yn_desk_put_away (YnDesk *desk, const char *const *matters, GError **error);
/* For the window, which goes on: after all that was asked of the rows before. */
void yn_desk_put_away_later (YnDesk *desk, const char *const *matters);

G_END_DECLS
