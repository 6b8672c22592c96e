/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Records: what the city knows about the enterprise, entry by entry. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_RECORDS_PAGE (yn_records_page_get_type ())
G_DECLARE_FINAL_TYPE (YnRecordsPage, yn_records_page, YN, RECORDS_PAGE, YnPage)

G_END_DECLS
