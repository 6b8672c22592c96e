/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The form around the signed attributes of a CMS (RFC 5652) is not itself signed, and libcrypto is patient with it.
 * Whatever of it could be altered unnoticed must be the one thing that it can be, in DER as ISO 32000-1 §12.8.3.3 asks
 * for: versions, sets, algorithms, the name of the issuer, the certificates, what is not signed at all. Where the
 * signer protected the names of its algorithms (RFC 6211), they must be those. */
#pragma once

#include "signing/crypto.h"
#include "signing/der.h"

G_BEGIN_DECLS

/* 1.2.840.113549.1.9.52 */
#define YN_OID_ALGORITHM_PROTECTION 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x34

typedef struct
{
  YnDer attributes;      /* the signed attributes, the whole element with its [0] */
  YnDer signature;       /* content of the signature's OCTET STRING */
  YnDer timestamp;       /* the value of the only unsigned attribute there may be (RFC 3161); empty: none */
} YnCmsForm;

/* @certificates: all that came with it, as libcrypto read them and in that order. @signer: the only one, its
 * certificate known. @content: NID_pkcs7_data, detached; or another type that the CMS carries, such as
 * NID_id_smime_ct_TSTInfo. @form points into @der. */
gboolean yn_cms_form_read (const guint8 *der, gsize length, const YnX509Stack *certificates, CMS_SignerInfo *signer,
                           int content, YnCmsForm *form);

/* Whether the signature fits the signed attributes. @form is used for SM2 only, and must have been read for it. */
gboolean yn_cms_signature_holds (CMS_SignerInfo *signer, const YnCmsForm *form);

G_END_DECLS
