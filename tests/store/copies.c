/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Later copies beside a filing, and who still wants a timestamp. */
#include "store/copies.h"

#include "base/hash.h"
#include "desk.h"

#define SECOND G_USEC_PER_SEC

static void
keeps_beside (Desk *desk, gconstpointer data)
{
  g_autoptr (YnFiling) filing = desk_keep (desk, "%PDF kept");
  g_autoptr (GBytes) one = bytes_of ("%PDF kept, dated-in-the-evening");
  g_autoptr (GBytes) two = bytes_of ("%PDF kept, dated-in-the-evening, and again");
  g_autofree char *two_id = yn_sha256 (two);
  g_autoptr (YnCopy) none = NULL;
  g_autoptr (YnCopy) first = NULL;
  g_autoptr (YnCopy) second = NULL;
  g_autoptr (YnCopy) newest = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GBytes) older = NULL;
  g_autoptr (GError) error = NULL;
  guint files = 0;

  none = yn_copies_newest (desk->store, desk->id, filing->id, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  first = yn_copies_keep (desk->store, desk->id, filing->id, one, 7, &error);
  second = yn_copies_keep (desk->store, desk->id, filing->id, two, 7, &error);
  g_assert_no_error (error);

  desk_reopen (desk);
  newest = yn_copies_newest (desk->store, desk->id, filing->id, &error);
  g_assert_cmpstr (newest->id, ==, two_id);
  g_assert_cmpint (newest->at, ==, 7);
  back = yn_copies_bytes (desk->store, desk->id, two_id, &error);
  older = yn_copies_bytes (desk->store, desk->id, first->id, &error);
  kept = yn_filings_bytes (desk->store, desk->id, filing->id, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, two));
  g_assert_true (g_bytes_equal (older, one));
  g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), "%PDF kept", strlen ("%PDF kept"));
  g_assert_cmpuint (desk_files_with (desk, "dated-in-the-evening", &files), ==, 0);
  g_assert_null (yn_copies_bytes (desk->store, desk->id, filing->id, &error)); /* its id is the filing's, no copy's */
  g_assert_no_error (error);
}

static void
begins_with_the_kept_bytes (Desk *desk, gconstpointer data)
{
  static const char *const others[] = { "", "%PDF kep", "%PDF kept", "%PDF Kept and more", "and more %PDF kept" };
  g_autoptr (YnFiling) filing = desk_keep (desk, "%PDF kept");
  g_autofree char *stranger = g_strnfill (64, 'a');
  g_autoptr (GBytes) more = bytes_of ("%PDF kept and more");
  g_autoptr (YnCopy) newest = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) other = bytes_of (others[i]);

      g_test_message ("\"%s\"", others[i]);
      g_assert_null (yn_copies_keep (desk->store, desk->id, filing->id, other, 7, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
      g_clear_error (&error);
    }
  g_assert_null (yn_copies_keep (desk->store, desk->id, stranger, more, 7, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  newest = yn_copies_newest (desk->store, desk->id, filing->id, &error);
  g_assert_null (newest);
}

/* A cell moved beside another filing, or of another content, is not given out. */
static void
finds_moved_cells (Desk *desk, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE later_copy SET filing=?2 WHERE filing=?1",
    "UPDATE later_copy SET paper=substr(paper, 1, 20) WHERE filing=?1 AND ?2<>''",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = g_strdup_printf ("%%PDF %u", i);
      g_autofree char *other_text = g_strdup_printf ("%%PDF other %u", i);
      g_autofree char *longer = g_strconcat (text, " more", NULL);
      g_autoptr (YnFiling) filing = desk_keep (desk, text);
      g_autoptr (YnFiling) other = desk_keep (desk, other_text);
      g_autoptr (GBytes) paper = bytes_of (longer);
      g_autoptr (GError) error = NULL;
      g_autoptr (YnCopy) copy = yn_copies_keep (desk->store, desk->id, filing->id, paper, 7, &error);

      g_assert_no_error (error);
      yn_sql_run (yn_store_sql (desk->store), &error, changes[i], "ss", filing->id, other->id);
      g_assert_no_error (error);
      g_assert_null (yn_copies_bytes (desk->store, desk->id, copy->id, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
    }
}

static void
assert_wanting (Desk *desk, gint64 now, guint most, const char *const *expected, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wanting = yn_copies_wanting (desk->store, desk->id, now, most, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (wanting->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (g_ptr_array_index (wanting, i), ==, expected[i]);
}

static void
pauses (Desk *desk, gconstpointer data)
{
  g_autoptr (YnFiling) one = desk_keep (desk, "%PDF one");
  g_autoptr (YnFiling) two = desk_keep (desk, "%PDF two");
  const char *both[] = { one->id, two->id };
  static const gint64 seconds[] = { 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600, 3600, 3600 };
  g_autoptr (GBytes) more = bytes_of ("%PDF two and more");
  g_autoptr (YnCopy) copy = NULL;
  g_autoptr (GError) error = NULL;

  assert_wanting (desk, 0, 9, both, 2);
  assert_wanting (desk, 0, 1, both, 1);
  copy = yn_copies_keep (desk->store, desk->id, two->id, more, 7, &error);
  assert_wanting (desk, 0, 9, both, 1);
  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      gint64 now = (gint64) i * 10000 * SECOND;

      g_assert_true (yn_copies_put_off (desk->store, desk->id, one->id, now, &error));
      assert_wanting (desk, now + seconds[i] * SECOND - 1, 9, NULL, 0);
      assert_wanting (desk, now + seconds[i] * SECOND, 9, both, 1);
    }
  g_assert_true (yn_copies_settle (desk->store, desk->id, one->id, &error));
  assert_wanting (desk, G_MAXINT64, 9, NULL, 0);
}

#define TEST(name, function) \
  g_test_add ("/store/copies/" name, Desk, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("keeps-beside", keeps_beside);
  TEST ("begins-with-the-kept-bytes", begins_with_the_kept_bytes);
  TEST ("finds-moved-cells", finds_moved_cells);
  TEST ("pauses", pauses);
  return g_test_run ();
}
