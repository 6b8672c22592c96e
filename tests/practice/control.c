/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The trainer's side, its guards, and every weather as it looks from the other end of the line. */

#include "practice/peer.h"

#include "base/error.h"
#include "signing/verify.h"

#include <string.h>

static YnHttpAnswer *
ask_raw (Peer *peer, const char *method, const char *target, const char *const *headers, GError **error)
{
  g_autofree char *url = g_strconcat (yn_practice_url (peer->practice), target, NULL);
  const YnHttpRequest request = { .method = method, .url = url, .bearer = peer->token, .headers = headers };

  return yn_http_perform (peer->http, &request, NULL, error);
}

static void
test_guarded (void)
{
  static const char *const targets[] = { "/practice/status", "/practice/enterprises", "/practice/queue" };
  g_autoptr (Peer) peer = peer_new (-1);

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (YnHttpAnswer) with = peer_control (peer, targets[i], NULL);
      g_autoptr (YnHttpAnswer) without = peer_get (peer, targets[i]);

      g_assert_cmpuint (with->status, ==, 200);
      g_assert_cmpuint (without->status, ==, 403);
    }
}

/* A name that somebody made the browser resolve to 127.0.0.1. */
static void
test_host (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  const char *port = strrchr (yn_practice_url (peer->practice), ':');
  g_autofree char *elsewhere = g_strdup_printf ("Host: elsewhere.example%s", port);
  g_autofree char *other_port = g_strdup ("Host: 127.0.0.1:1");
  g_autofree char *by_name = g_strdup_printf ("Host: localhost%s", port);
  const struct
  {
    const char *host;
    guint status;
  } cases[] = { { elsewhere, 421 }, { other_port, 421 }, { by_name, 200 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnHttpAnswer) answer =
          ask_raw (peer, "GET", "/practice/status",
                   (const char *const[]){ cases[i].host, "Yinuo-Practice: 1", NULL }, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

static void
test_unknown (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  static const struct
  {
    const char *method;
    const char *target;
    guint status;
  } cases[] = {
    { "GET", "/", 404 },
    { "GET", "/api", 404 },
    { "GET", "/api/filings", 404 },
    { "POST", "/api/me", 405 },
    { "DELETE", "/device", 405 },
    { "GET", "/api/papers/a/b", 404 },
    { "GET", "/api/papers/", 404 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnHttpAnswer) answer = ask_raw (peer, cases[i].method, cases[i].target, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

static void
test_enterprises (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnHttpAnswer) answer = peer_control (peer, "/practice/enterprises", NULL);
  g_autoptr (YnJson) json = peer_json (answer);
  const YnJson *enterprises = yn_json_get (json, "enterprises");

  g_assert_cmpuint (yn_json_size (enterprises), ==, 6);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (enterprises, 0), "uscc"), ==, RESTAURANT);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (enterprises, 5), "uscc"), ==, TRAVEL);
}

static void
test_settings (void)
{
  static const struct
  {
    const char *target;
    const char *json;
    guint status;
  } cases[] = {
    { "/practice/day", "{\"days\": 30}", 200 },
    { "/practice/day", "{}", 400 },
    { "/practice/day", "{\"days\": 1.5}", 400 },
    { "/practice/day", "{\"days\": 99999}", 400 },
    { "/practice/day", "[", 400 },
    { "/practice/reviewer", "{\"automatic\": false}", 200 },
    { "/practice/reviewer", "{\"automatic\": true, \"seconds\": 3}", 200 },
    { "/practice/reviewer", "{\"automatic\": \"yes\"}", 400 },
    { "/practice/reviewer", "{\"automatic\": true, \"seconds\": -1}", 400 },
    { "/practice/weather", "{\"kind\": \"rain\"}", 400 },
    { "/practice/weather", "{\"kind\": \"503\", \"times\": 0}", 400 },
    { "/practice/weather", "{\"kind\": \"none\"}", 200 },
    { "/practice/review", "{\"filing\": \"x\", \"action\": \"accept\"}", 400 },
  };
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnHttpAnswer) answer = NULL;
  g_autoptr (YnJson) status = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnHttpAnswer) set = peer_control (peer, cases[i].target, cases[i].json);

      g_test_message ("%s %s", cases[i].target, cases[i].json);
      g_assert_cmpuint (set->status, ==, cases[i].status);
    }
  answer = peer_control (peer, "/practice/status", NULL);
  status = peer_json (answer);
  g_assert_cmpstr (yn_json_get_string (status, "today"), ==, "2026-12-23");
  g_assert_cmpstr (yn_json_get_string (status, "since"), ==, "2026-11-23");
  g_assert_cmpint (yn_json_get_int (yn_json_get (status, "reviewer"), "seconds", -1), ==, 3);
}

static void
set_weather (Peer *peer, const char *kind)
{
  /* Often: a client whose kept-open line ends without a word asks again on another, and is right to. */
  g_autofree char *json = g_strdup_printf ("{\"kind\": \"%s\", \"times\": 10}", kind);
  g_autoptr (YnHttpAnswer) answer = peer_control (peer, "/practice/weather", json);

  g_assert_cmpuint (answer->status, ==, 200);
}

/* Each, and then the sun shines. */
static void
test_weather (void)
{
  static const struct
  {
    const char *kind;
    guint status; /* 0: no whole answer */
    YnError error;
  } cases[] = {
    { "503", 503, 0 },
    { "nonsense", 200, 0 },
    { "brackets", 200, 0 },
    { "redirect", 0, YN_ERROR_REDIRECTED },
    { "half", 0, YN_ERROR_CUT },
    { "cut", 0, YN_ERROR_NO_ANSWER },
    { "nothing", 0, YN_ERROR_NO_ANSWER },
  };
  g_autoptr (Peer) peer = peer_new (-1);

  peer_sign_in (peer, RESTAURANT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnHttpAnswer) answer = NULL;
      g_autoptr (YnHttpAnswer) next = NULL;

      g_test_message ("%s", cases[i].kind);
      set_weather (peer, cases[i].kind);
      answer = ask_raw (peer, "GET", "/api/me", NULL, &error);
      if (cases[i].status == 0)
        g_assert_error (error, YN_ERROR, (int) cases[i].error);
      else
        {
          g_assert_no_error (error);
          g_assert_cmpuint (answer->status, ==, cases[i].status);
        }
      if (g_str_equal (cases[i].kind, "brackets"))
        g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 100000);
      set_weather (peer, "none");
      next = peer_get (peer, "/api/me");
      g_assert_cmpuint (next->status, ==, 200);
    }
}

/* Late, but whole. */
static void
test_slow (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *url = g_strconcat (yn_practice_url (peer->practice), "/api/me", NULL);
  YnHttpRequest request = { .method = "GET", .url = url, .timeout_ms = 300 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;

  peer_sign_in (peer, RESTAURANT);
  request.bearer = peer->token;
  set_weather (peer, "slow");
  answer = yn_http_perform (peer->http, &request, NULL, &error);
  g_assert_error (error, YN_ERROR, YN_ERROR_TIMED_OUT);
}

/* A false receipt in place of the true one; asked again, the true one comes. */
static void
test_false_receipts (void)
{
  static const struct
  {
    const char *kind;
    gsize signatures;
    gboolean names_it;
  } cases[] = { { "unsigned", 0, TRUE }, { "foreign", 1, FALSE } };
  g_autoptr (Peer) peer = peer_new (-1);

  peer_sign_in (peer, TRAVEL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) answers = peer_answers (peer, "R01");
      g_autoptr (Composed) composed = peer_compose (peer, "R01", answers, NULL, NULL, NULL);
      g_autoptr (Filing) filing = peer_print (peer, composed);
      g_autoptr (YnTrust) trust = yn_trust_new ();
      g_autoptr (YnVerification) verification = NULL;
      g_autoptr (YnHttpAnswer) answer = NULL;
      g_autoptr (YnHttpAnswer) again = NULL;
      g_autoptr (YnJson) body = NULL;
      g_autoptr (YnJson) receipt = NULL;

      peer_upload_all (peer, filing);
      set_weather (peer, cases[i].kind);
      answer = peer_put (peer, filing);
      g_assert_cmpuint (answer->status, ==, 201);
      set_weather (peer, "none");
      verification = yn_verify (answer->body, trust, yn_clock_now (peer->clock));
      g_assert_cmpuint (verification->signatures->len, ==, cases[i].signatures);
      body = yn_paper_body (answer->body, NULL);
      g_assert_true ((g_strcmp0 (yn_json_string (yn_json_pointer (body, "/answers/filing")), filing->id) == 0)
                     == cases[i].names_it);

      again = peer_put (peer, filing);
      g_assert_cmpuint (again->status, ==, 200);
      receipt = peer_read_paper (peer, again->body, "receipt");
      g_assert_cmpstr (yn_json_get_string (receipt, "filing"), ==, filing->id);
    }
}

/* The answer is lost, not the deed. */
static void
test_cut_put (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Composed) composed = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnHttpAnswer) lost = NULL;
  g_autoptr (YnHttpAnswer) again = NULL;
  YnHttpRequest request = { .method = "PUT", .content_type = "application/pdf" };

  peer_sign_in (peer, TRAVEL);
  answers = peer_answers (peer, "R01");
  composed = peer_compose (peer, "R01", answers, NULL, NULL, NULL);
  filing = peer_print (peer, composed);
  peer_upload_all (peer, filing);
  set_weather (peer, "cut");
  url = g_strdup_printf ("%s/api/filings/%s", yn_practice_url (peer->practice), filing->id);
  request.url = url;
  request.bearer = peer->token;
  request.body = filing->pdf;
  lost = yn_http_perform (peer->http, &request, NULL, &error);
  g_assert_error (error, YN_ERROR, YN_ERROR_NO_ANSWER);
  set_weather (peer, "none");
  again = peer_put (peer, filing);
  g_assert_cmpuint (again->status, ==, 200);
}

static void
test_feed (void)
{
  static const char *const wrong[] = { "after=x", "after=-1", "limit=0", "limit=1001", "limit=many" };
  g_autoptr (Peer) peer = peer_new (0);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnHttpAnswer) first = NULL;
  g_autoptr (YnHttpAnswer) rest = NULL;
  g_autoptr (YnJson) page = NULL;
  g_autoptr (YnJson) last_page = NULL;
  g_autofree char *target = NULL;
  guint status;

  peer_sign_in (peer, RESTAURANT);
  answers = peer_answers (peer, "F04");
  filing = peer_file (peer, "F04", answers, NULL, &status);
  yn_json_unref (peer_await (peer, filing->id, "published"));

  first = peer_get (peer, "/api/events?limit=1");
  page = peer_json (first);
  g_assert_cmpuint (yn_json_size (yn_json_get (page, "events")), ==, 1);
  g_assert_true (yn_json_get_boolean (page, "more", FALSE));
  target = g_strdup_printf ("/api/events?after=%s", yn_json_get_string (page, "next"));
  rest = peer_get (peer, target);
  last_page = peer_json (rest);
  g_assert_cmpuint (yn_json_size (yn_json_get (last_page, "events")), ==, 1);
  g_assert_false (yn_json_get_boolean (last_page, "more", TRUE));

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *nonsense = g_strdup_printf ("/api/events?%s", wrong[i]);
      g_autoptr (YnHttpAnswer) answer = peer_get (peer, nonsense);

      g_assert_cmpuint (answer->status, ==, 400);
    }
}

/* Every operation of the contract is there, and answers as the contract says, if only that it will not. */
static void
test_every_operation (void)
{
  static const struct
  {
    const char *method;
    const char *target;
  } operations[] = {
    { "GET", "/.well-known/oauth-protected-resource" },
    { "GET", "/.well-known/oauth-authorization-server" },
    { "POST", "/oauth/device" },
    { "GET", "/device" },
    { "POST", "/device" },
    { "POST", "/oauth/token" },
    { "POST", "/oauth/revoke" },
    { "GET", "/api/me" },
    { "PUT", "/api/filings/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "OPTIONS", "/api/uploads" },
    { "POST", "/api/uploads" },
    { "HEAD", "/api/uploads/nowhere" },
    { "PATCH", "/api/uploads/nowhere" },
    { "DELETE", "/api/uploads/nowhere" },
    { "GET", "/api/events" },
    { "GET", "/api/papers/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "GET", "/api/record" },
    { "POST", "/api/certificates" },
    { "POST", "/authority/tsa" },
    { "POST", "/authority/ocsp" },
    { "GET", "/authority/crl" },
    { "POST", "/practice/revoke" },
    { "GET", "/practice/status" },
    { "GET", "/practice/enterprises" },
    { "GET", "/practice/queue" },
    { "POST", "/practice/review" },
    { "POST", "/practice/reviewer" },
    { "POST", "/practice/day" },
    { "POST", "/practice/weather" },
    { "POST", "/practice/erase" },
  };
  g_autoptr (Peer) peer = peer_new (-1);
  g_auto (GStrv) never = NULL;

  for (guint signed_in = 0; signed_in < 2; signed_in++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
        {
          g_autoptr (YnHttpAnswer) answer =
              peer_ask (peer, operations[i].method, operations[i].target, NULL, NULL,
                        (const char *const[]){ "Yinuo-Practice: 1", "Tus-Resumable: 1.0.0", NULL });

          g_assert_cmpuint (answer->status, !=, 405);
          g_assert_cmpuint (answer->status, <, 500);
        }
      if (signed_in == 0)
        peer_sign_in (peer, RESTAURANT);
    }
  never = contract_never_asked (peer->contract);
  g_assert_cmpstr (never[0], ==, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/control/guarded", test_guarded);
  g_test_add_func ("/practice/control/host", test_host);
  g_test_add_func ("/practice/control/unknown", test_unknown);
  g_test_add_func ("/practice/control/enterprises", test_enterprises);
  g_test_add_func ("/practice/control/settings", test_settings);
  g_test_add_func ("/practice/control/weather", test_weather);
  g_test_add_func ("/practice/control/slow", test_slow);
  g_test_add_func ("/practice/control/every-operation", test_every_operation);
  g_test_add_func ("/practice/control/false-receipts", test_false_receipts);
  g_test_add_func ("/practice/control/cut-put", test_cut_put);
  g_test_add_func ("/practice/control/feed", test_feed);
  return g_test_run ();
}
