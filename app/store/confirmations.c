/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/confirmations.h"

#include "base/error.h"
#include "base/hash.h"
#include "store/cell.h"

static YnCellRow
row_of (YnStore *store, const char *enterprise, const char *id)
{
  return (YnCellRow) { store, "confirmation", enterprise, id };
}

char *
yn_confirmation_id (const YnJson *document)
{
  g_autoptr (GBytes) text = yn_json_print_bytes (document, YN_JSON_CANONICAL);

  return yn_sha256 (text);
}

gboolean
yn_confirmations_keep (YnStore *store, const char *enterprise, const YnJson *document, const char *id, gint64 now,
                       GError **error)
{
  YnCellRow row = row_of (store, enterprise, id);
  g_autoptr (GBytes) cell = yn_cell_of_json (&row, "document", document);

  return yn_sql_run (yn_store_sql (store), error,
                     "INSERT INTO confirmation (enterprise, id, confirmed, document) VALUES (?, ?, ?, ?)"
                     " ON CONFLICT (enterprise, id) DO NOTHING",
                     "ssib", enterprise, id, now, cell);
}

YnJson *
yn_confirmations_get (YnStore *store, const char *enterprise, const char *id, GError **error)
{
  YnCellRow row = row_of (store, enterprise, id);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnJson) document = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (yn_store_sql (store), &failed,
                                             "SELECT document FROM confirmation WHERE enterprise=? AND id=?", "ss",
                                             enterprise, id);

  if (rows != NULL && yn_sql_next (rows, &failed))
    {
      g_autofree char *found = NULL;

      if (!yn_cell_json (&row, "document", rows, 0, &document, error))
        return NULL;
      found = yn_confirmation_id (document);
      if (g_str_equal (found, id))
        return g_steal_pointer (&document);
      g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_DAMAGED, "a confirmed table is not what its id says");
      return NULL;
    }
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no such confirmed table");
  return NULL;
}
