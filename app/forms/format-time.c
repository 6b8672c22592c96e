/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* RFC 3339 dates and times, and the durations of its appendix A. */

#include "forms/format.h"

#include <string.h>
#include "base/clock.h"

static gboolean
read_two (const char *text, char stop, int *value)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || text[2] != stop)
    return FALSE;
  *value = (text[0] - '0') * 10 + text[1] - '0';
  return TRUE;
}

gboolean
yn_format_date (const char *text)
{
  /* RFC 3339 has a year 0000, calendars have none; it is a leap year. */
  if (*text == '0' && g_str_has_prefix (text, "0000-"))
    {
      g_autofree char *leap = g_strconcat ("2000-", text + 5, NULL);

      return yn_day_valid (leap);
    }
  return yn_day_valid (text);
}

/* Minutes to add to a local time for UTC. */
static gboolean
read_offset (const char *text, int *minutes)
{
  int hours;

  *minutes = 0;
  if ((*text == 'Z' || *text == 'z') && text[1] == '\0')
    return TRUE;
  if ((*text != '+' && *text != '-') || !read_two (text + 1, ':', &hours) || !read_two (text + 4, '\0', minutes)
      || hours > 23 || *minutes > 59)
    return FALSE;
  *minutes = (*text == '-' ? 1 : -1) * (hours * 60 + *minutes);
  return TRUE;
}

gboolean
yn_format_time (const char *text)
{
  int hour, minute, second, offset, utc;
  const char *rest;

  if (strlen (text) < 9 || !read_two (text, ':', &hour) || !read_two (text + 3, ':', &minute)
      || !g_ascii_isdigit (text[6]) || !g_ascii_isdigit (text[7]))
    return FALSE;
  second = (text[6] - '0') * 10 + text[7] - '0';
  rest = text + 8;
  if (*rest == '.')
    {
      gsize digits = strspn (rest + 1, "0123456789");

      if (digits == 0)
        return FALSE;
      rest += 1 + digits;
    }
  if (hour > 23 || minute > 59 || second > 60 || !read_offset (rest, &offset))
    return FALSE;
  /* A leap second ends a day of UTC. */
  utc = (hour * 60 + minute + offset + 2 * 24 * 60) % (24 * 60);
  return second < 60 || utc == 23 * 60 + 59;
}

gboolean
yn_format_date_time (const char *text)
{
  g_autofree char *day = g_strndup (text, 10);

  return strlen (text) > 11 && (text[10] == 'T' || text[10] == 't') && yn_format_date (day)
         && yn_format_time (text + 11);
}

/* One run of numbers with units, in order and without a gap between. */
static const char *
skip_units (const char *text, const char *units)
{
  const char *next = units;
  gboolean begun = FALSE;

  while (g_ascii_isdigit (*text))
    {
      const char *end = text + strspn (text, "0123456789");
      const char *unit = *end != '\0' ? strchr (next, *end) : NULL;

      if (unit == NULL || (begun && unit != next))
        return NULL;
      begun = TRUE;
      next = unit + 1;
      text = end + 1;
    }
  return begun ? text : NULL;
}

gboolean
yn_format_duration (const char *text)
{
  const char *rest;

  if (*text != 'P')
    return FALSE;
  text++;
  rest = skip_units (text, "W");
  if (rest != NULL && *rest == '\0')
    return TRUE;
  if (*text != 'T')
    {
      text = skip_units (text, "YMD");
      if (text == NULL || *text == '\0')
        return text != NULL;
    }
  if (*text != 'T')
    return FALSE;
  rest = skip_units (text + 1, "HMS");
  return rest != NULL && *rest == '\0';
}
