/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A line of text, a number or an amount of money, with its unit behind it. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_TEXT_ROW (yn_text_row_get_type ())
G_DECLARE_FINAL_TYPE (YnTextRow, yn_text_row, YN, TEXT_ROW, YnFieldRow)

G_END_DECLS
