/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Signing in by device grant: a QR code and a short code to approve with one’s phone, and beside it, on a practice
 * platform, the practice phone. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_SIGN_IN_PAGE (yn_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (YnSignInPage, yn_sign_in_page, YN, SIGN_IN_PAGE, YnPage)

/* @uscc, @enterprise: whom the practice phone answers for; "" on a real platform. */
YnPage *yn_sign_in_page_new (YnDesk *desk, const char *uscc, const char *enterprise);

G_END_DECLS
