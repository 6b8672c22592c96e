/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Signing (签署): which key, its password, whose certificate it is; and only then the button that names the class of the
 * signature. What lies in a token shows its certificate before its PIN is asked for. On a practice platform the key is
 * made here on first use. */
#pragma once

#include "desk/filing.h"
#include "forms/signers.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_SIGN_DIALOG (yn_sign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YnSignDialog, yn_sign_dialog, YN, SIGN_DIALOG, AdwWindow)

/* Signal "ready" (YnKey *): the person pressed the button; the dialog is gone.
 * Signal "other-kind" (const YnKeyKind *): before a PIN is asked for, a token was chosen whose class or issuer the page
 * does not name; the dialog is gone, and opens with that token when the page was shown again. */

/* @signer: whose turn it is (the key is held against them), or NULL. @shown: what the page says of the key; NULL: there
 * is no page before the eyes. */
YnSignDialog *yn_sign_dialog_new (GtkWidget *near, YnDesk *desk, const YnSigner *signer, const YnKeyKind *shown);

G_END_DECLS
