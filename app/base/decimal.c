/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/decimal.h"

#define MAX_DIGITS 30
#define MAX_PLACES 20

/* "-12.50e1": digits into the number, the point and the exponent into the places. */
static gboolean
read_digits (const char **text, YnDecimal *decimal)
{
  gboolean point = FALSE;
  int digits = 0;

  for (; g_ascii_isdigit (**text) || **text == '.'; (*text)++)
    {
      if (**text == '.')
        {
          point = TRUE;
          continue;
        }
      if (digits == MAX_DIGITS)
        return FALSE;
      decimal->digits = decimal->digits * 10 + (**text - '0');
      digits += decimal->digits != 0;
      decimal->places += point;
    }
  return TRUE;
}

static gboolean
shift (YnDecimal *decimal, gint64 exponent)
{
  if (exponent < -MAX_DIGITS || exponent > MAX_DIGITS)
    return decimal->digits == 0;
  decimal->places -= exponent;
  for (; decimal->places < 0; decimal->places++)
    if (__builtin_mul_overflow (decimal->digits, 10, &decimal->digits))
      return FALSE;
  for (; decimal->places > 0 && decimal->digits % 10 == 0; decimal->places--)
    decimal->digits /= 10;
  return decimal->places <= MAX_PLACES;
}

gboolean
yn_decimal_from_json (const YnJson *json, YnDecimal *decimal)
{
  const char *text = yn_json_number (json);
  gboolean negative = text != NULL && *text == '-';
  YnDecimal read = { 0, 0 };
  gint64 exponent = 0;

  if (text == NULL)
    return FALSE;
  text += negative;
  if (!read_digits (&text, &read))
    return FALSE;
  if (*text == 'e' || *text == 'E')
    exponent = g_ascii_strtoll (text + 1, NULL, 10);
  if (!shift (&read, exponent))
    return FALSE;
  *decimal = negative ? yn_decimal_negated (read) : read;
  return TRUE;
}

static gboolean
stretch (YnDecimal *decimal, int places)
{
  for (; decimal->places < places; decimal->places++)
    if (__builtin_mul_overflow (decimal->digits, 10, &decimal->digits))
      return FALSE;
  return TRUE;
}

gboolean
yn_decimal_add (YnDecimal a, YnDecimal b, YnDecimal *sum)
{
  int places = MAX (a.places, b.places);
  __int128 digits;

  if (!stretch (&a, places) || !stretch (&b, places) || __builtin_add_overflow (a.digits, b.digits, &digits))
    return FALSE;
  *sum = (YnDecimal){ digits, places };
  return TRUE;
}

gboolean
yn_decimal_multiply (YnDecimal a, YnDecimal b, YnDecimal *product)
{
  __int128 digits;

  if (__builtin_mul_overflow (a.digits, b.digits, &digits))
    return FALSE;
  *product = (YnDecimal){ digits, a.places + b.places };
  return TRUE;
}

YnDecimal
yn_decimal_negated (YnDecimal decimal)
{
  return (YnDecimal){ -decimal.digits, decimal.places };
}

YnDecimal
yn_decimal_rounded (YnDecimal decimal)
{
  for (; decimal.places > 1; decimal.places--)
    decimal.digits /= 10; /* the first place decides; what is behind it does not */
  if (decimal.places == 1)
    decimal.digits = (decimal.digits + (decimal.digits < 0 ? -5 : 5)) / 10;
  return (YnDecimal){ decimal.digits, 0 };
}

char *
yn_decimal_text (YnDecimal decimal)
{
  gboolean negative = decimal.digits < 0;
  char digits[48];
  char *at = digits + sizeof digits;
  int written = 0;

  for (; decimal.places > 0 && decimal.digits % 10 == 0; decimal.places--)
    decimal.digits /= 10;
  *--at = '\0';
  do
    {
      int digit = (int) (decimal.digits % 10);

      *--at = '0' + (negative ? -digit : digit);
      decimal.digits /= 10;
      if (++written == decimal.places)
        *--at = '.';
    }
  while (decimal.digits != 0 || written <= decimal.places);
  if (negative)
    *--at = '-';
  return g_strdup (at);
}
