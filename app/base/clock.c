/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/clock.h"

/* Asia/Shanghai has kept UTC+8 without summer time since 1991; so the program needs no zone files. */
#define SHANGHAI (G_GINT64_CONSTANT (8) * 3600 * G_USEC_PER_SEC)

struct _YnClock
{
  int references;
  gboolean still;
  gint64 instant; /* of a clock that stands still */
  int moved;      /* days */
};

YnClock *
yn_clock_new (void)
{
  YnClock *clock = g_new0 (YnClock, 1);

  clock->references = 1;
  return clock;
}

YnClock *
yn_clock_new_at (const char *instant)
{
  YnClock *clock = yn_clock_new ();

  clock->still = TRUE;
  clock->instant = yn_clock_parse_instant (instant);
  return clock;
}

YnClock *
yn_clock_ref (YnClock *clock)
{
  g_atomic_int_inc (&clock->references);
  return clock;
}

void
yn_clock_unref (YnClock *clock)
{
  if (clock != NULL && g_atomic_int_dec_and_test (&clock->references))
    g_free (clock);
}

gint64
yn_clock_now (YnClock *clock)
{
  return clock->still ? clock->instant : g_get_real_time ();
}

void
yn_clock_move (YnClock *clock, int days)
{
  g_atomic_int_add (&clock->moved, days);
}

char *
yn_clock_today (YnClock *clock)
{
  g_autofree char *day = yn_clock_civil_day (yn_clock_now (clock));
  char *moved = yn_day_add_days (day, g_atomic_int_get (&clock->moved));

  return moved != NULL ? moved : g_steal_pointer (&day);
}

/* Clamped to years of four digits: RFC 3339 writes no others. */
static char *
format (gint64 instant, const char *pattern)
{
  gint64 seconds = instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0 ? 1 : 0);
  g_autoptr (GDateTime) time = NULL;

  seconds = CLAMP (seconds, G_GINT64_CONSTANT (-30610224000), G_GINT64_CONSTANT (253402300799));
  time = g_date_time_new_from_unix_utc (seconds);
  return g_date_time_format (time, pattern);
}

char *
yn_clock_format_instant (gint64 instant)
{
  return format (instant, "%Y-%m-%dT%H:%M:%SZ");
}

char *
yn_clock_civil (gint64 instant)
{
  return format (instant + SHANGHAI, "%Y-%m-%d %H:%M:%S");
}

char *
yn_clock_civil_day (gint64 instant)
{
  return format (instant + SHANGHAI, "%Y-%m-%d");
}

/* @n digits, no more and no less, and then @stop (or '\0' for any). */
static gboolean
read_digits (const char **at, int n, char stop, int *value)
{
  *value = 0;
  for (; n > 0; n--, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *value = *value * 10 + (**at - '0');
    }
  if (stop == '\0')
    return TRUE;
  if (**at != stop)
    return FALSE;
  (*at)++;
  return TRUE;
}

static gboolean
read_fraction (const char **at, gint64 *microseconds)
{
  gint64 unit = G_USEC_PER_SEC / 10;

  *microseconds = 0;
  if (**at != '.')
    return TRUE;
  (*at)++;
  if (!g_ascii_isdigit (**at))
    return FALSE;
  for (; g_ascii_isdigit (**at); (*at)++, unit /= 10)
    *microseconds += (**at - '0') * unit;
  return TRUE;
}

static gboolean
read_offset (const char **at, int *minutes)
{
  int sign = **at == '-' ? -1 : 1, hours;

  *minutes = 0;
  if (**at == 'Z' || **at == 'z')
    {
      (*at)++;
      return **at == '\0';
    }
  if (**at != '+' && **at != '-')
    return FALSE;
  (*at)++;
  if (!read_digits (at, 2, ':', &hours) || !read_digits (at, 2, '\0', minutes) || hours > 23 || *minutes > 59)
    return FALSE;
  *minutes = sign * (hours * 60 + *minutes);
  return **at == '\0';
}

static gboolean
read_time (const char **at, int *seconds)
{
  int hour, minute, second;

  if (!read_digits (at, 2, ':', &hour) || !read_digits (at, 2, ':', &minute) || !read_digits (at, 2, '\0', &second)
      || hour > 23 || minute > 59 || second > 60)
    return FALSE;
  *seconds = (hour * 60 + minute) * 60 + second;
  return TRUE;
}

static int
days_in (int month, int year)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static gboolean
read_civil (const char **at, char stop, int *year, int *month, int *day)
{
  return read_digits (at, 4, '-', year) && read_digits (at, 2, '-', month) && read_digits (at, 2, stop, day)
         && *year > 0 && *month >= 1 && *month <= 12 && *day >= 1
         && *day <= days_in (*month, *year);
}

static gboolean
read_date (const char **at, char stop, GDate *date)
{
  int year, month, day;

  if (!read_civil (at, stop, &year, &month, &day))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

gint64
yn_clock_parse_instant (const char *text)
{
  const gint64 epoch = 719163; /* 1970-01-01 as GDate counts */
  const char *at = text;
  GDate date;
  int seconds, offset;
  gint64 fraction;

  if (text == NULL || !read_date (&at, '\0', &date) || (*at != 'T' && *at != 't' && *at != ' '))
    return -1;
  at++;
  if (!read_time (&at, &seconds) || !read_fraction (&at, &fraction) || !read_offset (&at, &offset))
    return -1;
  return ((g_date_get_julian (&date) - epoch) * 86400 + seconds - offset * 60) * G_USEC_PER_SEC + fraction;
}

static gboolean
parse_day (const char *day, GDate *date)
{
  return day != NULL && read_date (&day, '\0', date) && *day == '\0';
}

gboolean
yn_day_valid (const char *day)
{
  int year, month, number;

  return day != NULL && read_civil (&day, '\0', &year, &month, &number) && *day == '\0';
}

int
yn_day_compare (const char *a, const char *b)
{
  return g_strcmp0 (a, b);
}

static char *
print_day (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date), g_date_get_day (date));
}

char *
yn_day_add_days (const char *day, int days)
{
  const gint64 last = 3652059; /* 9999-12-31 as GDate counts */
  GDate date;
  gint64 julian;

  if (!parse_day (day, &date))
    return NULL;
  julian = (gint64) g_date_get_julian (&date) + days;
  if (julian < 1 || julian > last)
    return NULL;
  g_date_set_julian (&date, julian);
  return print_day (&date);
}

char *
yn_day_add_months (const char *day, int months)
{
  GDate date;
  gint64 month;
  int year;

  if (!parse_day (day, &date))
    return NULL;
  month = (gint64) g_date_get_year (&date) * 12 + g_date_get_month (&date) - 1 + months;
  if (month < 12 || month >= 10000 * 12)
    return NULL;
  year = month / 12;
  month = month % 12 + 1;
  g_date_set_dmy (&date, MIN (g_date_get_day (&date), g_date_get_days_in_month (month, year)), month, year);
  return print_day (&date);
}

int
yn_day_between (const char *from, const char *to)
{
  GDate a, b;

  return parse_day (from, &a) && parse_day (to, &b) ? g_date_days_between (&a, &b) : 0;
}
