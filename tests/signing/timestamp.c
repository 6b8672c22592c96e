/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Timestamps from authorities that answer, that do not, and that lie. The wire is a function; the authorities are made
 * here. */

#include "material.h"

#include "base/error.h"
#include "signing/authority-answers.h"
#include "signing/authority-parts.h"
#include "signing/revocation.h"
#include "signing/timestamp-token.h"

#include <openssl/ts.h>
#include <string.h>

static YnKey *rsa, *p256;
static YnTimekeeper *timekeeper, *expired, *foreign, *unfit;

/* How an authority of this wire behaves: the host of its URL. */
static const char *const behaviours[] = { "good", "timeout", "bad-request", "quota", "paid", "down", "wrong-nonce",
                                          "wrong-imprint", "unfit", "expired", "garbage", "empty",
                                          "cut", "huge", "refusing" };

typedef struct
{
  guint asked[G_N_ELEMENTS (behaviours)];
  int retry_after; /* said with "quota"; -1: nothing */
} Wire;

static guint
behaviour_of (const char *url)
{
  for (guint i = 0; i < G_N_ELEMENTS (behaviours); i++)
    if (g_str_equal (url + strlen ("http://"), behaviours[i]))
      return i;
  g_assert_not_reached ();
}

/* The question with another nonce or another digest in it. */
static GBytes *
falsify (GBytes *question, gboolean nonce)
{
  const unsigned char *cursor = g_bytes_get_data (question, NULL);
  TS_REQ *request = d2i_TS_REQ (NULL, &cursor, (long) g_bytes_get_size (question));
  ASN1_INTEGER *other = ASN1_INTEGER_new ();
  guint8 digest[32] = { 7 };
  unsigned char *der = NULL;
  GBytes *bytes;
  int length;

  ASN1_INTEGER_set (other, 4711);
  if (nonce)
    TS_REQ_set_nonce (request, other);
  else
    TS_MSG_IMPRINT_set_msg (TS_REQ_get_msg_imprint (request), digest, sizeof digest);
  length = i2d_TS_REQ (request, &der);
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  ASN1_INTEGER_free (other);
  TS_REQ_free (request);
  return bytes;
}

/* A real answer whose signature is of a certificate that libcrypto would not let give timestamps. */
static GBytes *
answer_unfit (GBytes *question)
{
  g_autoptr (GBytes) good = yn_timekeeper_answer (timekeeper, question, NOW, NULL);
  const unsigned char *cursor = g_bytes_get_data (good, NULL);
  TS_RESP *response = d2i_TS_RESP (NULL, &cursor, (long) g_bytes_get_size (good));
  unsigned char *info = NULL, *der = NULL;
  int length = i2d_TS_TST_INFO (TS_RESP_get_tst_info (response), &info);
  BIO *content = BIO_new_mem_buf (info, length);
  CMS_ContentInfo *cms = CMS_sign (NULL, NULL, NULL, NULL, CMS_PARTIAL | CMS_BINARY);
  GBytes *bytes;

  CMS_set1_eContentType (cms, OBJ_nid2obj (NID_id_smime_ct_TSTInfo));
  CMS_set_detached (cms, 0);
  g_assert_nonnull (CMS_add1_signer (cms, unfit->leaf, unfit->key, EVP_sha256 (), CMS_CADES | CMS_NOSMIMECAP));
  g_assert_cmpint (CMS_final (cms, content, NULL, CMS_BINARY), ==, 1);
  BIO_free (content);
  OPENSSL_free (info);
  info = NULL;
  length = i2d_CMS_ContentInfo (cms, &info);
  {
    const unsigned char *token = info;
    PKCS7 *carried = d2i_PKCS7 (NULL, &token, length);

    g_assert_nonnull (carried);
    TS_RESP_set_tst_info (response, carried, NULL);
  }
  length = i2d_TS_RESP (response, &der);
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (info);
  OPENSSL_free (der);
  CMS_ContentInfo_free (cms);
  TS_RESP_free (response);
  return bytes;
}

static YnHttpAnswer *
fetch (gpointer data, const YnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  Wire *wire = data;
  guint behaviour = behaviour_of (request->url);
  const char *name = behaviours[behaviour];
  g_autoptr (GBytes) false_question = NULL;
  YnHttpAnswer *answer;

  wire->asked[behaviour]++;
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->content_type, ==, "application/timestamp-query");
  g_assert_true (request->signed_answer);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (g_str_equal (name, "good"))
    return test_reply (200, yn_timekeeper_answer (timekeeper, request->body, NOW, NULL));
  if (g_str_equal (name, "expired"))
    return test_reply (200, yn_timekeeper_answer (expired, request->body, NOW, NULL));
  if (g_str_equal (name, "unfit"))
    return test_reply (200, answer_unfit (request->body));
  if (g_str_equal (name, "bad-request"))
    return test_reply (400, NULL);
  if (g_str_equal (name, "down"))
    return test_reply (503, NULL);
  if (g_str_equal (name, "paid"))
    return test_reply (402, NULL);
  if (g_str_equal (name, "garbage"))
    return test_reply (200, g_bytes_new_static ("<html>", 6));
  if (g_str_equal (name, "empty"))
    return test_reply (200, NULL);
  if (g_str_equal (name, "cut"))
    {
      g_autoptr (GBytes) whole = yn_timekeeper_answer (timekeeper, request->body, NOW, NULL);

      return test_reply (200, g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - 40));
    }
  if (g_str_equal (name, "huge")) /* a wire that does not keep to max_answer */
    return test_reply (200, g_bytes_new_take (g_malloc0 (1 << 20), 1 << 20));
  if (g_str_equal (name, "refusing")) /* RFC 3161, 2.4.2: an answer that says no */
    {
      g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);

      return test_reply (200, yn_timekeeper_answer (timekeeper, nonsense, NOW, NULL));
    }
  if (g_str_equal (name, "quota"))
    {
      answer = test_reply (429, NULL);
      if (wire->retry_after >= 0)
        g_hash_table_insert (answer->headers, g_strdup ("retry-after"), g_strdup_printf ("%d", wire->retry_after));
      return answer;
    }
  if (g_str_equal (name, "timeout"))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_TIMED_OUT, "it took too long");
      return NULL;
    }
  false_question = falsify (request->body, g_str_equal (name, "wrong-nonce"));
  return test_reply (200, yn_timekeeper_answer (timekeeper, false_question, NOW, NULL));
}

static void
wire_init (Wire *wire)
{
  *wire = (Wire) { .retry_after = -1 };
}

static YnTimestamper *
timestamper_of (Wire *wire, const char *const *names)
{
  g_autoptr (YnClock) clock = yn_clock_new_at ("2026-11-23T02:50:02Z");
  YnTimestamper *timestamper = yn_timestamper_new (fetch, wire, NULL, clock);

  for (; *names != NULL; names++)
    {
      g_autofree char *url = g_strconcat ("http://", *names, NULL);

      yn_timestamper_add (timestamper, *names, url, 0);
    }
  return timestamper;
}

static const guint8 *
sample_digest (void)
{
  static const guint8 digest[32] = "thirty-two bytes of some digest";

  return digest;
}

/* Whatever one authority does, the next one is asked, and what happened is told. */
static void
test_next (void)
{
  static const struct
  {
    const char *behaviour, *code;
  } cases[] = {
    { "timeout", "timed-out" },           { "bad-request", "timestamp-refused" },
    { "quota", "quota" },                 { "paid", "quota" },
    { "down", "server-trouble" },         { "wrong-nonce", "timestamp-wrong" },
    { "wrong-imprint", "timestamp-wrong" }, { "unfit", "timestamp-wrong" },
    { "expired", "timestamp-wrong" },     { "garbage", "timestamp-wrong" },
    { "empty", "timestamp-wrong" },       { "cut", "timestamp-wrong" },
    { "huge", "timestamp-wrong" },        { "refusing", "timestamp-refused" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const names[] = { cases[i].behaviour, "good", NULL };
      Wire wire;
      g_autoptr (YnTimestamper) timestamper = (wire_init (&wire), timestamper_of (&wire, names));
      g_autoptr (GPtrArray) tries = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_timestamp_try_free);
      g_autoptr (GError) error = NULL;
      g_autoptr (YnTimestamp) timestamp = yn_timestamper_ask (timestamper, sample_digest (), tries, NULL, &error);
      const YnTimestampTry *first, *second;

      g_assert_no_error (error);
      g_assert_cmpstr (timestamp->authority, ==, "good");
      g_assert_cmpint (timestamp->instant, ==, NOW);
      g_assert_cmpuint (tries->len, ==, 2);
      first = g_ptr_array_index (tries, 0);
      second = g_ptr_array_index (tries, 1);
      g_test_message ("%s: %s", cases[i].behaviour, first->detail);
      g_assert_cmpstr (first->authority, ==, cases[i].behaviour);
      g_assert_cmpstr (first->code, ==, cases[i].code);
      g_assert_nonnull (first->detail);
      g_assert_cmpstr (second->code, ==, "answered");
    }
}

/* Who failed rests: a hundred papers do not wait for it a hundred times. */
static void
test_rest (void)
{
  const char *const names[] = { "timeout", "good", NULL };
  Wire wire;
  g_autoptr (YnTimestamper) timestamper = (wire_init (&wire), timestamper_of (&wire, names));
  g_autoptr (YnJson) health = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (YnTimestamp) timestamp = yn_timestamper_ask (timestamper, sample_digest (), NULL, NULL, NULL);

      g_assert_nonnull (timestamp);
    }
  g_assert_cmpuint (wire.asked[behaviour_of ("http://timeout")], ==, 1);
  g_assert_cmpuint (wire.asked[behaviour_of ("http://good")], ==, 100);
  health = yn_timestamper_health (timestamper);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (health, 0), "health"), ==, "resting");
  g_assert_cmpstr (yn_json_get_string (yn_json_at (health, 0), "last"), ==, "timed-out");
  g_assert_cmpstr (yn_json_get_string (yn_json_at (health, 0), "until"), ==, "2026-11-23T02:50:32Z");
  g_assert_cmpstr (yn_json_get_string (yn_json_at (health, 1), "health"), ==, "good");
  g_assert_cmpint (yn_json_get_int (yn_json_at (health, 1), "given", -1), ==, 100);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (health, 1), "asked"), ==, "2026-11-23T02:50:02Z");

  yn_timestamper_wake (timestamper); /* somebody waits */
  yn_timestamp_free (yn_timestamper_ask (timestamper, sample_digest (), NULL, NULL, NULL));
  g_assert_cmpuint (wire.asked[behaviour_of ("http://timeout")], ==, 2);
}

/* An authority that says when it gives again is asked again then. */
static void
test_retry_after (void)
{
  const char *const names[] = { "quota", NULL };
  Wire wire;
  g_autoptr (YnTimestamper) timestamper = (wire_init (&wire), timestamper_of (&wire, names));
  g_autoptr (YnTimestamp) none = NULL;
  g_autoptr (YnJson) health = NULL;

  wire.retry_after = 120;
  none = yn_timestamper_ask (timestamper, sample_digest (), NULL, NULL, NULL);
  g_assert_null (none);
  health = yn_timestamper_health (timestamper);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (health, 0), "until"), ==, "2026-11-23T02:52:02Z");
}

/* Our own count keeps a share for a day, through a restart too, and begins again the day after. */
static void
test_share (void)
{
  Wire wire;
  g_autoptr (YnClock) clock = yn_clock_new_at ("2026-11-23T02:50:02Z");
  g_autoptr (YnTimestamper) first = NULL;
  g_autoptr (YnTimestamper) second = NULL;
  g_autoptr (YnJson) health = NULL;

  wire_init (&wire);
  first = yn_timestamper_new (fetch, &wire, NULL, clock);
  yn_timestamper_add (first, NULL, "http://good", 3);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (YnTimestamp) timestamp = yn_timestamper_ask (first, sample_digest (), NULL, NULL, NULL);

      g_assert_true ((timestamp != NULL) == (i < 3));
    }
  g_assert_cmpuint (wire.asked[0], ==, 3);
  health = yn_timestamper_health (first);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (health, 0), "health"), ==, "used-up");

  second = yn_timestamper_new (fetch, &wire, NULL, clock);
  yn_timestamper_add (second, NULL, "http://good", 3);
  yn_timestamper_recall (second, health);
  {
    g_autoptr (GPtrArray) tries = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_timestamp_try_free);
    g_autoptr (YnTimestamp) none = yn_timestamper_ask (second, sample_digest (), tries, NULL, NULL);

    g_assert_null (none);
    g_assert_cmpstr (((YnTimestampTry *) g_ptr_array_index (tries, 0))->code, ==, "quota");
  }
  yn_clock_move (clock, 1);
  {
    g_autoptr (YnTimestamp) again = yn_timestamper_ask (second, sample_digest (), NULL, NULL, NULL);

    g_assert_nonnull (again);
  }
}

static void
test_cancelled (void)
{
  const char *const names[] = { "good", "timeout", NULL };
  Wire wire;
  g_autoptr (YnTimestamper) timestamper = (wire_init (&wire), timestamper_of (&wire, names));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (yn_timestamper_ask (timestamper, sample_digest (), NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (wire.asked[behaviour_of ("http://timeout")], ==, 0);
}

/* --- signatures with timestamps ----------------------------------------------------------------------------------- */

static GBytes *
sign (YnKey *key, const char *const *names, YnSignatureLevel level, YnSignOutcome **outcome)
{
  Wire wire;
  g_autoptr (YnTimestamper) timestamper = (wire_init (&wire), timestamper_of (&wire, names));
  YnSignFinish how = { .level = level, .timestamper = timestamper };
  YnSignOptions options = test_options ("enterprise-seal", key);
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) prepared = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *paper;

  options.level = level;
  prepared = yn_sign_prepare (plain, &options, &digest, &error);
  g_assert_no_error (error);
  paper = yn_sign_finish (prepared, digest, key, &how, outcome, &error);
  g_assert_no_error (error);
  return paper;
}

static YnVerification *
verify (GBytes *paper, gint64 instant)
{
  g_autoptr (YnTrust) trust = test_trust (test_authority (FALSE));

  return yn_verify (paper, trust, instant);
}

static const YnSignatureVerdict *
first_of (YnVerification *verification)
{
  return g_ptr_array_index (verification->signatures, 0);
}

static void
test_b_t (void)
{
  static const char *const names[] = { "timeout", "good", NULL };
  YnKey *keys[] = { rsa, p256 };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (YnSignOutcome) outcome = NULL;
      g_autoptr (GBytes) paper = sign (keys[i], names, YN_LEVEL_B_T, &outcome);
      g_autoptr (YnVerification) verification = verify (paper, NOW);
      const YnSignatureVerdict *verdict = first_of (verification);

      g_assert_cmpint (outcome->level, ==, YN_LEVEL_B_T);
      g_assert_cmpstr (outcome->authority, ==, "good");
      g_assert_cmpint (outcome->timestamp, ==, NOW);
      g_assert_null (outcome->missing);
      g_assert_cmpuint (outcome->tries->len, ==, 2);
      g_test_message ("%s %s", verdict->intact_code, verdict->intact_detail);
      g_assert_cmpstr (verification->code, ==, "signed-and-intact");
      g_assert_cmpint (verdict->when, ==, YN_VERDICT_YES);
      g_assert_cmpstr (verdict->when_code, ==, "timestamp");
      g_assert_cmpint (verdict->timestamp, ==, NOW);
      g_assert_cmpstr (verdict->authority, ==, "Sample Timestamps");
    }
}

/* Nobody answers: the signature is there all the same, and says what it lacks. */
static void
test_b_b_with_words (void)
{
  static const char *const names[] = { "timeout", "bad-request", "quota", NULL };
  static const char *const nobody[] = { NULL };
  g_autoptr (YnSignOutcome) outcome = NULL;
  g_autoptr (YnSignOutcome) alone = NULL;
  g_autoptr (GBytes) paper = sign (rsa, names, YN_LEVEL_B_T, &outcome);
  g_autoptr (GBytes) other = sign (rsa, nobody, YN_LEVEL_B_LT, &alone);
  g_autoptr (YnVerification) verification = verify (paper, NOW);

  g_assert_cmpint (outcome->level, ==, YN_LEVEL_B_B);
  g_assert_cmpstr (outcome->missing, ==, "timestamp-unreachable");
  g_assert_null (outcome->authority);
  g_assert_cmpuint (outcome->tries->len, ==, 3);
  g_assert_cmpint (alone->level, ==, YN_LEVEL_B_B);
  g_assert_cmpstr (alone->missing, ==, "timestamp-unreachable");
  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
  g_assert_cmpstr (first_of (verification)->when_code, ==, "claimed");
}

/* The timestamp proves that the certificate was valid when it signed, after it has expired. */
static void
test_after_expiry (void)
{
  static const char *const names[] = { "good", NULL };
  g_autoptr (GBytes) stamped = sign (rsa, names, YN_LEVEL_B_T, NULL);
  g_autoptr (GBytes) plain = sign (rsa, names, YN_LEVEL_B_B, NULL);
  g_autoptr (YnVerification) with = verify (stamped, NOW + 400 * DAY);
  g_autoptr (YnVerification) without = verify (plain, NOW + 400 * DAY);

  g_assert_cmpstr (first_of (with)->who_code, ==, "trusted");
  g_assert_cmpint (with->whole, ==, YN_VERDICT_YES);
  g_assert_cmpstr (first_of (without)->who_code, ==, "expired");
  g_assert_cmpint (without->whole, ==, YN_VERDICT_CANNOT_TELL);
}

static YnTimekeeper *made_by (YnAuthority *authority, gint64 issued);

/* A timestamp of an authority that nobody trusts takes nothing from the signature, and proves nothing. */
static void
test_unknown_authority (void)
{
  static const char *const names[] = { "good", NULL };
  YnTimekeeper *ours = timekeeper;
  g_autoptr (GBytes) paper = NULL;
  g_autoptr (YnVerification) verification = NULL;
  g_autoptr (YnVerification) later = NULL;

  timekeeper = foreign;
  paper = sign (rsa, names, YN_LEVEL_B_T, NULL);
  timekeeper = ours;
  verification = verify (paper, NOW);
  later = verify (paper, NOW + 400 * DAY);
  g_assert_cmpstr (first_of (verification)->when_code, ==, "timestamp-unknown");
  g_assert_cmpint (first_of (verification)->when, ==, YN_VERDICT_CANNOT_TELL);
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
  g_assert_cmpstr (first_of (later)->who_code, ==, "expired");
}

/* Every byte of the hole, changed: never a yes. */
static void
test_one_byte_of_the_hole (void)
{
  static const char *const names[] = { "good", NULL };
  g_autoptr (GBytes) paper = sign (p256, names, YN_LEVEL_B_T, NULL);
  g_autoptr (YnTrust) trust = test_trust (test_authority (FALSE));
  gsize size;
  char *copy = g_memdup2 (g_bytes_get_data (paper, &size), g_bytes_get_size (paper));
  char *hole = (char *) memmem (copy, size, "/Contents <", 11) + 11;
  g_autoptr (GBytes) changed = g_bytes_new_static (copy, size);
  gsize used = 2 * 16384;

  while (used > 2 && hole[used - 1] == '0')
    used--;
  g_test_message ("%" G_GSIZE_FORMAT " digits", used);
  for (gsize i = 0; i < used; i += g_test_slow () ? 1 : 7)
    {
      char was = hole[i];
      g_autoptr (YnVerification) verification = NULL;

      hole[i] = was == '0' ? '1' : '0';
      verification = yn_verify (changed, trust, NOW);
      if (verification->whole == YN_VERDICT_YES)
        g_error ("digit %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " may be another", i, used);
      hole[i] = was;
    }
  {
    g_autoptr (YnVerification) untouched = yn_verify (changed, trust, NOW);

    g_assert_cmpint (untouched->whole, ==, YN_VERDICT_YES);
  }
  g_free (copy);
}

/* --- material ------------------------------------------------------------------------------------------------------ */

static YnTimekeeper *
made_by (YnAuthority *authority, gint64 issued)
{
  g_autoptr (GError) error = NULL;
  YnTimekeeper *made = yn_authority_make_timekeeper (authority, "Sample Timestamps", issued, NULL, &error);

  g_assert_no_error (error);
  return made;
}

/* A key of the same authority that is not for timestamps. */
static YnTimekeeper *
made_unfit (YnAuthority *authority)
{
  YnTimekeeper *made = made_by (authority, NOW - DAY);
  int place = X509_get_ext_by_NID (made->leaf, NID_ext_key_usage, -1);

  X509_EXTENSION_free (X509_delete_ext (made->leaf, place));
  g_assert_cmpint (X509_sign (made->leaf, authority->key, EVP_sha256 ()), >, 0);
  return made;
}

int
main (int argc, char *argv[])
{
  g_autoptr (YnAuthority) stranger = NULL;
  int failed;

  g_test_init (&argc, &argv, NULL);
  stranger = test_make_authority ("Somebody Else", FALSE);
  rsa = test_key (test_authority (FALSE), YN_KEY_RSA_2048, SAMPLE_USCC, NOW - DAY);
  p256 = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  timekeeper = made_by (test_authority (FALSE), NOW - DAY);
  expired = made_by (test_authority (FALSE), NOW - 6 * 365 * DAY);
  foreign = made_by (stranger, NOW - DAY);
  unfit = made_unfit (test_authority (FALSE));
  g_test_add_func ("/timestamp/next", test_next);
  g_test_add_func ("/timestamp/rest", test_rest);
  g_test_add_func ("/timestamp/retry-after", test_retry_after);
  g_test_add_func ("/timestamp/share", test_share);
  g_test_add_func ("/timestamp/cancelled", test_cancelled);
  g_test_add_func ("/timestamp/b-t", test_b_t);
  g_test_add_func ("/timestamp/b-b-with-words", test_b_b_with_words);
  g_test_add_func ("/timestamp/after-expiry", test_after_expiry);
  g_test_add_func ("/timestamp/unknown-authority", test_unknown_authority);
  g_test_add_func ("/timestamp/one-byte-of-the-hole", test_one_byte_of_the_hole);
  failed = g_test_run ();
  yn_timekeeper_free (timekeeper);
  yn_timekeeper_free (expired);
  yn_timekeeper_free (foreign);
  yn_timekeeper_free (unfit);
  yn_key_unref (rsa);
  yn_key_unref (p256);
  test_material_free ();
  return failed;
}
