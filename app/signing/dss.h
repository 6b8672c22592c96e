/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a file carries for whoever checks its signatures later: the document security store (EN 319 142-1, 5.4.2), a
 * revision of certificates, answers to OCSP and revocation lists. */
#pragma once

#include "papers/pdf.h"
#include "signing/revocation.h"

G_BEGIN_DECLS

/* All DER, of GBytes. */
typedef struct
{
  GPtrArray *certificates;
  GPtrArray *answers;
  GPtrArray *lists;
} YnDss;

YnDss *yn_dss_new (void);
void yn_dss_free (YnDss *dss);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnDss, yn_dss_free)

/* Each once. */
void yn_dss_add_certificate (YnDss *dss, X509 *certificate);
void yn_dss_add (GPtrArray *list, GBytes *der);

/* What the file carries; NULL: nothing. Bounded. */
YnDss *yn_dss_read (YnPdf *pdf);
/* Its lists and answers, as far as they can be read. */
void yn_dss_tell (const YnDss *dss, YnRevocation *revocation);

/* No signature covers such a revision. Ours carries its own SHA-256, taken with zeros in this place, so that not one
 * byte of it can become another unnoticed. */
#define YN_DSS_SUM "/YnSum"

/* The revision that adds what @pdf does not carry yet: what is to stand behind its bytes. */
GBytes *yn_dss_tail (YnPdf *pdf, const YnDss *dss, GError **error);

/* What stands behind the first @end bytes of @pdf is a revision of that kind, and is not as it was written. FALSE also
 * where nobody wrote a sum into it. */
gboolean yn_dss_tail_damaged (YnPdf *pdf, gsize end);

G_END_DECLS
