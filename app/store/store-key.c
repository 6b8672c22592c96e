/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The order is what counts: the key is in the keyring, and was read back from there, before the proof is
 * written; and the proof stands before the first row. A crash anywhere leaves either no proof and a key that
 * the next start takes up, or a proof and its key. */
#include "store/store-key.h"

#include "base/error.h"

#include <string.h>

#define KIND "store-key"
#define NAME "1"

static gboolean
read_proof (YnSql *sql, GBytes **proof, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (sql, &failed, "SELECT check_value FROM proof", "");

  *proof = yn_sql_next (rows, &failed) ? yn_sql_blob (rows, 0) : NULL;
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
yn_store_has_proof (YnSql *sql, gboolean *has, GError **error)
{
  g_autoptr (GBytes) proof = NULL;
  gboolean asked = read_proof (sql, &proof, error);

  *has = proof != NULL;
  return asked;
}

static YnVault *
prove (YnSecret *key, GBytes *proof, GError **error)
{
  g_autoptr (YnVault) vault = yn_secret_length (key) == YN_VAULT_KEY_BYTES ? yn_vault_new (key) : NULL;

  if (vault != NULL && yn_vault_proves (vault, proof))
    return g_steal_pointer (&vault);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_KEY_LOST,
                       "the keyring's key is not the one of this store");
  return NULL;
}

static YnVault *
find_key (GBytes *proof, const char *platform, YnKeyring *keyring, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSecret) key = yn_keyring_lookup (keyring, KIND, platform, NAME, cancellable, &failed);

  if (key != NULL)
    return prove (key, proof, error);
  if (g_error_matches (failed, YN_ERROR, YN_ERROR_NOT_FOUND))
    g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_KEY_LOST,
                         "the keyring does not hold the store's key");
  else
    g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* A key that lies there already is taken up, never replaced: a start may have died before its proof was
 * written, or the key is that of a store which was set aside. */
static YnSecret *
key_in_keyring (const char *platform, YnKeyring *keyring, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSecret) there = yn_keyring_lookup (keyring, KIND, platform, NAME, cancellable, &failed);
  g_autoptr (YnSecret) key = NULL;

  if (there != NULL)
    return g_steal_pointer (&there);
  if (!g_error_matches (failed, YN_ERROR, YN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }

  key = yn_vault_make_key ();
  if (!yn_keyring_store (keyring, KIND, platform, NAME, "一诺 Yinuo", key, cancellable, error))
    return NULL;
  there = yn_keyring_lookup (keyring, KIND, platform, NAME, cancellable, error);
  if (there != NULL
      && (yn_secret_length (there) != yn_secret_length (key)
          || memcmp (yn_secret_data (there), yn_secret_data (key), yn_secret_length (key)) != 0))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_KEYRING_REFUSED, "the keyring gives back another key");
      return NULL;
    }
  return g_steal_pointer (&there);
}

static YnVault *
make_proof (YnSql *sql, const char *platform, YnKeyring *keyring, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnSecret) key = key_in_keyring (platform, keyring, cancellable, error);
  g_autoptr (YnVault) vault = NULL;
  g_autoptr (GBytes) proof = NULL;

  if (key == NULL)
    return NULL;
  if (yn_secret_length (key) != YN_VAULT_KEY_BYTES)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_KEY_LOST, "the keyring's key is none of ours");
      return NULL;
    }
  vault = yn_vault_new (key);
  proof = yn_vault_check_value (vault);
  if (!yn_sql_run (sql, error, "INSERT INTO proof (one, check_value) VALUES (1, ?)", "b", proof))
    return NULL;
  return g_steal_pointer (&vault);
}

YnVault *
yn_store_key (YnSql *sql, const char *platform, YnKeyring *keyring, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) proof = NULL;

  if (!read_proof (sql, &proof, error))
    return NULL;
  return proof != NULL ? find_key (proof, platform, keyring, cancellable, error)
                       : make_proof (sql, platform, keyring, cancellable, error);
}
