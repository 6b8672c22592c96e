/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/store.h"

#include "base/error.h"
#include "base/hash.h"
#include "store/store-key.h"
#include "store/store-schema.h"
#include "store/sweep.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#define DATABASE "store.db"
#define MADE "made" /* stands beside a database that has its proof: an empty one is then a damaged one */

struct _YnStore
{
  char *platform;
  char *folder;
  YnSql *sql;
  YnVault *vault;
};

static char *
folder_of (const char *stores_dir, const char *platform, GError **error)
{
  g_autofree char *name = g_ascii_strdown (platform, -1);

  if (g_uuid_string_is_valid (name))
    return g_build_filename (stores_dir, name, NULL);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_USE, "a platform's identity is a UUID");
  return NULL;
}

static gboolean
make_folders (const char *folder, GError **error)
{
  g_autofree char *attachments = yn_attachments_folder (folder);

  if (g_mkdir_with_parents (attachments, 0700) == 0)
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "cannot make the store's folder: %s",
               g_strerror (errno));
  return FALSE;
}

static YnSql *
open_database (const char *folder, GError **error)
{
  static const char *const names[] = { "001-first.sql", "002-templates.sql", "003-confirmations.sql",
                                       "004-later-copies.sql",  "005-handed-out.sql",  "006-handed-out-bare.sql" };
  g_autofree char *path = g_build_filename (folder, DATABASE, NULL);
  g_autoptr (GPtrArray) scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const char *schemas[G_N_ELEMENTS (names) + 1] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *resource = g_strconcat ("/org/yinuo/store/schema/", names[i], NULL);
      GBytes *script = g_resource_lookup_data (yn_store_schema_get_resource (), resource,
                                               G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      g_assert (script != NULL); /* it is linked in */
      g_ptr_array_add (scripts, script);
      schemas[i] = g_bytes_get_data (script, NULL); /* resources end with a NUL */
    }
  return yn_sql_open (path, schemas, error);
}

static gboolean
is_made (const char *folder)
{
  g_autofree char *made = g_build_filename (folder, MADE, NULL);

  return g_file_test (made, G_FILE_TEST_EXISTS);
}

static gboolean
set_emptied (GError **error)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_DAMAGED, "the database has lost all that it held");
  return FALSE;
}

/* A file that is gone or cut to nothing is a sound, empty database to SQLite; to us it is a loss, and not
 * touched. */
static gboolean
check_there (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, DATABASE, NULL);
  GStatBuf status;

  return !is_made (folder) || (g_stat (path, &status) == 0 && status.st_size > 0) || set_emptied (error);
}

static gboolean
check_proven (YnStore *store, GError **error)
{
  gboolean has_proof;

  return yn_store_has_proof (store->sql, &has_proof, error)
         && (has_proof || !is_made (store->folder) || set_emptied (error));
}

static gboolean
mark_made (const char *folder, GError **error)
{
  g_autofree char *made = g_build_filename (folder, MADE, NULL);
  int fd = open (made, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "cannot mark the store: %s",
                   g_strerror (errno));
      return FALSE;
    }
  fsync (fd);
  close (fd);
  return TRUE;
}

YnStore *
yn_store_open (const char *stores_dir, const char *platform, YnKeyring *keyring, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (YnStore) store = g_new0 (YnStore, 1);
  g_autoptr (YnLock) lock = NULL;

  store->folder = folder_of (stores_dir, platform, error);
  if (store->folder == NULL || !make_folders (store->folder, error))
    return NULL;
  store->platform = g_path_get_basename (store->folder);
  lock = yn_store_lock (store, "store", TRUE, cancellable, error);
  if (lock == NULL || !check_there (store->folder, error))
    return NULL;

  store->sql = open_database (store->folder, error);
  if (store->sql == NULL || !check_proven (store, error))
    return NULL;
  store->vault = yn_store_key (store->sql, store->platform, keyring, cancellable, error);
  if (store->vault == NULL || !mark_made (store->folder, error)
      || !yn_attachments_sweep (store->folder, store->sql, error))
    return NULL;
  return g_steal_pointer (&store);
}

static char *
uuid_of (guint8 bytes[16], guint version)
{
  GString *id = g_string_sized_new (36);

  bytes[6] = (guint8) ((bytes[6] & 0x0f) | version << 4);
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  for (gsize i = 0; i < 16; i++)
    g_string_append_printf (id, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", bytes[i]);
  return g_string_free (id, FALSE);
}

char *
yn_store_new_id (void)
{
  guint8 bytes[16];

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_error ("the system gives no random bytes");
  return uuid_of (bytes, 4);
}

char *
yn_store_named_id (YnStore *store, const char *name)
{
  g_autofree char *short_name = yn_sha256_data (name, strlen (name));
  guint8 bytes[16];

  yn_vault_derive (store->vault, "yinuo id 1", short_name, bytes, sizeof bytes);
  return uuid_of (bytes, 8);
}

YnStore *
yn_store_open_again (YnStore *store, GError **error)
{
  g_autoptr (YnStore) again = g_new0 (YnStore, 1);

  again->folder = g_strdup (store->folder);
  again->platform = g_strdup (store->platform);
  again->vault = yn_vault_ref (store->vault);
  again->sql = open_database (store->folder, error);
  return again->sql != NULL ? g_steal_pointer (&again) : NULL;
}

void
yn_store_close (YnStore *store)
{
  if (store == NULL)
    return;

  g_clear_pointer (&store->sql, yn_sql_close);
  g_clear_pointer (&store->vault, yn_vault_unref);
  g_free (store->folder);
  g_free (store->platform);
  g_free (store);
}

const char *
yn_store_platform (YnStore *store)
{
  return store->platform;
}

const char *
yn_store_folder (YnStore *store)
{
  return store->folder;
}

gint64
yn_store_data_version (YnStore *store)
{
  return yn_sql_data_version (store->sql);
}

YnLock *
yn_store_lock (YnStore *store, const char *name, gboolean wait, GCancellable *cancellable, GError **error)
{
  g_autofree char *file = g_strconcat (name, ".lock", NULL);
  g_autofree char *path = g_build_filename (store->folder, file, NULL);

  return yn_lock_take (path, wait, cancellable, error);
}

YnSql *
yn_store_sql (YnStore *store)
{
  return store->sql;
}

YnVault *
yn_store_vault (YnStore *store)
{
  return store->vault;
}

/* The database goes last: as long as it stands, a set-aside that died half way can be done again, and no new
 * store is made whose sweep would find attachments that no row names. Its write-ahead log goes first, for a
 * new database of the same name would swallow it. */
static gboolean
rename_all (const char *folder, const char *mark, GError **error)
{
  static const char *const froms[] = { DATABASE "-wal", DATABASE "-shm", "attachments", MADE, DATABASE };
  const char *const tos[] = { "-wal", "-shm", NULL, NULL, "" };

  for (gsize i = 0; i < G_N_ELEMENTS (froms); i++)
    {
      g_autofree char *from = g_build_filename (folder, froms[i], NULL);
      g_autofree char *name = tos[i] != NULL ? g_strconcat (DATABASE, mark, tos[i], NULL)
                                             : g_strconcat (froms[i], mark, NULL);
      g_autofree char *to = g_build_filename (folder, name, NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "cannot set the store aside: %s",
                       g_strerror (errno));
          return FALSE;
        }
    }
  return TRUE;
}

char *
yn_store_set_aside (const char *stores_dir, const char *platform, GError **error)
{
  YnStore store = { .folder = folder_of (stores_dir, platform, error) };
  g_autofree char *folder = store.folder;
  g_autoptr (YnLock) lock = folder != NULL ? yn_store_lock (&store, "store", TRUE, NULL, error) : NULL;
  g_autofree char *mark = NULL;
  g_autofree char *file = NULL;

  if (lock == NULL)
    return NULL;
  mark = g_strdup_printf (".damaged-%" G_GINT64_FORMAT, g_get_real_time ());
  file = g_strconcat (DATABASE, mark, NULL);
  return rename_all (folder, mark, error) ? g_build_filename (folder, file, NULL) : NULL;
}
