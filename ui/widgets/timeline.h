/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What happened to a filing and what is to come, downwards: a mark, a word, a day in full, and the signed paper where
 * there is one. */
#pragma once

#include "desk/standing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_TIMELINE (yn_timeline_get_type ())
G_DECLARE_FINAL_TYPE (YnTimeline, yn_timeline, YN, TIMELINE, GtkBox)

/* @steps: of YnStep; copied from. Papers are opened by the action "room.paper". */
void yn_timeline_set_steps (YnTimeline *self, GPtrArray *steps, YnLanguage language);

G_END_DECLS
