/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* GB/T 35275 (and GM/T 0010 before it): the SignedData of RFC 2315 for SM2, with object identifiers of its own for the
 * types of content, which libcrypto does not know. */
#pragma once

#include "signing/der.h"

G_BEGIN_DECLS

gboolean yn_gbt35275_is_data (const YnDer *oid);
gboolean yn_gbt35275_is_signed_data (const YnDer *oid);

/* The same CMS with the object identifiers of RFC 5652, and the length of the original; NULL: it is not one of these.
 * What is signed in it stays as it was. New. */
GBytes *yn_gbt35275_translate (const guint8 *data, gsize length, gsize *consumed);

G_END_DECLS
