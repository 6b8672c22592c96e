/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the practice authority answers to anybody: when something was there (POST /authority/tsa, RFC 3161), and which
 * certificates it took back (POST /authority/ocsp, RFC 6960; GET /authority/crl, RFC 5280). A trainer may take one
 * back. */
#pragma once

#include "practice/office.h"
#include "signing/verify.h"

G_BEGIN_DECLS

gboolean yn_vouching_stamp (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_vouching_answer (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_vouching_list (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

/* POST /practice/revoke {"serial"} */
gboolean yn_vouching_revoke (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

/* The root, and what it took back until now. NULL: trouble. */
YnTrust *yn_vouching_trust (YnOffice *office, GError **error);

G_END_DECLS
