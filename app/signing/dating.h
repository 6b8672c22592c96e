/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A timestamp got later: over the whole file, as a revision of its own (EN 319 142-1, 5.4.3); before it, so that it is
 * covered, what the file must carry to be checked without a wire (signing/dss.h). It makes a later copy; the file that
 * was kept or submitted stays what it is (invariant 1). */
#pragma once

#include "signing/level.h"

G_BEGIN_DECLS

/* @pdf and a document timestamp behind it; at YN_LEVEL_B_LT what is known of the certificates before it. @outcome (may
 * be NULL) tells who gave it, and where the data about the certificates could not be had, why; it is filled in failure
 * too. YN_ERROR_TIMESTAMP_UNREACHABLE, errors of reading a PDF. */
GBytes *yn_date_file (GBytes *pdf, const YnSignFinish *how, gint64 instant, YnSignOutcome **outcome, GError **error);

G_END_DECLS
