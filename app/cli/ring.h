/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The keys at hand for papers that several sign: those that --key named (as often as there are signers), the
 * token, or else the data folder's, each opened once and used for whom it names. */
#pragma once

#include "cli/chair.h"
#include "desk/filing.h"

G_BEGIN_DECLS

typedef struct _YnRing YnRing;

/* @paths: may be NULL. */
YnRing *yn_ring_new (YnChair *chair, YnDesk *desk, char **paths);
void yn_ring_free (YnRing *ring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnRing, yn_ring_free)

/* The key for @signer (NULL: the enterprise at the desk), said on stderr when first used. NULL: none fits;
 * the error says of the last one why not, or YN_ERROR_NOT_FOUND. */
YnKey *yn_ring_key_for (YnRing *ring, const YnSigner *signer, GError **error);

G_END_DECLS
