/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The frames of an encrypted file, for the file that writes them and the one that reads them.
 *
 *   head   "YNF1", 32 bytes of salt, 7 bytes of nonce prefix
 *   frame  64 KiB encrypted, 16 bytes of tag; the last one may be shorter, and is empty only in an empty file
 *
 * Key of the file = HKDF (vault key, salt, place); nonce of a frame = prefix, its number (32 bits,
 * big-endian), a byte that is 1 in the last frame alone. So frames cannot be dropped, swapped, or carried to
 * another file. */
#pragma once

#include "base/vault.h"
#include "base/vault-cipher.h"

G_BEGIN_DECLS

#define YN_FRAME_MAGIC "YNF1"
#define YN_FRAME_SALT 32
#define YN_FRAME_PREFIX 7
#define YN_FRAME_HEAD (4 + YN_FRAME_SALT + YN_FRAME_PREFIX)
#define YN_FRAME_PLAIN (64 * 1024)
#define YN_FRAME_CIPHER (YN_FRAME_PLAIN + YN_CIPHER_TAG)

typedef struct
{
  YnSecret *key;
  guint8 prefix[YN_FRAME_PREFIX];
} YnFrameKey;

void yn_frame_key_init (YnFrameKey *key, YnVault *vault, const char *place, const guint8 *head);
void yn_frame_key_clear (YnFrameKey *key);
void yn_frame_seal (const YnFrameKey *key, guint32 number, gboolean last, const guint8 *plain, gsize length,
                    guint8 *cipher);
gboolean yn_frame_open (const YnFrameKey *key, guint32 number, gboolean last, const guint8 *cipher,
                        gsize length, guint8 *plain);

G_END_DECLS
