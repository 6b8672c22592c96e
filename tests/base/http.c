/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The wire against a server that is as wrong as the network can be. */
#include "base/error.h"
#include "base/http.h"
#include "fixtures/folder.h"
#include "fixtures/scripted-server.h"

#include <string.h>

static YnHttpAnswer *
get (YnHttp *http, const char *base, const char *path, GError **error)
{
  g_autofree char *url = g_strconcat (base, path, NULL);
  YnHttpRequest request = {
    .method = "GET", .url = url, .timeout_ms = 5000, .silence_s = 1, .max_answer = 4096
  };

  return yn_http_perform (http, &request, NULL, error);
}

/* OpenSSL's own server with a certificate made a moment ago. */
static GSubprocess *
tls_server_new (char **url)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *key = test_folder_path (folder, "key.pem");
  g_autofree char *certificate = test_folder_path (folder, "certificate.pem");
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) maker =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                        "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate,
                        NULL);
  GSubprocess *server;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (maker, NULL, &error));
  server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                             &error, "openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-key", key,
                             "-cert", certificate, NULL);
  g_assert_no_error (error);

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
    }
  while (!g_str_has_prefix (line, "ACCEPT "));
  *url = g_strconcat ("https://", line + strlen ("ACCEPT "), "/", NULL);
  return server;
}

/* ---- honest answers ---- */

static gboolean
echo (const ScriptedRequest *request, gpointer data)
{
  g_autofree char *body = scripted_body_text (request);

  scripted_json (request, 200, "%s %s|%s|%s|%s|%s", request->method, request->target, body,
                 scripted_header (request, "content-type"), scripted_header (request, "authorization"),
                 scripted_header (request, "user-agent"));
  return TRUE;
}

static void
test_honest (void)
{
  static const struct
  {
    const char *method, *type, *body, *bearer, *echoed;
  } cases[] = {
    { "GET", NULL, NULL, NULL, "GET /a?b=c||(null)|(null)|yinuo/0.1" },
    { "GET", NULL, NULL, "t.o.k", "GET /a?b=c||(null)|Bearer t.o.k|yinuo/0.1" },
    { "PUT", "text/plain", "words", NULL, "PUT /a?b=c|words|text/plain|(null)|yinuo/0.1" },
    { "POST", NULL, NULL, NULL, "POST /a?b=c||(null)|(null)|yinuo/0.1" },
    { "POST", "a/b", "x=y", "t", "POST /a?b=c|x=y|a/b|Bearer t|yinuo/0.1" },
    { "PATCH", "a/b", "p", NULL, "PATCH /a?b=c|p|a/b|(null)|yinuo/0.1" },
    { "DELETE", NULL, NULL, NULL, "DELETE /a?b=c||(null)|(null)|yinuo/0.1" },
  };
  g_autoptr (ScriptedServer) server = scripted_server_new (echo, NULL);
  g_autofree char *url = g_strconcat (scripted_server_url (server), "/a?b=c", NULL);
  g_autoptr (YnHttp) http = yn_http_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnSecret) bearer = cases[i].bearer != NULL ? yn_secret_new_string (cases[i].bearer) : NULL;
      g_autoptr (GBytes) body =
          cases[i].body != NULL ? g_bytes_new_static (cases[i].body, strlen (cases[i].body)) : NULL;
      YnHttpRequest request = {
        .method = cases[i].method, .url = url, .content_type = cases[i].type, .body = body, .bearer = bearer
      };
      g_autoptr (GError) error = NULL;
      g_autoptr (YnHttpAnswer) answer = yn_http_perform (http, &request, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body),
                       cases[i].echoed, strlen (cases[i].echoed));
    }
}

static gboolean
head_only (const ScriptedRequest *request, gpointer data)
{
  scripted_answer (request, 200, NULL, "Upload-Offset: 7\r\n", "a body as long as one that is not sent", -1);
  return TRUE;
}

static void
test_head (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new (head_only, NULL);
  g_autoptr (YnHttp) http = yn_http_new ();
  YnHttpRequest request = {
    .method = "HEAD", .url = scripted_server_url (server), .max_answer = 4, .timeout_ms = 5000
  };

  for (guint i = 0; i < 2; i++) /* twice: the kept connection is where it should be */
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnHttpAnswer) answer = yn_http_perform (http, &request, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (yn_http_header (answer, "upload-offset"), ==, "7");
      g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 0);
    }
}

/* ---- bad answers ---- */

static gboolean
misbehave (const ScriptedRequest *request, gpointer data)
{
  static const char nul_header[] = "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n";
  const char *what = request->target + 1;

  if (strcmp (what, "500") == 0)
    scripted_json (request, 500, "{}");
  else if (strcmp (what, "304") == 0)
    scripted_write (request, "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n", -1);
  else if (strcmp (what, "redirect") == 0)
    scripted_answer (request, 307, NULL, "Location: /500\r\n", "", 0);
  else if (strcmp (what, "half") == 0)
    scripted_write (request, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", -1);
  else if (strcmp (what, "half-chunk") == 0)
    scripted_write (request, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf", -1);
  else if (strcmp (what, "no-last-chunk") == 0)
    scripted_write (request, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", -1);
  else if (strcmp (what, "chunks") == 0)
    scripted_write (request,
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n0\r\nTrail: "
                    "er\r\n\r\n",
                    -1);
  else if (strcmp (what, "half-headers") == 0)
    scripted_write (request, "HTTP/1.1 200 OK\r\nContent-Ty", -1);
  else if (strcmp (what, "status-only") == 0)
    scripted_write (request, "HTTP/1.1 200 OK\r\n", -1);
  else if (strcmp (what, "continue-only") == 0)
    scripted_write (request, "HTTP/1.1 100 Continue\r\n\r\n", -1);
  else if (strcmp (what, "not-http") == 0)
    scripted_write (request, "SSH-2.0-OpenSSH_9.2\r\n", -1);
  else if (strcmp (what, "too-long") == 0)
    scripted_write (request, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", -1);
  else if (strcmp (what, "endless") == 0)
    {
      g_autofree char *brackets = g_strnfill (100000, '[');

      scripted_write (request, "HTTP/1.1 200 OK\r\n\r\n", -1);
      scripted_write (request, brackets, 100000);
    }
  else if (strcmp (what, "many-headers") == 0)
    {
      scripted_write (request, "HTTP/1.1 200 OK\r\n", -1);
      for (guint i = 0; i < 1000; i++)
        scripted_write (request, "X: y\r\n", -1);
    }
  else if (strcmp (what, "nul-header") == 0)
    scripted_write (request, nul_header, sizeof nul_header - 1);
  return FALSE;
}

static void
test_bad_answers (void)
{
  static const struct
  {
    const char *path;
    int code; /* -1: an answer, with this status */
    guint status;
  } cases[] = {
    { "/500", -1, 500 },
    { "/304", -1, 304 },
    { "/chunks", -1, 200 },
    { "/redirect", YN_ERROR_REDIRECTED, 0 },
    { "/half", YN_ERROR_CUT, 0 },
    { "/half-chunk", YN_ERROR_CUT, 0 },
    { "/no-last-chunk", YN_ERROR_CUT, 0 },
    { "/half-headers", YN_ERROR_CUT, 0 },
    { "/status-only", YN_ERROR_CUT, 0 },
    { "/continue-only", YN_ERROR_NO_ANSWER, 0 },
    { "/nothing", YN_ERROR_NO_ANSWER, 0 },
    { "/not-http", YN_ERROR_NONSENSE, 0 },
    { "/nul-header", YN_ERROR_NONSENSE, 0 },
    { "/too-long", YN_ERROR_TOO_LARGE, 0 },
    { "/endless", YN_ERROR_TOO_LARGE, 0 },
    { "/many-headers", YN_ERROR_TOO_LARGE, 0 },
  };
  g_autoptr (ScriptedServer) server = scripted_server_new (misbehave, NULL);
  g_autoptr (YnHttp) http = yn_http_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnHttpAnswer) answer = get (http, scripted_server_url (server), cases[i].path, &error);

      g_test_message ("%s: %s", cases[i].path, error != NULL ? error->message : "an answer");
      if (cases[i].code >= 0)
        {
          g_assert_error (error, YN_ERROR, cases[i].code);
          g_assert_null (answer);
        }
      else
        {
          g_assert_no_error (error);
          g_assert_cmpuint (answer->status, ==, cases[i].status);
        }
    }
  g_assert_cmpuint (scripted_server_requests (server), ==,
                    G_N_ELEMENTS (cases)); /* no redirect was followed */
}

static void
test_no_server (void)
{
  g_autoptr (YnHttp) http = yn_http_new ();
  g_autoptr (ScriptedServer) server = scripted_server_new (misbehave, NULL);
  g_autofree char *url = g_strdup (scripted_server_url (server));
  g_autoptr (GError) error = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;

  g_clear_pointer (&server, scripted_server_free);
  answer = get (http, url, "/", &error);
  g_assert_error (error, YN_ERROR, YN_ERROR_OFFLINE);
}

/* A proxy in the environment never hears of what is on this machine. */
static void
test_no_proxy_to_loopback (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new (echo, NULL);
  g_autoptr (YnHttp) http = yn_http_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;

  g_setenv ("http_proxy", "http://127.0.0.1:1", TRUE);
  answer = get (http, scripted_server_url (server), "/", &error);
  g_unsetenv ("http_proxy");
  g_assert_no_error (error);
}

/* A certificate that nobody vouches for is no platform's. */
static void
test_tls (void)
{
  g_autofree char *url = NULL;
  g_autoptr (GSubprocess) server = tls_server_new (&url);
  g_autoptr (YnHttp) http = yn_http_new ();
  g_autoptr (GError) error = NULL;
  YnHttpRequest request = { .method = "GET", .url = url, .timeout_ms = 10000 };

  g_assert_null (yn_http_perform (http, &request, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TLS);
  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);
}

static void
test_no_header_injection (void)
{
  static const char *const lines[] = { "If-None-Match: \"a\"\r\nX: y", NULL };
  g_autoptr (ScriptedServer) server = scripted_server_new (echo, NULL);
  g_autoptr (YnHttp) http = yn_http_new ();
  g_autoptr (YnSecret) bearer = yn_secret_new_string ("a\nb");
  g_autoptr (GError) error = NULL;
  YnHttpRequest request = { .method = "GET", .url = scripted_server_url (server), .headers = lines };

  g_assert_null (yn_http_perform (http, &request, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
  g_clear_error (&error);

  request.headers = NULL;
  request.bearer = bearer;
  g_assert_null (yn_http_perform (http, &request, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
  g_assert_cmpuint (scripted_server_requests (server), ==, 0);
}

/* ---- silence, stalls, cancelling: the server holds what it is told to hold until the gate opens ---- */

typedef struct
{
  GMutex lock;
  GCond moved;
  gboolean open;
  guint held; /* how many wait at the gate */
} Gate;

static void
gate_init (Gate *gate)
{
  *gate = (Gate){ 0 };
  g_mutex_init (&gate->lock);
  g_cond_init (&gate->moved);
}

static void
gate_open (Gate *gate)
{
  g_mutex_lock (&gate->lock);
  gate->open = TRUE;
  g_cond_broadcast (&gate->moved);
  g_mutex_unlock (&gate->lock);
}

static void
gate_await_held (Gate *gate, guint held)
{
  g_mutex_lock (&gate->lock);
  while (gate->held < held)
    g_cond_wait (&gate->moved, &gate->lock);
  g_mutex_unlock (&gate->lock);
}

static gboolean
hold (const ScriptedRequest *request, gpointer data)
{
  Gate *gate = data;

  if (g_str_has_prefix (request->target, "/hold"))
    {
      g_mutex_lock (&gate->lock);
      gate->held++;
      g_cond_broadcast (&gate->moved);
      while (!gate->open)
        g_cond_wait (&gate->moved, &gate->lock);
      g_mutex_unlock (&gate->lock);
    }
  scripted_json (request, 200, "{}");
  return FALSE;
}

typedef struct
{
  YnHttp *http;
  char *url;
  YnHttpLane lane;
  guint timeout_ms;
  guint silence_s;
  GCancellable *cancellable;
  GThread *thread;
  GError *error;
  guint status;
  int begun; /* atomic */
} Caller;

static gpointer
call (gpointer data)
{
  Caller *caller = data;
  YnHttpRequest request = { .method = "GET",
                            .url = caller->url,
                            .lane = caller->lane,
                            .timeout_ms = caller->timeout_ms,
                            .silence_s = caller->silence_s };
  g_autoptr (YnHttpAnswer) answer = NULL;

  g_atomic_int_set (&caller->begun, TRUE);
  answer = yn_http_perform (caller->http, &request, caller->cancellable, &caller->error);
  caller->status = answer != NULL ? answer->status : 0;
  return NULL;
}

static void
caller_start (Caller *caller, YnHttp *http, ScriptedServer *server, const char *path, YnHttpLane lane)
{
  *caller = (Caller){ .http = http, .lane = lane, .cancellable = g_cancellable_new () };
  caller->url = g_strconcat (scripted_server_url (server), path, NULL);
  caller->thread = g_thread_new ("caller", call, caller);
}

static void
caller_join (Caller *caller)
{
  g_thread_join (caller->thread);
  g_object_unref (caller->cancellable);
  g_free (caller->url);
}

static void
test_silence (void)
{
  static const struct
  {
    guint timeout_ms, silence_s;
  } cases[] = { { 200, 0 }, { 0, 1 } };
  Gate gate;
  g_autoptr (ScriptedServer) server = NULL;
  g_autoptr (YnHttp) http = yn_http_new ();

  gate_init (&gate);
  server = scripted_server_new (hold, &gate);
  scripted_server_set_parallel (server);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = g_strconcat (scripted_server_url (server), "/hold", NULL);
      g_autoptr (GError) error = NULL;
      YnHttpRequest request = { .method = "GET", .url = url, .timeout_ms = cases[i].timeout_ms,
                                .silence_s = cases[i].silence_s };

      g_assert_null (yn_http_perform (http, &request, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_TIMED_OUT);
    }
  gate_open (&gate);
}

/* Both seats of the large lane are held, and two more wait behind them: the small lane and the person's go
 * on. */
static void
test_lanes (void)
{
  Gate gate;
  g_autoptr (ScriptedServer) server = NULL;
  g_autoptr (YnHttp) http = yn_http_new ();
  Caller large[4];

  gate_init (&gate);
  server = scripted_server_new (hold, &gate);
  scripted_server_set_parallel (server);

  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    caller_start (&large[i], http, server, "/hold", YN_HTTP_LANE_LARGE);
  gate_await_held (&gate, 2);

  for (guint lane = YN_HTTP_LANE_PERSON; lane <= YN_HTTP_LANE_SMALL; lane++)
    {
      g_autofree char *url = g_strconcat (scripted_server_url (server), "/go", NULL);
      g_autoptr (GError) error = NULL;
      YnHttpRequest request = { .method = "GET", .url = url, .lane = lane };
      g_autoptr (YnHttpAnswer) answer = yn_http_perform (http, &request, NULL, &error);

      g_assert_no_error (error);
    }
  g_assert_cmpuint (gate.held, ==, 2); /* the third and fourth of the large lane never left its queue */

  gate_open (&gate);
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      caller_join (&large[i]);
      g_assert_no_error (large[i].error);
      g_assert_cmpuint (large[i].status, ==, 200);
    }
}

/* Cancelled under way and in the queue alike, and the lane has room again. */
static void
test_cancel (void)
{
  Gate gate;
  g_autoptr (ScriptedServer) server = NULL;
  g_autoptr (YnHttp) http = yn_http_new ();
  Caller large[3];
  g_autoptr (GCancellable) early = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  YnHttpRequest request = { .method = "GET" };

  gate_init (&gate);
  server = scripted_server_new (hold, &gate);
  scripted_server_set_parallel (server);
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    caller_start (&large[i], http, server, "/hold", YN_HTTP_LANE_LARGE);
  gate_await_held (&gate, 2);

  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    g_cancellable_cancel (large[i].cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      caller_join (&large[i]);
      g_assert_error (large[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&large[i].error);
    }

  g_cancellable_cancel (early);
  request.url = scripted_server_url (server);
  g_assert_null (yn_http_perform (http, &request, early, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gate_open (&gate);
}

/* Closing the wire ends what is under way and what is queued. */
static void
test_close (void)
{
  Gate gate;
  g_autoptr (ScriptedServer) server = NULL;
  YnHttp *http = yn_http_new ();
  Caller large[3];

  gate_init (&gate);
  server = scripted_server_new (hold, &gate);
  scripted_server_set_parallel (server);
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    caller_start (&large[i], http, server, "/hold", YN_HTTP_LANE_LARGE);
  gate_await_held (&gate, 2);
  for (guint i = 0; i < G_N_ELEMENTS (large); i++) /* nobody may come to a wire that is gone */
    while (!g_atomic_int_get (&large[i].begun))
      g_thread_yield ();

  yn_http_free (http);
  for (guint i = 0; i < G_N_ELEMENTS (large); i++)
    {
      caller_join (&large[i]);
      g_assert_error (large[i].error, YN_ERROR, YN_ERROR_OFFLINE);
      g_clear_error (&large[i].error);
    }
  gate_open (&gate);
}

/* ---- streamed bodies ---- */

#define STREAM_BYTES (3 * 1024 * 1024 + 17)

static gboolean
measure (const ScriptedRequest *request, gpointer data)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, request->body);

  scripted_json (request, 200, "%s", sum);
  return TRUE;
}

static guint8 *
some_bytes (gsize length)
{
  guint8 *bytes = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    bytes[i] = (i * 2654435761u) >> 13;
  return bytes;
}

static void
test_stream (void)
{
  static const gsize lengths[] = { 0, 1, 64 * 1024, 64 * 1024 + 1, STREAM_BYTES };
  g_autoptr (ScriptedServer) server = scripted_server_new (measure, NULL);
  g_autoptr (YnHttp) http = yn_http_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree guint8 *bytes = some_bytes (lengths[i]);
      g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, lengths[i]);
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, lengths[i], NULL);
      YnHttpRequest request = { .method = "PATCH",
                                .url = scripted_server_url (server),
                                .lane = YN_HTTP_LANE_LARGE,
                                .body_stream = stream,
                                .body_length = lengths[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (YnHttpAnswer) answer = yn_http_perform (http, &request, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), sum,
                       strlen (sum));
    }
}

/* The stream ends too early, or fails: the error is the stream's, and the wire goes on. */
static void
test_stream_short (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new (measure, NULL);
  g_autoptr (YnHttp) http = yn_http_new ();
  g_autofree guint8 *bytes = some_bytes (100000);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, 100000, NULL);
  YnHttpRequest request = { .method = "PATCH", .url = scripted_server_url (server), .body_stream = stream,
                            .body_length = 100001 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;

  g_assert_null (yn_http_perform (http, &request, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE);
  g_clear_error (&error);

  g_input_stream_close (stream, NULL, NULL);
  request.body_length = 100000;
  g_assert_null (yn_http_perform (http, &request, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_error (&error);

  request = (YnHttpRequest){ .method = "GET", .url = scripted_server_url (server) };
  answer = yn_http_perform (http, &request, NULL, &error);
  g_assert_no_error (error);
}

/* ---- connections ---- */

static gboolean
close_behind (const ScriptedRequest *request, gpointer data)
{
  scripted_json (request, 200, "{}"); /* says nothing of closing, and closes */
  return FALSE;
}

/* A kept connection is used again for what merely asks; all else begins on one of its own. */
static void
test_connections (void)
{
  static const struct
  {
    const char *method;
    guint connections;
  } cases[] = { { "GET", 1 }, { "GET", 1 }, { "PUT", 2 }, { "POST", 3 }, { "PATCH", 4 } };
  g_autoptr (ScriptedServer) server = scripted_server_new (echo, NULL);
  g_autoptr (ScriptedServer) fickle = scripted_server_new (close_behind, NULL);
  g_autoptr (YnHttp) http = yn_http_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YnHttpRequest request = { .method = cases[i].method, .url = scripted_server_url (server) };
      g_autoptr (GError) error = NULL;
      g_autoptr (YnHttpAnswer) answer = yn_http_perform (http, &request, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (scripted_server_connections (server), ==, cases[i].connections);
    }

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnHttpAnswer) answer = get (http, scripted_server_url (fickle), "/", &error);

      g_assert_no_error (error);
    }
  g_assert_cmpuint (scripted_server_requests (fickle), ==, 5);
}

/* Many callers on few seats, each gets its own answer. */
static gpointer
call_many (gpointer data)
{
  Caller *caller = data;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%p/%u", (void *) caller, i);
      g_autofree char *expected = g_strdup_printf ("GET %s|", path);
      g_autoptr (GError) error = NULL;
      g_autoptr (YnHttpAnswer) answer = get (caller->http, caller->url, path, &error);

      g_assert_no_error (error);
      g_assert_cmpint (strncmp (g_bytes_get_data (answer->body, NULL), expected, strlen (expected)), ==, 0);
    }
  return NULL;
}

static void
test_many (void)
{
  g_autoptr (ScriptedServer) server = scripted_server_new (echo, NULL);
  g_autoptr (YnHttp) http = yn_http_new ();
  Caller callers[12];

  scripted_server_set_parallel (server);
  for (guint i = 0; i < G_N_ELEMENTS (callers); i++)
    {
      callers[i] = (Caller){ .http = http, .url = (char *) scripted_server_url (server) };
      callers[i].thread = g_thread_new ("caller", call_many, &callers[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (callers); i++)
    g_thread_join (callers[i].thread);
  g_assert_cmpuint (scripted_server_requests (server), ==, 20 * G_N_ELEMENTS (callers));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/honest", test_honest);
  g_test_add_func ("/http/head", test_head);
  g_test_add_func ("/http/bad-answers", test_bad_answers);
  g_test_add_func ("/http/no-server", test_no_server);
  g_test_add_func ("/http/no-proxy-to-loopback", test_no_proxy_to_loopback);
  g_test_add_func ("/http/tls", test_tls);
  g_test_add_func ("/http/no-header-injection", test_no_header_injection);
  g_test_add_func ("/http/silence", test_silence);
  g_test_add_func ("/http/lanes", test_lanes);
  g_test_add_func ("/http/cancel", test_cancel);
  g_test_add_func ("/http/close", test_close);
  g_test_add_func ("/http/stream", test_stream);
  g_test_add_func ("/http/stream-short", test_stream_short);
  g_test_add_func ("/http/connections", test_connections);
  g_test_add_func ("/http/many", test_many);
  return g_test_run ();
}
