/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Blobs: one byte of version, the nonce, the cipher text, the tag. The place is bound as additional data. The
 * key itself encrypts nothing: blobs and files have keys derived from it, so that their nonces can never
 * meet. */
#include "base/vault.h"

#include "base/error.h"
#include "base/vault-cipher.h"

#include <string.h>

#define VERSION 1
#define OVERHEAD (1 + YN_CIPHER_NONCE + YN_CIPHER_TAG)

static const char check_place[] = "check";
static const char check_words[] = "the key of this store";

struct _YnVault
{
  gatomicrefcount references;
  YnSecret *key;
  YnSecret *blob_key;
};

static YnSecret *
derive_secret (YnSecret *key, const char *purpose)
{
  guint8 derived[YN_CIPHER_KEY];
  YnSecret *secret;

  yn_cipher_derive (yn_secret_data (key), yn_secret_length (key), "", 0, purpose, derived, sizeof derived);
  secret = yn_secret_new (derived, sizeof derived);
  yn_secret_wipe (derived, sizeof derived);
  return secret;
}

YnSecret *
yn_vault_make_key (void)
{
  guint8 bytes[YN_VAULT_KEY_BYTES];
  YnSecret *key;

  yn_cipher_random (bytes, sizeof bytes);
  key = yn_secret_new (bytes, sizeof bytes);
  yn_secret_wipe (bytes, sizeof bytes);
  return key;
}

YnVault *
yn_vault_new (YnSecret *key)
{
  YnVault *vault = g_new0 (YnVault, 1);

  g_assert (yn_secret_length (key) == YN_VAULT_KEY_BYTES);
  g_atomic_ref_count_init (&vault->references);
  vault->key = yn_secret_ref (key);
  vault->blob_key = derive_secret (key, "yinuo blob 1");
  return vault;
}

YnVault *
yn_vault_ref (YnVault *vault)
{
  g_atomic_ref_count_inc (&vault->references);
  return vault;
}

void
yn_vault_unref (YnVault *vault)
{
  if (vault == NULL || !g_atomic_ref_count_dec (&vault->references))
    return;

  yn_secret_unref (vault->key);
  yn_secret_unref (vault->blob_key);
  g_free (vault);
}

void
yn_vault_derive (YnVault *vault, const char *purpose, const char *name, guint8 *out, gsize length)
{
  yn_cipher_derive (yn_secret_data (vault->key), yn_secret_length (vault->key), name, strlen (name), purpose, out,
                    length);
}

YnSecret *
yn_vault_key (YnVault *vault)
{
  return vault->key;
}

GBytes *
yn_vault_encrypt (YnVault *vault, const char *place, GBytes *plain)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (plain, &length);
  guint8 *cipher = g_malloc (length + OVERHEAD);

  cipher[0] = VERSION;
  yn_cipher_random (cipher + 1, YN_CIPHER_NONCE);
  yn_cipher_seal (yn_secret_data (vault->blob_key), cipher + 1, place, strlen (place), data, length,
                  cipher + 1 + YN_CIPHER_NONCE);
  return g_bytes_new_take (cipher, length + OVERHEAD);
}

GBytes *
yn_vault_decrypt (YnVault *vault, const char *place, GBytes *cipher, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (cipher, &length);
  g_autofree guint8 *plain = NULL;

  if (length >= OVERHEAD && data[0] == VERSION)
    {
      plain = g_malloc (length - OVERHEAD + 1);
      if (yn_cipher_open (yn_secret_data (vault->blob_key), data + 1, place, strlen (place),
                          data + 1 + YN_CIPHER_NONCE, length - 1 - YN_CIPHER_NONCE, plain))
        return g_bytes_new_take (g_steal_pointer (&plain), length - OVERHEAD);
    }
  g_set_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED, "what lies encrypted at %s does not open", place);
  return NULL;
}

GBytes *
yn_vault_check_value (YnVault *vault)
{
  g_autoptr (GBytes) words = g_bytes_new_static (check_words, sizeof check_words);

  return yn_vault_encrypt (vault, check_place, words);
}

gboolean
yn_vault_proves (YnVault *vault, GBytes *check_value)
{
  g_autoptr (GBytes) plain = yn_vault_decrypt (vault, check_place, check_value, NULL);
  g_autoptr (GBytes) words = g_bytes_new_static (check_words, sizeof check_words);

  return plain != NULL && g_bytes_equal (plain, words);
}
