/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Keys in PKCS#12 files (RFC 7292): modern (PBES2), 3DES and RC2 alike; UTF-8 passwords. And the making of one: a
 * key, a PKCS#10 request (RFC 2986) for it, and the PKCS#12 once the certificate has come. The private
 * key is never written but inside an encrypted PKCS#12.
 *
 * Errors: YN_ERROR_WRONG_PASSWORD (the MAC says so), YN_ERROR_BAD_KEY_FILE, YN_ERROR_KEY_FILE_PROTECTION,
 * YN_ERROR_KEY_FILE_INCOMPLETE, YN_ERROR_CERTIFICATE_ALGORITHM, YN_ERROR_TOO_LARGE, YN_ERROR_FILE_*. */
#pragma once

#include "signing/key.h"

G_BEGIN_DECLS

YnKey *yn_softkey_open (const char *path, YnSecret *password, GError **error);

typedef struct _YnNewKey YnNewKey;

typedef enum
{
  YN_KEY_RSA_2048,
  YN_KEY_RSA_3072,
  YN_KEY_RSA_4096,
  YN_KEY_P256,
  YN_KEY_P384,
  YN_KEY_SM2,
} YnKeyAlgorithm;

/* "rsa-2048", "rsa-3072", "rsa-4096", "p-256", "p-384", "sm2". */
gboolean yn_new_key_algorithm_from_name (const char *name, YnKeyAlgorithm *algorithm);

YnNewKey *yn_new_key_make (YnKeyAlgorithm algorithm, GError **error);
void yn_new_key_free (YnNewKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnNewKey, yn_new_key_free)

/* DER of a request for CN=@name, O=@name, serialNumber=@uscc, C=CN. */
GBytes *yn_new_key_request (YnNewKey *key, const char *name, const char *uscc, GError **error);
/* For a person of an enterprise: CN=@person, O=@organization, serialNumber=@uscc, C=CN. */
GBytes *yn_new_key_request_person (YnNewKey *key, const char *person, const char *organization, const char *uscc,
                                   GError **error);

/* @chain_pem: the issued certificate first, then its issuers. YN_ERROR_NONSENSE where it is for another key. Written
 * to @path (mode 0600, temporary name, fsync, rename), AES-256 PBES2, 200,000 iterations. */
gboolean yn_new_key_save (YnNewKey *key, GBytes *chain_pem, YnSecret *password, const char *path, GError **error);

G_END_DECLS
