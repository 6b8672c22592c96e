/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Device grants and tokens as rows. Codes and tokens are random, leave as text, and stay as SHA-256 only. The
 * tokens of one sign-in are a family: a refresh token used twice, or a grant redeemed twice, ends all of them
 * (RFC 6749 §10.4). */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

#define YN_GRANT_SECONDS 600
#define YN_ACCESS_SECONDS 900

/* A new grant that waits for a person. */
gboolean yn_accounts_begin (YnOffice *office, char **device_code, char **user_code, GError **error);

/* What a person answers at the device page; @uscc NULL denies. FALSE without error: no such code that waits.
 */
gboolean yn_accounts_answer (YnOffice *office, const char *user_code, const char *uscc, GError **error);

typedef struct
{
  char *access;
  char *refresh;
} YnTokens;

void yn_tokens_clear (YnTokens *tokens);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnTokens, yn_tokens_clear)

/* Both answer the `error` of RFC 6749 §5.2 or RFC 8628 §3.5, or "" with @tokens filled in, or NULL with
 * @error set. */
const char *yn_accounts_poll (YnOffice *office, const char *device_code, YnTokens *tokens, GError **error);
const char *
yn_accounts_refresh (YnOffice *office, const char *refresh_token, YnTokens *tokens, GError **error);

gboolean yn_accounts_revoke (YnOffice *office, const char *token, GError **error);

/* The enterprise of an access token; NULL without error: a token worth nothing. New. */
char *yn_accounts_whose (YnOffice *office, const char *access_token, GError **error);

G_END_DECLS
