/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Who owns what, when: the caller of yn_http_perform() makes its Transfer and queues it in a lane. From then until the
 * state is ENDED the wire thread alone touches the curl handle and what arrives; the caller waits, and meanwhile reads
 * the body's stream a piece at a time, so that a slow file stalls nobody but itself. What both touch stands under the
 * lock. curl is never called with the lock held, but for curl_multi_wakeup(), which is made for it. */

#include "base/http.h"

#include <curl/curl.h>
#include <string.h>

#include "base/error.h"
#include "base/tsan.h"

#define DEFAULT_MAX_ANSWER (1024 * 1024)
#define DEFAULT_TIMEOUT_MS 30000
#define DEFAULT_SILENCE_S 20
#define CONNECT_TIMEOUT_MS 10000
#define POLL_MS 60000
#define PIECE_BYTES (64 * 1024)
#define N_LANES (YN_HTTP_LANE_LARGE + 1)

/* How many of a lane are under way at once; the others of that lane wait their turn. */
static const guint lane_width[N_LANES] = {
  [YN_HTTP_LANE_PERSON] = 4,
  [YN_HTTP_LANE_SMALL] = 4,
  [YN_HTTP_LANE_LARGE] = 2,
};

struct _YnHttp
{
  GThread *thread;
  CURLM *multi;
  GPtrArray *under_way; /* of Transfer, borrowed; the wire thread's alone */

  GMutex lock;
  GCond idle;           /* callers fell to 0 */
  guint callers;
  gboolean closing;
  GQueue lanes[N_LANES];
  guint busy[N_LANES];
};

typedef enum
{
  QUEUED,
  UNDER_WAY,
  ENDED,
} State;

typedef struct
{
  YnHttp *http;
  const YnHttpRequest *request;

  CURL *easy;
  struct curl_slist *headers;
  char message[CURL_ERROR_SIZE];
  YnHttpArriving arriving;
  CURLcode result;

  /* under the lock */
  GCond moved;
  State state;
  gboolean stopped;      /* cancelled, or its body could not be read */
  guint8 *piece;         /* of a streamed body: on its way from the caller to curl */
  gsize piece_length;
  gsize piece_taken;
  guint64 unread;        /* of the stream */
  gboolean wanted;       /* curl took the last piece and wants another */
  gboolean starved;      /* curl was told to pause until there is one */
} Transfer;

static void
enter (YnHttp *http)
{
  g_mutex_lock (&http->lock);
  taking (&http->lock);
}

static void
leave (YnHttp *http)
{
  yielding (&http->lock);
  g_mutex_unlock (&http->lock);
}

static void
wait_for (YnHttp *http, GCond *cond)
{
  yielding (&http->lock);
  g_cond_wait (cond, &http->lock);
  taking (&http->lock);
}

/* ---- what curl calls, in the wire thread ---- */

static size_t
header_cb (char *line, size_t size, size_t count, void *data)
{
  Transfer *transfer = data;

  return yn_http_arriving_header (&transfer->arriving, line, size * count) ? size * count : CURL_WRITEFUNC_ERROR;
}

static size_t
body_cb (char *bytes, size_t size, size_t count, void *data)
{
  Transfer *transfer = data;

  return yn_http_arriving_body (&transfer->arriving, bytes, size * count) ? size * count : CURL_WRITEFUNC_ERROR;
}

static size_t
piece_cb (char *into, size_t size, size_t count, void *data)
{
  Transfer *transfer = data;
  gsize taken;

  enter (transfer->http);
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
  leave (transfer->http);
  return taken;
}

/* ---- the wire thread ---- */

static void
end (Transfer *transfer, CURLcode result)
{
  YnHttp *http = transfer->http;

  if (g_ptr_array_remove_fast (http->under_way, transfer))
    curl_multi_remove_handle (http->multi, transfer->easy);

  enter (http);
  if (transfer->state == UNDER_WAY)
    http->busy[transfer->request->lane]--;
  transfer->result = result;
  transfer->state = ENDED; /* from here on it is the caller's again, who may free it as soon as the lock is free */
  g_cond_signal (&transfer->moved);
  leave (http);
}

/* The next transfer of any lane that has room, UNDER_WAY from now; NULL: none. */
static Transfer *
next_queued (YnHttp *http)
{
  Transfer *transfer = NULL;

  enter (http);
  for (guint lane = 0; lane < N_LANES && transfer == NULL; lane++)
    if (http->busy[lane] < lane_width[lane] && (transfer = g_queue_pop_head (&http->lanes[lane])) != NULL)
      {
        transfer->state = UNDER_WAY;
        http->busy[lane]++;
      }
  leave (http);
  return transfer;
}

/* One that is to end before its time: stopped by its caller, or everything when the wire closes. */
static Transfer *
next_stopped (YnHttp *http)
{
  Transfer *found = NULL;

  enter (http);
  for (guint i = 0; i < http->under_way->len && found == NULL; i++)
    {
      Transfer *transfer = g_ptr_array_index (http->under_way, i);

      if (transfer->stopped || http->closing)
        found = transfer;
    }
  for (guint lane = 0; lane < N_LANES; lane++)
    for (GList *link = http->lanes[lane].head; link != NULL && found == NULL; link = link->next)
      if (((Transfer *) link->data)->stopped || http->closing)
        found = link->data;
  if (found != NULL && found->state == QUEUED)
    g_queue_remove (&http->lanes[found->request->lane], found);
  leave (http);
  return found;
}

/* One whose caller has brought the piece that it waits for. */
static Transfer *
next_fed (YnHttp *http)
{
  Transfer *found = NULL;

  enter (http);
  for (guint i = 0; i < http->under_way->len && found == NULL; i++)
    {
      Transfer *transfer = g_ptr_array_index (http->under_way, i);

      if (transfer->starved && transfer->piece_taken < transfer->piece_length)
        {
          transfer->starved = FALSE;
          found = transfer;
        }
    }
  leave (http);
  return found;
}

static gboolean
is_closing (YnHttp *http)
{
  gboolean closing;

  enter (http);
  closing = http->closing;
  leave (http);
  return closing;
}

static void
look_at_callers (YnHttp *http)
{
  Transfer *transfer;

  while ((transfer = next_stopped (http)) != NULL)
    end (transfer, CURLE_ABORTED_BY_CALLBACK);
  while ((transfer = next_fed (http)) != NULL)
    curl_easy_pause (transfer->easy, CURLPAUSE_CONT);
  while ((transfer = next_queued (http)) != NULL)
    {
      g_ptr_array_add (http->under_way, transfer);
      curl_multi_add_handle (http->multi, transfer->easy);
    }
}

static gboolean
collect_ended (YnHttp *http)
{
  gboolean any = FALSE;
  CURLMsg *message;
  int left;

  while ((message = curl_multi_info_read (http->multi, &left)) != NULL)
    {
      char *transfer = NULL;

      if (message->msg != CURLMSG_DONE)
        continue;
      curl_easy_getinfo (message->easy_handle, CURLINFO_PRIVATE, &transfer);
      end ((Transfer *) transfer, message->data.result);
      any = TRUE;
    }
  return any;
}

static gpointer
wire_thread (gpointer data)
{
  YnHttp *http = data;
  int running;

  for (;;)
    {
      gboolean closing = is_closing (http);

      look_at_callers (http);
      if (closing)
        return NULL; /* that look ended every one of them, and carry() takes no more */
      curl_multi_perform (http->multi, &running);
      if (!collect_ended (http)) /* else a lane has room again: look at once */
        curl_multi_poll (http->multi, NULL, 0, POLL_MS, NULL);
    }
}

/* ---- the caller's thread ---- */

static gboolean
is_one_line (const char *text)
{
  return strpbrk (text, "\r\n") == NULL;
}

static gboolean
append_header (Transfer *transfer, const char *line, GError **error)
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
append_bearer (Transfer *transfer, YnSecret *bearer, GError **error)
{
  g_autofree char *line = g_strconcat ("Authorization: Bearer ", yn_secret_text (bearer), NULL);
  gboolean appended = append_header (transfer, line, error);

  yn_secret_wipe (line, strlen (line));
  return appended;
}

static gboolean
prepare_headers (Transfer *transfer, GError **error)
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

/* curl quietly sends a request once more when a kept connection dies under it. A token may be redeemed once, a piece
 * appended once, and the tries of a filing are the courier's to count: only what merely asks goes over a kept connection. */
static gboolean
may_be_repeated (const YnHttpRequest *request)
{
  return strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0;
}

static void
prepare_body (Transfer *transfer)
{
  const YnHttpRequest *request = transfer->request;
  CURL *easy = transfer->easy;

  if (request->body_stream != NULL)
    {
      transfer->piece = g_malloc (PIECE_BYTES);
      transfer->unread = request->body_length;
      curl_easy_setopt (easy, CURLOPT_UPLOAD, 1L);
      curl_easy_setopt (easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t) request->body_length);
      curl_easy_setopt (easy, CURLOPT_READFUNCTION, piece_cb);
      curl_easy_setopt (easy, CURLOPT_READDATA, transfer);
    }
  else if (request->body != NULL || strcmp (request->method, "POST") == 0 || strcmp (request->method, "PUT") == 0)
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
prepare (Transfer *transfer, GError **error)
{
  const YnHttpRequest *request = transfer->request;
  gboolean loopback;
  g_autofree char *url = yn_http_url_check (request->url, &loopback, error);
  CURL *easy;

  if (url == NULL)
    return FALSE;

  easy = transfer->easy = curl_easy_init ();
  curl_easy_setopt (easy, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt (easy, CURLOPT_URL, url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1); /* a connection each: a stall is its own */
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L); /* a name that is still being looked up never holds the wire */
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

static Transfer *
transfer_new (YnHttp *http, const YnHttpRequest *request)
{
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->http = http;
  transfer->request = request;
  g_cond_init (&transfer->moved);
  yn_http_arriving_init (&transfer->arriving, request->max_answer != 0 ? request->max_answer : DEFAULT_MAX_ANSWER,
                         strcmp (request->method, "HEAD") == 0);
  return transfer;
}

static void
transfer_free (Transfer *transfer)
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Transfer, transfer_free)

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Transfer *transfer = data;

  enter (transfer->http);
  transfer->stopped = TRUE;
  leave (transfer->http);
  curl_multi_wakeup (transfer->http->multi);
}

/* The lock is held, and let go while the stream is read. */
static void
feed (Transfer *transfer, GCancellable *cancellable, GError **error)
{
  YnHttp *http = transfer->http;
  gsize most = MIN (transfer->unread, PIECE_BYTES);
  gssize got;

  leave (http);
  got = g_input_stream_read (transfer->request->body_stream, transfer->piece, most, cancellable, error);
  if (got == 0)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "the body ends before its length");
  enter (http);

  transfer->wanted = FALSE; /* only now: until here curl may have asked again for this same piece */
  if (got > 0)
    {
      transfer->piece_taken = 0;
      transfer->piece_length = got;
      transfer->unread -= got;
    }
  else
    transfer->stopped = TRUE;
  curl_multi_wakeup (http->multi);
}

/* Queues and waits for the end. FALSE: the body could not be read. */
static gboolean
carry (Transfer *transfer, GCancellable *cancellable, GError **error)
{
  YnHttp *http = transfer->http;
  g_autoptr (GError) unreadable = NULL;
  gulong handler = 0;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), transfer, NULL);

  enter (http);
  if (http->closing)
    {
      transfer->result = CURLE_ABORTED_BY_CALLBACK;
      transfer->state = ENDED;
    }
  else
    g_queue_push_tail (&http->lanes[transfer->request->lane], transfer);
  curl_multi_wakeup (http->multi);
  while (transfer->state != ENDED)
    if (transfer->wanted && unreadable == NULL)
      feed (transfer, cancellable, &unreadable);
    else
      wait_for (http, &transfer->moved);
  leave (http);

  g_cancellable_disconnect (cancellable, handler);
  if (unreadable == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&unreadable));
  return FALSE;
}

static YnError
error_of (Transfer *transfer)
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

static YnHttpAnswer *
outcome (Transfer *transfer, gboolean closing, GCancellable *cancellable, GError **error)
{
  YnHttpArriving *arriving = &transfer->arriving;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (arriving->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&arriving->error));
      return NULL;
    }
  if (transfer->result == CURLE_ABORTED_BY_CALLBACK && closing)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_OFFLINE, "the wire is being closed");
      return NULL;
    }
  if (transfer->result != CURLE_OK)
    {
      g_set_error (error, YN_ERROR, error_of (transfer), "%s (curl %d)",
                   *transfer->message != '\0' ? transfer->message : curl_easy_strerror (transfer->result),
                   (int) transfer->result);
      return NULL;
    }
  if (!arriving->headers_end || arriving->status < 200) /* a line that goes dead among the headers is no error to curl */
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_CUT, "the answer ends among its headers");
      return NULL;
    }
  return yn_http_arriving_finish (arriving);
}

static void
note (const YnHttpRequest *request, const YnHttpAnswer *answer, const GError *failure)
{
  g_autoptr (GUri) uri = yn_http_url_parse (request->url);

  g_debug ("%s %s: %u %s", request->method, uri != NULL ? g_uri_get_host (uri) : "-", answer != NULL ? answer->status : 0,
           failure != NULL ? yn_error_nick_of (failure) : "");
}

YnHttpAnswer *
yn_http_perform (YnHttp *http, const YnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (Transfer) transfer = transfer_new (http, request);
  g_autoptr (GError) failure = NULL;
  YnHttpAnswer *answer = NULL;

  if (!prepare (transfer, error))
    return NULL;

  enter (http);
  http->callers++;
  leave (http);

  if (carry (transfer, cancellable, &failure))
    answer = outcome (transfer, is_closing (http), cancellable, &failure);

  enter (http);
  if (--http->callers == 0)
    g_cond_signal (&http->idle);
  leave (http);

  note (request, answer, failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return answer;
}

/* ---- the wire itself ---- */

YnHttp *
yn_http_new (void)
{
  static gsize once;
  YnHttp *http = g_new0 (YnHttp, 1);

  if (g_once_init_enter (&once))
    {
      curl_global_init (CURL_GLOBAL_DEFAULT);
      g_once_init_leave (&once, 1);
    }

  http->multi = curl_multi_init ();
  http->under_way = g_ptr_array_new ();
  g_mutex_init (&http->lock);
  g_cond_init (&http->idle);
  for (guint lane = 0; lane < N_LANES; lane++)
    g_queue_init (&http->lanes[lane]);
  http->thread = g_thread_new ("wire", wire_thread, http);
  return http;
}

void
yn_http_free (YnHttp *http)
{
  if (http == NULL)
    return;

  enter (http);
  http->closing = TRUE;
  curl_multi_wakeup (http->multi);
  while (http->callers > 0)
    wait_for (http, &http->idle);
  leave (http);

  g_thread_join (http->thread);
  curl_multi_cleanup (http->multi);
  g_ptr_array_unref (http->under_way);
  g_cond_clear (&http->idle);
  g_mutex_clear (&http->lock);
  g_free (http);
}
