/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A service filled in and printed to a file by somebody without an account: nothing is kept, nothing is submitted. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_PRINT_PAGE (yn_print_page_get_type ())
G_DECLARE_FINAL_TYPE (YnPrintPage, yn_print_page, YN, PRINT_PAGE, YnPage)

YnPage *yn_print_page_new (YnDesk *desk, const char *service);

G_END_DECLS
