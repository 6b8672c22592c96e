/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A day: typed as 2026-11-23, or picked from a calendar. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_DATE_ROW (yn_date_row_get_type ())
G_DECLARE_FINAL_TYPE (YnDateRow, yn_date_row, YN, DATE_ROW, YnFieldRow)

G_END_DECLS
