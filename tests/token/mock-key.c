/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "mock-key.h"

#include "script.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <stdlib.h>

static EVP_PKEY *
load_key (void)
{
  static EVP_PKEY *key;
  size_t length;
  unsigned char *pem = key == NULL ? script_file ("key.pem", &length) : NULL;
  BIO *bio = pem != NULL ? BIO_new_mem_buf (pem, (int) length) : NULL;

  if (bio != NULL)
    key = PEM_read_bio_PrivateKey (bio, NULL, NULL, NULL);
  BIO_free (bio);
  free (pem);
  return key;
}

const char *
mock_key_kind (void)
{
  EVP_PKEY *key = load_key ();

  return key == NULL ? NULL : EVP_PKEY_is_a (key, "RSA") ? "RSA" : EVP_PKEY_is_a (key, "SM2") ? "SM2" : "EC";
}

static bool
sign_block (EVP_PKEY *key, const unsigned char *block, size_t block_length, unsigned char *signature, size_t *length)
{
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (key, NULL);
  bool well = EVP_PKEY_sign_init (context) == 1
              && (!EVP_PKEY_is_a (key, "RSA") || EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING) == 1)
              && EVP_PKEY_sign (context, signature, length, block, block_length) == 1;

  EVP_PKEY_CTX_free (context);
  return well;
}

bool
mock_key_sign (const unsigned char *block, size_t block_length, unsigned char *signature, size_t *length, size_t width)
{
  EVP_PKEY *key = load_key ();
  unsigned char der[1024];
  size_t der_length = sizeof der;
  const unsigned char *cursor = der;
  ECDSA_SIG *pair;
  bool well;

  if (key == NULL || EVP_PKEY_is_a (key, "RSA"))
    return key != NULL && sign_block (key, block, block_length, signature, length);
  if (!sign_block (key, block, block_length, der, &der_length) || *length < 2 * width)
    return false;
  pair = d2i_ECDSA_SIG (NULL, &cursor, (long) der_length);
  well = pair != NULL && BN_bn2binpad (ECDSA_SIG_get0_r (pair), signature, (int) width) > 0
         && BN_bn2binpad (ECDSA_SIG_get0_s (pair), signature + width, (int) width) > 0;
  *length = 2 * width;
  ECDSA_SIG_free (pair);
  return well;
}
