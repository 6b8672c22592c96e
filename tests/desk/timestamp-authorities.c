/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How the timestamp authorities of a desk stand, as its diagnosis says it. */
#include "desk/timestamp-authorities.h"

#include "desk/filling.h"
#include "fixtures/folder.h"
#include "journeys/road.h"

static char *
words_of (GPtrArray *authorities, guint index)
{
  return yn_timestamp_authority_words (g_ptr_array_index (authorities, index));
}

/* Of a desk at no platform, from what its settings remember. */
static void
test_remembered (void)
{
  static const char list[] = "[{\"name\":\"甲\",\"url\":\"http://a\",\"quota\":3},{\"name\":\"乙\",\"url\":\"http://b\"},"
                             "{\"url\":\"http://c\"},{\"name\":\"丁\",\"url\":\"http://d\"}]";
  static const char health[] =
      "[{\"url\":\"http://a\",\"day\":\"2026-11-23\",\"given\":3,\"last\":\"answered\",\"asked\":\"2026-11-23T02:40:00Z\"},"
      "{\"url\":\"http://b\",\"day\":\"2026-11-23\",\"given\":7,\"last\":\"timed-out\",\"asked\":\"2026-11-23T02:49:00Z\","
      "\"until\":\"2026-11-23T03:04:00Z\"},"
      "{\"url\":\"http://d\",\"day\":\"2026-11-22\",\"given\":9,\"last\":\"never heard of\"}]";
  static const char *const expected[] = {
    "its share for today is given · 3 of 3 given today · 2026-11-23 10:40 answered",
    "rests until 2026-11-23 11:04 · 7 given today, no limit known · 2026-11-23 10:49 did not answer in time",
    "not asked yet · 0 given today, no limit known",
    "ready · 0 given today, no limit known · could not be reached",
  };
  static const char *const names[] = { "甲", "乙", "http://c", "丁" };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *ring = test_folder_path (folder, "keyring");
  g_autoptr (GError) error = NULL;
  YnSettings *settings = yn_settings_open (folder, &error);
  g_autoptr (YnClock) clock = yn_clock_new_at ("2026-11-23T02:50:02Z");
  g_autoptr (YnSecret) password = yn_secret_new_string ("practice");
  g_autoptr (YnDesk) desk = NULL;
  g_autoptr (GPtrArray) authorities = NULL;

  g_assert_no_error (error);
  yn_settings_set (settings, "timestamp-authorities", list);
  yn_settings_set (settings, "timestamp-health", health);
  desk = yn_desk_new (settings, yn_keyring_new_for_file (ring, password), clock);
  authorities = yn_desk_timestamp_authorities (desk);
  g_assert_cmpuint (authorities->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const YnTimestampAuthority *authority = g_ptr_array_index (authorities, i);
      g_autofree char *words = words_of (authorities, i);

      g_assert_cmpstr (authority->name, ==, names[i]);
      g_assert_cmpstr (words, ==, expected[i]);
    }
  yn_desk_close (desk);
}

/* At a practice platform: its own authority alone, asked with each signature. */
static void
test_asked (void)
{
  Road road = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = road_example ("F04");
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const YnTimestampAuthority *authority;

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  before = yn_desk_timestamp_authorities (road.desk);
  g_assert_cmpuint (before->len, ==, 1);
  authority = g_ptr_array_index (before, 0);
  g_assert_null (authority->last);
  g_assert_cmpint (authority->asked, ==, -1);

  draft = yn_desk_begin (road.desk, "F04", answers, NULL, NULL, &error);
  g_assert_no_error (error);
  filing = road_keep (&road, draft->matter);
  after = yn_desk_timestamp_authorities (road.desk);
  authority = g_ptr_array_index (after, 0);
  g_assert_cmpint (authority->state, ==, YN_TIMESTAMPS_READY);
  g_assert_cmpuint (authority->given, ==, 1);
  g_assert_cmpstr (authority->last, ==, "answered");
  g_assert_cmpint (authority->asked, >, 0);
  road_clear (&road);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/timestamp-authorities/remembered", test_remembered);
  g_test_add_func ("/desk/timestamp-authorities/asked", test_asked);
  return g_test_run ();
}
