/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A timestamp got later for a filing: a document timestamp upon a later copy beside it (store/copies.h). What was
 * kept and submitted stays what it is (invariant 1). The courier gets one by itself for each filing that was signed
 * while no authority answered; a person may ask for one at any time. */
#pragma once

#include "desk/desk.h"
#include "desk/stamping.h"
#include "store/copies.h"

G_BEGIN_DECLS

/* One more timestamp upon the newest copy of @filing. @outcome (may be NULL): who gave it, who did not and why;
 * filled in failure too. YN_ERROR_TIMESTAMP_UNREACHABLE, YN_ERROR_SIGNING_FORBIDDEN, YN_ERROR_NOT_FOUND. */
YnCopy *yn_desk_date (YnDesk *desk, const char *filing, YnSignOutcome **outcome, GCancellable *cancellable,
                      GError **error);

G_END_DECLS
