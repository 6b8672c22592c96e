/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/handed-out.h"

#include "base/error.h"
#include "store/cell.h"

void
yn_handed_out_free (YnHandedOut *out)
{
  if (out == NULL)
    return;
  g_free (out->field);
  g_free (out->who);
  g_free (out->paper);
  g_free (out);
}

static char *
row_id (const char *matter, gint64 at)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, matter, at);
}

gboolean
yn_handed_out_note (YnStore *store, const char *enterprise, const char *matter, const YnHandedOut *out, GError **error)
{
  g_autofree char *id = row_id (matter, out->at);
  const YnCellRow row = { store, "handed_out", enterprise, id };
  g_autoptr (GBytes) who = yn_cell_of_text (&row, "who", out->who);

  return yn_sql_run (yn_store_sql (store), error,
                     "INSERT INTO handed_out (enterprise, matter, at, field, paper, who, bare) VALUES (?, ?, ?, ?, ?, ?, ?)"
                     " ON CONFLICT (enterprise, matter, at) DO NOTHING",
                     "ssissbi", enterprise, matter, out->at, out->field, out->paper, who, (gint64) out->bare);
}

gboolean
yn_handed_out_note_home (YnStore *store, const char *enterprise, const char *matter, const char *field, gint64 now,
                         GError **error)
{
  return yn_sql_run (yn_store_sql (store), error,
                     "UPDATE handed_out SET home=? WHERE enterprise=? AND matter=? AND field=? AND home IS NULL",
                     "isss", now, enterprise, matter, field);
}

gboolean
yn_handed_out_note_in_ink (YnStore *store, const char *enterprise, const char *matter, gint64 now, GError **error)
{
  return yn_sql_run (yn_store_sql (store), error,
                     "UPDATE handed_out SET home=? WHERE enterprise=? AND matter=? AND bare=1 AND home IS NULL", "iss", now,
                     enterprise, matter);
}

static YnHandedOut *
out_from (YnStore *store, const char *enterprise, const char *matter, YnSqlRows *rows, GError **error)
{
  g_autoptr (YnHandedOut) out = g_new0 (YnHandedOut, 1);
  g_autofree char *id = NULL;

  out->at = yn_sql_int (rows, 0);
  out->field = g_strdup (yn_sql_text (rows, 1));
  out->paper = g_strdup (yn_sql_text (rows, 2));
  out->home = yn_sql_is_null (rows, 3) ? 0 : yn_sql_int (rows, 3);
  out->bare = yn_sql_int (rows, 5) != 0;
  id = row_id (matter, out->at);
  return yn_cell_text (&(YnCellRow) { store, "handed_out", enterprise, id }, "who", rows, 4, &out->who, error)
             ? g_steal_pointer (&out)
             : NULL;
}

GPtrArray *
yn_handed_out_of (YnStore *store, const char *enterprise, const char *matter, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_handed_out_free);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (
      yn_store_sql (store), &failed,
      "SELECT at, field, paper, home, who, bare FROM handed_out WHERE enterprise=? AND matter=? ORDER BY number", "ss",
      enterprise, matter);

  while (yn_sql_next (rows, &failed))
    {
      YnHandedOut *out = out_from (store, enterprise, matter, rows, error);

      if (out == NULL)
        return NULL;
      g_ptr_array_add (all, out);
    }
  if (failed == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
