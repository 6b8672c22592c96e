/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Bad weather on the whole road: whatever the platform answers, the filing stays kept, says why it waits, and goes once the
 * weather is fair; only a receipt that the platform signed for it ends the wait (invariant 4). And what was typed lies in
 * clear in no file. */

#include "desk/filling.h"
#include "road.h"

#include <unistd.h>

static YnFiling *
keep_example (Road *road, const char *shop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) example = road_example ("F04");
  g_autoptr (YnJson) name = yn_json_new_string (shop);
  g_autoptr (YnJson) answers = yn_json_with (example, "/shop/name", name);
  g_autoptr (YnDraft) draft = yn_desk_begin (road->desk, "F04", answers, NULL, NULL, &error);

  g_assert_no_error (error);
  return road_keep (road, draft->matter);
}

static void
assert_waits (Road *road, const char *filing, const char *problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnStanding) standing = NULL;
  g_autoptr (YnDeskStatus) status = NULL;
  gboolean everything = yn_desk_send (road->desk, NULL, &error);

  g_assert_false (everything);
  standing = yn_desk_standing_of (road->desk, filing, NULL, NULL);
  g_assert_cmpint (standing->stage, ==, YN_STAGE_WAITING);
  g_assert_cmpuint (strlen (standing->explain), >, 0);
  status = yn_desk_status (road->desk);
  g_assert_cmpuint (status->waiting, ==, 1);
  g_assert_cmpstr (status->problem, ==, problem);
}

/* What the platform answers, and the situation that it is. */
static void
test_answers (void)
{
  static const struct
  {
    const char *kind;
    const char *problem;
  } cases[] = {
    { "503", "server-trouble" }, { "nonsense", "nonsense" },     { "brackets", "nonsense" },
    { "redirect", "redirected" }, { "half", "cut" },              { "nothing", "no-answer" },
    { "unsigned", "unsigned-receipt" }, { "foreign", "foreign-receipt" },
  };
  Road road = { 0 };

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shop = g_strdup_printf ("演练店 %s", cases[i].kind);
      g_autofree char *bad = g_strdup_printf ("{\"kind\": \"%s\", \"times\": 20}", cases[i].kind);
      g_autoptr (YnFiling) filing = keep_example (&road, shop);
      g_autoptr (YnStanding) received = NULL;

      g_test_message ("weather: %s", cases[i].kind);
      road_control (&road, "/practice/weather", bad);
      assert_waits (&road, filing->id, cases[i].problem);
      road_control (&road, "/practice/weather", "{\"kind\": \"none\"}");
      received = road_await (&road, filing->id, YN_STAGE_RECEIVED);
    }
  road_clear (&road);
}

/* Without the platform a filing waits; when it is back, the courier takes it there by itself. */
static void
test_goes_by_itself (void)
{
  Road road = { 0 };
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) standing = NULL;
  gint64 end;

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  yn_key_unref (road_key (&road)); /* made while the authority can still be asked */
  g_clear_pointer (&road.practice, yn_practice_stop);
  filing = keep_example (&road, "演练店");
  assert_waits (&road, filing->id, "offline");
  yn_desk_start_courier (road.desk);
  road_start_practice (&road, -1);
  end = g_get_monotonic_time () + ROAD_PATIENCE;
  do
    {
      g_clear_pointer (&standing, yn_standing_free);
      g_usleep (G_USEC_PER_SEC / 20);
      standing = yn_desk_standing_of (road.desk, filing->id, NULL, NULL);
    }
  while (standing->stage == YN_STAGE_WAITING && g_get_monotonic_time () < end);
  g_assert_cmpint (standing->stage, ==, YN_STAGE_RECEIVED);
  road_clear (&road);
}

static guint
count_files_with (const char *folder, const char *needle, guint *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint found = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found += count_files_with (path, needle, files);
      else if (g_file_get_contents (path, &content, &length, NULL))
        {
          (*files)++;
          if (memmem (content, length, needle, strlen (needle)) != NULL)
            {
              g_test_message ("found in %s", path);
              found++;
            }
        }
    }
  return found;
}

static void
test_marker (void)
{
  static const char marker[] = "ZQXJ7MARKER";
  Road road = { 0 };
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) accepted = NULL;
  guint files = 0;

  road_set_out (&road, 0);
  road_sit_down (&road, ROAD_RESTAURANT);
  filing = keep_example (&road, marker);
  accepted = road_await (&road, filing->id, YN_STAGE_ACCEPTED);
  g_assert_cmpuint (count_files_with (road.folder, marker, &files), ==, 0);
  g_assert_cmpuint (files, >=, 4); /* stores, ledger, keyrings were looked into */
  road_clear (&road);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/weather/answers", test_answers);
  g_test_add_func ("/journeys/weather/goes-by-itself", test_goes_by_itself);
  g_test_add_func ("/journeys/weather/marker", test_marker);
  return g_test_run ();
}
