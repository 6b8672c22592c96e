/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Amounts are whole fen, never floating point. */

#include "base/codes.h"
#include "base/text.h"

#include <string.h>

#define FEN_IN_YUAN 100
#define FEN_IN_WAN (10000 * FEN_IN_YUAN)
#define MAX_YUAN_DIGITS 15
#define MAX_FEN G_GINT64_CONSTANT (100000000000000000) /* of so many digits */

/* "1,234" -> "1234"; NULL where the commas do not part thousands. */
static char *
join_thousands (const char *text)
{
  g_auto (GStrv) groups = g_strsplit (text, ",", -1);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      gsize digits = strspn (groups[i], "0123456789");

      if (groups[i][digits] != '\0' || digits == 0 || (i > 0 && digits != 3)
          || (i == 0 && groups[1] != NULL && digits > 3))
        return NULL;
    }
  return g_strjoinv ("", groups);
}

/* The number without its currency mark. */
static char *
strip_currency (char *text)
{
  char *start = text;

  if (g_str_has_prefix (start, "¥"))
    start += strlen ("¥");
  else if (g_str_has_prefix (start, "￥"))
    start += strlen ("￥");
  if (g_str_has_suffix (start, "元"))
    start[strlen (start) - strlen ("元")] = '\0';
  return start;
}

gboolean
yn_money_parse_yuan (const char *text, gint64 *fen)
{
  g_autofree char *compact = yn_text_compact (text);
  g_autofree char *yuan = NULL;
  char *number = strip_currency (compact);
  gboolean negative = *number == '-';
  char *point;
  gint64 value;
  int decimals = 0;

  number += negative ? 1 : 0;
  point = strchr (number, '.');
  if (point != NULL)
    *point = '\0';
  yuan = join_thousands (number);
  if (yuan == NULL || *yuan == '\0' || strlen (yuan) > MAX_YUAN_DIGITS)
    return FALSE;
  value = g_ascii_strtoll (yuan, NULL, 10) * FEN_IN_YUAN;
  if (point != NULL)
    {
      decimals = strspn (point + 1, "0123456789");
      if (decimals < 1 || decimals > 2 || point[1 + decimals] != '\0')
        return FALSE;
      value += g_ascii_strtoll (point + 1, NULL, 10) * (decimals == 1 ? 10 : 1);
    }
  *fen = negative ? -value : value;
  return TRUE;
}

gboolean
yn_money_is_in_range (gint64 fen)
{
  return fen > -MAX_FEN && fen < MAX_FEN;
}

char *
yn_money_format_yuan (gint64 fen)
{
  guint64 size = fen < 0 ? 0 - (guint64) fen : (guint64) fen;
  g_autofree char *yuan = g_strdup_printf ("%" G_GUINT64_FORMAT, size / FEN_IN_YUAN);
  gsize length = strlen (yuan);
  GString *text = g_string_new (fen < 0 ? "-" : "");

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, yuan[i]);
    }
  g_string_append_printf (text, ".%02d", (int) (size % FEN_IN_YUAN));
  return g_string_free (text, FALSE);
}

char *
yn_money_format_wan (gint64 fen)
{
  guint64 size = fen < 0 ? 0 - (guint64) fen : (guint64) fen;
  GString *text = g_string_new (fen < 0 ? "-" : "");

  g_string_append_printf (text, "%" G_GUINT64_FORMAT, size / FEN_IN_WAN);
  if (size % FEN_IN_WAN != 0)
    {
      g_string_append_printf (text, ".%06d", (int) (size % FEN_IN_WAN));
      while (text->str[text->len - 1] == '0')
        g_string_truncate (text, text->len - 1);
    }
  return g_string_free (text, FALSE);
}

static const char *const capitals[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

/* Below 10,000. A row of zeros in the middle is said once. */
static void
append_thousands (GString *text, guint size)
{
  static const char *const units[] = { "仟", "佰", "拾", "" };
  gboolean begun = FALSE, gap = FALSE;

  for (guint i = 0, power = 1000; i < G_N_ELEMENTS (units); i++, power /= 10)
    {
      guint digit = size / power % 10;

      if (digit != 0)
        g_string_append_printf (text, "%s%s%s", begun && gap ? capitals[0] : "", capitals[digit], units[i]);
      begun = begun || digit != 0;
      gap = digit == 0;
    }
}

static void
append_whole (GString *text, guint64 size)
{
  static const struct
  {
    guint64 size;
    const char *name;
  } units[] = { { 100000000, "亿" }, { 10000, "万" } };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      guint64 low = size % units[i].size;

      if (size < units[i].size)
        continue;
      append_whole (text, size / units[i].size);
      g_string_append (text, units[i].name);
      if (low > 0 && low < units[i].size / 10)
        g_string_append (text, capitals[0]);
      if (low > 0)
        append_whole (text, low);
      return;
    }
  append_thousands (text, size);
}

char *
yn_money_capital (gint64 fen)
{
  guint64 size = fen < 0 ? 0 - (guint64) fen : (guint64) fen;
  guint64 yuan = size / FEN_IN_YUAN;
  guint tenths = size / 10 % 10, hundredths = size % 10;
  GString *text = g_string_new (fen < 0 ? "负" : "");

  append_whole (text, yuan);
  if (yuan > 0 || size == 0)
    g_string_append_printf (text, "%s元", yuan == 0 ? capitals[0] : "");
  if (yuan > 0 && size % FEN_IN_YUAN != 0 && (tenths == 0 || yuan % 10 == 0))
    g_string_append (text, capitals[0]);
  if (tenths > 0)
    g_string_append_printf (text, "%s角", capitals[tenths]);
  if (hundredths > 0)
    g_string_append_printf (text, "%s分", capitals[hundredths]);
  else
    g_string_append (text, "整");
  return g_string_free (text, FALSE);
}
