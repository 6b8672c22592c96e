/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The invariants of a filing. They are cited by number wherever they are upheld.
 *
 * 1. Kept bytes never change. A timestamp or revocation data got later is a later copy beside the filing; the
 *    id and the submitted bytes stay.
 * 2. The id is their SHA-256, so a PUT may be repeated after any crash; the same answer comes back.
 * 3. Keeping moves a draft into a filing in one transaction, or fails ALREADY_FILED: never both, never
 *    neither. A second paper of one matter is answered with the first one's receipt.
 * 4. A receipt or a refusal is kept only if it is a paper that the platform signed and that names the id. All
 *    else that comes back, 4xx included, is weather: tried again or put before the person, never an end.
 * 5. Nothing waiting is ever deleted. At a kiosk it waits encrypted for the platform alone, nameless, and the
 *    kiosk can no longer read it.
 * 6. Practice never mixes with the real: one store for each platform identity; every practice page and every
 *    page of every practice paper says 演练·无效力; its numbers begin with 000000; its issuer is 演练平台 with a
 *    square mark, never a state organ's name, round seal or star; its enterprises and people are plainly
 *    invented.
 * 7. The window's thread touches neither sqlite nor curl, a key, a token nor a keyring.
 * 8. Outside the hole, what was shown (pages, or their text, or for a batch the letter and its table of
 *    differences) is byte for byte what is signed. The paper beside the typing is a sketch and says so.
 * 9. What the machine reads is what the person read: a paper names its service by id, version and SHA-256;
 *    whoever is about to sign or accept one prints its answers again and compares text and order of every
 *    page; a difference is refused and shown. */
#include "store/filings.h"

#include "base/error.h"
#include "base/hash.h"
#include "store/cell.h"
#include "store/drafts.h"
#include "store/matter.h"

#define SELECT_FILINGS \
  "SELECT id, matter, service, kind, kept, size, annex_id, title, aside, about," \
  " EXISTS (SELECT 1 FROM received" \
  "         WHERE received.enterprise=filing.enterprise AND received.filing=filing.id)" \
  " FROM filing WHERE enterprise=?"

YnFiling *
yn_filing_copy (const YnFiling *filing)
{
  YnFiling *copy = g_memdup2 (filing, sizeof *filing);

  copy->id = g_strdup (filing->id);
  copy->matter = g_strdup (filing->matter);
  copy->service = g_strdup (filing->service);
  copy->kind = g_strdup (filing->kind);
  copy->title = g_strdup (filing->title);
  copy->aside = filing->aside != NULL ? yn_json_ref (filing->aside) : NULL;
  copy->about = filing->about != NULL ? yn_json_ref (filing->about) : NULL;
  copy->annex = g_strdup (filing->annex);
  return copy;
}

void
yn_filing_free (YnFiling *filing)
{
  if (filing == NULL)
    return;

  g_free (filing->id);
  g_free (filing->matter);
  g_free (filing->service);
  g_free (filing->kind);
  g_free (filing->title);
  g_clear_pointer (&filing->aside, yn_json_unref);
  g_clear_pointer (&filing->about, yn_json_unref);
  g_free (filing->annex);
  g_free (filing);
}

static YnCellRow
row_of (YnStore *store, const char *enterprise, const char *id)
{
  return (YnCellRow) { store, "filing", enterprise, id };
}

static YnFiling *
filing_of_row (YnStore *store, const char *enterprise, YnSqlRows *rows, GError **error)
{
  g_autoptr (YnFiling) filing = g_new0 (YnFiling, 1);
  YnCellRow row;

  filing->id = g_strdup (yn_sql_text (rows, 0));
  filing->matter = g_strdup (yn_sql_text (rows, 1));
  filing->service = g_strdup (yn_sql_text (rows, 2));
  filing->kind = g_strdup (yn_sql_text (rows, 3));
  filing->kept = yn_sql_int (rows, 4);
  filing->size = yn_sql_int (rows, 5);
  filing->annex = g_strdup (yn_sql_text (rows, 6));
  filing->received = yn_sql_int (rows, 10) != 0;
  row = row_of (store, enterprise, filing->id);
  if (!yn_cell_text (&row, "title", rows, 7, &filing->title, error)
      || !yn_cell_json (&row, "aside", rows, 8, &filing->aside, error)
      || !yn_cell_json (&row, "about", rows, 9, &filing->about, error))
    return NULL;
  return g_steal_pointer (&filing);
}

/* Keeping (hop 4). */

static gboolean
insert (YnStore *store, const char *enterprise, const char *id, const YnDraft *draft, const char *kind,
        const char *title, gint64 now, GError **error)
{
  YnCellRow row = row_of (store, enterprise, id);
  g_autofree char *annex_id = draft->annex != NULL ? yn_sha256 (draft->annex) : NULL;
  g_autoptr (GBytes) title_cell = yn_cell_of_text (&row, "title", title);
  g_autoptr (GBytes) aside_cell = yn_cell_of_json (&row, "aside", draft->aside);
  g_autoptr (GBytes) about_cell = yn_cell_of_json (&row, "about", draft->about);
  g_autoptr (GBytes) paper_cell = yn_cell_of_bytes (&row, "paper", draft->paper);
  g_autoptr (GBytes) annex_cell = yn_cell_of_bytes (&row, "annex", draft->annex);
  g_autoptr (GError) failed = NULL;

  if (yn_sql_run (yn_store_sql (store), &failed,
                  "INSERT INTO filing (enterprise, id, matter, service, kind, kept, size, annex_id,"
                  " title, aside, about, paper, annex) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  "sssssiisbbbbb", enterprise, id, draft->matter, draft->service, kind, now,
                  (gint64) g_bytes_get_size (draft->paper), annex_id, title_cell, aside_cell, about_cell,
                  paper_cell, annex_cell))
    return TRUE;
  if (g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_EXISTS)) /* invariant 3 */
    g_set_error_literal (error, YN_ERROR, YN_ERROR_ALREADY_FILED, "this paper is filed");
  else
    g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
delete_draft (YnStore *store, const char *enterprise, const YnDraft *draft, GError **error)
{
  if (!yn_sql_run (yn_store_sql (store), error,
                   "DELETE FROM draft WHERE enterprise=? AND matter=? AND revision=?", "ssi", enterprise,
                   draft->matter, draft->revision))
    return FALSE;
  if (yn_sql_changes (yn_store_sql (store)) == 1)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_STALE_REVISION, "the draft is not where it was");
  return FALSE;
}

static gboolean
has_paper (const YnDraft *draft, GError **error)
{
  if (draft->paper != NULL)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no paper lies in the draft");
  return FALSE;
}

/* One of a transaction. What is looked at here cannot change before the commit. */
static char *
keep_one (YnStore *store, const char *enterprise, const char *matter, gint64 revision, GBytes *paper,
          const char *kind, const char *title, gint64 now, GError **error)
{
  g_autoptr (YnDraft) draft = NULL;
  g_autofree char *id = NULL;
  YnMatter stands;

  if (!yn_matter_look (store, enterprise, matter, &stands, error)
      || !yn_matter_is_drafted (&stands, revision, error)
      || (draft = yn_drafts_get (store, enterprise, matter, error)) == NULL || !has_paper (draft, error)
      || (paper != NULL && !yn_draft_take_paper (draft, paper, error)))
    return NULL;
  id = yn_sha256 (draft->paper); /* invariant 2 */
  if (!insert (store, enterprise, id, draft, kind, title, now, error)
      || !delete_draft (store, enterprise, draft, error))
    return NULL;
  return g_steal_pointer (&id);
}

YnFiling *
yn_filings_keep (YnStore *store, const char *enterprise, const char *matter, gint64 revision,
                 const char *kind, const char *title, gint64 now, GError **error)
{
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (yn_store_sql (store), error);
  g_autofree char *id = NULL;

  if (transaction == NULL
      || (id = keep_one (store, enterprise, matter, revision, NULL, kind, title, now, error)) == NULL
      || !yn_sql_commit (&transaction, error))
    return NULL;
  return yn_filings_get (store, enterprise, id, error);
}

void
yn_keeping_clear (YnKeeping *keeping)
{
  g_clear_pointer (&keeping->id, g_free);
  g_clear_error (&keeping->error);
}

/* Nothing of the transaction stands. */
static gboolean
forget_ids (GArray *keepings)
{
  for (guint i = 0; i < keepings->len; i++)
    g_clear_pointer (&g_array_index (keepings, YnKeeping, i).id, g_free);
  return FALSE;
}

gboolean
yn_filings_keep_all (YnStore *store, const char *enterprise, GArray *keepings, const char *kind,
                     const char *title, gint64 now, GError **error)
{
  YnSql *sql = yn_store_sql (store);
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (sql, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < keepings->len; i++)
    {
      YnKeeping *keeping = &g_array_index (keepings, YnKeeping, i);

      if (keeping->error != NULL)
        continue;
      if (!yn_sql_run (sql, error, "SAVEPOINT keeping", ""))
        return forget_ids (keepings);
      keeping->id = keep_one (store, enterprise, keeping->matter, keeping->revision, keeping->paper, kind, title,
                              now, &keeping->error);
      if ((keeping->id == NULL && !yn_sql_run (sql, error, "ROLLBACK TO keeping", ""))
          || !yn_sql_run (sql, error, "RELEASE keeping", ""))
        return forget_ids (keepings);
    }
  return yn_sql_commit (&transaction, error) || forget_ids (keepings);
}

/* Reading. */

YnFiling *
yn_filings_get (YnStore *store, const char *enterprise, const char *id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows
      = yn_sql_query (yn_store_sql (store), &failed, SELECT_FILINGS " AND id=?", "ss", enterprise, id);

  if (yn_sql_next (rows, &failed))
    return filing_of_row (store, enterprise, rows, error);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no such filing");
  return NULL;
}

static GPtrArray *
list (YnStore *store, const char *enterprise, const char *question, GError **error)
{
  g_autoptr (GPtrArray) filings = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_filing_free);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (yn_store_sql (store), &failed, question, "s", enterprise);

  while (yn_sql_next (rows, &failed))
    {
      YnFiling *filing = filing_of_row (store, enterprise, rows, &failed);

      if (filing == NULL)
        break;
      g_ptr_array_add (filings, filing);
    }
  if (failed == NULL)
    return g_steal_pointer (&filings);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GPtrArray *
yn_filings_list (YnStore *store, const char *enterprise, GError **error)
{
  return list (store, enterprise, SELECT_FILINGS " ORDER BY kept DESC, number DESC", error);
}

GPtrArray *
yn_filings_waiting (YnStore *store, const char *enterprise, GError **error)
{
  return list (store, enterprise,
               SELECT_FILINGS
               " AND NOT EXISTS (SELECT 1 FROM received WHERE received.enterprise=filing.enterprise"
               " AND received.filing=filing.id) ORDER BY kept, number",
               error);
}

/* Bytes that are not what their id says are not given out (invariants 1 and 2). @id NULL: the column is
 * empty. */
static gboolean
open_bytes (const YnCellRow *row, const char *column, YnSqlRows *rows, int index, const char *id,
            GBytes **bytes, GError **error)
{
  g_autofree char *found = NULL;

  if (!yn_cell_bytes (row, column, rows, index, bytes, error))
    return FALSE;
  found = *bytes != NULL ? yn_sha256 (*bytes) : NULL;
  if (g_strcmp0 (found, id) == 0)
    return TRUE;
  g_clear_pointer (bytes, g_bytes_unref);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_DAMAGED, "kept bytes are not what their id says");
  return FALSE;
}

GBytes *
yn_filings_bytes (YnStore *store, const char *enterprise, const char *id, GError **error)
{
  YnCellRow row = row_of (store, enterprise, id);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (yn_store_sql (store), &failed,
                                             "SELECT paper FROM filing WHERE enterprise=? AND id=?", "ss",
                                             enterprise, id);
  GBytes *bytes = NULL;

  if (yn_sql_next (rows, &failed))
    open_bytes (&row, "paper", rows, 0, id, &bytes, &failed);
  else if (failed == NULL)
    g_set_error_literal (&failed, YN_ERROR, YN_ERROR_NOT_FOUND, "no such filing");
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return bytes;
}

GBytes *
yn_filings_annex (YnStore *store, const char *enterprise, const char *id, GError **error)
{
  YnCellRow row = row_of (store, enterprise, id);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (yn_store_sql (store), &failed,
                    "SELECT annex, annex_id FROM filing WHERE enterprise=? AND id=?", "ss", enterprise, id);
  GBytes *bytes = NULL;

  if (yn_sql_next (rows, &failed))
    open_bytes (&row, "annex", rows, 0, yn_sql_text (rows, 1), &bytes, &failed);
  else if (failed == NULL)
    g_set_error_literal (&failed, YN_ERROR, YN_ERROR_NOT_FOUND, "no such filing");
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  return bytes;
}
