/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What was seen of tokens, as it is handed about; and the one key that an address means. */

#include "signing/token.h"

#include "signing/certificate.h"
#include "signing/token-login.h"

void
yn_token_key_free (YnTokenKey *key)
{
  if (key == NULL)
    return;
  g_free (key->address);
  g_free (key->module);
  g_free (key->token);
  g_free (key->maker);
  g_free (key->model);
  g_free (key->serial);
  g_clear_pointer (&key->certificate, yn_certificate_free);
  g_clear_pointer (&key->chain, g_bytes_unref);
  g_clear_pointer (&key->login, yn_token_login_unref);
  g_free (key);
}

static YnCertificate *
first_of (GBytes *chain_pem)
{
  gsize length;
  const void *pem = g_bytes_get_data (chain_pem, &length);
  g_autoptr (YnX509Stack) chain = yn_crypto_read_pem (pem, length);

  return yn_certificate_read (sk_X509_value (chain, 0));
}

YnTokenKey *
yn_token_key_copy (const YnTokenKey *key)
{
  YnTokenKey *copy = g_new0 (YnTokenKey, 1);

  *copy = *key;
  copy->address = g_strdup (key->address);
  copy->module = g_strdup (key->module);
  copy->token = g_strdup (key->token);
  copy->maker = g_strdup (key->maker);
  copy->model = g_strdup (key->model);
  copy->serial = g_strdup (key->serial);
  copy->certificate = key->chain != NULL ? first_of (key->chain) : NULL;
  copy->chain = key->chain != NULL ? g_bytes_ref (key->chain) : NULL;
  copy->login = key->login != NULL ? yn_token_login_ref (key->login) : NULL;
  return copy;
}

void
yn_token_link_free (YnTokenLink *link)
{
  g_free (link->about);
  g_clear_error (&link->error);
  g_free (link);
}

void
yn_token_sight_free (YnTokenSight *sight)
{
  g_ptr_array_unref (sight->keys);
  g_ptr_array_unref (sight->hidden);
  g_ptr_array_unref (sight->unfit);
  g_ptr_array_unref (sight->links);
  g_free (sight);
}

YnTokenSight *
yn_token_sight_new (void)
{
  YnTokenSight *sight = g_new0 (YnTokenSight, 1);

  sight->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_token_key_free);
  sight->hidden = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_token_key_free);
  sight->unfit = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_token_key_free);
  sight->links = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_token_link_free);
  return sight;
}

const YnTokenKey *
yn_token_sight_key (const YnTokenSight *sight, const char *token)
{
  for (guint i = 0; i < sight->keys->len; i++)
    {
      const YnTokenKey *key = g_ptr_array_index (sight->keys, i);

      if (g_strcmp0 (key->token, token) == 0)
        return key;
    }
  return NULL;
}

static const char *const order[] = { "reader", "driver", "slot", "token", "login", "certificate", "pin" };

static guint
place_of (const char *name)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (order) && !g_str_equal (order[i], name))
    i++;
  return i;
}

static void
insert (YnTokenSight *sight, int index, const char *name, const char *about, YnTokenLinkState state,
        GError *error)
{
  YnTokenLink *link = g_new0 (YnTokenLink, 1);

  link->link = name;
  link->about = g_strdup (about);
  link->state = state;
  link->error = error;
  g_ptr_array_insert (sight->links, index, link);
}

void
yn_token_sight_add (YnTokenSight *sight, int index, const char *name, const char *about, GError *error)
{
  insert (sight, index, name, about, error == NULL ? YN_TOKEN_LINK_HOLDS : YN_TOKEN_LINK_FAILS, error);
}

void
yn_token_sight_remark (YnTokenSight *sight, const char *name, const char *about, GError *error)
{
  insert (sight, -1, name, about, YN_TOKEN_LINK_TO_MIND, error);
}

/* "login" is there only where something hides. */
void
yn_token_sight_fail (YnTokenSight *sight, const char *name, const char *about, GError *error)
{
  insert (sight, -1, name, about, YN_TOKEN_LINK_FAILS, error);
  for (guint i = place_of (name) + 1; i < G_N_ELEMENTS (order); i++)
    if (!g_str_equal (order[i], "login"))
      insert (sight, -1, order[i], "", YN_TOKEN_LINK_NOT_REACHED, NULL);
}

/* Of several drivers the one that came furthest is the one that the person means. */
GError *
yn_token_sight_error (const YnTokenSight *sight)
{
  const YnTokenLink *nearest = NULL;

  for (guint i = 0; i < sight->links->len; i++)
    {
      const YnTokenLink *link = g_ptr_array_index (sight->links, i);

      if (link->error != NULL && (nearest == NULL || place_of (link->link) > place_of (nearest->link)))
        nearest = link;
    }
  return nearest != NULL ? g_error_copy (nearest->error)
                         : g_error_new_literal (YN_ERROR, YN_ERROR_TOKEN_EMPTY, "no certificate there");
}

YnTokenKey *
yn_token_find (const char *address, gint64 instant, GCancellable *cancellable, GError **error)
{
  const char *const addresses[] = { address, NULL };
  g_autoptr (YnTokenSight) sight = yn_token_look (addresses, instant, cancellable, error);

  if (sight == NULL)
    return NULL;
  if (sight->keys->len == 1)
    return g_ptr_array_steal_index (sight->keys, 0);
  if (sight->keys->len == 0 && sight->hidden->len == 1)
    return g_ptr_array_steal_index (sight->hidden, 0);
  if (sight->keys->len + sight->hidden->len > 1)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_TOKEN_SEVERAL, "more than one key at the address");
  else
    g_propagate_error (error, yn_token_sight_error (sight));
  return NULL;
}
