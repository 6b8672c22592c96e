/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/softkey.h"

#include "signing/algorithm.h"

#include <openssl/err.h>

#define ITERATIONS 200000

struct _YnNewKey
{
  EVP_PKEY *pair;
};

static const struct
{
  const char *name;
  unsigned int bits; /* RSA */
  const char *curve; /* ECDSA */
} kinds[] = {
  [YN_KEY_RSA_2048] = { "rsa-2048", 2048, NULL }, [YN_KEY_RSA_3072] = { "rsa-3072", 3072, NULL },
  [YN_KEY_RSA_4096] = { "rsa-4096", 4096, NULL }, [YN_KEY_P256] = { "p-256", 0, "P-256" },
  [YN_KEY_P384] = { "p-384", 0, "P-384" },        [YN_KEY_SM2] = { "sm2", 0, NULL },
};

gboolean
yn_new_key_algorithm_from_name (const char *name, YnKeyAlgorithm *algorithm)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (name, kinds[i].name) == 0)
      {
        *algorithm = (YnKeyAlgorithm) i;
        return TRUE;
      }
  return FALSE;
}

YnNewKey *
yn_new_key_make (YnKeyAlgorithm algorithm, GError **error)
{
  EVP_PKEY *pair = NULL;
  YnNewKey *key;

  g_return_val_if_fail ((guint) algorithm < G_N_ELEMENTS (kinds), NULL);
  if (kinds[algorithm].curve != NULL)
    pair = EVP_EC_gen (kinds[algorithm].curve);
  else if (kinds[algorithm].bits != 0)
    pair = EVP_RSA_gen (kinds[algorithm].bits);
  else
    pair = EVP_PKEY_Q_keygen (NULL, NULL, "SM2");
  if (pair == NULL)
    {
      yn_crypto_fail (error, YN_ERROR_FAILED, "cannot make a key");
      return NULL;
    }
  key = g_new0 (YnNewKey, 1);
  key->pair = pair;
  return key;
}

void
yn_new_key_free (YnNewKey *key)
{
  if (key == NULL)
    return;
  EVP_PKEY_free (key->pair);
  g_free (key);
}

GBytes *
yn_new_key_request (YnNewKey *key, const char *name, const char *uscc, GError **error)
{
  return yn_new_key_request_person (key, name, name, uscc, error);
}

GBytes *
yn_new_key_request_person (YnNewKey *key, const char *person, const char *organization, const char *uscc,
                           GError **error)
{
  g_autoptr (X509_REQ) request = X509_REQ_new ();
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  unsigned char *der = NULL;
  int length;
  GBytes *bytes;

  if (!yn_crypto_name_fill_person (X509_REQ_get_subject_name (request), person, organization, uscc, error))
    return NULL;
  if (X509_REQ_set_version (request, X509_REQ_VERSION_1) != 1 || X509_REQ_set_pubkey (request, key->pair) != 1
      || !yn_algorithm_begin_sign (context, key->pair, yn_algorithm_of (key->pair)->digest)
      || X509_REQ_sign_ctx (request, context) <= 0 || (length = i2d_X509_REQ (request, &der)) <= 0)
    {
      yn_crypto_fail (error, YN_ERROR_FAILED, "cannot make a certificate request");
      return NULL;
    }
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  return bytes;
}

/* PBES2 with AES-256 for key and certificates alike. */
static PKCS12 *
lock_up (EVP_PKEY *pair, X509 *leaf, YnX509Stack *issuers, YnSecret *password)
{
  return PKCS12_create (yn_secret_text (password), NULL, pair, leaf, issuers, NID_aes_256_cbc, NID_aes_256_cbc,
                        ITERATIONS, ITERATIONS, 0);
}

gboolean
yn_new_key_save (YnNewKey *key, GBytes *chain_pem, YnSecret *password, const char *path, GError **error)
{
  gsize length;
  const void *pem = g_bytes_get_data (chain_pem, &length);
  g_autoptr (YnX509Stack) chain = yn_crypto_read_pem (pem, length);
  g_autoptr (X509) leaf = NULL;
  g_autoptr (PKCS12) pkcs12 = NULL;
  unsigned char *der = NULL;
  int size;
  gboolean written;

  if (chain == NULL || X509_check_private_key (sk_X509_value (chain, 0), key->pair) != 1)
    return yn_crypto_fail (error, YN_ERROR_NONSENSE, "not a certificate for this key");
  leaf = sk_X509_shift (chain);
  pkcs12 = lock_up (key->pair, leaf, chain, password);
  if (pkcs12 == NULL || (size = i2d_PKCS12 (pkcs12, &der)) <= 0)
    return yn_crypto_fail (error, YN_ERROR_FAILED, "cannot encrypt the key");
  written = g_file_set_contents_full (path, (const char *) der, size,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL);
  OPENSSL_free (der);
  ERR_clear_error ();
  if (!written)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "the key file cannot be written");
  return written;
}
