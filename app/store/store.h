/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One store for each platform identity (invariant 6): <data>/stores/<uuid>/store.db, attachments/ beside it,
 * and three lock files: `store` (while the store or its key is made or its schema raised), `courier`,
 * `account`.
 *
 * Columns in clear are ids, hashes, sizes, times, kinds, counters; the rest is one encrypted blob a row. The
 * store's key is random, made under the lock, written to the keyring, read back, proven by a check value
 * before the first row; a store with a check value never gets a new key (YN_ERROR_STORE_KEY_LOST,
 * YN_ERROR_KEYRING_LOCKED).
 *
 * A YnStore is one connection for one thread; open another for another thread. Errors of every function
 * below: YN_ERROR_STORE_DAMAGED, _STORE_LOCKED, _FILE_UNWRITABLE, and what each names. */
#pragma once

#include "base/json.h"
#include "base/keyring.h"
#include "base/lock.h"
#include "base/sql.h"
#include "base/vault.h"

G_BEGIN_DECLS

typedef struct _YnStore YnStore;

/* The folder of @platform below @stores_dir is made. @platform is a UUID: anything else is
 * YN_ERROR_WRONG_USE. Sweeps attachment files that no row names. */
YnStore *yn_store_open (const char *stores_dir, const char *platform, YnKeyring *keyring,
                        GCancellable *cancellable, GError **error);
/* A second connection with the key of the first. */
YnStore *yn_store_open_again (YnStore *store, GError **error);
void yn_store_close (YnStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnStore, yn_store_close)

const char *yn_store_platform (YnStore *store);
const char *yn_store_folder (YnStore *store);
gint64 yn_store_data_version (YnStore *store);
YnLock *yn_store_lock (YnStore *store, const char *name, gboolean wait, GCancellable *cancellable,
                       GError **error);

/* Set aside a damaged store (renamed store.db.damaged-<time>) so that work can go on; nothing is deleted.
 * Returns where it was put, new. */
char *yn_store_set_aside (const char *stores_dir, const char *platform, GError **error);

/* Enterprises of this store. @id is a random UUID made here; @uscc and @name live encrypted. */
typedef struct
{
  char *id;
  char *name;
  char *uscc;
  YnJson *profile; /* as the platform's /me gave it */
} YnEnterprise;

YnEnterprise *yn_enterprise_copy (const YnEnterprise *enterprise);
void yn_enterprise_free (YnEnterprise *enterprise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnEnterprise, yn_enterprise_free)

/* Finds by credit code or makes; the profile is replaced. */
YnEnterprise *yn_store_enterprise (YnStore *store, const YnJson *profile, GError **error);
GPtrArray *yn_store_enterprises (YnStore *store, GError **error);

/* For the files of this folder. An id is a version 4 UUID from the system's random bytes:
 * g_uuid_string_random() takes them from a generator of the process, which a fork copies. */
char *yn_store_new_id (void);
/* A version 8 UUID (RFC 9562) that @name gives each time in this store. It does not tell the name to those who have not
 * the store's key. */
char *yn_store_named_id (YnStore *store, const char *name);
YnSql *yn_store_sql (YnStore *store);
YnVault *yn_store_vault (YnStore *store);

G_END_DECLS
