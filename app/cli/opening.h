/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The key that a verb signs with: --key FILE.p12, or --token ADDRESS. */
#pragma once

#include "cli/chair.h"
#include "desk/tokens.h"

G_BEGIN_DECLS

/* Asks for the PIN of a token that hides its certificates, once: yn_token_log_in(). */
GPtrArray *yn_opening_log_in (YnChair *chair, const YnTokenKey *hidden, GError **error);

/* The key in @file; NULL: the one in the token at --token. Asks for the PIN or the password once and says whose
 * certificate it is; a key that wants its PIN for every signature asks each time, which is said first. */
YnKey *yn_open_key (YnChair *chair, const char *file, GError **error);

G_END_DECLS
