/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Whom a paper names as its signers, and whether a certificate is one's of theirs: alike before signing and in a
 * verdict. A signature in the field of one of the service's signers must be that one's; any other must at least be of
 * somebody whom the paper names, or stand beside a trusted one of theirs: a counter-signature, of a notary say. */
#pragma once

#include "forms/signers.h"
#include "signing/verify.h"

G_BEGIN_DECLS

/* Whether @certificate may stand for @signer. YN_ERROR_CERTIFICATE_MISMATCH; YN_ERROR_CERTIFICATE_SILENT: nothing in it
 * can be compared. */
gboolean yn_named_is (const YnSigner *signer, const YnCertificate *certificate, GError **error);

/* Whether @certificate is of anybody whom the paper names. Errors as above; @nearest: whom to hold it against in words,
 * new. */
gboolean yn_named_among (const YnService *form, const YnJson *body, const YnCertificate *certificate,
                         YnSigner **nearest, GError **error);

/* Answers the second question of every signature with whom the paper names (signing/verify.h). A pinned seal of an
 * institution may stand beside them. TRUE: there is a mismatch. */
gboolean yn_named_judge (const YnService *form, const YnJson *body, YnVerification *verification);

/* "文书写明的签署人：三亚样例餐饮有限公司 9146…（名称一致，代码不一致）": what was compared, in gettext's language. New; NULL: nothing
 * was. */
char *yn_named_words (const YnSignatureVerdict *verdict);

G_END_DECLS
