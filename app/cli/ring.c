/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/ring.h"

#include "cli/opening.h"

struct _YnRing
{
  YnChair *chair;
  YnDesk *desk;
  char **paths;      /* named and not opened yet, from @next on */
  guint next;
  gboolean token;    /* still to be opened */
  GHashTable *own;   /* roles whose key of the data folder is open */
  GPtrArray *opened; /* of YnKey */
};

YnRing *
yn_ring_new (YnChair *chair, YnDesk *desk, char **paths)
{
  YnRing *ring = g_new0 (YnRing, 1);

  ring->chair = chair;
  ring->desk = g_object_ref (desk);
  ring->paths = g_strdupv (paths);
  ring->token = chair->token != NULL;
  ring->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ring->opened = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_key_unref);
  return ring;
}

void
yn_ring_free (YnRing *ring)
{
  if (ring == NULL)
    return;
  g_object_unref (ring->desk);
  g_strfreev (ring->paths);
  g_hash_table_unref (ring->own);
  g_ptr_array_unref (ring->opened);
  g_free (ring);
}

static const char *
role_of (const YnSigner *signer)
{
  return signer != NULL && signer->person ? signer->role : "enterprise-seal";
}

/* The key of the data folder that was made for that role. New. */
static char *
own_path (YnRing *ring, const char *role)
{
  g_autoptr (GPtrArray) own = yn_desk_keys (ring->desk);

  for (guint i = 0; i < own->len; i++)
    {
      const YnKeyFile *file = g_ptr_array_index (own, i);

      if (g_strcmp0 (file->role, role) == 0)
        return g_strdup (file->path);
    }
  return NULL;
}

/* Opens the next key that there is. FALSE without error: there is none. */
static gboolean
open_next (YnRing *ring, const YnSigner *signer, GError **error)
{
  const char *role = role_of (signer);
  g_autofree char *path = NULL;
  YnKey *key;

  if (ring->paths != NULL && ring->paths[ring->next] != NULL)
    path = g_strdup (ring->paths[ring->next++]);
  else if (ring->token)
    ring->token = FALSE;
  else if (ring->paths == NULL && ring->chair->token == NULL && g_hash_table_add (ring->own, g_strdup (role)))
    path = own_path (ring, role);
  else
    return FALSE;
  if (path == NULL && ring->chair->token == NULL)
    return FALSE;
  key = yn_open_key (ring->chair, path, error);
  if (key == NULL)
    return FALSE;
  g_ptr_array_add (ring->opened, key);
  return TRUE;
}

/* One that names nobody may sign, but never before one that names the signer; where the code was not compared, that
 * is said. */
static YnKey *
find (YnRing *ring, const YnSigner *signer, GError **error)
{
  YnKey *silent = NULL;
  YnMatch name, code;

  for (guint i = 0; i < ring->opened->len; i++)
    {
      YnKey *key = g_ptr_array_index (ring->opened, i);

      g_clear_error (error);
      if (!yn_desk_suits (ring->desk, yn_key_certificate (key), signer, &name, &code, error))
        continue;
      if (*error == NULL && code != YN_MATCH_CANNOT_TELL)
        {
          if (name == YN_MATCH_NO && signer != NULL)
            yn_say_other_name (yn_key_certificate (key), signer->name);
          return yn_key_ref (key);
        }
      silent = key;
    }
  if (silent == NULL)
    return NULL;
  yn_say_not_compared (ring->chair);
  g_clear_error (error);
  return yn_key_ref (silent);
}

YnKey *
yn_ring_key_for (YnRing *ring, const YnSigner *signer, GError **error)
{
  g_autoptr (GError) misfit = NULL, trouble = NULL;
  YnKey *key = find (ring, signer, &misfit);

  while (key == NULL && open_next (ring, signer, &trouble))
    key = find (ring, signer, &misfit);
  if (key != NULL)
    return key;
  if (trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));
  else if (misfit != NULL)
    g_propagate_error (error, g_steal_pointer (&misfit));
  else
    g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND,
                         "no key: name one with --key or --token, or `yinuoctl key make`");
  return NULL;
}
