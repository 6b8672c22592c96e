/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the practice folder keeps: its address, its identity, its data over a restart; and nothing that a
 * person typed. */

#include "practice/peer.h"

#include "base/error.h"
#include "practice/address.h"

#include <glib/gstdio.h>
#include <string.h>

#define MARKER "记号ZHIYIN7391"

static YnPractice *
start_beside (Peer *peer, const char *place, YnKeyring *keyring, GError **error)
{
  const YnPracticeOptions options = { place, keyring, peer->clock, -1, 1 };

  return yn_practice_start (&options, error);
}

static void
test_address (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *url = g_strdup (yn_practice_url (peer->practice));
  g_autofree char *identity = g_strdup (peer->identity);
  g_autofree char *said = yn_practice_address (peer->place);
  g_autofree char *never = yn_practice_address (peer->folder);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (said, ==, url);
  g_assert_null (never);
  g_assert_null (start_beside (peer, peer->place, peer->keyring, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_ALREADY_RUNNING);

  peer_restart (peer, NULL);
  g_assert_cmpstr (yn_practice_url (peer->practice), ==, url);
  g_assert_cmpstr (peer->identity, ==, identity);
}

/* Another program sits on the port: a new one is chosen, and kept from then on. */
static void
test_port_taken (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *other = test_folder_path (peer->folder, "other");
  g_autofree char *theirs = g_build_filename (peer->place, "port", NULL);
  g_autofree char *ours = g_build_filename (other, "port", NULL);
  g_autofree char *port = NULL;
  g_autofree char *chosen = NULL;
  g_autoptr (YnPractice) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  g_assert_true (g_file_get_contents (theirs, &port, NULL, NULL));
  g_assert_true (g_file_set_contents (ours, port, -1, NULL));
  second = start_beside (peer, other, peer->keyring, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yn_practice_url (second), !=, yn_practice_url (peer->practice));
  chosen = yn_practice_address (other);
  g_assert_cmpstr (chosen, ==, yn_practice_url (second));
}

/* A ledger whose key is gone never gets a new one. */
static void
test_key_lost (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *elsewhere = test_folder_path (peer->folder, "another-keyring");
  g_autoptr (YnSecret) password = yn_secret_new_string ("别的");
  g_autoptr (YnKeyring) empty = yn_keyring_new_for_file (elsewhere, password);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&peer->practice, yn_practice_stop);
  g_assert_null (start_beside (peer, peer->place, empty, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_KEY_LOST);
  peer_restart (peer, NULL);
}

static void
test_damaged (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *ledger = g_build_filename (peer->place, "practice.db", NULL);
  g_autofree char *wal = g_strconcat (ledger, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&peer->practice, yn_practice_stop);
  g_unlink (wal);
  g_assert_true (
      g_file_set_contents (ledger, "this is no database, and it is long enough to be told so", -1, NULL));
  g_assert_null (start_beside (peer, peer->place, peer->keyring, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
}

/* The account outlives a restart, and so does what was filed. */
static void
test_survival (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnHttpAnswer) queue = NULL;
  g_autoptr (YnJson) queued = NULL;
  g_autoptr (YnHttpAnswer) me = NULL;
  guint status;

  peer_sign_in (peer, TRAVEL);
  answers = peer_answers (peer, "R01");
  filing = peer_file (peer, "R01", answers, NULL, &status);
  g_assert_cmpuint (status, ==, 201);

  /* A reviewer that comes back acts on what waits. */
  peer->reviewer_seconds = 0;
  peer_restart (peer, NULL);
  me = peer_get (peer, "/api/me");
  g_assert_cmpuint (me->status, ==, 200);
  yn_json_unref (peer_await (peer, filing->id, "issued"));
  queue = peer_control (peer, "/practice/queue", NULL);
  queued = peer_json (queue);
  g_assert_cmpstr (yn_json_string (yn_json_pointer (queued, "/filings/0/id")), ==, filing->id);
  g_assert_cmpstr (yn_json_string (yn_json_pointer (queued, "/filings/0/state")), ==, "issued");
}

/* A reviewer who takes more than half an hour: in microseconds that is more than 31 bits hold. He looks at a filing as
 * soon as it came in, before anything else is answered. */
static void
test_patience (void)
{
  g_autoptr (Peer) peer = peer_new (2148);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnJson) events = NULL;
  guint status;

  peer_sign_in (peer, TRAVEL);
  answers = peer_answers (peer, "R01");
  filing = peer_file (peer, "R01", answers, NULL, &status);
  g_assert_cmpuint (status, ==, 201);
  events = peer_events (peer);
  g_assert_cmpuint (yn_json_size (yn_json_get (events, "events")), ==, 0);
}

static void
assert_nowhere (const char *folder, const char *needle)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_get_contents (path, &text, &length, NULL)
          && memmem (text, length, needle, strlen (needle)) != NULL)
        g_error ("“%s” stands in %s", needle, name);
    }
}

/* Typed into a form, an attachment's name, an attachment's content, a reviewer's reason, tokens and codes. */
static void
test_nothing_in_clear (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) sample = NULL;
  g_autoptr (YnJson) marked = yn_json_new_string (MARKER);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (GBytes) attachment = g_bytes_new_static (MARKER " content", strlen (MARKER " content"));
  g_autoptr (YnHttpAnswer) asked = NULL;
  g_autofree char *review = NULL;
  guint status;

  peer_sign_in (peer, RESTAURANT);
  sample = peer_answers (peer, "F04");
  answers = yn_json_with (sample, "/shop/name", marked);
  filing = peer_file (peer, "F04", answers, NULL, &status);
  g_assert_cmpuint (status, ==, 201);
  peer_upload (peer, attachment, MARKER ".pdf");
  review = g_strdup_printf ("{\"filing\": \"%s\", \"action\": \"supplement\", \"reasons\": [\"" MARKER "\"]}",
                            filing->id);
  asked = peer_control (peer, "/practice/review", review);
  g_assert_cmpuint (asked->status, ==, 200);

  /* While it runs (the write-ahead log is there), and after it stopped. */
  for (guint i = 0; i < 2; i++)
    {
      assert_nowhere (peer->place, MARKER);
      assert_nowhere (peer->place, "13800000001"); /* the agent's phone */
      assert_nowhere (peer->place, "460200198803150014");
      assert_nowhere (peer->place, yn_secret_text (peer->token));
      assert_nowhere (peer->place, peer->refresh);
      assert_nowhere (peer->place, "PRIVATE KEY");
      g_clear_pointer (&peer->practice, yn_practice_stop);
    }
  peer_restart (peer, NULL);
}

static void
test_erase (void)
{
  g_autoptr (Peer) peer = peer_new (0);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnHttpAnswer) before = NULL;
  g_autoptr (YnHttpAnswer) after = NULL;
  g_autoptr (YnHttpAnswer) erased = NULL;
  g_autoptr (YnHttpAnswer) me = NULL;
  g_autoptr (YnHttpAnswer) no_paper = NULL;
  g_autoptr (YnJson) old_events = NULL;
  g_autoptr (YnJson) events = NULL;
  g_autoptr (YnJson) status_after = NULL;
  g_autofree char *target = NULL;
  guint status;

  peer_sign_in (peer, TRAVEL);
  answers = peer_answers (peer, "R01");
  filing = peer_file (peer, "R01", answers, NULL, &status);
  yn_json_unref (peer_await (peer, filing->id, "issued"));
  old_events = peer_events (peer);
  before = peer_get (peer, "/.well-known/oauth-protected-resource");

  erased = peer_control (peer, "/practice/erase", "{}");
  g_assert_cmpuint (erased->status, ==, 200);
  status_after = peer_json (erased);
  g_assert_cmpint (yn_json_get_int (status_after, "filings", -1), ==, 0);
  after = peer_get (peer, "/.well-known/oauth-protected-resource");
  g_assert_true (g_bytes_equal (before->body, after->body)); /* identity and seal */
  me = peer_get (peer, "/api/me");
  g_assert_cmpuint (me->status, ==, 401);

  peer_sign_in (peer, TRAVEL);
  events = peer_events (peer);
  g_assert_cmpuint (yn_json_size (yn_json_get (events, "events")), ==, 0);
  target = g_strconcat ("/api/papers/", filing->id, NULL);
  no_paper = peer_get (peer, target);
  g_assert_cmpuint (no_paper->status, ==, 404);
}

/* An enterprise sees its own papers only. */
static void
test_somebody_elses (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnHttpAnswer) mine = NULL;
  g_autoptr (YnHttpAnswer) part = NULL;
  g_autoptr (YnHttpAnswer) whole = NULL;
  g_autoptr (YnHttpAnswer) theirs = NULL;
  g_autoptr (YnHttpAnswer) put = NULL;
  g_autofree char *target = NULL;
  guint status;

  peer_sign_in (peer, TRAVEL);
  answers = peer_answers (peer, "R01");
  filing = peer_file (peer, "R01", answers, NULL, &status);
  target = g_strconcat ("/api/papers/", filing->id, NULL);
  mine = peer_get (peer, target);
  g_assert_cmpuint (mine->status, ==, 200);
  g_assert_true (g_bytes_equal (mine->body, filing->pdf));

  part = peer_ask (peer, "GET", target, NULL, NULL, (const char *const[]){ "Range: bytes=5-9", NULL });
  g_assert_cmpuint (part->status, ==, 206);
  g_assert_cmpmem (g_bytes_get_data (part->body, NULL), g_bytes_get_size (part->body),
                   (const char *) g_bytes_get_data (filing->pdf, NULL) + 5, 5);
  whole = peer_ask (peer, "GET", target, NULL, NULL,
                    (const char *const[]){ "Range: bytes=5-9", "If-Range: \"another\"", NULL });
  g_assert_cmpuint (whole->status, ==, 200);

  peer_sign_in (peer, BUILDER);
  theirs = peer_get (peer, target);
  g_assert_cmpuint (theirs->status, ==, 404);
  put = peer_put (peer, filing);
  g_assert_cmpuint (put->status, ==, 422);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/keeping/address", test_address);
  g_test_add_func ("/practice/keeping/port-taken", test_port_taken);
  g_test_add_func ("/practice/keeping/key-lost", test_key_lost);
  g_test_add_func ("/practice/keeping/damaged", test_damaged);
  g_test_add_func ("/practice/keeping/survival", test_survival);
  g_test_add_func ("/practice/keeping/patience", test_patience);
  g_test_add_func ("/practice/keeping/nothing-in-clear", test_nothing_in_clear);
  g_test_add_func ("/practice/keeping/erase", test_erase);
  g_test_add_func ("/practice/keeping/somebody-elses", test_somebody_elses);
  return g_test_run ();
}
