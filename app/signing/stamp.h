/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A timestamp in its place inside a CMS: the unsigned attribute signature-time-stamp (ETSI EN 319 122-1, 5.3), over the
 * signature value. */
#pragma once

#include "signing/crypto.h"

G_BEGIN_DECLS

/* SHA-256 of the only signer's signature value. */
gboolean yn_stamp_digest (GBytes *cms, guint8 digest[32], GError **error);
/* @cms and the token in it; all else stays as it is. */
GBytes *yn_stamp_put (GBytes *cms, GBytes *token, GError **error);

/* The token in @cms, DER. */
GBytes *yn_stamp_of (GBytes *cms, GError **error);

G_END_DECLS
