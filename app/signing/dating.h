/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A timestamp got later: over the whole file, as a revision of its own (EN 319 142-1, 5.4.3). It makes a later copy; the
 * file that was kept or submitted stays what it is (invariant 1). */
#pragma once

#include "signing/level.h"

G_BEGIN_DECLS

/* @pdf and a document timestamp behind it. @outcome (may be NULL) tells who gave it, and is filled in failure too.
 * YN_ERROR_TIMESTAMP_UNREACHABLE, errors of reading a PDF. */
GBytes *yn_date_file (GBytes *pdf, YnTimestamper *timestamper, gint64 instant, YnSignOutcome **outcome,
                      GCancellable *cancellable, GError **error);

G_END_DECLS
