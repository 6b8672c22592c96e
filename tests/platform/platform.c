/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The API's functions, and what each makes of a platform that answers wrongly. */
#include "platform/platform.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "fixtures/signed-in.h"

#define PAPER "%PDF-1.7 a paper"

typedef struct
{
  const char *raw;    /* the next API answers are these bytes; or NULL */
  guint unauthorized; /* so many API answers are 401 */
  gboolean no_refresh;
  char *seen;         /* the last API request: method, target, token, If-None-Match */
  guint calls;
} Script;

static gboolean
serve (const ScriptedRequest *request, gpointer data)
{
  Script *script = data;

  if (strcmp (request->target, "/oauth/token") == 0)
    {
      if (script->no_refresh)
        scripted_json (request, 503, "{}");
      else
        scripted_json (request, 200,
                       "{\"access_token\":\"access-1\",\"token_type\":\"Bearer\",\"expires_in\":900}");
      return FALSE;
    }

  script->calls++;
  g_free (script->seen);
  script->seen = g_strdup_printf ("%s %s %s %s", request->method, request->target,
                                  scripted_header (request, "authorization"),
                                  scripted_header (request, "if-none-match"));
  if (script->unauthorized > 0)
    {
      script->unauthorized--;
      scripted_answer (request, 401, NULL, "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n", "", 0);
    }
  else if (script->raw != NULL)
    scripted_write (request, script->raw, -1);
  else if (strcmp (request->target, "/api/record") == 0 && scripted_header (request, "if-none-match") != NULL)
    scripted_write (request, "HTTP/1.1 304 Not Modified\r\n\r\n", -1);
  else if (g_str_has_prefix (request->target, "/api/papers/")
           || g_str_has_prefix (request->target, "/api/filings/"))
    scripted_answer (request, 200, "application/pdf", "ETag: \"another\"\r\n", PAPER, -1);
  else if (strcmp (request->target, "/api/certificates") == 0)
    scripted_answer (request, 200, "application/pem-certificate-chain", NULL, "-----BEGIN", -1);
  else
    scripted_answer (request, 200, "application/json", "ETag: \"v1\"\r\n", "{\"name\":\"示例\"}", -1);
  return FALSE;
}

typedef struct
{
  Script script;
  ScriptedServer *server;
  SignedIn *chair;
} Scene;

static void
scene_init (Scene *scene)
{
  *scene = (Scene){ 0 };
  scene->server = scripted_server_new (serve, &scene->script);
  scene->chair = signed_in_new (scripted_server_url (scene->server));
}

static void
scene_clear (Scene *scene)
{
  signed_in_free (scene->chair);
  scripted_server_free (scene->server);
  g_free (scene->script.seen);
}

/* ---- every operation through one table ---- */

static char *paper_sha256;

static gboolean
call_me (YnPlatform *platform, GError **error)
{
  g_autoptr (YnJson) me = yn_platform_me (platform, NULL, error);

  return me != NULL;
}

static gboolean
call_events (YnPlatform *platform, GError **error)
{
  g_autoptr (YnJson) events = yn_platform_events (platform, "a&b=c d", NULL, error);

  return events != NULL;
}

static gboolean
call_paper (YnPlatform *platform, GError **error)
{
  g_autoptr (GBytes) paper = yn_platform_paper (platform, paper_sha256, NULL, error);

  return paper != NULL;
}

static gboolean
call_record (YnPlatform *platform, GError **error)
{
  g_autofree char *etag = NULL;
  g_autoptr (YnJson) record = yn_platform_record (platform, NULL, &etag, NULL, error);

  return record != NULL;
}

static gboolean
call_certificate (YnPlatform *platform, GError **error)
{
  g_autoptr (GBytes) request = g_bytes_new_static ("request", 7);
  g_autoptr (GBytes) chain = yn_platform_certificate (platform, request, NULL, error);

  return chain != NULL;
}

static const struct
{
  gboolean (*call) (YnPlatform *platform, GError **error);
  const char *seen;
} operations[] = {
  { call_me, "GET /api/me Bearer access-0 (null)" },
  { call_events, "GET /api/events?limit=100&after=a%26b%3Dc%20d Bearer access-0 (null)" },
  { call_paper, NULL },
  { call_record, "GET /api/record Bearer access-0 (null)" },
  { call_certificate, "POST /api/certificates Bearer access-0 (null)" },
};

static void
test_operations (void)
{
  Scene scene;

  scene_init (&scene);
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (operations[i].call (scene.chair->platform, &error));
      g_assert_no_error (error);
      if (operations[i].seen != NULL)
        g_assert_cmpstr (scene.script.seen, ==, operations[i].seen);
    }
  scene_clear (&scene);
}

static void
test_wrong_answers (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *deep = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n%s", brackets);
  const struct
  {
    const char *raw;
    YnError code;
  } cases[] = {
    { "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", YN_ERROR_SERVER_TROUBLE },
    { "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", YN_ERROR_REJECTED },
    { "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nnonsense", YN_ERROR_NONSENSE },
    { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", YN_ERROR_NONSENSE },
    { "HTTP/1.1 304 Not Modified\r\n\r\n", YN_ERROR_NONSENSE },
    { deep, YN_ERROR_NONSENSE },
    { "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\n\r\n", YN_ERROR_REDIRECTED },
    { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":", YN_ERROR_CUT },
    { "", YN_ERROR_NO_ANSWER },
  };
  Scene scene;

  scene_init (&scene);
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
      {
        g_autoptr (GError) error = NULL;

        scene.script.raw = cases[c].raw;
        g_assert_false (operations[i].call (scene.chair->platform, &error));
        if (g_str_has_prefix (cases[c].raw, "HTTP/1.1 200") && cases[c].code == YN_ERROR_NONSENSE)
          g_assert_true (g_error_matches (error, YN_ERROR, YN_ERROR_NONSENSE)
                         || g_error_matches (error, YN_ERROR, YN_ERROR_TOO_LARGE));
        else
          g_assert_error (error, YN_ERROR, (int) cases[c].code);
      }
  scene_clear (&scene);
}

/* The same, for hop 5: nothing of it is an end. */
static void
test_put_weather (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *deep =
      g_strdup_printf ("HTTP/1.1 424 No\r\nContent-Type: application/problem+json\r\nContent-Length: 100000"
                       "\r\n\r\n%s",
                       brackets);
  const struct
  {
    const char *raw;
    YnAnswerKind kind;
    const char *code;
    int retry_after;
  } cases[] = {
    { NULL, YN_ANSWER_PAPER, NULL, -1 },
    { "HTTP/1.1 500 No\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n", YN_ANSWER_WEATHER, "server-trouble",
      9 },
    { "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nnonsense", YN_ANSWER_WEATHER, "nonsense", -1 },
    { "nonsense", YN_ANSWER_WEATHER, "nonsense", -1 },
    { deep, YN_ANSWER_WEATHER, "nonsense", -1 },
    { "HTTP/1.1 307 Go\r\nLocation: https://elsewhere.example/\r\n\r\n", YN_ANSWER_WEATHER, "redirected",
      -1 },
    { "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 100\r\n\r\n%PDF",
      YN_ANSWER_WEATHER, "cut", -1 },
    { "", YN_ANSWER_WEATHER, "no-answer", -1 },
    { "HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n", YN_ANSWER_PROBLEM, "rejected", -1 },
  };
  g_autoptr (GBytes) paper = g_bytes_new_static (PAPER, strlen (PAPER));
  Scene scene;

  scene_init (&scene);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnAnswer) answer = NULL;

      scene.script.raw = cases[i].raw;
      answer = yn_platform_put (scene.chair->platform, paper_sha256, paper, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (answer->kind, ==, cases[i].kind);
      g_assert_cmpstr (answer->code, ==, cases[i].code);
      g_assert_cmpint (answer->retry_after, ==, cases[i].retry_after);
    }
  scene_clear (&scene);
}

/* 401 is answered with a refresh and one more try; a second one is the end of the session; the account's own
 * weather is weather; and who has no account is told. */
static void
test_unauthorized (void)
{
  g_autoptr (GBytes) paper = g_bytes_new_static (PAPER, strlen (PAPER));
  g_autoptr (GError) error = NULL;
  g_autoptr (YnAnswer) answer = NULL;
  Scene scene;

  scene_init (&scene);
  scene.script.unauthorized = 1;
  g_assert_true (call_me (scene.chair->platform, &error));
  g_assert_cmpstr (scene.script.seen, ==, "GET /api/me Bearer access-1 (null)");
  g_assert_cmpuint (scene.script.calls, ==, 2);

  scene.script.unauthorized = 2;
  g_assert_null (yn_platform_put (scene.chair->platform, paper_sha256, paper, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_SESSION_ENDED);
  g_clear_error (&error);

  scene.script.unauthorized = 1;
  scene.script.no_refresh = TRUE;
  answer = yn_platform_put (scene.chair->platform, paper_sha256, paper, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->code, ==, "server-trouble");

  g_assert_true (yn_account_sign_out (scene.chair->account, NULL, NULL));
  g_assert_null (yn_platform_put (scene.chair->platform, paper_sha256, paper, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN);
  scene_clear (&scene);
}

/* The hash of what came counts, whatever ETag says. */
static void
test_paper_hash (void)
{
  g_autofree char *other = yn_sha256_data ("other", 5);
  g_autoptr (GError) error = NULL;
  Scene scene;

  scene_init (&scene);
  g_assert_true (call_paper (scene.chair->platform, &error));
  g_assert_null (yn_platform_paper (scene.chair->platform, other, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
  scene_clear (&scene);
}

static void
test_record_etag (void)
{
  g_autofree char *etag = NULL;
  g_autofree char *second = NULL;
  g_autoptr (YnJson) record = NULL;
  g_autoptr (GError) error = NULL;
  Scene scene;

  scene_init (&scene);
  record = yn_platform_record (scene.chair->platform, NULL, &etag, NULL, &error);
  g_assert_nonnull (record);
  g_assert_cmpstr (etag, ==, "\"v1\"");

  g_assert_null (yn_platform_record (scene.chair->platform, etag, &second, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (second);
  g_assert_cmpstr (scene.script.seen, ==, "GET /api/record Bearer access-0 \"v1\"");
  scene_clear (&scene);
}

/* A token never goes to another origin than the API's. */
static void
test_other_origin (void)
{
  YnHttpRequest request = { .method = "GET" };
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  Scene scene, other;

  scene_init (&scene);
  scene_init (&other);
  url = g_strconcat (scripted_server_url (other.server), "/api/me", NULL);
  request.url = url;
  g_assert_null (yn_platform_perform (scene.chair->platform, &request, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_REDIRECTED);
  g_assert_cmpuint (scripted_server_requests (other.server), ==, 0);
  scene_clear (&scene);
  scene_clear (&other);
}

static void
test_practice_only (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) enterprises = NULL;
  Scene scene;

  scene_init (&scene);
  enterprises = yn_practice_enterprises (scene.chair->http, scene.chair->discovery, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (
      g_str_has_prefix (scene.script.seen, "GET /practice/enterprises (null)")); /* no token goes there */
  g_assert_true (
      yn_practice_approve (scene.chair->http, scene.chair->discovery, "BDWP-HQPK", "x", TRUE, NULL, &error));

  scene.chair->discovery->practice = FALSE;
  g_assert_false (
      yn_practice_approve (scene.chair->http, scene.chair->discovery, "BDWP-HQPK", "x", TRUE, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_WRONG_USE);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  paper_sha256 = yn_sha256_data (PAPER, strlen (PAPER));
  g_test_add_func ("/platform/operations", test_operations);
  g_test_add_func ("/platform/wrong-answers", test_wrong_answers);
  g_test_add_func ("/platform/put-weather", test_put_weather);
  g_test_add_func ("/platform/unauthorized", test_unauthorized);
  g_test_add_func ("/platform/paper-hash", test_paper_hash);
  g_test_add_func ("/platform/record-etag", test_record_etag);
  g_test_add_func ("/platform/other-origin", test_other_origin);
  g_test_add_func ("/platform/practice-only", test_practice_only);
  status = g_test_run ();
  g_free (paper_sha256);
  return status;
}
