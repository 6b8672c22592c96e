/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The file first, the row then; to remove, the row first, the file then. Whatever a crash leaves is a file
 * without a row, and the next start sweeps it. */
#include "store/attachments.h"

#include "base/error.h"
#include "store/cell.h"
#include "store/handed-out.h"
#include "store/matter.h"
#include "store/sweep.h"

#include <unistd.h>

void
yn_attachment_free (YnAttachment *attachment)
{
  if (attachment == NULL)
    return;

  g_free (attachment->id);
  g_free (attachment->matter);
  g_free (attachment->slot);
  g_free (attachment->name);
  g_free (attachment->type);
  g_free (attachment->sha256);
  g_free (attachment);
}

static YnCellRow
row_of (YnStore *store, const char *enterprise, const char *id)
{
  return (YnCellRow) { store, "attachment", enterprise, id };
}

static char *
place_of (const char *enterprise, const char *id)
{
  return g_strjoin ("/", "attachment", enterprise, id, "file", NULL);
}

static gboolean
insert_row (YnStore *store, const char *enterprise, const YnAttachment *attachment, GError **error)
{
  YnCellRow row = row_of (store, enterprise, attachment->id);
  g_autoptr (GBytes) name_cell = yn_cell_of_text (&row, "name", attachment->name);

  return yn_sql_run (yn_store_sql (store), error,
                     "INSERT INTO attachment (id, enterprise, matter, slot, type, sha256, size, pages,"
                     " name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     "ssssssiib", attachment->id, enterprise, attachment->matter, attachment->slot,
                     attachment->type, attachment->sha256, (gint64) attachment->size,
                     (gint64) attachment->pages, name_cell);
}

static gboolean
insert (YnStore *store, const char *enterprise, const YnAttachment *attachment, GError **error)
{
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (yn_store_sql (store), error);
  YnMatter stands;

  return transaction != NULL && yn_matter_look (store, enterprise, attachment->matter, &stands, error)
         && yn_matter_may_change (&stands, error) && insert_row (store, enterprise, attachment, error)
         && yn_sql_commit (&transaction, error);
}

/* @there: those that lie in the slot. */
static gboolean
insert_scan (YnStore *store, const char *enterprise, const YnAttachment *scan, gint64 revision, gint64 now,
             GPtrArray **there, GError **error)
{
  YnSql *sql = yn_store_sql (store);
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (sql, error);
  YnMatter stands;

  return transaction != NULL && yn_matter_look (store, enterprise, scan->matter, &stands, error)
         && yn_matter_is_drafted (&stands, revision, error)
         && (*there = yn_attachments_list (store, enterprise, scan->matter, error)) != NULL
         && yn_sql_run (sql, error,
                        "UPDATE draft SET paper=NULL, annex=NULL, shown=NULL, saved=?, revision=revision+1"
                        " WHERE enterprise=? AND matter=? AND paper IS NOT NULL",
                        "iss", now, enterprise, scan->matter)
         && yn_sql_run (sql, error, "DELETE FROM attachment WHERE enterprise=? AND matter=? AND slot=?", "sss",
                        enterprise, scan->matter, scan->slot)
         && insert_row (store, enterprise, scan, error)
         && yn_handed_out_note_in_ink (store, enterprise, scan->matter, now, error)
         && yn_sql_commit (&transaction, error);
}

static void
unlink_slot (YnStore *store, GPtrArray *there, const char *slot)
{
  for (guint i = 0; i < there->len; i++)
    {
      const YnAttachment *attachment = g_ptr_array_index (there, i);
      g_autofree char *path = yn_attachments_path (yn_store_folder (store), attachment->id);

      if (g_str_equal (attachment->slot, slot))
        unlink (path);
    }
}

static gboolean
write_file (YnStore *store, const char *enterprise, YnAttachment *attachment, const char *path,
            GInputStream *source, guint64 max, GCancellable *cancellable, GError **error)
{
  g_autofree char *place = place_of (enterprise, attachment->id);

  if (!yn_vault_write_file (yn_store_vault (store), place, source, path, max, &attachment->sha256,
                            &attachment->size, cancellable, error))
    return FALSE;
  if (attachment->size > 0)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_EMPTY, "the file is empty");
  return FALSE;
}

static YnAttachment *
attachment_new (const char *matter, const char *slot, const char *name, const char *type, int pages)
{
  YnAttachment *attachment = g_new0 (YnAttachment, 1);

  attachment->id = yn_store_new_id ();
  attachment->matter = g_strdup (matter);
  attachment->slot = g_strdup (slot);
  attachment->name = g_strdup (name);
  attachment->type = g_strdup (type);
  attachment->pages = pages;
  return attachment;
}

YnAttachment *
yn_attachments_add (YnStore *store, const char *enterprise, const char *matter, const char *slot,
                    const char *name, const char *type, int pages, GInputStream *source, guint64 max,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (YnAttachment) attachment = attachment_new (matter, slot, name, type, pages);
  g_autofree char *path = yn_attachments_path (yn_store_folder (store), attachment->id);
  g_autoptr (YnLock) lock = yn_attachments_hold (yn_store_folder (store), cancellable, error);

  if (lock == NULL)
    return NULL;
  if (write_file (store, enterprise, attachment, path, source, max, cancellable, error)
      && insert (store, enterprise, attachment, error))
    return g_steal_pointer (&attachment);
  unlink (path);
  return NULL;
}

YnAttachment *
yn_attachments_add_scan (YnStore *store, const char *enterprise, const char *matter, gint64 revision, const char *slot,
                         const char *name, const char *type, int pages, GInputStream *source, guint64 max, gint64 now,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (YnAttachment) scan = attachment_new (matter, slot, name, type, pages);
  g_autofree char *path = yn_attachments_path (yn_store_folder (store), scan->id);
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (YnLock) lock = yn_attachments_hold (yn_store_folder (store), cancellable, error);

  if (lock == NULL)
    return NULL;
  if (write_file (store, enterprise, scan, path, source, max, cancellable, error)
      && insert_scan (store, enterprise, scan, revision, now, &there, error))
    {
      unlink_slot (store, there, slot);
      return g_steal_pointer (&scan);
    }
  unlink (path);
  return NULL;
}

static YnAttachment *
attachment_of_row (YnStore *store, const char *enterprise, const char *matter, YnSqlRows *rows,
                   GError **error)
{
  g_autoptr (YnAttachment) attachment = g_new0 (YnAttachment, 1);
  YnCellRow row;

  attachment->id = g_strdup (yn_sql_text (rows, 0));
  attachment->matter = g_strdup (matter);
  attachment->slot = g_strdup (yn_sql_text (rows, 1));
  attachment->type = g_strdup (yn_sql_text (rows, 2));
  attachment->sha256 = g_strdup (yn_sql_text (rows, 3));
  attachment->size = yn_sql_int (rows, 4);
  attachment->pages = yn_sql_int (rows, 5);
  row = row_of (store, enterprise, attachment->id);
  if (!yn_cell_text (&row, "name", rows, 6, &attachment->name, error))
    return NULL;
  return g_steal_pointer (&attachment);
}

GPtrArray *
yn_attachments_list (YnStore *store, const char *enterprise, const char *matter, GError **error)
{
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_attachment_free);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows
      = yn_sql_query (yn_store_sql (store), &failed,
                      "SELECT id, slot, type, sha256, size, pages, name FROM attachment"
                      " WHERE enterprise=? AND matter=? ORDER BY number",
                      "ss", enterprise, matter);

  while (yn_sql_next (rows, &failed))
    {
      YnAttachment *attachment = attachment_of_row (store, enterprise, matter, rows, &failed);

      if (attachment == NULL)
        break;
      g_ptr_array_add (attachments, attachment);
    }
  if (failed == NULL)
    return g_steal_pointer (&attachments);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* One text column of the attachment's row. */
static char *
ask_row (YnStore *store, const char *question, const char *id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (yn_store_sql (store), &failed, question, "s", id);

  if (yn_sql_next (rows, &failed))
    return g_strdup (yn_sql_text (rows, 0));
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no such attachment");
  return NULL;
}

gboolean
yn_attachments_remove (YnStore *store, const char *enterprise, const char *id, GError **error)
{
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (yn_store_sql (store), error);
  g_autofree char *matter = NULL;
  g_autofree char *path = yn_attachments_path (yn_store_folder (store), id);
  YnMatter stands;

  /* Never what a paper names (invariants 5 and 8). */
  if (transaction == NULL
      || (matter = ask_row (store, "SELECT matter FROM attachment WHERE id=?", id, error)) == NULL
      || !yn_matter_look (store, enterprise, matter, &stands, error) || !yn_matter_may_change (&stands, error)
      || !yn_sql_run (yn_store_sql (store), error, "DELETE FROM attachment WHERE enterprise=? AND id=?", "ss",
                      enterprise, id))
    return FALSE;
  if (yn_sql_changes (yn_store_sql (store)) != 1)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no such attachment");
      return FALSE;
    }
  if (!yn_sql_commit (&transaction, error))
    return FALSE;
  unlink (path);
  return TRUE;
}

GInputStream *
yn_attachments_open (YnStore *store, const YnAttachment *attachment, GError **error)
{
  g_autofree char *enterprise
      = ask_row (store, "SELECT enterprise FROM attachment WHERE id=?", attachment->id, error);
  g_autofree char *path = yn_attachments_path (yn_store_folder (store), attachment->id);
  g_autofree char *place = enterprise != NULL ? place_of (enterprise, attachment->id) : NULL;

  return place != NULL ? yn_vault_read_file (yn_store_vault (store), place, path, error) : NULL;
}
