/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Signing many drafts of one service: the letter that they share beside the table of what differs, those that drop out
 * with the reason, one signature on it all, and what became of each. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_BATCH_PAGE (yn_batch_page_get_type ())
G_DECLARE_FINAL_TYPE (YnBatchPage, yn_batch_page, YN, BATCH_PAGE, YnPage)

YnPage *yn_batch_page_new (YnDesk *desk, const char *service);

G_END_DECLS
