/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "token/skf-address.h"

#include <string.h>

#define SCHEME "skf:"

char *
skf_address_module (const char *address)
{
  const char *path = address + strlen (SCHEME);
  g_autofree char *escaped = NULL;

  if (!g_str_has_prefix (address, SCHEME "/"))
    return NULL;
  escaped = g_strndup (path, strcspn (path, "?"));
  return g_uri_unescape_string (escaped, NULL);
}

/* What is not said, or not asked, fits everything. */
static gboolean
fits (GHashTable *said, const char *name, const char *value)
{
  const char *wanted = g_hash_table_lookup (said, name);

  return wanted == NULL || value == NULL || g_str_equal (wanted, value);
}

gboolean
skf_address_fits (const char *address, const char *device, const char *application, const char *container)
{
  const char *query = g_str_has_prefix (address, SCHEME) ? strchr (address, '?') : NULL;
  g_autoptr (GHashTable) said = query == NULL ? NULL : g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_NONE, NULL);

  return query == NULL
         || (said != NULL && fits (said, "device", device) && fits (said, "application", application)
             && fits (said, "container", container));
}

char *
skf_address_new (const char *module, const char *device, const char *application, const char *container)
{
  g_autofree char *path = g_uri_escape_string (module, "/", FALSE);
  g_autofree char *escaped_device = g_uri_escape_string (device, NULL, FALSE);
  g_autofree char *escaped_application = g_uri_escape_string (application, NULL, FALSE);
  g_autofree char *escaped_container = container == NULL ? NULL : g_uri_escape_string (container, NULL, FALSE);

  return g_strconcat (SCHEME, path, "?device=", escaped_device, "&application=", escaped_application,
                      container == NULL ? NULL : "&container=", escaped_container, NULL);
}
