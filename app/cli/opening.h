/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The key that a verb signs with: --key FILE.p12, or --token ADDRESS. */
#pragma once

#include "cli/chair.h"
#include "desk/tokens.h"

G_BEGIN_DECLS

/* The key in @file; NULL: the one in the token at --token. Asks for the PIN or the password once. */
YnKey *yn_open_key (YnChair *chair, const char *file, GError **error);

/* Before each further signature: a key that wants its PIN each time gets it. */
gboolean yn_open_again (YnChair *chair, YnKey *key, GError **error);

G_END_DECLS
