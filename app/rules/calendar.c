/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "rules/calendar.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/data.h"

/* No deadline of any rule is longer; it bounds the walk for a count from outside. */
#define MAX_WORKING_DAYS 3660

/* Tables by year, read once; a year without a table is remembered as an empty object. */
static const YnJson *
table_of (int year)
{
  static GMutex lock;
  static GHashTable *tables;
  const YnJson *table;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (tables == NULL)
    tables = g_hash_table_new (NULL, NULL);
  table = g_hash_table_lookup (tables, GINT_TO_POINTER (year));
  if (table == NULL)
    {
      g_autofree char *path = g_strdup_printf ("rules/holidays-%d.json", year);
      YnJson *read = yn_data_json (path, NULL);

      if (read == NULL)
        read = yn_json_new_object ();
      g_hash_table_insert (tables, GINT_TO_POINTER (year), read);
      table = read;
    }
  return table;
}

static gboolean
year_of (const char *day, int *year)
{
  return yn_day_valid (day) && sscanf (day, "%4d", year) == 1;
}

static gboolean
holds (const YnJson *days, const char *day)
{
  for (guint i = 0; i < yn_json_size (days); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (days, i)), day) == 0)
      return TRUE;
  return FALSE;
}

gboolean
yn_calendar_has_year (int year)
{
  return yn_json_get (table_of (year), "holidays") != NULL;
}

gboolean
yn_calendar_is_working_day (const char *day)
{
  const YnJson *table;
  int year, weekday;

  if (!year_of (day, &year))
    return FALSE;
  table = table_of (year);
  if (holds (yn_json_get (table, "workdays"), day))
    return TRUE;
  if (holds (yn_json_get (table, "holidays"), day))
    return FALSE;
  /* 2024-01-01 was a Monday. */
  weekday = ((yn_day_between ("2024-01-01", day) % 7) + 7) % 7;
  return weekday < 5;
}

char *
yn_calendar_add_working_days (const char *day, int days, gboolean *certain)
{
  g_autofree char *at = NULL;
  gboolean known = TRUE;
  int year;

  if (certain != NULL)
    *certain = FALSE;
  if (!yn_day_valid (day) || days < 0 || days > MAX_WORKING_DAYS)
    return NULL;
  at = g_strdup (day);
  while (days > 0)
    {
      char *next = yn_day_add_days (at, 1);

      if (!year_of (next, &year))
        {
          g_free (next);
          return NULL;
        }
      g_free (at);
      at = next;
      known = known && yn_calendar_has_year (year);
      if (yn_calendar_is_working_day (at))
        days--;
    }
  if (certain != NULL)
    *certain = known;
  return g_steal_pointer (&at);
}
