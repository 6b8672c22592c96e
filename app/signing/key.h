/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A key that can sign: certificate, chain, and one deed. Where the key lives (PKCS#12 file now; tokens later) is
 * behind the deed; nothing above signing/ knows. */
#pragma once

#include <gio/gio.h>
#include "base/language.h"
#include "base/secret.h"

G_BEGIN_DECLS

typedef struct _YnKey YnKey;

typedef enum
{
  YN_SIGNATURE_CLASS_PRACTICE, /* 演练签署·无效力 */
  YN_SIGNATURE_CLASS_SOFTWARE, /* 软件证书签名, 由〈issuer〉签发 */
  YN_SIGNATURE_CLASS_TOKEN,    /* 证书介质签名, 由〈issuer〉签发 */
  YN_SIGNATURE_CLASS_SCAN,     /* 手写签名盖章扫描件 */
} YnSignatureClass;

/* "practice", "software", "token", "scan": as in a service's signers[].accept. */
const char *yn_signature_class_name (YnSignatureClass class);
/* The one table of words: on the button, on the mark, in the verdict. New. */
char *yn_signature_class_words (YnSignatureClass class, const char *issuer, YnLanguage language);

/* What a certificate says. */
typedef struct
{
  char *subject_name;   /* common name */
  char *organization;   /* O, or NULL */
  char *uscc;           /* looked for where signing/profile.h says, or NULL: cannot be compared */
  char *issuer_name;
  char *serial;         /* hex */
  char *fingerprint;    /* SHA-256 of the DER, hex */
  char *algorithm;      /* of its key: "RSA-2048", "P-256", "P-384", "SM2"; NULL: one that we do not sign with */
  gint64 not_before, not_after; /* instants */
  gboolean for_signing; /* key usage allows digitalSignature or nonRepudiation, or is absent; not a CA */
  gsize size;           /* in bytes, as a signature carries it */
  gboolean practice;    /* issued by a practice authority: marked so in its policy (see signing/authority.h) */
} YnCertificate;

void yn_certificate_free (YnCertificate *certificate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnCertificate, yn_certificate_free)

/* What a page says of the key that signs it: known from the certificate, before the key is opened. */
typedef struct
{
  YnSignatureClass class;
  const char *issuer; /* borrowed; NULL: not known */
} YnKeyKind;

/* Borrows from @certificate. */
YnKeyKind yn_certificate_kind (const YnCertificate *certificate, gboolean in_token);
/* Whether a page that says the one says the other. */
gboolean yn_key_kind_equal (const YnKeyKind *a, const YnKeyKind *b);

/* What one should know before signing with a key of this algorithm: that common readers do not know SM2. NULL: nothing.
 * Borrowed. */
const char *yn_certificate_remark (const YnCertificate *certificate, YnLanguage language);

YnKey *yn_key_ref (YnKey *key);
void yn_key_unref (YnKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnKey, yn_key_unref)

const YnCertificate *yn_key_certificate (YnKey *key);
GBytes *yn_key_chain_pem (YnKey *key); /* its certificate first, then its issuers */
YnSignatureClass yn_key_class (YnKey *key);
YnKeyKind yn_key_kind (YnKey *key); /* borrows from @key */

/* Whether this key may sign for @uscc now. @instant microseconds UTC. Errors: YN_ERROR_CERTIFICATE_EXPIRED, _NOT_YET,
 * _UNFIT, _ALGORITHM, _TOO_LARGE, _MISMATCH (it names another code), _SILENT (it names none: the caller decides). */
gboolean yn_key_fits (YnKey *key, const char *uscc, gint64 instant, GError **error);
gboolean yn_certificate_fits (const YnCertificate *certificate, const char *uscc, gint64 instant, GError **error);

G_END_DECLS
