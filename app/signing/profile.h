/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Where a certificate says whose it is: no two authorities put name and credit code in the same place. What is known of
 * that is data (data/certificate-profiles.json): places that are looked at in every certificate, and places by which
 * one authority differs. */
#pragma once

#include "signing/crypto.h"

G_BEGIN_DECLS

/* 统一社会信用代码, with its right check digit; NULL: it is nowhere that is known. */
char *yn_profile_code (X509 *certificate);
/* What the certificate calls its holder, where the authority has a way of its own; NULL: the common name, as always. */
char *yn_profile_name (X509 *certificate);

G_END_DECLS
