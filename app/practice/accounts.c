/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/accounts.h"

#include "base/error.h"
#include "base/hash.h"

#include <string.h>
#include <sys/random.h>

#define REFRESH_SECONDS (30 * 24 * 60 * 60)
#define PACE_TOLERANCE (G_USEC_PER_SEC / 10)

/* Polling is paced by the machine's own time; a practice clock may stand still. */
typedef struct
{
  gint64 last;
  int interval;
} Pace;

static void
random_bytes (guint8 *bytes, gsize length)
{
  gssize got = getrandom (bytes, length, 0);

  /* Up to 256 bytes come whole or not at all (getrandom(2)); without them nothing may be handed out. */
  if (got != (gssize) length)
    g_error ("the system gives no random bytes");
}

static char *
random_token (void)
{
  guint8 bytes[32];
  char *token;

  random_bytes (bytes, sizeof bytes);
  token = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (token, "+", '-');
  g_strdelimit (token, "/", '_');
  token[strlen (token) - 1] = '\0'; /* the one '=' that 32 bytes leave */
  return token;
}

static char *
hash_of (const char *text)
{
  return yn_sha256_data (text, strlen (text));
}

/* Twenty consonants: no word comes out by chance, nothing is mistaken for a digit (RFC 8628 §6.1). */
static char *
random_user_code (void)
{
  static const char letters[] = "BCDFGHJKLMNPQRSTVWXZ";
  GString *code = g_string_new (NULL);

  while (code->len < 8)
    {
      guint8 byte;

      random_bytes (&byte, 1);
      if (byte < 240) /* twelve times twenty: each letter as likely as the others */
        g_string_append_c (code, letters[byte % 20]);
    }
  g_string_insert_c (code, 4, '-');
  return g_string_free (code, FALSE);
}

/* As people type it: small letters, spaces, no hyphen. */
static char *
user_code_normal (const char *typed)
{
  GString *code = g_string_new (NULL);

  for (; *typed != '\0' && code->len < 8; typed++)
    if (g_ascii_isalpha (*typed))
      g_string_append_c (code, g_ascii_toupper (*typed));
  if (code->len == 8)
    g_string_insert_c (code, 4, '-');
  return g_string_free (code, FALSE);
}

static gint64
seconds_from_now (YnOffice *office, gint64 seconds)
{
  return yn_clock_now (office->clock) + seconds * G_USEC_PER_SEC;
}

gboolean
yn_accounts_begin (YnOffice *office, char **device_code, char **user_code, GError **error)
{
  g_autofree char *device = random_token ();
  g_autofree char *user = random_user_code ();
  g_autofree char *device_hash = hash_of (device);
  g_autofree char *user_hash = hash_of (user);

  if (!yn_sql_run (office->ledger->sql, error, "DELETE FROM device_grant WHERE expires < ?", "i",
                   yn_clock_now (office->clock))
      || !yn_sql_run (office->ledger->sql, error,
                      "INSERT INTO device_grant (code, user_code, expires, state) VALUES (?, ?, ?, "
                      "'waiting')",
                      "ssi", device_hash, user_hash, seconds_from_now (office, YN_GRANT_SECONDS)))
    return FALSE;
  *device_code = g_steal_pointer (&device);
  *user_code = g_steal_pointer (&user);
  return TRUE;
}

gboolean
yn_accounts_answer (YnOffice *office, const char *user_code, const char *uscc, GError **error)
{
  g_autofree char *code = user_code_normal (user_code);
  g_autofree char *hash = hash_of (code);

  return yn_sql_run (office->ledger->sql, error,
                     "UPDATE device_grant SET state=?, uscc=? WHERE user_code=? AND state='waiting' AND "
                     "expires >= ?",
                     "sssi", uscc != NULL ? "approved" : "denied", uscc, hash, yn_clock_now (office->clock))
         && yn_sql_changes (office->ledger->sql) == 1;
}

void
yn_tokens_clear (YnTokens *tokens)
{
  g_clear_pointer (&tokens->access, g_free);
  g_clear_pointer (&tokens->refresh, g_free);
}

static gboolean
issue_one (YnOffice *office,
           const char *family,
           const char *uscc,
           const char *kind,
           gint64 seconds,
           char **token,
           GError **error)
{
  g_autofree char *text = random_token ();
  g_autofree char *hash = hash_of (text);

  if (!yn_sql_run (office->ledger->sql, error,
                   "INSERT INTO token (hash, family, kind, uscc, expires) VALUES (?, ?, ?, ?, ?)", "ssssi",
                   hash, family, kind, uscc, seconds_from_now (office, seconds)))
    return FALSE;
  *token = g_steal_pointer (&text);
  return TRUE;
}

static gboolean
issue (YnOffice *office, const char *family, const char *uscc, YnTokens *tokens, GError **error)
{
  return yn_sql_run (office->ledger->sql, error, "DELETE FROM token WHERE expires < ?", "i",
                     yn_clock_now (office->clock))
         && issue_one (office, family, uscc, "access", YN_ACCESS_SECONDS, &tokens->access, error)
         && issue_one (office, family, uscc, "refresh", REFRESH_SECONDS, &tokens->refresh, error);
}

static gboolean
end_family (YnOffice *office, const char *family, GError **error)
{
  return family == NULL
         || yn_sql_run (office->ledger->sql, error, "DELETE FROM token WHERE family=?", "s", family);
}

/* RFC 8628 §3.5: who polls too soon waits five seconds longer, for good. */
static gboolean
too_soon (YnOffice *office, const char *hash)
{
  Pace *pace = g_hash_table_lookup (office->polls, hash);
  gint64 now = g_get_monotonic_time ();
  gboolean soon;

  if (pace == NULL)
    {
      pace = g_new0 (Pace, 1);
      pace->interval = office->device_interval;
      pace->last = now;
      g_hash_table_insert (office->polls, g_strdup (hash), pace);
      return FALSE;
    }
  soon = now - pace->last < (gint64) pace->interval * G_USEC_PER_SEC - PACE_TOLERANCE;
  pace->last = now;
  if (soon)
    pace->interval += 5;
  return soon;
}

static const char *
redeem (YnOffice *office, const char *hash, const char *uscc, YnTokens *tokens, GError **error)
{
  g_autofree char *family = g_uuid_string_random ();
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (office->ledger->sql, error);

  g_hash_table_remove (office->polls, hash);
  if (transaction == NULL
      || !yn_sql_run (office->ledger->sql, error,
                      "UPDATE device_grant SET state='redeemed', family=? WHERE code=?", "ss", family, hash)
      || !issue (office, family, uscc, tokens, error) || !yn_sql_commit (&transaction, error))
    return NULL;
  return "";
}

const char *
yn_accounts_poll (YnOffice *office, const char *device_code, YnTokens *tokens, GError **error)
{
  g_autofree char *hash = hash_of (device_code);
  g_autoptr (GError) local = NULL;
  g_autofree char *state = NULL;
  g_autofree char *uscc = NULL;
  g_autofree char *family = NULL;
  gint64 expires = 0;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (office->ledger->sql, error,
                    "SELECT state, uscc, family, expires FROM device_grant WHERE code=?", "s", hash);

  if (rows == NULL)
    return NULL;
  if (!yn_sql_next (rows, &local))
    {
      if (local == NULL)
        return "invalid_grant";
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  state = g_strdup (yn_sql_text (rows, 0));
  uscc = g_strdup (yn_sql_text (rows, 1));
  family = g_strdup (yn_sql_text (rows, 2));
  expires = yn_sql_int (rows, 3);
  g_clear_pointer (&rows, yn_sql_rows_free);

  if (g_str_equal (state, "redeemed"))
    return end_family (office, family, error) ? "invalid_grant" : NULL;
  if (expires < yn_clock_now (office->clock))
    {
      g_hash_table_remove (office->polls, hash);
      return "expired_token";
    }
  if (too_soon (office, hash))
    return "slow_down";
  if (g_str_equal (state, "denied"))
    return "access_denied";
  if (g_str_equal (state, "waiting"))
    return "authorization_pending";
  return redeem (office, hash, uscc, tokens, error);
}

const char *
yn_accounts_refresh (YnOffice *office, const char *refresh_token, YnTokens *tokens, GError **error)
{
  g_autofree char *hash = hash_of (refresh_token);
  g_autoptr (GError) local = NULL;
  g_autofree char *family = NULL;
  g_autofree char *uscc = NULL;
  gboolean used;
  g_autoptr (YnSqlTransaction) transaction = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (office->ledger->sql, error,
                                             "SELECT family, uscc, used FROM token"
                                             " WHERE hash=? AND kind='refresh' AND expires >= ?",
                                             "si", hash, yn_clock_now (office->clock));

  if (rows == NULL)
    return NULL;
  if (!yn_sql_next (rows, &local))
    {
      if (local == NULL)
        return "invalid_grant";
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  family = g_strdup (yn_sql_text (rows, 0));
  uscc = g_strdup (yn_sql_text (rows, 1));
  used = yn_sql_int (rows, 2) != 0;
  g_clear_pointer (&rows, yn_sql_rows_free);

  if (used)
    return end_family (office, family, error) ? "invalid_grant" : NULL;

  transaction = yn_sql_begin (office->ledger->sql, error);
  if (transaction == NULL
      || !yn_sql_run (office->ledger->sql, error, "UPDATE token SET used=1 WHERE hash=?", "s", hash)
      || !issue (office, family, uscc, tokens, error) || !yn_sql_commit (&transaction, error))
    return NULL;
  return "";
}

gboolean
yn_accounts_revoke (YnOffice *office, const char *token, GError **error)
{
  g_autofree char *hash = hash_of (token);

  return yn_sql_run (office->ledger->sql, error,
                     "DELETE FROM token WHERE family IN (SELECT family FROM token WHERE hash=?)", "s", hash);
}

char *
yn_accounts_whose (YnOffice *office, const char *access_token, GError **error)
{
  g_autofree char *hash = hash_of (access_token);
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (office->ledger->sql, error,
                    "SELECT uscc FROM token WHERE hash=? AND kind='access' AND expires >= ?", "si", hash,
                    yn_clock_now (office->clock));

  return rows != NULL && yn_sql_next (rows, error) ? g_strdup (yn_sql_text (rows, 0)) : NULL;
}
