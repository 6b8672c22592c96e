/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One connection. Its prepared statements lie in a table by their text; one that is in use is out of the
 * table, so that the same question asked inside its own rows simply gets a second statement. */
#include "base/sql.h"

#include "base/error.h"
#include "base/late.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/sqlite-late.h"

#define PATIENCE_MS 5000
#define CHECKED_WHOLE_PAGES 1024 /* a larger file is checked where it is read */

struct yn_late_sqlite yn_late_sqlite;

struct _YnSql
{
  sqlite3 *db;
  GHashTable *idle; /* text -> sqlite3_stmt, at most one each */
  gboolean in_transaction;
};

struct _YnSqlRows
{
  YnSql *sql;
  sqlite3_stmt *statement;
};

struct _YnSqlTransaction
{
  YnSql *sql;
};

/* What a person can do about an SQLite result. */
static void
set_situation (GError **error, int result)
{
  static const struct
  {
    int result;
    YnError code;
  } situations[] = {
    { SQLITE_CORRUPT, YN_ERROR_STORE_DAMAGED },  { SQLITE_NOTADB, YN_ERROR_STORE_DAMAGED },
    { SQLITE_FORMAT, YN_ERROR_STORE_DAMAGED },   { SQLITE_BUSY, YN_ERROR_STORE_LOCKED },
    { SQLITE_LOCKED, YN_ERROR_STORE_LOCKED },    { SQLITE_PROTOCOL, YN_ERROR_STORE_LOCKED },
    { SQLITE_FULL, YN_ERROR_FILE_UNWRITABLE },   { SQLITE_READONLY, YN_ERROR_FILE_UNWRITABLE },
    { SQLITE_CANTOPEN, YN_ERROR_FILE_UNWRITABLE }, { SQLITE_PERM, YN_ERROR_FILE_UNWRITABLE },
    { SQLITE_IOERR, YN_ERROR_FILE_UNWRITABLE },  { SQLITE_TOOBIG, YN_ERROR_TOO_LARGE },
  };

  if ((result & 0xff) == SQLITE_CONSTRAINT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "sqlite: %s", sqlite3_errstr (result));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (situations); i++)
    if (situations[i].result == (result & 0xff))
      {
        g_set_error (error, YN_ERROR, situations[i].code, "sqlite: %s", sqlite3_errstr (result));
        return;
      }
  g_set_error (error, YN_ERROR, YN_ERROR_FAILED, "sqlite: %s", sqlite3_errstr (result));
}

static gboolean
exec (YnSql *sql, const char *script, GError **error)
{
  int result = sqlite3_exec (sql->db, script, NULL, NULL, NULL);

  if (result != SQLITE_OK)
    set_situation (error, sqlite3_extended_errcode (sql->db));
  return result == SQLITE_OK;
}

/* Statements. */

static void
finalize (gpointer statement)
{
  sqlite3_finalize (statement);
}

static sqlite3_stmt *
take_statement (YnSql *sql, const char *text, GError **error)
{
  gpointer key, value;
  sqlite3_stmt *statement = NULL;

  if (g_hash_table_steal_extended (sql->idle, text, &key, &value))
    return value;
  if (sqlite3_prepare_v3 (sql->db, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    set_situation (error, sqlite3_extended_errcode (sql->db));
  return statement;
}

static void
put_back (YnSql *sql, sqlite3_stmt *statement)
{
  const char *text = sqlite3_sql (statement);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  if (!g_hash_table_contains (sql->idle, text))
    g_hash_table_insert (sql->idle, (gpointer) text, statement);
  else
    sqlite3_finalize (statement);
}

static void
bind_blob (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize length = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes == NULL)
    sqlite3_bind_null (statement, index);
  else if (length == 0)
    sqlite3_bind_zeroblob (statement, index, 0);
  else
    sqlite3_bind_blob64 (statement, index, data, length, SQLITE_TRANSIENT);
}

static void
bind (sqlite3_stmt *statement, const char *format, va_list values)
{
  /* Both come from one line of our own source. */
  g_assert (sqlite3_bind_parameter_count (statement) == (int) strlen (format));

  for (int i = 0; format[i] != '\0'; i++)
    switch (format[i])
      {
      case 'i':
        sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
        break;
      case 'd':
        sqlite3_bind_double (statement, i + 1, va_arg (values, double));
        break;
      case 's':
        sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'b':
        bind_blob (statement, i + 1, va_arg (values, GBytes *));
        break;
      default:
        g_assert_not_reached ();
      }
}

gboolean
yn_sql_run (YnSql *sql, GError **error, const char *statement, const char *format, ...)
{
  sqlite3_stmt *taken = take_statement (sql, statement, error);
  va_list values;
  int result;

  if (taken == NULL)
    return FALSE;

  va_start (values, format);
  bind (taken, format, values);
  va_end (values);
  do
    result = sqlite3_step (taken);
  while (result == SQLITE_ROW);
  if (result != SQLITE_DONE)
    set_situation (error, sqlite3_extended_errcode (sql->db));
  put_back (sql, taken);
  return result == SQLITE_DONE;
}

YnSqlRows *
yn_sql_query (YnSql *sql, GError **error, const char *statement, const char *format, ...)
{
  sqlite3_stmt *taken = take_statement (sql, statement, error);
  YnSqlRows *rows;
  va_list values;

  if (taken == NULL)
    return NULL;

  va_start (values, format);
  bind (taken, format, values);
  va_end (values);
  rows = g_new (YnSqlRows, 1);
  rows->sql = sql;
  rows->statement = taken;
  return rows;
}

gint64
yn_sql_changes (YnSql *sql)
{
  return sqlite3_changes64 (sql->db);
}

/* Rows. */

gboolean
yn_sql_next (YnSqlRows *rows, GError **error)
{
  int result;

  if (rows == NULL) /* the question itself failed and said so */
    return FALSE;

  result = sqlite3_step (rows->statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    set_situation (error, sqlite3_extended_errcode (rows->sql->db));
  return result == SQLITE_ROW;
}

void
yn_sql_rows_free (YnSqlRows *rows)
{
  if (rows == NULL)
    return;

  put_back (rows->sql, rows->statement);
  g_free (rows);
}

gint64
yn_sql_int (YnSqlRows *rows, int column)
{
  return sqlite3_column_int64 (rows->statement, column);
}

double
yn_sql_double (YnSqlRows *rows, int column)
{
  return sqlite3_column_double (rows->statement, column);
}

const char *
yn_sql_text (YnSqlRows *rows, int column)
{
  return (const char *) sqlite3_column_text (rows->statement, column);
}

GBytes *
yn_sql_blob (YnSqlRows *rows, int column)
{
  const void *data;

  if (yn_sql_is_null (rows, column))
    return NULL;
  data = sqlite3_column_blob (rows->statement, column);
  return g_bytes_new (data, sqlite3_column_bytes (rows->statement, column));
}

gboolean
yn_sql_is_null (YnSqlRows *rows, int column)
{
  return sqlite3_column_type (rows->statement, column) == SQLITE_NULL;
}

/* Transactions. */

YnSqlTransaction *
yn_sql_begin (YnSql *sql, GError **error)
{
  YnSqlTransaction *transaction;

  g_assert (!sql->in_transaction);
  if (!yn_sql_run (sql, error, "BEGIN IMMEDIATE", ""))
    return NULL;

  sql->in_transaction = TRUE;
  transaction = g_new (YnSqlTransaction, 1);
  transaction->sql = sql;
  return transaction;
}

gboolean
yn_sql_commit (YnSqlTransaction **transaction, GError **error)
{
  YnSqlTransaction *ended = g_steal_pointer (transaction);

  if (!yn_sql_run (ended->sql, error, "COMMIT", ""))
    {
      yn_sql_rollback (ended);
      return FALSE;
    }
  ended->sql->in_transaction = FALSE;
  g_free (ended);
  return TRUE;
}

void
yn_sql_rollback (YnSqlTransaction *transaction)
{
  if (transaction == NULL)
    return;

  /* A full disk or a damaged page may have rolled it back already. */
  if (!sqlite3_get_autocommit (transaction->sql->db))
    sqlite3_exec (transaction->sql->db, "ROLLBACK", NULL, NULL, NULL);
  transaction->sql->in_transaction = FALSE;
  g_free (transaction);
}

/* Opening. */

static gboolean
ask_int (YnSql *sql, const char *question, gint64 *answer, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (sql, &failed, question, "");

  if (yn_sql_next (rows, &failed))
    *answer = yn_sql_int (rows, 0);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gint64
yn_sql_data_version (YnSql *sql)
{
  gint64 version = 0;
  g_autoptr (GError) ignored = NULL;

  ask_int (sql, "PRAGMA data_version", &version, &ignored);
  return version;
}

static gboolean
check_sound (YnSql *sql, GError **error)
{
  g_autoptr (YnSqlRows) rows = NULL;
  g_autoptr (GError) failed = NULL;
  gint64 pages = 0;

  if (!ask_int (sql, "PRAGMA page_count", &pages, error))
    return FALSE;
  if (pages > CHECKED_WHOLE_PAGES)
    return ask_int (sql, "SELECT count(*) FROM sqlite_schema", &pages, error);

  rows = yn_sql_query (sql, &failed, "PRAGMA quick_check(1)", "");
  if (yn_sql_next (rows, &failed) && !g_str_equal (yn_sql_text (rows, 0), "ok"))
    set_situation (&failed, SQLITE_CORRUPT);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* Asked again inside the transaction: another process may have raised the file meanwhile. */
static gboolean
raise_to (YnSql *sql, int version, const char *script, GError **error)
{
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (sql, error);
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version=%d", version);
  gint64 stands = 0;

  if (transaction == NULL || !ask_int (sql, "PRAGMA user_version", &stands, error))
    return FALSE;
  if (stands >= version)
    return TRUE;
  return exec (sql, script, error) && exec (sql, mark, error) && yn_sql_commit (&transaction, error);
}

static gboolean
raise_schema (YnSql *sql, const char *const *schemas, GError **error)
{
  gint64 stands = 0;
  int newest = schemas != NULL ? g_strv_length ((char **) schemas) : 0;

  if (!ask_int (sql, "PRAGMA user_version", &stands, error))
    return FALSE;
  if (stands > newest)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_STORE_TOO_NEW,
                   "schema %" G_GINT64_FORMAT ", this program knows %d", stands, newest);
      return FALSE;
    }
  for (int version = stands + 1; version <= newest; version++)
    if (!raise_to (sql, version, schemas[version - 1], error))
      return FALSE;
  return TRUE;
}

static gboolean
use_wal (YnSql *sql, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (sql, &failed, "PRAGMA journal_mode", "");
  gboolean stands = yn_sql_next (rows, &failed) && g_strcmp0 (yn_sql_text (rows, 0), "wal") == 0;

  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  g_clear_pointer (&rows, yn_sql_rows_free);
  return stands || exec (sql, "PRAGMA journal_mode=WAL", error);
}

static gboolean
load (GError **error)
{
  static const char *const names[] = { YN_LATE_SQLITE };
  static YnLate late = { "libsqlite3.so.0", names, (gpointer *) &yn_late_sqlite };

  return yn_late_load (&late, error);
}

static YnSql *
open_connection (const char *path, int flags, GError **error)
{
  g_autoptr (YnSql) sql = NULL;
  int result;

  if (!load (error))
    return NULL;
  sql = g_new0 (YnSql, 1);
  result = sqlite3_open_v2 (path != NULL ? path : ":memory:", &sql->db, flags | SQLITE_OPEN_NOMUTEX, NULL);

  sql->idle = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize);
  if (result != SQLITE_OK)
    {
      set_situation (error, result);
      return NULL;
    }
  sqlite3_extended_result_codes (sql->db, 1);
  sqlite3_busy_timeout (sql->db, PATIENCE_MS);
  sqlite3_db_config (sql->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!exec (sql, "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                  "PRAGMA temp_store=MEMORY; PRAGMA synchronous=FULL", error))
    return NULL;
  return g_steal_pointer (&sql);
}

/* SQLite gives its other files the mode of the first. A file that stands is not opened: closing it here would drop the
 * locks that this process's other connections hold on it. */
static gboolean
make_private (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0 && errno == EEXIST)
    return TRUE;
  if (fd < 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "cannot open the database: %s",
                   g_strerror (errno));
      return FALSE;
    }
  close (fd);
  return TRUE;
}

YnSql *
yn_sql_open (const char *path, const char *const *schemas, GError **error)
{
  g_autoptr (YnSql) sql = NULL;

  if (path != NULL && !make_private (path, error))
    return NULL;
  sql = open_connection (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (sql == NULL || !use_wal (sql, error) || !check_sound (sql, error)
      || !raise_schema (sql, schemas, error))
    return NULL;
  return g_steal_pointer (&sql);
}

YnSql *
yn_sql_open_read_only (const char *path, GError **error)
{
  g_autoptr (YnSql) sql = open_connection (path, SQLITE_OPEN_READONLY, error);

  if (sql == NULL || !check_sound (sql, error))
    return NULL;
  return g_steal_pointer (&sql);
}

void
yn_sql_set_patience (YnSql *sql, guint milliseconds)
{
  sqlite3_busy_timeout (sql->db, milliseconds);
}

void
yn_sql_close (YnSql *sql)
{
  if (sql == NULL)
    return;

  g_clear_pointer (&sql->idle, g_hash_table_unref);
  sqlite3_close_v2 (sql->db);
  g_free (sql);
}
