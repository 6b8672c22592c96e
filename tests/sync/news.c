/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The feed: what is believed is kept, with its paper; what is not stops the cursor. */
#include "sync/news.h"

#include "base/error.h"
#include "base/hash.h"
#include "office.h"
#include "store/events.h"
#include "store/records.h"

static Sealing *sealing;

static char *
publish (Office *office, YnKey *key, const char *filing)
{
  GBytes *paper = sealing_paper (key, "acceptance", filing, PLATFORM_ID);
  char *sha256 = yn_sha256 (paper);

  g_hash_table_insert (office->papers, g_strdup (sha256), paper);
  return sha256;
}

static char *
event_of (const char *id, const char *filing, const char *kind, const char *paper)
{
  return g_strdup_printf ("{\"id\":\"%s\",\"filing\":\"%s\",\"kind\":\"%s\",\"at\":\"" SEALING_TIME
                          "\",\"by\":{\"name\":\"演练\"}"
                          "%s%s%s}",
                          id, filing, kind, paper != NULL ? ",\"paper\":\"" : "", paper != NULL ? paper : "",
                          paper != NULL ? "\"" : "");
}

static void
set_feed (Office *office, const char *next, const char *first, ...)
{
  g_autoptr (GString) feed = g_string_new ("{\"events\":[");
  va_list events;

  va_start (events, first);
  for (const char *event = first; event != NULL; event = va_arg (events, const char *))
    g_string_append_printf (feed, "%s%s", event == first ? "" : ",", event);
  va_end (events);
  g_string_append_printf (feed, "],\"next\":\"%s\",\"more\":false}", next);
  g_free (office->feed);
  office->feed = g_string_free (g_steal_pointer (&feed), FALSE);
}

static void
assert_state (Office *office, const char *filing, guint events, const char *cursor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = yn_events_of (office->store, office->enterprise, filing, &error);
  g_autofree char *at = yn_events_cursor (office->store, office->enterprise, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, events);
  g_assert_cmpstr (at, ==, cursor);
}

static void
test_kept (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autofree char *filing = office_file (office);
  g_autofree char *stranger = g_strnfill (64, 'e');
  g_autofree char *paper = publish (office, sealing->seal, filing);
  g_autofree char *accepted = event_of ("e1", filing, "accepted", paper);
  g_autofree char *published = event_of ("e2", filing, "published", NULL);
  g_autofree char *not_ours = event_of ("e3", stranger, "accepted", NULL);
  g_autofree char *unheard_of = event_of ("e4", filing, "danced", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  gboolean fresh;

  set_feed (office, "c1", accepted, published, not_ours, unheard_of, NULL);
  g_assert_true (yn_news_fetch (&office->round, office->enterprise, &fresh, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (fresh);
  assert_state (office, filing, 2, "c1");
  assert_state (office, stranger, 0, "c1");

  kept = yn_events_of (office->store, office->enterprise, filing, &error);
  g_assert_nonnull (((YnEvent *) kept->pdata[0])->paper);
  g_assert_cmpstr (yn_json_get_string (yn_json_get (((YnEvent *)kept->pdata[0])->about, "by"), "name"), ==,
                   "演练");

  /* the same once more is no news, nor is nothing */
  set_feed (office, "c1", NULL);
  g_assert_true (yn_news_fetch (&office->round, office->enterprise, &fresh, NULL, &error));
  g_assert_false (fresh);
  assert_state (office, filing, 2, "c1");
}

/* A paper that the platform did not sign, or that is about another filing, or that is not there. */
static void
test_not_believed (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autofree char *filing = office_file (office);
  g_autofree char *other = office_file (office);
  g_autofree char *absent = g_strnfill (64, 'a');
  g_autofree char *unsigned_paper = publish (office, NULL, filing);
  g_autofree char *strangers = publish (office, sealing->stranger, filing);
  g_autofree char *about_other = publish (office, sealing->seal, other);
  const struct
  {
    const char *paper;
    YnError code;
  } cases[] = {
    { unsigned_paper, YN_ERROR_UNSIGNED_RECEIPT },
    { strangers, YN_ERROR_NOT_TRUSTED },
    { about_other, YN_ERROR_FOREIGN_RECEIPT },
    { absent, YN_ERROR_NOT_FOUND },
    { "nonsense", YN_ERROR_NONSENSE },
  };
  g_autofree char *good = event_of ("e1", filing, "published", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bad = event_of ("e2", filing, "accepted", cases[i].paper);
      g_autoptr (GError) error = NULL;
      gboolean fresh;

      set_feed (office, "c9", good, bad, NULL);
      g_assert_false (yn_news_fetch (&office->round, office->enterprise, &fresh, NULL, &error));
      g_assert_error (error, YN_ERROR, (int) cases[i].code);
      assert_state (office, filing, 1, NULL); /* what stood before it is kept, and the cursor stays */
    }
}

static void
test_nonsense (void)
{
  static const char *const feeds[] = {
    "{}",
    "[]",
    "nonsense",
    "{\"events\":{},\"next\":\"c\"}",
    "{\"events\":[]}",
    "{\"events\":[7],\"next\":\"c\"}",
    "{\"events\":[{\"id\":\"a\"}],\"next\":\"c\"}",
    "{\"events\":[{\"id\":\"a\",\"filing\":\"../x\",\"kind\":\"accepted\",\"at\":\"" SEALING_TIME
    "\"}],\"next\":\"c\"}",
  };
  g_autoptr (Office) office = office_new (sealing);
  g_autofree char *filing = office_file (office);

  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      g_autoptr (GError) error = NULL;

      g_free (office->feed);
      office->feed = g_strdup (feeds[i]);
      g_assert_false (yn_news_fetch (&office->round, office->enterprise, NULL, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
      assert_state (office, filing, 0, NULL);
    }
}

/* "more" without a step forward must not turn in a circle. */
static void
test_standing_feed (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autoptr (GError) error = NULL;

  office->feed = g_strdup ("{\"events\":[],\"next\":\"c\",\"more\":true}");
  g_assert_false (yn_news_fetch (&office->round, office->enterprise, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
}

static void
test_record (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnRecordCopy) copy = NULL;
  gboolean fresh;

  office->record = g_strdup ("{\"permits\":[]}");
  g_assert_true (yn_news_fetch_record (&office->round, office->enterprise, &fresh, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (fresh);
  copy = yn_records_get (office->store, office->enterprise, &error);
  g_assert_cmpstr (copy->etag, ==, "\"1\"");
  g_assert_true (yn_json_is (yn_json_get (copy->record, "permits"), YN_JSON_ARRAY));

  g_assert_true (yn_news_fetch_record (&office->round, office->enterprise, &fresh, NULL, &error)); /* 304 */
  g_assert_false (fresh);
  g_assert_true (yn_news_fetch_record (&office->round, office->enterprise, NULL, NULL, &error));
}

static void
test_other_account (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autoptr (GError) error = NULL;

  office->uscc = "91460200MA00000018";
  g_assert_false (yn_news_fetch (&office->round, office->enterprise, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN);
  g_clear_error (&error);
  g_assert_false (yn_news_fetch_record (&office->round, office->enterprise, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sealing = sealing_new ();
  g_test_add_func ("/news/kept", test_kept);
  g_test_add_func ("/news/not-believed", test_not_believed);
  g_test_add_func ("/news/nonsense", test_nonsense);
  g_test_add_func ("/news/standing-feed", test_standing_feed);
  g_test_add_func ("/news/record", test_record);
  g_test_add_func ("/news/other-account", test_other_account);
  status = g_test_run ();
  sealing_free (sealing);
  return status;
}
