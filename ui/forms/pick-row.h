/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Several of very many choices: those that are chosen, each with a button to let it go, and an entry that
 * offers more. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_PICK_ROW (yn_pick_row_get_type ())
G_DECLARE_FINAL_TYPE (YnPickRow, yn_pick_row, YN, PICK_ROW, YnFieldRow)

G_END_DECLS
