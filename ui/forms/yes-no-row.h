/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Yes, no, or not answered yet: a switch could not say the third. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_YES_NO_ROW (yn_yes_no_row_get_type ())
G_DECLARE_FINAL_TYPE (YnYesNoRow, yn_yes_no_row, YN, YES_NO_ROW, YnFieldRow)

G_END_DECLS
