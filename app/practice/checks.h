/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What stands against taking a paper. The checks go from the cheap to the dear and end with the first that
 * finds something: whose it is and what it asks; whether its annex and attachments are here; the annex; the
 * answers; the signatures; the pages (invariant 9); and whether the deed can be done at all. */
#pragma once

#include "practice/intake.h"
#include "practice/reason.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;
  const char *uscc; /* whose account */
  GBytes *pdf;
  const YnJson *body;
} YnHandedIn;

/* TRUE: judged. @reasons (of YnReason) and @missing (of SHA-256 texts) empty: it can be taken. FALSE: trouble
 * of ours. */
gboolean yn_checks_run (YnOffice *office,
                        const YnHandedIn *handed_in,
                        GPtrArray *reasons,
                        GPtrArray *missing,
                        GError **error);

G_END_DECLS
