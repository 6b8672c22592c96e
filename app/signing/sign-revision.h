/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The revision that a signature is, with a hole where the signature will be. */
#pragma once

#include "signing/field.h"
#include "signing/sign-options.h"

G_BEGIN_DECLS

/* What is to stand behind the paper; @field gets the offsets of the hole and the end. An empty signature field that the
 * author left is filled: the one named for the role, else the first; where there is none, a field is made on the last
 * page. YN_ERROR_SIGNING_FORBIDDEN: the signatures in the file do not allow another one. */
GBytes *yn_sign_revision (YnBytes *paper, const YnSignOptions *options, YnSignatureField *field, GError **error);

G_END_DECLS
