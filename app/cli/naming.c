/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/naming.h"

#include "base/hash.h"
#include "desk/standing.h"

/* Under which of its two ids @given stands for it; NULL: under none. */
static const char *
id_begun (const YnStanding *standing, const char *given)
{
  if (yn_short_id_begins (standing->id, given))
    return standing->id;
  return yn_short_id_begins (standing->matter, given) ? standing->matter : NULL;
}

static const YnStanding *
named (GPtrArray *standings, const char *given, GError **error)
{
  g_autoptr (GPtrArray) meant = g_ptr_array_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *one = NULL;

  for (guint i = 0; i < standings->len; i++)
    if (id_begun (g_ptr_array_index (standings, i), given) != NULL)
      {
        g_ptr_array_add (meant, g_ptr_array_index (standings, i));
        g_ptr_array_add (ids, (gpointer) id_begun (g_ptr_array_index (standings, i), given));
      }
  g_ptr_array_add (ids, NULL);
  one = yn_short_id_among ((const char *const *) ids->pdata, given, error);
  if (one != NULL)
    return g_ptr_array_index (meant, 0);
  for (guint i = 0; i < meant->len; i++)
    {
      const YnStanding *standing = g_ptr_array_index (meant, i);

      yn_say_progress ("  %s  %s  %s", id_begun (standing, given), standing->title, standing->status);
    }
  return NULL;
}

/* A matter that is written out costs no look at all the others. */
char *
yn_name_matter (YnDesk *desk, const char *given, GError **error)
{
  g_autoptr (GPtrArray) standings = NULL;
  const YnStanding *standing;

  if (g_uuid_string_is_valid (given))
    return g_ascii_strdown (given, -1);
  standings = yn_desk_standings (desk, NULL, error);
  standing = standings == NULL ? NULL : named (standings, given, error);
  return standing == NULL ? NULL : g_strdup (standing->matter);
}

char *
yn_name_filing (YnDesk *desk, const char *given, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (given, -1);
  g_autoptr (GPtrArray) standings = NULL;
  const YnStanding *standing;

  if (yn_sha256_is (lower))
    return g_steal_pointer (&lower);
  standings = yn_desk_standings (desk, NULL, error);
  standing = standings == NULL ? NULL : named (standings, given, error);
  return standing == NULL ? NULL : g_strdup (standing->id != NULL ? standing->id : standing->matter);
}
