/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The six stories, each to its end, with the reviewer acting by itself; and what a trainer can do instead. */

#include "practice/peer.h"

#include <string.h>

static Filing *
file (Peer *peer, const char *service, const YnJson *answers, const char *about)
{
  guint status;
  Filing *filing = peer_file (peer, service, answers, about, &status);

  if (status == 422)
    {
      g_autoptr (YnHttpAnswer) again = peer_put (peer, filing);
      g_autoptr (YnJson) refusal = peer_read_paper (peer, again->body, "refusal");
      g_autofree char *reasons = yn_json_print (yn_json_get (refusal, "reasons"), YN_JSON_COMPACT);

      g_error ("%s was refused: %s", service, reasons);
    }
  g_assert_cmpuint (status, ==, 201);
  return filing;
}

static YnJson *
record_of (Peer *peer)
{
  g_autoptr (YnHttpAnswer) answer = peer_get (peer, "/api/record");

  g_assert_cmpuint (answer->status, ==, 200);
  return peer_json (answer);
}

static const YnJson *
entry (const YnJson *record, const char *chapter, const char *member, const char *value)
{
  const YnJson *entries = yn_json_get (record, chapter);

  for (guint i = 0; i < yn_json_size (entries); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (entries, i), member), value) == 0)
      return yn_json_at (entries, i);
  return NULL;
}

static void
test_restaurant (void)
{
  g_autoptr (Peer) peer = peer_new (0);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnJson) accepted = NULL;
  g_autoptr (YnJson) published = NULL;
  g_autoptr (YnJson) paper = NULL;
  g_autoptr (YnJson) record = NULL;
  const char *code;

  peer_sign_in (peer, RESTAURANT);
  answers = peer_answers (peer, "F04");
  filing = file (peer, "F04", answers, NULL);
  accepted = peer_await (peer, filing->id, "accepted");
  published = peer_await (peer, filing->id, "published");
  code = yn_json_get_string (accepted, "code");
  g_assert_cmpuint (strlen (code), ==, 20);
  g_assert_true (g_str_has_prefix (code, "00000020261123"));

  paper = peer_fetch_paper (peer, yn_json_get_string (accepted, "paper"), "acceptance");
  g_assert_cmpstr (yn_json_get_string (paper, "code"), ==, code);
  g_assert_cmpstr (yn_json_get_string (paper, "filing"), ==, filing->id);
  record = record_of (peer);
  g_assert_cmpstr (yn_json_get_string (entry (record, "commitments", "code", code), "filing"), ==,
                   filing->id);
}

/* Nothing is published before the bids are opened. */
static void
test_builder (void)
{
  g_autoptr (Peer) peer = peer_new (0);
  g_autoptr (YnJson) sample = NULL;
  g_autoptr (YnJson) opening = yn_json_new_string ("2026-12-01T09:30:00+08:00");
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnJson) held_back = NULL;
  g_autoptr (YnJson) events = NULL;
  g_autoptr (YnJson) published = NULL;
  g_autoptr (YnJson) record = NULL;
  g_autoptr (YnHttpAnswer) moved = NULL;

  peer_sign_in (peer, BUILDER);
  sample = peer_answers (peer, "F05");
  answers = yn_json_with (sample, "/tender/openingTime", opening);
  filing = file (peer, "F05", answers, NULL);
  held_back = peer_await (peer, filing->id, "not-published");
  record = record_of (peer);
  g_assert_cmpint (yn_json_get_int (entry (record, "commitments", "filing", filing->id), "publicity", 0), ==,
                   2);

  moved = peer_control (peer, "/practice/day", "{\"days\": 7}");
  events = peer_events (peer);
  g_assert_null (entry (events, "events", "kind", "published"));
  g_clear_pointer (&moved, yn_http_answer_free);
  moved = peer_control (peer, "/practice/day", "{\"days\": 8}");
  published = peer_await (peer, filing->id, "published");
}

static YnJson *
repair_answers (Peer *peer, const char *id)
{
  g_autoptr (YnJson) record = record_of (peer);
  const YnJson *penalty = entry (record, "penalties", "id", id);
  g_autoptr (YnJson) sample = peer_answers (peer, "F22");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) named = NULL;
  g_autoptr (YnJson) done_on = yn_json_new_string ("2026-11-20");
  g_autoptr (YnJson) about_it = NULL;

  g_assert_nonnull (penalty);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "recordId", id);
  yn_json_writer_member_value (writer, "documentNumber", yn_json_get (penalty, "documentNumber"));
  yn_json_writer_member_value (writer, "authority", yn_json_get (yn_json_get (penalty, "authority"), "name"));
  yn_json_writer_member_value (writer, "decisionDate", yn_json_get (penalty, "decisionDate"));
  yn_json_writer_end (writer);
  named = yn_json_writer_finish (writer);
  about_it = yn_json_with (sample, "/penalty", named);
  return yn_json_with (about_it, "/duties/doneOn", done_on);
}

static void
test_fined (void)
{
  g_autoptr (Peer) peer = peer_new (0);
  g_autoptr (YnHttpAnswer) before = NULL;
  g_autoptr (YnHttpAnswer) same = NULL;
  g_autofree char *condition = NULL;
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnJson) accepted = NULL;
  g_autoptr (YnJson) decided = NULL;
  g_autoptr (YnJson) paper = NULL;
  g_autoptr (YnJson) record = NULL;
  g_autoptr (Filing) again = NULL;
  guint status;

  peer_sign_in (peer, FINED);
  before = peer_get (peer, "/api/record");
  condition = g_strdup_printf ("If-None-Match: %s", yn_http_header (before, "etag"));
  same = peer_ask (peer, "GET", "/api/record", NULL, NULL, (const char *const[]){ condition, NULL });
  g_assert_cmpuint (same->status, ==, 304);

  answers = repair_answers (peer, "fined-penalty-1");
  filing = file (peer, "F22", answers, NULL);
  accepted = peer_await (peer, filing->id, "accepted");
  decided = peer_await (peer, filing->id, "decided");
  g_assert_nonnull (yn_json_pointer (accepted, "/due/by"));
  g_assert_cmpstr (yn_json_get_string (decided, "outcome"), ==, "granted");
  g_assert_cmpstr (yn_json_get_string (decided, "record"), ==, "fined-penalty-1");
  paper = peer_fetch_paper (peer, yn_json_get_string (decided, "paper"), "decision");
  g_assert_cmpstr (yn_json_get_string (paper, "outcome"), ==, "granted");

  record = record_of (peer);
  g_assert_cmpstr (yn_json_get_string (entry (record, "penalties", "id", "fined-penalty-1"), "state"), ==,
                   "ended");
  g_assert_cmpstr (yn_json_get_string (entry (record, "penalties", "id", "fined-penalty-1"), "endedOn"), ==,
                   "2026-11-23");

  again = peer_file (peer, "F22", answers, NULL, &status);
  g_assert_cmpuint (status, ==, 422);
}

static void
test_homestay (void)
{
  g_autoptr (Peer) peer = peer_new (0);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) first = NULL;
  g_autoptr (Filing) second = NULL;
  g_autoptr (YnJson) asked = NULL;
  g_autoptr (YnJson) notice = NULL;
  g_autoptr (YnJson) accepted = NULL;
  g_autofree char *about = NULL;

  peer_sign_in (peer, HOMESTAY);
  answers = peer_answers (peer, "F02");
  first = file (peer, "F02", answers, NULL);
  asked = peer_await (peer, first->id, "supplement-asked");
  g_assert_cmpstr (yn_json_string (yn_json_pointer (asked, "/reasons/0/code")), ==, "reviewer-said");
  notice = peer_fetch_paper (peer, yn_json_get_string (asked, "paper"), "supplement-notice");

  about = g_strconcat ("supplements:", first->id, NULL);
  second = file (peer, "F02", answers, about);
  accepted = peer_await (peer, second->id, "accepted");
}

static void
assert_too_early (Peer *peer, const char *id, const char *first_day)
{
  g_autoptr (YnJson) answers = repair_answers (peer, id);
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;
  g_autoptr (YnJson) refusal = NULL;
  guint status;

  filing = peer_file (peer, "F22", answers, NULL, &status);
  g_assert_cmpuint (status, ==, 422);
  answer = peer_put (peer, filing);
  refusal = peer_read_paper (peer, answer->body, "refusal");
  g_assert_cmpstr (yn_json_string (yn_json_pointer (refusal, "/reasons/0/code")), ==, "too-early");
  g_assert_nonnull (strstr (yn_json_string (yn_json_pointer (refusal, "/reasons/0/text")), first_day));
  g_assert_cmpstr (yn_json_string (yn_json_pointer (refusal, "/reasons/0/remedy")), !=, NULL);
}

static void
test_penalised (void)
{
  g_autoptr (Peer) peer = peer_new (0);
  g_autoptr (YnJson) minor_answers = NULL;
  g_autoptr (YnJson) granted = NULL;
  g_autoptr (Filing) minor = NULL;
  g_autoptr (YnJson) denied_answers = NULL;
  g_autoptr (YnJson) refused_answers = NULL;
  g_autoptr (YnJson) serious_answers = NULL;
  g_autoptr (Filing) denied = NULL;
  g_autoptr (Filing) refused = NULL;
  g_autoptr (Filing) serious = NULL;
  g_autoptr (YnJson) decided = NULL;
  g_autoptr (YnJson) not_accepted = NULL;
  g_autoptr (YnJson) accepted = NULL;
  g_autoptr (YnJson) decision = NULL;
  g_autoptr (YnJson) refusal = NULL;
  g_autoptr (YnJson) record = NULL;
  g_autoptr (YnHttpAnswer) moved = NULL;

  peer_sign_in (peer, PENALISED);
  assert_too_early (peer, "penalties-penalty-2", "2027-06-26");

  minor_answers = repair_answers (peer, "penalties-penalty-1");
  minor = file (peer, "F22", minor_answers, NULL);
  granted = peer_await (peer, minor->id, "decided");
  g_assert_cmpstr (yn_json_get_string (granted, "outcome"), ==, "granted");

  denied_answers = repair_answers (peer, "penalties-penalty-3");
  denied = file (peer, "F22", denied_answers, NULL);
  decided = peer_await (peer, denied->id, "decided");
  g_assert_cmpstr (yn_json_get_string (decided, "outcome"), ==, "denied");
  decision = peer_fetch_paper (peer, yn_json_get_string (decided, "paper"), "decision");
  record = record_of (peer);
  g_assert_cmpstr (yn_json_get_string (entry (record, "penalties", "id", "penalties-penalty-3"), "state"), ==,
                   "published");

  refused_answers = repair_answers (peer, "penalties-penalty-4");
  refused = file (peer, "F22", refused_answers, NULL);
  not_accepted = peer_await (peer, refused->id, "refused");
  refusal = peer_fetch_paper (peer, yn_json_get_string (not_accepted, "paper"), "refusal");

  moved = peer_control (peer, "/practice/day", "{\"days\": 215}");
  serious_answers = repair_answers (peer, "penalties-penalty-2");
  serious = file (peer, "F22", serious_answers, NULL);
  accepted = peer_await (peer, serious->id, "accepted");
}

static void
test_travel (void)
{
  g_autoptr (Peer) peer = peer_new (0);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnJson) issued = NULL;
  g_autoptr (YnJson) report = NULL;
  const YnJson *counts;

  peer_sign_in (peer, TRAVEL);
  answers = peer_answers (peer, "R01");
  filing = file (peer, "R01", answers, NULL);
  issued = peer_await (peer, filing->id, "issued");
  report = peer_fetch_paper (peer, yn_json_get_string (issued, "paper"), "report");
  g_assert_cmpstr (yn_json_get_string (report, "filing"), ==, filing->id);
  g_assert_true (g_str_has_prefix (yn_json_get_string (report, "number"), "20261123105002000000"));
  counts = yn_json_get (report, "counts");
  g_assert_cmpint (yn_json_get_int (counts, "administration", -1), ==, 1); /* its penalty has ended */
  g_assert_cmpint (yn_json_get_int (counts, "honest", -1), ==, 2);
  g_assert_cmpint (yn_json_get_int (counts, "commitments", -1), ==, 2);
  g_assert_cmpint (yn_json_get_int (counts, "dishonest", -1), ==, 0);
}

/* The report of the firm with most to tell. */
static void
test_full_report (void)
{
  g_autoptr (Peer) peer = peer_new (0);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnJson) issued = NULL;
  g_autoptr (YnJson) report = NULL;

  peer_sign_in (peer, PENALISED);
  answers = peer_answers (peer, "R01");
  filing = file (peer, "R01", answers, NULL);
  issued = peer_await (peer, filing->id, "issued");
  report = peer_fetch_paper (peer, yn_json_get_string (issued, "paper"), "report");
  g_assert_cmpuint (yn_json_size (yn_json_get (report, "penalties")), ==, 4);
  g_assert_cmpstr (yn_json_string (yn_json_pointer (report, "/penalties/2/confiscatedWan")), ==, "0.18605");
  g_assert_cmpint (yn_json_get_int (yn_json_get (report, "counts"), "dishonest", -1), ==, 1);
}

static void
assert_withdrawal_refused (Peer *peer, const YnJson *answers, const char *about, const char *code)
{
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;
  g_autoptr (YnJson) refusal = NULL;
  guint status;

  filing = peer_file (peer, "W01", answers, about, &status);
  g_assert_cmpuint (status, ==, 422);
  answer = peer_put (peer, filing);
  refusal = peer_read_paper (peer, answer->body, "refusal");
  g_assert_cmpstr (yn_json_string (yn_json_pointer (refusal, "/reasons/0/code")), ==, code);
}

static YnJson *
withdrawal_answers (Peer *peer, const char *id)
{
  g_autoptr (YnJson) sample = peer_answers (peer, "W01");
  g_autoptr (YnJson) target = yn_json_new_string (id);

  return yn_json_with (sample, "/filing", target);
}

static void
test_withdrawal (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnJson) taking_back = NULL;
  g_autoptr (YnJson) taking_other = NULL;
  g_autoptr (YnJson) withdrawn = NULL;
  g_autoptr (YnJson) receipt = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (Filing) withdrawal = NULL;
  g_autoptr (Filing) other = NULL;
  g_autoptr (YnHttpAnswer) received = NULL;
  g_autoptr (YnHttpAnswer) reviewed = NULL;
  g_autofree char *about = NULL;
  g_autofree char *about_other = NULL;
  g_autofree char *about_nothing = NULL;
  g_autofree char *review = NULL;

  peer_sign_in (peer, RESTAURANT);
  answers = peer_answers (peer, "F04");
  filing = file (peer, "F04", answers, NULL);
  about = g_strconcat ("withdraws:", filing->id, NULL);
  taking_back = withdrawal_answers (peer, filing->id);
  withdrawal = file (peer, "W01", taking_back, about);
  withdrawn = peer_await (peer, filing->id, "withdrawn");
  received = peer_put (peer, withdrawal);
  receipt = peer_read_paper (peer, received->body, "receipt");
  g_assert_cmpstr (yn_json_get_string (receipt, "filing"), ==, withdrawal->id);
  assert_withdrawal_refused (peer, taking_back, about, "already-withdrawn");

  about_nothing = g_strdup ("withdraws:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  assert_withdrawal_refused (peer, taking_back, about_nothing, "target-unknown");

  other = file (peer, "F04", answers, NULL);
  review = g_strdup_printf ("{\"filing\": \"%s\", \"action\": \"accept\"}", other->id);
  reviewed = peer_control (peer, "/practice/review", review);
  g_assert_cmpuint (reviewed->status, ==, 200);
  about_other = g_strconcat ("withdraws:", other->id, NULL);
  taking_other = withdrawal_answers (peer, other->id);
  assert_withdrawal_refused (peer, taking_other, about_other, "too-late");
}

static void
assert_review (Peer *peer, const char *id, const char *action, const char *reasons, guint status)
{
  g_autofree char *json =
      g_strdup_printf ("{\"filing\": \"%s\", \"action\": \"%s\", \"reasons\": %s}", id, action, reasons);
  g_autoptr (YnHttpAnswer) answer = peer_control (peer, "/practice/review", json);

  g_assert_cmpuint (answer->status, ==, status);
}

/* A trainer decides otherwise than the story would. */
static void
test_trainer (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (Filing) second = NULL;
  g_autoptr (YnJson) decided = NULL;
  g_autoptr (YnJson) asked = NULL;
  g_autofree char *about = NULL;

  peer_sign_in (peer, FINED);
  answers = repair_answers (peer, "fined-penalty-1");
  filing = file (peer, "F22", answers, NULL);
  assert_review (peer, filing->id, "grant", "[]", 409);
  assert_review (peer, filing->id, "issue", "[]", 409);
  assert_review (peer, filing->id, "perhaps", "[]", 400);
  assert_review (peer, filing->id, "refuse", "[1]", 400);
  assert_review (peer, filing->id, "refuse", "[\"\"]", 400);
  assert_review (peer, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "accept", "[]",
                 404);
  assert_review (peer, filing->id, "supplement", "[\"请补交缴款凭证\"]", 200);
  asked = peer_await (peer, filing->id, "supplement-asked");
  g_assert_cmpstr (yn_json_string (yn_json_pointer (asked, "/reasons/0/zh")), ==, "请补交缴款凭证");

  about = g_strconcat ("supplements:", filing->id, NULL);
  second = file (peer, "F22", answers, about);
  assert_review (peer, second->id, "accept", "[]", 200);
  assert_review (peer, second->id, "deny", "[\"材料与事实不符\"]", 200);
  decided = peer_await (peer, second->id, "decided");
  g_assert_cmpstr (yn_json_get_string (decided, "outcome"), ==, "denied");
  g_assert_cmpstr (yn_json_string (yn_json_pointer (decided, "/reasons/0/zh")), ==, "材料与事实不符");
}

/* Everybody's record keeps to the contract, whatever the day. */
static void
test_records (void)
{
  static const char *const everybody[] = { RESTAURANT, BUILDER, FINED, HOMESTAY, PENALISED, TRAVEL };
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnHttpAnswer) moved = peer_control (peer, "/practice/day", "{\"days\": 90}");

  for (guint i = 0; i < G_N_ELEMENTS (everybody); i++)
    {
      g_autoptr (YnJson) record = NULL;

      peer_sign_in (peer, everybody[i]);
      record = record_of (peer);
      if (g_str_equal (everybody[i], PENALISED))
        {
          const YnJson *ended = entry (record, "penalties", "id", "penalties-penalty-1");

          /* 90 days on, the minor one has run out by itself. */
          g_assert_cmpstr (yn_json_get_string (ended, "state"), ==, "ended");
          g_assert_cmpstr (yn_json_get_string (ended, "endedOn"), ==,
                           yn_json_get_string (ended, "publicityEnd"));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/stories/restaurant", test_restaurant);
  g_test_add_func ("/practice/stories/builder", test_builder);
  g_test_add_func ("/practice/stories/fined", test_fined);
  g_test_add_func ("/practice/stories/homestay", test_homestay);
  g_test_add_func ("/practice/stories/penalised", test_penalised);
  g_test_add_func ("/practice/stories/travel", test_travel);
  g_test_add_func ("/practice/stories/full-report", test_full_report);
  g_test_add_func ("/practice/stories/withdrawal", test_withdrawal);
  g_test_add_func ("/practice/stories/trainer", test_trainer);
  g_test_add_func ("/practice/stories/records", test_records);
  return g_test_run ();
}
