/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The first page: what this is, sample enterprises to sit down as, a real platform to connect to, and what needs no
 * account. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_START_PAGE (yn_start_page_get_type ())
G_DECLARE_FINAL_TYPE (YnStartPage, yn_start_page, YN, START_PAGE, YnPage)

/* The platform has answered, or (@error) has not. */
void yn_start_page_arrive (YnStartPage *self, const GError *error);

G_END_DECLS
