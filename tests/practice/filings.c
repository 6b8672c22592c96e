/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* PUT /filings: what is taken, what is refused and with which code, and that the same gets the same. */

#include "practice/peer.h"

#include "base/data.h"
#include "base/hash.h"
#include "fixtures/variant.h"
#include "signing/authority.h"
#include "signing/softkey.h"

#include <string.h>

static Filing *
printed (Peer *peer, const char *service)
{
  g_autoptr (YnJson) answers = peer_answers (peer, service);
  g_autoptr (Composed) composed = peer_compose (peer, service, answers, NULL, NULL, NULL);

  return peer_print (peer, composed);
}

static void
sign (Peer *peer, Filing *filing)
{
  if (peer->key == NULL)
    peer->key = peer_make_key (peer);
  filing_sign (filing, peer->key, "enterprise-seal", yn_clock_now (peer->clock));
}

/* The code of the first reason of a signed refusal. */
static void
assert_refused (Peer *peer, const Filing *filing, const char *code)
{
  g_autoptr (YnHttpAnswer) answer = peer_put (peer, filing);
  g_autoptr (YnHttpAnswer) again = NULL;
  g_autoptr (YnJson) answers = NULL;

  g_assert_cmpuint (answer->status, ==, 422);
  g_assert_cmpstr (yn_http_header (answer, "yinuo-filing"), ==, filing->id);
  answers = peer_read_paper (peer, answer->body, "refusal");
  g_assert_cmpstr (yn_json_string (yn_json_pointer (answers, "/reasons/0/code")), ==, code);
  g_assert_cmpstr (yn_json_get_string (answers, "filing"), ==, filing->id);

  again = peer_put (peer, filing);
  g_assert_cmpuint (again->status, ==, 422);
  g_assert_true (g_bytes_equal (answer->body, again->body));
}

static void
test_received (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnHttpAnswer) first = NULL;
  g_autoptr (YnHttpAnswer) second = NULL;
  g_autoptr (YnHttpAnswer) after_restart = NULL;
  g_autoptr (YnJson) receipt = NULL;

  peer_sign_in (peer, RESTAURANT);
  filing = printed (peer, "F04");
  sign (peer, filing);
  peer_upload_all (peer, filing);
  first = peer_put (peer, filing);
  g_assert_cmpuint (first->status, ==, 201);
  receipt = peer_read_paper (peer, first->body, "receipt");
  g_assert_cmpstr (yn_json_get_string (receipt, "filing"), ==, filing->id);
  g_assert_true (g_str_has_prefix (yn_json_get_string (receipt, "number"), "00000020261123"));

  second = peer_put (peer, filing);
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_true (g_bytes_equal (first->body, second->body));

  peer_restart (peer, NULL);
  after_restart = peer_put (peer, filing);
  g_assert_cmpuint (after_restart->status, ==, 200);
  g_assert_true (g_bytes_equal (first->body, after_restart->body));
}

/* Whoever gets around a desk that would not print it is refused here, with what the service lacks. */
static void
test_incomplete (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnService) service = NULL;
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;
  g_autoptr (YnJson) refusal = NULL;
  g_autoptr (Composed) composed = NULL;
  g_autoptr (Filing) filing = NULL;

  peer_sign_in (peer, RESTAURANT);
  service = variant_new (peer->folder, "F04", "F04-untold", "/commitmentType", "\"1\"", NULL);
  answers = peer_answers (peer, "F04");
  composed = peer_compose_with (peer, service, answers, NULL, NULL, NULL);
  filing = peer_print (peer, composed);
  sign (peer, filing);
  peer_upload_all (peer, filing);
  assert_refused (peer, filing, "service-incomplete");
  answer = peer_put (peer, filing);
  refusal = peer_read_paper (peer, answer->body, "refusal");
  g_assert_cmpstr (yn_json_string (yn_json_pointer (refusal, "/reasons/1/code")), ==, "notice-missing");
}

/* Invariant 3: the first paper of a matter stands, and its receipt answers for both. */
static void
test_one_matter (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Composed) composed = NULL;
  g_autoptr (Filing) one = NULL;
  g_autoptr (Filing) other = NULL;
  g_autoptr (YnHttpAnswer) first = NULL;
  g_autoptr (YnHttpAnswer) second = NULL;

  peer_sign_in (peer, RESTAURANT);
  answers = peer_answers (peer, "F04");
  composed = peer_compose (peer, "F04", answers, NULL, NULL, NULL);
  one = peer_print (peer, composed);
  other = peer_print (peer, composed);
  sign (peer, one);
  filing_sign (other, peer->key, "enterprise-seal", yn_clock_now (peer->clock) + G_USEC_PER_SEC);
  g_assert_cmpstr (one->id, !=, other->id);

  peer_upload_all (peer, one);
  first = peer_put (peer, one);
  second = peer_put (peer, other);
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpstr (yn_http_header (second, "yinuo-filing"), ==, one->id);
  g_assert_true (g_bytes_equal (first->body, second->body));
}

static void
test_missing (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (Filing) filing = NULL;
  g_autoptr (YnHttpAnswer) answer = NULL;
  g_autoptr (YnHttpAnswer) later = NULL;
  g_autoptr (YnJson) problem = NULL;
  g_autofree char *annex = NULL;

  peer_sign_in (peer, RESTAURANT);
  filing = printed (peer, "F04");
  annex = yn_sha256 (filing->annex);
  sign (peer, filing);
  answer = peer_put (peer, filing);
  g_assert_cmpuint (answer->status, ==, 424);
  problem = peer_json (answer);
  g_assert_cmpuint (yn_json_size (yn_json_get (problem, "missing")), ==, 1);
  g_assert_cmpstr (yn_json_string (yn_json_pointer (problem, "/missing/0")), ==, annex);

  peer_upload_all (peer, filing);
  later = peer_put (peer, filing);
  g_assert_cmpuint (later->status, ==, 201);
}

static void
assert_problem (YnHttpAnswer *answer, guint status, const char *code)
{
  g_autofree char *is = peer_code (answer);

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (is, ==, code);
  yn_http_answer_free (answer);
}

static YnHttpAnswer *
put_bytes (Peer *peer, const char *id, const char *type, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autofree char *sha256 = id != NULL ? g_strdup (id) : yn_sha256 (body);
  g_autofree char *target = g_strconcat ("/api/filings/", sha256, NULL);

  return peer_ask (peer, "PUT", target, type, body, NULL);
}

/* Nothing that a platform could sign an answer to. */
static void
test_no_paper (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  static const char other[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  assert_problem (put_bytes (peer, NULL, "application/pdf", "hello"), 401, "not-signed-in");
  peer_sign_in (peer, RESTAURANT);
  assert_problem (put_bytes (peer, other, "application/pdf", "hello"), 400, "nonsense");
  assert_problem (put_bytes (peer, NULL, "text/plain", "hello"), 415, "wrong-type");
  assert_problem (put_bytes (peer, NULL, "application/pdf", "hello"), 400, "bad-pdf");
  assert_problem (put_bytes (peer, NULL, "application/pdf", "%PDF-1.7\n"), 400, "bad-pdf");
  assert_problem (put_bytes (peer, "not-a-hash", "application/pdf", "hello"), 404, "not-found");
}

static void
test_too_large (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  gsize size = 64 * 1024 * 1024 + 1;
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (size), size);
  g_autofree char *sha256 = yn_sha256 (body);
  g_autofree char *target = g_strconcat ("/api/filings/", sha256, NULL);

  peer_sign_in (peer, RESTAURANT);
  assert_problem (peer_ask (peer, "PUT", target, "application/pdf", body, NULL), 413, "too-large");
}

/* One thing of the body changed before it is printed and signed. */
static void
test_refusals (void)
{
  static const struct
  {
    const char *pointer;
    const char *value; /* JSON */
    const char *code;
  } cases[] = {
    { "/platform/id", "\"00000000-0000-4000-8000-000000000000\"", "other-platform" },
    { "/platform/practice", "false", "other-platform" },
    { "/enterprise/uscc", "\"91460200MA5T1Q2W3D\"", "wrong-enterprise" },
    { "/answers/enterprise/uscc", "\"91460200MA5T1Q2W3D\"", "wrong-enterprise" },
    { "/part", "\"annex\"", "not-a-paper" },
    { "/answers/staff/people", "0", "answers-invalid" },
    { "/answers/shop", NULL, "answers-invalid" },
    { "/answers/enterprise/agent/phone", "\"139****0000\"", "annex-differs" },
  };
  g_autoptr (Peer) peer = peer_new (-1);

  peer_sign_in (peer, RESTAURANT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) answers = peer_answers (peer, "F04");
      g_autoptr (Composed) composed = peer_compose (peer, "F04", answers, NULL, NULL, NULL);
      g_autoptr (YnJson) value = cases[i].value != NULL ? yn_json_parse (cases[i].value, -1, NULL) : NULL;
      g_autoptr (YnJson) changed = yn_json_with (composed->body, cases[i].pointer, value);
      g_autoptr (Filing) filing = NULL;

      g_test_message ("%s", cases[i].pointer);
      yn_json_unref (composed->body);
      composed->body = g_steal_pointer (&changed);
      filing = peer_print (peer, composed);
      sign (peer, filing);
      peer_upload_all (peer, filing);
      assert_refused (peer, filing, cases[i].code);
    }
}

/* Printed with a form that is not, or not quite, the platform's. */
static void
test_other_forms (void)
{
  static const struct
  {
    const char *pointer;
    const char *value;
    const char *code;
  } cases[] = {
    { "/id", "F99", "service-unknown" },      { "/id", "receipt", "service-unknown" },
    { "/version", "0", "service-version" },   { "/title/en", "Another title", "service-version" },
    { "/kind", "repair", "service-version" },
  };
  g_autoptr (Peer) peer = peer_new (-1);

  peer_sign_in (peer, RESTAURANT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnJson) answers = peer_answers (peer, "F04");
      g_autoptr (YnJson) form = yn_data_json ("services/F04.json", &error);
      g_autoptr (YnJson) value = yn_json_new_string (cases[i].value);
      g_autoptr (YnJson) changed = yn_json_with (form, cases[i].pointer, value);
      g_autoptr (GBytes) bytes = yn_json_print_bytes (changed, YN_JSON_COMPACT);
      g_autoptr (YnService) service = yn_service_new (bytes, &error);
      g_autoptr (Composed) composed = NULL;
      g_autoptr (Filing) filing = NULL;

      g_test_message ("%s", cases[i].pointer);
      g_assert_no_error (error);
      composed = peer_compose_with (peer, service, answers, NULL, NULL, NULL);
      filing = peer_print (peer, composed);
      sign (peer, filing);
      peer_upload_all (peer, filing);
      assert_refused (peer, filing, cases[i].code);
    }
}

/* An annex of another paper. */
static void
test_foreign_annex (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (Composed) one = NULL;
  g_autoptr (Composed) other = NULL;
  g_autoptr (Filing) filing = NULL;

  peer_sign_in (peer, RESTAURANT);
  answers = peer_answers (peer, "F04");
  one = peer_compose (peer, "F04", answers, NULL, NULL, NULL);
  other = peer_compose (peer, "F04", answers, NULL, NULL, NULL);
  yn_json_unref (one->annex);
  one->annex = yn_json_ref (other->annex);
  filing = peer_print (peer, one);
  sign (peer, filing);
  peer_upload_all (peer, filing);
  assert_refused (peer, filing, "annex-differs");
}

/* Not what the paper says of it: of another size, or no picture at all. */
static void
test_attachment (void)
{
  static const struct
  {
    const char *pointer;
    const char *value;
  } cases[] = { { "/attachments/0/size", "1" }, { "/attachments/0/type", "\"image/jpeg\"" } };
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (GBytes) picture = g_bytes_new_static ("\x89PNG\r\n\x1a\n", 8);

  peer_sign_in (peer, RESTAURANT);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) answers = peer_answers (peer, "F04");
      g_autoptr (Composed) composed = peer_compose (peer, "F04", answers, NULL, "licence-copy", picture);
      g_autoptr (YnJson) value = yn_json_parse (cases[i].value, -1, NULL);
      g_autoptr (YnJson) changed = yn_json_with (composed->body, cases[i].pointer, value);
      g_autoptr (Filing) filing = NULL;

      yn_json_unref (composed->body);
      composed->body = g_steal_pointer (&changed);
      filing = peer_print (peer, composed);
      sign (peer, filing);
      peer_upload_all (peer, filing);
      assert_refused (peer, filing, "attachment-type");
    }
}

static void
test_not_signed (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (Filing) filing = NULL;

  peer_sign_in (peer, RESTAURANT);
  filing = printed (peer, "F04");
  peer_upload_all (peer, filing);
  assert_refused (peer, filing, "not-signed");
}

static void
test_wrong_role (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (Filing) filing = NULL;

  peer_sign_in (peer, RESTAURANT);
  peer->key = peer_make_key (peer);
  filing = printed (peer, "F04");
  filing_sign (filing, peer->key, "agent", yn_clock_now (peer->clock));
  peer_upload_all (peer, filing);
  assert_refused (peer, filing, "signer-missing");
}

/* Another enterprise's certificate, of the same authority. */
static void
test_wrong_certificate (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (YnKey) builders = NULL;
  g_autoptr (Filing) filing = NULL;

  peer_sign_in (peer, BUILDER);
  builders = peer_make_key (peer);
  peer_sign_in (peer, RESTAURANT);
  filing = printed (peer, "F04");
  filing_sign (filing, builders, "enterprise-seal", yn_clock_now (peer->clock));
  peer_upload_all (peer, filing);
  assert_refused (peer, filing, "certificate-mismatch");
}

/* An authority that nobody here knows, though it calls itself the same. */
static void
test_unknown_authority (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  const YnAuthorityOptions options = { .name = "演练平台 证书机构",
                                       .practice = TRUE,
                                       .now = yn_clock_now (peer->clock) };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnAuthority) authority = yn_authority_make (&options, &error);
  g_autoptr (YnKey) key = NULL;
  g_autoptr (YnSecret) exported = NULL;
  g_autoptr (Filing) filing = NULL;

  g_assert_no_error (error);
  key = yn_authority_make_seal (authority, "演练企业·海味小馆", RESTAURANT, yn_clock_now (peer->clock),
                                &exported, &error);
  g_assert_no_error (error);
  peer_sign_in (peer, RESTAURANT);
  filing = printed (peer, "F04");
  filing_sign (filing, key, "enterprise-seal", yn_clock_now (peer->clock));
  peer_upload_all (peer, filing);
  assert_refused (peer, filing, "not-trusted");
}

static void
test_expired_certificate (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (Filing) filing = NULL;

  peer_sign_in (peer, RESTAURANT);
  peer->key = peer_make_key (peer);
  peer_restart (peer, "2028-01-01T00:00:00Z");
  peer_sign_in (peer, RESTAURANT);
  filing = printed (peer, "W01"); /* its answers know no day */
  filing_sign (filing, peer->key, "enterprise-seal", yn_clock_now (peer->clock));
  peer_upload_all (peer, filing);
  assert_refused (peer, filing, "certificate-expired");
}

/* One byte of a page, changed after it was signed. */
static void
test_changed (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (Filing) filing = NULL;
  gsize length;
  guint8 *bytes;

  peer_sign_in (peer, RESTAURANT);
  filing = printed (peer, "F04");
  sign (peer, filing);
  bytes = g_bytes_unref_to_data (filing->pdf, &length);
  for (gsize i = 0; i + 9 < length; i++)
    if (memcmp (bytes + i, "/MediaBox", 9) == 0)
      {
        bytes[i + 1] = 'm';
        break;
      }
  filing->pdf = g_bytes_new_take (bytes, length);
  g_free (filing->id);
  filing->id = yn_sha256 (filing->pdf);
  peer_upload_all (peer, filing);
  assert_refused (peer, filing, "signature-invalid");
}

static void
test_certificates (void)
{
  g_autoptr (Peer) peer = peer_new (-1);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnNewKey) made = yn_new_key_make (YN_KEY_P256, &error);
  g_autoptr (GBytes) foreign = yn_new_key_request (made, "演练企业·椰风建设工程有限公司", BUILDER, &error);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("0\x03\x02\x01\x00", 5);

  g_assert_no_error (error);
  peer_sign_in (peer, RESTAURANT);
  assert_problem (peer_ask (peer, "POST", "/api/certificates", "application/pkcs10", foreign, NULL), 400,
                  "certificate-mismatch");
  assert_problem (peer_ask (peer, "POST", "/api/certificates", "application/pkcs10", nonsense, NULL), 400,
                  "certificate-mismatch");
  assert_problem (peer_ask (peer, "POST", "/api/certificates", "text/plain", foreign, NULL), 415,
                  "wrong-type");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/filings/incomplete", test_incomplete);
  g_test_add_func ("/practice/filings/received", test_received);
  g_test_add_func ("/practice/filings/one-matter", test_one_matter);
  g_test_add_func ("/practice/filings/missing", test_missing);
  g_test_add_func ("/practice/filings/no-paper", test_no_paper);
  g_test_add_func ("/practice/filings/too-large", test_too_large);
  g_test_add_func ("/practice/filings/refusals", test_refusals);
  g_test_add_func ("/practice/filings/other-forms", test_other_forms);
  g_test_add_func ("/practice/filings/foreign-annex", test_foreign_annex);
  g_test_add_func ("/practice/filings/attachment", test_attachment);
  g_test_add_func ("/practice/filings/not-signed", test_not_signed);
  g_test_add_func ("/practice/filings/wrong-role", test_wrong_role);
  g_test_add_func ("/practice/filings/wrong-certificate", test_wrong_certificate);
  g_test_add_func ("/practice/filings/unknown-authority", test_unknown_authority);
  g_test_add_func ("/practice/filings/expired-certificate", test_expired_certificate);
  g_test_add_func ("/practice/filings/changed", test_changed);
  g_test_add_func ("/practice/filings/certificates", test_certificates);
  return g_test_run ();
}
