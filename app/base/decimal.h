/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Sums and products of decimals, exact: no answer is better than a rounded one that nobody asked for. A decimal is
 * @digits × 10^-@places. */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

typedef struct
{
  __int128 digits;
  int places; /* 0 and more */
} YnDecimal;

/* FALSE: no number, or one that takes more than 30 digits or 20 places to write out. */
gboolean yn_decimal_from_json (const YnJson *json, YnDecimal *decimal);

/* FALSE where the result would not fit; @sum and @product are then unchanged. */
gboolean yn_decimal_add (YnDecimal a, YnDecimal b, YnDecimal *sum);
gboolean yn_decimal_multiply (YnDecimal a, YnDecimal b, YnDecimal *product);
YnDecimal yn_decimal_negated (YnDecimal decimal);

/* To the whole nearest to it, halves away from zero (四舍五入). */
YnDecimal yn_decimal_rounded (YnDecimal decimal);

/* As short as it can be written: "-12.5". */
char *yn_decimal_text (YnDecimal decimal);

G_END_DECLS
