/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The key of a store. Call it under the lock `store`. */
#pragma once

#include "base/keyring.h"
#include "base/sql.h"
#include "base/vault.h"

G_BEGIN_DECLS

/* What the proof in @sql and the keyring say together. A store without a proof gets one; one with a proof
 * never gets a new key: YN_ERROR_STORE_KEY_LOST, or what the keyring says (YN_ERROR_KEYRING_LOCKED, _ABSENT,
 * _REFUSED). */
YnVault *yn_store_key (YnSql *sql, const char *platform, YnKeyring *keyring, GCancellable *cancellable,
                       GError **error);

/* Whether the store has a proof. FALSE with @error where it cannot be asked. */
gboolean yn_store_has_proof (YnSql *sql, gboolean *has, GError **error);

G_END_DECLS
