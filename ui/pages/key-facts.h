/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a person sees of a certificate before the button that signs: whose it is, whether that is the signer, of which
 * class the signature will be. */
#pragma once

#include "desk/filing.h"
#include "forms/signers.h"
#include "widgets/fact-list.h"

G_BEGIN_DECLS

/* @signer: whose turn it is, or NULL. @misfit says why it may not be signed with, or what the person has to compare.
 * FALSE: it may not. */
gboolean yn_key_facts_fill (YnFactList *facts, YnDesk *desk, const YnSigner *signer, const YnCertificate *certificate,
                            const YnKeyKind *kind, GError **misfit);

G_END_DECLS
