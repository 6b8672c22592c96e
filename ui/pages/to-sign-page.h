/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Papers under signature (待签文书): by who must sign next, with who has; and the way home for what was
 * signed elsewhere. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_TO_SIGN_PAGE (yn_to_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (YnToSignPage, yn_to_sign_page, YN, TO_SIGN_PAGE, YnPage)

YnPage *yn_to_sign_page_new (YnDesk *desk);

G_END_DECLS
