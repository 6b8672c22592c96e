/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A certificate authority in a few functions: what the practice platform runs, and what tests make their material
 * with. A certificate it issues carries the policy OID of practice (2.999.46.1, the example arc of ITU-T X.660) when
 * @practice; a verifier then says 演练 whatever else it finds. */
#pragma once

#include "signing/key.h"

G_BEGIN_DECLS

typedef struct _YnAuthority YnAuthority;

typedef struct
{
  const char *name; /* CN and O of the root: "演练平台 证书机构" */
  gboolean practice;
  gint64 now;
  gboolean sm2;     /* root and seals have SM2 keys and sign with SM3 */
} YnAuthorityOptions;

YnAuthority *yn_authority_make (const YnAuthorityOptions *options, GError **error); /* 20 years; P-256 unless SM2 */
/* Root key and certificate, to be kept encrypted by the caller; and back. */
YnSecret *yn_authority_export (YnAuthority *authority);
YnAuthority *yn_authority_import (YnSecret *exported, GError **error);
void yn_authority_free (YnAuthority *authority);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnAuthority, yn_authority_free)

GBytes *yn_authority_root_pem (YnAuthority *authority);

/* Certificates made from now on say that @address answers for them: @address/ocsp and @address/crl. */
void yn_authority_set_address (YnAuthority *authority, const char *address);

/* Answers a PKCS#10 request: checks its own signature and that name and code are the ones given; one year. PEM chain,
 * leaf first. YN_ERROR_NONSENSE. */
GBytes *yn_authority_issue (YnAuthority *authority, GBytes *request, const char *name, const char *uscc, gint64 now,
                            GError **error);

/* The same for a person of an enterprise. */
GBytes *yn_authority_issue_person (YnAuthority *authority, GBytes *request, const char *person,
                                   const char *organization, const char *uscc, gint64 now, GError **error);

/* The institution's own signing key (its mark): CN = @name, P-256 (SM2 where the root is). Exported and imported
 * like the root. */
YnKey *yn_authority_make_seal (YnAuthority *authority, const char *name, const char *uscc, gint64 now,
                               YnSecret **exported, GError **error);
YnKey *yn_authority_import_seal (YnSecret *exported, GError **error);

/* A key that gives timestamps and nothing else (RFC 3161, 2.3), five years; see authority-answers.h. */
typedef struct _YnTimekeeper YnTimekeeper;

YnTimekeeper *yn_authority_make_timekeeper (YnAuthority *authority, const char *name, gint64 now, YnSecret **exported,
                                            GError **error);
YnTimekeeper *yn_timekeeper_import (YnSecret *exported, GError **error);
void yn_timekeeper_free (YnTimekeeper *timekeeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTimekeeper, yn_timekeeper_free)

G_END_DECLS
