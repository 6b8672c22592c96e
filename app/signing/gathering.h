/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Gathers what B-LT needs: for each certificate of a chain an answer (OCSP, at the address the certificate names) or a
 * revocation list, over whatever wire it is given. What was gathered is used again while it is fresh, so that a hundred
 * papers ask once. Blocking; any thread. */
#pragma once

#include "signing/timestamp.h"

G_BEGIN_DECLS

typedef struct _YnGathering YnGathering;

YnGathering *yn_gathering_new (YnFetch fetch, gpointer wire, GDestroyNotify free_wire, YnClock *clock);
YnGathering *yn_gathering_ref (YnGathering *gathering);
void yn_gathering_unref (YnGathering *gathering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnGathering, yn_gathering_unref)

G_END_DECLS
