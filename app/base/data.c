/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/data.h"

#include <string.h>
#include "base/error.h"
#include "yinuo-data.h"

#define ROOT "/org/yinuo/data/"

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Asked by name: the library is static, and a linker drops an object that nobody names. */
static GResource *
resource (void)
{
  return yn_data_get_resource ();
}

GBytes *
yn_data_bytes (const char *path, GError **error)
{
  g_autofree char *place = g_strconcat (ROOT, path, NULL);
  GBytes *bytes = g_resource_lookup_data (resource (), place, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes == NULL)
    g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no data file %s", path);
  return bytes;
}

YnJson *
yn_data_json (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = yn_data_bytes (path, error);

  if (bytes == NULL)
    return NULL;
  return yn_json_parse_bytes (bytes, error);
}

char **
yn_data_list (const char *folder)
{
  g_autofree char *place = g_strconcat (ROOT, folder, NULL);
  char **names = g_resource_enumerate_children (resource (), place, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (names == NULL)
    return g_new0 (char *, 1);
  qsort (names, g_strv_length (names), sizeof *names, compare_texts);
  return names;
}
