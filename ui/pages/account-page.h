/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Account: which enterprise, which platform, which keys; language, diagnosis, signing out. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_ACCOUNT_PAGE (yn_account_page_get_type ())
G_DECLARE_FINAL_TYPE (YnAccountPage, yn_account_page, YN, ACCOUNT_PAGE, YnPage)

G_END_DECLS
