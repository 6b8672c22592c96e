/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The services that the program carries, and those of folders besides. A service is compiled when it is first asked
 * for, and kept; one of a folder is compiled again when its file has changed, and the versions that papers were made
 * with stay. */

#include "forms/service-parts.h"

#include <glib/gstdio.h>
#include <string.h>
#include "base/bytes.h"
#include "base/data.h"
#include "base/error.h"
#include "base/hash.h"

#define EARLIER "earlier" /* below a folder: the versions that papers were made with, SHA256.json each */

static GMutex lock;
static GHashTable *shelf;  /* id -> YnService, under @lock */
static GPtrArray *folders; /* paths, under @lock */

static YnService *
read_from (const char *folder, const char *id, GError **error)
{
  g_autofree char *path = g_strconcat (folder, "/", id, ".json", NULL);
  g_autoptr (GBytes) bytes = yn_data_bytes (path, error);
  g_autoptr (YnService) service = bytes != NULL ? yn_service_new (bytes, error) : NULL;

  if (service == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  if (!g_str_equal (yn_service_id (service), id))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "%s calls itself %s", path, yn_service_id (service));
      return NULL;
    }
  return g_steal_pointer (&service);
}

/* What lies beside the services and is none. */
gboolean
yn_service_is_name (const char *id)
{
  static const char *const others[] = { "common", "clauses", NULL };

  return *id != '\0' && !g_strv_contains (others, id)
         && strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == strlen (id);
}

static YnService *
read_service (const char *id, GError **error)
{
  g_autoptr (GError) reason = NULL;
  YnService *service = read_from ("services", id, &reason);

  if (service != NULL)
    return service;
  if (!g_error_matches (reason, YN_ERROR, YN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  return read_from ("papers", id, error);
}

/* Under @lock. What the program carries stands as it was compiled; NULL without error: nowhere. */
static YnService *
find_carried (const char *id, GError **error)
{
  YnService *service = g_hash_table_lookup (shelf, id);
  g_autoptr (GError) reason = NULL;

  if (service == NULL && (service = read_service (id, &reason)) != NULL)
    g_hash_table_insert (shelf, (gpointer) yn_service_id (service), service);
  if (service == NULL && !g_error_matches (reason, YN_ERROR, YN_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&reason));
  return service;
}

/* Under @lock. @folder: where it lies, borrowed. */
static GBytes *
read_from_folders (const char *name, const char **folder)
{
  for (guint i = 0; folders != NULL && i < folders->len; i++)
    {
      g_autofree char *path = g_build_filename (g_ptr_array_index (folders, i), name, NULL);
      GBytes *bytes = yn_bytes_read (path, YN_SERVICE_MAX_BYTES, NULL); /* whoever puts files there may put a pipe */

      *folder = g_ptr_array_index (folders, i);
      if (bytes != NULL)
        return bytes;
    }
  return NULL;
}

/* @file calls itself @id, or cannot be used. */
static YnService *
own_service (GBytes *file, const char *folder, const char *id, GError **error)
{
  g_autoptr (YnService) service = yn_service_new (file, error);

  if (service == NULL)
    return NULL;
  if (!g_str_equal (yn_service_id (service), id))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "%s.json calls itself %s", id, yn_service_id (service));
      return NULL;
    }
  service->own = TRUE;
  service->file = g_bytes_ref (file);
  service->folder = g_strdup (folder);
  return g_steal_pointer (&service);
}

/* Under @lock. Compiled again where the file has changed; who holds the earlier one keeps it. */
static YnService *
find_in_folders (const char *id, GError **error)
{
  static GHashTable *own; /* id -> YnService */
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  const char *folder;
  g_autoptr (GBytes) bytes = read_from_folders (name, &folder);
  YnService *service;

  if (own == NULL)
    own = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yn_service_unref);
  service = bytes != NULL ? g_hash_table_lookup (own, id) : NULL;
  if (bytes == NULL || (service != NULL && g_bytes_equal (service->file, bytes)))
    return service;
  service = own_service (bytes, folder, id, error);
  if (service != NULL)
    g_hash_table_replace (own, (gpointer) yn_service_id (service), service);
  return service;
}

YnService *
yn_service_find (const char *id, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GError) reason = NULL;
  YnService *service = NULL;

  if (id != NULL && yn_service_is_name (id))
    {
      locker = g_mutex_locker_new (&lock);
      if (shelf == NULL)
        shelf = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yn_service_unref);
      service = find_carried (id, &reason);
      if (service == NULL && reason == NULL)
        service = find_in_folders (id, &reason);
    }
  if (service != NULL)
    return yn_service_ref (service);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no service has the id \"%s\"", id != NULL ? id : "");
  return NULL;
}

gboolean
yn_service_is_own (const YnService *service)
{
  return service->own;
}

/* --- as it was -------------------------------------------------------------------------------------------------- */

static char *
earlier_name (const char *sha256)
{
  return g_strdup_printf (EARLIER "/%s.json", sha256);
}

/* Beside itself, or in the first folder that was added. NULL: there is none; new. */
static char *
earlier_path (const YnService *service)
{
  g_autofree char *name = earlier_name (service->sha256);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (service->folder != NULL)
    return g_build_filename (service->folder, name, NULL);
  return folders != NULL ? g_build_filename (g_ptr_array_index (folders, 0), name, NULL) : NULL;
}

gboolean
yn_service_keep (const YnService *service, GError **error)
{
  g_autofree char *path = earlier_path (service);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GError) cause = NULL;
  const char *text;
  gsize length;

  if (path == NULL || g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_mkdir_with_parents (folder, 0700); /* where that fails, writing does */
  whole = yn_service_whole (service);
  text = g_bytes_get_data (whole, &length);
  if (g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &cause))
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "%s", cause->message);
  return FALSE;
}

/* Under @lock. Compiled once, like what the program carries. NULL: it was not kept, or is not what its name says. */
static YnService *
find_kept (const char *id, const char *sha256)
{
  static GHashTable *kept; /* SHA-256 -> YnService */
  g_autofree char *name = earlier_name (sha256);
  const char *folder;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *found = NULL;
  YnService *service;

  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yn_service_unref);
  service = g_hash_table_lookup (kept, sha256);
  if (service != NULL)
    return g_str_equal (yn_service_id (service), id) ? service : NULL;
  bytes = read_from_folders (name, &folder);
  found = bytes != NULL ? yn_sha256 (bytes) : NULL;
  if (g_strcmp0 (found, sha256) != 0)
    return NULL;
  service = yn_service_new_whole (bytes, NULL);
  if (service == NULL)
    return NULL;
  service->own = find_carried (yn_service_id (service), NULL) == NULL;
  g_hash_table_insert (kept, (gpointer) yn_service_sha256 (service), service);
  return g_str_equal (yn_service_id (service), id) ? service : NULL;
}

YnService *
yn_service_find_as (const char *id, const char *sha256, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (YnService) today = yn_service_find (id, &reason);
  g_autoptr (GMutexLocker) locker = NULL;
  YnService *kept;

  if (today != NULL && g_strcmp0 (yn_service_sha256 (today), sha256) == 0)
    return g_steal_pointer (&today);
  if (id != NULL && sha256 != NULL && yn_service_is_name (id) && yn_sha256_is (sha256))
    {
      locker = g_mutex_locker_new (&lock);
      kept = find_kept (id, sha256);
      if (kept != NULL)
        return yn_service_ref (kept);
    }
  if (today == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, YN_ERROR, YN_ERROR_OTHER_VERSION, "made with another version of %s than %s", id,
                 yn_service_version (today));
  return NULL;
}

/* --- folders ---------------------------------------------------------------------------------------------------- */

void
yn_services_add_folder (const char *folder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (folders == NULL)
    folders = g_ptr_array_new_with_free_func (g_free);
  if (!g_ptr_array_find_with_equal_func (folders, folder, g_str_equal, NULL))
    g_ptr_array_add (folders, g_strdup (folder));
}

char **
yn_service_folders (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  GStrvBuilder *builder = g_strv_builder_new ();
  char **all;

  for (guint i = 0; folders != NULL && i < folders->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (folders, i));
  all = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return all;
}

static void
add_name (GPtrArray *ids, const char *name)
{
  g_autofree char *id = g_str_has_suffix (name, ".json") ? g_strndup (name, strlen (name) - 5) : NULL;

  if (id != NULL && yn_service_is_name (id) && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_steal_pointer (&id));
}

static void
add_names_of_folders (GPtrArray *ids)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  for (guint i = 0; folders != NULL && i < folders->len; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (g_ptr_array_index (folders, i), 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        add_name (ids, name);
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
yn_services_all (void)
{
  g_auto (GStrv) names = yn_data_list ("services");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *services = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_service_unref);

  for (guint i = 0; names[i] != NULL; i++)
    add_name (ids, names[i]);
  add_names_of_folders (ids);
  g_ptr_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) error = NULL;
      YnService *service = yn_service_find (g_ptr_array_index (ids, i), &error);

      if (service != NULL)
        g_ptr_array_add (services, service);
      else
        g_debug ("%s", error->message); /* yn_services_faulty() says it to whoever can mend it */
    }
  return services;
}
