/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* tus 1.0 against a server that keeps exactly what arrived and then misbehaves by script. */
#include "platform/upload.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "fixtures/signed-in.h"

#define SIZE (200 * 1024)

typedef struct
{
  const char *const
      *faults; /* one for each PATCH, then none: "drop" (closed without an answer), "half" (half is kept,
                  then closed), "short" (half is kept, and said so), "503", "401", "409", "460", "410" */
  guint fault;
  const char *location;      /* instead of the honest one */
  gboolean forgets;          /* a whole upload answers HEAD with 404 */
  GByteArray *arrived;
  gsize length;
  guint created;
  guint patches;
  char *described;
  char *whole;               /* the hash when all had come */
} Tus;

static void
keep (Tus *tus, const ScriptedRequest *request, gsize most)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (request->body, &length);

  g_byte_array_append (tus->arrived, bytes, MIN (length, most));
  if (tus->arrived->len == tus->length && tus->whole == NULL)
    tus->whole = g_compute_checksum_for_data (G_CHECKSUM_SHA256, tus->arrived->data, tus->arrived->len);
}

static void
answer_offset (Tus *tus, const ScriptedRequest *request, guint status)
{
  g_autofree char *headers =
      g_strdup_printf ("Tus-Resumable: 1.0.0\r\nUpload-Offset: %u\r\nUpload-Length: %" G_GSIZE_FORMAT "\r\n",
                       tus->arrived->len, tus->length);

  scripted_answer (request, status, NULL, headers, "", 0);
}

static void
patch (Tus *tus, const ScriptedRequest *request)
{
  const char *fault = tus->faults != NULL && tus->faults[tus->fault] != NULL ? tus->faults[tus->fault++] : "";
  guint64 offset = g_ascii_strtoull (scripted_header (request, "upload-offset"), NULL, 10);

  tus->patches++;
  g_assert_cmpstr (scripted_header (request, "content-type"), ==, "application/offset+octet-stream");
  if (strcmp (fault, "drop") == 0)
    return;
  if (g_ascii_isdigit (*fault))
    {
      if (strcmp (fault, "460") == 0)
        g_byte_array_set_size (tus->arrived, 0);
      scripted_json (request, atoi (fault), "{}");
      return;
    }
  if (offset != tus->arrived->len)
    {
      scripted_json (request, 409, "{}");
      return;
    }
  keep (tus, request, *fault != '\0' ? 1000 : G_MAXSIZE);
  if (strcmp (fault, "half") != 0)
    answer_offset (tus, request, 204);
}

static gboolean
serve (const ScriptedRequest *request, gpointer data)
{
  Tus *tus = data;

  if (strcmp (request->target, "/oauth/token") == 0)
    {
      scripted_json (request, 200, "{\"access_token\":\"access-1\",\"token_type\":\"Bearer\"}");
      return FALSE;
    }
  g_assert_nonnull (scripted_header (request, "authorization"));
  g_assert_cmpstr (scripted_header (request, "tus-resumable"), ==, "1.0.0");
  if (strcmp (request->method, "POST") == 0)
    {
      g_autofree char *headers
          = g_strdup_printf ("Location: %s\r\n", tus->location != NULL ? tus->location : "uploads/7?part=1");

      tus->created++;
      g_byte_array_set_size (tus->arrived, 0);
      g_clear_pointer (&tus->whole, g_free);
      tus->length = g_ascii_strtoull (scripted_header (request, "upload-length"), NULL, 10);
      g_free (tus->described);
      tus->described = g_strdup (scripted_header (request, "upload-metadata"));
      scripted_answer (request, 201, NULL, headers, "", 0);
    }
  else if (strcmp (request->target, "/api/uploads/7?part=1") != 0 || (tus->forgets && tus->whole != NULL))
    scripted_json (request, 404, "{}");
  else if (strcmp (request->method, "HEAD") == 0)
    answer_offset (tus, request, 200);
  else
    patch (tus, request);
  return FALSE;
}

static GInputStream *
open_bytes (gpointer bytes, GError **error)
{
  return g_memory_input_stream_new_from_bytes (bytes);
}

static GBytes *
some_bytes (void)
{
  guint8 *data = g_malloc (SIZE);

  for (guint i = 0; i < SIZE; i++)
    data[i] = (i * 2654435761u) >> 11;
  return g_bytes_new_take (data, SIZE);
}

static void
tus_clear (Tus *tus)
{
  g_byte_array_unref (tus->arrived);
  g_free (tus->described);
  g_free (tus->whole);
}

static void
test_faults (void)
{
  static const char *const none[] = { NULL };
  static const char *const weather[] = { "drop", "half", "short", NULL };
  static const char *const asked[] = { "409", "401", NULL };
  static const char *const dropped[] = { "460", NULL };
  static const char *const gone[] = { "410", NULL };
  static const char *const trouble[] = { "503", NULL };
  static const char *const dead[] = { "drop", "drop", "drop", "drop", "drop", NULL };
  static const char *const never[] = { "460", "460", "460", "460", "460", NULL };
  static const struct
  {
    const char *const *faults;
    gboolean forgets;
    int code; /* -1: arrives */
    guint created;
  } cases[] = {
    { none, FALSE, -1, 1 },
    { none, TRUE, -1, 1 },
    { weather, FALSE, -1, 1 },
    { asked, FALSE, -1, 1 },
    { dropped, FALSE, -1, 2 },
    { gone, FALSE, -1, 2 },
    { trouble, FALSE, YN_ERROR_SERVER_TROUBLE, 1 },
    { dead, FALSE, YN_ERROR_NO_ANSWER, 1 },
    { never, FALSE, YN_ERROR_REJECTED, 4 },
  };
  g_autoptr (GBytes) bytes = some_bytes ();
  g_autofree char *sha256 = yn_sha256 (bytes);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Tus tus = { .faults = cases[i].faults, .forgets = cases[i].forgets, .arrived = g_byte_array_new () };
      g_autoptr (ScriptedServer) server = scripted_server_new (serve, &tus);
      g_autoptr (SignedIn) chair = signed_in_new (scripted_server_url (server));
      g_autofree char *url = NULL;
      g_autoptr (GError) error = NULL;
      gboolean done = yn_upload (chair->platform, sha256, "证明.pdf", "application/pdf", SIZE, open_bytes,
                                 bytes, &url, NULL, &error);

      g_test_message ("case %u: %s", i, error != NULL ? error->message : "arrived");
      g_assert_true (done == (cases[i].code < 0));
      g_assert_cmpuint (tus.created, ==, cases[i].created);
      if (done)
        g_assert_cmpstr (tus.whole, ==, sha256);
      else
        g_assert_error (error, YN_ERROR, cases[i].code);
      tus_clear (&tus);
    }
}

/* The metadata is what tus wants, in UTF-8 under base64. */
static void
test_described (void)
{
  Tus tus = { .arrived = g_byte_array_new () };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &tus);
  g_autoptr (SignedIn) chair = signed_in_new (scripted_server_url (server));
  g_autoptr (GBytes) bytes = some_bytes ();
  g_autofree char *sha256 = yn_sha256 (bytes);
  g_autofree char *sha256_64 = g_base64_encode ((guchar *) sha256, strlen (sha256));
  g_autofree char *expected =
      g_strdup_printf ("sha256 %s,filename 6K+B5piOLnBkZg==,type YXBwbGljYXRpb24vcGRm", sha256_64);
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yn_upload (chair->platform, sha256, "证明.pdf", "application/pdf", SIZE, open_bytes, bytes,
                            &url, NULL, &error));
  g_assert_cmpstr (tus.described, ==, expected);
  g_assert_true (g_str_has_suffix (url, "/api/uploads/7?part=1")); /* the relative Location, resolved */
  tus_clear (&tus);
}

/* Goes on where an earlier try left off, by the byte. */
static void
test_resume (void)
{
  static const char *const cut[] = { "half", "503", NULL };
  Tus tus = { .faults = cut, .arrived = g_byte_array_new () };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &tus);
  g_autoptr (SignedIn) chair = signed_in_new (scripted_server_url (server));
  g_autoptr (GBytes) bytes = some_bytes ();
  g_autofree char *sha256 = yn_sha256 (bytes);
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (yn_upload (chair->platform, sha256, "a", "b", SIZE, open_bytes, bytes, &url, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_SERVER_TROUBLE);
  g_clear_error (&error);
  g_assert_cmpuint (tus.arrived->len, ==, 1000);

  g_assert_true (yn_upload (chair->platform, sha256, "a", "b", SIZE, open_bytes, bytes, &url, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tus.created, ==, 1);
  g_assert_cmpstr (tus.whole, ==, sha256);

  /* And one that is there already takes nothing but a question. */
  tus.patches = 0;
  g_assert_true (yn_upload (chair->platform, sha256, "a", "b", SIZE, open_bytes, bytes, &url, NULL, &error));
  g_assert_cmpuint (tus.patches, ==, 0);
  tus_clear (&tus);
}

/* Neither the platform's Location nor a remembered place leads the token to another origin. */
static void
test_elsewhere (void)
{
  Tus tus = { .location = "https://elsewhere.example/uploads/7", .arrived = g_byte_array_new () };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &tus);
  g_autoptr (SignedIn) chair = signed_in_new (scripted_server_url (server));
  g_autoptr (GBytes) bytes = some_bytes ();
  g_autofree char *sha256 = yn_sha256 (bytes);
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (yn_upload (chair->platform, sha256, "a", "b", SIZE, open_bytes, bytes, &url, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_REDIRECTED);
  g_assert_null (url);
  g_clear_error (&error);

  tus.location = NULL;
  url = g_strdup ("https://elsewhere.example/uploads/7");
  g_assert_true (yn_upload (chair->platform, sha256, "a", "b", SIZE, open_bytes, bytes, &url, NULL, &error));
  g_assert_cmpstr (tus.whole, ==, sha256);
  tus_clear (&tus);
}

static GInputStream *
open_nothing (gpointer data, GError **error)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_STORE_DAMAGED, "does not open");
  return NULL;
}

static void
test_unreadable (void)
{
  Tus tus = { .arrived = g_byte_array_new () };
  g_autoptr (ScriptedServer) server = scripted_server_new (serve, &tus);
  g_autoptr (SignedIn) chair = signed_in_new (scripted_server_url (server));
  g_autofree char *sha256 = g_strnfill (64, 'a');
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (
      yn_upload (chair->platform, sha256, "a", "b", SIZE, open_nothing, NULL, &url, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
  tus_clear (&tus);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/upload/faults", test_faults);
  g_test_add_func ("/upload/described", test_described);
  g_test_add_func ("/upload/resume", test_resume);
  g_test_add_func ("/upload/elsewhere", test_elsewhere);
  g_test_add_func ("/upload/unreadable", test_unreadable);
  return g_test_run ();
}
