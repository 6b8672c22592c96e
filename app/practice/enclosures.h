/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What lies with a paper: its private annex and its attachments, named in its body by SHA-256 and sent before
 * it by tus. */
#pragma once

#include "forms/service.h"
#include "practice/office.h"

G_BEGIN_DECLS

/* Adds to @missing (of char *) what has not arrived, to @reasons (of YnReason) what is named wrongly. FALSE:
 * trouble of ours. */
gboolean yn_enclosures_missing (YnOffice *office,
                                const char *uscc,
                                const YnJson *body,
                                GPtrArray *missing,
                                GPtrArray *reasons,
                                GError **error);

/* With all of it here: attachments must be what the body says of them; the annex must belong to the paper,
 * show what it carries (invariant 9), and give, masked, exactly what the main paper shows. The answer, new:
 * the answers with the private ones put back. NULL: trouble of ours. */
YnJson *yn_enclosures_open (YnOffice *office,
                            const char *uscc,
                            const YnService *service,
                            const YnJson *body,
                            GPtrArray *reasons,
                            GError **error);

G_END_DECLS
