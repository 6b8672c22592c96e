/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What of the wire needs no wire: addresses, an answer as it arrives, Retry-After. */
#include "base/error.h"
#include "base/http-answer.h"
#include "base/http-url.h"

#include <string.h>

static void
test_url (void)
{
  static const struct
  {
    const char *url;
    const char *given_to_curl; /* NULL: refused */
    int code;
  } cases[] = {
    { "http://127.0.0.1:40123/api", "http://127.0.0.1:40123/api", 0 },
    { "http://127.8.8.8/", "http://127.8.8.8/", 0 },
    { "http://[::1]:80/x", "http://[::1]/x", 0 },
    { "http://localhost:1/x", "http://localhost:1/x", 0 },
    { "HTTPS://Example.org/a?b=%2F#piece", "https://Example.org/a?b=%2F", 0 },
    { "http://example.org/", NULL, YN_ERROR_TLS },
    { "http://127.0.0.1.example.org/", NULL, YN_ERROR_TLS },
    { "http://127.1/", NULL, YN_ERROR_TLS },
    { "http://10.0.0.1/", NULL, YN_ERROR_TLS },
    { "http://user@127.0.0.1/", NULL, YN_ERROR_NONSENSE },
    { "http://127.0.0.1\\@example.org/", NULL, YN_ERROR_NONSENSE },
    { "http://127.0.0.1/a b", NULL, YN_ERROR_NONSENSE },
    { "http://127.0.0.1/a\r\nHost: b", NULL, YN_ERROR_NONSENSE },
    { "https:///path", NULL, YN_ERROR_NONSENSE },
    { "ftp://example.org/", NULL, YN_ERROR_NONSENSE },
    { "file:///etc/passwd", NULL, YN_ERROR_NONSENSE },
    { "example.org", NULL, YN_ERROR_NONSENSE },
    { "", NULL, YN_ERROR_NONSENSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean loopback;
      g_autofree char *url = yn_http_url_check (cases[i].url, &loopback, &error);

      g_test_message ("%s", cases[i].url);
      g_assert_cmpstr (url, ==, cases[i].given_to_curl);
      if (url == NULL)
        g_assert_error (error, YN_ERROR, cases[i].code);
      else
        g_assert_no_error (error);
    }
}

/* RFC 3986 §5.4, the examples that stay URLs. */
static void
test_resolve (void)
{
  static const struct
  {
    const char *reference, *resolved;
  } cases[] = {
    { "g", "http://127.0.0.1/b/c/g" },
    { "./g", "http://127.0.0.1/b/c/g" },
    { "g/", "http://127.0.0.1/b/c/g/" },
    { "/g", "http://127.0.0.1/g" },
    { "?y", "http://127.0.0.1/b/c/d;p?y" },
    { "g?y", "http://127.0.0.1/b/c/g?y" },
    { "../g", "http://127.0.0.1/b/g" },
    { "../../../g", "http://127.0.0.1/g" },
    { "//example.org/g", "http://example.org/g" },
    { "https://example.org/g", "https://example.org/g" },
    { "javascript:alert(1)", NULL },
    { "a b", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *resolved = yn_http_resolve ("http://127.0.0.1/b/c/d;p?q", cases[i].reference);

      g_assert_cmpstr (resolved, ==, cases[i].resolved);
    }
}

static void
test_same_origin (void)
{
  g_assert_true (yn_http_same_origin ("https://a.example/x", "https://A.example:443/y"));
  g_assert_true (yn_http_same_origin ("http://127.0.0.1:8/x", "http://127.0.0.1:8"));
  g_assert_false (yn_http_same_origin ("https://a.example", "http://a.example"));
  g_assert_false (yn_http_same_origin ("https://a.example", "https://a.example:444"));
  g_assert_false (yn_http_same_origin ("https://a.example", "https://b.example"));
  g_assert_false (yn_http_same_origin ("https://a.example", "https://a.example@b.example"));
  g_assert_false (yn_http_same_origin (NULL, NULL));
}

static void
test_arriving (void)
{
  static const struct
  {
    const char *lines;
    int code; /* -1: accepted */
    guint status;
  } cases[] = {
    { "HTTP/1.1 200 OK\r\n|Content-Length: 5\r\n|\r\n", -1, 200 },
    { "HTTP/1.1 100 Continue\r\n|\r\n|HTTP/1.1 201 Created\r\n|\r\n", -1, 201 },
    { "HTTP/1.1 304 Not Modified\r\n|Content-Length: 5000\r\n|\r\n", -1, 304 },
    { "HTTP/1.1 302 Found\r\n|Location: http://127.0.0.1/\r\n|\r\n", YN_ERROR_REDIRECTED, 302 },
    { "HTTP/1.1 200 OK\r\n|Content-Length: 11\r\n|\r\n", YN_ERROR_TOO_LARGE, 200 },
    { "HTTP/1.1 200 OK\r\n|no colon\r\n|\r\n", YN_ERROR_NONSENSE, 200 },
    { "HTTP/1.1 200 OK\r\n|: nameless\r\n|\r\n", YN_ERROR_NONSENSE, 200 },
    { "HTTP/1.1 200 OK\r\n|A: b\r\n| folded\r\n|\r\n", YN_ERROR_NONSENSE, 200 },
    { "HTTP/1.1 OK\r\n|\r\n", YN_ERROR_NONSENSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) lines = g_strsplit (cases[i].lines, "|", -1);
      YnHttpArriving arriving;

      yn_http_arriving_init (&arriving, 10, FALSE);
      for (guint n = 0; lines[n] != NULL; n++)
        if (!yn_http_arriving_header (&arriving, lines[n], strlen (lines[n])))
          break;
      g_assert_cmpuint (arriving.status, ==, cases[i].status);
      if (cases[i].code < 0)
        g_assert_no_error (arriving.error);
      else
        g_assert_error (arriving.error, YN_ERROR, cases[i].code);
      yn_http_arriving_clear (&arriving);
    }
}

static void
test_arriving_bounds (void)
{
  YnHttpArriving arriving;
  char byte = 'x';
  guint accepted = 0;

  yn_http_arriving_init (&arriving, 10, FALSE);
  while (accepted < 1000 && yn_http_arriving_body (&arriving, &byte, 1))
    accepted++;
  g_assert_cmpuint (accepted, ==, 10);
  g_assert_error (arriving.error, YN_ERROR, YN_ERROR_TOO_LARGE);
  yn_http_arriving_clear (&arriving);

  yn_http_arriving_init (&arriving, 10, FALSE);
  for (accepted = 0; accepted < 1000 && yn_http_arriving_header (&arriving, "A: b\r\n", 6);)
    accepted++;
  g_assert_cmpuint (accepted, ==, YN_HTTP_MAX_HEADERS);
  g_assert_error (arriving.error, YN_ERROR, YN_ERROR_TOO_LARGE);
  yn_http_arriving_clear (&arriving);
}

static void
test_headers (void)
{
  static const char *const lines[] = {
    "HTTP/1.1 200 OK\r\n",   "ETag: \"a\"\r\n",       "X-One: first\r\n",
    "x-ONE:  second \t\r\n", "X-Bytes: \xff\xfe\r\n", "\r\n",
  };
  YnHttpArriving arriving;
  g_autoptr (YnHttpAnswer) answer = NULL;

  yn_http_arriving_init (&arriving, 10, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_true (yn_http_arriving_header (&arriving, lines[i], strlen (lines[i])));
  g_assert_true (arriving.headers_end);

  answer = yn_http_arriving_finish (&arriving);
  g_assert_cmpstr (yn_http_header (answer, "etag"), ==, "\"a\"");
  g_assert_cmpstr (yn_http_header (answer, "x-one"), ==, "second");
  g_assert_true (g_utf8_validate (yn_http_header (answer, "x-bytes"), -1, NULL));
  g_assert_null (yn_http_header (answer, "x-two"));
  yn_http_arriving_clear (&arriving);
}

static void
test_retry_after (void)
{
  static const struct
  {
    const char *value, *date;
    int seconds;
  } cases[] = {
    { NULL, NULL, -1 },
    { "0", NULL, 0 },
    { "120", NULL, 120 },
    { "99999999999999999999", NULL, 86400 },
    { "-5", NULL, -1 },
    { "soon", NULL, -1 },
    { "", NULL, -1 },
    /* the three forms of one date, RFC 9110 §5.6.7 */
    { "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:30 GMT", 7 },
    { "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:30 GMT", 7 },
    { "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:30 GMT", 7 },
    { "Sun, 06 Nov 1994 08:49:37 GMT", NULL, 0 },
    { "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:50:00 GMT", 0 },
    { "Sun, 36 Nov 1994 08:49:37 GMT", NULL, -1 },
    { "Sun, 06 Nob 1994 08:49:37 GMT", NULL, -1 },
    { "Fri, 01 Jan 2999 00:00:00 GMT", NULL, 86400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
      YnHttpAnswer answer = { .headers = headers };

      if (cases[i].value != NULL)
        g_hash_table_insert (headers, (char *) "retry-after", (char *) cases[i].value);
      if (cases[i].date != NULL)
        g_hash_table_insert (headers, (char *) "date", (char *) cases[i].date);
      g_assert_cmpint (yn_http_retry_after (&answer), ==, cases[i].seconds);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/url", test_url);
  g_test_add_func ("/http/resolve", test_resolve);
  g_test_add_func ("/http/same-origin", test_same_origin);
  g_test_add_func ("/http/arriving", test_arriving);
  g_test_add_func ("/http/arriving-bounds", test_arriving_bounds);
  g_test_add_func ("/http/headers", test_headers);
  g_test_add_func ("/http/retry-after", test_retry_after);
  return g_test_run ();
}
