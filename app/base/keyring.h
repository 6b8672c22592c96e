/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The system keyring through libsecret, and nothing else (the only file with libsecret). An item is found by
 * (kind, platform, name): kind is "store-key", "tokens", "practice-key"; platform is the platform's UUID.
 *
 * libsecret answers *locked* like *absent*; here the item is asked (secret_item_get_locked) and the two are
 * told apart. All calls block and can wait for an unlock prompt: never on the window's thread.
 *
 * Errors: YN_ERROR_KEYRING_LOCKED, YN_ERROR_KEYRING_ABSENT (no service), YN_ERROR_KEYRING_REFUSED,
 * YN_ERROR_NOT_FOUND (an unlocked keyring without the item). */
#pragma once

#include "base/keyring-kind.h"

G_BEGIN_DECLS

typedef struct _YnKeyring YnKeyring;

/* The session's keyring. */
YnKeyring *yn_keyring_new (void);

/* Without a session bus (--password-file): one file, its content under the password (base/vault's wrap). The
 * file is made at the first store. A wrong password is YN_ERROR_WRONG_PASSWORD at the first call. */
YnKeyring *yn_keyring_new_for_file (const char *path, YnSecret *password);

/* Another one; takes @self. */
YnKeyring *yn_keyring_new_of_kind (const YnKeyringKind *kind, gpointer self);

void yn_keyring_free (YnKeyring *keyring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnKeyring, yn_keyring_free)

YnSecret *yn_keyring_lookup (YnKeyring *keyring, const char *kind, const char *platform, const char *name,
                             GCancellable *cancellable, GError **error);
/* Replaces. @label is what a keyring manager shows. */
gboolean yn_keyring_store (YnKeyring *keyring, const char *kind, const char *platform, const char *name,
                           const char *label, YnSecret *secret, GCancellable *cancellable, GError **error);
gboolean yn_keyring_clear (YnKeyring *keyring, const char *kind, const char *platform, const char *name,
                           GCancellable *cancellable, GError **error); /* absent is success */

G_END_DECLS
