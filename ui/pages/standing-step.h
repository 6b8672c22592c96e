/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What became of a filing: submitted, receipt, and then what the authority does, live; taking back and supplementing
 * where they are possible. */
#pragma once

#include "desk/stamping.h"
#include "desk/standing.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_STANDING_STEP (yn_standing_step_get_type ())
G_DECLARE_FINAL_TYPE (YnStandingStep, yn_standing_step, YN, STANDING_STEP, AdwBin)

void yn_standing_step_set (YnStandingStep *self, YnDesk *desk, const YnStanding *standing);

/* How the signature came about that was just made: consumes @outcome, which may be NULL. */
void yn_standing_step_tell (YnStandingStep *self, YnSignOutcome *outcome);

G_END_DECLS
