/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/pdf-number.h"

#include <math.h>

#define LARGEST 1e9

void
yn_pdf_append_number (GString *out, double number)
{
  char text[24];
  char *at = text + sizeof text;
  gint64 value = llround (CLAMP (number, -LARGEST, LARGEST) * 1000);
  guint64 left = (guint64) ABS (value);
  guint digits = 3;

  *--at = ' ';
  while (digits > 0 && left % 10 == 0)
    {
      left /= 10;
      digits--;
    }
  while (digits > 0)
    {
      *--at = (char) ('0' + left % 10);
      left /= 10;
      if (--digits == 0)
        *--at = '.';
    }
  do
    {
      *--at = (char) ('0' + left % 10);
      left /= 10;
    }
  while (left > 0);
  if (value < 0)
    *--at = '-';
  g_string_append_len (out, at, text + sizeof text - at);
}
