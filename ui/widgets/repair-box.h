/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What follows from a penalty and the rules: each reading with its dates and what it rests on, materials, how long the
 * authority has, whom to ask. Nothing is decided here; an unverified number says so in the same size. */
#pragma once

#include "base/json.h"
#include "base/language.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_REPAIR_BOX (yn_repair_box_get_type ())
G_DECLARE_FINAL_TYPE (YnRepairBox, yn_repair_box, YN, REPAIR_BOX, GtkBox)

/* @explained: as yn_desk_explain_repair() answers it. */
void yn_repair_box_set (YnRepairBox *self, const YnJson *explained, YnLanguage language);

G_END_DECLS
