/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/events.h"

#include "store/cell.h"

void
yn_event_free (YnEvent *event)
{
  if (event == NULL)
    return;

  g_free (event->id);
  g_free (event->filing);
  g_free (event->kind);
  g_clear_pointer (&event->about, yn_json_unref);
  g_clear_pointer (&event->paper, g_bytes_unref);
  g_free (event);
}

static YnCellRow
row_of (YnStore *store, const char *enterprise, const char *id)
{
  return (YnCellRow) { store, "event", enterprise, id };
}

static gboolean
insert (YnStore *store, const char *enterprise, const YnEvent *event, GError **error)
{
  YnCellRow row = row_of (store, enterprise, event->id);
  g_autoptr (GBytes) about_cell = yn_cell_of_json (&row, "about", event->about);
  g_autoptr (GBytes) paper_cell = yn_cell_of_bytes (&row, "paper", event->paper);

  return yn_sql_run (yn_store_sql (store), error,
                     "INSERT INTO event (enterprise, id, filing, kind, at, about, paper)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?)"
                     " ON CONFLICT (enterprise, id) DO NOTHING",
                     "ssssibb", enterprise, event->id, event->filing, event->kind, event->at, about_cell,
                     paper_cell);
}

static gboolean
move_cursor (YnStore *store, const char *enterprise, const char *cursor, GError **error)
{
  YnCellRow row = { store, "feed", enterprise, "" };
  g_autoptr (GBytes) cell = yn_cell_of_text (&row, "cursor", cursor);

  return cell == NULL
         || yn_sql_run (yn_store_sql (store), error,
                        "INSERT INTO feed (enterprise, cursor) VALUES (?1, ?2)"
                        " ON CONFLICT (enterprise) DO UPDATE SET cursor=?2",
                        "sb", enterprise, cell);
}

gboolean
yn_events_append (YnStore *store, const char *enterprise, GPtrArray *events, const char *cursor,
                  GError **error)
{
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (yn_store_sql (store), error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; events != NULL && i < events->len; i++)
    if (!insert (store, enterprise, events->pdata[i], error))
      return FALSE;
  return move_cursor (store, enterprise, cursor, error) && yn_sql_commit (&transaction, error);
}

char *
yn_events_cursor (YnStore *store, const char *enterprise, GError **error)
{
  YnCellRow row = { store, "feed", enterprise, "" };
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (yn_store_sql (store), &failed,
                                             "SELECT cursor FROM feed WHERE enterprise=?", "s", enterprise);
  char *cursor = NULL;

  if (yn_sql_next (rows, &failed))
    yn_cell_text (&row, "cursor", rows, 0, &cursor, &failed);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return cursor;
}

static YnEvent *
event_of_row (YnStore *store, const char *enterprise, YnSqlRows *rows, GError **error)
{
  g_autoptr (YnEvent) event = g_new0 (YnEvent, 1);
  YnCellRow row;

  event->id = g_strdup (yn_sql_text (rows, 0));
  event->filing = g_strdup (yn_sql_text (rows, 1));
  event->kind = g_strdup (yn_sql_text (rows, 2));
  event->at = yn_sql_int (rows, 3);
  row = row_of (store, enterprise, event->id);
  if (!yn_cell_json (&row, "about", rows, 4, &event->about, error)
      || !yn_cell_bytes (&row, "paper", rows, 5, &event->paper, error))
    return NULL;
  return g_steal_pointer (&event);
}

GPtrArray *
yn_events_of (YnStore *store, const char *enterprise, const char *filing, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_event_free);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows
      = yn_sql_query (yn_store_sql (store), &failed,
                      "SELECT id, filing, kind, at, about, paper FROM event WHERE enterprise=? AND filing=?"
                      " ORDER BY at, number",
                      "ss", enterprise, filing);

  while (yn_sql_next (rows, &failed))
    {
      YnEvent *event = event_of_row (store, enterprise, rows, &failed);

      if (event == NULL)
        break;
      g_ptr_array_add (events, event);
    }
  if (failed == NULL)
    return g_steal_pointer (&events);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
