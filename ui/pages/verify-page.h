/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Any paper verified: the verdict, three questions for each signature, and the pages beside. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_VERIFY_PAGE (yn_verify_page_get_type ())
G_DECLARE_FINAL_TYPE (YnVerifyPage, yn_verify_page, YN, VERIFY_PAGE, YnPage)

/* Opens @paper. */
YnPage *yn_verify_page_new (YnDesk *desk, GFile *paper);

G_END_DECLS
