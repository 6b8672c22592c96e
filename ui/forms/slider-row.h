/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A number between two others: a slider, with the number in words beside it. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_SLIDER_ROW (yn_slider_row_get_type ())
G_DECLARE_FINAL_TYPE (YnSliderRow, yn_slider_row, YN, SLIDER_ROW, YnFieldRow)

G_END_DECLS
