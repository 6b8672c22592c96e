/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/verify-changes.h"

#include <string.h>

void
yn_change_free (YnChange *change)
{
  if (change == NULL)
    return;
  g_free (change->code);
  g_free (change->name);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

gboolean
yn_comparison_note (YnComparison *comparison,
                    YnVerdict allowed,
                    const char *code,
                    guint page,
                    const char *name)
{
  const char *bare = name != NULL && name[0] == '/' ? name + 1 : name;
  YnChange *change;

  for (guint i = 0; i < comparison->changes->len; i++)
    {
      YnChange *known = g_ptr_array_index (comparison->changes, i);

      if (!g_str_equal (known->code, code) || g_strcmp0 (known->name, bare) != 0
          || (known->page != page && (bare == NULL || (known->page != 0 && page != 0))))
        continue;
      known->page = MAX (known->page, page); /* the form told of it before its page did */
      return allowed != YN_VERDICT_NO;
    }
  change = g_new0 (YnChange, 1);
  change->code = g_strdup (code);
  change->page = page;
  change->name = g_strdup (bare);
  change->allowed = allowed;
  g_ptr_array_add (comparison->changes, change);
  return allowed != YN_VERDICT_NO;
}

void
yn_comparison_refuse (YnComparison *comparison, const char *code, guint page, const char *name)
{
  yn_comparison_note (comparison, YN_VERDICT_NO, code, page, name);
}

void
yn_comparison_account (YnComparison *comparison, guint id)
{
  if (id != 0)
    g_hash_table_add (comparison->accounted, GUINT_TO_POINTER (id));
}

const YnPlaces *
yn_comparison_places (YnComparison *comparison)
{
  if (comparison->places == NULL)
    comparison->places = yn_places_new (comparison->before);
  return comparison->places;
}

gboolean
yn_comparison_same_object (YnComparison *comparison, guint id)
{
  return yn_pdf_object_same (comparison->before, comparison->after, id);
}

/* The same reference, or the same text where it is direct. */
gboolean
yn_comparison_same_value (YnComparison *comparison, const char *path)
{
  guint before_id = yn_pdf_object_id (comparison->before, path);
  guint after_id = yn_pdf_object_id (comparison->after, path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (before_id != 0 || after_id != 0)
    return before_id == after_id;
  before = yn_pdf_unparse (comparison->before, path);
  after = yn_pdf_unparse (comparison->after, path);
  return g_strcmp0 (before, after) == 0;
}

/* Of the dictionaries at @path: the first key that differs and is none of @free. New; NULL: there is none. */
char *
yn_comparison_changed_key (YnComparison *comparison, const char *path, const char *const *free)
{
  g_auto (GStrv) before = yn_pdf_keys (comparison->before, path);
  g_auto (GStrv) after = yn_pdf_keys (comparison->after, path);
  char **both[] = { before, after };

  for (guint side = 0; side < 2; side++)
    for (char **key = both[side]; key != NULL && *key != NULL; key++)
      {
        g_autofree char *value_path = g_strconcat (path, *key, NULL);

        if (!g_strv_contains (free, *key) && !yn_comparison_same_value (comparison, value_path))
          return g_strdup (*key);
      }
  return before == NULL || after == NULL ? g_strdup ("/") : NULL;
}

gboolean
yn_comparison_only_keys (YnComparison *comparison, const char *path, const char *const *free)
{
  g_autofree char *key = yn_comparison_changed_key (comparison, path, free);

  return key == NULL;
}
