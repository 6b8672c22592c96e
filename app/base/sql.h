/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The only file with sqlite3. One YnSql is one connection and belongs to one thread at a time.
 *
 * Opened with WAL, synchronous=FULL, foreign_keys, busy_timeout 5 s, secure_delete, trusted_schema off. Statements
 * are prepared once and kept. Placeholders are bound by a format string, one letter each:
 *   i gint64   s const char * (NULL is NULL)   b GBytes * (NULL is NULL)   d double
 *
 *   yn_sql_run (sql, &error, "DELETE FROM draft WHERE enterprise=? AND matter=?", "ss", enterprise, matter);
 *
 *   g_autoptr (YnSqlRows) rows = yn_sql_query (sql, &error, "SELECT id, kept FROM filing WHERE enterprise=?", "s", e);
 *   while (yn_sql_next (rows, &error))
 *     … yn_sql_text (rows, 0), yn_sql_int (rows, 1) …
 *
 * Errors: YN_ERROR_STORE_DAMAGED, YN_ERROR_STORE_LOCKED (busy past the timeout), YN_ERROR_FILE_UNWRITABLE (full, read
 * only), YN_ERROR_ALREADY_FILED never comes from here: a constraint is reported as G_IO_ERROR_EXISTS. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YnSql YnSql;
typedef struct _YnSqlRows YnSqlRows;

/* @path NULL: in memory. @schemas: scripts, the n-th raises user_version from n-1 to n, each in one transaction;
 * a file with a higher version is YN_ERROR_STORE_TOO_NEW. Checks quickly that the file is a sound database. */
YnSql *yn_sql_open (const char *path, const char *const *schemas, GError **error);
YnSql *yn_sql_open_read_only (const char *path, GError **error);
/* How long a statement waits for another process's transaction before YN_ERROR_STORE_LOCKED; 5 s at first. */
void yn_sql_set_patience (YnSql *sql, guint milliseconds);
void yn_sql_close (YnSql *sql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSql, yn_sql_close)

gboolean yn_sql_run (YnSql *sql, GError **error, const char *statement, const char *format, ...);
YnSqlRows *yn_sql_query (YnSql *sql, GError **error, const char *statement, const char *format, ...);
gint64 yn_sql_changes (YnSql *sql); /* rows touched by the last run */

/* FALSE at the end and on errors: @error tells. The column getters are valid until the next call. */
gboolean yn_sql_next (YnSqlRows *rows, GError **error);
void yn_sql_rows_free (YnSqlRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSqlRows, yn_sql_rows_free)
gint64 yn_sql_int (YnSqlRows *rows, int column);
double yn_sql_double (YnSqlRows *rows, int column);
const char *yn_sql_text (YnSqlRows *rows, int column); /* NULL for NULL */
GBytes *yn_sql_blob (YnSqlRows *rows, int column);     /* new; NULL for NULL */
gboolean yn_sql_is_null (YnSqlRows *rows, int column);

/* BEGIN IMMEDIATE … COMMIT. Transactions do not nest. A YnSqlTransaction that goes out of scope without a commit is
 * rolled back. */
typedef struct _YnSqlTransaction YnSqlTransaction;
YnSqlTransaction *yn_sql_begin (YnSql *sql, GError **error);
gboolean yn_sql_commit (YnSqlTransaction **transaction, GError **error); /* sets it to NULL either way */
void yn_sql_rollback (YnSqlTransaction *transaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSqlTransaction, yn_sql_rollback)

/* PRAGMA data_version: changes when another connection committed. */
gint64 yn_sql_data_version (YnSql *sql);

G_END_DECLS
