/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/delivery.h"

#include "base/error.h"
#include "store/cell.h"

void
yn_delivery_free (YnDelivery *delivery)
{
  if (delivery == NULL)
    return;

  g_free (delivery->filing);
  g_free (delivery->problem);
  g_clear_pointer (&delivery->uploads, yn_json_unref);
  g_free (delivery);
}

static YnCellRow
row_of (YnStore *store, const char *filing)
{
  return (YnCellRow) { store, "delivery", "", filing };
}

YnDelivery *
yn_delivery_get (YnStore *store, const char *filing, GError **error)
{
  YnCellRow row = row_of (store, filing);
  g_autoptr (YnDelivery) delivery = g_new0 (YnDelivery, 1);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (yn_store_sql (store), &failed,
                    "SELECT tries, next_try, problem, uploads FROM delivery WHERE filing=?", "s", filing);

  delivery->filing = g_strdup (filing);
  if (yn_sql_next (rows, &failed))
    {
      delivery->tries = yn_sql_int (rows, 0);
      delivery->next_try = yn_sql_int (rows, 1);
      delivery->problem = g_strdup (yn_sql_text (rows, 2));
      /* Uploads that do not open are begun again: the journal may forget. */
      yn_cell_json (&row, "uploads", rows, 3, &delivery->uploads, NULL);
    }
  if (failed == NULL)
    return g_steal_pointer (&delivery);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
yn_delivery_set (YnStore *store, const YnDelivery *delivery, GError **error)
{
  YnCellRow row = row_of (store, delivery->filing);
  g_autoptr (GBytes) cell = yn_cell_of_json (&row, "uploads", delivery->uploads);

  return yn_sql_run (yn_store_sql (store), error,
                     "INSERT INTO delivery (filing, tries, next_try, problem, uploads)"
                     " VALUES (?1, ?2, ?3, ?4, ?5)"
                     " ON CONFLICT (filing) DO UPDATE SET tries=?2, next_try=?3, problem=?4, uploads=?5",
                     "siisb", delivery->filing, (gint64) delivery->tries, delivery->next_try,
                     delivery->problem, cell);
}

gboolean
yn_delivery_all_now (YnStore *store, GError **error)
{
  return yn_sql_run (yn_store_sql (store), error, "UPDATE delivery SET next_try=0 WHERE next_try<>0", "");
}
