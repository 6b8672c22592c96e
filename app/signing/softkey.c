/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/softkey.h"

#include "base/bytes.h"
#include "signing/pkcs12.h"
#include "signing/signer.h"

#include <openssl/err.h>

#define MAX_FILE (4 * 1024 * 1024) /* certificates with a megabyte of extensions exist; keys with four do not */
#define MAX_ITERATIONS 10000000   /* seconds of work; a file may name a thousand times that */

/* Reads into @context; NULL is the ordinary one. */
static PKCS12 *
read_pkcs12 (GBytes *bytes, OSSL_LIB_CTX *context)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  g_autoptr (BIO) bio = yn_crypto_bio_from (data, length);
  PKCS12 *pkcs12 = PKCS12_init_ex (NID_pkcs7_data, context, NULL);
  PKCS12 *read = d2i_PKCS12_bio (bio, &pkcs12);

  if (read == NULL)
    PKCS12_free (pkcs12);
  return read;
}

/* FALSE: nobody can say whether the password is right. PBMAC1 (RFC 9579) is not in OpenSSL 3.0. */
static gboolean
mac_is_known (PKCS12 *pkcs12)
{
  const X509_ALGOR *algorithm = NULL;
  const ASN1_OBJECT *digest = NULL;
  const ASN1_INTEGER *count = NULL;
  int64_t iterations = 1;

  if (PKCS12_mac_present (pkcs12) != 1)
    return FALSE;
  PKCS12_get0_mac (NULL, &algorithm, NULL, &count, pkcs12);
  X509_ALGOR_get0 (&digest, NULL, NULL, algorithm);
  return EVP_get_digestbyobj (digest) != NULL
         && (count == NULL
             || (ASN1_INTEGER_get_int64 (&iterations, count) == 1 && iterations <= MAX_ITERATIONS));
}

/* An empty password may be meant as "" or as none at all; files exist of both kinds. TRUE and @accepted: the one that
 * fits. */
static gboolean
find_password (PKCS12 *pkcs12, const char *password, const char **accepted, GError **error)
{
  const char *candidates[] = { password, *password == '\0' ? NULL : password };

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      *accepted = candidates[i];
      if (PKCS12_verify_mac (pkcs12, candidates[i], candidates[i] != NULL ? -1 : 0) == 1)
        return TRUE;
      if (ERR_peek_last_error () != 0 && ERR_GET_REASON (ERR_peek_last_error ()) != PKCS12_R_MAC_VERIFY_FAILURE)
        return yn_crypto_fail (error, YN_ERROR_KEY_FILE_PROTECTION, "the file's MAC cannot be computed");
    }
  return yn_crypto_fail (error, YN_ERROR_WRONG_PASSWORD, "the password does not fit the MAC");
}

static EVP_PKEY *
key_at_home (EVP_PKEY *foreign)
{
  PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8 (foreign);
  EVP_PKEY *key = info != NULL ? EVP_PKCS82PKEY (info) : NULL;

  PKCS8_PRIV_KEY_INFO_free (info);
  return key;
}

static X509 *
certificate_at_home (X509 *foreign)
{
  g_autoptr (GBytes) der = yn_crypto_certificate_der (foreign);
  gsize length;
  const unsigned char *cursor = g_bytes_get_data (der, &length);

  return d2i_X509 (NULL, &cursor, (long) length);
}

/* What was read in a context of its own keeps a pointer to it: it is read again in the ordinary one. */
static gboolean
bring_home (const YnPkcs12Content *foreign, YnPkcs12Content *content)
{
  content->key = key_at_home (foreign->key);
  content->leaf = certificate_at_home (foreign->leaf);
  content->others = sk_X509_new_null ();
  for (int i = 0; i < sk_X509_num (foreign->others); i++)
    {
      X509 *certificate = certificate_at_home (sk_X509_value (foreign->others, i));

      if (certificate == NULL)
        return FALSE;
      sk_X509_push (content->others, certificate);
    }
  return content->key != NULL && content->leaf != NULL;
}

/* Old files are encrypted with RC2, which lives in the legacy provider. It is loaded into a context of its own, so
 * that nothing else in the process can come to use it. */
static gboolean
read_legacy (GBytes *bytes, const char *password, YnPkcs12Content *content)
{
  g_autoptr (OSSL_LIB_CTX) context = OSSL_LIB_CTX_new ();
  g_autoptr (OSSL_PROVIDER) legacy = OSSL_PROVIDER_load (context, "legacy");
  g_autoptr (OSSL_PROVIDER) ordinary = OSSL_PROVIDER_load (context, "default");
  g_autoptr (PKCS12) pkcs12 = legacy != NULL && ordinary != NULL ? read_pkcs12 (bytes, context) : NULL;
  g_auto (YnPkcs12Content) foreign = { NULL };

  if (pkcs12 == NULL)
    return FALSE;
  if (yn_pkcs12_read (pkcs12, password, context, &foreign))
    return bring_home (&foreign, content);
  content->decrypted |= foreign.decrypted;
  return FALSE;
}

static YnKey *
open_bytes (GBytes *bytes, YnSecret *password, GError **error)
{
  g_autoptr (PKCS12) pkcs12 = NULL;
  g_auto (YnPkcs12Content) content = { NULL };
  const char *accepted;

  ERR_clear_error ();
  pkcs12 = read_pkcs12 (bytes, NULL);
  if (pkcs12 == NULL)
    {
      yn_crypto_fail (error, YN_ERROR_BAD_KEY_FILE, "not a PKCS#12 file");
      return NULL;
    }
  if (!mac_is_known (pkcs12))
    {
      yn_crypto_fail (error, YN_ERROR_KEY_FILE_PROTECTION, "no MAC that can be computed");
      return NULL;
    }
  if (!find_password (pkcs12, yn_secret_text (password), &accepted, error))
    return NULL;

  if (!yn_pkcs12_read (pkcs12, accepted, NULL, &content) && !read_legacy (bytes, accepted, &content))
    {
      yn_crypto_fail (error, content.decrypted ? YN_ERROR_KEY_FILE_INCOMPLETE : YN_ERROR_KEY_FILE_PROTECTION,
                      content.decrypted ? "no private key with its certificate" : "it cannot be decrypted");
      return NULL;
    }
  ERR_clear_error ();
  return yn_key_new_soft (content.key, content.leaf, content.others, error);
}

YnKey *
yn_softkey_open (const char *path, YnSecret *password, GError **error)
{
  g_autoptr (GBytes) bytes = yn_bytes_read (path, MAX_FILE, error);

  return bytes == NULL ? NULL : open_bytes (bytes, password, error);
}
