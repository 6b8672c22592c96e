/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the platform signed about a filing and sent back: its receipt or its refusal (hop 6). At most one a
 * filing. The caller has read and verified the paper, and that it names the filing (invariant 4): a store knows
 * bytes, and checks that the filing is this enterprise's and that nothing else has answered it. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *filing;
  char *kind; /* "receipt" or "refusal" */
  gint64 at;  /* the platform's time in the paper */
  GBytes *paper;
} YnReceived;

void yn_received_free (YnReceived *received);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnReceived, yn_received_free)

/* Idempotent for the same paper; another one for the same filing is G_IO_ERROR_EXISTS, and the first stays.
 * YN_ERROR_NOT_FOUND where the enterprise has no such filing. */
gboolean yn_filings_receive (YnStore *store, const char *enterprise, const char *filing, const char *kind,
                             gint64 at, GBytes *paper, GError **error);
/* NULL without error: nothing yet. */
YnReceived *yn_received_get (YnStore *store, const char *enterprise, const char *filing, GError **error);

G_END_DECLS
