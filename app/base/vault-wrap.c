/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A key under a password: a byte of version, which stands for the scrypt numbers too, the salt, and
 * AES-256-GCM with a nonce of zeros; the key made by scrypt is used once, for its salt is new every time. */
#include "base/vault.h"

#include "base/error.h"
#include "base/vault-cipher.h"

#include <openssl/evp.h>
#include <string.h>

#define VERSION 1
#define SALT 16
#define HEAD (1 + SALT)
#define SCRYPT_N (1 << 15)
#define SCRYPT_R 8
#define SCRYPT_P 1
#define SCRYPT_MEMORY (64 * 1024 * 1024)

static const guint8 no_nonce[YN_CIPHER_NONCE];

static void
stretch (YnSecret *password, const guint8 *salt, guint8 *key)
{
  if (EVP_PBE_scrypt (yn_secret_text (password), yn_secret_length (password), salt, SALT, SCRYPT_N, SCRYPT_R,
                      SCRYPT_P, SCRYPT_MEMORY, key, YN_CIPHER_KEY) != 1)
    g_error ("the crypto library refused scrypt");
}

GBytes *
yn_vault_wrap_key (YnSecret *key, YnSecret *password)
{
  guint8 wrapping[YN_CIPHER_KEY];
  gsize length = yn_secret_length (key);
  guint8 *wrapped = g_malloc (HEAD + length + YN_CIPHER_TAG);

  wrapped[0] = VERSION;
  yn_cipher_random (wrapped + 1, SALT);
  stretch (password, wrapped + 1, wrapping);
  yn_cipher_seal (wrapping, no_nonce, wrapped, HEAD, yn_secret_data (key), length, wrapped + HEAD);
  yn_secret_wipe (wrapping, sizeof wrapping);
  return g_bytes_new_take (wrapped, HEAD + length + YN_CIPHER_TAG);
}

YnSecret *
yn_vault_unwrap_key (GBytes *wrapped, YnSecret *password, GError **error)
{
  guint8 wrapping[YN_CIPHER_KEY];
  gsize length;
  const guint8 *data = g_bytes_get_data (wrapped, &length);
  g_autofree guint8 *plain = NULL;
  YnSecret *key = NULL;

  if (length < HEAD + YN_CIPHER_TAG || data[0] != VERSION)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_DAMAGED, "this is no wrapped key");
      return NULL;
    }

  plain = g_malloc (length);
  stretch (password, data + 1, wrapping);
  if (yn_cipher_open (wrapping, no_nonce, data, HEAD, data + HEAD, length - HEAD, plain))
    key = yn_secret_new (plain, length - HEAD - YN_CIPHER_TAG);
  else
    g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_PASSWORD, "the password does not open the key");
  yn_secret_wipe (wrapping, sizeof wrapping);
  yn_secret_wipe (plain, length);
  return key;
}
