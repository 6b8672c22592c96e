/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/received.h"

#include "base/error.h"
#include "store/cell.h"

void
yn_received_free (YnReceived *received)
{
  if (received == NULL)
    return;

  g_free (received->filing);
  g_free (received->kind);
  g_clear_pointer (&received->paper, g_bytes_unref);
  g_free (received);
}

static YnCellRow
row_of (YnStore *store, const char *enterprise, const char *filing)
{
  return (YnCellRow) { store, "received", enterprise, filing };
}

static gboolean
is_kept (YnStore *store, const char *enterprise, const char *filing, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (yn_store_sql (store), &failed, "SELECT 1 FROM filing WHERE enterprise=? AND id=?", "ss",
                    enterprise, filing);

  if (yn_sql_next (rows, &failed))
    return TRUE;
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no such filing");
  return FALSE;
}

/* The first answer stays; the same once more is no news. */
static gboolean
compare (const YnReceived *first, GBytes *paper, GError **error)
{
  if (g_bytes_equal (first->paper, paper))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "another paper answers this filing already");
  return FALSE;
}

gboolean
yn_filings_receive (YnStore *store, const char *enterprise, const char *filing, const char *kind, gint64 at,
                    GBytes *paper, GError **error)
{
  YnSql *sql = yn_store_sql (store);
  YnCellRow row = row_of (store, enterprise, filing);
  g_autoptr (GBytes) cell = yn_cell_of_bytes (&row, "paper", paper);
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (sql, error);
  g_autoptr (YnReceived) first = NULL;
  g_autoptr (GError) failed = NULL;

  if (transaction == NULL || !is_kept (store, enterprise, filing, error))
    return FALSE;
  first = yn_received_get (store, enterprise, filing, &failed);
  if (failed != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  if (first != NULL)
    return compare (first, paper, error);

  /* With the answer the courier's journal about it is over. */
  return yn_sql_run (sql, error,
                     "INSERT INTO received (enterprise, filing, kind, at, paper) VALUES (?, ?, ?, ?, ?)",
                     "sssib", enterprise, filing, kind, at, cell)
         && yn_sql_run (sql, error, "DELETE FROM delivery WHERE filing=?", "s", filing)
         && yn_sql_commit (&transaction, error);
}

YnReceived *
yn_received_get (YnStore *store, const char *enterprise, const char *filing, GError **error)
{
  YnCellRow row = row_of (store, enterprise, filing);
  g_autoptr (YnReceived) received = NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (yn_store_sql (store), &failed,
                    "SELECT kind, at, paper FROM received WHERE enterprise=? AND filing=?", "ss", enterprise,
                    filing);

  if (yn_sql_next (rows, &failed))
    {
      received = g_new0 (YnReceived, 1);
      received->filing = g_strdup (filing);
      received->kind = g_strdup (yn_sql_text (rows, 0));
      received->at = yn_sql_int (rows, 1);
      yn_cell_bytes (&row, "paper", rows, 2, &received->paper, &failed);
    }
  if (failed == NULL)
    return g_steal_pointer (&received);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
