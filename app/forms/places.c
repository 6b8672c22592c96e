/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/places.h"

#include "base/text.h"
#include "forms/layout.h"

#include <string.h>

#define MAX_NESTING 16

static gboolean
is_index (const char *token)
{
  return *token != '\0' && strspn (token, "0123456789") == strlen (token);
}

/* @pointer with each token that @picks answered by @with. */
static char *
replaced (const char *pointer, gboolean (*picks) (const char *), const char *with)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);

  for (guint i = 1; tokens[0] != NULL && tokens[i] != NULL; i++)
    if (picks (tokens[i]))
      {
        g_free (tokens[i]);
        tokens[i] = g_strdup (with);
      }
  return g_strjoinv ("/", tokens);
}

static gboolean
is_star (const char *token)
{
  return g_str_equal (token, "*");
}

char *
yn_place_pattern (const char *pointer)
{
  return replaced (pointer, is_index, "*");
}

char *
yn_place_example (const char *pattern)
{
  return replaced (pattern, is_star, "0");
}

char *
yn_place_after (const char *pattern, const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) given = g_strsplit (pointer, "/", -1);
  guint next = 0;

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      if (!is_star (tokens[i]))
        continue;
      while (given[next] != NULL && !is_index (given[next]))
        next++;
      if (given[next] == NULL)
        return NULL;
      g_free (tokens[i]);
      tokens[i] = g_strdup (given[next++]);
    }
  return g_strjoinv ("/", tokens);
}

typedef struct
{
  const YnService *service;
  GPtrArray *places;
  GHashTable *seen;
  guint left; /* how many are gone into at most */
} Walk;

static void
found (Walk *walk, const char *pointer)
{
  char *pattern = yn_place_pattern (pointer);

  if (g_hash_table_add (walk->seen, pattern))
    g_ptr_array_add (walk->places, g_strdup (pattern));
}

static void
walk_schema (Walk *walk, const char *pointer, guint depth)
{
  YnSchema *schema = yn_service_schema (walk->service);
  const YnJson *members = yn_json_get (yn_schema_at (schema, pointer), "properties");
  g_autofree char *item = g_strconcat (pointer, "/0", NULL);

  if (depth == MAX_NESTING || walk->left == 0 || yn_schema_recurs (schema, pointer))
    return;
  walk->left--;
  for (guint i = 0; i < yn_json_size (members); i++)
    {
      g_autofree char *place = yn_json_pointer_below (members, pointer, i);

      if (yn_json_get (yn_schema_at (schema, place), "properties") == NULL)
        found (walk, place);
      walk_schema (walk, place, depth + 1);
    }
  if (yn_json_get (yn_schema_at (schema, item), "properties") != NULL)
    walk_schema (walk, item, depth + 1);
}

/* What only a branch of the schema describes stands in the layout where a person can be asked for it. */
static void
walk_layout (Walk *walk, const YnFormItem *item)
{
  if (item->kind == YN_FORM_ITEM_FIELD && item->pointer != NULL)
    found (walk, item->pointer);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    walk_layout (walk, g_ptr_array_index (item->items, i));
}

char **
yn_places (const YnService *service)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = { service, g_ptr_array_new (), seen, YN_FORM_MAX_PLACES };
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, nothing, YN_LANGUAGE_ZH_CN);

  walk_schema (&walk, "", 0);
  walk_layout (&walk, form);
  g_ptr_array_add (walk.places, NULL);
  return (char **) g_ptr_array_free (walk.places, FALSE);
}

static char *
plain (const char *label)
{
  g_autofree char *compact = yn_text_compact (label);

  return g_utf8_casefold (compact, -1);
}

/* "/shop/name" or "shop/name" */
static gboolean
is_pointed_at (const YnService *service, const char *place, const char *label)
{
  g_autofree char *pointer = plain (place);

  return g_str_equal (pointer, label) || g_str_equal (pointer + 1, label);
}

static gboolean
reads (const YnService *service, const char *place, const char *label)
{
  g_autofree char *example = yn_place_example (place);

  for (YnLanguage language = YN_LANGUAGE_ZH_CN; language <= YN_LANGUAGE_EN; language++)
    {
      g_autofree char *said = yn_service_label (service, example, language);
      g_autofree char *plainly = plain (said);

      if (g_str_equal (plainly, label))
        return TRUE;
    }
  return FALSE;
}

/* "name" */
static gboolean
is_named (const YnService *service, const char *place, const char *label)
{
  g_autofree char *name = plain (strrchr (place, '/') + 1);

  return g_str_equal (name, label);
}

const char *
yn_places_find (char **places, const YnService *service, const char *label)
{
  static gboolean (*const ways[]) (const YnService *, const char *, const char *) = { is_pointed_at, reads, is_named };
  g_autofree char *wanted = plain (label);
  const char *found = NULL;
  guint n = 0;

  if (*wanted == '\0')
    return NULL;
  for (guint way = 0; n == 0 && way < G_N_ELEMENTS (ways); way++)
    for (guint i = 0; places[i] != NULL; i++)
      if (ways[way] (service, places[i], wanted))
        {
          found = places[i];
          n++;
        }
  return n == 1 ? found : NULL;
}
