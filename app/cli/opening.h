/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The key that a verb signs with: --key FILE.p12, or --token ADDRESS. */
#pragma once

#include "cli/chair.h"
#include "desk/tokens.h"

G_BEGIN_DECLS

/* Asks for the PIN of a token that hides its certificates, once: yn_token_log_in(). */
GPtrArray *yn_opening_log_in (YnChair *chair, const YnTokenKey *hidden, GPtrArray *unfit, GError **error);

/* The key in @file; NULL: the one in the token at --token. Asks for the PIN or the password once and says whose
 * certificate it is; a key that wants its PIN for every signature asks each time, which is said first. */
YnKey *yn_open_key (YnChair *chair, const char *file, GError **error);

/* Whether --token is a URI that means no token, while others are there: these are named on stderr, and *@error, which
 * says that none is plugged in, becomes YN_ERROR_TOKEN_OTHER. */
gboolean yn_token_is_other (YnChair *chair, GError **error);

/* The credit code decides; a firm that was renamed is seen by the name. @named: whom the paper names. */
void yn_say_other_name (const YnCertificate *certificate, const char *named);
void yn_say_not_compared (YnChair *chair);

G_END_DECLS
