/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Yes or not: a box to tick, or a switch. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_CHECK_ROW (yn_check_row_get_type ())
G_DECLARE_FINAL_TYPE (YnCheckRow, yn_check_row, YN, CHECK_ROW, YnFieldRow)

G_END_DECLS
