/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The form around the signed attributes of a CMS (RFC 5652) is not itself signed, and libcrypto is patient with it.
 * Whatever of it could be altered unnoticed must be the one thing that it can be, in DER as ISO 32000-1 §12.8.3.3 asks
 * for: versions, sets, algorithms, the name of the issuer. */
#pragma once

#include "signing/crypto.h"

G_BEGIN_DECLS

/* @signer: the only one, its certificate known. */
gboolean yn_cms_form_agrees (const guint8 *der, gsize length, CMS_SignerInfo *signer);

G_END_DECLS
