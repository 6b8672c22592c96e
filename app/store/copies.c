/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/copies.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "store/cell.h"
#include "store/filings.h"

#define FIRST_PAUSE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define LONGEST_PAUSE (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

void
yn_copy_free (YnCopy *copy)
{
  if (copy == NULL)
    return;
  g_free (copy->id);
  g_free (copy);
}

/* A copy moved beside another filing does not open. */
static char *
row_id (const char *filing, const char *id)
{
  return g_strconcat (filing, "/", id, NULL);
}

static gboolean
continues (GBytes *kept, GBytes *paper, GError **error)
{
  gsize size, length;
  const guint8 *before = g_bytes_get_data (kept, &size);
  const guint8 *after = g_bytes_get_data (paper, &length);

  if (length > size && memcmp (before, after, size) == 0)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "a later copy begins with the kept bytes");
  return FALSE;
}

static gboolean
insert (YnStore *store, const char *enterprise, const char *filing, const YnCopy *copy, GBytes *paper,
        GError **error)
{
  g_autofree char *place = row_id (filing, copy->id);
  YnCellRow row = { store, "later_copy", enterprise, place };
  g_autoptr (GBytes) cell = yn_cell_of_bytes (&row, "paper", paper);

  return yn_sql_run (yn_store_sql (store), error,
                     "INSERT INTO later_copy (enterprise, filing, id, at, paper) VALUES (?, ?, ?, ?, ?)"
                     " ON CONFLICT (enterprise, id) DO NOTHING",
                     "sssib", enterprise, filing, copy->id, copy->at, cell);
}

YnCopy *
yn_copies_keep (YnStore *store, const char *enterprise, const char *filing, GBytes *paper, gint64 now,
                GError **error)
{
  g_autoptr (GBytes) kept = yn_filings_bytes (store, enterprise, filing, error);
  g_autoptr (YnSqlTransaction) transaction = NULL;
  g_autoptr (YnCopy) copy = NULL;

  if (kept == NULL || !continues (kept, paper, error)) /* invariant 1 */
    return NULL;
  copy = g_new0 (YnCopy, 1);
  copy->id = yn_sha256 (paper);
  copy->at = now;
  transaction = yn_sql_begin (yn_store_sql (store), error);
  if (transaction == NULL || !insert (store, enterprise, filing, copy, paper, error)
      || !yn_copies_settle (store, enterprise, filing, error) || !yn_sql_commit (&transaction, error))
    return NULL;
  return g_steal_pointer (&copy);
}

YnCopy *
yn_copies_newest (YnStore *store, const char *enterprise, const char *filing, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (yn_store_sql (store), &failed,
                                             "SELECT id, at FROM later_copy WHERE enterprise=? AND filing=?"
                                             " ORDER BY number DESC LIMIT 1",
                                             "ss", enterprise, filing);
  YnCopy *copy = NULL;

  if (yn_sql_next (rows, &failed))
    {
      copy = g_new0 (YnCopy, 1);
      copy->id = g_strdup (yn_sql_text (rows, 0));
      copy->at = yn_sql_int (rows, 1);
    }
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return copy;
}

GBytes *
yn_copies_bytes (YnStore *store, const char *enterprise, const char *id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (yn_store_sql (store), &failed,
                                             "SELECT filing, paper FROM later_copy WHERE enterprise=? AND id=?",
                                             "ss", enterprise, id);
  g_autoptr (GBytes) paper = NULL;

  if (yn_sql_next (rows, &failed))
    {
      g_autofree char *place = row_id (yn_sql_text (rows, 0), id);
      YnCellRow row = { store, "later_copy", enterprise, place };
      g_autofree char *found = NULL;

      if (!yn_cell_bytes (&row, "paper", rows, 1, &paper, error))
        return NULL;
      found = yn_sha256 (paper);
      if (strcmp (found, id) != 0)
        {
          g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_DAMAGED, "a later copy is not what its id says");
          return NULL;
        }
    }
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return g_steal_pointer (&paper);
}

/* Which filings want a timestamp. */

GPtrArray *
yn_copies_wanting (YnStore *store, const char *enterprise, gint64 now, guint most, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (yn_store_sql (store), &failed,
                    "SELECT id FROM filing LEFT JOIN dating"
                    " ON dating.enterprise=filing.enterprise AND dating.filing=filing.id"
                    " WHERE filing.enterprise=? AND (settled IS NULL OR (settled=0 AND next_try<=?))"
                    " ORDER BY filing.number LIMIT ?",
                    "sii", enterprise, now, (gint64) most);

  while (yn_sql_next (rows, &failed))
    g_ptr_array_add (ids, g_strdup (yn_sql_text (rows, 0)));
  if (failed == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
yn_copies_settled (YnStore *store, const char *enterprise, const char *filing)
{
  g_autoptr (YnSqlRows) rows = yn_sql_query (yn_store_sql (store), NULL,
                                             "SELECT settled FROM dating WHERE enterprise=? AND filing=?", "ss",
                                             enterprise, filing);

  return yn_sql_next (rows, NULL) && yn_sql_int (rows, 0) != 0;
}

gboolean
yn_copies_settle (YnStore *store, const char *enterprise, const char *filing, GError **error)
{
  return yn_sql_run (yn_store_sql (store), error,
                     "INSERT INTO dating (enterprise, filing, tries, next_try, settled) VALUES (?, ?, 0, 0, 1)"
                     " ON CONFLICT (enterprise, filing) DO UPDATE SET settled=1",
                     "ss", enterprise, filing);
}

gboolean
yn_copies_put_off (YnStore *store, const char *enterprise, const char *filing, gint64 now,
                   GError **error)
{
  return yn_sql_run (yn_store_sql (store), error,
                     "INSERT INTO dating (enterprise, filing, tries, next_try, settled)"
                     " VALUES (?1, ?2, 1, ?3 + ?4, 0)"
                     " ON CONFLICT (enterprise, filing) DO UPDATE"
                     " SET tries=tries+1, next_try=?3 + min(?4 << min(tries, 10), ?5)",
                     "ssiii", enterprise, filing, now, FIRST_PAUSE, LONGEST_PAUSE);
}
