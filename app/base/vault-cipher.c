/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/vault-cipher.h"

#include "base/secret.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <string.h>

/* An int is what EVP counts with. */
#define PIECE_BYTES (1 << 30)

static void
must (int answer)
{
  if (answer != 1)
    g_error ("the crypto library refused a cipher that it must have");
}

static EVP_CIPHER_CTX *
begin (const guint8 *key, const guint8 *nonce, const void *bound, gsize bound_length, int encrypts)
{
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  int written;

  must (context != NULL);
  must (EVP_CipherInit_ex2 (context, EVP_aes_256_gcm (), key, nonce, encrypts, NULL));
  if (bound_length > 0)
    must (EVP_CipherUpdate (context, NULL, &written, bound, bound_length));
  return context;
}

static void
run_through (EVP_CIPHER_CTX *context, const guint8 *in, gsize length, guint8 *out)
{
  while (length > 0)
    {
      int piece = MIN (length, PIECE_BYTES);
      int written;

      must (EVP_CipherUpdate (context, out, &written, in, piece));
      in += piece;
      out += piece;
      length -= piece;
    }
}

void
yn_cipher_seal (const guint8 *key, const guint8 *nonce, const void *bound, gsize bound_length,
                const guint8 *plain, gsize length, guint8 *cipher)
{
  EVP_CIPHER_CTX *context = begin (key, nonce, bound, bound_length, 1);
  guint8 rest[EVP_MAX_BLOCK_LENGTH];
  int written;

  run_through (context, plain, length, cipher);
  must (EVP_CipherFinal_ex (context, rest, &written));
  must (EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_GET_TAG, YN_CIPHER_TAG, cipher + length));
  EVP_CIPHER_CTX_free (context);
}

gboolean
yn_cipher_open (const guint8 *key, const guint8 *nonce, const void *bound, gsize bound_length,
                const guint8 *cipher, gsize length, guint8 *plain)
{
  EVP_CIPHER_CTX *context;
  guint8 rest[EVP_MAX_BLOCK_LENGTH];
  guint8 tag[YN_CIPHER_TAG];
  gboolean opens;
  int written;

  if (length < YN_CIPHER_TAG)
    return FALSE;

  length -= YN_CIPHER_TAG;
  memcpy (tag, cipher + length, sizeof tag);
  context = begin (key, nonce, bound, bound_length, 0);
  run_through (context, cipher, length, plain);
  must (EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_SET_TAG, sizeof tag, tag));
  opens = EVP_CipherFinal_ex (context, rest, &written) == 1;
  EVP_CIPHER_CTX_free (context);
  if (!opens)
    yn_secret_wipe (plain, length);
  return opens;
}

void
yn_cipher_derive (const void *secret, gsize secret_length, const void *salt, gsize salt_length,
                  const char *purpose, guint8 *out, gsize length)
{
  EVP_KDF *kdf = EVP_KDF_fetch (NULL, "HKDF", NULL);
  EVP_KDF_CTX *context = EVP_KDF_CTX_new (kdf);
  OSSL_PARAM parameters[] = {
    OSSL_PARAM_construct_utf8_string (OSSL_KDF_PARAM_DIGEST, (char *) "SHA256", 0),
    OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_KEY, (void *) secret, secret_length),
    OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_SALT, (void *) salt, salt_length),
    OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_INFO, (void *) purpose, strlen (purpose)),
    OSSL_PARAM_construct_end (),
  };

  must (context != NULL);
  must (EVP_KDF_derive (context, out, length, parameters));
  EVP_KDF_CTX_free (context);
  EVP_KDF_free (kdf);
}

void
yn_cipher_random (void *out, gsize length)
{
  must (RAND_bytes (out, length));
}
