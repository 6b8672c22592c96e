/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A filing, from the blank form to the authority's decision: one page, its steps in a row that stays visible. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_FILING_PAGE (yn_filing_page_get_type ())
G_DECLARE_FINAL_TYPE (YnFilingPage, yn_filing_page, YN, FILING_PAGE, YnPage)

/* @id: a draft's matter or a filing's id. */
YnPage *yn_filing_page_new (YnDesk *desk, const char *id);

G_END_DECLS
