/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/peer.h"

#include "base/hash.h"
#include "papers/reading.h"
#include "signing/sign.h"
#include "signing/softkey.h"
#include "signing/verify.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static void
start (Peer *peer)
{
  const YnPracticeOptions options = {
    .folder = peer->place,
    .keyring = peer->keyring,
    .clock = peer->clock,
    .reviewer_seconds = peer->reviewer_seconds,
    .device_interval = 1,
  };
  g_autoptr (GError) error = NULL;

  peer->practice = yn_practice_start (&options, &error);
  g_assert_no_error (error);
}

static void
copy_file (const char *from, const char *to, const char *name)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (source, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (target, bytes, length, &error);
  g_assert_no_error (error);
}

static void
open_peer (Peer *peer, const char *folder)
{
  g_autofree char *keyring_path = g_build_filename (folder, "keyring", NULL);
  g_autoptr (YnSecret) password = yn_secret_new_string ("钥匙");

  peer->place = g_build_filename (folder, "practice", NULL);
  peer->keyring = yn_keyring_new_for_file (keyring_path, password);
  peer->clock = yn_clock_new_at ("2026-11-23T02:50:02Z");
}

/* Making the authority's keys takes longest: it is done once a program, and each peer gets a copy of that
 * folder. */
static TestFolder *the_first = NULL;

static void
remove_the_first (void)
{
  test_folder_free (the_first);
}

static const char *
first_folder (void)
{
  Peer peer = { .reviewer_seconds = -1 };

  if (the_first != NULL)
    return the_first;
  the_first = test_folder_new ();
  atexit (remove_the_first);
  open_peer (&peer, the_first);
  start (&peer);
  yn_practice_stop (peer.practice);
  yn_keyring_free (peer.keyring);
  yn_clock_unref (peer.clock);
  g_free (peer.place);
  return the_first;
}

Peer *
peer_new (int reviewer_seconds)
{
  Peer *peer = g_new0 (Peer, 1);
  const char *first = first_folder ();
  g_autofree char *first_place = g_build_filename (first, "practice", NULL);
  g_autoptr (YnHttpAnswer) answer = NULL;
  g_autoptr (YnJson) metadata = NULL;

  peer->folder = test_folder_new ();
  open_peer (peer, peer->folder);
  g_assert_cmpint (g_mkdir (peer->place, 0700), ==, 0);
  copy_file (first, peer->folder, "keyring");
  copy_file (first_place, peer->place, "practice.db");
  copy_file (first_place, peer->place, "identity");
  peer->reviewer_seconds = reviewer_seconds;
  peer->http = yn_http_new ();
  peer->contract = contract_new ();
  start (peer);

  answer = peer_get (peer, "/.well-known/oauth-protected-resource");
  metadata = peer_json (answer);
  peer->identity = g_strdup (yn_json_get_string (metadata, "yinuo_identity"));
  return peer;
}

void
peer_free (Peer *peer)
{
  g_clear_pointer (&peer->practice, yn_practice_stop);
  yn_http_free (peer->http);
  contract_free (peer->contract);
  g_clear_pointer (&peer->key, yn_key_unref);
  g_clear_pointer (&peer->me, yn_json_unref);
  g_clear_pointer (&peer->token, yn_secret_unref);
  yn_keyring_free (peer->keyring);
  yn_clock_unref (peer->clock);
  g_free (peer->refresh);
  g_free (peer->identity);
  g_free (peer->place);
  test_folder_free (peer->folder);
  g_free (peer);
}

void
peer_restart (Peer *peer, const char *instant)
{
  g_clear_pointer (&peer->practice, yn_practice_stop);
  if (instant != NULL)
    {
      yn_clock_unref (peer->clock);
      peer->clock = yn_clock_new_at (instant);
    }
  start (peer);
}

YnHttpAnswer *
peer_ask (Peer *peer,
          const char *method,
          const char *target,
          const char *type,
          GBytes *body,
          const char *const *headers)
{
  g_autofree char *url = g_strconcat (yn_practice_url (peer->practice), target, NULL);
  g_autofree char *path = g_strndup (target, strcspn (target, "?"));
  const YnHttpRequest request = {
    .method = method,
    .url = url,
    .bearer = g_str_has_prefix (target, "/api/") ? peer->token : NULL,
    .content_type = type,
    .body = body,
    .headers = headers,
    .max_answer = 64 * 1024 * 1024,
  };
  g_autoptr (GError) error = NULL;
  YnHttpAnswer *answer = yn_http_perform (peer->http, &request, NULL, &error);

  g_assert_no_error (error);
  contract_check (peer->contract, method, path, answer);
  return answer;
}

YnHttpAnswer *
peer_get (Peer *peer, const char *target)
{
  return peer_ask (peer, "GET", target, NULL, NULL, NULL);
}

YnHttpAnswer *
peer_post_form (Peer *peer, const char *target, const char *first, ...)
{
  g_autoptr (GString) form = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  va_list arguments;

  va_start (arguments, first);
  for (const char *name = first; name != NULL; name = va_arg (arguments, const char *))
    {
      g_autofree char *value = g_uri_escape_string (va_arg (arguments, const char *), NULL, FALSE);

      g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", name, value);
    }
  va_end (arguments);
  body = g_bytes_new (form->str, form->len);
  return peer_ask (peer, "POST", target, "application/x-www-form-urlencoded", body, NULL);
}

YnHttpAnswer *
peer_control (Peer *peer, const char *target, const char *json)
{
  g_autoptr (GBytes) body = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;

  return peer_ask (peer, json != NULL ? "POST" : "GET", target, json != NULL ? "application/json" : NULL,
                   body, (const char *const[]){ "Yinuo-Practice: 1", NULL });
}

YnJson *
peer_json (const YnHttpAnswer *answer)
{
  g_autoptr (GError) error = NULL;
  YnJson *json = yn_json_parse_bytes (answer->body, &error);

  g_assert_no_error (error);
  return json;
}

char *
peer_code (const YnHttpAnswer *answer)
{
  g_autoptr (YnJson) json = yn_json_parse_bytes (answer->body, NULL);

  return g_strdup (yn_json_get_string (json, "code"));
}

void
peer_sign_in (Peer *peer, const char *uscc)
{
  g_autoptr (YnHttpAnswer) began =
      peer_post_form (peer, "/oauth/device", "client_id", "yinuo-desktop", "scope", "filings", NULL);
  g_autoptr (YnJson) grant = peer_json (began);
  g_autoptr (YnHttpAnswer) approved = NULL;
  g_autoptr (YnHttpAnswer) given = NULL;
  g_autoptr (YnHttpAnswer) who = NULL;
  g_autoptr (YnJson) tokens = NULL;

  approved = peer_post_form (peer, "/device", "user_code", yn_json_get_string (grant, "user_code"), "uscc",
                             uscc, "action", "approve", NULL);
  g_assert_cmpuint (approved->status, ==, 200);
  given = peer_post_form (peer, "/oauth/token", "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                          "device_code", yn_json_get_string (grant, "device_code"), "client_id",
                          "yinuo-desktop", NULL);
  g_assert_cmpuint (given->status, ==, 200);
  tokens = peer_json (given);

  g_clear_pointer (&peer->token, yn_secret_unref);
  g_clear_pointer (&peer->me, yn_json_unref);
  g_free (peer->refresh);
  peer->token = yn_secret_new_string (yn_json_get_string (tokens, "access_token"));
  peer->refresh = g_strdup (yn_json_get_string (tokens, "refresh_token"));
  who = peer_get (peer, "/api/me");
  peer->me = peer_json (who);
  g_assert_cmpstr (yn_json_get_string (peer->me, "uscc"), ==, uscc);
}

/* @person NULL: the enterprise's own. */
static YnKey *
make_key (Peer *peer, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = test_folder_path (peer->folder, "key.p12");
  g_autoptr (YnSecret) password = yn_secret_new_string ("口令");
  g_autoptr (YnNewKey) made = yn_new_key_make (YN_KEY_P256, &error);
  g_autoptr (GBytes) request = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;
  YnKey *key;

  g_assert_no_error (error);
  request = yn_new_key_request_person (made, person != NULL ? person : yn_json_get_string (peer->me, "name"),
                                       yn_json_get_string (peer->me, "name"), yn_json_get_string (peer->me, "uscc"), &error);
  g_assert_no_error (error);
  answer = peer_ask (peer, "POST", "/api/certificates", "application/pkcs10", request, NULL);
  g_assert_cmpuint (answer->status, ==, 201);
  yn_new_key_save (made, answer->body, password, path, &error);
  g_assert_no_error (error);
  key = yn_softkey_open (path, password, &error);
  g_assert_no_error (error);
  return key;
}

/* Every peer's authority is a copy of the first one's: a certificate of one is good at all of them. */
static YnKey *
find_key (Peer *peer, const char *person)
{
  static GHashTable *made = NULL;
  g_autofree char *whose = g_strconcat (yn_json_get_string (peer->me, "uscc"), person, NULL);
  YnKey *key;

  if (made == NULL)
    made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yn_key_unref);
  key = g_hash_table_lookup (made, whose);
  if (key == NULL)
    {
      key = make_key (peer, person);
      g_hash_table_insert (made, g_strdup (whose), key);
    }
  return yn_key_ref (key);
}

YnKey *
peer_make_key (Peer *peer)
{
  return find_key (peer, NULL);
}

YnKey *
peer_key_of (Peer *peer, const YnSigner *signer)
{
  g_autofree char *own = g_strdup (yn_json_get_string (peer->me, "uscc"));
  YnKey *key;

  if (!g_str_equal (own, signer->uscc))
    peer_sign_in (peer, signer->uscc);
  key = find_key (peer, signer->person ? signer->name : NULL);
  if (!g_str_equal (own, signer->uscc))
    peer_sign_in (peer, own);
  return key;
}

/* Papers. */

void
filing_free (Filing *filing)
{
  g_free (filing->id);
  g_free (filing->matter);
  g_bytes_unref (filing->pdf);
  g_clear_pointer (&filing->annex, g_bytes_unref);
  g_ptr_array_unref (filing->attachments);
  g_free (filing);
}

void
composed_free (Composed *composed)
{
  yn_json_unref (composed->body);
  g_clear_pointer (&composed->annex, yn_json_unref);
  g_ptr_array_unref (composed->attachments);
  yn_service_unref (composed->service);
  g_free (composed);
}

/* The enterprise of the form, from what the platform says of the one signed in. */
static YnJson *
enterprise_answers (Peer *peer)
{
  static const char *const names[] = { "name",    "uscc",     "category", "legalRepresentative",
                                       "address", "district", "agent",    "email" };
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    yn_json_writer_member_value (writer, names[i], yn_json_get (peer->me, names[i]));
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

YnJson *
peer_answers (Peer *peer, const char *service)
{
  g_autofree char *path =
      g_strdup_printf ("%s/fixtures/answers/%s.json", g_getenv ("G_TEST_SRCDIR"), service);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) sample = yn_json_load (path, &error);
  g_autoptr (YnJson) enterprise = enterprise_answers (peer);

  g_assert_no_error (error);
  return yn_json_with (sample, "/enterprise", enterprise);
}

static YnJson *
context_of (Peer *peer, const char *about)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *matter = g_uuid_string_random ();
  g_autofree char *today = yn_clock_today (peer->clock);
  g_auto (GStrv) relation = g_strsplit (about != NULL ? about : "", ":", 2);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "matter", matter);
  yn_json_writer_name (writer, "platform");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", peer->identity);
  yn_json_writer_member_string (writer, "name", "演练平台");
  yn_json_writer_member_boolean (writer, "practice", TRUE);
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "enterprise");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_value (writer, "name", yn_json_get (peer->me, "name"));
  yn_json_writer_member_value (writer, "uscc", yn_json_get (peer->me, "uscc"));
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "authority");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "name", "演练平台·信用服务窗口");
  yn_json_writer_end (writer);
  yn_json_writer_member_string (writer, "day", today);
  yn_json_writer_member_string (writer, "number", NULL);
  yn_json_writer_name (writer, "about");
  if (about == NULL)
    yn_json_writer_null (writer);
  else
    {
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "relation", relation[0]);
      yn_json_writer_member_string (writer, "id", relation[1]);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static YnJson *
attachments_of (const char *slot, GBytes *attachment)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *sha256 = attachment != NULL ? yn_sha256 (attachment) : NULL;

  yn_json_writer_begin_array (writer);
  if (attachment != NULL)
    {
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "id", slot);
      yn_json_writer_member_string (writer, "name", "凭证.png");
      yn_json_writer_member_string (writer, "sha256", sha256);
      yn_json_writer_member_int (writer, "size", g_bytes_get_size (attachment));
      yn_json_writer_member_string (writer, "type", "image/png");
      yn_json_writer_member_int (writer, "pages", 1);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

Composed *
peer_compose (Peer *peer,
              const char *service_id,
              const YnJson *answers,
              const char *about,
              const char *slot,
              GBytes *attachment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_find (service_id, &error);

  g_assert_no_error (error);
  return peer_compose_with (peer, service, answers, about, slot, attachment);
}

Composed *
peer_compose_with (Peer *peer,
                   YnService *service,
                   const YnJson *answers,
                   const char *about,
                   const char *slot,
                   GBytes *attachment)
{
  Composed *composed = g_new0 (Composed, 1);
  g_autoptr (YnJson) context = context_of (peer, about);
  g_autoptr (YnJson) attachments = attachments_of (slot, attachment);

  composed->service = yn_service_ref (service);
  composed->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  if (attachment != NULL)
    g_ptr_array_add (composed->attachments, g_bytes_ref (attachment));
  composed->body = yn_paper_compose (composed->service, answers, context, attachments, &composed->annex);
  return composed;
}

Filing *
peer_print (Peer *peer, Composed *composed)
{
  Filing *filing = g_new0 (Filing, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) body = yn_json_ref (composed->body);

  if (composed->annex != NULL)
    {
      g_autofree char *sha256 = NULL;

      filing->annex = yn_paper_print (composed->service, composed->annex, &error);
      g_assert_no_error (error);
      sha256 = yn_sha256 (filing->annex);
      yn_json_unref (body);
      body = yn_paper_with_annex (composed->body, sha256);
    }
  filing->pdf = yn_paper_print (composed->service, body, &error);
  g_assert_no_error (error);
  filing->id = yn_sha256 (filing->pdf);
  filing->matter = g_strdup (yn_json_get_string (body, "matter"));
  filing->attachments = g_ptr_array_ref (composed->attachments);
  return filing;
}

void
filing_sign (Filing *filing, YnKey *key, const char *role, gint64 instant)
{
  const YnSignOptions options = {
    .role = role,
    .instant = instant,
    .class = yn_key_class (key),
    .mark_name = "演练企业",
    .language = YN_LANGUAGE_ZH_CN,
    .practice = TRUE,
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = yn_sign_prepare (filing->pdf, &options, &digest, &error);

  g_assert_no_error (error);
  g_bytes_unref (filing->pdf);
  filing->pdf = yn_sign_finish (prepared, digest, key, NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (filing->id);
  filing->id = yn_sha256 (filing->pdf);
}

void
peer_upload (Peer *peer, GBytes *bytes, const char *name)
{
  g_autofree char *sha256 = yn_sha256 (bytes);
  g_autofree char *sha256_64 = g_base64_encode ((const guchar *) sha256, strlen (sha256));
  g_autofree char *name_64 = g_base64_encode ((const guchar *) name, strlen (name));
  g_autofree char *metadata = g_strdup_printf ("Upload-Metadata: sha256 %s,filename %s", sha256_64, name_64);
  g_autofree char *length = g_strdup_printf ("Upload-Length: %" G_GSIZE_FORMAT, g_bytes_get_size (bytes));
  g_autoptr (YnHttpAnswer) created =
      peer_ask (peer, "POST", "/api/uploads", NULL, NULL,
                (const char *const[]){ "Tus-Resumable: 1.0.0", metadata, length, NULL });
  g_autoptr (YnHttpAnswer) sent = NULL;

  g_assert_cmpuint (created->status, ==, 201);
  sent = peer_ask (peer, "PATCH", yn_http_header (created, "location"), "application/offset+octet-stream",
                   bytes, (const char *const[]){ "Tus-Resumable: 1.0.0", "Upload-Offset: 0", NULL });
  g_assert_cmpuint (sent->status, ==, 204);
}

void
peer_upload_all (Peer *peer, const Filing *filing)
{
  if (filing->annex != NULL)
    peer_upload (peer, filing->annex, "annex.pdf");
  for (guint i = 0; i < filing->attachments->len; i++)
    peer_upload (peer, g_ptr_array_index (filing->attachments, i), "凭证.png");
}

YnHttpAnswer *
peer_put (Peer *peer, const Filing *filing)
{
  g_autofree char *target = g_strconcat ("/api/filings/", filing->id, NULL);

  return peer_ask (peer, "PUT", target, "application/pdf", filing->pdf, NULL);
}

Filing *
peer_file (Peer *peer, const char *service, const YnJson *answers, const char *about, guint *status)
{
  g_autofree char *unlike = g_uuid_string_random ();
  g_autofree char *picture = g_strconcat ("\x89PNG\r\n\x1a\n", unlike, NULL);
  g_autoptr (GBytes) proof = g_str_equal (service, "F22") ? g_bytes_new (picture, strlen (picture)) : NULL;
  g_autoptr (Composed) composed = peer_compose (peer, service, answers, about, "duty-proof", proof);
  g_autoptr (GPtrArray) signers = yn_signers_of (composed->service, composed->body);
  Filing *filing = peer_print (peer, composed);
  g_autoptr (YnHttpAnswer) answer = NULL;

  for (guint i = 0; i < signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (signers, i);
      g_autoptr (YnKey) key = peer_key_of (peer, signer);

      filing_sign (filing, key, signer->role, yn_clock_now (peer->clock));
    }
  peer_upload_all (peer, filing);
  answer = peer_put (peer, filing);
  *status = answer->status;
  return filing;
}

/* What came of it. */

YnJson *
peer_events (Peer *peer)
{
  g_autoptr (YnHttpAnswer) answer = peer_get (peer, "/api/events?limit=1000");

  g_assert_cmpuint (answer->status, ==, 200);
  return peer_json (answer);
}

YnJson *
peer_await (Peer *peer, const char *id, const char *kind)
{
  gint64 patience = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < patience)
    {
      g_autoptr (YnJson) all = peer_events (peer);
      const YnJson *events = yn_json_get (all, "events");

      for (guint i = 0; i < yn_json_size (events); i++)
        if (g_strcmp0 (yn_json_get_string (yn_json_at (events, i), "filing"), id) == 0
            && g_strcmp0 (yn_json_get_string (yn_json_at (events, i), "kind"), kind) == 0)
          return yn_json_ref (yn_json_at (events, i));
      g_usleep (50000);
    }
  g_error ("no event %s came", kind);
}

/* Answers as the paper's own form wants them; and for the first of each kind, invariant 6 on every page and
 * invariant 9 over all of it. */
static void
check_platform_paper (Peer *peer, GBytes *pdf, const YnJson *body)
{
  static GSList *looked_at = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_find (yn_json_get_string (body, "kind"), &error);
  g_autofree char *today = yn_clock_today (peer->clock);
  g_autoptr (GPtrArray) problems = NULL;
  g_auto (GStrv) pages = NULL;

  g_assert_no_error (error);
  g_assert_true (yn_json_get_boolean (yn_json_get (body, "platform"), "practice", FALSE));
  g_assert_cmpstr (yn_json_get_string (yn_json_get (body, "about"), "relation"), ==, "answers");

  problems = yn_service_check (service, yn_json_get (body, "answers"), NULL, today, YN_LANGUAGE_ZH_CN);
  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);

      g_error ("a %s has %s at %s", yn_json_get_string (body, "kind"), problem->code, problem->pointer);
    }

  if (g_slist_find_custom (looked_at, yn_service_id (service), (GCompareFunc) strcmp) != NULL)
    return;
  looked_at = g_slist_prepend (looked_at, (gpointer) g_intern_string (yn_service_id (service)));
  yn_paper_compare (pdf, service, NULL, &error);
  g_assert_no_error (error);
  pages = yn_reading_texts (pdf, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; pages[i] != NULL; i++)
    g_assert_nonnull (strstr (pages[i], "演练·无效力"));
}

YnJson *
peer_read_paper (Peer *peer, GBytes *pdf, const char *kind)
{
  g_autoptr (YnHttpAnswer) answer = peer_get (peer, "/.well-known/oauth-protected-resource");
  g_autoptr (YnJson) metadata = peer_json (answer);
  const char *pem = yn_json_string (yn_json_pointer (metadata, "/yinuo_seals/0"));
  g_autoptr (GBytes) seal = g_bytes_new (pem, strlen (pem));
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YnVerification) verification = NULL;
  g_autoptr (YnJson) body = NULL;

  yn_trust_add_seals (trust, seal, &error);
  g_assert_no_error (error);
  yn_trust_practise (trust);
  verification = yn_verify (pdf, trust, yn_clock_now (peer->clock));
  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
  body = yn_paper_body (pdf, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yn_json_get_string (body, "kind"), ==, kind);
  check_platform_paper (peer, pdf, body);
  return yn_json_ref (yn_json_get (body, "answers"));
}

YnJson *
peer_fetch_paper (Peer *peer, const char *sha256, const char *kind)
{
  g_autofree char *target = g_strconcat ("/api/papers/", sha256, NULL);
  g_autoptr (YnHttpAnswer) answer = peer_get (peer, target);
  g_autofree char *is = NULL;

  g_assert_cmpuint (answer->status, ==, 200);
  is = yn_sha256 (answer->body);
  g_assert_cmpstr (is, ==, sha256);
  return peer_read_paper (peer, answer->body, kind);
}
