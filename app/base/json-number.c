/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Numbers as they are written: a sign, digits and an exponent. They are compared and divided on the text itself, so
 * 1e1000000 costs seven digits and never a megabyte. */

#include "base/json-tree.h"

#include <string.h>

/* The value is ±0.d₁d₂…dₙ × 10^magnitude, d₁ and dₙ not 0; zero has no digits. */
typedef struct
{
  gboolean negative;
  const char *digits; /* may hold one point in between */
  const char *end;
  int magnitude;
} Decimal;

static Decimal
read_decimal (const char *text)
{
  Decimal decimal = { .negative = *text == '-' };
  const char *start = text + (decimal.negative ? 1 : 0);
  const char *end = start + strspn (start, "0123456789.");
  const char *point = memchr (start, '.', end - start);
  int before = (point != NULL ? point : end) - start;

  while (start < end && (*start == '0' || *start == '.'))
    {
      before -= *start == '0' ? 1 : 0;
      start++;
    }
  while (end > start && (end[-1] == '0' || end[-1] == '.') )
    end--;
  decimal.digits = start;
  decimal.end = end;
  text = start + strspn (start, "0123456789.");
  if (*text == 'e' || *text == 'E')
    before += strtol (text + 1, NULL, 10);
  decimal.magnitude = before;
  if (start == end)
    decimal.negative = FALSE;
  return decimal;
}

static int
next_digit (const char **at, const char *end)
{
  if (*at < end && **at == '.')
    (*at)++;
  return *at < end ? *(*at)++ - '0' : -1;
}

static int
compare_sizes (const Decimal *a, const Decimal *b)
{
  const char *x = a->digits, *y = b->digits;

  if (x == a->end || y == b->end)
    return (x != a->end) - (y != b->end);
  if (a->magnitude != b->magnitude)
    return a->magnitude < b->magnitude ? -1 : 1;
  while (TRUE)
    {
      int p = next_digit (&x, a->end), q = next_digit (&y, b->end);

      if (p != q)
        return p < q ? -1 : 1;
      if (p < 0)
        return 0;
    }
}

/* What is written as digits alone, though more than a node keeps the value of. */
static gboolean
read_plain (const char *text, gint64 *value)
{
  gboolean negative = *text == '-';
  const char *start = text + (negative ? 1 : 0);
  const char *at = start;

  for (*value = 0; g_ascii_isdigit (*at); at++)
    {
      if (at - start == 18)
        return FALSE;
      *value = *value * 10 + (*at - '0');
    }
  if (negative)
    *value = -*value;
  return *at == '\0';
}

int
yn_json_compare_numbers (const YnJson *a, const YnJson *b)
{
  const char *x = yn_json_number (a), *y = yn_json_number (b);
  gint64 i, j;
  Decimal p, q;

  g_return_val_if_fail (x != NULL && y != NULL, 0);
  if (a->order != 0 && b->order != 0)
    return a->order < b->order ? -1 : a->order > b->order;
  if (read_plain (x, &i) && read_plain (y, &j))
    return i < j ? -1 : i > j;
  p = read_decimal (x);
  q = read_decimal (y);
  if (p.negative != q.negative)
    return p.negative ? -1 : 1;
  return p.negative ? -compare_sizes (&p, &q) : compare_sizes (&p, &q);
}

static int
count_digits (const Decimal *decimal)
{
  const char *at = decimal->digits;
  int count = 0;

  while (next_digit (&at, decimal->end) >= 0)
    count++;
  return count;
}

gboolean
yn_json_number_is_whole (const YnJson *json)
{
  const char *text = yn_json_number (json);
  gint64 value;
  Decimal decimal;

  if (text == NULL)
    return FALSE;
  if (json->order != 0 || read_plain (text, &value))
    return TRUE;
  decimal = read_decimal (text);
  return decimal.digits == decimal.end || decimal.magnitude >= count_digits (&decimal);
}

gboolean
yn_json_int64 (const YnJson *json, gint64 *value)
{
  const char *text = yn_json_number (json);
  guint64 size = 0;
  guint64 most;
  Decimal decimal;
  const char *at;

  if (text == NULL || !yn_json_number_is_whole (json))
    return FALSE;
  decimal = read_decimal (text);
  if (decimal.digits != decimal.end && decimal.magnitude > 19)
    return FALSE;
  at = decimal.digits;
  for (int i = 0; decimal.digits != decimal.end && i < decimal.magnitude; i++)
    {
      int digit = next_digit (&at, decimal.end);

      size = size * 10 + (digit > 0 ? digit : 0);
    }
  most = (guint64) G_MAXINT64 + (decimal.negative ? 1 : 0);
  if (size > most)
    return FALSE;
  *value = decimal.negative ? (gint64) (0 - size) : (gint64) size;
  return TRUE;
}

static guint64
times (guint64 a, guint64 b, guint64 modulus)
{
  return (guint64) ((unsigned __int128) a * b % modulus);
}

static guint64
power_of_ten (int exponent, guint64 modulus)
{
  guint64 power = 1 % modulus, base = 10 % modulus;

  for (; exponent > 0; exponent >>= 1)
    {
      if (exponent & 1)
        power = times (power, base, modulus);
      base = times (base, base, modulus);
    }
  return power;
}

gboolean
yn_json_number_is_divisor (const YnJson *json)
{
  const char *text = yn_json_number (json);
  Decimal decimal;

  if (text == NULL)
    return FALSE;
  decimal = read_decimal (text);
  return !decimal.negative && decimal.digits != decimal.end && count_digits (&decimal) <= 18;
}

/* n = p·10^x, d = q·10^y, neither p nor q ends in 0. Where x < y, d divides n only if 10 divides p: never. Else it is
 * p·10^(x-y) mod q. */
gboolean
yn_json_number_is_multiple (const YnJson *number, const YnJson *divisor)
{
  Decimal n, d;
  guint64 modulus = 0, rest = 0;
  const char *at;
  int shift, digit;

  g_return_val_if_fail (yn_json_number (number) != NULL && yn_json_number_is_divisor (divisor), FALSE);
  n = read_decimal (yn_json_number (number));
  d = read_decimal (yn_json_number (divisor));
  if (n.digits == n.end)
    return TRUE;
  shift = (n.magnitude - count_digits (&n)) - (d.magnitude - count_digits (&d));
  if (shift < 0)
    return FALSE;
  for (at = d.digits; (digit = next_digit (&at, d.end)) >= 0;)
    modulus = modulus * 10 + digit;
  for (at = n.digits; (digit = next_digit (&at, n.end)) >= 0;)
    rest = (times (rest, 10, modulus) + digit) % modulus;
  return times (rest, power_of_ten (shift, modulus), modulus) == 0;
}
