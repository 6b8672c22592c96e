/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What lies in a PKCS#12 (RFC 7292). libcrypto's own PKCS12_parse() stops at the first key it meets; Chinese
 * authorities hand out two, one to sign and one to decrypt, and only the one to sign with is of use here. */
#pragma once

#include "signing/crypto.h"

G_BEGIN_DECLS

typedef struct
{
  EVP_PKEY *key;
  X509 *leaf;
  YnX509Stack *others; /* every other certificate of the file */
  gboolean decrypted;  /* all of it; where that is all, no key has a certificate */
} YnPkcs12Content;

void yn_pkcs12_content_clear (YnPkcs12Content *content);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnPkcs12Content, yn_pkcs12_content_clear)

/* The key whose certificate is for signing; where none is, the first that has a certificate. @password has been checked
 * against the MAC. @context: where the algorithms come from, NULL the ordinary one. FALSE: something in it cannot be
 * decrypted, or no key has a certificate; libcrypto's error queue may say why. */
gboolean yn_pkcs12_read (PKCS12 *pkcs12, const char *password, OSSL_LIB_CTX *context, YnPkcs12Content *content);

G_END_DECLS
