/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a certificate says, read out of X.509 into words. */
#pragma once

#include "signing/crypto.h"
#include "signing/key.h"

G_BEGIN_DECLS

YnCertificate *yn_certificate_read (X509 *certificate);
gboolean yn_certificate_for_practice (X509 *certificate);
gboolean yn_certificate_for_signing (X509 *certificate);

G_END_DECLS
