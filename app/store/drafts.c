/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/drafts.h"

#include "base/error.h"
#include "store/cell.h"
#include "store/matter.h"
#include "store/sweep.h"

#include <string.h>
#include <unistd.h>

#define COLUMNS "matter, service, revision, created, saved, shown, answers, aside, about, paper, annex"

void
yn_draft_free (YnDraft *draft)
{
  if (draft == NULL)
    return;

  g_free (draft->matter);
  g_free (draft->service);
  g_clear_pointer (&draft->answers, yn_json_unref);
  g_clear_pointer (&draft->aside, yn_json_unref);
  g_clear_pointer (&draft->about, yn_json_unref);
  g_clear_pointer (&draft->paper, g_bytes_unref);
  g_clear_pointer (&draft->annex, g_bytes_unref);
  g_free (draft->shown);
  g_free (draft);
}

static YnCellRow
row_of (YnStore *store, const char *enterprise, const char *matter)
{
  return (YnCellRow) { store, "draft", enterprise, matter };
}

static YnDraft *
draft_of_row (YnStore *store, const char *enterprise, YnSqlRows *rows, GError **error)
{
  g_autoptr (YnDraft) draft = g_new0 (YnDraft, 1);
  YnCellRow row;

  draft->matter = g_strdup (yn_sql_text (rows, 0));
  draft->service = g_strdup (yn_sql_text (rows, 1));
  draft->revision = yn_sql_int (rows, 2);
  draft->created = yn_sql_int (rows, 3);
  draft->saved = yn_sql_int (rows, 4);
  draft->shown = g_strdup (yn_sql_text (rows, 5));
  row = row_of (store, enterprise, draft->matter);
  if (!yn_cell_json (&row, "answers", rows, 6, &draft->answers, error)
      || !yn_cell_json (&row, "aside", rows, 7, &draft->aside, error)
      || !yn_cell_json (&row, "about", rows, 8, &draft->about, error)
      || !yn_cell_bytes (&row, "paper", rows, 9, &draft->paper, error)
      || !yn_cell_bytes (&row, "annex", rows, 10, &draft->annex, error))
    return NULL;
  return g_steal_pointer (&draft);
}

static gboolean
begin (YnStore *store, const char *enterprise, const char *matter, const char *service, const YnJson *answers,
       const YnJson *aside, const YnJson *about, gint64 now, GError **error)
{
  YnCellRow row = row_of (store, enterprise, matter);
  g_autoptr (GBytes) answers_cell = yn_cell_of_json (&row, "answers", answers);
  g_autoptr (GBytes) aside_cell = yn_cell_of_json (&row, "aside", aside);
  g_autoptr (GBytes) about_cell = yn_cell_of_json (&row, "about", about);

  return yn_sql_run (yn_store_sql (store), error,
                     "INSERT INTO draft (enterprise, matter, service, revision, created, saved, answers, aside, about)"
                     " VALUES (?1, ?2, ?3, 1, ?4, ?4, ?5, ?6, ?7)",
                     "sssibbb", enterprise, matter, service, now, answers_cell, aside_cell, about_cell);
}

YnDraft *
yn_drafts_begin (YnStore *store, const char *enterprise, const char *service, const YnJson *answers,
                 const YnJson *aside, const YnJson *about, gint64 now, GError **error)
{
  g_autofree char *matter = yn_store_new_id ();

  if (!begin (store, enterprise, matter, service, answers, aside, about, now, error))
    return NULL;
  return yn_drafts_get (store, enterprise, matter, error);
}

YnDraft *
yn_drafts_begin_as (YnStore *store, const char *enterprise, const char *matter, const char *service,
                    const YnJson *answers, const YnJson *aside, gint64 now, gboolean *begun, GError **error)
{
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (yn_store_sql (store), error);
  YnMatter stands;

  if (transaction == NULL || !yn_matter_look (store, enterprise, matter, &stands, error))
    return NULL;
  if (stands.filed) /* invariant 3 */
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_ALREADY_FILED, "this matter is filed");
      return NULL;
    }
  *begun = !stands.drafted;
  if ((*begun && !begin (store, enterprise, matter, service, answers, aside, NULL, now, error))
      || !yn_sql_commit (&transaction, error))
    return NULL;
  return yn_drafts_get (store, enterprise, matter, error);
}

gint64
yn_drafts_save (YnStore *store, const char *enterprise, const char *matter, gint64 revision,
                const YnJson *answers, const YnJson *aside, gint64 now, GError **error)
{
  YnCellRow row = row_of (store, enterprise, matter);
  g_autoptr (GBytes) answers_cell = yn_cell_of_json (&row, "answers", answers);
  g_autoptr (GBytes) aside_cell = yn_cell_of_json (&row, "aside", aside);
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (yn_store_sql (store), error);
  YnMatter stands;

  /* Under signature first: it is the reason even where the printing itself has raised the revision. */
  if (transaction == NULL || !yn_matter_look (store, enterprise, matter, &stands, error)
      || !yn_matter_may_change (&stands, error) || !yn_matter_is_drafted (&stands, revision, error)
      || !yn_sql_run (yn_store_sql (store), error,
                      "UPDATE draft SET answers=?, aside=?, saved=?, revision=revision+1"
                      " WHERE enterprise=? AND matter=?",
                      "bbiss", answers_cell, aside_cell, now, enterprise, matter)
      || !yn_sql_commit (&transaction, error))
    return 0;
  return revision + 1;
}

YnDraft *
yn_drafts_get (YnStore *store, const char *enterprise, const char *matter, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (yn_store_sql (store), &failed,
                                             "SELECT " COLUMNS " FROM draft WHERE enterprise=? AND matter=?",
                                             "ss", enterprise, matter);

  if (yn_sql_next (rows, &failed))
    return draft_of_row (store, enterprise, rows, error);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no such draft");
  return NULL;
}

GPtrArray *
yn_drafts_list (YnStore *store, const char *enterprise, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_draft_free);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (yn_store_sql (store), &failed,
                    "SELECT " COLUMNS " FROM draft WHERE enterprise=? ORDER BY saved DESC, number DESC", "s",
                    enterprise);

  while (yn_sql_next (rows, &failed))
    {
      YnDraft *draft = draft_of_row (store, enterprise, rows, &failed);

      if (draft == NULL)
        break;
      g_ptr_array_add (drafts, draft);
    }
  if (failed == NULL)
    return g_steal_pointer (&drafts);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* The ids of a draft's attachments; they go with it. */
static GPtrArray *
attachments_of (YnStore *store, const char *enterprise, const char *matter, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (yn_store_sql (store), &failed,
                    "SELECT id FROM attachment WHERE enterprise=? AND matter=?", "ss", enterprise, matter);

  while (yn_sql_next (rows, &failed))
    g_ptr_array_add (ids, g_strdup (yn_sql_text (rows, 0)));
  if (failed == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
yn_drafts_discard (YnStore *store, const char *enterprise, const char *matter, GError **error)
{
  YnSql *sql = yn_store_sql (store);
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (sql, error);
  g_autoptr (GPtrArray) ids = NULL;
  YnMatter stands;

  /* Never what belongs to a filing (invariant 5). */
  if (transaction == NULL || !yn_matter_look (store, enterprise, matter, &stands, error)
      || !yn_matter_is_drafted (&stands, stands.revision, error)
      || (ids = attachments_of (store, enterprise, matter, error)) == NULL
      || !yn_sql_run (sql, error, "DELETE FROM attachment WHERE enterprise=? AND matter=?", "ss", enterprise,
                      matter)
      || !yn_sql_run (sql, error, "DELETE FROM draft WHERE enterprise=? AND matter=?", "ss", enterprise,
                      matter)
      || !yn_sql_commit (&transaction, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *path = yn_attachments_path (yn_store_folder (store), ids->pdata[i]);

      unlink (path);
    }
  return TRUE;
}

static gboolean
begins_with (GBytes *whole, GBytes *start)
{
  gsize whole_length, start_length;
  const void *whole_data = g_bytes_get_data (whole, &whole_length);
  const void *start_data = g_bytes_get_data (start, &start_length);

  return whole_length >= start_length && memcmp (whole_data, start_data, start_length) == 0;
}

/* A signature is appended: what was printed and signed before stays as it is (invariant 8). */
static gboolean
may_replace (YnDraft *draft, GBytes *paper, GBytes *annex, GError **error)
{
  if (draft->paper == NULL)
    return TRUE;
  if (begins_with (paper, draft->paper)
      && (annex == NULL || (draft->annex != NULL && g_bytes_equal (annex, draft->annex))))
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "another paper lies in the draft");
  return FALSE;
}

gboolean
yn_draft_take_paper (YnDraft *draft, GBytes *paper, GError **error)
{
  if (!may_replace (draft, paper, NULL, error))
    return FALSE;
  g_clear_pointer (&draft->paper, g_bytes_unref);
  draft->paper = g_bytes_ref (paper);
  return TRUE;
}

static gint64
put_one (YnStore *store, const char *enterprise, const char *matter, gint64 revision, GBytes *paper, GBytes *annex,
         const char *shown, gint64 now, GError **error)
{
  YnCellRow row = row_of (store, enterprise, matter);
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (GBytes) paper_cell = NULL;
  g_autoptr (GBytes) annex_cell = NULL;
  YnMatter stands;

  if (!yn_matter_look (store, enterprise, matter, &stands, error)
      || !yn_matter_is_drafted (&stands, revision, error)
      || (draft = yn_drafts_get (store, enterprise, matter, error)) == NULL
      || (paper != NULL && !may_replace (draft, paper, annex, error)))
    return 0;

  if (paper != NULL && annex == NULL)
    annex = draft->annex;
  paper_cell = yn_cell_of_bytes (&row, "paper", paper);
  annex_cell = paper != NULL ? yn_cell_of_bytes (&row, "annex", annex) : NULL;
  if (!yn_sql_run (yn_store_sql (store), error,
                   "UPDATE draft SET paper=?, annex=?, shown=?, saved=?, revision=revision+1"
                   " WHERE enterprise=? AND matter=?",
                   "bbsiss", paper_cell, annex_cell, paper != NULL ? shown : NULL, now, enterprise, matter))
    return 0;
  return revision + 1;
}

gint64
yn_drafts_put_paper (YnStore *store, const char *enterprise, const char *matter, gint64 revision,
                     GBytes *paper, GBytes *annex, const char *shown, gint64 now, GError **error)
{
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (yn_store_sql (store), error);
  gint64 raised;

  if (transaction == NULL
      || (raised = put_one (store, enterprise, matter, revision, paper, annex, shown, now, error)) == 0
      || !yn_sql_commit (&transaction, error))
    return 0;
  return raised;
}

gboolean
yn_drafts_put_papers (YnStore *store, const char *enterprise, GArray *puttings, gint64 now, GError **error)
{
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (yn_store_sql (store), error);

  for (guint i = 0; transaction != NULL && i < puttings->len; i++)
    {
      YnPutting *putting = &g_array_index (puttings, YnPutting, i);

      if (putting->error == NULL)
        putting->raised = put_one (store, enterprise, putting->matter, putting->revision, putting->paper,
                                   putting->annex, NULL, now, &putting->error);
    }
  if (transaction != NULL && yn_sql_commit (&transaction, error))
    return TRUE;
  for (guint i = 0; i < puttings->len; i++)
    g_array_index (puttings, YnPutting, i).raised = 0;
  return FALSE;
}
