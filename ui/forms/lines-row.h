/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Text of several lines. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_LINES_ROW (yn_lines_row_get_type ())
G_DECLARE_FINAL_TYPE (YnLinesRow, yn_lines_row, YN, LINES_ROW, YnFieldRow)

G_END_DECLS
