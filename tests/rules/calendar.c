/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "rules/calendar.h"
#include "rules/pack.h"

#include "base/clock.h"
#include "base/data.h"
#include "base/error.h"

static void
test_working_days (void)
{
  static const struct
  {
    const char *day;
    gboolean works;
  } days[] = {
    { "2026-11-23", TRUE },  /* Monday */
    { "2026-11-22", FALSE }, /* Sunday */
    { "2026-01-01", FALSE },
    { "2026-01-04", TRUE },  /* a Sunday that makes up */
    { "2026-02-14", TRUE },  /* a Saturday that makes up */
    { "2026-02-16", FALSE }, /* a Monday of the Spring Festival */
    { "2026-10-07", FALSE },
    { "2026-10-08", TRUE },
    { "2026-10-10", TRUE },
    { "2025-10-08", FALSE },
    { "2025-10-09", TRUE },
    { "2025-10-11", TRUE },
    { "2023-12-31", FALSE }, /* no table, a Sunday before the day that weeks are counted from */
    { "2024-10-01", TRUE },  /* no table: a Tuesday */
    { "2026-02-30", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_cmpint (yn_calendar_is_working_day (days[i].day), ==, days[i].works);
}

static void
test_add (void)
{
  static const struct
  {
    const char *day;
    int days;
    const char *then;
    gboolean certain;
  } cases[] = {
    { "2026-11-23", 0, "2026-11-23", TRUE },
    { "2026-11-23", 1, "2026-11-24", TRUE },
    { "2026-11-23", 10, "2026-12-07", TRUE },
    { "2026-09-30", 1, "2026-10-08", TRUE },
    { "2026-09-30", 3, "2026-10-10", TRUE },
    { "2026-02-13", 1, "2026-02-14", TRUE },
    { "2026-02-13", 2, "2026-02-24", TRUE },
    { "2026-02-13", 6, "2026-02-28", TRUE },
    { "2025-12-31", 1, "2026-01-04", TRUE },
    { "2026-12-31", 1, "2027-01-01", FALSE },
    { "2026-11-23", -1, NULL, FALSE },
    { "2026-11-23", 1000000, NULL, FALSE },
    { "9999-12-31", 3, NULL, FALSE },
    { "2026-13-01", 3, NULL, FALSE },
    { NULL, 3, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean certain = !cases[i].certain;
      g_autofree char *then = yn_calendar_add_working_days (cases[i].day, cases[i].days, &certain);

      g_assert_cmpstr (then, ==, cases[i].then);
      g_assert_cmpint (certain, ==, cases[i].certain);
    }
}

/* A table's days are days of its year, once each, and a make-up day is a Saturday or Sunday. */
static void
test_tables (void)
{
  for (int year = 2025; year <= 2026; year++)
    {
      g_autofree char *path = g_strdup_printf ("rules/holidays-%d.json", year);
      g_autofree char *prefix = g_strdup_printf ("%d-", year);
      g_autoptr (GError) error = NULL;
      g_autoptr (YnJson) table = yn_data_json (path, &error);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_no_error (error);
      g_assert_true (yn_calendar_has_year (year));
      for (guint part = 0; part < 2; part++)
        {
          const YnJson *days = yn_json_get (table, part == 0 ? "holidays" : "workdays");

          g_assert_cmpuint (yn_json_size (days), >, 0);
          for (guint i = 0; i < yn_json_size (days); i++)
            {
              const char *day = yn_json_string (yn_json_at (days, i));

              g_assert_true (yn_day_valid (day) && g_str_has_prefix (day, prefix));
              g_assert_true (g_hash_table_add (seen, (gpointer) day));
              if (part == 1)
                g_assert_cmpint (((yn_day_between ("2024-01-01", day) % 7) + 7) % 7, >=, 5);
            }
        }
    }
  g_assert_false (yn_calendar_has_year (2024));
  g_assert_false (yn_calendar_has_year (-1));
}

static void
test_packs (void)
{
  static const struct
  {
    const char *day;
    const char *pack;
  } days[] = {
    { "2019-06-30", NULL },    { "2019-07-01", "R2019" }, { "2023-04-30", "R2019" }, { "2023-05-01", "R2023" },
    { "2026-03-31", "R2023" }, { "2026-04-01", "R2026" }, { "2099-01-01", "R2026" }, { "never", NULL },
    { NULL, NULL },
  };
  static const char *ids[] = { "R2019", "R2023", "R2026", "SAMR2021" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const YnPack *pack = yn_pack_on (days[i].day);

      g_assert_cmpstr (pack != NULL ? yn_pack_id (pack) : NULL, ==, days[i].pack);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      const YnPack *pack = yn_pack_find (ids[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (yn_pack_id (pack), ==, ids[i]);
      g_assert_cmpstr (yn_pack_document (pack), !=, "");
    }
}

/* "Every number is {value, verified, source}": walked over all of every pack. */
static void
check_numbers (const YnJson *json, const char *name, const char *path)
{
  g_assert_false (yn_json_is (json, YN_JSON_NUMBER) && g_strcmp0 (name, "value") != 0);
  if (yn_json_get (json, "value") != NULL)
    {
      if (!yn_json_is (yn_json_get (json, "verified"), YN_JSON_BOOLEAN))
        g_error ("%s: a number of %s says not whether it is verified", path, name);
      g_assert_nonnull (yn_json_get_string (json, "source"));
    }
  for (guint i = 0; i < yn_json_size (json); i++)
    check_numbers (yn_json_at (json, i), yn_json_is (json, YN_JSON_OBJECT) ? yn_json_name_at (json, i) : name, path);
}

static void
test_numbers (void)
{
  static const char *ids[] = { "R2019", "R2023", "R2026", "SAMR2021" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const YnJson *pack = yn_pack_json (yn_pack_find (ids[i], NULL));

      check_numbers (pack, "", ids[i]);
      g_assert_cmpuint (yn_json_size (yn_json_get (pack, "unverified")), >, 0);
    }
}

static void
test_unknown_pack (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;

  g_assert_null (yn_pack_find ("R1949", &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_assert_null (yn_pack_find (NULL, &none));
  g_assert_error (none, YN_ERROR, YN_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/calendar/working-days", test_working_days);
  g_test_add_func ("/rules/calendar/add", test_add);
  g_test_add_func ("/rules/calendar/tables", test_tables);
  g_test_add_func ("/rules/pack/days", test_packs);
  g_test_add_func ("/rules/pack/numbers", test_numbers);
  g_test_add_func ("/rules/pack/unknown", test_unknown_pack);
  return g_test_run ();
}
