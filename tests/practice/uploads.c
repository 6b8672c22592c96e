/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* tus 1.0: begun, cut, resumed, wrong, dropped. */

#include "practice/peer.h"

#include "base/hash.h"

#include <string.h>

#define TUS "Tus-Resumable: 1.0.0"

static YnHttpAnswer *
create (Peer *peer, const char *sha256, gsize length)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) sha256, strlen (sha256));
  g_autofree char *metadata = g_strdup_printf ("Upload-Metadata: filename 6ZmE5Lu2,sha256 %s", encoded);
  g_autofree char *size = g_strdup_printf ("Upload-Length: %" G_GSIZE_FORMAT, length);

  return peer_ask (peer, "POST", "/api/uploads", NULL, NULL,
                   (const char *const[]){ TUS, metadata, size, NULL });
}

static char *
begin (Peer *peer, const char *sha256, gsize length)
{
  g_autoptr (YnHttpAnswer) answer = create (peer, sha256, length);

  g_assert_cmpuint (answer->status, ==, 201);
  return g_strdup (yn_http_header (answer, "location"));
}

static YnHttpAnswer *
patch (Peer *peer, const char *where, gsize offset, const char *text)
{
  g_autofree char *header = g_strdup_printf ("Upload-Offset: %" G_GSIZE_FORMAT, offset);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return peer_ask (peer, "PATCH", where, "application/offset+octet-stream", body,
                   (const char *const[]){ TUS, header, NULL });
}

static gint64
offset_of (Peer *peer, const char *where)
{
  g_autoptr (YnHttpAnswer) answer =
      peer_ask (peer, "HEAD", where, NULL, NULL, (const char *const[]){ TUS, NULL });

  return answer->status == 200 ? g_ascii_strtoll (yn_http_header (answer, "upload-offset"), NULL, 10) : -1;
}

static void
assert_status (YnHttpAnswer *answer, guint status)
{
  g_assert_cmpuint (answer->status, ==, status);
  yn_http_answer_free (answer);
}

static void
test_resume (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *sha256 = yn_sha256_data ("one promise", 11);
  g_autofree char *where = NULL;
  g_autoptr (YnHttpAnswer) options = peer_ask (peer, "OPTIONS", "/api/uploads", NULL, NULL, NULL);

  g_assert_cmpuint (options->status, ==, 204);
  peer_sign_in (peer, RESTAURANT);
  where = begin (peer, sha256, 11);
  g_assert_cmpint (offset_of (peer, where), ==, 0);
  assert_status (patch (peer, where, 0, "one "), 204);
  g_assert_cmpint (offset_of (peer, where), ==, 4);
  assert_status (patch (peer, where, 0, "one "), 409);
  assert_status (patch (peer, where, 5, "romise"), 409);
  assert_status (patch (peer, where, 4, "promises"), 413);
  g_assert_cmpint (offset_of (peer, where), ==, 4);

  peer_restart (peer, NULL);
  g_assert_cmpint (offset_of (peer, where), ==, 4);
  assert_status (patch (peer, where, 4, "promise"), 204);
  g_assert_cmpint (offset_of (peer, where), ==, 11);
}

static void
test_wrong_hash (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *sha256 = yn_sha256_data ("another", 7);
  g_autofree char *where = NULL;

  peer_sign_in (peer, RESTAURANT);
  where = begin (peer, sha256, 11);
  assert_status (patch (peer, where, 0, "one promise"), 460);
  g_assert_cmpint (offset_of (peer, where), ==, -1);
}

static void
test_refused (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *sha256 = yn_sha256_data ("one promise", 11);

  assert_status (create (peer, sha256, 11), 401);
  peer_sign_in (peer, RESTAURANT);
  assert_status (create (peer, "no hash at all", 11), 400);
  assert_status (create (peer, sha256, 0), 400);
  assert_status (create (peer, sha256, 64 * 1024 * 1024 + 1), 413);
  assert_status (peer_ask (peer, "POST", "/api/uploads", NULL, NULL,
                           (const char *const[]){ "Upload-Length: 1", NULL }),
                 412);
  assert_status (peer_ask (peer, "PATCH", "/api/uploads/nowhere", "application/offset+octet-stream", NULL,
                           (const char *const[]){ TUS, "Upload-Offset: 0", NULL }),
                 404);
  assert_status (peer_ask (peer, "PATCH", "/api/uploads/nowhere", "text/plain", NULL,
                           (const char *const[]){ TUS, "Upload-Offset: 0", NULL }),
                 415);
}

static void
test_drop (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *sha256 = yn_sha256_data ("one promise", 11);
  g_autofree char *where = NULL;

  peer_sign_in (peer, RESTAURANT);
  where = begin (peer, sha256, 11);
  assert_status (patch (peer, where, 0, "one "), 204);
  assert_status (peer_ask (peer, "DELETE", where, NULL, NULL, (const char *const[]){ TUS, NULL }), 204);
  assert_status (peer_ask (peer, "DELETE", where, NULL, NULL, (const char *const[]){ TUS, NULL }), 404);
  g_assert_cmpint (offset_of (peer, where), ==, -1);
}

static void
test_somebody_elses (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *sha256 = yn_sha256_data ("one promise", 11);
  g_autofree char *where = NULL;

  peer_sign_in (peer, RESTAURANT);
  where = begin (peer, sha256, 11);
  peer_sign_in (peer, BUILDER);
  g_assert_cmpint (offset_of (peer, where), ==, -1);
  assert_status (patch (peer, where, 0, "one "), 404);
}

static void
test_expiry (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *sha256 = yn_sha256_data ("one promise", 11);
  g_autofree char *where = NULL;

  peer_sign_in (peer, RESTAURANT);
  where = begin (peer, sha256, 11);
  peer_restart (peer, "2026-11-24T02:50:03Z");
  peer_sign_in (peer, RESTAURANT);
  g_assert_cmpint (offset_of (peer, where), ==, -1);
}

/* The line goes in the middle of a PATCH: what arrived is kept. */
static void
test_cut (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autofree char *sha256 = yn_sha256_data ("one promise", 11);
  g_autofree char *where = NULL;
  g_autofree char *head = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) line = NULL;
  const char *host = yn_practice_url (peer->practice) + strlen ("http://");
  gint64 patience = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  peer_sign_in (peer, RESTAURANT);
  where = begin (peer, sha256, 11);
  head =
      g_strdup_printf ("PATCH %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nTus-Resumable: 1.0.0\r\n"
                       "Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: "
                       "11\r\n\r\none p",
                       where, host, yn_secret_text (peer->token));
  g_socket_client_set_enable_proxy (client, FALSE);
  line = g_socket_client_connect_to_host (client, host, 0, NULL, NULL);
  g_assert_nonnull (line);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (line)), head,
                                            strlen (head), NULL, NULL, NULL));
  g_assert_true (g_io_stream_close (G_IO_STREAM (line), NULL, NULL));

  while (offset_of (peer, where) != 5 && g_get_monotonic_time () < patience)
    g_usleep (10000);
  g_assert_cmpint (offset_of (peer, where), ==, 5);
  assert_status (patch (peer, where, 5, "romise"), 204);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/uploads/resume", test_resume);
  g_test_add_func ("/practice/uploads/wrong-hash", test_wrong_hash);
  g_test_add_func ("/practice/uploads/refused", test_refused);
  g_test_add_func ("/practice/uploads/drop", test_drop);
  g_test_add_func ("/practice/uploads/somebody-elses", test_somebody_elses);
  g_test_add_func ("/practice/uploads/expiry", test_expiry);
  g_test_add_func ("/practice/uploads/cut", test_cut);
  return g_test_run ();
}
