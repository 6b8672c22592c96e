/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/changes.h"

#include <string.h>

typedef struct
{
  GHashTable *pointers;
  GString *at;
} Changes;

static gboolean compare (Changes *self, const YnJson *before, const YnJson *after);

/* With one more token at the end of the pointer. */
static gboolean
compare_at (Changes *self, const char *token, const YnJson *before, const YnJson *after)
{
  gsize length = self->at->len;
  gboolean differs;

  g_string_append_c (self->at, '/');
  if (strpbrk (token, "~/") != NULL)
    {
      g_autofree char *escaped = yn_json_pointer_escape (token);

      g_string_append (self->at, escaped);
    }
  else
    g_string_append (self->at, token);
  differs = compare (self, before, after);
  g_string_truncate (self->at, length);
  return differs;
}

/* Members stand in the same order in both, as a rule: looking a name up is the exception. */
static gboolean
compare_objects (Changes *self, const YnJson *before, const YnJson *after)
{
  gboolean differs = FALSE;
  guint shared = 0;

  for (guint i = 0; i < yn_json_size (after); i++)
    {
      const char *name = yn_json_name_at (after, i);
      const YnJson *old = NULL;

      if (shared < yn_json_size (before) && g_str_equal (yn_json_name_at (before, shared), name))
        old = yn_json_at (before, shared++);
      else if ((old = yn_json_get (before, name)) != NULL)
        shared = yn_json_index_of (before, old) + 1;
      differs |= compare_at (self, name, old, yn_json_at (after, i));
    }
  for (guint i = 0; i < yn_json_size (before); i++)
    {
      const char *name = yn_json_name_at (before, i);

      if ((i >= yn_json_size (after) || !g_str_equal (yn_json_name_at (after, i), name))
          && yn_json_get (after, name) == NULL)
        differs |= compare_at (self, name, yn_json_at (before, i), NULL);
    }
  return differs;
}

static gboolean
compare_arrays (Changes *self, const YnJson *before, const YnJson *after)
{
  gboolean differs = yn_json_size (before) != yn_json_size (after);

  for (guint i = 0; i < MAX (yn_json_size (before), yn_json_size (after)); i++)
    {
      char token[16];

      g_snprintf (token, sizeof token, "%u", i);
      differs |= compare_at (self, token, i < yn_json_size (before) ? yn_json_at (before, i) : NULL,
                             i < yn_json_size (after) ? yn_json_at (after, i) : NULL);
    }
  return differs;
}

static gboolean
compare (Changes *self, const YnJson *before, const YnJson *after)
{
  const YnJson *one = after != NULL ? after : before;
  gboolean alike = before == NULL || after == NULL || yn_json_kind (before) == yn_json_kind (after);
  gboolean differs;

  if (before == after)
    return FALSE;
  if (alike && yn_json_is (one, YN_JSON_OBJECT))
    differs = compare_objects (self, before, after) || before == NULL || after == NULL;
  else if (alike && yn_json_is (one, YN_JSON_ARRAY))
    differs = compare_arrays (self, before, after) || before == NULL || after == NULL;
  else
    differs = before == NULL || after == NULL || !yn_json_equal (before, after);
  if (differs)
    g_hash_table_add (self->pointers, g_strdup (self->at->str));
  return differs;
}

GHashTable *
yn_changes_between (const YnJson *before, const YnJson *after)
{
  Changes self = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), g_string_new (NULL) };

  compare (&self, before, after);
  g_string_free (self.at, TRUE);
  return self.pointers;
}
