/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Which row a field gets: the one place that knows every kind. */
#pragma once

#include "forms/field-row.h"

G_BEGIN_DECLS

/* Floating. */
YnFieldRow *yn_row_for (const YnFormItem *item);

G_END_DECLS
