/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Whether a certificate is the signer's: its name and its credit code, each held against the paper's. What a
 * certificate does not say cannot be compared; that is never called a mismatch. */
#pragma once

#include "signing/key.h"

G_BEGIN_DECLS

typedef enum
{
  YN_MATCH_YES,
  YN_MATCH_NO,
  YN_MATCH_CANNOT_TELL,
} YnMatch;

const char *yn_match_name (YnMatch match); /* "yes", "no", "cannot-tell" */

/* Whose signature is wanted. */
typedef struct
{
  const char *name;   /* of the person or the enterprise; NULL: anybody of the enterprise */
  const char *uscc;   /* of the enterprise; NULL: any */
  gboolean person;    /* @name is a natural person's */
} YnWanted;

YnMatch yn_match_of_name (const YnCertificate *certificate, const YnWanted *wanted);
YnMatch yn_match_of_code (const YnCertificate *certificate, const YnWanted *wanted);

/* Whether it may sign as the one wanted. YN_ERROR_CERTIFICATE_MISMATCH: another code; another person; where
 * the seal is wanted, a certificate of a person of the enterprise. YN_ERROR_CERTIFICATE_SILENT: neither name
 * nor code can be compared. An enterprise's certificate with the right code and a name written otherwise may
 * sign; the difference is shown. */
gboolean yn_match_check (const YnCertificate *certificate, const YnWanted *wanted, GError **error);

/* Whether it is of the enterprise or of somebody of it: by the code, and by a name only where no code can be compared.
 */
YnMatch yn_match_of_enterprise (const YnCertificate *certificate, const char *name, const char *uscc);

G_END_DECLS
