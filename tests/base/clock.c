/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/clock.h"

static void
test_hands (void)
{
  g_autoptr (YnClock) clock = yn_clock_new_at ("2026-11-23T15:59:59Z");
  g_autoptr (YnClock) later = yn_clock_new_at ("2026-11-23T16:00:00Z");
  g_autofree char *today = yn_clock_today (clock);
  g_autofree char *tomorrow = yn_clock_today (later);
  g_autofree char *moved = NULL;
  gint64 before = yn_clock_now (clock);

  g_assert_cmpstr (today, ==, "2026-11-23");
  g_assert_cmpstr (tomorrow, ==, "2026-11-24");
  yn_clock_move (clock, 30);
  yn_clock_move (clock, -2);
  moved = yn_clock_today (clock);
  g_assert_cmpstr (moved, ==, "2026-12-21");
  g_assert_cmpint (yn_clock_now (clock), ==, before);
}

static void
test_running (void)
{
  g_autoptr (YnClock) clock = yn_clock_new ();
  gint64 before = g_get_real_time ();
  gint64 now = yn_clock_now (clock);

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time ());
}

/* RFC 3339 §5.6 and §5.8. */
static void
test_instants (void)
{
  static const struct
  {
    const char *text;
    const char *utc; /* NULL: none */
  } cases[] = {
    { "1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50Z" },
    { "1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z" },
    { "1990-12-31T23:59:60Z", "1991-01-01T00:00:00Z" },
    { "1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27Z" },
    { "2026-11-23t02:50:02z", "2026-11-23T02:50:02Z" },
    { "2026-11-23 02:50:02Z", "2026-11-23T02:50:02Z" },
    { "2024-02-29T00:00:00+08:00", "2024-02-28T16:00:00Z" },
    { "2026-02-29T00:00:00Z", NULL },
    { "2026-13-01T00:00:00Z", NULL },
    { "2026-11-23T24:00:00Z", NULL },
    { "2026-11-23T00:60:00Z", NULL },
    { "2026-11-23T00:00:61Z", NULL },
    { "2026-11-23T00:00:00", NULL },
    { "2026-11-23T00:00Z", NULL },
    { "2026-11-23T00:00:00.Z", NULL },
    { "2026-11-23T00:00:00+8", NULL },
    { "2026-11-23T00:00:00+24:00", NULL },
    { "2026-11-23T00:00:00+08:60", NULL },
    { "2026-11-23T00:00:00Zx", NULL },
    { "2026-1-23T00:00:00Z", NULL },
    { "+026-11-23T00:00:00Z", NULL },
    { "２026-11-23T00:00:00Z", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 instant = yn_clock_parse_instant (cases[i].text);
      g_autofree char *printed = yn_clock_format_instant (instant);

      g_test_message ("%s", cases[i].text);
      if (cases[i].utc == NULL)
        g_assert_cmpint (instant, ==, -1);
      else
        g_assert_cmpstr (printed, ==, cases[i].utc);
    }
}

static void
test_civil (void)
{
  gint64 instant = yn_clock_parse_instant ("2026-11-23T16:00:00Z");
  g_autofree char *civil = yn_clock_civil (instant);
  g_autofree char *day = yn_clock_civil_day (instant - 1);
  g_autofree char *least = yn_clock_format_instant (G_MININT64);
  g_autofree char *most = yn_clock_format_instant (G_MAXINT64);

  g_assert_cmpstr (civil, ==, "2026-11-24 00:00:00");
  g_assert_cmpstr (day, ==, "2026-11-23");
  g_assert_cmpstr (least, ==, "1000-01-01T00:00:00Z");
  g_assert_cmpstr (most, ==, "9999-12-31T23:59:59Z");
}

static void
test_days (void)
{
  static const struct
  {
    const char *day;
    int days;
    int months;
    const char *after_days;
    const char *after_months;
  } cases[] = {
    { "2026-11-30", 1, 3, "2026-12-01", "2027-02-28" },
    { "2027-11-30", 1, 3, "2027-12-01", "2028-02-29" },
    { "2026-01-31", 28, 1, "2026-02-28", "2026-02-28" },
    { "2026-03-31", -31, -1, "2026-02-28", "2026-02-28" },
    { "2026-12-31", 365, 12, "2027-12-31", "2027-12-31" },
    { "2024-02-29", 366, 12, "2025-03-01", "2025-02-28" },
    { "2026-05-15", 0, 0, "2026-05-15", "2026-05-15" },
    { "9999-12-31", 1, 1, NULL, NULL },
    { "0001-01-01", -1, -1, NULL, NULL },
    { "2026-01-01", G_MAXINT, G_MAXINT, NULL, NULL },
    { "2026-01-01", G_MININT, G_MININT, NULL, NULL },
    { "2026-02-30", 1, 1, NULL, NULL },
    { "2026-2-3", 1, 1, NULL, NULL },
    { "20260203", 1, 1, NULL, NULL },
    { "2026-02-03 ", 1, 1, NULL, NULL },
    { NULL, 1, 1, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *days = yn_day_add_days (cases[i].day, cases[i].days);
      g_autofree char *months = yn_day_add_months (cases[i].day, cases[i].months);

      g_test_message ("%s", cases[i].day);
      g_assert_cmpstr (days, ==, cases[i].after_days);
      g_assert_cmpstr (months, ==, cases[i].after_months);
    }
  g_assert_cmpint (yn_day_between ("2026-11-23", "2027-11-23"), ==, 365);
  g_assert_cmpint (yn_day_between ("2027-11-23", "2026-11-23"), ==, -365);
  g_assert_cmpint (yn_day_compare ("2026-11-23", "2026-12-01"), <, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/hands", test_hands);
  g_test_add_func ("/clock/running", test_running);
  g_test_add_func ("/clock/instants", test_instants);
  g_test_add_func ("/clock/civil", test_civil);
  g_test_add_func ("/clock/days", test_days);
  return g_test_run ();
}
