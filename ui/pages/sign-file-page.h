/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A two-person file that somebody brought (双人签署文件): its pages, who has signed, what is promised; signed
 * here with one's own key and saved to be carried home. Where the paper came from this desk, its signatures
 * are put into it instead. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_SIGN_FILE_PAGE (yn_sign_file_page_get_type ())
G_DECLARE_FINAL_TYPE (YnSignFilePage, yn_sign_file_page, YN, SIGN_FILE_PAGE, YnPage)

YnPage *yn_sign_file_page_new (YnDesk *desk, GFile *file);

G_END_DECLS
