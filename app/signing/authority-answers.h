/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What an authority answers: when something was there (RFC 3161), and which of its certificates it took back (OCSP, RFC
 * 6960; revocation lists, RFC 5280). Functions from a question to an answer; whoever has a socket calls them. */
#pragma once

#include "signing/authority.h"

G_BEGIN_DECLS

/* Always a TimeStampResp: one that refuses where @question is none that can be answered. */
GBytes *yn_timekeeper_answer (YnTimekeeper *timekeeper, GBytes *question, gint64 instant, GError **error);

/* A certificate taken back. */
typedef struct
{
  const char *serial; /* hex, as YnCertificate has it */
  gint64 instant;
} YnRevoked;

/* Both are good for a day. Always an OCSPResponse, "malformedRequest" where it is no question; certificates of others
 * are "unknown". */
GBytes *yn_authority_answer_ocsp (YnAuthority *authority, GBytes *question, const YnRevoked *revoked, guint n,
                                  gint64 instant, GError **error);
GBytes *yn_authority_revocation_list (YnAuthority *authority, const YnRevoked *revoked, guint n, gint64 instant,
                                      GError **error);

G_END_DECLS
