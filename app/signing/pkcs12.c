/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/pkcs12.h"

#include "signing/certificate.h"

#include <openssl/err.h>

#define MAX_DEPTH 4   /* safe contents inside safe contents */
#define MAX_KEYS 16

typedef STACK_OF (PKCS12_SAFEBAG) Bags;

static void
bags_free (Bags *bags)
{
  sk_PKCS12_SAFEBAG_pop_free (bags, PKCS12_SAFEBAG_free);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bags, bags_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free)

typedef struct
{
  const char *password;
  OSSL_LIB_CTX *context;
  GPtrArray *keys; /* EVP_PKEY */
  YnX509Stack *certificates;
} Collection;

static gboolean
collect_key (Collection *collection, const PKCS8_PRIV_KEY_INFO *info)
{
  EVP_PKEY *key = info != NULL ? EVP_PKCS82PKEY_ex (info, collection->context, NULL) : NULL;

  if (key != NULL)
    g_ptr_array_add (collection->keys, key);
  return key != NULL && collection->keys->len <= MAX_KEYS;
}

static gboolean
collect_shrouded (Collection *collection, const PKCS12_SAFEBAG *bag)
{
  int length = collection->password != NULL ? (int) strlen (collection->password) : 0;
  g_autoptr (PKCS8_PRIV_KEY_INFO) info
      = PKCS12_decrypt_skey_ex (bag, collection->password, length, collection->context, NULL);

  return collect_key (collection, info);
}

static gboolean
collect_certificate (Collection *collection, const PKCS12_SAFEBAG *bag)
{
  X509 *certificate;

  if (PKCS12_SAFEBAG_get_bag_nid (bag) != NID_x509Certificate)
    return TRUE;
  certificate = PKCS12_SAFEBAG_get1_cert (bag);
  if (certificate != NULL)
    sk_X509_push (collection->certificates, certificate);
  return certificate != NULL;
}

static gboolean
collect_bags (Collection *collection, const Bags *bags, int depth)
{
  gboolean whole = bags != NULL && depth < MAX_DEPTH;

  for (int i = 0; whole && i < sk_PKCS12_SAFEBAG_num (bags); i++)
    {
      const PKCS12_SAFEBAG *bag = sk_PKCS12_SAFEBAG_value (bags, i);

      switch (PKCS12_SAFEBAG_get_nid (bag))
        {
        case NID_keyBag:
          whole = collect_key (collection, PKCS12_SAFEBAG_get0_p8inf (bag));
          break;
        case NID_pkcs8ShroudedKeyBag:
          whole = collect_shrouded (collection, bag);
          break;
        case NID_certBag:
          whole = collect_certificate (collection, bag);
          break;
        case NID_safeContentsBag:
          whole = collect_bags (collection, PKCS12_SAFEBAG_get0_safes (bag), depth + 1);
          break;
        default: /* revocation lists, secrets of others: not ours to read */
          break;
        }
    }
  return whole;
}

static gboolean
collect_safes (Collection *collection, PKCS12 *pkcs12)
{
  STACK_OF (PKCS7) *safes = PKCS12_unpack_authsafes (pkcs12);
  gboolean whole = safes != NULL;

  for (int i = 0; whole && i < sk_PKCS7_num (safes); i++)
    {
      PKCS7 *safe = sk_PKCS7_value (safes, i);
      g_autoptr (Bags) bags = NULL;

      if (PKCS7_type_is_data (safe))
        bags = PKCS12_unpack_p7data (safe);
      else if (PKCS7_type_is_encrypted (safe))
        bags = PKCS12_unpack_p7encdata (safe, collection->password,
                                        collection->password != NULL ? (int) strlen (collection->password) : 0);
      else
        continue; /* encrypted for somebody's key and not by a password */
      whole = collect_bags (collection, bags, 0);
    }
  sk_PKCS7_pop_free (safes, PKCS7_free);
  return whole;
}

/* The place of a certificate that belongs to @key; -1: there is none. */
static int
certificate_of (const Collection *collection, EVP_PKEY *key, gboolean for_signing)
{
  for (int i = 0; i < sk_X509_num (collection->certificates); i++)
    {
      X509 *certificate = sk_X509_value (collection->certificates, i);

      if (X509_check_private_key (certificate, key) == 1
          && (!for_signing || yn_certificate_for_signing (certificate)))
        return i;
    }
  return -1;
}

static gboolean
choose (Collection *collection, gboolean for_signing, YnPkcs12Content *content)
{
  for (guint i = 0; i < collection->keys->len; i++)
    {
      EVP_PKEY *key = g_ptr_array_index (collection->keys, i);
      int place = certificate_of (collection, key, for_signing);

      if (place < 0)
        continue;
      EVP_PKEY_up_ref (key);
      content->key = key;
      content->leaf = sk_X509_delete (collection->certificates, place);
      content->others = g_steal_pointer (&collection->certificates);
      return TRUE;
    }
  return FALSE;
}

gboolean
yn_pkcs12_read (PKCS12 *pkcs12, const char *password, OSSL_LIB_CTX *context, YnPkcs12Content *content)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) EVP_PKEY_free);
  Collection collection = { password, context, keys, sk_X509_new_null () };
  gboolean chosen;

  content->decrypted = collect_safes (&collection, pkcs12);
  chosen = content->decrypted
           && (choose (&collection, TRUE, content) || choose (&collection, FALSE, content));
  yn_x509_stack_free (collection.certificates);
  if (chosen)
    ERR_clear_error ();
  return chosen;
}

void
yn_pkcs12_content_clear (YnPkcs12Content *content)
{
  EVP_PKEY_free (content->key);
  X509_free (content->leaf);
  yn_x509_stack_free (content->others);
  *content = (YnPkcs12Content) { NULL };
}
