/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Services: what can be filed, by purpose, with search. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_SERVICES_PAGE (yn_services_page_get_type ())
G_DECLARE_FINAL_TYPE (YnServicesPage, yn_services_page, YN, SERVICES_PAGE, YnPage)

G_END_DECLS
