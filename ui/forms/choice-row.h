/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One of a few, from a list that opens. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_CHOICE_ROW (yn_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (YnChoiceRow, yn_choice_row, YN, CHOICE_ROW, YnFieldRow)

G_END_DECLS
