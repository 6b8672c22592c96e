/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Discovery and the device grant: RFC 9728, 8414, 8628, 7009. */

#include "practice/peer.h"

#include <string.h>

#define DEVICE "urn:ietf:params:oauth:grant-type:device_code"

static char *
oauth_error (const YnHttpAnswer *answer)
{
  g_autoptr (YnJson) json = peer_json (answer);

  return g_strdup (yn_json_get_string (json, "error"));
}

static void
assert_oauth_error (YnHttpAnswer *answer, guint status, const char *expected)
{
  g_autofree char *error = oauth_error (answer);

  g_assert_cmpstr (error, ==, expected);
  g_assert_cmpuint (answer->status, ==, status);
  yn_http_answer_free (answer);
}

static YnJson *
begin (Peer *peer)
{
  g_autoptr (YnHttpAnswer) answer =
      peer_post_form (peer, "/oauth/device", "client_id", "yinuo-desktop", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return peer_json (answer);
}

static YnHttpAnswer *
poll_grant (Peer *peer, const YnJson *grant)
{
  return peer_post_form (peer, "/oauth/token", "grant_type", DEVICE, "device_code",
                         yn_json_get_string (grant, "device_code"), "client_id", "yinuo-desktop", NULL);
}

static YnHttpAnswer *
refresh (Peer *peer, const char *token)
{
  return peer_post_form (peer, "/oauth/token", "grant_type", "refresh_token", "refresh_token", token,
                         "client_id", "yinuo-desktop", NULL);
}

static void
test_discovery (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnHttpAnswer) resource = peer_get (peer, "/.well-known/oauth-protected-resource");
  g_autoptr (YnHttpAnswer) server = peer_get (peer, "/.well-known/oauth-authorization-server");
  g_autoptr (YnJson) one = peer_json (resource);
  g_autoptr (YnJson) other = peer_json (server);

  g_assert_cmpstr (yn_json_get_string (one, "resource"), ==, yn_practice_url (peer->practice));
  g_assert_cmpstr (yn_json_string (yn_json_pointer (one, "/authorization_servers/0")), ==,
                   yn_json_get_string (other, "issuer"));
  g_assert_true (yn_json_get_boolean (one, "yinuo_practice", FALSE));
  g_assert_cmpuint (yn_json_size (yn_json_get (one, "yinuo_seals")), ==, 2);
}

static void
test_grant (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) grant = begin (peer);
  g_autoptr (YnHttpAnswer) given = NULL;
  g_autoptr (YnHttpAnswer) page = NULL;
  const char *code = yn_json_get_string (grant, "user_code");
  g_autofree char *as_typed = g_ascii_strdown (code, -1);
  char *hyphen = strchr (as_typed, '-');

  assert_oauth_error (poll_grant (peer, grant), 400, "authorization_pending");
  assert_oauth_error (poll_grant (peer, grant), 400, "slow_down");

  *hyphen = ' ';
  page =
      peer_post_form (peer, "/device", "user_code", as_typed, "uscc", RESTAURANT, "action", "approve", NULL);
  g_assert_cmpuint (page->status, ==, 200);

  /* One poller paid for its haste with five seconds; a new grant is as good. */
  g_clear_pointer (&grant, yn_json_unref);
  peer_sign_in (peer, RESTAURANT);
  g_assert_cmpstr (yn_json_get_string (peer->me, "name"), ==, "演练企业·海味小馆");
}

static void
test_denied_and_expired (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) denied = begin (peer);
  g_autoptr (YnJson) late = begin (peer);
  g_autoptr (YnHttpAnswer) page =
      peer_post_form (peer, "/device", "user_code", yn_json_get_string (denied, "user_code"), "action",
                      "deny", NULL);
  g_autoptr (YnHttpAnswer) too_late = NULL;

  assert_oauth_error (poll_grant (peer, denied), 400, "access_denied");

  peer_restart (peer, "2026-11-23T03:00:03Z");
  assert_oauth_error (poll_grant (peer, late), 400, "expired_token");
  too_late = peer_post_form (peer, "/device", "user_code", yn_json_get_string (late, "user_code"), "uscc",
                             RESTAURANT, "action", "approve", NULL);
  g_assert_cmpuint (too_late->status, ==, 400);
}

static void
test_page (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnHttpAnswer) page = peer_get (peer, "/device?user_code=%3Cb%3E%22");
  const char *html = g_bytes_get_data (page->body, NULL);
  gsize length = g_bytes_get_size (page->body);
  static const struct
  {
    const char *code;
    const char *uscc;
    const char *action;
  } wrong[] = {
    { "BCDF-GHJK", RESTAURANT, "approve" },
    { "BCDF-GHJK", "91350100M000100Y43", "approve" },
    { "BCDF-GHJK", RESTAURANT, "perhaps" },
    { "", RESTAURANT, "deny" },
  };

  g_assert_null (g_strstr_len (html, length, "<b>"));
  g_assert_nonnull (g_strstr_len (html, length, "&lt;b&gt;"));
  g_assert_nonnull (g_strstr_len (html, length, "演练·无效力"));
  g_assert_null (g_strstr_len (html, length, "src="));
  g_assert_null (g_strstr_len (html, length, "http://"));
  g_assert_null (g_strstr_len (html, length, "https://"));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (YnHttpAnswer) answer = peer_post_form (peer, "/device", "user_code", wrong[i].code, "uscc",
                                                        wrong[i].uscc, "action", wrong[i].action, NULL);

      g_assert_cmpuint (answer->status, ==, 400);
    }
}

/* A page elsewhere that makes a browser send the form names its own origin. */
static void
test_page_from_elsewhere (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) grant = begin (peer);
  g_autofree char *form = g_strdup_printf ("user_code=%s&uscc=" RESTAURANT "&action=approve",
                                           yn_json_get_string (grant, "user_code"));
  g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));
  g_autoptr (YnHttpAnswer) answer =
      peer_ask (peer, "POST", "/device", "application/x-www-form-urlencoded", body,
                (const char *const[]){ "Origin: http://elsewhere.example", NULL });

  g_assert_cmpuint (answer->status, ==, 400);
  assert_oauth_error (poll_grant (peer, grant), 400, "authorization_pending");
}

static void
test_redeemed_twice (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) grant = begin (peer);
  g_autoptr (YnHttpAnswer) page =
      peer_post_form (peer, "/device", "user_code", yn_json_get_string (grant, "user_code"), "uscc",
                      RESTAURANT, "action", "approve", NULL);
  g_autoptr (YnHttpAnswer) given = poll_grant (peer, grant);
  g_autoptr (YnJson) tokens = peer_json (given);
  g_autoptr (YnHttpAnswer) me = NULL;

  assert_oauth_error (poll_grant (peer, grant), 400, "invalid_grant");
  peer->token = yn_secret_new_string (yn_json_get_string (tokens, "access_token"));
  me = peer_get (peer, "/api/me");
  g_assert_cmpuint (me->status, ==, 401);
  g_assert_nonnull (strstr (yn_http_header (me, "www-authenticate"), "error=\"invalid_token\""));
}

static void
test_rotation (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnHttpAnswer) second = NULL;
  g_autoptr (YnHttpAnswer) me = NULL;
  g_autoptr (YnJson) tokens = NULL;

  peer_sign_in (peer, BUILDER);
  second = refresh (peer, peer->refresh);
  g_assert_cmpuint (second->status, ==, 200);
  tokens = peer_json (second);
  g_assert_cmpstr (yn_json_get_string (tokens, "refresh_token"), !=, peer->refresh);

  /* The rotated one again: somebody stole one of the two, and nobody can tell who. */
  assert_oauth_error (refresh (peer, peer->refresh), 400, "invalid_grant");
  assert_oauth_error (refresh (peer, yn_json_get_string (tokens, "refresh_token")), 400, "invalid_grant");
  me = peer_get (peer, "/api/me");
  g_assert_cmpuint (me->status, ==, 401);
}

static void
test_access_ends (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnHttpAnswer) me = NULL;
  g_autoptr (YnHttpAnswer) again = NULL;

  peer_sign_in (peer, BUILDER);
  peer_restart (peer, "2026-11-23T03:05:03Z");
  me = peer_get (peer, "/api/me");
  g_assert_cmpuint (me->status, ==, 401);
  again = refresh (peer, peer->refresh);
  g_assert_cmpuint (again->status, ==, 200);
}

static void
test_revocation (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnHttpAnswer) gone = NULL;
  g_autoptr (YnHttpAnswer) unknown = NULL;
  g_autoptr (YnHttpAnswer) me = NULL;

  peer_sign_in (peer, BUILDER);
  gone = peer_post_form (peer, "/oauth/revoke", "token", peer->refresh, "token_type_hint", "refresh_token",
                         "client_id", "yinuo-desktop", NULL);
  g_assert_cmpuint (gone->status, ==, 200);
  unknown = peer_post_form (peer, "/oauth/revoke", "token", "nobody's", "client_id", "yinuo-desktop", NULL);
  g_assert_cmpuint (unknown->status, ==, 200);
  me = peer_get (peer, "/api/me");
  g_assert_cmpuint (me->status, ==, 401);
}

static void
test_wrong_requests (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);

  assert_oauth_error (peer_post_form (peer, "/oauth/device", "client_id", "somebody", NULL), 401,
                      "invalid_client");
  assert_oauth_error (peer_post_form (peer, "/oauth/device", "client_id", "yinuo-desktop", "scope", "all",
                                      NULL),
                      400, "invalid_scope");
  assert_oauth_error (peer_post_form (peer, "/oauth/token", "client_id", "yinuo-desktop", "grant_type",
                                      "password", NULL),
                      400, "unsupported_grant_type");
  assert_oauth_error (peer_post_form (peer, "/oauth/token", "client_id", "yinuo-desktop", "grant_type",
                                      DEVICE, NULL),
                      400, "invalid_request");
  assert_oauth_error (peer_ask (peer, "POST", "/oauth/token", "application/json", body, NULL), 400,
                      "invalid_request");
  assert_oauth_error (refresh (peer, "made up"), 400, "invalid_grant");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/sign-in/discovery", test_discovery);
  g_test_add_func ("/practice/sign-in/grant", test_grant);
  g_test_add_func ("/practice/sign-in/denied-and-expired", test_denied_and_expired);
  g_test_add_func ("/practice/sign-in/page", test_page);
  g_test_add_func ("/practice/sign-in/page-from-elsewhere", test_page_from_elsewhere);
  g_test_add_func ("/practice/sign-in/redeemed-twice", test_redeemed_twice);
  g_test_add_func ("/practice/sign-in/rotation", test_rotation);
  g_test_add_func ("/practice/sign-in/access-ends", test_access_ends);
  g_test_add_func ("/practice/sign-in/revocation", test_revocation);
  g_test_add_func ("/practice/sign-in/wrong-requests", test_wrong_requests);
  return g_test_run ();
}
