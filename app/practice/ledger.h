/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The ledger: practice.db and the key to it. What a person typed, and what was made of it, stands in it only
 * encrypted for its place; the key lives in the keyring (kind "practice-key"). Belongs to the office's
 * worker. */
#pragma once

#include "base/keyring.h"
#include "base/sql.h"
#include "base/vault.h"

G_BEGIN_DECLS

typedef struct
{
  YnSql *sql;
  YnVault *vault;
} YnLedger;

/* Opens @folder/practice.db, making it and its key the first time. The caller holds the folder's lock.
 * YN_ERROR_STORE_KEY_LOST: a ledger whose key is in no keyring. Keyring and database errors. */
YnLedger *yn_ledger_open (const char *folder, const char *identity, YnKeyring *keyring, GError **error);
void yn_ledger_close (YnLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnLedger, yn_ledger_close)

/* To and from a column named `cipher`. The place is made from table, row and column: "event/<uscc>/<filing>".
 */
GBytes *yn_ledger_hide (YnLedger *ledger, GBytes *plain, const char *place_format, ...) G_GNUC_PRINTF (3, 4);
GBytes *yn_ledger_show (YnLedger *ledger, GBytes *cipher, GError **error, const char *place_format, ...)
    G_GNUC_PRINTF (4, 5);

/* Settings: short texts in clear. */
char *
yn_ledger_setting (YnLedger *ledger, const char *name, GError **error); /* new; NULL without error: unset */
gboolean yn_ledger_set_setting (YnLedger *ledger, const char *name, const char *value, GError **error);
gint64 yn_ledger_setting_int (YnLedger *ledger, const char *name, gint64 fallback);

/* Counts @name up within the transaction under way and gives the new number, from 1; 0: an error. */
gint64 yn_ledger_next_number (YnLedger *ledger, const char *name, GError **error);

/* Secrets under a name: 'root', 'seal'. */
YnSecret *
yn_ledger_secret (YnLedger *ledger, const char *name, GError **error); /* NULL without error: none */
gboolean yn_ledger_set_secret (YnLedger *ledger, const char *name, YnSecret *secret, GError **error);

/* Empties everything but the secrets, in one transaction. */
gboolean yn_ledger_erase (YnLedger *ledger, GError **error);

G_END_DECLS
