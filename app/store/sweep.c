/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/sweep.h"

#include <string.h>
#include <unistd.h>

#define ID_LENGTH 36
#define LOCK_NAME "attachments.lock"

char *
yn_attachments_folder (const char *folder)
{
  return g_build_filename (folder, "attachments", NULL);
}

char *
yn_attachments_path (const char *folder, const char *id)
{
  return g_build_filename (folder, "attachments", id, NULL);
}

YnLock *
yn_attachments_hold (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, LOCK_NAME, NULL);

  return yn_lock_share (path, cancellable, error);
}

static GHashTable *
named_by_rows (YnSql *sql, GError **error)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) failed = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (sql, &failed, "SELECT id FROM attachment", "");

  while (yn_sql_next (rows, &failed))
    g_hash_table_add (named, g_strdup (yn_sql_text (rows, 0)));
  if (failed == NULL)
    return g_steal_pointer (&named);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* The id, or the id and the ending of a file that was being written. Anything else is not ours to remove. */
static char *
id_of (const char *name)
{
  g_autofree char *id = g_strndup (name, ID_LENGTH);
  gboolean ours = g_uuid_string_is_valid (id)
                  && (name[ID_LENGTH] == '\0' || (name[ID_LENGTH] == '.' && strlen (name) == ID_LENGTH + 7));

  return ours ? g_steal_pointer (&id) : NULL;
}

gboolean
yn_attachments_sweep (const char *folder, YnSql *sql, GError **error)
{
  g_autofree char *lock_path = g_build_filename (folder, LOCK_NAME, NULL);
  g_autofree char *files = yn_attachments_folder (folder);
  g_autoptr (YnLock) lock = yn_lock_take (lock_path, FALSE, NULL, NULL);
  g_autoptr (GHashTable) named = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (lock == NULL) /* somebody is adding a file just now */
    return TRUE;
  named = named_by_rows (sql, error);
  if (named == NULL)
    return FALSE;
  dir = g_dir_open (files, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *id = id_of (name);
      g_autofree char *path = g_build_filename (files, name, NULL);

      if (id != NULL && (name[ID_LENGTH] == '.' || !g_hash_table_contains (named, id)))
        unlink (path);
    }
  return TRUE;
}
