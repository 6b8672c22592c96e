/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is typed unseen, and a button that shows it. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

#define YN_TYPE_SECRET_ROW (yn_secret_row_get_type ())
G_DECLARE_FINAL_TYPE (YnSecretRow, yn_secret_row, YN, SECRET_ROW, YnFieldRow)

G_END_DECLS
