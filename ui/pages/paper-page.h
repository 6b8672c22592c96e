/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One paper of ours or the platform's: its pages, its verdict, to be saved and printed. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_PAPER_PAGE (yn_paper_page_get_type ())
G_DECLARE_FINAL_TYPE (YnPaperPage, yn_paper_page, YN, PAPER_PAGE, YnPage)

/* @sha256 of the paper; @title is shown and offered as a file name. */
YnPage *yn_paper_page_new (YnDesk *desk, const char *sha256, const char *title);

G_END_DECLS
