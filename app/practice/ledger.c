/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/ledger.h"

#include "base/error.h"
#include "practice/practice-resource.h"

#include <stdlib.h>
#include <string.h>

#define KEY_KIND "practice-key"
#define KEY_NAME "practice.db"

static GBytes *
read_check (YnSql *sql, GError **error)
{
  g_autoptr (YnSqlRows) rows = yn_sql_query (sql, error, "SELECT cipher FROM secret WHERE name='check'", "");

  return rows != NULL && yn_sql_next (rows, error) ? yn_sql_blob (rows, 0) : NULL;
}

static YnSecret *
make_key (YnKeyring *keyring, const char *identity, GError **error)
{
  g_autoptr (YnSecret) key = yn_vault_make_key ();
  g_autoptr (YnSecret) kept = NULL;

  if (!yn_keyring_store (keyring, KEY_KIND, identity, KEY_NAME, "一诺 演练平台 Yinuo practice platform", key,
                         NULL, error))
    return NULL;
  kept = yn_keyring_lookup (keyring, KEY_KIND, identity, KEY_NAME, NULL, error);
  if (kept == NULL)
    return NULL;
  if (yn_secret_length (kept) != YN_VAULT_KEY_BYTES
      || memcmp (yn_secret_data (kept), yn_secret_data (key), YN_VAULT_KEY_BYTES) != 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_KEYRING_REFUSED,
                           "the keyring gave another key back than was stored");
      return NULL;
    }
  return g_steal_pointer (&kept);
}

/* A ledger with a check value never gets a new key. */
static YnVault *
unlock (YnSql *sql, const char *identity, YnKeyring *keyring, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) check = read_check (sql, &local);
  g_autoptr (YnSecret) key = NULL;
  g_autoptr (YnVault) vault = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  key = yn_keyring_lookup (keyring, KEY_KIND, identity, KEY_NAME, NULL, &local);
  if (key == NULL && g_error_matches (local, YN_ERROR, YN_ERROR_NOT_FOUND) && check == NULL)
    {
      g_clear_error (&local);
      key = make_key (keyring, identity, &local);
    }
  if (key == NULL && g_error_matches (local, YN_ERROR, YN_ERROR_NOT_FOUND))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_KEY_LOST,
                           "the practice ledger's key is not in the keyring");
      return NULL;
    }
  if (key == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  if (yn_secret_length (key) == YN_VAULT_KEY_BYTES)
    vault = yn_vault_new (key);
  if (vault == NULL || (check != NULL && !yn_vault_proves (vault, check)))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_KEY_LOST,
                           "the key in the keyring is not this ledger's");
      return NULL;
    }
  if (check == NULL)
    {
      g_autoptr (GBytes) made = yn_vault_check_value (vault);

      if (!yn_sql_run (sql, error, "INSERT INTO secret (name, cipher) VALUES ('check', ?)", "b", made))
        return NULL;
    }
  return g_steal_pointer (&vault);
}

YnLedger *
yn_ledger_open (const char *folder, const char *identity, YnKeyring *keyring, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "practice.db", NULL);
  g_autoptr (YnLedger) ledger = g_new0 (YnLedger, 1);
  g_autoptr (GBytes) first = NULL;

  first = g_resource_lookup_data (yn_practice_get_resource (), "/org/yinuo/practice/001-first.sql",
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (first == NULL)
    return NULL;

  /* A resource's data ends with a NUL that its size does not count. */
  ledger->sql = yn_sql_open (path, (const char *const[]){ g_bytes_get_data (first, NULL), NULL }, error);
  if (ledger->sql == NULL)
    return NULL;
  ledger->vault = unlock (ledger->sql, identity, keyring, error);
  return ledger->vault != NULL ? g_steal_pointer (&ledger) : NULL;
}

void
yn_ledger_close (YnLedger *ledger)
{
  if (ledger == NULL)
    return;

  g_clear_pointer (&ledger->sql, yn_sql_close);
  g_clear_pointer (&ledger->vault, yn_vault_unref);
  g_free (ledger);
}

GBytes *
yn_ledger_hide (YnLedger *ledger, GBytes *plain, const char *place_format, ...)
{
  g_autofree char *place = NULL;
  va_list arguments;

  va_start (arguments, place_format);
  place = g_strdup_vprintf (place_format, arguments);
  va_end (arguments);
  return yn_vault_encrypt (ledger->vault, place, plain);
}

GBytes *
yn_ledger_show (YnLedger *ledger, GBytes *cipher, GError **error, const char *place_format, ...)
{
  g_autofree char *place = NULL;
  va_list arguments;

  if (cipher == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_DAMAGED,
                           "a row of the practice ledger has no content");
      return NULL;
    }
  va_start (arguments, place_format);
  place = g_strdup_vprintf (place_format, arguments);
  va_end (arguments);
  return yn_vault_decrypt (ledger->vault, place, cipher, error);
}

char *
yn_ledger_setting (YnLedger *ledger, const char *name, GError **error)
{
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (ledger->sql, error, "SELECT value FROM setting WHERE name=?", "s", name);

  return rows != NULL && yn_sql_next (rows, error) ? g_strdup (yn_sql_text (rows, 0)) : NULL;
}

gint64
yn_ledger_setting_int (YnLedger *ledger, const char *name, gint64 fallback)
{
  g_autofree char *text = yn_ledger_setting (ledger, name, NULL);
  gint64 value;

  return text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL) ? value
                                                                                                   : fallback;
}

gboolean
yn_ledger_set_setting (YnLedger *ledger, const char *name, const char *value, GError **error)
{
  return yn_sql_run (ledger->sql, error,
                     "INSERT INTO setting (name, value) VALUES (?, ?)"
                     " ON CONFLICT (name) DO UPDATE SET value=excluded.value",
                     "ss", name, value);
}

gint64
yn_ledger_next_number (YnLedger *ledger, const char *name, GError **error)
{
  g_autoptr (YnSqlRows) rows = NULL;

  if (!yn_sql_run (ledger->sql, error,
                   "INSERT INTO setting (name, value) VALUES (?, '1')"
                   " ON CONFLICT (name) DO UPDATE SET value=CAST (value AS INTEGER) + 1",
                   "s", name))
    return 0;
  rows = yn_sql_query (ledger->sql, error, "SELECT CAST (value AS INTEGER) FROM setting WHERE name=?", "s",
                       name);
  return rows != NULL && yn_sql_next (rows, error) ? yn_sql_int (rows, 0) : 0;
}

YnSecret *
yn_ledger_secret (YnLedger *ledger, const char *name, GError **error)
{
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (ledger->sql, error, "SELECT cipher FROM secret WHERE name=?", "s", name);
  g_autoptr (GBytes) cipher = NULL;
  g_autoptr (GBytes) plain = NULL;
  YnSecret *secret;

  if (rows == NULL || !yn_sql_next (rows, error))
    return NULL;
  cipher = yn_sql_blob (rows, 0);
  plain = yn_ledger_show (ledger, cipher, error, "secret/%s", name);
  if (plain == NULL)
    return NULL;
  secret = yn_secret_new (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  yn_secret_wipe ((void *) g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  return secret;
}

gboolean
yn_ledger_set_secret (YnLedger *ledger, const char *name, YnSecret *secret, GError **error)
{
  g_autoptr (GBytes) plain = g_bytes_new_static (yn_secret_data (secret), yn_secret_length (secret));
  g_autoptr (GBytes) cipher = yn_ledger_hide (ledger, plain, "secret/%s", name);

  return yn_sql_run (ledger->sql, error, "INSERT INTO secret (name, cipher) VALUES (?, ?)", "sb", name,
                     cipher);
}

gboolean
yn_ledger_erase (YnLedger *ledger, GError **error)
{
  static const char *const tables[] = { "setting", "device_grant", "token", "filing", "refused",
                                        "paper",   "event",        "piece", "upload", "standing" };
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (ledger->sql, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *statement = g_strdup_printf ("DELETE FROM %s", tables[i]);

      if (!yn_sql_run (ledger->sql, error, statement, ""))
        return FALSE;
    }
  return yn_sql_commit (&transaction, error);
}
