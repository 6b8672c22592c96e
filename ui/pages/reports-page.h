/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Reports: ask for one, those at hand, and any paper verified. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_REPORTS_PAGE (yn_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (YnReportsPage, yn_reports_page, YN, REPORTS_PAGE, YnPage)

G_END_DECLS
