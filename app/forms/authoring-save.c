/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A paper names its service and its clauses by id and version: what was once saved and then changed gets another
 * version, so that no two texts ever go by one name. */

#include "forms/authoring-parts.h"

#include <stdlib.h>
#include <string.h>

/* "1" -> "2", "1.9" -> "1.10". New. */
static char *
version_above (const char *version)
{
  const char *point = strrchr (version, '.');
  const char *last = point != NULL ? point + 1 : version;

  return g_strdup_printf ("%.*s%lu", (int) (last - version), version, strtoul (last, NULL, 10) + 1);
}

/* Whether @version comes behind @other, part by part. */
static gboolean
is_above (const char *version, const char *other)
{
  while (*version != '\0' && *other != '\0')
    {
      char *rest, *other_rest;
      unsigned long a = strtoul (version, &rest, 10), b = strtoul (other, &other_rest, 10);

      if (a != b)
        return a > b;
      version = *rest == '.' ? rest + 1 : "";
      other = *other_rest == '.' ? other_rest + 1 : "";
    }
  return *version != '\0';
}

/* The version at @pointer of what was saved as @old. */
static void
raise_version (YnJson **json, const char *pointer, const char *old)
{
  const char *now = yn_json_string (yn_json_pointer (*json, pointer));
  g_autofree char *above = NULL;
  g_autoptr (YnJson) value = NULL;

  if (old == NULL || (now != NULL && is_above (now, old)))
    return;
  above = version_above (old);
  value = yn_json_new_string (above);
  yn_json_put (json, pointer, value);
}

static const YnJson *
clause_named (const YnJson *clauses, const char *id)
{
  for (guint i = 0; i < yn_json_size (clauses); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (clauses, i), "id"), id) == 0)
      return yn_json_at (clauses, i);
  return NULL;
}

static void
raise_clauses (YnJson **json, const YnJson *saved)
{
  for (guint i = 0; i < yn_json_size (yn_json_get (*json, "clauses")); i++)
    {
      const YnJson *clause = yn_json_at (yn_json_get (*json, "clauses"), i);
      const YnJson *before = clause_named (yn_json_get (saved, "clauses"), yn_json_get_string (clause, "id"));
      g_autofree char *pointer = g_strdup_printf ("/clauses/%u/version", i);

      if (before == NULL || yn_json_get (clause, "zh") == NULL
          || (g_strcmp0 (yn_json_get_string (clause, "zh"), yn_json_get_string (before, "zh")) == 0
              && g_strcmp0 (yn_json_get_string (clause, "en"), yn_json_get_string (before, "en")) == 0))
        continue;
      raise_version (json, pointer, yn_json_get_string (before, "version"));
    }
}

gboolean
yn_authoring_is_changed (YnAuthoring *authoring)
{
  return authoring->saved_json == NULL || !yn_authoring_same (authoring->json, authoring->saved_json);
}

GBytes *
yn_authoring_print (YnAuthoring *authoring)
{
  g_autoptr (YnJson) json = yn_json_ref (authoring->json);

  if (!yn_authoring_is_changed (authoring))
    return g_bytes_ref (authoring->saved);
  if (authoring->saved_json != NULL
      && g_strcmp0 (yn_json_get_string (json, "id"), yn_json_get_string (authoring->saved_json, "id")) == 0)
    {
      raise_version (&json, "/version", yn_json_get_string (authoring->saved_json, "version"));
      raise_clauses (&json, authoring->saved_json);
    }
  return yn_json_print_bytes (json, YN_JSON_PRETTY);
}

char *
yn_authoring_next_version (YnAuthoring *authoring)
{
  g_autoptr (GBytes) bytes = yn_authoring_print (authoring);
  g_autoptr (YnJson) saved = yn_json_parse_bytes (bytes, NULL);

  return g_strdup (yn_json_get_string (saved, "version"));
}

gboolean
yn_authoring_resume (YnAuthoring *authoring, GBytes *bytes)
{
  g_autoptr (YnAuthoring) other = yn_authoring_open (bytes, NULL);

  return other != NULL && yn_authoring_put (authoring, "", other->json, NULL);
}

void
yn_authoring_saved (YnAuthoring *authoring, GBytes *bytes)
{
  g_autoptr (YnJson) json = yn_json_parse_bytes (bytes, NULL);

  if (json == NULL)
    return;
  g_clear_pointer (&authoring->saved, g_bytes_unref);
  authoring->saved = g_bytes_ref (bytes);
  yn_json_unref (authoring->saved_json);
  authoring->saved_json = yn_json_ref (json);
  yn_json_unref (authoring->json);
  authoring->json = g_steal_pointer (&json);
  g_clear_pointer (&authoring->typing, g_free);
}
