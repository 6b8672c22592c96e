/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/http-transfer.h"

#include <string.h>

#include "base/http-url.h"
#include "base/tsan.h"

#define DEFAULT_MAX_ANSWER (1024 * 1024)
#define DEFAULT_TIMEOUT_MS 30000
#define DEFAULT_SILENCE_S 20
#define CONNECT_TIMEOUT_MS 10000

void
yn_http_enter (GMutex *lock)
{
  g_mutex_lock (lock);
  taking (lock);
}

void
yn_http_leave (GMutex *lock)
{
  yielding (lock);
  g_mutex_unlock (lock);
}

void
yn_http_wait (GMutex *lock, GCond *cond)
{
  yielding (lock);
  g_cond_wait (cond, lock);
  taking (lock);
}

/* ---- what curl calls, in the wire thread ---- */

static size_t
header_cb (char *line, size_t size, size_t count, void *data)
{
  YnHttpTransfer *transfer = data;

  return yn_http_arriving_header (&transfer->arriving, line, size * count) ? size * count
                                                                           : CURL_WRITEFUNC_ERROR;
}

static size_t
body_cb (char *bytes, size_t size, size_t count, void *data)
{
  YnHttpTransfer *transfer = data;

  return yn_http_arriving_body (&transfer->arriving, bytes, size * count) ? size * count
                                                                          : CURL_WRITEFUNC_ERROR;
}

static size_t
piece_cb (char *into, size_t size, size_t count, void *data)
{
  YnHttpTransfer *transfer = data;
  gsize taken;

  yn_http_enter (transfer->lock);
  taken = MIN (size * count, transfer->piece_length - transfer->piece_taken);
  if (taken > 0)
    memcpy (into, transfer->piece + transfer->piece_taken, taken);
  transfer->piece_taken += taken;

  if (transfer->piece_taken == transfer->piece_length && transfer->unread > 0)
    {
      transfer->wanted = TRUE;
      transfer->starved = taken == 0;
      g_cond_signal (&transfer->moved);
      if (transfer->starved)
        taken = CURL_READFUNC_PAUSE;
    }
  yn_http_leave (transfer->lock);
  return taken;
}

/* ---- what curl is told ---- */

static gboolean
is_one_line (const char *text)
{
  return strpbrk (text, "\r\n") == NULL;
}

static gboolean
append_header (YnHttpTransfer *transfer, const char *line, GError **error)
{
  if (!is_one_line (line))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, "a header of more than one line");
      return FALSE;
    }
  transfer->headers = curl_slist_append (transfer->headers, line);
  return TRUE;
}

static gboolean
append_bearer (YnHttpTransfer *transfer, YnSecret *bearer, GError **error)
{
  g_autofree char *line = g_strconcat ("Authorization: Bearer ", yn_secret_text (bearer), NULL);
  gboolean appended = append_header (transfer, line, error);

  yn_secret_wipe (line, strlen (line));
  return appended;
}

static gboolean
prepare_headers (YnHttpTransfer *transfer, GError **error)
{
  const YnHttpRequest *request = transfer->request;

  /* An empty "Expect:" keeps curl from waiting a second for a 100 that many servers never send. */
  if (!append_header (transfer, "Expect:", error))
    return FALSE;
  if (request->content_type != NULL)
    {
      g_autofree char *line = g_strconcat ("Content-Type: ", request->content_type, NULL);

      if (!append_header (transfer, line, error))
        return FALSE;
    }
  else if (!append_header (transfer, "Content-Type:", error))
    return FALSE;

  for (guint i = 0; request->headers != NULL && request->headers[i] != NULL; i++)
    if (!append_header (transfer, request->headers[i], error))
      return FALSE;
  if (request->bearer != NULL && !append_bearer (transfer, request->bearer, error))
    return FALSE;

  curl_easy_setopt (transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
  return TRUE;
}

/* curl quietly sends a request once more when a kept connection dies under it. A token may be redeemed once,
 * a piece appended once, and the tries of a filing are the courier's to count: only what merely asks goes
 * over a kept connection. */
static gboolean
may_be_repeated (const YnHttpRequest *request)
{
  return strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0;
}

static void
prepare_body (YnHttpTransfer *transfer)
{
  const YnHttpRequest *request = transfer->request;
  CURL *easy = transfer->easy;

  if (request->body_stream != NULL)
    {
      transfer->piece = g_malloc (YN_HTTP_PIECE_BYTES);
      transfer->unread = request->body_length;
      curl_easy_setopt (easy, CURLOPT_UPLOAD, 1L);
      curl_easy_setopt (easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t) request->body_length);
      curl_easy_setopt (easy, CURLOPT_READFUNCTION, piece_cb);
      curl_easy_setopt (easy, CURLOPT_READDATA, transfer);
    }
  else if (request->body != NULL || strcmp (request->method, "POST") == 0
           || strcmp (request->method, "PUT") == 0)
    {
      gsize length = 0;
      const void *bytes = request->body != NULL ? g_bytes_get_data (request->body, &length) : NULL;

      curl_easy_setopt (easy, CURLOPT_POST, 1L);
      curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) length);
      curl_easy_setopt (easy, CURLOPT_POSTFIELDS, bytes != NULL ? bytes : "");
    }
  else if (strcmp (request->method, "HEAD") == 0)
    {
      curl_easy_setopt (easy, CURLOPT_NOBODY, 1L);
      return; /* CUSTOMREQUEST would make curl wait for a body */
    }
  curl_easy_setopt (easy, CURLOPT_CUSTOMREQUEST, request->method);
}

static gboolean
prepare (YnHttpTransfer *transfer, GError **error)
{
  const YnHttpRequest *request = transfer->request;
  gboolean loopback;
  g_autofree char *url = NULL;
  CURL *easy;

  if (request->signed_answer && request->bearer == NULL)
    url = yn_http_url_check_plain (request->url, &loopback, error);
  else
    url = yn_http_url_check (request->url, &loopback, error);
  if (url == NULL)
    return FALSE;

  easy = transfer->easy = curl_easy_init ();
  curl_easy_setopt (easy, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt (easy, CURLOPT_URL, url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION,
                    (long)CURL_HTTP_VERSION_1_1); /* a connection each: a stall is its own */
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT,
                    1L); /* a name that is still being looked up never holds the wire */
  curl_easy_setopt (easy, CURLOPT_USERAGENT, "yinuo/0.1");
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, transfer->message);
  curl_easy_setopt (easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  if (loopback)
    curl_easy_setopt (easy, CURLOPT_PROXY, "");
  if (!may_be_repeated (request))
    curl_easy_setopt (easy, CURLOPT_FRESH_CONNECT, 1L);

  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS, (long) CONNECT_TIMEOUT_MS);
  curl_easy_setopt (easy, CURLOPT_TIMEOUT_MS,
                    (long) (request->timeout_ms != 0 ? request->timeout_ms : DEFAULT_TIMEOUT_MS));
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt (easy, CURLOPT_LOW_SPEED_TIME,
                    (long) (request->silence_s != 0 ? request->silence_s : DEFAULT_SILENCE_S));

  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, header_cb);
  curl_easy_setopt (easy, CURLOPT_HEADERDATA, transfer);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, body_cb);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, transfer);

  prepare_body (transfer);
  return prepare_headers (transfer, error);
}

/* ---- beginning and end ---- */

YnHttpTransfer *
yn_http_transfer_new (const YnHttpRequest *request, CURLM *multi, GMutex *lock, GError **error)
{
  g_autoptr (YnHttpTransfer) transfer = g_new0 (YnHttpTransfer, 1);
  gsize max = request->max_answer != 0 ? request->max_answer : DEFAULT_MAX_ANSWER;

  transfer->request = request;
  transfer->multi = multi;
  transfer->lock = lock;
  g_cond_init (&transfer->moved);
  yn_http_arriving_init (&transfer->arriving, max, strcmp (request->method, "HEAD") == 0);
  return prepare (transfer, error) ? g_steal_pointer (&transfer) : NULL;
}

void
yn_http_transfer_free (YnHttpTransfer *transfer)
{
  g_clear_pointer (&transfer->easy, curl_easy_cleanup);
  for (struct curl_slist *header = transfer->headers; header != NULL; header = header->next)
    yn_secret_wipe (header->data, strlen (header->data)); /* one of them bears the token */
  curl_slist_free_all (transfer->headers);
  yn_http_arriving_clear (&transfer->arriving);
  g_cond_clear (&transfer->moved);
  g_free (transfer->piece);
  g_free (transfer);
}

YnError
yn_http_transfer_error (YnHttpTransfer *transfer)
{
  curl_off_t connected = 0;

  switch ((int) transfer->result)
    {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY:
      return YN_ERROR_OFFLINE;

    case CURLE_OPERATION_TIMEDOUT:
      curl_easy_getinfo (transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &connected);
      return connected == 0 ? YN_ERROR_OFFLINE : YN_ERROR_TIMED_OUT;

    case CURLE_GOT_NOTHING:
      return YN_ERROR_NO_ANSWER;

    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
      return transfer->arriving.status == 0 ? YN_ERROR_NO_ANSWER : YN_ERROR_CUT;

    case CURLE_PARTIAL_FILE:
    case CURLE_BAD_CONTENT_ENCODING:
      return YN_ERROR_CUT;

    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
      return YN_ERROR_TLS;

    case CURLE_UNSUPPORTED_PROTOCOL: /* "HTTP/0.9": an answer without a status line */
    case CURLE_WEIRD_SERVER_REPLY:
      return YN_ERROR_NONSENSE;

    default:
      return YN_ERROR_FAILED;
    }
}
