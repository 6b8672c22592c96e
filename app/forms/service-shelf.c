/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The services that the program carries. A service is compiled when it is first asked for, and kept. */

#include "forms/service.h"

#include <string.h>
#include "base/data.h"
#include "base/error.h"

static GMutex lock;
static GHashTable *shelf; /* id -> YnService, under @lock */

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
static gboolean
is_service_name (const char *id)
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

YnService *
yn_service_find (const char *id, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  YnService *service;

  if (id == NULL || !is_service_name (id))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no service has the id \"%s\"", id != NULL ? id : "");
      return NULL;
    }
  locker = g_mutex_locker_new (&lock);
  if (shelf == NULL)
    shelf = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yn_service_unref);
  service = g_hash_table_lookup (shelf, id);
  if (service == NULL)
    {
      service = read_service (id, error);
      if (service == NULL)
        return NULL;
      g_hash_table_insert (shelf, (gpointer) yn_service_id (service), service);
    }
  return yn_service_ref (service);
}

GPtrArray *
yn_services_all (void)
{
  g_auto (GStrv) names = yn_data_list ("services");
  GPtrArray *services = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_service_unref);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *id = g_str_has_suffix (names[i], ".json") ? g_strndup (names[i], strlen (names[i]) - 5) : NULL;
      g_autoptr (GError) error = NULL;
      YnService *service;

      if (id == NULL || !is_service_name (id))
        continue;
      service = yn_service_find (id, &error);
      if (service != NULL)
        g_ptr_array_add (services, service);
      else
        g_warning ("%s", error->message);
    }
  return services;
}
