/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The signature inside a PDF: a detached CMS SignedData (RFC 5652) as PAdES baseline B-B asks for it, in DER. It is
 * built here and not by libcrypto, whose CMS_sign() always adds a signing-time (EN 319 142-1 forbids it beside /M) and
 * takes no signature made elsewhere. */
#pragma once

#include <glib.h>
#include "signing/key.h"

G_BEGIN_DECLS

/* @digest: of the byte range, raw, by the algorithm that yn_key_digest() names. */
GBytes *yn_cms_sign (YnKey *key, const guint8 *digest, gsize length, GError **error);

G_END_DECLS
