/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is gathered about one chain. */
#pragma once

#include "signing/dss.h"
#include "signing/gathering.h"

G_BEGIN_DECLS

/* Adds to @dss what is needed about @leaf, whose issuers are looked for in @beside and at the address it names.
 * @existed: by when a signature with it is known to have been there. Errors: YN_ERROR_CERTIFICATE_REVOKED: one was
 * taken back before that; YN_ERROR_REVOCATION_UNREACHABLE: of one nothing could be had. */
gboolean yn_gathering_collect (YnGathering *gathering, X509 *leaf, YnX509Stack *beside, gint64 existed, YnDss *dss,
                               GCancellable *cancellable, GError **error);

/* Whether @known says already that @leaf, and whoever issued it among @beside, is good. */
gboolean yn_gathering_told (YnGathering *gathering, const YnRevocation *known, X509 *leaf, YnX509Stack *beside,
                            gint64 existed);

/* Adds to @revocation what can be had about each certificate of @chain, the leaf first and a root last, that names
 * where to ask; who says nothing is passed over. */
void yn_gathering_inquire (YnGathering *gathering, YnX509Stack *chain, gint64 existed, YnRevocation *revocation,
                           GCancellable *cancellable);

G_END_DECLS
