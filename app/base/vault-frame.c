/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/vault-frame.h"

#include <string.h>

void
yn_frame_key_init (YnFrameKey *key, YnVault *vault, const char *place, const guint8 *head)
{
  YnSecret *root = yn_vault_key (vault);
  g_autofree char *purpose = g_strconcat ("yinuo file 1 ", place, NULL);
  guint8 derived[YN_CIPHER_KEY];

  yn_cipher_derive (yn_secret_data (root), yn_secret_length (root), head + 4, YN_FRAME_SALT, purpose, derived,
                    sizeof derived);
  key->key = yn_secret_new (derived, sizeof derived);
  yn_secret_wipe (derived, sizeof derived);
  memcpy (key->prefix, head + 4 + YN_FRAME_SALT, YN_FRAME_PREFIX);
}

void
yn_frame_key_clear (YnFrameKey *key)
{
  g_clear_pointer (&key->key, yn_secret_unref);
}

static void
make_nonce (const YnFrameKey *key, guint32 number, gboolean last, guint8 *nonce)
{
  guint32 ordered = GUINT32_TO_BE (number);

  memcpy (nonce, key->prefix, YN_FRAME_PREFIX);
  memcpy (nonce + YN_FRAME_PREFIX, &ordered, sizeof ordered);
  nonce[YN_CIPHER_NONCE - 1] = last ? 1 : 0;
}

void
yn_frame_seal (const YnFrameKey *key, guint32 number, gboolean last, const guint8 *plain, gsize length,
               guint8 *cipher)
{
  guint8 nonce[YN_CIPHER_NONCE];

  make_nonce (key, number, last, nonce);
  yn_cipher_seal (yn_secret_data (key->key), nonce, NULL, 0, plain, length, cipher);
}

gboolean
yn_frame_open (const YnFrameKey *key, guint32 number, gboolean last, const guint8 *cipher, gsize length,
               guint8 *plain)
{
  guint8 nonce[YN_CIPHER_NONCE];

  make_nonce (key, number, last, nonce);
  return yn_cipher_open (yn_secret_data (key->key), nonce, NULL, 0, cipher, length, plain);
}
