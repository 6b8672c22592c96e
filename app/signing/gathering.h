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
void yn_gathering_free (YnGathering *gathering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnGathering, yn_gathering_free)

/* ---- for gathering-chain.c ---- */

/* DER that was gathered under @name and is kept; NULL: nothing. New. */
GBytes *yn_gathering_remembered (YnGathering *gathering, const char *name);
void yn_gathering_remember (YnGathering *gathering, const char *name, GBytes *der);
/* What @url answers; @question (OCSP) NULL: a GET. */
GBytes *yn_gathering_fetch (YnGathering *gathering, const char *url, GBytes *question, gsize max,
                            GCancellable *cancellable, GError **error);
gint64 yn_gathering_now (YnGathering *gathering);

G_END_DECLS
