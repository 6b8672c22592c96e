/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One of very many choices, or a text that may be one of them: an entry, and below it what fits the text so
 * far. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_SUGGEST_ROW (yn_suggest_row_get_type ())
G_DECLARE_FINAL_TYPE (YnSuggestRow, yn_suggest_row, YN, SUGGEST_ROW, YnFieldRow)

G_END_DECLS
