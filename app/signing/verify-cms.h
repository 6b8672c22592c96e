/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One signature's CMS against the bytes it speaks of. */
#pragma once

#include "signing/evidence.h"
#include "signing/field.h"

G_BEGIN_DECLS

/* @field has no flaw. Fills intact (YES: digest, signature and form are right; what was changed afterwards is not
 * looked at), who and certificate. */
void yn_verify_cms (const YnSignatureField *field, YnBytes *pdf, const YnEvidence *evidence,
                    YnSignatureVerdict *verdict);

/* Answers who once more, asking those whom the certificates name whether they were taken back: of a signature that
 * holds. Before that is known anybody may have put the certificate there, and nobody is asked. */
void yn_verify_cms_asking (const YnSignatureField *field, YnBytes *pdf, const YnEvidence *evidence,
                           YnSignatureVerdict *verdict);

G_END_DECLS
