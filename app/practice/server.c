/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/server.h"

#include "practice/reviewer.h"
#include "practice/routes.h"

#include <libsoup/soup.h>
#include <string.h>

#define SLOW_MS 3000
#define ARRIVING "yinuo-arriving"

struct _YnServer
{
  SoupServer *soup;
  YnOffice *office;
  YnWorker *worker;
  GSource *waking; /* the reviewer's */
};

static void wake_reviewer (YnServer *server);

/* A body as it arrives, bounded. */

typedef struct
{
  GByteArray *bytes;
  gboolean too_large;
} Arriving;

static void
arriving_free (gpointer data)
{
  Arriving *arriving = data;

  g_byte_array_unref (arriving->bytes);
  g_free (arriving);
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  Arriving *arriving = user_data;

  if (arriving->too_large || arriving->bytes->len + g_bytes_get_size (chunk) > YN_REQUEST_MAX_BYTES)
    {
      arriving->too_large = TRUE;
      g_byte_array_set_size (arriving->bytes, 0);
      return;
    }
  g_byte_array_append (arriving->bytes, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
}

/* Before the body: libsoup would gather all of it, however much there is. */
static void
headers_came_cb (SoupServer *soup,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  Arriving *arriving = g_new0 (Arriving, 1);

  arriving->bytes = g_byte_array_new ();
  g_object_set_data_full (G_OBJECT (message), ARRIVING, arriving, arriving_free);
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), arriving);
}

static void
copy_header (const char *name, const char *value, gpointer user_data)
{
  YnRequest *request = user_data;

  g_hash_table_replace (request->headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static YnRequest *
read_request (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  Arriving *arriving = g_object_get_data (G_OBJECT (message), ARRIVING);
  const char *query = g_uri_get_query (uri);
  g_autoptr (GHashTable) named =
      query != NULL ? g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL) : NULL;
  YnRequest *request = yn_request_new (soup_server_message_get_method (message), g_uri_get_path (uri), named);

  soup_message_headers_foreach (soup_server_message_get_request_headers (message), copy_header, request);
  request->too_large = arriving->too_large;
  g_bytes_unref (request->body);
  request->body = g_bytes_new (arriving->bytes->data, arriving->bytes->len);
  return request;
}

/* Sending. */

static void
close_line (SoupServerMessage *message, GBytes *last_words)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  if (stream == NULL)
    return;
  if (last_words != NULL)
    g_output_stream_write_all (g_io_stream_get_output_stream (stream), g_bytes_get_data (last_words, NULL),
                               g_bytes_get_size (last_words), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

/* The head promises the whole; half of it comes. */
static void
send_half (SoupServerMessage *message, const YnReply *reply)
{
  gsize length = reply->body != NULL ? g_bytes_get_size (reply->body) : 0;
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                       reply->status, soup_status_get_phrase (reply->status),
                       reply->content_type != NULL ? reply->content_type : "text/plain", MAX (length, 2));
  GByteArray *words = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (words, (const guint8 *) head, strlen (head));
  if (length > 1)
    g_byte_array_append (words, g_bytes_get_data (reply->body, NULL), length / 2);
  bytes = g_byte_array_free_to_bytes (words);
  close_line (message, bytes);
}

/* RFC 9110 §13.1.5: a range of something that changed is asked for in vain, and the whole is sent. libsoup
 * cuts the part out by itself, but does not know this. */
static void
forget_stale_range (SoupServerMessage *message, const YnReply *reply)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  const char *condition = soup_message_headers_get_one (asked, "If-Range");

  if (condition != NULL && g_strcmp0 (condition, g_hash_table_lookup (reply->headers, "ETag")) != 0)
    soup_message_headers_remove (asked, "Range");
}

static void
send_whole (SoupServerMessage *message, const YnReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  GHashTableIter iter;
  gpointer name, value;

  forget_stale_range (message, reply);
  g_hash_table_iter_init (&iter, reply->headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_replace (headers, name, value);
  if (reply->body != NULL)
    {
      soup_message_headers_set_content_type (headers, reply->content_type, NULL);
      soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), reply->body);
    }
  soup_server_message_set_status (message, reply->status, reply->status == 460 ? "Checksum Mismatch" : NULL);
  soup_server_message_unpause (message);
}

typedef struct
{
  YnServer *server;
  SoupServerMessage *message;
  YnReply *reply;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_object_unref (sending->message);
  yn_reply_free (sending->reply);
  g_free (sending);
}

static gboolean
late_cb (gpointer user_data)
{
  Sending *sending = user_data;

  send_whole (sending->message, sending->reply);
  return G_SOURCE_REMOVE;
}

static void
send_late (Sending *sending)
{
  g_autoptr (GSource) later = g_timeout_source_new (SLOW_MS);

  g_source_set_callback (later, late_cb, sending, sending_free);
  g_source_attach (later, g_main_context_get_thread_default ());
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  YnServer *server = sending->server;

  sending->reply = yn_work_finish (result, NULL);
  switch (sending->reply->line)
    {
    case YN_LINE_SLOW:
      send_late (g_steal_pointer (&sending));
      break;
    case YN_LINE_HALF:
      send_half (sending->message, sending->reply);
      break;
    case YN_LINE_CUT:
      close_line (sending->message, NULL);
      break;
    case YN_LINE_WHOLE:
    default:
      send_whole (sending->message, sending->reply);
      break;
    }
  g_clear_pointer (&sending, sending_free);
  wake_reviewer (server);
}

/* Working. */

typedef struct
{
  YnOffice *office;
  YnRequest *request; /* NULL: the reviewer's turn */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  yn_request_free (job->request);
  g_free (job);
}

static gpointer
answer_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return yn_routes_answer (job->office, job->request);
}

static gpointer
review_job (gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  gint64 wait = yn_reviewer_attend (job->office);

  return g_memdup2 (&wait, sizeof wait);
}

static Job *
job_new (YnServer *server, YnRequest *request)
{
  Job *job = g_new0 (Job, 1);

  job->office = server->office;
  job->request = request;
  return job;
}

static void
request_came_cb (SoupServer *soup,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  YnServer *server = user_data;
  Sending *sending = NULL;

  if (server->worker == NULL)
    return;
  sending = g_new0 (Sending, 1);
  sending->server = server;
  sending->message = g_object_ref (message);
  soup_server_message_pause (message);
  yn_work_async (server->worker, NULL, answer_job, job_new (server, read_request (message)), job_free,
                 (GDestroyNotify) yn_reply_free, NULL, replied_cb, sending);
}

static void
heard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnReply) reply = yn_work_finish (result, NULL);
}

/* The line went in the middle of a body. What arrived of an upload is kept (tus: HEAD tells how much). */
static void
request_broke_cb (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  YnServer *server = user_data;
  Arriving *arriving = g_object_get_data (G_OBJECT (message), ARRIVING);
  gint64 promised =
      soup_message_headers_get_content_length (soup_server_message_get_request_headers (message));
  YnRequest *request;

  if (arriving == NULL || arriving->bytes->len == 0 || arriving->bytes->len >= promised
      || g_strcmp0 (soup_server_message_get_method (message), "PATCH") != 0)
    return;
  request = read_request (message);
  request->cut = TRUE;
  yn_work_async (server->worker, NULL, answer_job, job_new (server, request), job_free,
                 (GDestroyNotify) yn_reply_free, NULL, heard_cb, NULL);
}

/* The reviewer. */

static gboolean
wake_cb (gpointer user_data)
{
  YnServer *server = user_data;

  g_clear_pointer (&server->waking, g_source_unref);
  wake_reviewer (server);
  return G_SOURCE_REMOVE;
}

static void
reviewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YnServer *server = user_data;
  g_autofree gint64 *wait = yn_work_finish (result, NULL);

  if (server->waking != NULL)
    g_source_destroy (server->waking);
  g_clear_pointer (&server->waking, g_source_unref);
  if (*wait < 0)
    return;
  server->waking = g_timeout_source_new ((guint) MIN (*wait / 1000 + 1, G_MAXINT));
  g_source_set_callback (server->waking, wake_cb, server, NULL);
  g_source_attach (server->waking, g_main_context_get_thread_default ());
}

static void
wake_reviewer (YnServer *server)
{
  if (server->worker == NULL)
    return;
  yn_work_async (server->worker, NULL, review_job, job_new (server, NULL), job_free, g_free, NULL,
                 reviewed_cb, server);
}

YnServer *
yn_server_new (guint16 port, GError **error)
{
  g_autoptr (YnServer) server = g_new0 (YnServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);

  server->soup = soup_server_new ("server-header", "Yinuo-practice", NULL);
  return soup_server_listen (server->soup, address, 0, error) ? g_steal_pointer (&server) : NULL;
}

void
yn_server_serve (YnServer *server, YnOffice *office, YnWorker *worker)
{
  server->office = office;
  server->worker = worker;
  soup_server_add_early_handler (server->soup, NULL, headers_came_cb, server, NULL);
  soup_server_add_handler (server->soup, NULL, request_came_cb, server, NULL);
  g_signal_connect (server->soup, "request-aborted", G_CALLBACK (request_broke_cb), server);
  wake_reviewer (server);
}

void
yn_server_hang_up (YnServer *server)
{
  server->worker = NULL;
  if (server->waking != NULL)
    g_source_destroy (server->waking);
  g_clear_pointer (&server->waking, g_source_unref);
  g_signal_handlers_disconnect_by_data (server->soup, server);
  soup_server_disconnect (server->soup);
}

void
yn_server_free (YnServer *server)
{
  if (server == NULL)
    return;

  if (server->soup != NULL)
    yn_server_hang_up (server);
  g_clear_object (&server->soup);
  g_free (server);
}
