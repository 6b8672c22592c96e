/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Home: what needs me, how do I stand, what is under way, and three wide doors. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_HOME_PAGE (yn_home_page_get_type ())
G_DECLARE_FINAL_TYPE (YnHomePage, yn_home_page, YN, HOME_PAGE, YnPage)

G_END_DECLS
