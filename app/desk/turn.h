/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Whose turn it is to sign a paper, and what the revision says that is prepared for it: alike for one paper and for many. */
#pragma once

#include "desk/private.h"
#include "signing/sign.h"

G_BEGIN_DECLS

/* The service's signers sign in order, one field each. NULL without error: nobody's turn. Borrowed from @form. */
const YnJson *yn_turn_signer (YnService *form, GBytes *paper, GError **error);

/* YN_ERROR_CERTIFICATE_UNFIT: the service does not take the class of signature that this desk can make. The options borrow
 * from @loan and @signer. */
gboolean yn_turn_options (const YnLoan *loan, const YnJson *signer, gint64 instant, YnSignOptions *options,
                          GError **error);

/* Whether @key may sign for the enterprise now: the errors of yn_key_fits() but _SILENT, which is shown and compared by the
 * person. */
gboolean yn_turn_key_fits (const YnLoan *loan, YnKey *key, gint64 now, GError **error);

G_END_DECLS
