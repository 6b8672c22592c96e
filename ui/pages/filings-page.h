/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Filings: what I have promised and asked, drafts included, each with how it stands. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_FILINGS_PAGE (yn_filings_page_get_type ())
G_DECLARE_FINAL_TYPE (YnFilingsPage, yn_filings_page, YN, FILINGS_PAGE, YnPage)

G_END_DECLS
