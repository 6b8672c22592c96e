/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Any of a few. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_CHOICES_ROW (yn_choices_row_get_type ())
G_DECLARE_FINAL_TYPE (YnChoicesRow, yn_choices_row, YN, CHOICES_ROW, YnFieldRow)

G_END_DECLS
