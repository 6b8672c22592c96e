/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Who owns what, when: the caller of yn_http_perform() makes its YnHttpTransfer and queues it in a lane. From
 * then until the state is YN_HTTP_ENDED the wire thread alone touches the curl handle and what arrives; the
 * caller waits, and meanwhile reads the body's stream a piece at a time, so that a slow file stalls nobody
 * but itself. What both touch stands under the lock. curl is never called with the lock held, but for
 * curl_multi_wakeup(), which is made for it. */

#include "base/http.h"

#include "base/error.h"
#include "base/http-transfer.h"
#include "base/tsan.h"

#define POLL_MS 60000
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
  GPtrArray *under_way; /* of YnHttpTransfer, borrowed; the wire thread's alone */

  GMutex lock;
  GCond idle;           /* callers fell to 0 */
  guint callers;
  gboolean closing;
  GQueue lanes[N_LANES];
  guint busy[N_LANES];
};

/* ---- the wire thread ---- */

static void
end (YnHttp *http, YnHttpTransfer *transfer, CURLcode result)
{
  if (g_ptr_array_remove_fast (http->under_way, transfer))
    curl_multi_remove_handle (http->multi, transfer->easy);

  yn_http_enter (&http->lock);
  if (transfer->state == YN_HTTP_UNDER_WAY)
    http->busy[transfer->request->lane]--;
  transfer->result = result;
  transfer->state =
      YN_HTTP_ENDED; /* from here on it is the caller's again, who may free it as soon as the lock is free */
  g_cond_signal (&transfer->moved);
  yn_http_leave (&http->lock);
}

/* The next transfer of any lane that has room, YN_HTTP_UNDER_WAY from now; NULL: none. */
static YnHttpTransfer *
next_queued (YnHttp *http)
{
  YnHttpTransfer *transfer = NULL;

  yn_http_enter (&http->lock);
  for (guint lane = 0; lane < N_LANES && transfer == NULL; lane++)
    if (http->busy[lane] < lane_width[lane] && (transfer = g_queue_pop_head (&http->lanes[lane])) != NULL)
      {
        transfer->state = YN_HTTP_UNDER_WAY;
        http->busy[lane]++;
      }
  yn_http_leave (&http->lock);
  return transfer;
}

/* One that is to end before its time: stopped by its caller, or everything when the wire closes. */
static YnHttpTransfer *
next_stopped (YnHttp *http)
{
  YnHttpTransfer *found = NULL;

  yn_http_enter (&http->lock);
  for (guint i = 0; i < http->under_way->len && found == NULL; i++)
    {
      YnHttpTransfer *transfer = g_ptr_array_index (http->under_way, i);

      if (transfer->stopped || http->closing)
        found = transfer;
    }
  for (guint lane = 0; lane < N_LANES; lane++)
    for (GList *link = http->lanes[lane].head; link != NULL && found == NULL; link = link->next)
      if (((YnHttpTransfer *) link->data)->stopped || http->closing)
        found = link->data;
  if (found != NULL && found->state == YN_HTTP_QUEUED)
    g_queue_remove (&http->lanes[found->request->lane], found);
  yn_http_leave (&http->lock);
  return found;
}

/* One whose caller has brought the piece that it waits for. */
static YnHttpTransfer *
next_fed (YnHttp *http)
{
  YnHttpTransfer *found = NULL;

  yn_http_enter (&http->lock);
  for (guint i = 0; i < http->under_way->len && found == NULL; i++)
    {
      YnHttpTransfer *transfer = g_ptr_array_index (http->under_way, i);

      if (transfer->starved && transfer->piece_taken < transfer->piece_length)
        {
          transfer->starved = FALSE;
          found = transfer;
        }
    }
  yn_http_leave (&http->lock);
  return found;
}

static gboolean
is_closing (YnHttp *http)
{
  gboolean closing;

  yn_http_enter (&http->lock);
  closing = http->closing;
  yn_http_leave (&http->lock);
  return closing;
}

static void
look_at_callers (YnHttp *http)
{
  YnHttpTransfer *transfer;

  while ((transfer = next_stopped (http)) != NULL)
    end (http, transfer, CURLE_ABORTED_BY_CALLBACK);
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
      end (http, (YnHttpTransfer *) transfer, message->data.result);
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

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  YnHttpTransfer *transfer = data;

  taking (transfer);
  yn_http_enter (transfer->lock);
  transfer->stopped = TRUE;
  yn_http_leave (transfer->lock);
  curl_multi_wakeup (transfer->multi);
}

/* The lock is held, and let go while the stream is read. */
static void
feed (YnHttp *http, YnHttpTransfer *transfer, GCancellable *cancellable, GError **error)
{
  gsize most = MIN (transfer->unread, YN_HTTP_PIECE_BYTES);
  gssize got;

  yn_http_leave (&http->lock);
  got = g_input_stream_read (transfer->request->body_stream, transfer->piece, most, cancellable, error);
  if (got == 0)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "the body ends before its length");
  yn_http_enter (&http->lock);

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
carry (YnHttp *http, YnHttpTransfer *transfer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) unreadable = NULL;
  gulong handler = 0;

  yielding (transfer);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), transfer, NULL);

  yn_http_enter (&http->lock);
  if (http->closing)
    {
      transfer->result = CURLE_ABORTED_BY_CALLBACK;
      transfer->state = YN_HTTP_ENDED;
    }
  else
    g_queue_push_tail (&http->lanes[transfer->request->lane], transfer);
  curl_multi_wakeup (http->multi);
  while (transfer->state != YN_HTTP_ENDED)
    if (transfer->wanted && unreadable == NULL)
      feed (http, transfer, cancellable, &unreadable);
    else
      yn_http_wait (&http->lock, &transfer->moved);
  yn_http_leave (&http->lock);

  g_cancellable_disconnect (cancellable, handler);
  if (unreadable == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&unreadable));
  return FALSE;
}

static YnHttpAnswer *
outcome (YnHttpTransfer *transfer, gboolean closing, GCancellable *cancellable, GError **error)
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
      g_set_error (error, YN_ERROR, yn_http_transfer_error (transfer), "%s (curl %d)",
                   *transfer->message != '\0' ? transfer->message : curl_easy_strerror (transfer->result),
                   (int) transfer->result);
      return NULL;
    }
  if (!arriving->headers_end
      || arriving->status < 200) /* a line that goes dead among the headers is no error to curl */
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

  g_debug ("%s %s: %u %s", request->method, uri != NULL ? g_uri_get_host (uri) : "-",
           answer != NULL ? answer->status : 0, failure != NULL ? yn_error_nick_of (failure) : "");
}

YnHttpAnswer *
yn_http_perform (YnHttp *http, const YnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnHttpTransfer) transfer = NULL;
  g_autoptr (GError) failure = NULL;
  YnHttpAnswer *answer = NULL;

  if (http->thread == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_OFFLINE, "there is no libcurl");
      return NULL;
    }
  transfer = yn_http_transfer_new (request, http->multi, &http->lock, error);
  if (transfer == NULL)
    return NULL;

  yn_http_enter (&http->lock);
  http->callers++;
  yn_http_leave (&http->lock);

  if (carry (http, transfer, cancellable, &failure))
    answer = outcome (transfer, is_closing (http), cancellable, &failure);

  yn_http_enter (&http->lock);
  if (--http->callers == 0)
    g_cond_signal (&http->idle);
  yn_http_leave (&http->lock);

  note (request, answer, failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return answer;
}

/* ---- the wire itself ---- */

YnHttp *
yn_http_new (void)
{
  YnHttp *http = g_new0 (YnHttp, 1);
  g_autoptr (GError) error = NULL;

  http->under_way = g_ptr_array_new ();
  g_mutex_init (&http->lock);
  g_cond_init (&http->idle);
  for (guint lane = 0; lane < N_LANES; lane++)
    g_queue_init (&http->lanes[lane]);
  if (!yn_curl_load (&error))
    {
      g_warning ("%s", error->message);
      return http;
    }
  http->multi = curl_multi_init ();
  http->thread = g_thread_new ("wire", wire_thread, http);
  return http;
}

static void
close_wire (YnHttp *http)
{
  yn_http_enter (&http->lock);
  http->closing = TRUE;
  curl_multi_wakeup (http->multi);
  while (http->callers > 0)
    yn_http_wait (&http->lock, &http->idle);
  yn_http_leave (&http->lock);

  g_thread_join (http->thread);
  curl_multi_cleanup (http->multi);
}

void
yn_http_free (YnHttp *http)
{
  if (http == NULL)
    return;

  if (http->thread != NULL)
    close_wire (http);
  g_ptr_array_unref (http->under_way);
  g_cond_clear (&http->idle);
  g_mutex_clear (&http->lock);
  g_free (http);
}
