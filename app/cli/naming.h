/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a person calls a matter: its id, its filing's, or the beginning of either (base/short-id.h). One place for every
 * verb that takes a MATTER or an ID. Errors: YN_ERROR_NOT_FOUND; YN_ERROR_AMBIGUOUS_ID, and what it may mean is said on
 * stderr. */
#pragma once

#include "base/short-id.h"
#include "cli/chair.h"

G_BEGIN_DECLS

/* The matter that is meant. New. */
char *yn_name_matter (YnDesk *desk, const char *given, GError **error);
/* The filing that is meant, or the matter of a draft. New. */
char *yn_name_filing (YnDesk *desk, const char *given, GError **error);

G_END_DECLS
