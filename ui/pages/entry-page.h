/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One entry of the record in full; and for a penalty what follows from the rules, as far as they go. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_ENTRY_PAGE (yn_entry_page_get_type ())
G_DECLARE_FINAL_TYPE (YnEntryPage, yn_entry_page, YN, ENTRY_PAGE, YnPage)

/* @id of the record's entry. */
YnPage *yn_entry_page_new (YnDesk *desk, const char *id);

G_END_DECLS
