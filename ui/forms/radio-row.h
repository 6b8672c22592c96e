/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One of a few choices, all of them in sight. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_RADIO_ROW (yn_radio_row_get_type ())
G_DECLARE_FINAL_TYPE (YnRadioRow, yn_radio_row, YN, RADIO_ROW, YnFieldRow)

G_END_DECLS
