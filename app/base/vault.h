/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Encryption at rest. A vault holds one 256-bit key and encrypts blobs (AES-256-GCM, a fresh 96-bit nonce
 * each) and files (64 KiB frames, STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár 2015, §3:
 * nonce prefix, counter, last-frame bit). A blob is bound to its place ("filing/<id>/bytes"): moved elsewhere
 * it does not open.
 *
 * Errors: YN_ERROR_STORE_DAMAGED when something does not open; YN_ERROR_FILE_* for files. */
#pragma once

#include <gio/gio.h>
#include "base/secret.h"

G_BEGIN_DECLS

#define YN_VAULT_KEY_BYTES 32

typedef struct _YnVault YnVault;

YnSecret *yn_vault_make_key (void);
YnVault *yn_vault_new (YnSecret *key); /* exactly YN_VAULT_KEY_BYTES */
YnVault *yn_vault_ref (YnVault *vault);
void yn_vault_unref (YnVault *vault);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnVault, yn_vault_unref)

GBytes *yn_vault_encrypt (YnVault *vault, const char *place, GBytes *plain);
GBytes *yn_vault_decrypt (YnVault *vault, const char *place, GBytes *cipher, GError **error);

/* A check value: encrypts a constant. Proves that a key is the store's. */
GBytes *yn_vault_check_value (YnVault *vault);
gboolean yn_vault_proves (YnVault *vault, GBytes *check_value);

/* A key under a password (scrypt N=2^15 r=8 p=1, then AES-256-GCM): for --password-file where there is no
 * keyring. */
GBytes *yn_vault_wrap_key (YnSecret *key, YnSecret *password);
/* YN_ERROR_WRONG_PASSWORD */
YnSecret *yn_vault_unwrap_key (GBytes *wrapped, YnSecret *password, GError **error);

/* Borrowed; for the other files of the vault, which derive theirs from it. */
YnSecret *yn_vault_key (YnVault *vault);

/* Bytes that @name gives each time, under this key and @purpose alone; they do not tell the name. */
void yn_vault_derive (YnVault *vault, const char *purpose, const char *name, guint8 *out, gsize length);

/* Files: @source is read to its end, written to a temporary name beside @path, fsynced, renamed, the folder
 * fsynced. @sha256 gets the hash of the plain bytes (64 hex digits, new), @size their number. Reading
 * @max + 1 bytes is YN_ERROR_TOO_LARGE and leaves nothing behind. */
gboolean yn_vault_write_file (YnVault *vault, const char *place, GInputStream *source, const char *path,
                              guint64 max, char **sha256, guint64 *size, GCancellable *cancellable,
                              GError **error);

/* The plain bytes again, a seekable stream that decrypts a frame at a time. */
GInputStream *yn_vault_read_file (YnVault *vault, const char *place, const char *path, GError **error);

G_END_DECLS
