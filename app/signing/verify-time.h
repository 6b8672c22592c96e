/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* When: a timestamp inside a signature, or one over the whole file (EN 319 142-1, 5.4.3). */
#pragma once

#include "signing/cms-form.h"
#include "signing/evidence.h"
#include "signing/field.h"

G_BEGIN_DECLS

/* Fills when and claimed with what the signer says, which proves nothing. @claimed -1: says nothing. @instant: now. */
void yn_verify_claimed (YnSignatureVerdict *verdict, gint64 claimed, gint64 instant);

/* Fills when, timestamp and authority. FALSE: a byte of the timestamp could be another, which takes from the signature
 * that it is intact; @detail says why. */
gboolean yn_verify_stamp (const YnCmsForm *form, const YnEvidence *evidence, YnSignatureVerdict *verdict,
                          const char **detail);

/* The verdict on a field that holds a timestamp instead of a signature. @field has no flaw. */
void yn_verify_document_timestamp (const YnSignatureField *field, YnBytes *pdf, const YnEvidence *evidence,
                                   YnSignatureVerdict *verdict);

/* "trusted" as far as the chain goes: whether it was taken back. Sets verdict->revocation; @code as in who_code.
 * @existed: by when the signature is known to have been there; @claimed: the time it claims. */
YnVerdict yn_verify_revocation (YnX509Stack *chain, const YnEvidence *evidence, gint64 existed, gint64 claimed,
                                YnSignatureVerdict *verdict, const char **code);

G_END_DECLS
