/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a signature is judged by besides its own bytes. */
#pragma once

#include "signing/revocation.h"
#include "signing/verify.h"

G_BEGIN_DECLS

typedef struct
{
  YnTrust *trust;
  gint64 instant;                 /* now */
  gint64 existed;                 /* by when all that is judged is known to have been there: now, or the time of a
                                     document timestamp that stands behind it */
  const YnRevocation *revocation; /* what the file brings, and what whoever is trusted says */
} YnEvidence;

G_END_DECLS
