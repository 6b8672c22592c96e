/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is known about certificates that were taken back: revocation lists (RFC 5280) and answers to OCSP (RFC 6960),
 * from a file, from whoever we trust, or from the wire. Nothing is believed that the certificate's issuer, or a
 * responder that the issuer made for this, has not signed. */
#pragma once

#include "signing/crypto.h"
#include "signing/verify.h"

G_BEGIN_DECLS

#define YN_CLOCK_DIFFERENCE (10 * 60 * G_USEC_PER_SEC) /* that two honest clocks may have */

typedef struct _YnRevocation YnRevocation;

YnRevocation *yn_revocation_new (void);
void yn_revocation_free (YnRevocation *revocation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnRevocation, yn_revocation_free)

#define YN_REVOCATION_MAX_BYTES (20 * 1024 * 1024) /* of one list */

/* DER. FALSE: it is none. */
gboolean yn_revocation_add_list (YnRevocation *revocation, GBytes *der);
gboolean yn_revocation_add_answer (YnRevocation *revocation, GBytes *der); /* an OCSPResponse that was successful */
/* All that @other knows. */
void yn_revocation_add_all (YnRevocation *revocation, const YnRevocation *other);

/* Of @certificate, which @issuer issued. @existed: the time by which a signature with it is known to have been there.
 * @revoked gets when it was taken back. Statements from after @now are not believed. */
YnRevocationState yn_revocation_of (const YnRevocation *revocation, X509 *certificate, X509 *issuer, gint64 existed,
                                    gint64 now, gint64 *revoked);

/* Whom certificates name that would know whether they were taken back. */
typedef enum
{
  YN_REVOCATION_NAMES_NOBODY,
  YN_REVOCATION_NAMES_UNASKABLE, /* by LDAP, in a directory: whom nobody here can ask */
  YN_REVOCATION_NAMES_ASKABLE,   /* by http(s) */
} YnRevocationNames;

/* Of a whole chain, leaf first, ending in a root, of which nothing is asked: the worst. @names: the most that a
 * certificate of it names. */
YnRevocationState yn_revocation_of_chain (const YnRevocation *revocation, YnX509Stack *chain, gint64 existed,
                                          gint64 now, gint64 *revoked, YnRevocationNames *names);

/* Where to ask about a certificate: http(s) addresses it names, new; NULL: none. */
char *yn_revocation_responder (X509 *certificate);
char *yn_revocation_list_address (X509 *certificate);
char *yn_revocation_address_of (const GENERAL_NAME *name);

/* The OCSP question about a certificate, DER. */
GBytes *yn_revocation_ask (X509 *certificate, X509 *issuer);

/* Whether a list or an answer, DER, is exactly what an issuer among @certificates, or a responder it made, signed: not
 * a byte of it could be another. */
gboolean yn_revocation_list_sound (GBytes *der, YnX509Stack *certificates);
gboolean yn_revocation_answer_sound (GBytes *der, YnX509Stack *certificates);

G_END_DECLS
