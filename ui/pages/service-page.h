/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A service, before one begins: what it is, what one would promise, what to have at hand, how long it takes. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_SERVICE_PAGE (yn_service_page_get_type ())
G_DECLARE_FINAL_TYPE (YnServicePage, yn_service_page, YN, SERVICE_PAGE, YnPage)

YnPage *yn_service_page_new (YnDesk *desk, const char *service);

G_END_DECLS
