/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The account: OAuth 2.0 device authorization grant (RFC 8628) with one public client, refresh with rotation,
 * revocation (RFC 7009). Tokens live in the keyring only (kind "tokens"), never go to another origin than the API's and
 * the token endpoint's own.
 *
 * One refresher for the whole desk: the refresh happens under the `account` lock file, after reading the keyring again
 * (the other chair may have refreshed); the new token is stored before it is used. */
#pragma once

#include "base/clock.h"
#include "base/http.h"
#include "base/keyring.h"
#include "platform/discovery.h"
#include "platform/grant.h"

G_BEGIN_DECLS

typedef struct _YnAccount YnAccount;

/* @lock_path: the `account` lock file of the platform's store folder. @discovery is copied by reference counting of its
 * content: it must outlive the account. @http, @keyring, @clock are borrowed. */
YnAccount *yn_account_new (YnHttp *http, YnKeyring *keyring, YnClock *clock, const YnDiscovery *discovery,
                           const char *lock_path);
void yn_account_free (YnAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnAccount, yn_account_free)

YnDeviceGrant *yn_account_begin (YnAccount *account, GCancellable *cancellable, GError **error);
/* Polls at the grant's interval (slow_down adds 5 s for good) until approved. YN_ERROR_SIGN_IN_DENIED,
 * YN_ERROR_SIGN_IN_EXPIRED. One poller only. */
gboolean yn_account_wait (YnAccount *account, YnDeviceGrant *grant, GCancellable *cancellable, GError **error);

/* A token that is good for another 30 s at least, refreshed where needed. YN_ERROR_NOT_SIGNED_IN,
 * YN_ERROR_SESSION_ENDED, keyring errors, weather. */
YnSecret *yn_account_token (YnAccount *account, GCancellable *cancellable, GError **error);
/* The platform answered 401 to @token: the next yn_account_token() refreshes. */
void yn_account_refuse_token (YnAccount *account, YnSecret *token);

gboolean yn_account_signed_in (YnAccount *account, GCancellable *cancellable, GError **error); /* FALSE without error: no */
/* Revokes and removes; removes even where the platform cannot be reached. */
gboolean yn_account_sign_out (YnAccount *account, GCancellable *cancellable, GError **error);

G_END_DECLS
