/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "rules/pack.h"

#include <string.h>
#include "base/clock.h"
#include "base/data.h"
#include "base/error.h"

struct _YnPack
{
  char *id;
  YnJson *json;
};

static YnPack *
pack_read (const char *file)
{
  g_autofree char *path = g_strconcat ("rules/", file, NULL);
  g_autoptr (YnJson) json = yn_data_json (path, NULL);
  YnPack *pack;

  /* Holidays and words lie in the same folder; what has a track is a pack. */
  if (yn_json_get_string (json, "track") == NULL || yn_json_get_string (json, "id") == NULL)
    return NULL;
  pack = g_new0 (YnPack, 1);
  pack->id = g_strdup (yn_json_get_string (json, "id"));
  pack->json = g_steal_pointer (&json);
  return pack;
}

static GPtrArray *
packs (void)
{
  static GPtrArray *loaded;

  if (g_once_init_enter (&loaded))
    {
      g_auto (GStrv) files = yn_data_list ("rules");
      GPtrArray *read = g_ptr_array_new ();

      for (char **file = files; *file != NULL; file++)
        {
          YnPack *pack = pack_read (*file);

          if (pack != NULL)
            g_ptr_array_add (read, pack);
        }
      g_once_init_leave (&loaded, read);
    }
  return loaded;
}

const YnPack *
yn_pack_find (const char *id, GError **error)
{
  for (guint i = 0; id != NULL && i < packs ()->len; i++)
    {
      const YnPack *pack = g_ptr_array_index (packs (), i);

      if (strcmp (pack->id, id) == 0)
        return pack;
    }
  g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no rule pack of that id");
  return NULL;
}

static gboolean
pack_in_force (const YnPack *pack, const char *day)
{
  const char *from = yn_json_get_string (pack->json, "from");
  const char *to = yn_json_get_string (pack->json, "to");

  return g_strcmp0 (yn_json_get_string (pack->json, "track"), "general") == 0
         && from != NULL && yn_day_compare (from, day) <= 0
         && (to == NULL || yn_day_compare (day, to) <= 0);
}

const YnPack *
yn_pack_on (const char *day)
{
  if (!yn_day_valid (day))
    return NULL;
  for (guint i = 0; i < packs ()->len; i++)
    {
      const YnPack *pack = g_ptr_array_index (packs (), i);

      if (pack_in_force (pack, day))
        return pack;
    }
  return NULL;
}

const char *
yn_pack_id (const YnPack *pack)
{
  return pack->id;
}

const char *
yn_pack_document (const YnPack *pack)
{
  const char *document = yn_json_get_string (pack->json, "document");

  return document != NULL ? document : "";
}

const YnJson *
yn_pack_json (const YnPack *pack)
{
  return pack->json;
}
