/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/records.h"

#include "store/cell.h"

void
yn_record_copy_free (YnRecordCopy *copy)
{
  if (copy == NULL)
    return;

  g_clear_pointer (&copy->record, yn_json_unref);
  g_free (copy->etag);
  g_free (copy);
}

gboolean
yn_records_put (YnStore *store, const char *enterprise, const YnJson *record, const char *etag, gint64 now,
                GError **error)
{
  YnCellRow row = { store, "record", enterprise, "" };
  g_autoptr (GBytes) cell = yn_cell_of_json (&row, "record", record);

  return yn_sql_run (yn_store_sql (store), error,
                     "INSERT INTO record (enterprise, fetched, etag, record) VALUES (?1, ?2, ?3, ?4)"
                     " ON CONFLICT (enterprise) DO UPDATE SET fetched=?2, etag=?3, record=?4",
                     "sisb", enterprise, now, etag, cell);
}

YnRecordCopy *
yn_records_get (YnStore *store, const char *enterprise, GError **error)
{
  YnCellRow row = { store, "record", enterprise, "" };
  g_autoptr (YnRecordCopy) copy = NULL;
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (yn_store_sql (store), &failed,
                    "SELECT fetched, etag, record FROM record WHERE enterprise=?", "s", enterprise);

  if (yn_sql_next (rows, &failed))
    {
      copy = g_new0 (YnRecordCopy, 1);
      copy->fetched = yn_sql_int (rows, 0);
      copy->etag = g_strdup (yn_sql_text (rows, 1));
      yn_cell_json (&row, "record", rows, 2, &copy->record, &failed);
    }
  if (failed == NULL)
    return g_steal_pointer (&copy);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
