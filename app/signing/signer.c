/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/signer.h"

#include "signing/certificate.h"

#include <openssl/pem.h>

#define MAX_CHAIN 8

struct _YnKey
{
  gatomicrefcount references;
  YnCertificate *certificate;
  YnSignatureClass class;
  const YnAlgorithm *algorithm;
  X509 *leaf;
  YnX509Stack *chain;
  YnKeySign sign;
  gpointer deed;
  GDestroyNotify free_deed;
};

/* Of the certificates that came with a key only its issuers: a verifier knows nothing of any other. */
static YnX509Stack *
issuers_of (X509 *leaf, YnX509Stack *others)
{
  YnX509Stack *chain = sk_X509_new_null ();
  X509 *current = leaf;

  for (int i = 0; i < sk_X509_num (others) && sk_X509_num (chain) < MAX_CHAIN; i++)
    {
      X509 *other = sk_X509_value (others, i);

      if (X509_check_issued (current, current) == X509_V_OK) /* a root */
        break;
      if (X509_check_issued (other, current) != X509_V_OK || X509_cmp (other, current) == 0)
        continue;
      X509_up_ref (other);
      sk_X509_push (chain, other);
      current = other;
      i = -1; /* the next one may stand before it */
    }
  return chain;
}

YnKey *
yn_key_new (X509 *leaf, YnX509Stack *chain, YnSignatureClass class, YnKeySign sign, gpointer deed,
            GDestroyNotify free_deed, GError **error)
{
  const YnAlgorithm *algorithm = yn_algorithm_of (X509_get0_pubkey (leaf));
  YnKey *key;

  if (algorithm == NULL)
    {
      yn_crypto_fail (error, YN_ERROR_CERTIFICATE_ALGORITHM,
                      "the key is neither RSA of 2048 bits or more nor P-256, P-384 or SM2");
      free_deed (deed);
      return NULL;
    }
  key = g_new0 (YnKey, 1);
  g_atomic_ref_count_init (&key->references);
  key->certificate = yn_certificate_read (leaf);
  key->class = class;
  key->algorithm = algorithm;
  key->leaf = leaf;
  X509_up_ref (leaf);
  key->chain = issuers_of (leaf, chain);
  key->sign = sign;
  key->deed = deed;
  key->free_deed = free_deed;
  return key;
}

static GBytes *
sign_here (gpointer deed, GBytes *tbs, GError **error)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree unsigned char *signature = NULL;
  const void *data;
  gsize size;
  size_t length = 0;

  data = g_bytes_get_data (tbs, &size);
  if (!yn_algorithm_begin_sign (context, deed, yn_algorithm_of (deed)->digest)
      || EVP_DigestSign (context, NULL, &length, data, size) != 1)
    {
      yn_crypto_fail (error, YN_ERROR_FAILED, "cannot begin to sign");
      return NULL;
    }
  signature = g_malloc (length);
  if (EVP_DigestSign (context, signature, &length, data, size) != 1)
    {
      yn_crypto_fail (error, YN_ERROR_FAILED, "cannot sign");
      return NULL;
    }
  return g_bytes_new (signature, length);
}

YnKey *
yn_key_new_soft (EVP_PKEY *private_key, X509 *leaf, YnX509Stack *chain, GError **error)
{
  YnSignatureClass class
      = yn_certificate_for_practice (leaf) ? YN_SIGNATURE_CLASS_PRACTICE : YN_SIGNATURE_CLASS_SOFTWARE;

  EVP_PKEY_up_ref (private_key);
  return yn_key_new (leaf, chain, class, sign_here, private_key, (GDestroyNotify) EVP_PKEY_free, error);
}

YnKey *
yn_key_ref (YnKey *key)
{
  g_atomic_ref_count_inc (&key->references);
  return key;
}

void
yn_key_unref (YnKey *key)
{
  if (key == NULL || !g_atomic_ref_count_dec (&key->references))
    return;
  key->free_deed (key->deed);
  yn_certificate_free (key->certificate);
  X509_free (key->leaf);
  yn_x509_stack_free (key->chain);
  g_free (key);
}

const YnCertificate *
yn_key_certificate (YnKey *key)
{
  return key->certificate;
}

GBytes *
yn_key_chain_pem (YnKey *key)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());

  PEM_write_bio_X509 (bio, key->leaf);
  for (int i = 0; i < sk_X509_num (key->chain); i++)
    PEM_write_bio_X509 (bio, sk_X509_value (key->chain, i));
  return yn_crypto_bio_bytes (bio);
}

YnSignatureClass
yn_key_class (YnKey *key)
{
  return key->class;
}

X509 *
yn_key_leaf (YnKey *key)
{
  return key->leaf;
}

YnX509Stack *
yn_key_chain (YnKey *key)
{
  return key->chain;
}

const YnAlgorithm *
yn_key_algorithm (YnKey *key)
{
  return key->algorithm;
}

const char *
yn_key_digest (YnKey *key)
{
  return key->algorithm->digest;
}

GBytes *
yn_key_sign (YnKey *key, GBytes *tbs, GError **error)
{
  return key->sign (key->deed, tbs, error);
}

gpointer
yn_key_deed (YnKey *key, YnKeySign sign)
{
  return key->sign == sign ? key->deed : NULL;
}
