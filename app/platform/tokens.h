/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Tokens, and the one place where they are at rest: the keyring's item ("tokens", platform, "default"), an envelope
 * {"access_token", "refresh_token", "expires_at": seconds since 1970}. */
#pragma once

#include "base/http-answer.h"
#include "base/keyring.h"

G_BEGIN_DECLS

typedef struct
{
  YnSecret *access;
  YnSecret *refresh; /* or NULL */
  gint64 expires;    /* instant */
} YnTokens;

YnTokens *yn_tokens_copy (const YnTokens *tokens);
void yn_tokens_free (YnTokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTokens, yn_tokens_free)

/* What the token endpoint gave (RFC 6749 §5.1); @before: whose refresh token stays where the answer has no new one, or
 * NULL. The answer's body is wiped. YN_ERROR_NONSENSE. */
YnTokens *yn_tokens_read (const YnHttpAnswer *answer, const YnTokens *before, gint64 now, GError **error);

/* YN_ERROR_NOT_SIGNED_IN: there are none; keyring errors. */
YnTokens *yn_tokens_load (YnKeyring *keyring, const char *platform, GCancellable *cancellable, GError **error);
gboolean yn_tokens_store (const YnTokens *tokens, YnKeyring *keyring, const char *platform, const char *label,
                          GCancellable *cancellable, GError **error);
gboolean yn_tokens_remove (YnKeyring *keyring, const char *platform, GCancellable *cancellable, GError **error);

G_END_DECLS
