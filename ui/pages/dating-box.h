/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How a filing is signed: who, at which level, by whose timestamp; and the later copy that a timestamp got later stands
 * on: asked for and saved here. */
#pragma once

#include "desk/dating.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_DATING_BOX (yn_dating_box_get_type ())
G_DECLARE_FINAL_TYPE (YnDatingBox, yn_dating_box, YN, DATING_BOX, GtkBox)

/* Looks anew where something may be new. @later_copy: the newest one's id, or NULL. @title: of the service. */
void yn_dating_box_set (YnDatingBox *self, YnDesk *desk, const char *filing, const char *later_copy, const char *title);

/* How the signature came about that was just made: consumes @outcome, which may be NULL. */
void yn_dating_box_tell (YnDatingBox *self, YnSignOutcome *outcome);

G_END_DECLS
