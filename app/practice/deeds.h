/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What receiving a filing does to others: a repair names an entry of the record, a withdrawal and a
 * supplement name an earlier filing. First whether it can be done, then the doing, in the transaction that
 * keeps the filing. */
#pragma once

#include "practice/intake.h"

G_BEGIN_DECLS

/* Adds a YnReason for whatever stands against it. FALSE: trouble of ours. */
gboolean yn_deeds_check (YnOffice *office, const YnIntake *intake, GPtrArray *reasons, GError **error);

/* @intake has its receipt. */
gboolean yn_deeds_do (YnOffice *office, YnIntake *intake, GError **error);

G_END_DECLS
