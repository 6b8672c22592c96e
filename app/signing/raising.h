/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* From a signature to a higher level, for whoever writes it into a file. */
#pragma once

#include "signing/dss.h"
#include "signing/level.h"
#include "signing/signer.h"

G_BEGIN_DECLS

/* The same CMS with a timestamp in it, at most @room bytes. NULL: none is to be had, and @outcome says why. */
GBytes *yn_level_stamp (GBytes *cms, gsize room, const YnSignFinish *how, YnSignOutcome *outcome);

/* What must stand behind a signature by @key, stamped as @cms, for B-LT. NULL with @error:
 * YN_ERROR_CERTIFICATE_REVOKED; NULL without: not wished, or not to be had, and @outcome says why. */
YnDss *yn_level_gather (YnKey *key, GBytes *cms, const YnSignFinish *how, YnSignOutcome *outcome, GError **error);

/* Before the key is used, for B-LT: whether one of the signer's certificates was taken back. What is learned is
 * remembered by the gathering. FALSE: it was, YN_ERROR_CERTIFICATE_REVOKED; that nobody answers is said later, of the
 * level reached. */
gboolean yn_level_foresee (YnKey *key, const YnSignFinish *how, GError **error);

G_END_DECLS
