/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A practice key whose password is forgotten: another one takes its place, and nothing is deleted. */
#include "desk/filing.h"
#include "journeys/road.h"

static GBytes *
contents (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static YnKeyFile *
make_anew (Road *road, const char *password)
{
  g_autoptr (YnSecret) secret = yn_secret_new_string (password);
  g_autoptr (GError) error = NULL;
  YnKeyFile *file = yn_desk_make_key_anew (road->desk, "enterprise-seal", NULL, secret, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static void
assert_opens (Road *road, const char *path, const char *password, gboolean opens)
{
  g_autoptr (YnSecret) secret = yn_secret_new_string (password);
  g_autoptr (GError) error = NULL;
  YnKey *key = yn_desk_open_key (road->desk, path, secret, NULL, &error);

  if (opens)
    g_assert_no_error (error);
  else
    g_assert_error (error, YN_ERROR, YN_ERROR_WRONG_PASSWORD);
  g_clear_pointer (&key, yn_key_unref);
}

static guint
count_keys (Road *road)
{
  g_autoptr (GPtrArray) keys = yn_desk_keys (road->desk);

  return keys->len;
}

static void
test_forgotten (void)
{
  Road road = { NULL };
  g_autoptr (YnSecret) forgotten = yn_secret_new_string ("forgotten");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKeyFile) first = NULL;
  g_autoptr (YnKeyFile) second = NULL;
  g_autoptr (YnKeyFile) third = NULL;
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) kept = NULL;

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  first = yn_desk_make_key (road.desk, "enterprise-seal", NULL, forgotten, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (first->aside);
  old = contents (first->path);
  g_assert_null (yn_desk_make_key (road.desk, "enterprise-seal", NULL, forgotten, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_EXISTS);
  g_clear_error (&error);

  second = make_anew (&road, "second");
  g_assert_cmpstr (second->path, ==, first->path);
  g_assert_nonnull (second->aside);
  kept = contents (second->aside);
  g_assert_true (g_bytes_equal (kept, old));
  assert_opens (&road, second->path, "second", TRUE);
  assert_opens (&road, second->path, "forgotten", FALSE);
  assert_opens (&road, second->aside, "forgotten", TRUE);
  g_assert_cmpuint (count_keys (&road), ==, 1);

  third = make_anew (&road, "third");
  g_assert_cmpstr (third->aside, !=, second->aside);
  assert_opens (&road, third->path, "third", TRUE);
  assert_opens (&road, third->aside, "second", TRUE);
  assert_opens (&road, second->aside, "forgotten", TRUE); /* where it was */
  road_clear (&road);
}

/* Where there was none it is made as ever. */
static void
test_none (void)
{
  Road road = { NULL };
  g_autoptr (YnKeyFile) file = NULL;

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  file = make_anew (&road, "practice-1");
  g_assert_null (file->aside);
  assert_opens (&road, file->path, "practice-1", TRUE);
  road_clear (&road);
}

/* Nobody certifies the new one: the old one stays where it is. */
static void
test_in_vain (void)
{
  Road road = { NULL };
  g_autoptr (YnSecret) password = yn_secret_new_string ("practice-1");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKeyFile) file = NULL;

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  file = make_anew (&road, "practice-1");
  road_control (&road, "/practice/weather", "{\"kind\":\"503\",\"times\":100}");
  g_assert_null (yn_desk_make_key_anew (road.desk, "enterprise-seal", NULL, password, NULL, &error));
  g_assert_nonnull (error);
  assert_opens (&road, file->path, "practice-1", TRUE);
  g_assert_cmpuint (count_keys (&road), ==, 1);
  road_clear (&road);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/keys/forgotten", test_forgotten);
  g_test_add_func ("/desk/keys/none", test_none);
  g_test_add_func ("/desk/keys/in-vain", test_in_vain);
  return g_test_run ();
}
