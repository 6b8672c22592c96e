/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Which row a field is filled in with. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

YnFieldRow *yn_row_for (const YnFormItem *item);

/* Whether @row can go on to stand for a place with @field. */
gboolean yn_row_fits (YnFieldRow *row, const YnField *field);

G_END_DECLS
