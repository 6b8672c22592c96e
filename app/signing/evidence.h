/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a signature is judged by besides its own bytes. */
#pragma once

#include "signing/gathering.h"
#include "signing/revocation.h"
#include "signing/verify.h"

G_BEGIN_DECLS

typedef struct
{
  YnTrust *trust;
  gint64 instant;                 /* now */
  gint64 existed;                 /* by when all that is judged is known to have been there: now, or the time of a
                                     document timestamp that stands behind it */
  YnRevocation *revocation;       /* what the file brings, what whoever is trusted says, and what was asked */
  YnGathering *gathering;         /* asks; NULL: nobody is asked */
  gboolean asks;                  /* now: the signature in question holds */
  gint64 patience;                /* until when it does, of the machine's monotonic clock */
  GCancellable *cancellable;      /* or NULL */
} YnEvidence;

G_END_DECLS
