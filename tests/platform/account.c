/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The account against a token endpoint that follows a script and is as strict as a certified one: a refresh
 * token is good once, and its second use ends the whole family. */
#include "platform/account.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "fixtures/signed-in.h"
#include "platform/tokens.h"

#define ENDED "{\"error\":\"invalid_grant\"}"

typedef struct
{
  const char *const *polls; /* what each poll is answered, "error:access_denied", "status:503", "approved" …;
                               the last stays */
  guint poll;
  guint generation; /* of the refresh token that is good: "refresh-<generation>" */
  gboolean family_ended;
  guint refreshes;
  guint trouble;    /* so many refreshes are answered 503 first */
  guint life;
  char *revoked;
} Script;

static void
answer_poll (const ScriptedRequest *request, Script *script)
{
  const char *say = script->polls[script->poll];

  if (script->polls[script->poll + 1] != NULL)
    script->poll++;
  if (g_str_has_prefix (say, "error:"))
    scripted_json (request, 400, "{\"error\":\"%s\"}", say + strlen ("error:"));
  else if (g_str_has_prefix (say, "status:"))
    scripted_json (request, atoi (say + strlen ("status:")), "{}");
  else if (strcmp (say, "approved") == 0)
    scripted_json (request, 200,
                   "{\"access_token\":\"access-0\",\"token_type\":\"bearer\",\"expires_in\":900,"
                   "\"refresh_token\":\"refresh-0\"}");
  else if (strcmp (say, "nothing") != 0)
    scripted_json (request, 200, "%s", say);
}

static void
answer_refresh (const ScriptedRequest *request, Script *script)
{
  g_autofree char *got = scripted_form_value (request, "refresh_token");
  g_autofree char *good = g_strdup_printf ("refresh-%u", script->generation);

  script->refreshes++;
  if (script->trouble > 0)
    {
      script->trouble--;
      scripted_json (request, 503, "{}");
      return;
    }
  if (script->family_ended || g_strcmp0 (got, good) != 0)
    {
      script->family_ended = TRUE;
      scripted_json (request, 400, ENDED);
      return;
    }
  script->generation++;
  scripted_json (request, 200,
                 "{\"access_token\":\"access-%u\",\"token_type\":\"Bearer\",\"expires_in\":%u,\"refresh_"
                 "token\":\"refresh-%u\"}",
                 script->generation, script->life != 0 ? script->life : 900, script->generation);
}

static gboolean
serve (const ScriptedRequest *request, gpointer data)
{
  Script *script = data;
  g_autofree char *grant = scripted_form_value (request, "grant_type");

  if (strcmp (request->target, "/oauth/device") == 0)
    scripted_json (request, 200, "{\"device_code\":\"d\",\"user_code\":\"BDWP-HQPK\",\"expires_in\":600,"
                   "\"verification_uri\":\"http://127.0.0.1:1/device\"}");
  else if (strcmp (request->target, "/oauth/revoke") == 0)
    {
      script->revoked = scripted_form_value (request, "token");
      script->family_ended = TRUE;
      scripted_json (request, 200, "{}");
    }
  else if (g_strcmp0 (grant, "refresh_token") == 0)
    answer_refresh (request, script);
  else
    answer_poll (request, script);
  return FALSE;
}

/* ---- the grant ---- */

static void
test_begin (void)
{
  Script script = { 0 };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
  g_autoptr (SignedIn) chair = signed_in_new_empty (scripted_server_url (server));
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDeviceGrant) grant = yn_account_begin (chair->account, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (grant->user_code, ==, "BDWP-HQPK");
  g_assert_null (grant->verification_uri_complete);
  g_assert_cmpint (grant->interval, ==, 5); /* none was named */
  g_assert_false (yn_account_signed_in (chair->account, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (yn_account_token (chair->account, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN);
}

static void
test_grant_read (void)
{
  static const struct
  {
    const char *body;
    gboolean good;
    int interval;
  } cases[] = {
    { "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"https://a.example/"
      "\",\"expires_in\":60,\"interval\":7}",
      TRUE, 7 },
    { "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"https://a.example/"
      "\",\"expires_in\":60,\"interval\":0}",
      TRUE, 1 },
    { "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"https://a.example/"
      "\",\"expires_in\":60,\"interval\":-9}",
      TRUE, 1 },
    { "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"https://a.example/\"}", FALSE, 0 },
    { "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"https://a.example/"
      "\",\"expires_in\":0}",
      FALSE, 0 },
    { "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"http://a.example/"
      "\",\"expires_in\":60}",
      FALSE, 0 },
    { "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"javascript:x\",\"expires_in\":60}",
      FALSE, 0 },
    { "{\"device_code\":7,\"user_code\":\"u\",\"verification_uri\":\"https://a.example/\",\"expires_in\":60}",
      FALSE, 0 },
    { "{\"device_code\":\"d\",\"user_code\":\"0123456789012345678901234567890123\",\"verification_uri\":"
      "\"https://a.example/\","
      "\"expires_in\":60}",
      FALSE, 0 },
    { "{}", FALSE, 0 },
    { "[]", FALSE, 0 },
    { "<html>", FALSE, 0 },
    { "", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      YnHttpAnswer answer = { .status = 200, .body = body, .headers = headers };
      g_autoptr (GError) error = NULL;
      g_autoptr (YnDeviceGrant) grant = yn_device_grant_read (&answer, 0, &error);

      g_test_message ("%s", cases[i].body);
      g_assert_true ((grant != NULL) == cases[i].good);
      if (grant != NULL)
        g_assert_cmpint (grant->interval, ==, cases[i].interval);
      else
        g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
    }
}

/* RFC 8628 §3.5, every word of it. */
static void
test_step (void)
{
  static const struct
  {
    guint status;
    const char *body;
    YnGrantStep step;
    int code;
    int interval;
  } cases[] = {
    { 200, "{}", YN_GRANT_APPROVED, -1, 5 },
    { 400, "{\"error\":\"authorization_pending\"}", YN_GRANT_PENDING, -1, 5 },
    { 400, "{\"error\":\"slow_down\"}", YN_GRANT_PENDING, -1, 10 },
    { 400, "{\"error\":\"access_denied\"}", YN_GRANT_ENDED, YN_ERROR_SIGN_IN_DENIED, 5 },
    { 400, "{\"error\":\"expired_token\"}", YN_GRANT_ENDED, YN_ERROR_SIGN_IN_EXPIRED, 5 },
    { 400, ENDED, YN_GRANT_ENDED, YN_ERROR_SIGN_IN_EXPIRED, 5 },
    { 401, "{\"error\":\"invalid_client\"}", YN_GRANT_ENDED, YN_ERROR_SESSION_ENDED, 5 },
    { 400, "{\"error\":\"invalid_request\"}", YN_GRANT_ENDED, YN_ERROR_REJECTED, 5 },
    { 400, "", YN_GRANT_ENDED, YN_ERROR_REJECTED, 5 },
    { 503, "", YN_GRANT_ENDED, YN_ERROR_SERVER_TROUBLE, 5 },
    { 204, "", YN_GRANT_ENDED, YN_ERROR_NONSENSE, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      YnHttpAnswer answer = { .status = cases[i].status, .body = body, .headers = headers };
      YnDeviceGrant grant = { .interval = 5 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%u %s", cases[i].status, cases[i].body);
      g_assert_cmpint (yn_device_grant_step (&grant, &answer, &error), ==, cases[i].step);
      g_assert_cmpint (grant.interval, ==, cases[i].interval);
      if (cases[i].code >= 0)
        g_assert_error (error, YN_ERROR, cases[i].code);
      else
        g_assert_no_error (error);
    }
}

static void
test_wait (void)
{
  static const char *const approved[] = { "error:authorization_pending", "nothing", "status:503", "approved",
                                          NULL };
  static const char *const denied[] = { "error:authorization_pending", "error:access_denied", NULL };
  static const char *const expired[] = { "error:expired_token", NULL };
  static const char *const redeemed[] = { "[[[[", "error:invalid_grant", NULL };
  static const struct
  {
    const char *const *polls;
    int code;
  } cases[] = {
    { approved, -1 },
    { denied, YN_ERROR_SIGN_IN_DENIED },
    { expired, YN_ERROR_SIGN_IN_EXPIRED },
    { redeemed, YN_ERROR_NONSENSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Script script = { .polls = cases[i].polls };
      g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
      g_autoptr (SignedIn) chair = signed_in_new_empty (scripted_server_url (server));
      g_autoptr (GError) error = NULL;
      g_autoptr (YnDeviceGrant) grant = yn_account_begin (chair->account, NULL, &error);
      gboolean done;

      g_assert_no_error (error);
      grant->interval = 0; /* no waiting here */
      done = yn_account_wait (chair->account, grant, NULL, &error);
      g_assert_true (done == (cases[i].code < 0));
      if (done)
        {
          g_autoptr (YnSecret) token = yn_account_token (chair->account, NULL, &error);
          g_autofree char *stored = signed_in_stored_access (chair);

          g_assert_cmpstr (yn_secret_text (token), ==, "access-0");
          g_assert_cmpstr (stored, ==, "access-0");
          g_assert_true (yn_account_signed_in (chair->account, NULL, &error));
        }
      else
        g_assert_error (error, YN_ERROR, cases[i].code);
    }
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (20 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* slow_down is for good, the wait is over the moment it is cancelled, and an old code is not even asked
 * about. */
static void
test_wait_ends (void)
{
  static const char *const slow[] = { "error:slow_down", NULL };
  Script script = { .polls = slow };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
  g_autoptr (SignedIn) chair = signed_in_new_empty (scripted_server_url (server));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDeviceGrant) grant = yn_account_begin (chair->account, NULL, &error);
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  gint64 began = g_get_monotonic_time ();
  guint asked;

  grant->interval = 0;
  g_assert_false (yn_account_wait (chair->account, grant, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 4 * G_USEC_PER_SEC);
  g_assert_cmpint (grant->interval, ==, 5);
  g_thread_join (thread);

  g_clear_error (&error);
  asked = scripted_server_requests (server);
  grant->interval = 0;
  grant->expires = yn_clock_now (chair->clock);
  g_assert_false (yn_account_wait (chair->account, grant, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_SIGN_IN_EXPIRED);
  g_assert_cmpuint (scripted_server_requests (server), ==, asked);
}

/* ---- the token ---- */

static void
assert_token (YnAccount *account, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSecret) token = yn_account_token (account, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (yn_secret_text (token), ==, expected);
}

static void
test_refresh (void)
{
  Script script = { .trouble = 1 };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
  g_autoptr (SignedIn) chair = signed_in_new (scripted_server_url (server));
  g_autoptr (YnSecret) refused = yn_secret_new_string ("access-0");
  g_autoptr (GError) error = NULL;
  g_autofree char *stored = NULL;

  assert_token (chair->account, "access-0");
  assert_token (chair->account, "access-0");
  g_assert_cmpuint (script.refreshes, ==, 0);

  /* Trouble is weather, and ends nothing. */
  yn_account_refuse_token (chair->account, refused);
  g_assert_null (yn_account_token (chair->account, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_SERVER_TROUBLE);

  assert_token (chair->account, "access-1");
  stored = signed_in_stored_access (chair);
  g_assert_cmpstr (stored, ==, "access-1");

  /* Less than half a minute of life is none. */
  signed_in_put_tokens (chair, "access-1", "refresh-1", 20);
  g_clear_pointer (&chair->account, yn_account_free);
  {
    g_autofree char *lock = g_build_filename (chair->folder, "account", NULL);
    chair->account = yn_account_new (chair->http, chair->keyring, chair->clock, chair->discovery, lock);
  }
  assert_token (chair->account, "access-2");
  g_assert_false (script.family_ended);
}

static void
test_session_ended (void)
{
  static const char *const refresh_tokens[] = { "refresh-77", NULL };

  for (guint i = 0; i < 2; i++)
    {
      Script script = { 0 };
      g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
      g_autoptr (SignedIn) chair = signed_in_new (scripted_server_url (server));
      g_autoptr (GError) error = NULL;

      signed_in_put_tokens (chair, "access-0", refresh_tokens[i], -1);
      g_assert_null (yn_account_token (chair->account, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_SESSION_ENDED);
      g_clear_error (&error);

      g_assert_false (yn_account_signed_in (chair->account, NULL, &error));
      g_assert_no_error (error);
      g_assert_null (yn_account_token (chair->account, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN);
    }
}

/* What lies in the keyring may be anything. */
static void
test_strange_item (void)
{
  static const char *const items[] = { "", "[[[[", "{}", "{\"access_token\":7}", "{\"access_token\":\"\"}" };
  Script script = { 0 };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
  g_autoptr (SignedIn) chair = signed_in_new_empty (scripted_server_url (server));

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (YnSecret) item = yn_secret_new_string (items[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (
          yn_keyring_store (chair->keyring, "tokens", PLATFORM_ID, "default", "test", item, NULL, NULL));
      g_assert_null (yn_account_token (chair->account, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN);
    }
}

typedef struct
{
  SignedIn *chair;
  GThread *thread;
  char *token;
} Racer;

static gpointer
race (gpointer data)
{
  Racer *racer = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSecret) token = yn_account_token (racer->chair->account, NULL, &error);

  g_assert_no_error (error);
  racer->token = g_strdup (yn_secret_text (token));
  return NULL;
}

/* Several chairs, each with a keyring object of its own on one keyring, want a token at once: one refresh at
 * the server, and everybody has the same. */
static void
test_race (void)
{
  Script script = { 0 };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
  g_autoptr (SignedIn) first = signed_in_new (scripted_server_url (server));
  Racer racers[4];

  signed_in_put_tokens (first, "access-0", "refresh-0", -1);
  for (guint i = 0; i < G_N_ELEMENTS (racers); i++)
    racers[i] = (Racer){ .chair = i == 0 ? first : signed_in_again (first) };
  for (guint i = 0; i < G_N_ELEMENTS (racers); i++)
    racers[i].thread = g_thread_new ("racer", race, &racers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (racers); i++)
    g_thread_join (racers[i].thread);

  g_assert_cmpuint (script.refreshes, ==, 1);
  g_assert_false (script.family_ended);
  for (guint i = 0; i < G_N_ELEMENTS (racers); i++)
    {
      g_assert_cmpstr (racers[i].token, ==, "access-1");
      g_free (racers[i].token);
      if (i > 0)
        signed_in_free (racers[i].chair);
    }
}

/* The other chair refreshed; then this chair's token is refused: it finds the new one and does not refresh
 * again. */
static void
test_other_chair_refreshed (void)
{
  Script script = { 0 };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
  g_autoptr (SignedIn) here = signed_in_new (scripted_server_url (server));
  g_autoptr (SignedIn) there = signed_in_again (here);
  g_autoptr (YnSecret) old = yn_secret_new_string ("access-0");

  assert_token (here->account, "access-0");
  yn_account_refuse_token (there->account, old);
  assert_token (there->account, "access-1");

  yn_account_refuse_token (here->account, old);
  assert_token (here->account, "access-1");
  g_assert_cmpuint (script.refreshes, ==, 1);
}

/* A rotated token that the keyring would not take is not lost: it is offered again, and there is no second
 * refresh. */
static void
test_keyring_in_the_way (void)
{
  Script script = { 0 };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
  g_autoptr (SignedIn) chair = signed_in_new (scripted_server_url (server));
  g_autofree char *lock = g_build_filename (chair->folder, "keyring.lock", NULL);
  g_autofree char *stored = NULL;
  g_autoptr (GError) error = NULL;

  signed_in_put_tokens (chair, "access-0", "refresh-0", -1);
  g_assert_cmpint (g_unlink (lock), ==,
                   0); /* a folder in its place: the keyring can be read, and stores nothing */
  g_assert_cmpint (g_mkdir (lock, 0700), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_null (yn_account_token (chair->account, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE);
      g_clear_error (&error);
    }

  g_assert_cmpint (g_rmdir (lock), ==, 0);
  assert_token (chair->account, "access-1");
  stored = signed_in_stored_access (chair);
  g_assert_cmpstr (stored, ==, "access-1");
  g_assert_cmpuint (script.refreshes, ==, 1);
}

/* ---- signing out ---- */

static void
test_sign_out (void)
{
  Script script = { 0 };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
  g_autoptr (SignedIn) chair = signed_in_new (scripted_server_url (server));
  g_autoptr (GError) error = NULL;

  assert_token (chair->account, "access-0");
  g_assert_true (yn_account_sign_out (chair->account, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (script.revoked, ==, "refresh-0");
  g_free (script.revoked);

  g_assert_null (yn_account_token (chair->account, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN);
  g_clear_error (&error);
  g_assert_true (yn_account_sign_out (chair->account, NULL, &error)); /* once more is no error */
}

static void
test_sign_out_offline (void)
{
  Script script = { 0 };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &script);
  g_autoptr (SignedIn) chair = signed_in_new (scripted_server_url (server));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&server, scripted_server_free);
  g_assert_true (yn_account_sign_out (chair->account, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (yn_account_signed_in (chair->account, NULL, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/begin", test_begin);
  g_test_add_func ("/account/grant-read", test_grant_read);
  g_test_add_func ("/account/step", test_step);
  g_test_add_func ("/account/wait", test_wait);
  g_test_add_func ("/account/wait-ends", test_wait_ends);
  g_test_add_func ("/account/refresh", test_refresh);
  g_test_add_func ("/account/session-ended", test_session_ended);
  g_test_add_func ("/account/strange-item", test_strange_item);
  g_test_add_func ("/account/race", test_race);
  g_test_add_func ("/account/other-chair-refreshed", test_other_chair_refreshed);
  g_test_add_func ("/account/keyring-in-the-way", test_keyring_in_the_way);
  g_test_add_func ("/account/sign-out", test_sign_out);
  g_test_add_func ("/account/sign-out-offline", test_sign_out_offline);
  return g_test_run ();
}
