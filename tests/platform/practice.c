/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The client's side of the contract against the practice platform's: two programs that share no code but base
 * and meet only in data/contract. From an address to a token, an upload and a certificate. */
#include "practice/practice.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "fixtures/folder.h"
#include "platform/upload.h"
#include "signing/softkey.h"

typedef struct
{
  TestFolder *folder;
  YnKeyring *keyring;
  YnClock *clock;
  YnPractice *practice;
  YnHttp *http;
  YnDiscovery *discovery;
  YnAccount *account;
  YnPlatform *platform;
  char *uscc;
} Scene;

static Scene scene;

static void
scene_init (void)
{
  g_autoptr (YnSecret) password = yn_secret_new_string ("password");
  g_autoptr (GError) error = NULL;
  g_autofree char *ring = NULL;
  g_autofree char *lock = NULL;
  g_autofree char *home = NULL;
  YnPracticeOptions options = { .reviewer_seconds = -1, .device_interval = 1 };

  scene.folder = test_folder_new ();
  ring = test_folder_path (scene.folder, "keyring");
  lock = test_folder_path (scene.folder, "account");
  home = test_folder_path (scene.folder, "practice");
  scene.keyring = yn_keyring_new_for_file (ring, password);
  scene.clock = yn_clock_new ();
  options.folder = home;
  options.keyring = scene.keyring;
  options.clock = scene.clock;
  scene.practice = yn_practice_start (&options, &error);
  g_assert_no_error (error);

  scene.http = yn_http_new ();
  scene.discovery = yn_discover (scene.http, yn_practice_url (scene.practice), NULL, &error);
  g_assert_no_error (error);
  scene.account = yn_account_new (scene.http, scene.keyring, scene.clock, scene.discovery, lock);
  scene.platform = yn_platform_new (scene.http, scene.discovery, scene.account);
}

static void
scene_clear (void)
{
  yn_platform_free (scene.platform);
  yn_account_free (scene.account);
  yn_discovery_free (scene.discovery);
  yn_http_free (scene.http);
  yn_practice_stop (scene.practice);
  yn_keyring_free (scene.keyring);
  yn_clock_unref (scene.clock);
  test_folder_free (scene.folder);
  g_free (scene.uscc);
}

static void
set_weather (const char *kind)
{
  static const char *const headers[] = { "Yinuo-Practice: 1", NULL };
  g_autofree char *url = g_strconcat (yn_practice_url (scene.practice), "/practice/weather", NULL);
  g_autofree char *text = g_strdup_printf ("{\"kind\":\"%s\",\"times\":1}", kind);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  YnHttpRequest request = {
    .method = "POST", .url = url, .headers = headers, .content_type = "application/json", .body = body
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnHttpAnswer) answer = yn_http_perform (scene.http, &request, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (answer->status / 100, ==, 2);
}

static void
test_discovery (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) json = NULL;
  const YnJson *enterprises;

  g_assert_true (scene.discovery->practice);
  g_assert_cmpstr (scene.discovery->name, ==, "演练平台");
  g_assert_cmpuint (g_strv_length (scene.discovery->seals), >=, 1);

  json = yn_practice_enterprises (scene.http, scene.discovery, NULL, &error);
  g_assert_no_error (error);
  enterprises = yn_json_get (json, "enterprises");
  g_assert_cmpuint (yn_json_size (enterprises), ==, 6);
  scene.uscc = g_strdup (yn_json_get_string (yn_json_at (enterprises, 0), "uscc"));
  g_assert_nonnull (scene.uscc);
}

static void
test_denied (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDeviceGrant) grant = yn_account_begin (scene.account, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (grant->interval, ==, 1);
  grant->interval = 0;
  g_assert_true (
      yn_practice_approve (scene.http, scene.discovery, grant->user_code, scene.uscc, FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (yn_account_wait (scene.account, grant, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_SIGN_IN_DENIED);
}

static void
test_signed_in (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDeviceGrant) grant = yn_account_begin (scene.account, NULL, &error);
  g_autoptr (YnJson) me = NULL;

  g_assert_no_error (error);
  g_assert_false (
      yn_practice_approve (scene.http, scene.discovery, "NONE-SUCH", scene.uscc, TRUE, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  grant->interval = 0;
  g_assert_true (
      yn_practice_approve (scene.http, scene.discovery, grant->user_code, scene.uscc, TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (yn_account_wait (scene.account, grant, NULL, &error));
  g_assert_no_error (error);

  me = yn_platform_me (scene.platform, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yn_json_get_string (me, "uscc"), ==, scene.uscc);
}

static void
test_record (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *again = NULL;
  g_autoptr (YnJson) record = yn_platform_record (scene.platform, NULL, &etag, NULL, &error);
  g_autoptr (YnJson) events = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (record);
  g_assert_nonnull (etag);
  g_assert_null (yn_platform_record (scene.platform, etag, &again, NULL, &error));
  g_assert_no_error (error);

  events = yn_platform_events (scene.platform, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yn_json_is (yn_json_get (events, "events"), YN_JSON_ARRAY));
  g_assert_nonnull (yn_json_get_string (events, "next"));
}

/* What is no paper, or not the one that its id says, is a problem with a code. */
static void
test_put_problems (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("no paper", 8);
  g_autofree char *right = yn_sha256 (bytes);
  g_autofree char *wrong = yn_sha256_data ("", 0);
  const struct
  {
    const char *id;
    const char *code;
  } cases[] = { { wrong, "nonsense" }, { right, "bad-pdf" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnAnswer) answer = yn_platform_put (scene.platform, cases[i].id, bytes, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (answer->kind, ==, YN_ANSWER_PROBLEM);
      g_assert_cmpstr (answer->code, ==, cases[i].code);
    }
}

static void
test_weather (void)
{
  static const struct
  {
    const char *kind, *code;
  } cases[] = {
    { "503", "server-trouble" }, { "cut", "no-answer" },       { "nonsense", "nonsense" },
    { "brackets", "nonsense" },  { "redirect", "redirected" }, { "half", "cut" },
    { "nothing", "no-answer" },
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("no paper", 8);
  g_autofree char *id = yn_sha256 (bytes);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnAnswer) answer = NULL;

      set_weather (cases[i].kind);
      answer = yn_platform_put (scene.platform, id, bytes, NULL, &error);
      g_test_message ("%s: %s", cases[i].kind, answer != NULL ? answer->code : "");
      g_assert_no_error (error);
      g_assert_cmpint (answer->kind, ==, YN_ANSWER_WEATHER);
      g_assert_cmpstr (answer->code, ==, cases[i].code);
    }
}

static GInputStream *
open_bytes (gpointer bytes, GError **error)
{
  return g_memory_input_stream_new_from_bytes (bytes);
}

static void
test_upload (void)
{
  g_autofree char *text = g_strnfill (300000, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, 300000);
  g_autofree char *sha256 = yn_sha256 (bytes);
  g_autofree char *wrong = yn_sha256_data ("", 0);
  g_autofree char *url = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++) /* and once more, from where it is */
    {
      g_assert_true (yn_upload (scene.platform, sha256, "证明.pdf", "application/pdf", 300000, open_bytes,
                                bytes, &url, NULL, &error));
      g_assert_no_error (error);
    }

  g_assert_false (
      yn_upload (scene.platform, wrong, "a", "b/c", 300000, open_bytes, bytes, &other, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_REJECTED);
}

static void
test_certificate (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) me = yn_platform_me (scene.platform, NULL, &error);
  g_autoptr (YnNewKey) key = yn_new_key_make (YN_KEY_P256, &error);
  g_autoptr (GBytes) request = yn_new_key_request (key, yn_json_get_string (me, "name"), scene.uscc, &error);
  g_autoptr (GBytes) foreign = yn_new_key_request (key, "别家", scene.uscc, &error);
  g_autoptr (GBytes) chain = NULL;

  g_assert_no_error (error);
  chain = yn_platform_certificate (scene.platform, request, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (chain, NULL), "-----BEGIN CERTIFICATE-----"));

  g_assert_null (yn_platform_certificate (scene.platform, foreign, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_refreshed_and_out (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSecret) token = yn_account_token (scene.account, NULL, &error);
  g_autoptr (YnSecret) next = NULL;
  g_autofree char *url = g_strconcat (scene.discovery->api, "/me", NULL);
  g_autoptr (YnHttpAnswer) answer = NULL;
  YnHttpRequest request = { .method = "GET", .url = url };

  yn_account_refuse_token (scene.account, token);
  next = yn_account_token (scene.account, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yn_secret_text (next), !=, yn_secret_text (token));

  g_assert_true (yn_account_sign_out (scene.account, NULL, &error));
  g_assert_no_error (error);
  request.bearer = next;
  answer = yn_http_perform (scene.http, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 401); /* revoked over there, not only forgotten here */
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  scene_init ();
  g_test_add_func ("/practice/discovery", test_discovery);
  g_test_add_func ("/practice/denied", test_denied);
  g_test_add_func ("/practice/signed-in", test_signed_in);
  g_test_add_func ("/practice/record", test_record);
  g_test_add_func ("/practice/put-problems", test_put_problems);
  g_test_add_func ("/practice/weather", test_weather);
  g_test_add_func ("/practice/upload", test_upload);
  g_test_add_func ("/practice/certificate", test_certificate);
  g_test_add_func ("/practice/refreshed-and-out", test_refreshed_and_out);
  status = g_test_run ();
  scene_clear ();
  return status;
}
