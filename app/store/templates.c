/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/templates.h"

#include "base/error.h"
#include "store/cell.h"

#include <string.h>

#define COLUMNS "id, service, saved, name, answers, begun"

void
yn_template_free (YnTemplate *template)
{
  if (template == NULL)
    return;
  g_free (template->id);
  g_free (template->service);
  g_free (template->name);
  g_clear_pointer (&template->answers, yn_json_unref);
  g_clear_pointer (&template->begun, yn_json_unref);
  g_free (template);
}

static YnTemplate *
template_of_row (YnStore *store, const char *enterprise, YnSqlRows *rows, GError **error)
{
  g_autoptr (YnTemplate) template = g_new0 (YnTemplate, 1);
  YnCellRow row;

  template->id = g_strdup (yn_sql_text (rows, 0));
  template->service = g_strdup (yn_sql_text (rows, 1));
  template->saved = yn_sql_int (rows, 2);
  row = (YnCellRow) { store, "template", enterprise, template->id };
  if (!yn_cell_text (&row, "name", rows, 3, &template->name, error)
      || !yn_cell_json (&row, "answers", rows, 4, &template->answers, error)
      || !yn_cell_json (&row, "begun", rows, 5, &template->begun, error))
    return NULL;
  return g_steal_pointer (&template);
}

static GPtrArray *
read_all (YnStore *store, const char *enterprise, YnSqlRows *rows, GError **error)
{
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_template_free);
  g_autoptr (GError) failed = NULL;

  while (rows != NULL && yn_sql_next (rows, &failed))
    {
      YnTemplate *template = template_of_row (store, enterprise, rows, &failed);

      if (template == NULL)
        break;
      g_ptr_array_add (templates, template);
    }
  if (rows != NULL && failed == NULL)
    return g_steal_pointer (&templates);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GPtrArray *
yn_templates_list (YnStore *store, const char *enterprise, const char *service, GError **error)
{
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (yn_store_sql (store), error,
                    "SELECT " COLUMNS " FROM template WHERE enterprise=?1 AND (?2 IS NULL OR service=?2)"
                    " ORDER BY saved DESC, number DESC",
                    "ss", enterprise, service);

  return read_all (store, enterprise, rows, error);
}

YnTemplate *
yn_templates_get (YnStore *store, const char *enterprise, const char *id, GError **error)
{
  g_autoptr (YnSqlRows) rows = yn_sql_query (yn_store_sql (store), error,
                                             "SELECT " COLUMNS " FROM template WHERE enterprise=? AND id=?", "ss",
                                             enterprise, id);
  g_autoptr (GPtrArray) found = read_all (store, enterprise, rows, error);

  if (found == NULL)
    return NULL;
  if (found->len > 0)
    return g_ptr_array_steal_index (found, 0);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no such template");
  return NULL;
}

/* Names lie encrypted: only reading them tells which is the same. */
static gboolean
remove_namesakes (YnStore *store, const char *enterprise, const char *service, const char *name, GError **error)
{
  g_autoptr (GPtrArray) there = yn_templates_list (store, enterprise, service, error);

  if (there == NULL)
    return FALSE;
  for (guint i = 0; i < there->len; i++)
    {
      const YnTemplate *template = g_ptr_array_index (there, i);

      if (g_strcmp0 (template->name, name) == 0 && !yn_templates_remove (store, enterprise, template->id, error))
        return FALSE;
    }
  return TRUE;
}

YnTemplate *
yn_templates_put (YnStore *store, const char *enterprise, const char *service, const char *name,
                  const YnJson *answers, const YnJson *begun, gint64 now, GError **error)
{
  g_autofree char *id = yn_store_new_id ();
  YnCellRow row = { store, "template", enterprise, id };
  g_autoptr (GBytes) name_cell = yn_cell_of_text (&row, "name", name);
  g_autoptr (GBytes) answers_cell = yn_cell_of_json (&row, "answers", answers);
  g_autoptr (GBytes) begun_cell = yn_cell_of_json (&row, "begun", begun);
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (yn_store_sql (store), error);

  if (transaction == NULL || !remove_namesakes (store, enterprise, service, name, error)
      || !yn_sql_run (yn_store_sql (store), error,
                      "INSERT INTO template (id, enterprise, service, saved, name, answers, begun)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?)",
                      "sssibbb", id, enterprise, service, now, name_cell, answers_cell, begun_cell)
      || !yn_sql_commit (&transaction, error))
    return NULL;
  return yn_templates_get (store, enterprise, id, error);
}

gboolean
yn_templates_remove (YnStore *store, const char *enterprise, const char *id, GError **error)
{
  if (!yn_sql_run (yn_store_sql (store), error, "DELETE FROM template WHERE enterprise=? AND id=?", "ss", enterprise,
                   id))
    return FALSE;
  if (yn_sql_changes (yn_store_sql (store)) == 1)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no such template");
  return FALSE;
}
