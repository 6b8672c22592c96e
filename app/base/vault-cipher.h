/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* AES-256-GCM (NIST SP 800-38D) and HKDF-SHA-256 (RFC 5869) on plain buffers: what the vault's files are
 * built of, and nobody else uses. Failing for want of memory ends the program; a tag that does not fit is the
 * only answer. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YN_CIPHER_KEY 32
#define YN_CIPHER_NONCE 12
#define YN_CIPHER_TAG 16

/* @cipher gets @length bytes and the tag behind them. @plain may be NULL where @length is 0. */
void yn_cipher_seal (const guint8 *key, const guint8 *nonce, const void *bound, gsize bound_length,
                     const guint8 *plain, gsize length, guint8 *cipher);

/* @length counts the tag. FALSE, and @plain (@length - YN_CIPHER_TAG bytes) wiped: it does not open. */
gboolean yn_cipher_open (const guint8 *key, const guint8 *nonce, const void *bound, gsize bound_length,
                         const guint8 *cipher, gsize length, guint8 *plain);

void yn_cipher_derive (const void *secret, gsize secret_length, const void *salt, gsize salt_length,
                       const char *purpose, guint8 *out, gsize length);

void yn_cipher_random (void *out, gsize length);

G_END_DECLS
